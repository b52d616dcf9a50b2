# SPDX-License-Identifier: MIT
"""The sheets of class rooms show the way that the class is assigned, not always the shortest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist, floor
from types import MappingProxyType

from generator.finding import Finding, Severity
from generator.model.assignment import Assigned, Assignment
from generator.model.building import Building, Point, PostingPlace
from generator.model.record import Text
from generator.model.route import Route, Routes
from generator.model.school import Campus
from generator.routing.escape import find_ways_by
from generator.routing.fault import Site
from generator.routing.options import route_by
from generator.routing.plan import Plan, Start, read_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place whose sheet shows another way than the shortest."""

    building: str
    place: str
    assigned: Route
    shortest: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedRoutes:
    """All routes, those of rooms with classes as assigned."""

    routes: Routes
    differences: tuple[Difference, ...]
    """By building, then place."""


def assign_routes(campus: Campus, routes: Routes, assignment: Assignment) -> AssignedRoutes:
    """Return the routes with the ways assigned to classes on the sheets that serve their rooms.

    Such a place gets the way by the class's stairs to its exit, and by the class's door where
    it hangs in the room; the second and the step-free route follow from that. Where classes or
    halves in a room have different ways, that of those whose door is nearest to the place, then
    the first in the assignment. A place from which there is no such way keeps the shortest.
    """
    buildings, differences = dict(routes.buildings), list[Difference]()
    for building in sorted(campus.buildings, key=lambda building: building.id):
        key = (campus.school.id, building.id)
        here = [a for a in assignment.assigned if a.building == building.id]
        if here and key in buildings:
            shortest = buildings[key].from_place
            found = dict(_assign_in(read_plan(campus, building), shortest, here))
            from_place = MappingProxyType({**shortest, **found})
            buildings[key] = replace(buildings[key], from_place=from_place)
            differences += _compare(building, shortest, found)
    return AssignedRoutes(
        routes=Routes(buildings=MappingProxyType(buildings)), differences=tuple(differences)
    )


def find_assignment_advice(campus: Campus, differences: Sequence[Difference]) -> Iterator[Finding]:
    """Yield an advice for each sheet that shows another way than the shortest (R220)."""
    buildings = {building.id: building for building in campus.buildings}
    for difference in differences:
        building = buildings[difference.building]
        order = [place.id for place in building.posting_places]
        site = Site(school=campus.school.id, building=building)
        yield _advise(site, order.index(difference.place), difference)


def _assign_in(
    plan: Plan, shortest: Mapping[str, tuple[Route, ...]], assigned: Sequence[Assigned]
) -> Iterator[tuple[str, tuple[Route, ...]]]:
    """Yield the places whose primary route changes, with their new routes."""
    doors = {door.id: door.at_m for floor in plan.building.floors for door in floor.doors}
    for place in plan.building.posting_places:
        start = plan.start_at(place)
        ways = [a.route for a in assigned if a.room == place.serves]
        if start and ways and shortest.get(place.id):
            route = min(ways, key=lambda way: _distance_m(place, way, doors))
            found = _lead_as(plan, start, route)
            if found and not _is_same(found[0], shortest[place.id][0]):
                yield place.id, found


def _distance_m(place: PostingPlace, route: Route, doors: Mapping[str, Point]) -> float:
    """Return how far a place is from the first door of a route; 0 for a route without one."""
    return round(dist(place.at_m, doors[route.doors[0]]), 3) if route.doors else 0.0


def _lead_as(plan: Plan, start: Start, route: Route) -> tuple[Route, ...]:
    """Return the routes from a start that follow a route of others; empty where none can."""
    course = (route.stairs, route.final_exit)
    way = route_by(plan, start, *course, door=route.doors[0] if route.doors else "")
    way = way or route_by(plan, start, *course)
    return tuple(find_ways_by(plan, start, way)) if way else ()


def _is_same(one: Route, other: Route) -> bool:
    return (one.doors, one.stairs, one.final_exit) == (other.doors, other.stairs, other.final_exit)


def _compare(
    building: Building,
    shortest: Mapping[str, tuple[Route, ...]],
    found: Mapping[str, tuple[Route, ...]],
) -> Iterator[Difference]:
    for place, routes in sorted(found.items()):
        yield Difference(
            building=building.id,
            place=place,
            assigned=routes[0],
            shortest=shortest[place][0],
        )


def _advise(site: Site, order: int, difference: Difference) -> Finding:
    building, place = site.building, difference.place
    assigned = _by_what(building, difference.assigned, difference.shortest)
    shortest = _by_what(building, difference.shortest, difference.assigned)
    fault = site.fault(
        "R220",
        ("posting_places", order),
        Text(
            zh=f"“{place}”的图画的是班级分配到的路线（{assigned.zh}）；最短的路线是{shortest.zh}。",
            en=f'the sheet of "{place}" shows the way assigned to the class ({assigned.en}); '
            f"the shortest is {shortest.en}.",
        ),
        Text(
            zh="不是错误：分配是为了不让楼梯过挤。演练前请与这个班走一遍。",
            en="This is no fault: classes are shared out so that no stair is overcrowded. "
            "Walk the way with the class before a drill.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)


def _by_what(building: Building, route: Route, other: Route) -> Text:
    """Return by which stairs a route leads to which exit; by which door where only that differs."""
    stairs = {stair.id: stair.name for stair in building.stairs}
    exits = {e.id: e.name for level in building.floors for e in level.exits}
    names = [stairs[stair] for stair in route.stairs]
    zh, en = "、".join(n.zh for n in names), " and ".join(n.en for n in names)
    if (route.stairs, route.final_exit) == (other.stairs, other.final_exit) and route.doors:
        zh, en = f"门“{route.doors[0]}”", f'door "{route.doors[0]}"'
    metres, end = floor(round(route.length_m, 3) + 0.5), exits[route.final_exit]
    return Text(
        zh=f"{f'经{zh}' if zh else ''}到{end.zh}，{metres} 米",
        en=f"{f'by {en} ' if en else ''}to {end.en}, {metres} m",
    )
