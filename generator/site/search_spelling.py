# SPDX-License-Identifier: MIT
"""From letters to hanzi: pinyin of two syllables, what sounds alike, initials, misspelt words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.search import grams_of, hanzi_runs
from generator.render.pinyin import PAIR, folded, initials, reading, readings

COMMON_HANZI = bytes(
    b for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for b in (high, low)
).decode("gb2312", "ignore")
"""The 3755 hanzi of the first level of GB/T 2312: what people may type for another one."""

TRADITIONAL_HANZI = bytes(
    b
    for high in range(0xA4, 0xC7)
    for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    for b in (high, low)
).decode("big5", "ignore")
"""The 5401 hanzi of the first level of Big5: those who type 滅火器 are led by its sound."""


TAIL = 3
"""Letters at the end of a word, or inside of it, under which it is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Chinese words that people look for."""

    terms: tuple[str, ...] = ()
    """What they may abbreviate or misspell."""
    names: tuple[str, ...] = ()
    """Names of subjects, found by every way to read them."""


def spellings(
    seen: Mapping[str, int], texts: Iterable[str], lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """Yield what is typed with the hanzi that it stands for, as one string.

    `seen` says on how many pages a piece stands; `texts` hold titles. Keys: "fang-ni" (two
    syllables), "~fan-ni" (without what many speakers do not tell apart), "!fns" (initials).
    """
    spelt: dict[str, list[str]] = defaultdict(list)
    pairs = [gram for gram in seen if len(gram) == PAIR and not gram.isascii()]
    named = {gram for name in lexicon.names for gram in grams_of(name)}
    for pair in sorted(pairs, key=lambda gram: (-seen[gram], gram)):
        for way in readings(pair) if pair in named else (reading(pair),):
            if len(way) == PAIR:
                spelt["-".join(way)].append(pair)
                spelt["~" + "-".join(map(folded, way))].append(pair)
    for key, gram in _abbreviated(texts, lexicon):
        spelt[f"!{key}"].append(gram)
    for key, grams in spelt.items():
        yield key, "".join(dict.fromkeys(grams))


def _abbreviated(texts: Iterable[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield initials with the two or three hanzi that they stand for in names and titles."""
    for term in lexicon.terms:
        if len(term) == PAIR:
            yield initials(reading(term)), term
    runs = Counter(run for text in (*lexicon.terms, *texts) for run in hanzi_runs(text))
    for run in runs:
        ways = reading(run)
        if len(ways) == len(run):
            for i in range(len(run) - PAIR):
                yield initials(ways[i : i + PAIR + 1]), run[i : i + PAIR + 1]


def sounds_like(key: str) -> str:
    """Return under what a key is dealt out: "fang-ni" lies in the file of "~fan-ni"."""
    if "-" not in key:
        return key
    return "-".join(map(folded, key.removeprefix("~").split("-")))


def letters_of(terms: Iterable[str]) -> dict[str, str]:
    """Return every term with its letters."""
    return {term: "".join(reading(term)) for term in terms}


def by_ends(spelt: Mapping[str, str]) -> dict[str, str]:
    """Return names with their letters under their first letter and under their last three.

    What was typed with one slip has one of the two as it should be: "<f", ">hui".
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, letters in spelt.items():
        for key in (f"<{letters[:1]}", f">{letters[-TAIL:]}"):
            found[key].append(name if name == letters else f"{name}={letters}")
    return {key: ",".join(names) for key, names in found.items()}


def by_inside(words: Iterable[str]) -> dict[str, str]:
    """Return words under every three letters that follow one another in them: "*tin"."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for piece in {word[i : i + TAIL] for i in range(1, len(word) - TAIL + 1)}:
            found[f"*{piece}"].append(word)
    return {key: ",".join(names) for key, names in found.items()}


def sounds(read: Mapping[str, str]) -> dict[str, str]:
    """Return hanzi with their syllables, of syllables with their hanzi: "@溺"."""
    return {f"@{each}": syllable for syllable, hanzi in read.items() for each in hanzi}


def syllables(seen: Iterable[str]) -> dict[str, str]:
    """Return syllables with the hanzi that are usually read so."""
    known = {gram for gram in seen if len(gram) == 1 and not gram.isascii()}
    found: dict[str, list[str]] = defaultdict(list)
    for hanzi in sorted(known | set(COMMON_HANZI) | set(TRADITIONAL_HANZI)):
        found[reading(hanzi)[0]].append(hanzi)
    return {key: "".join(found[key]) for key in sorted(found) if key.isascii()}
