# SPDX-License-Identifier: MIT
"""How a text is cut for search, so that any piece of a word is found, and how finds are written.

`theme/site/assets/search.js` does the same in the browser; tests hold the two together.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import add

HANZI = ("\u3400", "\u9fff")
"""The first and the last of the hanzi that are cut into pieces."""

_HANZI = re.compile("[{}-{}]+".format(*HANZI))
_WORD = re.compile(r"[a-z0-9]+")

LONGEST_GRAM = 4
"""Hanzi are kept by one to four: longer queries ask for all their fours."""

LONGEST_PIECE = 2
"""Pieces of Latin words up to this length stand in the index; longer ones are looked up by word."""

LEVELS = 5
"""How prominent a piece can be on a page: from words that it does not show up to its title."""

FNV_BASIS, FNV_PRIME = 0x811C9DC5, 0x01000193
"""Of the 32-bit hash FNV-1a."""

DIGITS = "".join(chr(c) for c in range(35, 126) if c != ord("\\"))
"""What numbers are written in; one of the second half says that more of the number follows."""

_BASE = len(DIGITS) // 2


def words_of(text: str) -> frozenset[str]:
    """Return the words in Latin letters and figures."""
    return frozenset(words_in(text))


def hanzi_runs(text: str) -> list[str]:
    """Return the stretches of hanzi with nothing between them, in their order."""
    return _HANZI.findall(text)


def words_in(text: str) -> list[str]:
    """Return every word in Latin letters and figures, as often as in `text`."""
    return _WORD.findall(text.lower())


def hanzi_in(text: str) -> list[str]:
    """Return every stretch of one to four hanzi, as often as in `text`."""
    found: list[str] = []
    for run in _HANZI.findall(text):
        pieces = list(run)
        found += pieces
        for length in range(2, LONGEST_GRAM + 1):
            pieces = list(map(add, pieces, run[length - 1 :]))  # each one hanzi longer
            found += pieces
    return found


def grams_of(text: str) -> frozenset[str]:
    """Return the pieces under which `text` is found: one to four hanzi; Latin words."""
    return frozenset((*words_in(text), *hanzi_in(text)))


@cache
def pieces_of(word: str) -> frozenset[str]:
    """Return the letters and pairs of letters of a Latin word."""
    return frozenset(p for n in range(1, LONGEST_PIECE + 1) for p in _slices(word, n))


def query_parts(query: str, vocabulary: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return what a page must have: of every part at least one piece.

    Up to four hanzi are asked for as they are, more of them in fours; a Latin word by all words
    of the `vocabulary` that contain it.
    """
    words = tuple(vocabulary)
    latin = [frozenset(w for w in words if asked in w) for asked in sorted(words_of(query))]
    hanzi = [
        frozenset({piece})
        for run in _HANZI.findall(query)
        for piece in _slices(run, min(len(run), LONGEST_GRAM))
    ]
    return (*latin, *dict.fromkeys(hanzi))


def _slices(run: str, length: int) -> list[str]:
    return [run[i : i + length] for i in range(len(run) - length + 1)]


def shard_of(gram: str, count: int) -> int:
    """Return which of `count` files holds a piece: FNV-1a over its UTF-16 code units."""
    value = FNV_BASIS
    units = gram.encode("utf-16-le")
    for i in range(0, len(units), 2):
        value = ((value ^ (units[i] | units[i + 1] << 8)) * FNV_PRIME) & 0xFFFFFFFF
    return value % count


def write_numbers(numbers: Iterable[int]) -> str:
    """Return numbers from 0 on as printable characters: the smaller, the shorter."""
    return "".join(map(_digits_of, numbers))


@cache
def _digits_of(number: int) -> str:
    digits = ""
    while number >= _BASE:
        digits += DIGITS[_BASE + number % _BASE]
        number //= _BASE
    return digits + DIGITS[number]


def read_numbers(text: str) -> Iterator[int]:
    """Yield the numbers that `write_numbers` wrote."""
    number, scale = 0, 1
    for character in text:
        digit = DIGITS.index(character)
        number += digit % _BASE * scale
        scale *= _BASE
        if digit < _BASE:
            yield number
            number, scale = 0, 1
