# SPDX-License-Identifier: MIT
"""What is left when one door, stair or exit is blocked."""

from collections.abc import Iterator
from types import MappingProxyType

from generator.model.building import Building
from generator.model.route import Barrier, Blockage, BuildingRoutes, Detour, Route, RouteRole
from generator.model.school import Campus
from generator.routing.closure import close
from generator.routing.plan import Plan, Start, read_plan
from generator.routing.telling import tell_route


def find_detours(campus: Campus, building: Building, routes: BuildingRoutes) -> tuple[Detour, ...]:
    """Return the shortest ways left for each blockage that cuts off a place's primary route.

    `routes` may be the shortest or those assigned to classes; detours are always the shortest.
    By kind of barrier, then id. A stair is blocked on all floors of its entry in the file.
    """
    return find_detours_in(read_plan(campus, building), routes)


def find_detours_in(plan: Plan, routes: BuildingRoutes) -> tuple[Detour, ...]:
    """Return what `find_detours` does, of a building that is ready."""
    places = {place.id: plan.start_at(place) for place in plan.building.posting_places}
    cut: dict[Blockage, dict[str, Start]] = {}
    for name, found in sorted(routes.from_place.items()):
        start = places.get(name)
        if found and start:
            for blockage in list_blockages(found[0]):
                cut.setdefault(blockage, {})[name] = start
    return tuple(
        Detour(
            blockage=blockage,
            from_place=MappingProxyType(
                {name: lead_round(plan, blockage, start) for name, start in starts.items()}
            ),
        )
        for blockage, starts in sorted(cut.items())
    )


def list_blockages(route: Route) -> Iterator[Blockage]:
    """Yield everything that cuts a route off when it is blocked: exit, stairs, doors."""
    yield Blockage(barrier=Barrier.EXIT, id=route.final_exit)
    for stair in dict.fromkeys(route.stairs):
        yield Blockage(barrier=Barrier.STAIR, id=stair)
    for door in dict.fromkeys(route.doors):
        yield Blockage(barrier=Barrier.DOOR, id=door)


def lead_round(plan: Plan, blockage: Blockage, start: Start) -> Route | None:
    """Return the shortest route that a blockage leaves; None where it leaves none."""
    ways = plan.when(close(blockage)).ranked_ways(start)
    return tell_route(plan, RouteRole.SECOND, start, ways[0]) if ways else None
