# SPDX-License-Identifier: MIT
"""What counts itself gets no second number: titles (第一条, 表二, Article 1), options (A, B, C)."""

import re
from collections.abc import Sequence

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


def unlettered(options: Sequence[str]) -> tuple[str, ...]:
    """Return options without the letters A, B, C … of their own; as they are unless all have them.

    One option alone may begin with an article: `A wet towel`.
    """
    split = [re.match(rf"{chr(ord('A') + i)}[\s.．、:：]+(?=\S)", o) for i, o in enumerate(options)]
    if len(options) > 1 and all(split):
        return tuple(o[found.end() :] for o, found in zip(options, split, strict=True) if found)
    return tuple(options)
