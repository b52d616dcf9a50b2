# SPDX-License-Identifier: MIT
"""How hanzi are read, without tones: the only importer of pypinyin, and only while building."""

from functools import cache
from itertools import product

from pypinyin import Style, lazy_pinyin, pinyin

_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))


@cache
def reading(hanzi: str) -> tuple[str, ...]:
    """Return one syllable a hanzi, as the word is read: ("fang", "ni", "shui")."""
    return tuple(syllable.replace("ü", "v") for syllable in lazy_pinyin(hanzi))


@cache
def readings(hanzi: str) -> tuple[tuple[str, ...], ...]:
    """Return every way in which each hanzi can be read, the usual one first."""
    ways = pinyin(hanzi, style=Style.NORMAL, heteronym=True)
    usual = reading(hanzi)
    return (usual, *(way for way in product(*ways) if way != usual))


def initials(syllables: tuple[str, ...]) -> str:
    """Return the first letters, as people abbreviate: "fns"."""
    return "".join(syllable[0] for syllable in syllables)


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
