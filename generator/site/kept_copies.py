# SPDX-License-Identifier: MIT
"""`sw.js`: what a browser keeps of a site for the moment when the network is gone.

Kept are the pages that say what to do now and what they need; the worker asks the network first
and says of every copy that it is one (`docs/decisions/018`).
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from generator.render.words import load_words

WORKER = "sw.js"
"""At the root of the site, because a worker reaches only what lies below it."""

KEPT_PAGES = ("now.html", "procedures/*.html", "en/now.html", "en/procedures/*.html")

EAGER_SUFFIXES = frozenset({".css", ".js"})
"""What is fetched ahead with the pages; fonts and pictures are kept once a page has used them."""

_LOADED = re.compile(
    r"""<(?:script|img)\b[^>]*?\ssrc="([^"]+)"|<link\srel="(?:stylesheet|icon)"\shref="([^"]+)\""""
)
_DRAWN = re.compile(r"""url\(\s*["']?([^"')]+)""")


def write_worker(out: Path, theme: Path) -> None:
    """Write the worker of a finished site: its version is that of all that it keeps."""
    pages = sorted(
        path.relative_to(out).as_posix() for glob in KEPT_PAGES for path in out.glob(glob)
    )
    files = sorted({file for page in pages for file in _needed(page, out)} - set(pages))
    source = (theme / "site" / "offline" / WORKER).read_text(encoding="utf-8")
    digest = sha256(source.encode())
    for path in (*pages, *files):
        digest.update(path.encode())
        digest.update(sha256((out / path).read_bytes()).digest())
    said = load_words(theme)["frame.kept_copy"]
    eager = [file for file in files if PurePosixPath(file).suffix in EAGER_SUFFIXES]
    for name, value in (
        ("%PAGES%", _listed(pages)),
        ("%FILES%", _listed(files)),
        ("%EAGER%", _listed(eager)),
        ("%SAID_ZH%", json.dumps(said.zh, ensure_ascii=False)),
        ("%SAID_EN%", json.dumps(said.en, ensure_ascii=False)),
        ("%BUILD%", digest.hexdigest()[:16]),
    ):
        source = source.replace(name, value)
    (out / WORKER).write_text(source, encoding="utf-8")


def _listed(paths: list[str]) -> str:
    return json.dumps(paths, ensure_ascii=False)


def _needed(page: str, out: Path) -> Iterator[str]:
    """Yield the files of the output that a page loads, and those that its styles load."""
    for match in _LOADED.finditer((out / page).read_text(encoding="utf-8")):
        file = _below(page, match[1] or match[2])
        if file and (out / file).is_file():
            yield file
            if file.endswith(".css"):
                styles = (out / file).read_text(encoding="utf-8")
                drawn = (_below(file, each[1]) for each in _DRAWN.finditer(styles))
                yield from (each for each in drawn if each and (out / each).is_file())


def _below(base: str, address: str) -> str | None:
    """Return the path in the output that an address means; None for another host or data."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return unquote(urlsplit(urljoin(f"/{base}", parts.path)).path).lstrip("/")
