# SPDX-License-Identifier: MIT
"""How a text is cut for search, so that any piece of a word is found."""

import re
from collections.abc import Iterable

SHARD_COUNT = 64
"""Into how many files the index is cut; a query loads only those it needs."""

_HANZI = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> frozenset[str]:
    """Return the words in Latin letters and figures."""
    return frozenset(_WORD.findall(text.lower()))


def grams_of(text: str) -> frozenset[str]:
    """Return the pieces under which `text` is found: hanzi, pairs of hanzi, Latin words."""
    found = set(words_of(text))
    for run in _HANZI.findall(text):
        found.update(run)
        found.update(_pairs(run))
    return frozenset(found)


def query_parts(query: str, vocabulary: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return what a page must have: of every part at least one piece.

    Hanzi are asked for in pairs, a single one alone; a Latin word by all words of the
    `vocabulary` that contain it.
    """
    words = tuple(vocabulary)
    latin = [frozenset(w for w in words if asked in w) for asked in sorted(words_of(query))]
    hanzi = [
        frozenset({piece})
        for run in _HANZI.findall(query)
        for piece in (_pairs(run) if len(run) > 1 else (run,))
    ]
    return (*latin, *dict.fromkeys(hanzi))


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[i : i + 2] for i in range(len(run) - 1))


def shard_of(gram: str) -> int:
    """Return the file in which a piece stands: FNV-1a over its UTF-16 code units."""
    value = 0x811C9DC5
    units = gram.encode("utf-16-le")
    for i in range(0, len(units), 2):
        value = ((value ^ (units[i] | units[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return value % SHARD_COUNT
