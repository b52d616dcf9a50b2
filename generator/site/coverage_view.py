# SPDX-License-Identifier: MIT
"""The verdict in one language: names, places and evidence as pages show them."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.model.content import Content
from generator.model.coverage import Coverage, Evidence, Verdict
from generator.model.plan import Plan, Requirement
from generator.model.record import Text
from generator.render.cadence_words import say_cadence
from generator.settings import SchoolYear

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A requirement in its plan."""

    plan: Plan
    clause: str
    id: str

    @property
    def page(self) -> str:
        """Return its address inside `coverage/`."""
        return f"{self.plan.id}.html#{self.id.split('/')[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A piece of evidence: where one language shows it."""

    title: str
    pages: tuple[str, ...]
    """Relative to the language's root."""
    pdfs: tuple[str, ...]
    """Relative to the output folder."""


@dataclass(frozen=True, kw_only=True)
class CoverageView:
    """The verdict in one language, ready to be shown."""

    content: Content
    coverage: Coverage
    year: SchoolYear
    language: str
    words: Mapping[str, Text]
    """The words of the interface, by key."""

    def word(self, key: str) -> str:
        """Return a word of the interface, or the end of its key where there is none."""
        return self.words[key][self.language] if key in self.words else key.split(".", 1)[1]

    def topic(self, name: str) -> str:
        """Return the title of a topic, or its id where no file describes it."""
        topics = self.content.topics
        return topics[name].title[self.language] if name in topics else name

    def topic_rank(self, name: str) -> tuple[bool, int, str]:
        """Return what topics are sorted by; those that no file describes come last."""
        topic = self.content.topics.get(name)
        return topic is None, topic.order if topic else 0, name

    def cadence(self, requirement: Requirement) -> str:
        """Return how often something is asked, in words."""
        return say_cadence(requirement, self.words)[self.language]

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of what can be evidence, by id: items, entries of calendars, schools."""
        found = {name: card.title[self.language] for name, card in self.content.cards.items()}
        found |= {item.id: item.title[self.language] for item in self.content.teaching}
        for campus in self.content.campuses.values():
            entries = campus.calendar.entries if campus.calendar else ()
            found |= {entry.id: entry.title[self.language] for entry in entries}
            found[campus.school.id] = campus.school.name[self.language]
        return found

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each requirement stands, by its id."""
        return {
            requirement.id: Place(plan=plan.plan, clause=unit.unit.clause, id=requirement.id)
            for plan in self.coverage.plans
            for unit in plan.units
            for requirement in unit.unit.requirements
        }

    def numbers(self, verdicts: Iterable[Verdict]) -> tuple[Place, ...]:
        """Return the clauses that give vague cadences their numbers, once each."""
        names = dict.fromkeys(v.number_from for v in verdicts if v.number_from)
        return tuple(self.places[name] for name in names if name in self.places)

    def exhibits(self, verdicts: Iterable[Verdict]) -> tuple[Exhibit, ...]:
        """Return the evidence of the verdicts in this language, item by item."""
        found = [e for v in verdicts for e in v.evidence if e.language == self.language]
        return tuple(self._exhibit(item, e) for item, e in grouped(found, lambda e: e.item).items())

    def _exhibit(self, item: str, evidence: Iterable[Evidence]) -> Exhibit:
        paths = list(dict.fromkeys(e.path for e in evidence))
        prefix = f"{self.language}/"
        return Exhibit(
            title=self.titles.get(item, item),
            pages=tuple(p.removeprefix(prefix) for p in paths if not p.endswith(".pdf")),
            pdfs=tuple(p for p in paths if p.endswith(".pdf")),
        )


def grouped(values: Iterable[Value], key: Callable[[Value], Key]) -> Mapping[Key, list[Value]]:
    """Return the values under their keys, both in the order of first sight."""
    found: dict[Key, list[Value]] = {}
    for value in values:
        found.setdefault(key(value), []).append(value)
    return found
