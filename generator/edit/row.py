# SPDX-License-Identifier: MIT
"""Items and plans of a tree, as much of each as must be known of all."""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from generator.model.card import Card, ItemKind
from generator.model.plan import Plan, Requirement

KINDS = [kind.value for kind in ItemKind]
"""Kinds of item, in the order in which they are read."""

OF_ITEMS: Mapping[str, ItemKind | None] = MappingProxyType(
    {
        "drill": ItemKind.DRILL,
        "procedure": ItemKind.PROCEDURE,
        "poster": ItemKind.POSTER,
        "item": None,
    }
)
"""Names of items in items, by what they must lead to; None is any item."""


class ItemRow(NamedTuple):
    """An item, as much of it as must be known of all."""

    kind: str
    file: str
    covers: tuple[str, ...]
    id: str
    items: tuple[str, ...]
    """Items that it names."""

    @property
    def place(self) -> tuple[int, list[str]]:
        """What items are read in the order of."""
        return (KINDS.index(self.kind), self.file.split("/"))


class PlanRow(NamedTuple):
    """A plan, as much of it as must be known of all."""

    file: str
    is_counted: bool
    """Whether it counts something that others may count."""
    asked: tuple[str, ...]


def item_row(card: Card) -> ItemRow:
    """Return the row of an item."""
    covers = tuple(name for name, _ in card.covers)
    items = tuple(r.name for r in card.references if r.shelf in OF_ITEMS)
    return ItemRow(card.kind.value, card.origin.file, covers, card.id, items)


def plan_row(plan: Plan) -> PlanRow:
    """Return the row of a plan."""
    asked = list(requirements_of(plan))
    is_counted = any(requirement.measure for requirement in asked)
    return PlanRow(plan.file, is_counted, tuple(requirement.id for requirement in asked))


class Rows(NamedTuple):
    """All items and plans of a tree."""

    items: list[ItemRow]
    plans: list[PlanRow]


def requirements_of(plan: Plan) -> Iterator[Requirement]:
    """Yield all that a plan asks for."""
    return chain.from_iterable(unit.requirements for unit in plan.units)
