# SPDX-License-Identifier: MIT
"""Escape routes: for every posting place and every space, the ways to the final exits."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.model.building import Building
from generator.model.route import BuildingRoutes, Route, RouteRole, Routes
from generator.model.school import Campus
from generator.routing.closure import NOTHING_CLOSED, Closure
from generator.routing.plan import Plan, Start, Way, read_plan
from generator.routing.step_free import find_step_free
from generator.routing.telling import tell_route


def find_routes(campuses: Mapping[str, Campus]) -> Routes:
    """Return the routes of all buildings, by school and building.

    Faulty parts of a building are passed over; `find_building_faults` names them.
    """
    return Routes(
        buildings=MappingProxyType(
            {
                (school, building.id): route_building(campus, building)
                for school, campus in sorted(campuses.items())
                for building in sorted(campus.buildings, key=lambda building: building.id)
            }
        )
    )


def route_building(campus: Campus, building: Building) -> BuildingRoutes:
    """Return the routes of one building of a school."""
    plan = read_plan(campus, building)
    places = sorted(building.posting_places, key=lambda place: place.id)
    starts = ((place.id, plan.start_at(place)) for place in places)
    return BuildingRoutes(
        from_place=MappingProxyType(
            {name: tuple(find_ways(plan, start)) if start else () for name, start in starts}
        ),
        from_space=MappingProxyType(
            {
                space: tuple(find_ways(plan, plan.start_in(floor.floor, space)))
                for floor in plan.floors.values()
                for space in floor.rooms
            }
        ),
    )


def find_ways(plan: Plan, start: Start) -> Iterator[Route]:
    """Yield the shortest route, then one to another final exit, then a step-free one.

    The second and the step-free one only where there are such; ties by exit id.
    """
    ranked = plan.when(NOTHING_CLOSED).ranked_ways(start)
    if ranked:
        yield from find_ways_by(plan, start, ranked[0])


def find_ways_by(plan: Plan, start: Start, way: Way) -> Iterator[Route]:
    """Yield the route by a way, then one to another final exit, then a step-free one."""
    primary = tell_route(plan, RouteRole.PRIMARY, start, way)
    yield primary
    second = _find_second(plan, start, primary)
    if second:
        yield tell_route(plan, RouteRole.SECOND, start, second)
    step_free = find_step_free(plan, start, primary)
    if step_free:
        yield step_free


def _find_second(plan: Plan, start: Start, primary: Route) -> Way | None:
    """Return the shortest way to another final exit than that of the primary route.

    It shares no stair with the primary: smoke in a stair must not cut off both. Only where
    there is none may it share one.
    """
    used = Closure(stairs=frozenset(primary.stairs))
    for closure in dict.fromkeys((used, NOTHING_CLOSED)):
        for way in plan.when(closure).ranked_ways(start):
            if way.goal != primary.final_exit:
                return way
    return None
