# SPDX-License-Identifier: MIT
"""What pages are made from, kept in memory and exchanged piece by piece as files are edited."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.evacuation import CampusEvacuation, plan_evacuation
from generator.inspection import Inspection
from generator.load.answer import FOLDER
from generator.load.read_item import read_item
from generator.load.snapshot import full_name
from generator.load.tree import SCHOOL_FOLDER, load_content
from generator.making.pages import linked_data, with_papers
from generator.making.sheets import draw_sheets
from generator.making.work import Work, open_places
from generator.maps.building_view import FloorMemory, draw_buildings
from generator.maps.sheet import find_postings
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.evacuation import Evacuation
from generator.model.record import Teaching
from generator.model.route import Routes
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.model.shelf import KIND_OF
from generator.review import reviews_in_force
from generator.settings import THEME, Settings
from generator.site.pages import SiteInput

_Grounds: TypeAlias = tuple[object, ...]
"""All of a school that decides how it is left."""


class LiveInput:
    """What pages are made from now; papers are those that lie in an output.

    That everything claimed gets built is assumed. Buildings are drawn when they are asked for;
    until then `given` knows no ways, and pages of schools must not be made from it.
    """

    def __init__(self, settings: Settings, out: Path, cards: Content) -> None:
        """Read the items; `cards` is the whole content with cards in their place."""
        self._settings, self._out = settings, out
        self._drawn_from: dict[str, _Grounds] = {}
        self._floors = FloorMemory()
        self._sheets: dict[tuple[str, str], Sheet] | None = None
        self._judged: Content | None = None
        self._plans: Mapping[str, CampusEvacuation] = {}
        self.is_worn = False
        """True where only a fresh start after the next build would know all papers again."""
        content = self._with_all_items(cards)
        given = SiteInput(
            content=content, settings=settings, sheets=(), coverage=Coverage(plans=())
        )
        self.given = self._with_papers(self._told(given, content, content.teaching))
        self.judge()

    def take(
        self, files: Iterable[Path], cards: Content, plans: Mapping[str, CampusEvacuation]
    ) -> tuple[Teaching, ...]:
        """Take what some files say now, and return the items among them that were known before.

        `cards` is the whole content as it is now, without a fault; `plans` says of some schools
        how they are left now.
        """
        moved = _changed(self.given.content.campuses, cards.campuses)
        if moved:
            self.draw()
            self.is_worn = True
        kept = {name: plan for name, plan in self._plans.items() if name not in moved}
        self._plans = {**kept, **plans}
        named = tuple(file for file in dict.fromkeys(files) if not self._is_passing(file))
        items = tuple(item for item in map(self._again, named) if item is not None)
        is_listed = not any(self._is_of_items(file) for file in named if not self._item(file))
        content = self._with_items(cards, items) if is_listed else self._with_all_items(cards)
        given = self._with_todays_papers()
        others = len(named) - len(items) - sum(map(self._is_of_schools, named))
        only = content.teaching if others else items
        self.given = self._told(_without(given, moved), content, only)
        for name in moved:
            self._drawn_from.pop(name, None)
        return items

    def judge(self) -> None:
        """Judge how the content covers its plans, where that is not known."""
        content = self.given.content
        if self._judged is content:
            return
        coverage = judge_coverage(
            Judgement(
                content=content,
                settings=self._settings,
                as_of=self._settings.as_of,
                output=None,
                is_built_assumed=True,
            )
        )
        self.given, self._judged = replace(self.given, coverage=coverage), content

    def draw(self) -> None:
        """Draw the buildings that are not drawn; of sheets, those of places that have one."""
        content = self.given.content
        wanted = {n: c for n, c in content.campuses.items() if n not in self._drawn_from}
        if not wanted:
            return
        evacuation = _joined(self.given.evacuation, plan_evacuation(wanted, self._plans)[0])
        inspection = Inspection(
            content=content, evacuation=evacuation, coverage=self.given.coverage, findings=()
        )
        with open_places(inspection, self._settings) as (theme, spool):
            drawn = draw_buildings(wanted.values(), evacuation, theme, self._floors)
            if self._sheets is None:
                work = Work(
                    settings=self._settings,
                    inspection=inspection,
                    fresh=self._out,
                    report=lambda *_: None,
                    cache=Path(self._settings.file).parent / FOLDER,
                    theme=theme,
                    spool=spool,
                )
                sheets, _ = draw_sheets(work)  # the next build tells of those without room
                self._sheets = {(s.school, s.code): s for s in sheets}
        given = replace(
            self.given, evacuation=evacuation, drawn={**self.given.drawn, **drawn}, sheets=()
        )
        self.given = replace(given, sheets=tuple(_hanging(given, self._sheets)))
        self._drawn_from |= {name: _grounds(campus) for name, campus in wanted.items()}

    def forget_drawings(self) -> None:
        """Let buildings be drawn again: the theme is another."""
        if self._sheets is None:
            return
        self._floors = FloorMemory()
        self.given = _without(self.given, self._drawn_from)
        self._drawn_from.clear()
        self.is_worn = True

    def _told(self, given: SiteInput, content: Content, items: Iterable[Teaching]) -> SiteInput:
        """Return what pages are made from with another content, told of some items anew."""
        return replace(
            given,
            content=content,
            reviewed=reviews_in_force(content, self._settings.as_of),
            linked_data={**given.linked_data, **linked_data(items, content, self._settings)},
        )

    def _item(self, file: Path) -> Teaching | None:
        return self._item_at.get(full_name(file))

    def _again(self, file: Path) -> Teaching | None:
        """Return the item of a file as it is now; None where it is not the item it was."""
        before = self._item_at.pop(full_name(file), None)
        if before is None:
            return None
        item = read_item(file, before.file, type(before)).item
        if item is None or item.id != before.id:
            return None
        self._item_at[full_name(file)] = item
        return item

    def _is_passing(self, file: Path) -> bool:
        """Say whether a file never was an item and is gone: editors save by way of such names."""
        is_item = file.suffix == ".yml" and self._is_of_items(file)
        return is_item and not self._item(file) and not file.exists()

    def _is_of_items(self, file: Path) -> bool:
        """Say whether items may lie at a path or below it."""
        inside = full_name(file).removeprefix(full_name(self._settings.content_folder))
        if inside == full_name(file):
            return False
        shelf = inside.strip(os.sep).partition(os.sep)[0]
        return not shelf or shelf in {kind.value for kind in ItemKind}

    def _is_of_schools(self, file: Path) -> bool:
        """Say whether a file tells of a school: what is told of items rests on none of these."""
        settings = self._settings
        folders = (settings.content_folder / SCHOOL_FOLDER, *settings.school_folders)
        return any(full_name(file).startswith(f"{full_name(each)}{os.sep}") for each in folders)

    def _with_items(self, cards: Content, items: tuple[Teaching, ...]) -> Content:
        shelves = {kind: dict(shelf) for kind, shelf in self.given.content.shelves.items()}
        for item in items:
            shelves[KIND_OF[type(item)]][item.id] = item
        return replace(cards, shelves=shelves)

    def _with_all_items(self, cards: Content) -> Content:
        """Return the content with every item as it lies on disk."""
        settings = self._settings
        read, _ = load_content(settings.content_folder, settings.school_folders, THEME)
        self._item_at = {full_name(item.file): item for item in read.teaching}
        return replace(cards, shelves=read.shelves)

    def _with_todays_papers(self) -> SiteInput:
        if self._output_stamp() == self._papers_of:
            return self.given
        return self._with_papers(self.given)

    def _with_papers(self, given: SiteInput) -> SiteInput:
        """Look at the output, again where another just takes its place."""
        while True:
            self._papers_of = self._output_stamp()
            with suppress(FileNotFoundError):
                found = with_papers(given, self._out)
                if self._output_stamp() == self._papers_of:
                    return found

    def _output_stamp(self) -> int:
        """Return what is another number for another output."""
        with suppress(FileNotFoundError):
            return (self._out / "manifest.json").stat().st_mtime_ns
        return 0


def _grounds(campus: Campus) -> _Grounds:
    items = (campus.school, *campus.buildings, *((campus.registry,) if campus.registry else ()))
    return tuple(vars(item) for item in items)  # without the lines on which they say it


def _changed(was: Mapping[str, Campus], now: Mapping[str, Campus]) -> frozenset[str]:
    """Return the schools that are left otherwise now, or hang other sheets, or came or went."""
    both = was.keys() & now.keys()
    other = {name for name in both if _grounds(was[name]) != _grounds(now[name])}
    return frozenset(other | (was.keys() ^ now.keys()))


def _without(given: SiteInput, schools: Iterable[str]) -> SiteInput:
    """Return what pages are made from without all that is known of how some schools are left."""
    gone = frozenset(schools)
    if not gone:
        return given
    known = given.evacuation
    return replace(
        given,
        sheets=tuple(sheet for sheet in given.sheets if sheet.school not in gone),
        drawn={at: view for at, view in given.drawn.items() if at[0] not in gone},
        evacuation=Evacuation(
            routes=Routes(
                buildings={at: r for at, r in known.routes.buildings.items() if at[0] not in gone}
            ),
            assignments={name: a for name, a in known.assignments.items() if name not in gone},
            detours={at: d for at, d in known.detours.items() if at[0] not in gone},
            rooms={at: r for at, r in known.rooms.items() if at[0] not in gone},
        ),
    )


def _joined(some: Evacuation, others: Evacuation) -> Evacuation:
    return Evacuation(
        routes=Routes(buildings={**some.routes.buildings, **others.routes.buildings}),
        assignments={**some.assignments, **others.assignments},
        detours={**some.detours, **others.detours},
        rooms={**some.rooms, **others.rooms},
    )


def _hanging(given: SiteInput, known: Mapping[tuple[str, str], Sheet]) -> Iterator[Sheet]:
    """Yield the sheets that were printed, of the places that there are, with their ways of today.

    A place that has none yet gets it with the next build.
    """
    for campus in given.content.campuses.values():
        for building in campus.buildings:
            routes = given.evacuation.routes.buildings[campus.school.id, building.id]
            for posting in find_postings(campus, building, routes):
                sheet = known.get((campus.school.id, posting.issued.code))
                if sheet and sheet.building == building.id:
                    yield replace(sheet, place=posting.place, routes=posting.routes)
