# SPDX-License-Identifier: MIT
"""Judges what a page of the output may load and run, with means of its own."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser

EMPTY = "'none'"

WANTED = {
    "default-src": {EMPTY},
    "base-uri": {EMPTY},
    "frame-src": {EMPTY},
    "object-src": {EMPTY},
    "script-src": {"'self'", EMPTY},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "media-src": {"'self'"},
    "connect-src": {"'self'", EMPTY},
    "worker-src": {"'self'", EMPTY},
    "form-action": {"'self'", "file:", EMPTY},
}
"""What each directive may allow, beside hashes of scripts and styles."""

HASHED = ("script", "style")

LOADED = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")
"""Attributes whose address a browser asks for by itself, or sends to."""

CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class _Reader(HTMLParser):
    """Notes what is wrong as it reads; inline blocks are gathered to be held against the policy."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.policy: str | None = None
        self.referrer = ""
        self.blocks: list[tuple[str, str]] = []
        self._block: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(given)
        elif self.policy is None and tag not in ("html", "head"):
            self.faults.append(f"<{tag}> stands before the policy")
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        if "style" in given:
            self.faults.append(f"<{tag} style>")
        self._addresses(tag, given)
        is_program = given.get("type", "") in ("", "module", "text/javascript")
        if tag == "style" or (tag == "script" and "src" not in given and is_program):
            self._block = tag
            self.blocks.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._block:
            self._block = None

    def handle_data(self, data: str) -> None:
        if self._block:
            tag, text = self.blocks[-1]
            self.blocks[-1] = (tag, text + data)

    def _meta(self, given: dict[str, str]) -> None:
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given["content"]
        if given.get("name") == "referrer":
            self.referrer = given["content"]

    def _addresses(self, tag: str, given: dict[str, str]) -> None:
        names = (*LOADED, "href") if tag in ("link", "use", "image", "base") else LOADED
        is_told = tag == "link" and {*given.get("rel", "").split()} & {"canonical", "alternate"}
        for name in names:
            if name in given and not is_told and not is_at_home(given[name]):
                self.faults.append(f"<{tag} {name}={given[name]!r}>")
        if tag == "a" and re.match(r"(?i)\s*(javascript|data|vbscript):", given.get("href", "")):
            self.faults.append(f"<a href={given['href']!r}>")
        outside = re.match(r"(?i)(https?:)?//", given.get("href", ""))
        if tag == "a" and outside and not {"noopener", "noreferrer"} <= {*given["rel"].split()}:
            self.faults.append(f"unmarked link {given['href']}")


def is_at_home(address: str) -> bool:
    """Say whether an address is of the page's own site, or data that stand in the page."""
    return address.startswith("data:") or not re.match(r"(?i)\s*(?:[a-z][a-z0-9+.-]*:|//)", address)


def css_faults(text: str) -> Iterator[str]:
    """Yield the outside addresses of a style sheet."""
    for match in CSS_ADDRESS.finditer(text):
        address = match[1] or match[2]
        if not is_at_home(address):
            yield f"url({address})"


def page_faults(text: str) -> list[str]:
    """Return whatever a strict page must not have."""
    reader = _Reader()
    reader.feed(text)
    if reader.policy is None:
        return ["no policy"]
    found = reader.faults
    if reader.referrer != "no-referrer":
        found.append("the referrer is told")
    given = {name: sources for name, *sources in (p.split() for p in reader.policy.split(";"))}
    found += [f"no {name}" for name in WANTED if name not in given]
    for tag, block in reader.blocks:
        found += css_faults(block) if tag == "style" else ()
        if _hash(block) not in given.get(f"{tag}-src", ()):
            found.append(f"an inline {tag} that the policy does not allow")
    for name, sources in given.items():
        found += _too_wide(name, sources, {_hash(b) for tag, b in reader.blocks})
    return found


def _too_wide(name: str, sources: list[str], hashes: set[str]) -> Iterator[str]:
    for source in sources:
        is_hash = name.removesuffix("-src") in HASHED and source in hashes
        if source not in WANTED.get(name, ()) and not is_hash:
            yield f"{name} allows {source}"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
