# SPDX-License-Identifier: MIT
"""The site builder: the only importer of MkDocs. Markdown folder in, HTML folder out.

The configuration is written as JSON, which every YAML reader reads.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.finding import Finding, Origin, Severity
from generator.render.warning import gathered_warnings


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


def render_site(job: ShellJob) -> tuple[Finding, ...]:
    """Render one language with MkDocs; everything that it warns of comes back as findings."""
    config_file = job.pages_folder.parent / f"mkdocs-{job.language}.yml"
    config_file.write_text(json.dumps(_config(job), ensure_ascii=False, indent=1), encoding="utf-8")
    with gathered_warnings("mkdocs") as messages:
        build(load_config(config_file=str(config_file)))
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        # Empty without a site address, and dated by the clock.
        (job.out / name).unlink(missing_ok=True)
    return tuple(_finding(message) for message in messages)


def _config(job: ShellJob) -> dict[str, object]:
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
        "extra_css": ["assets/muster.css"],
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


def _finding(message: str) -> Finding:
    return Finding(
        code="S601",
        severity=Severity.ERROR,
        origin=Origin(file="mkdocs"),
        what_zh=f"生成网页时的警告：{message}",
        what_en=f"a warning while the pages were rendered: {message}",
        mend_zh="多半是链接指向不存在的页面；按提示改内容或模板。",
        mend_en="Most likely a link to a page that is not there; mend content or template.",
    )
