# SPDX-License-Identifier: MIT
"""What a finished page may load and run, written into the page itself.

Every page carries a Content-Security-Policy (CSP level 3) that allows files of its own site and
those inline blocks that stand in the page, by their SHA-256. It is made from the finished text, so
that it fits by construction (`docs/decisions/017`).
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.record import Text

REFERRER = '<meta name="referrer" content="no-referrer">'

SELF = "'self'"

OUTSIDE_RELATIONS = ("noopener", "noreferrer", "external")
"""What a link to another site says of itself."""

PROGRAMS = frozenset({"", "module", "text/javascript", "application/javascript"})
"""Types of scripts that a browser runs; others hold data."""

_BLOCK = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_POLICY = re.compile(r'\n?<meta http-equiv="Content-Security-Policy"[^>]*>' + re.escape(REFERRER))
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r'<html\b[^>]*\blang="en', re.IGNORECASE)
_OUTSIDE = re.compile(r"""href\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)


def seal_folder(folder: Path, host: str, outside: Text) -> None:
    """Seal every page below `folder`; `outside` is what is read out at links to other hosts."""
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        sealed = seal(text, host, outside)
        if sealed != text:
            path.write_text(sealed, encoding="utf-8")


def seal(page: str, host: str, outside: Text) -> str:
    """Return a page with its policy as the first thing after its encoding; sealing twice is once.

    Links to another host than `host` are marked. Raises ValueError for a page without a head.
    """
    bare = _POLICY.sub("", page) if REFERRER in page else page
    bare = _mark_outside(bare, host, outside)
    head = _CHARSET.search(bare) or _HEAD.search(bare)
    if head is None:
        message = "a page without a head cannot carry a policy"
        raise ValueError(message)
    policy = escape(policy_of(bare), quote=False)
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">{REFERRER}'
    return bare[: head.end()] + meta + bare[head.end() :]


def policy_of(page: str) -> str:
    """Return the strictest policy that lets a page do what stands in it."""
    blocks = [(m[1].lower(), _attributes(m[2]), m[3]) for m in _BLOCK.finditer(page)]
    programs = [
        (given, text)
        for tag, given, text in blocks
        if tag == "script" and given.get("type", "").lower() in PROGRAMS
    ]
    scripts = [_hash(text) for given, text in programs if "src" not in given]
    styles = [_hash(text) for tag, _, text in blocks if tag == "style"]
    runs = bool(programs)
    return "; ".join(
        f"{name} {' '.join(dict.fromkeys(sources))}"
        for name, sources in (
            ("default-src", ["'none'"]),
            ("script-src", [SELF, *scripts] if runs else ["'none'"]),
            ("style-src", [SELF, *styles]),
            ("img-src", [SELF, "data:"]),
            ("font-src", [SELF]),
            ("media-src", [SELF]),
            ("connect-src", [SELF] if runs else ["'none'"]),
            ("worker-src", [SELF] if runs else ["'none'"]),
            # Firefox does not take a file for `'self'` here; no page on a server can send to one.
            ("form-action", [SELF, "file:"] if "<form" in page else ["'none'"]),
            ("base-uri", ["'none'"]),
            ("frame-src", ["'none'"]),
            ("object-src", ["'none'"]),
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _attributes(tag: str) -> Mapping[str, str]:
    found = ((m[1].lower(), m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag))
    return {name: unescape(value) for name, value in found}


def _mark_outside(page: str, host: str, outside: Text) -> str:
    """Tell of links that leave the site: eyes by an icon, ears by words, browsers by `rel`."""
    if not _OUTSIDE.search(page):
        return page
    said = escape(f" {outside.en}" if _LANGUAGE.search(page) else outside.zh)
    mark = f'<span class="unseen">{said}</span>'

    def marked(link: re.Match[str]) -> str:
        given = _attributes(link[1])
        if not _is_outside(given.get("href", ""), host) or mark in link[2]:
            return link[0]
        words = [w for w in given.get("rel", "").split() if w not in OUTSIDE_RELATIONS]
        rel = " ".join([*words, *OUTSIDE_RELATIONS])
        kept = " ".join(_kept(link[1]))
        return f'<a {kept} rel="{rel}" data-outside>{link[2]}{mark}</a>'

    return _LINK.sub(marked, page)


def _kept(tag: str) -> Iterator[str]:
    """Yield the attributes of a link but what is written anew."""
    return (m[0] for m in _ATTRIBUTE.finditer(tag) if m[1].lower() != "rel")


def _is_outside(address: str, host: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) and parts.hostname != host
