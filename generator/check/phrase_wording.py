# SPDX-License-Identifier: MIT
"""Wordings as they are compared: in NFKC, without white space and punctuation."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.check.words import NOT_PRINTED, texts_of
from generator.finding import Key
from generator.model.phrase import PhrasePack
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching

PLAIN_TRIGGER_CHARACTERS = 5
"""From this length a trigger counts in every item; a shorter one (六不) only in items of the
pack's own topic, since short words also name other things. Our choice."""

_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")


@dataclass(frozen=True, slots=True)
class Said:
    """A text that readers of the item get to see."""

    key: Key
    zh: str
    characters: frozenset[str]

    @property
    def plain(self) -> str:
        """The text in NFKC, without white space and punctuation."""
        return plain_of(self.zh)

    def may_hold(self, phrase: str, slips: int = 0) -> bool:
        """Say quickly whether the phrase can stand here with so many slips."""
        return sum(character not in self.characters for character in set(phrase)) <= slips


def say(key: Key, zh: str) -> Said:
    """Return a printed text, ready to be searched."""
    half_width = unicodedata.normalize("NFKC", zh) if _FULL_WIDTH.search(zh) else zh
    return Said(key, zh, frozenset(half_width))


def printed_texts(item: Teaching) -> list[tuple[Key, str]]:
    """Return the texts that readers see, numbers to call in front of theirs."""
    numbers = _numbers(item)
    return [
        (key, numbers[key] + text.zh if key in numbers else text.zh)
        for key, text in texts_of(item, NOT_PRINTED)
    ]


def _numbers(item: Teaching) -> Mapping[Key, str]:
    """Return the numbers to call, by the key of the text beside which each is printed."""
    if isinstance(item, Poster):
        return {("emergency", i, "meaning"): e.number for i, e in enumerate(item.emergency)}
    if isinstance(item, Procedure):
        return {("calls", i, "to"): call.number for i, call in enumerate(item.calls)}
    return {}


@lru_cache(maxsize=4096)
def plain_of(text: str) -> str:
    """Return the text in NFKC, without white space and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def digit_ends(phrase: str) -> bool:
    """Say whether a phrase begins or ends with a digit, beside which more could stand."""
    return phrase[0].isdigit() or phrase[-1].isdigit()


def holds(plain: str, phrase: str) -> bool:
    """Say whether the phrase stands in the plain text; 110 does not stand in 1101."""
    start = plain.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        around = plain[start - 1 : start] + phrase[0], phrase[-1] + plain[end : end + 1]
        if not any(len(pair) > 1 and pair.isdigit() for pair in around):
            return True
        start = plain.find(phrase, start + 1)
    return False


def counting(pack: PhrasePack, topic: str) -> Iterator[str]:
    """Yield the triggers that count in an item on the topic."""
    for trigger in pack.triggers:
        if pack.topic == topic or len(plain_of(trigger)) >= PLAIN_TRIGGER_CHARACTERS:
            yield trigger


@lru_cache(maxsize=1024)
def _loose(words: str) -> re.Pattern[str]:
    """Return a pattern of the words with anything between that is no word character."""
    return re.compile(r"[\W_]*".join(map(re.escape, plain_of(words))))


def stands_loosely(words: str, joined: str) -> bool:
    """Say whether the words stand in the text, whatever punctuation lies between."""
    if words in joined:
        return True
    return all(character in joined for character in words) and bool(_loose(words).search(joined))
