# SPDX-License-Identifier: MIT
"""A building for the screen: every floor once, every stretch of every way once."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from generator.addresses import LANGUAGES
from generator.maps.closed_stair import tell_closed
from generator.maps.floor_view import (
    Fixed,
    Lettering,
    Site,
    draw_floor,
    letter_floor,
    place_fixed,
    ways_area,
)
from generator.maps.ground_view import Grounds, draw_ground, fit_ground
from generator.maps.marks import ASSEMBLY_POINT
from generator.maps.order import building_in_order, buildings_in_order, school_in_order
from generator.maps.placing import Crowd, Ground, Taken
from generator.maps.run_view import (
    Stretch,
    draw_note,
    draw_stretch,
    floor_stretch,
    note_forms,
    outdoor_stretch,
)
from generator.maps.screen import BAND, Screen, fit_screen
from generator.maps.structure import Structure, find_structure
from generator.maps.way import find_runs
from generator.model.building import Building, Floor
from generator.model.evacuation import Evacuation
from generator.model.floor_view import BuildingView, DrawnRun, Note, WayKey, way_key
from generator.model.route import BuildingRoutes, Detour, RoomWays, Route, RouteRole
from generator.model.school import Campus
from generator.render.sign import read_sign
from generator.render.told_building import told_floor

GROUND = ""
"""Stands for the ground outside where a floor is named."""

WAY_AIR = 0.4
"""Between a way and words: the edges of arrow heads reach a little over the band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """A building with the view boxes of its floors and of the ground."""

    campus: Campus
    building: Building
    floors: Mapping[str, Floor]
    structures: Mapping[str, Structure]
    screens: Mapping[str, Screen]
    """By floor; that of the ground by the empty name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A floor with what has found its place on it."""

    site: Site
    fixed: Fixed
    letterings: Mapping[str, Lettering]
    runs: dict[Hashable, DrawnRun] = field(default_factory=dict)
    """What was drawn on it, by what that was drawn from."""


