# SPDX-License-Identifier: MIT
"""A page for each building: its floors, the ways from every place, and what is left of them."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from generator.addresses import building_page
from generator.model.blocking import list_blockages
from generator.model.building import Building, Floor
from generator.model.evacuation import Evacuation
from generator.model.floor_view import BuildingView, DrawnFloor
from generator.model.record import Text
from generator.model.route import Barrier
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.render.element_name import name_element
from generator.render.told_building import told_building
from generator.render.way_left import list_cuts
from generator.site.page import Page
from generator.site.plan_figure import draw_more, draw_plain, draw_store, place_link, room_link
from generator.site.room_views import House, RoomView, list_rooms

CUTS = (Barrier.EXIT, Barrier.STAIR)
"""What the table tells of; single doors are told of room by room."""


def building_pages(
    campus: Campus,
    evacuation: Evacuation,
    sheets: Sequence[Sheet],
    language: str,
    drawn: Mapping[tuple[str, str], BuildingView] = MappingProxyType({}),
) -> Iterator[Page]:
    """Yield the page of each building of a school; one that is not drawn has its ways in words.

    Classes, their turns, head counts and times are for the school alone: none of it is handed
    to the template.
    """
    for building in campus.buildings:
        key = (campus.school.id, building.id)
        told = told_building(building)
        house = House(
            school=campus.school.id,
            building=told,
            evacuation=evacuation,
            sheets=sheets,
            goals={point.id: point.name for point in campus.school.assembly_points},
            drawn=drawn.get(key),
            language=language,
        )
        yield Page(
            path=building_page(*key).replace(".html", ".md"),
            title=f"{campus.school.name[language]} · {building.name[language]}",
            template="building.md",
            section="schools",
            values={
                "campus": campus,
                "building": told,
                "floors": _floors(house),
                "store": draw_store(house.drawn, language) if house.drawn else "",
                "more": draw_more(house.drawn, language) if house.drawn else "",
                "barriers": _barriers(house),
                "cuts": list_cuts(told, evacuation.detours.get(key, ()), CUTS),
                "sets": set_variants(building, sheets),
            },
        )


def set_variants(building: Building, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return paper and language of each bound set of a building."""
    own = [sheet for sheet in sheets if sheet.building == building.id]
    return [(v.paper, v.language) for v in own[0].variants] if own else []


def _floors(house: House) -> list[tuple[Floor, str, list[RoomView]]]:
    """Return each floor with its plan and what can be chosen on it."""
    rooms = list_rooms(house)
    plans = {floor.floor: floor for floor in house.drawn.floors} if house.drawn else {}
    found = []
    for floor in house.building.floors:
        own = [room for room in rooms if room.floor.id == floor.id]
        drawn = plans.get(floor.id)
        if own or drawn:
            found.append((floor, _plan(house, drawn, own) if drawn else "", own))
    return found


def _plan(house: House, drawn: DrawnFloor, rooms: Sequence[RoomView]) -> str:
    """Return a floor on which rooms and posting places lead to what is shown of them."""
    outlines = {room.space: room.outline for room in drawn.rooms}
    links: dict[str, str] = {}
    for room in rooms:
        space = room.origin.space
        if space in outlines:
            name = room.name[house.language]
            links.setdefault(space, room_link(outlines[space], room.anchor, name))
    dots = (
        place_link(drawn.view.spot(r.place.at_m), r.anchor, r.place.name[house.language])
        for r in rooms
        if r.place
    )
    floor = next(floor for floor in house.building.floors if floor.id == drawn.floor)
    title = f"{house.building.name[house.language]} {floor.name[house.language]}"
    return draw_plain(drawn, (*links.values(), *dots), title)


def _barriers(house: House) -> list[tuple[str, list[tuple[str, Text]]]]:
    """Return what may be blocked, by kind: id and name of whatever some way leads through."""
    key = (house.school, house.building.id)
    known = house.evacuation.routes.buildings.get(key)
    ways = [way for found in known.from_place.values() for way in found] if known else []
    ways += [way for room in house.rooms_without_sheet() for way in room.ways]
    used = {cut.id for way in ways for cut in list_blockages(house.building, way)}
    kinds = {
        "exits": [each.id for floor in house.building.floors for each in floor.exits],
        "stairs": [each.id for each in house.building.stairs],
        "doors": [each.id for floor in house.building.floors for each in floor.doors],
    }
    return [
        (kind, [(name, name_element(house.building, name)) for name in names if name in used])
        for kind, names in kinds.items()
        if used.intersection(names)
    ]
