# SPDX-License-Identifier: MIT
"""Everything that was read, resolved and ready for the steps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

from generator.finding import Origin
from generator.model.card import Card, ItemKind
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.moved import MovedPages
from generator.model.phrase import PhrasePack
from generator.model.plan import Plan, Requirement, Unit
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching
from generator.model.reference import Reference, references_of, variants_of
from generator.model.review import Review
from generator.model.school import Campus
from generator.model.topic import Source, Topic
from generator.model.unread import Unread


def _empty() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A requirement with the clause and the plan that it stands in."""

    plan: Plan
    unit: Unit
    requirement: Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content tree as values, by id."""

    plans: Mapping[str, Plan] = field(default_factory=_empty)
    topics: Mapping[str, Topic] = field(default_factory=_empty)
    sources: Mapping[str, Source] = field(default_factory=_empty)
    shelves: Mapping[ItemKind, Mapping[str, Teaching]] = field(default_factory=_empty)
    """Items of each kind, by id; a kind without items may be left out."""
    phrases: Mapping[str, PhrasePack] = field(default_factory=_empty)
    reviews: Mapping[str, Review] = field(default_factory=_empty)
    """The review in force of each subject."""
    review_origins: Mapping[str, Origin] = field(default_factory=_empty)
    """Where each review stands in the lock file."""
    cards: Mapping[str, Card] = field(default_factory=_empty)
    """Items as the checker sees them; where only judging is wanted, the items are left out."""
    campuses: Mapping[str, Campus] = field(default_factory=_empty)
    """Schools with everything in their folders."""
    headless: tuple[Campus, ...] = ()
    """What else lies in the folders of schools whose `school.yml` cannot be read."""
    moved: MovedPages | None = None
    """Old addresses and where each leads."""
    faulty_plans: frozenset[str] = frozenset()
    """Ids and file names of plans that are there but cannot be read."""
    unread: tuple[Unread, ...] = ()
    """Files that are there but cannot be read."""

    @property
    def folders(self) -> tuple[Campus, ...]:
        """Return what lies in the folders of all schools, those that cannot be read last."""
        return (*self.campuses.values(), *self.headless)

    @property
    def teaching(self) -> Iterator[Teaching]:
        """Yield every item, kind by kind in their order."""
        for kind in ItemKind:
            yield from self.shelf(kind).values()

    def shelf(self, kind: ItemKind) -> Mapping[str, Teaching]:
        """Return the items of one kind, by id."""
        return self.shelves.get(kind, _empty())

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """Return the lessons by id."""
        return cast("Mapping[str, Lesson]", self.shelf(ItemKind.LESSON))

    @property
    def drills(self) -> Mapping[str, Drill]:
        """Return the guides of drills by id."""
        return cast("Mapping[str, Drill]", self.shelf(ItemKind.DRILL))

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        """Return the emergency procedures by id."""
        return cast("Mapping[str, Procedure]", self.shelf(ItemKind.PROCEDURE))

    @property
    def posters(self) -> Mapping[str, Poster]:
        """Return the posters by id."""
        return cast("Mapping[str, Poster]", self.shelf(ItemKind.POSTER))

    def find_item(self, name: str) -> tuple[ItemKind, Teaching] | None:
        """Return the item of that id with its kind; ids are unique over all kinds."""
        for kind, shelf in self.shelves.items():
            if name in shelf:
                return kind, shelf[name]
        return None

    @property
    def references(self) -> Iterator[Reference]:
        """Yield every name in an item of another thing."""
        if self.cards:
            return (r for card in self.cards.values() for r in card.references)
        return (r for item in self.teaching for r in references_of(item))

    @property
    def item_ids(self) -> frozenset[str]:
        """Return the ids of all items."""
        things = self.cards.values() or self.teaching
        return frozenset(thing.id for thing in things)

    def ids(self, kind: ItemKind) -> frozenset[str]:
        """Return the ids of the items of one kind."""
        if self.cards:
            return frozenset(card.id for card in self.cards.values() if card.kind is kind)
        return frozenset(self.shelf(kind))

    def variants(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the variants of every drill."""
        if self.cards:
            cards = self.cards.values()
            return {card.id: card.variants for card in cards if card.kind is ItemKind.DRILL}
        return {drill.id: variants_of(drill) for drill in self.shelf(ItemKind.DRILL).values()}

    @property
    def requirements(self) -> Iterator[Requirement]:
        """Yield every requirement of every plan in document order."""
        for plan in self.plans.values():
            for unit in plan.units:
                yield from unit.requirements

    def clauses(self) -> Mapping[str, Clause]:
        """Return every requirement with its clause, by the requirement's id."""
        return {
            requirement.id: Clause(plan=plan, unit=unit, requirement=requirement)
            for plan in self.plans.values()
            for unit in plan.units
            for requirement in unit.requirements
        }
