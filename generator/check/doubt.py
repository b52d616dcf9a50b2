# SPDX-License-Identifier: MIT
"""Clauses that cannot be judged while files cannot be read: a gap may only follow from that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.coverage import Step
from generator.model.plan import Requirement
from generator.model.unread import Unread

OF_DAYS = frozenset({"school", "calendar", "school year"})
"""What decides on everything that has a date: whom a school has, what it plans, the terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What cannot be known for the files that cannot be read."""

    content: Content
    claimed: frozenset[str]
    """What the calendars of schools claim whose `school.yml` cannot be read."""

    def is_on(self, lowest: Step | None, *, has_days: bool) -> bool:
        """Say whether a verdict rests on what a school plans, or on what was compared.

        `lowest` is the step that fails; `has_days` is told of what has something with a date.
        """
        shelves = {file.shelf for file in self.content.unread}
        is_of_days = has_days and not OF_DAYS.isdisjoint(shelves)
        return is_of_days or (lowest is Step.FRESH and "reviews" in shelves)

    def touches(self, requirement: Requirement) -> bool:
        """Say whether files that cannot be read may claim a requirement, or tell what it means."""
        return requirement.id in self.claimed or any(
            _DECIDES[file.shelf](file, requirement, self.content)
            for file in self.content.unread
            if file.shelf in _DECIDES
        )


def find_doubt(content: Content) -> Doubt:
    """Return what cannot be known of a content tree."""
    calendars = (campus.calendar for campus in content.headless if campus.calendar)
    names = (name for calendar in calendars for e in calendar.entries for name in e.covers)
    return Doubt(content=content, claimed=frozenset(names))


def _may_claim(file: Unread, requirement: Requirement, content: Content) -> bool:
    del content
    return file.may_name(requirement.id)


def _may_be_its_topic(file: Unread, requirement: Requirement, content: Content) -> bool:
    topic = requirement.topic
    return topic not in content.topics and file.may_define(topic)


def _may_be_its_wording(file: Unread, requirement: Requirement, content: Content) -> bool:
    unknown = (name for name in requirement.phrases if name not in content.phrases)
    return any(file.may_define(name) for name in unknown)


_DECIDES: Mapping[str, Callable[[Unread, Requirement, Content], bool]] = MappingProxyType(
    {
        "topics": _may_be_its_topic,
        "phrases": _may_be_its_wording,
        "school": _may_claim,
        "calendar": _may_claim,
        **{kind.value: _may_claim for kind in ItemKind},
    }
)
"""How a file that cannot be read may decide on a clause, by its shelf; others do not."""
