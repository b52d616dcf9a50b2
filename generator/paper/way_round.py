# SPDX-License-Identifier: MIT
"""Where a class goes when a drill blocks its way."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.assignment import Assigned
from generator.model.building import Building
from generator.model.evacuation import Evacuation
from generator.model.record import Text
from generator.model.route import Route
from generator.model.school import Blocked, Campus
from generator.render.element_name import name_element


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRound:
    """The way that a class has left."""

    way: tuple[Text, ...]
    """Stairs, then the final exit; empty where no way is left."""
    ground: Text | None
    """The assembly point to which it leads, where that is not the one of the class."""


def find_way_round(
    assigned: Assigned, campus: Campus, evacuation: Evacuation, blocked: Blocked | None
) -> WayRound | None:
    """Return the way that the sheets and pages of a class's room show when something is blocked.

    None where its own way is free.
    """
    if blocked is None or not _is_cut(assigned, blocked):
        return None
    building = next(each for each in campus.buildings if each.id == assigned.building)
    at = (campus.school.id, building.id)
    found = [r for r in _left(assigned.room, building, evacuation, (at, blocked.element)) if r]
    route = min(found, key=lambda route: route.length_m, default=None)
    if route is None:
        return WayRound(way=(), ground=None)
    grounds = {point.id: point.name for point in campus.school.assembly_points}
    is_own = route.assembly_point == assigned.stand.assembly_point
    elements = (*route.stairs, route.final_exit)
    return WayRound(
        way=tuple(name_element(building, element) for element in elements),
        ground=None if is_own else grounds[route.assembly_point],
    )


def _is_cut(assigned: Assigned, blocked: Blocked) -> bool:
    return assigned.building == blocked.building and blocked.element in _passed(assigned.route)


def _passed(route: Route) -> frozenset[str]:
    return frozenset({*route.doors, *route.stairs, route.final_exit})


def _left(
    room: str, building: Building, evacuation: Evacuation, cut: tuple[tuple[str, str], str]
) -> Iterator[Route | None]:
    """Yield what is left from each sheet of a room; from its middle where no sheet hangs."""
    at, element = cut
    for place in building.posting_places:
        if place.serves == room:
            for detour in evacuation.detours.get(at, ()):
                if detour.blockage.id == element and place.id in detour.from_place:
                    yield detour.from_place[place.id]
                    break
            else:
                yield from evacuation.routes.buildings[at].from_place.get(place.id, ())[:1]
    for ways in evacuation.rooms.get(at, ()):
        if ways.space == room:
            left = {blockage.id: route for blockage, route in ways.left.items()}
            yield left.get(element, next(iter(ways.ways), None))
