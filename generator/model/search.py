# SPDX-License-Identifier: MIT
"""How a text is cut for search: two characters at a time, so that any piece of a word is found."""

import re

SHARD_COUNT = 64
"""Into how many files the index is cut; a query loads only those it needs."""

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
            found.update(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.update((run,) if len(run) < 3 else ())
            found.update(run[i : i + 3] for i in range(len(run) - 2))
    return frozenset(found)


def query_grams(query: str) -> frozenset[str]:
    """Return the pieces that a page must have to match: pairs, single hanzi only if alone."""
    found: set[str] = set()
    for run in _RUN.findall(query.lower()):
        size = 2 if run[0] >= "\u3400" else 3
        found.update((run,) if len(run) < size else (run[i : i + size] for i in range(len(run) - size + 1)))
    return frozenset(found)


def shard_of(gram: str) -> int:
    """Return the file in which a piece stands: FNV-1a over its UTF-16 code units."""
    value = 0x811C9DC5
    units = gram.encode("utf-16-le")
    for i in range(0, len(units), 2):
        value = ((value ^ (units[i] | units[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return value % SHARD_COUNT
