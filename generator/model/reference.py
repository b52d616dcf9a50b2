# SPDX-License-Identifier: MIT
"""Names in an item that must lead somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.finding import Origin
from generator.model.curriculum import Curriculum
from generator.model.drill import Drill
from generator.model.poster import Poster
from generator.model.record import Teaching
from generator.model.reminder import ReminderSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name in an item that must lead somewhere."""

    shelf: str
    """What it names: `topic`, `source`, `requirement`, `drill` …"""
    name: str
    origin: Origin


def references_of(item: Teaching) -> Iterator[Reference]:
    """Yield every name in an item of another thing."""
    yield Reference(shelf="topic", name=item.topic, origin=item.at("topic"))
    for i, citation in enumerate(item.citations):
        origin = item.at("citations", i, "source")
        yield Reference(shelf="source", name=citation.source, origin=origin)
    for i, name in enumerate(item.covers):
        yield Reference(shelf="requirement", name=name, origin=item.at("covers", i))
    yield from _companions(item)
    if isinstance(item, Poster):
        yield from _pictograms(item)
    elif isinstance(item, Curriculum):
        yield from _curriculum(item)
    elif isinstance(item, ReminderSet):
        for i, reminder in enumerate(item.reminders):
            origin = item.at("reminders", i, "topic")
            yield Reference(shelf="topic", name=reminder.topic, origin=origin)


def variants_of(item: Teaching) -> tuple[str, ...]:
    """Return the ids of a drill's variants, which calendars may name; nothing for other items."""
    return tuple(each.id for each in item.variants) if isinstance(item, Drill) else ()


def _companions(item: Teaching) -> Iterator[Reference]:
    for shelf in ("drill", "procedure", "poster"):
        companion: str | None = getattr(item, shelf, None)
        if companion:
            yield Reference(shelf=shelf, name=companion, origin=item.at(shelf))
    for i, name in enumerate(getattr(item, "needs", ())):
        yield Reference(shelf="item", name=name, origin=item.at("needs", i))


def _pictograms(poster: Poster) -> Iterator[Reference]:
    if poster.sign:
        origin = poster.at("sign", "pictogram")
        yield Reference(shelf="pictogram", name=poster.sign.pictogram, origin=origin)
    for i, panel in enumerate(poster.panels):
        origin = poster.at("panels", i, "pictogram")
        yield Reference(shelf="pictogram", name=panel.pictogram, origin=origin)


def _curriculum(item: Curriculum) -> Iterator[Reference]:
    for s, strand in enumerate(item.strands):
        for t, step in enumerate(strand.steps):
            for i, name in enumerate(step.items):
                origin = item.at("strands", s, "steps", t, "items", i)
                yield Reference(shelf="item", name=name, origin=origin)
