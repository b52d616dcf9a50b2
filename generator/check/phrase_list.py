# SPDX-License-Identifier: MIT
"""Texts that list the phrases of a pack, alone or together."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.check.phrase_slip import Slip
from generator.check.phrase_wording import Said, holds
from generator.check.question_depth import wrong_options
from generator.finding import Key
from generator.model.record import Teaching

_BLANK = re.compile(r"[_＿□○]|[（(]\s*[）)]")
"""A gap to write in; dots may only mean that more follows."""

LIST_PHRASES = 3
"""So many phrases of a pack, and half of it at least, make a text a list of them. Our choice."""


@dataclass(frozen=True, slots=True)
class PhraseList:
    """A text that lists phrases, or several that do so together."""

    key: Key
    plain: str
    held: frozenset[str]
    """The phrases that stand in it, spoilt ones included."""

    def with_next(self, other: "PhraseList") -> "PhraseList":
        """Return this list continued by the other."""
        return PhraseList(self.key, f"{self.plain}\n{other.plain}", self.held | other.held)


def find_lists(
    item: Teaching, said: list[Said], phrases: Collection[str], slips: Collection[Slip]
) -> Iterator[PhraseList]:
    """Yield what holds most of a pack: single texts, and what texts of a list hold together.

    A text that is a list by itself is joined by its neighbours only while no phrase recurs.
    """
    spoilt = {(slip.key, slip.phrase) for slip in slips}
    groups: dict[Key, list[PhraseList]] = {}
    for each in said:
        held = frozenset(p for p in phrases if _has(each, p) or (each.key, p) in spoilt)
        if held and not _BLANK.search(each.zh):
            groups.setdefault(_place_of_list(each.key), []).append(
                PhraseList(each.key, each.plain, held)
            )
    least = max(LIST_PHRASES, (len(phrases) + 1) // 2)
    for wrong in wrong_options(item):
        groups.pop(_place_of_list(wrong), None)
    for group in groups.values():
        is_listed = any(len(text.held) >= least for text in group)
        runs = _runs(group) if is_listed else [_joined(group)]
        yield from (run for run in runs if len(run.held) >= least)


def _has(each: Said, phrase: str) -> bool:
    return each.may_hold(phrase) and holds(each.plain, phrase)


def _place_of_list(key: Key) -> Key:
    """Return the key without its last index; texts of the same list share it.

    Questions and their options are no list.
    """
    if key[0] == "assessment":
        return key
    last = max((i for i, part in enumerate(key) if isinstance(part, int)), default=None)
    return key if last is None else (*key[:last], "*", *key[last + 1 :])


def _runs(group: list[PhraseList]) -> list[PhraseList]:
    """Return the texts of a list, joined with the next as long as no phrase recurs."""
    runs = [group[0]]
    for text in group[1:]:
        if runs[-1].held & text.held:
            runs.append(text)
        else:
            runs[-1] = runs[-1].with_next(text)
    return runs


def _joined(group: list[PhraseList]) -> PhraseList:
    whole = group[0]
    for text in group[1:]:
        whole = whole.with_next(text)
    return whole


def are_in_order(plain: str, phrases: Collection[str]) -> bool:
    """Say whether the phrases that stand in the text stand there once in their order."""
    start = 0
    for phrase in phrases:
        found = plain.find(phrase, start)
        if found < 0 and phrase in plain:
            return False
        start = max(start, found)
    return True
