# SPDX-License-Identifier: MIT
"""Numbers to call that are not the same in both languages of a text."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.check.words import texts_of
from generator.finding import Key
from generator.model.phrase import PhrasePack
from generator.model.record import Teaching, Text

NOT_READ = frozenset({"history", "keywords"})

_CALL = re.compile(r"(?<!\d)1\d{2}(?:\d{2})?(?!\d)")
"""What may be a number to call: 119, 12356."""

_LIKE_A_CALL = re.compile(r"(?<!\d)\d{3}(?:\d{2})?(?!\d)")
"""What may have been meant as one: 319, 42356."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlikeNumber:
    """A number where the other language has that of a pack."""

    key: Key
    """Of the text in the language that has the other number."""
    number: str
    right: str


def may_call(joined: str) -> bool:
    """Say quickly whether a text holds what may be a number to call, or be meant as one."""
    return bool(_LIKE_A_CALL.search(joined))


def find_unlike_numbers(
    item: Teaching, packs: Collection[PhrasePack]
) -> Iterator[tuple[PhrasePack, UnlikeNumber]]:
    """Yield numbers that stand in one language where the other has the number of a pack.

    Citations are read too. Either language may leave a number out; only another one is a slip,
    or one number once more than in the other language. What is no number to call must differ
    from the right one by a single digit.
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
    zh, en = (Counter(_LIKE_A_CALL.findall(words)) for words in (text.zh, text.en))
    for language, own, other in (("zh", zh, en), ("en", en, zh)):
        lacking = [number for number in other if number in known and number not in own]
        for right in lacking:
            for number in own - other:
                if len(number) == len(right) and (_CALL.match(number) or _is_near(number, right)):
                    yield language, number, right


def _is_near(number: str, right: str) -> bool:
    return sum(a != b for a, b in zip(number, right, strict=True)) == 1
