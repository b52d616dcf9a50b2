# SPDX-License-Identifier: MIT
"""How a text is cut for search: two characters at a time, so that any piece of a word is found."""

import re

SHARD_COUNT = 64
"""Into how many files the index is cut; a query loads only those it needs."""

HANZI_LENGTH, LATIN_LENGTH = 2, 3
"""Length of a piece, in characters."""

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")


def grams_of(text: str) -> frozenset[str]:
    """Return the pieces under which `text` is found.

    Hanzi singly and in pairs, Latin words in threes and whole where shorter: the
    words of a query are contained in a page only if all their pieces are.
    """
    found: set[str] = set()
    for run in _RUN.findall(text.lower()):
        if run[0] >= "\u3400":
            found.update(run)
            found.update(_cut(run, HANZI_LENGTH))
        else:
            found.update(_cut(run, LATIN_LENGTH))
    return frozenset(found)


def query_grams(query: str) -> frozenset[str]:
    """Return the pieces that a page must have to match: pairs, single hanzi only if alone."""
    found: set[str] = set()
    for run in _RUN.findall(query.lower()):
        found.update(_cut(run, HANZI_LENGTH if run[0] >= "\u3400" else LATIN_LENGTH))
    return frozenset(found)


def _cut(run: str, length: int) -> tuple[str, ...]:
    """Return all pieces of a length; the whole run where it is shorter."""
    if len(run) < length:
        return (run,)
    return tuple(run[i : i + length] for i in range(len(run) - length + 1))


def shard_of(gram: str) -> int:
    """Return the file in which a piece stands: FNV-1a over its UTF-16 code units."""
    value = 0x811C9DC5
    units = gram.encode("utf-16-le")
    for i in range(0, len(units), 2):
        value = ((value ^ (units[i] | units[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return value % SHARD_COUNT
