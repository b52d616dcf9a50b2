# SPDX-License-Identifier: MIT
"""Numbers to call that are not the same in both languages of a text."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.check.words import texts_of
from generator.finding import Key
from generator.model.phrase import PhrasePack
from generator.model.record import Teaching, Text

NOT_READ = frozenset({"history", "keywords"})

_CALL = re.compile(r"(?<!\d)1\d{2}(?:\d{2})?(?!\d)")
"""What may be a number to call: 119, 12356."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlikeNumber:
    """A number where the other language has that of a pack."""

    key: Key
    """Of the text in the language that has the other number."""
    number: str
    right: str


def may_call(joined: str) -> bool:
    """Say quickly whether a text holds what may be a number to call."""
    return bool(_CALL.search(joined))


def find_unlike_numbers(
    item: Teaching, packs: Collection[PhrasePack]
) -> Iterator[tuple[PhrasePack, UnlikeNumber]]:
    """Yield numbers that stand in one language where the other has the number of a pack.

    Citations are read too. Either language may leave a number out; only another one is a slip.
    """
    known = {m[0]: p for p in packs for phrase in p.phrases if (m := _CALL.match(phrase.zh))}
    for key, text in texts_of(item, NOT_READ):
        for found in _unlike(text, known):
            yield (
                known[found[2]],
                UnlikeNumber(key=(*key, found[0]), number=found[1], right=found[2]),
            )


def _unlike(text: Text, known: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the language, its number, and the number of a pack that the other has instead."""
    zh, en = ([*dict.fromkeys(_CALL.findall(words))] for words in (text.zh, text.en))
    for language, own, other in (("zh", zh, en), ("en", en, zh)):
        alone = [number for number in own if number not in other]
        lacking = [number for number in other if number in known and number not in own]
        for right in lacking:
            for number in alone:
                if len(number) == len(right):
                    yield language, number, right
