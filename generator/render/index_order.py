# SPDX-License-Identifier: MIT
"""The order of an index: Chinese by sound, English by letter.

Words are read whole, so that a character with two sounds gets the one that it has in its word.
"""

from collections.abc import Iterable
from itertools import groupby
from unicodedata import normalize

from generator.render.pinyin import syllables

DIGITS = "0–9"
"""Heads what begins with a figure, before A."""


def by_letter(terms: Iterable[str], language: str) -> list[tuple[str, list[str]]]:
    """Return each term once, in order, under the capital letter that its first sound begins with.

    Marks before the first letter do not count.
    """
    ordered = sorted(dict.fromkeys(terms), key=lambda term: (_place(term, language), term))
    return [
        (letter or DIGITS, list(own))
        for letter, own in groupby(ordered, lambda term: _place(term, language)[0])
    ]


def _place(term: str, language: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the letter of a term, empty for a figure, and its syllables."""
    bare = "".join(c for c in normalize("NFKC", term).casefold() if c.isalnum() or c == " ").strip()
    sounds = ((bare, ""),) if language == "en" else tuple(syllables(bare))
    first = sounds[0][0][:1].upper() if sounds else ""
    return first if "A" <= first <= "Z" else "", sounds
