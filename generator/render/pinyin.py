# SPDX-License-Identifier: MIT
"""How hanzi are read, without tones: the only importer of pypinyin, and only while building."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

PAIR = 2
"""Hanzi in most words: those that the tables do not know are read hanzi by hanzi."""

_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))


@cache
def _library() -> Any:
    """Return pypinyin, whose tables of words take a while to load."""
    import pypinyin  # noqa: PLC0415 - a build where nothing changed needs none of it

    return pypinyin


@cache
def reading(hanzi: str) -> tuple[str, ...]:
    """Return one syllable a hanzi, as the word is read: ("fang", "ni", "shui")."""
    if len(hanzi) == PAIR and hanzi not in _library().constants.PHRASES_DICT:
        apart = reading(hanzi[0]) + reading(hanzi[1])
        if all(map(str.isascii, apart)):  # what has no sound is not taken apart by the library
            return apart
    return tuple(syllable.replace("ü", "v") for syllable in _library().lazy_pinyin(hanzi))


@cache
def readings(hanzi: str) -> tuple[tuple[str, ...], ...]:
    """Return every way in which each hanzi can be read, the usual one first."""
    library = _library()
    ways = library.pinyin(hanzi, style=library.Style.NORMAL, heteronym=True)
    usual = reading(hanzi)
    return (usual, *(way for way in product(*ways) if way != usual))


def syllables(term: str) -> Iterator[tuple[str, str]]:
    """Yield each syllable of a term without its tone and with it: ("jiao", "jiao4").

    What has no sound in Chinese comes character by character, as it is.
    """
    library = _library()
    plain = library.lazy_pinyin(term, errors=_one_by_one)
    toned = library.lazy_pinyin(term, style=library.Style.TONE3, errors=_one_by_one)
    yield from zip(plain, toned, strict=True)


def _one_by_one(characters: str) -> Any:
    """Return what has no sound in Chinese as a list, which the library takes as well."""
    return list(characters)


def initials(syllables: tuple[str, ...]) -> str:
    """Return the first letters, as people abbreviate: "fns"."""
    return "".join(syllable[0] for syllable in syllables)


@cache
def folded(syllable: str) -> str:
    """Return a syllable without what many speakers do not tell apart: zh z, ang an, l n."""
    for long, short in _INITIALS:
        if syllable.startswith(long):
            syllable = short + syllable.removeprefix(long)
            break
    for long, short in _FINALS:
        if syllable.endswith(long):
            return syllable.removesuffix(long) + short
    return syllable.replace("v", "u")
