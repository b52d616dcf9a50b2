# SPDX-License-Identifier: MIT
"""Names in content that must lead somewhere: topics, sources, requirements, items."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.finding import Finding, Key, Origin, Severity
from generator.load.read_item import Reading
from generator.model.content import Content
from generator.model.plan import Requirement
from generator.model.record import Item, Teaching
from generator.model.school import Campus


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The names that may be used for one kind of thing."""

    names: Collection[str]
    zh: str
    en: str
    unreadable: frozenset[str]
    """Ids of files that are themselves at fault: naming them is not a second fault."""

    def look_up(self, name: str, origin: Origin) -> Iterator[Finding]:
        """Yield a finding with the nearest names where `name` leads nowhere."""
        plan = name.partition("/")[0]
        if name in self.names or {name, plan} & self.unreadable:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelves:
    topic: _Shelf
    source: _Shelf
    requirement: _Shelf
    pictogram: _Shelf
    drill: _Shelf
    procedure: _Shelf
    poster: _Shelf
    item: _Shelf


def find_broken_references(
    content: Content, pictograms: Collection[str], faulty: Collection[Reading[Item]]
) -> Iterator[Finding]:
    """Yield every name that leads nowhere, with the nearest name that exists.

    What names a faulty file is not reported again; names in it are looked up all the same.
    """
    shelves = _shelves(content, pictograms, frozenset(reading.named for reading in faulty))
    for reading in faulty:
        yield from _names_in_faulty(reading, shelves)
    yield from _requirement_twice(content)
    for item in content.teaching:
        yield from _teaching(item, shelves)
    yield from _topics(content, shelves)
    for poster in content.posters.values():
        for i, panel in enumerate(poster.panels):
            origin = poster.at("panels", i, "pictogram")
            yield from shelves.pictogram.look_up(panel.pictogram, origin)
    yield from _companions(content, shelves)
    for campus in content.campuses.values():
        yield from _campus(campus, shelves)


def _shelves(content: Content, pictograms: Collection[str], unreadable: frozenset[str]) -> _Shelves:
    def shelf(names: Collection[str], zh: str, en: str) -> _Shelf:
        return _Shelf(names=names, zh=zh, en=en, unreadable=unreadable)

    return _Shelves(
        topic=shelf(content.topics, "主题", "topic"),
        source=shelf(content.sources, "来源", "source"),
        requirement=shelf({r.id: None for r in content.requirements}, "要求", "requirement"),
        pictogram=shelf(pictograms, "图形", "pictogram"),
        drill=shelf(content.drills, "演练", "drill"),
        procedure=shelf(content.procedures, "处置流程", "procedure"),
        poster=shelf(content.posters, "海报", "poster"),
        item=shelf({item.id: None for item in content.teaching}, "条目", "item"),
    )


_SHELF_OF_KEY = {
    "topic": "topic",
    "source": "source",
    "covers": "requirement",
    "pictogram": "pictogram",
    "drill": "drill",
    "procedure": "procedure",
    "poster": "poster",
    "item": "item",
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


def _teaching(item: Teaching, shelves: _Shelves) -> Iterator[Finding]:
    yield from shelves.topic.look_up(item.topic, item.at("topic"))
    for i, citation in enumerate(item.citations):
        yield from shelves.source.look_up(citation.source, item.at("citations", i, "source"))
    for i, claim in enumerate(item.covers):
        yield from shelves.requirement.look_up(claim, item.at("covers", i))


def _topics(content: Content, shelves: _Shelves) -> Iterator[Finding]:
    for topic in content.topics.values():
        yield from shelves.pictogram.look_up(topic.pictogram, topic.at("pictogram"))
    for requirement, origin in _requirements(content, "topic"):
        yield from shelves.topic.look_up(requirement.topic, origin)


def _companions(content: Content, shelves: _Shelves) -> Iterator[Finding]:
    for lesson in content.lessons.values():
        if lesson.drill:
            yield from shelves.drill.look_up(lesson.drill, lesson.at("drill"))
        if lesson.procedure:
            yield from shelves.procedure.look_up(lesson.procedure, lesson.at("procedure"))
        if lesson.poster:
            yield from shelves.poster.look_up(lesson.poster, lesson.at("poster"))
    for drill in content.drills.values():
        yield from shelves.procedure.look_up(drill.procedure, drill.at("procedure"))


def _campus(campus: Campus, shelves: _Shelves) -> Iterator[Finding]:
    for i, claim in enumerate(campus.school.covers):
        yield from shelves.requirement.look_up(claim, campus.school.at("covers", i))
    for record in campus.records:
        yield from shelves.item.look_up(record.item, record.at("item"))
    if campus.calendar is None:
        return
    for i, entry in enumerate(campus.calendar.entries):
        if entry.item:
            yield from shelves.item.look_up(entry.item, campus.calendar.at("entries", i, "item"))
        for c, claim in enumerate(entry.covers):
            origin = campus.calendar.at("entries", i, "covers", c)
            yield from shelves.requirement.look_up(claim, origin)


def _requirements(content: Content, key: str) -> Iterator[tuple[Requirement, Origin]]:
    for plan in content.plans.values():
        for u, unit in enumerate(plan.units):
            for r, requirement in enumerate(unit.requirements):
                yield requirement, plan.at("units", u, "requirements", r, key)


def _requirement_twice(content: Content) -> Iterator[Finding]:
    first: dict[str, Origin] = {}
    for requirement, origin in _requirements(content, "id"):
        if requirement.id not in first:
            first[requirement.id] = origin
            continue
        yield Finding(
            code="C106",
            severity=Severity.ERROR,
            origin=origin,
            what_zh=f"要求编号“{requirement.id}”已在 {first[requirement.id]} 用过",
            what_en=f'the requirement id "{requirement.id}" is already used at '
            f"{first[requirement.id]}",
            mend_zh="给其中一个换一个编号。",
            mend_en="Give one of the two another id.",
        )
