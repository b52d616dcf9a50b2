# SPDX-License-Identifier: MIT
"""Names in content that must lead somewhere: topics, sources, requirements, items."""

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.finding import Finding, Key, Origin, Severity
from generator.load.read_item import Reading
from generator.model.building import Building
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.phrase import PhrasePack
from generator.model.plan import Requirement
from generator.model.record import Item
from generator.model.school import Campus, Entry
from generator.model.unread import Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The names that may be used for one kind of thing."""

    names: Collection[str]
    zh: str
    en: str
    unread: tuple[Unread, ...]
    """Files of this kind that are themselves at fault: naming them is not a second fault."""
    settled: Collection[str] = ()
    """Plans that were read: what begins with their id stands in no other."""

    def look_up(self, name: str, origin: Origin) -> Iterator[Finding]:
        """Yield a finding with the nearest names where `name` leads nowhere."""
        if name in self.names or self._may_stand_elsewhere(name):
            return
        near = difflib.get_close_matches(name, self.names, n=2)
        yield Finding(
            code="C107",
            severity=Severity.ERROR,
            origin=origin,
            what_zh=f"找不到{self.zh}“{name}”",
            what_en=f'there is no {self.en} "{name}"',
            mend_zh=f"是不是“{'”或“'.join(near)}”？" if near else "检查拼写，或先建立它。",
            mend_en=f"Did you mean {' or '.join(near)}?"
            if near
            else "Check the spelling, or create it first.",
        )

    def _may_stand_elsewhere(self, name: str) -> bool:
        is_settled = name.partition("/")[0] in self.settled
        return not is_settled and any(file.may_define(name) for file in self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelves:
    topic: _Shelf
    source: _Shelf
    requirement: _Shelf
    pictogram: _Shelf
    drill: _Shelf
    procedure: _Shelf
    poster: _Shelf
    phrase: _Shelf
    item: _Shelf


def find_broken_references(
    content: Content, pictograms: Collection[str], faulty: Collection[Reading[Item]]
) -> Iterator[Finding]:
    """Yield every name that leads nowhere, with the nearest name that exists.

    What may name a faulty file is not reported again; names in it are looked up all the same.
    """
    shelves = _shelves(content, pictograms)
    for reading in faulty:
        yield from _names_in_faulty(reading, shelves)
    yield from _requirement_twice(content)
    for reference in content.references:
        shelf: _Shelf = getattr(shelves, reference.shelf)
        if reference.name not in shelf.names:
            yield from shelf.look_up(reference.name, reference.origin)
    yield from _topics(content, shelves)
    for pack in content.phrases.values():
        yield from _phrase_pack(pack, shelves)
    variants = content.variants()
    for campus in content.folders:
        yield from _campus(campus, shelves)
        yield from _variants(campus, shelves.item.names, variants)
        yield from _blocked(campus)


def _phrase_pack(pack: PhrasePack, shelves: _Shelves) -> Iterator[Finding]:
    yield from shelves.topic.look_up(pack.topic, pack.at("topic"))
    for i, citation in enumerate(pack.citations):
        yield from shelves.source.look_up(citation.source, pack.at("citations", i, "source"))


def _shelves(content: Content, pictograms: Collection[str]) -> _Shelves:
    def shelf(names: Collection[str], zh: str, en: str, kinds: Collection[str] = ()) -> _Shelf:
        unread = tuple(file for file in content.unread if file.shelf in kinds)
        return _Shelf(names=names, zh=zh, en=en, unread=unread)

    asked = shelf({r.id: None for r in content.requirements}, "要求", "requirement", ("plans",))
    drill, procedure, poster = ItemKind.DRILL, ItemKind.PROCEDURE, ItemKind.POSTER
    return _Shelves(
        topic=shelf(content.topics, "主题", "topic", ("topics",)),
        source=shelf(content.sources, "来源", "source", ("sources",)),
        requirement=replace(asked, settled=content.plans),
        pictogram=shelf(pictograms, "图形", "pictogram"),
        drill=shelf(content.ids(drill), "演练", "drill", (drill,)),
        procedure=shelf(content.ids(procedure), "处置流程", "procedure", (procedure,)),
        poster=shelf(content.ids(poster), "海报", "poster", (poster,)),
        phrase=shelf(content.phrases, "标准用语", "phrase pack", ("phrases",)),
        item=shelf(content.item_ids, "条目", "item", tuple(ItemKind)),
    )


_SHELF_OF_KEY = {
    "topic": "topic",
    "source": "source",
    "covers": "requirement",
    "pictogram": "pictogram",
    "drill": "drill",
    "procedure": "procedure",
    "poster": "poster",
    "phrases": "phrase",
    "item": "item",
    "items": "item",
    "needs": "item",
}
"""Keys of any content file under which names stand, and where these must lead."""


def _names_in_faulty(reading: Reading[Item], shelves: _Shelves) -> Iterator[Finding]:
    reported = {finding.origin.key for finding in reading.findings}
    for key, name in _strings(reading.data, ()):
        field = next((part for part in reversed(key) if isinstance(part, str)), "")
        origin = reading.source.at(*key)
        if field in _SHELF_OF_KEY and origin.key not in reported:
            shelf: _Shelf = getattr(shelves, _SHELF_OF_KEY[field])
            yield from shelf.look_up(name, origin)


def _strings(value: object, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, (*key, name))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from _strings(part, (*key, i))


def _topics(content: Content, shelves: _Shelves) -> Iterator[Finding]:
    for topic in content.topics.values():
        yield from shelves.pictogram.look_up(topic.pictogram, topic.at("pictogram"))
    for requirement, at in _requirements(content):
        if requirement.topic not in shelves.topic.names:
            yield from shelves.topic.look_up(requirement.topic, at("topic"))
        for name in requirement.phrases:
            yield from shelves.phrase.look_up(name, at("phrases"))


def _campus(campus: Campus, shelves: _Shelves) -> Iterator[Finding]:
    for i, claim in enumerate(campus.school.covers):
        yield from shelves.requirement.look_up(claim, campus.school.at("covers", i))
    for record in campus.records:
        if record.item:
            yield from shelves.item.look_up(record.item, record.at("item"))
    if campus.calendar is None:
        return
    for i, entry in enumerate(campus.calendar.entries):
        if entry.item and entry.item not in shelves.item.names:
            yield from shelves.item.look_up(entry.item, campus.calendar.at("entries", i, "item"))
        for c, claim in enumerate(entry.covers):
            origin = campus.calendar.at("entries", i, "covers", c)
            yield from shelves.requirement.look_up(claim, origin)


def _variants(
    campus: Campus, items: Collection[str], known: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """Yield the variants of a calendar that its item lacks; an unknown item is told already."""
    for entry, at in _entries(campus):
        if entry.variant and entry.item and entry.item in items:
            shelf = _Shelf(names=known.get(entry.item, ()), zh="情形", en="variant", unread=())
            yield from shelf.look_up(entry.variant, at("variant"))


def _blocked(campus: Campus) -> Iterator[Finding]:
    """Yield what a calendar blocks without its being there: buildings, stairs, exits, doors."""
    parts = {building.id: _passable(building) for building in campus.buildings}
    buildings = _Shelf(names=parts, zh="楼", en="building", unread=())
    for entry, at in _entries(campus):
        if not entry.blocked or campus.may_have(entry.blocked.building):
            continue
        name, element = entry.blocked.building, entry.blocked.element
        yield from buildings.look_up(name, at("blocked", "building"))
        if name in parts:
            shelf = _Shelf(
                names=parts[name],
                zh="楼梯、出口或门",
                en="stair, exit or door",
                unread=(),
            )
            yield from shelf.look_up(element, at("blocked", "element"))


def _passable(building: Building) -> tuple[str, ...]:
    """Return the ids of all that can be blocked in a building."""
    stairs = (stair.id for stair in building.stairs)
    exits = (each.id for floor in building.floors for each in floor.exits)
    doors = (door.id for floor in building.floors for door in floor.doors)
    return (*stairs, *exits, *doors)


def _entries(campus: Campus) -> Iterator[tuple[Entry, Callable[..., Origin]]]:
    calendar = campus.calendar
    for i, entry in enumerate(calendar.entries if calendar else ()):
        if calendar:
            yield entry, partial(calendar.at, "entries", i)


def _requirements(content: Content) -> Iterator[tuple[Requirement, Callable[..., Origin]]]:
    """Yield every requirement with what tells where its keys stand: few are asked for."""
    for plan in content.plans.values():
        for u, unit in enumerate(plan.units):
            for r, requirement in enumerate(unit.requirements):
                yield requirement, partial(plan.at, "units", u, "requirements", r)


def _requirement_twice(content: Content) -> Iterator[Finding]:
    first: dict[str, Callable[..., Origin]] = {}
    for requirement, at in _requirements(content):
        if requirement.id not in first:
            first[requirement.id] = at
            continue
        origin, earlier = at("id"), first[requirement.id]("id")
        yield Finding(
            code="C106",
            severity=Severity.ERROR,
            origin=origin,
            what_zh=f"要求编号“{requirement.id}”已在 {earlier} 用过",
            what_en=f'the requirement id "{requirement.id}" is already used at {earlier}',
            mend_zh="给其中一个换一个编号。",
            mend_en="Give one of the two another id.",
        )
