# SPDX-License-Identifier: MIT
"""Slips of typing that explain a wrong value: full-width signs, one language, hanzi in an address.

What is found here is said in place of what the field takes in general.
"""

import re
from urllib.parse import urlsplit

from pydantic_core import ErrorDetails

from generator.settings import ADDRESS_PATTERN

_WIDE = re.compile("[，：；、。．－～“”‘’【】（）\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]")
"""Full-width signs, figures and letters."""

_WIDE_KEY = re.compile(r"^(?:zh|en)\s*：|\s(?:zh|en)\s*：")

_HANZI = re.compile("[\u3400-\u9fff]")

_NEEDS_QUOTES = re.compile(r"[,:#{}\[\]\"']|^[&*!|>%@`-]")

LONGEST_SHOWN = 30
"""Characters of a text that is repeated in an example."""


def value_slip(detail: ErrorDetails) -> tuple[str, str] | None:
    """Return how to mend the value, in both languages, where a slip of typing explains it."""
    value, context = detail["input"], detail.get("ctx", {})
    if not isinstance(value, str):
        return None
    if context.get("pattern") == ADDRESS_PATTERN:
        return _address(value)
    if _WIDE_KEY.search(value) or (_WIDE.search(value) and _WIDE.sub("", value).isascii()):
        signs = "".join(dict.fromkeys(_WIDE.findall(value)))
        return (
            f"这里有全角的“{signs}”：标点、数字和字母换成英文（半角）的，冒号和逗号后面空一格",
            f"It holds the full-width {signs}: use plain signs, a blank after a colon or comma",
        )
    return _pair(value) if context.get("class_name") == "Text" else None


def _pair(value: str) -> tuple[str, str]:
    """Return the pair of languages to write for a text that stands in one alone."""
    shown = value if len(value) <= LONGEST_SHOWN else "…"
    shown = f"'{shown}'" if _NEEDS_QUOTES.search(shown) and "'" not in shown else shown
    is_chinese = bool(_HANZI.search(value))
    pair = f"{{zh: {shown}, en: English}}" if is_chinese else f"{{zh: 中文, en: {shown}}}"
    other = ("英文", "English") if is_chinese else ("中文", "Chinese")
    return (
        f"中英文都要写，如 {pair}，另一半写{other[0]}",
        f"Write both languages: {pair}, with the {other[1]} in its place",
    )


def _address(value: str) -> tuple[str, str] | None:
    """Return what is wrong with an address; nothing where only the general rule helps."""
    if not value.startswith(("http://", "https://")):
        host = _ascii_host(value.partition("/")[0])
        return (
            f"前面缺 https://（或 http://），如 https://{host}",
            f"It lacks https:// (or http://): https://{host}",
        )
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    host = parts.netloc
    if not host.isascii():
        plain = f"{parts.scheme}://{_ascii_host(host)}{parts.path if parts.path.isascii() else '/'}"
        return (
            f"主机名“{host}”里有汉字或全角字符，改用它的 ASCII 形式（Punycode）：{plain}",
            f"The host {host} holds hanzi or full-width signs; use its ASCII form: {plain}",
        )
    if value != value.lower():
        return f"全部用小写：{value.lower()}", f"Write it in small letters: {value.lower()}"
    return None


def _ascii_host(host: str) -> str:
    try:
        return host.lower().encode("idna").decode()
    except UnicodeError:
        return "school.example"
