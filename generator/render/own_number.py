# SPDX-License-Identifier: MIT
"""Titles that count themselves (第一条, 表二, 一、, Article 1) get no second number."""

import re

_OWN_NUMBER = re.compile(
    r"第[一二三四五六七八九十百]+[条章节]|表[一二三四五六七八九十]+[\s　]|[一二三四五六七八九十]+、"
    r"|(?:Article|Table|Part) [0-9A-Z]+\b|[0-9]+[.、](?![0-9])"
)


def has_own_number(title: str) -> bool:
    """Say whether a title begins with a number of its own."""
    return _OWN_NUMBER.match(title) is not None


def numbered(title: str, number: int) -> str:
    """Return a title behind its number, or alone where it counts itself: `3 · 做一遍`."""
    return title if has_own_number(title) else f"{number} · {title}"
