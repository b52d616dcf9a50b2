# SPDX-License-Identifier: MIT
"""What the site builder is told of one language; needs no site builder, which loads slowly."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import cast

LONGEST_NAME = 160
"""Characters of a name in the navigation: escaped, too, it is a key that YAML reads, of 1,024
characters at most (YAML 1.2.2, 8.2.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellJob:
    """One language of the site, ready to be rendered."""

    language: str
    name: str
    pages_folder: Path
    address: str
    """Where this language will stand, for the page that a server shows for a wrong address."""
    theme_folder: Path
    out: Path
    navigation: tuple[Mapping[str, object], ...]
    copyright: str
    words: Mapping[str, str]
    """Words for the frame of the page, by key."""


def navigation_name(title: str) -> str:
    """Return what a page is called in the navigation; a very long title is cut."""
    return escape(title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1]}…")


def html_path(path: str) -> str:
    """Return where a page goes that is rendered from a Markdown file."""
    return path.removesuffix(".md") + ".html"


def frame_fingerprint(job: ShellJob) -> str:
    """Return the SHA-256 of what is around every page, whatever folder the site is made in."""
    config = shell_config(job)
    for name in ("docs_dir", "site_dir", "nav"):
        del config[name]
    config["theme"] = {**cast("dict[str, object]", config["theme"]), "custom_dir": ""}
    return hashlib.sha256(json.dumps(config, ensure_ascii=False).encode()).hexdigest()


def shell_config(job: ShellJob) -> dict[str, object]:
    """Return the configuration of the site builder."""
    return {
        "site_name": escape(job.name),
        "site_url": job.address,
        "docs_dir": str(job.pages_folder),
        "site_dir": str(job.out),
        "use_directory_urls": False,
        "nav": list(job.navigation),
        "copyright": job.copyright,
        "theme": {
            "name": "material",
            "language": job.language,
            "font": False,
            "custom_dir": str(job.theme_folder),
            "features": [
                "navigation.tabs",
                "navigation.indexes",
                "navigation.top",
                "navigation.prune",
                "toc.follow",
            ],
            "palette": _palette(job.words),
            "icon": {"logo": "material/shield-check"},
            "favicon": "assets/favicon.svg",
        },
        "plugins": [],
        "extra": {"generator": False, "words": dict(job.words), "muster_language": job.language},
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
        "validation": {
            "links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "warn"},
            "nav": {"omitted_files": "info", "not_found": "warn"},
        },
    }


def _palette(words: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {
            "media": f"(prefers-color-scheme: {scheme})",
            "scheme": name,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": words[word]},
        }
        for scheme, name, icon, word in (
            ("light", "default", "material/weather-night", "frame.to_dark"),
            ("dark", "slate", "material/weather-sunny", "frame.to_light"),
        )
    ]