class FloorMemory:
    """The floors that were drawn last, for those that are drawn again of the very same."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._papers: dict[tuple[str, str], tuple[Hashable, _Paper]] = {}

    def paper(self, school: str, site: Site) -> _Paper:
        """Return a floor of a school with what finds its place on it."""
        place, drawn_from = (school, f"{site.building.id} {site.floor.id}"), _said(site)
        known = self._papers.get(place)
        if known is None or known[0] != drawn_from:
            known = self._papers[place] = (drawn_from, _paper(site))
        return known[1]


def _said(site: Site) -> Hashable:
    """Return all that a floor is drawn from; what is built follows from it."""
    told = site.building.model_dump_json(), site.floor.model_dump_json()
    return *told, site.closed, site.screen, site.ways.wkb


def draw_building(
    campus: Campus,
    building: Building,
    evacuation: Evacuation,
    theme: Path,
    memory: FloorMemory | None = None,
) -> BuildingView:
    """Return a building as anybody may see it, with all ways from places and what is left of them.

    Names of stores are told by their use alone. Ways are drawn where they were computed, none is
    moved aside. What a `memory` has of the very same is not drawn again.
    """
    school, buildings = school_in_order(campus.school), buildings_in_order(campus.buildings)
    ordered = campus.model_copy(update={"school": school, "buildings": buildings})
    fitted = _fit(ordered, tell_closed(building_in_order(building)), theme)
    key = (campus.school.id, building.id)
    routes = evacuation.routes.buildings.get(key)
    detours = evacuation.detours.get(key, ())
    rooms = evacuation.rooms.get(key, ())
    drawn = (*_drawn(routes, detours), *_drawn_of_rooms(rooms))
    ways = {way_key(r, role): (r, role) for r, role in drawn}
    stretches = {name: tuple(_stretches(*way, fitted)) for name, way in ways.items()}
    return _assemble(fitted, stretches, theme, memory or FloorMemory())


def draw_buildings(
    campuses: Iterable[Campus],
    evacuation: Evacuation,
    theme: Path,
    memory: FloorMemory | None = None,
) -> Mapping[tuple[str, str], BuildingView]:
    """Return every building of every school, by school and building."""
    return MappingProxyType(
        {
            (campus.school.id, building.id): draw_building(
                campus, building, evacuation, theme, memory
            )
            for campus in campuses
            if campus.school.assembly_points
            for building in campus.buildings
        }
    )


def _fit(campus: Campus, building: Building, theme: Path) -> _Fitted:
    floors = {floor.id: told_floor(floor) for floor in building.floors}
    structures = {name: find_structure(floor) for name, floor in floors.items()}
    screens = {name: fit_screen(each.footprint, theme) for name, each in structures.items()}
    return _Fitted(
        campus=campus,
        building=building,
        floors=floors,
        structures=structures,
        screens=screens | {GROUND: fit_ground(campus, theme)},
    )


def _drawn(
    routes: BuildingRoutes | None, detours: Iterable[Detour]
) -> Iterator[tuple[Route, RouteRole]]:
    """Yield every way with the role as which it is drawn; what is left is the way to take."""
    for _, ways in sorted(routes.from_place.items()) if routes else ():
        yield from ((route, route.role) for route in ways)
    for detour in detours:
        left = sorted(detour.from_place.items())
        yield from ((route, RouteRole.PRIMARY) for _, route in left if route)
        free = sorted(detour.step_free.items())
        yield from ((route, RouteRole.STEP_FREE) for _, route in free if route)


def _drawn_of_rooms(rooms: Iterable[RoomWays]) -> Iterator[tuple[Route, RouteRole]]:
    for room in sorted(rooms, key=lambda room: (room.floor, room.space)):
        yield from ((route, route.role) for route in room.ways)
        yield from ((route, RouteRole.PRIMARY) for route in room.left.values() if route)
        free = room.left_step_free.values()
        yield from ((route, RouteRole.STEP_FREE) for route in free if route)


def _stretches(route: Route, role: RouteRole, fitted: _Fitted) -> Iterator[Stretch]:
    told = replace(route, role=role)
    building = fitted.building
    found = [floor_stretch(r, told, building, fitted.screens[r.floor]) for r in find_runs(told)]
    outdoors = outdoor_stretch(told, fitted.screens[GROUND])
    yield from (stretch for stretch in (*found, outdoors) if stretch is not None)


def _assemble(
    fitted: _Fitted,
    ways: Mapping[WayKey, tuple[Stretch, ...]],
    theme: Path,
    memory: FloorMemory,
) -> BuildingView:
    stretches = {each.key: each for way in ways.values() for each in way}
    names = {key: f"w{number}" for number, key in enumerate(stretches, start=1)}
    sites = {name: _site(fitted, name, stretches.values()) for name in fitted.floors}
    school = fitted.campus.school.id
    papers = {name: memory.paper(school, site) for name, site in sites.items()}
    floors = tuple(draw_floor(paper.site, paper.letterings) for paper in papers.values())
    codes = {ASSEMBLY_POINT, *(code for floor in floors for code in floor.codes)}
    return BuildingView(
        floors=floors,
        ground=draw_ground(_grounds(fitted, stretches.values())),
        signs={code: read_sign(theme, code) for code in sorted(codes)},
        runs=tuple(_run(names[key], each, papers) for key, each in stretches.items()),
        ways={way: tuple(names[each.key] for each in found) for way, found in ways.items()},
    )


def _paper(site: Site) -> _Paper:
    fixed = place_fixed(site)
    letterings = {language: letter_floor(site, fixed, language) for language in LANGUAGES}
    return _Paper(site=site, fixed=fixed, letterings=letterings)


def _run(name: str, stretch: Stretch, papers: Mapping[str, _Paper]) -> DrawnRun:
    paper = papers.get(stretch.floor)
    if paper is None:
        return DrawnRun(id=name, floor=stretch.floor, line=draw_stretch(stretch), notes={})
    drawn_from = (*stretch.key, *(line.wkb for line in stretch.lines))
    if drawn_from not in paper.runs:
        notes: dict[str, Note] = {}
        if stretch.note is not None:
            found = {language: _note(stretch, paper, language) for language in LANGUAGES}
            notes = {language: note for language, note in found.items() if note}
        line = draw_stretch(stretch)
        paper.runs[drawn_from] = DrawnRun(id=name, floor=stretch.floor, line=line, notes=notes)
    return replace(paper.runs[drawn_from], id=name)


def _note(stretch: Stretch, paper: _Paper, language: str) -> Note | None:
    """Return what stands at the end of a stretch: on no way, on nothing else if that can be."""
    screen = paper.site.screen
    text = stretch.note[language] if stretch.note else ""
    tried = (
        draw_note(stretch, label, where, screen)
        for labels in note_forms(text, screen)
        for where in _grounds_of(stretch, paper, language)
        for label in labels
    )
    return next((note for note in tried if note), None)


def _grounds_of(stretch: Stretch, paper: _Paper, language: str) -> Iterator[tuple[Crowd, Ground]]:
    """Yield where a note may stand, the best first: outside, in the house, over other ways."""
    site, taken, fixed = paper.site, paper.letterings[language].boxes, paper.fixed.boxes
    building = site.screen.frame.draw(site.structure.footprint)
    own = ways_area(stretch.lines, BAND + 2 * WAY_AIR)
    for ways, boxes, ground in (
        (site.ways, taken, Ground.OUTSIDE),
        (site.ways, taken, Ground.ANY),
        (site.ways, fixed, Ground.OUTSIDE),
        (site.ways, fixed, Ground.ANY),
        (own, fixed, Ground.ANY),
    ):
        crowd = Crowd(site.screen.area, [ways], building=[building])
        crowd.taken = Taken(boxes)
        yield crowd, ground


def _site(fitted: _Fitted, floor: str, stretches: Iterable[Stretch]) -> Site:
    lines = [line for each in stretches if each.floor == floor for line in each.lines]
    own = fitted.floors[floor]
    return Site(
        building=fitted.building.model_copy(update={"floors": (own,)}),
        floor=own,
        closed=fitted.building.closed_wells,
        structure=fitted.structures[floor],
        screen=fitted.screens[floor],
        ways=ways_area(lines, BAND + 2 * WAY_AIR),
    )


def _grounds(fitted: _Fitted, stretches: Iterable[Stretch]) -> Grounds:
    lines = [line for each in stretches if each.floor == GROUND for line in each.lines]
    return Grounds(
        campus=fitted.campus,
        building=fitted.building,
        screen=fitted.screens[GROUND],
        ways=ways_area(lines, BAND),
    )
