# SPDX-License-Identifier: MIT
"""What is left when one door, stair or exit is blocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.blocking import list_blockages
from generator.model.building import Building
from generator.model.route import Blockage, BuildingRoutes, Detour, Route, RouteRole
from generator.model.school import Campus
from generator.routing.closure import close
from generator.routing.plan import Plan, Start, read_plan
from generator.routing.step_free import find_step_free
from generator.routing.telling import tell_route


def find_detours(campus: Campus, building: Building, routes: BuildingRoutes) -> tuple[Detour, ...]:
    """Return the shortest ways left for each blockage that cuts off a place's primary route.

    And the step-free ways left for each that cuts off its step-free way. `routes` may be the
    shortest or those assigned to classes; detours are always the shortest.
    By kind of barrier, then id. A stair is blocked on all floors of its entry in the file.
    """
    return find_detours_in(read_plan(campus, building), routes)


def find_detours_in(plan: Plan, routes: BuildingRoutes) -> tuple[Detour, ...]:
    """Return what `find_detours` does, of a building that is ready."""
    places = {place.id: plan.start_at(place) for place in plan.building.posting_places}
    first: dict[Blockage, dict[str, Route | None]] = {}
    step_free: dict[Blockage, dict[str, Route | None]] = {}
    for name, found in sorted(routes.from_place.items()):
        start = places.get(name)
        if found and start:
            left = find_left(plan, start, found)
            for blockage, way in left.first.items():
                first.setdefault(blockage, {})[name] = way
            for blockage, way in left.step_free.items():
                step_free.setdefault(blockage, {})[name] = way
    return tuple(
        Detour(
            blockage=blockage,
            from_place=MappingProxyType(first.get(blockage, {})),
            step_free=MappingProxyType(step_free.get(blockage, {})),
        )
        for blockage in sorted(first.keys() | step_free.keys())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What blockages leave of the ways from a place; None where they leave none."""

    first: Mapping[Blockage, Route | None]
    """The shortest way, for everything that cuts off the first."""
    step_free: Mapping[Blockage, Route | None]
    """The step-free way, for everything that cuts off that."""


NONE_LEFT = Left(first=MappingProxyType({}), step_free=MappingProxyType({}))


def find_left(plan: Plan, start: Start, ways: Sequence[Route]) -> Left:
    """Return what is left of the ways from a start, of which the first stands first."""
    building = plan.building
    first = {cut: lead_round(plan, cut, start) for cut in list_blockages(building, ways[0])}
    free = next((way for way in ways if way.role is RouteRole.STEP_FREE), None)
    return Left(
        first=MappingProxyType(first),
        step_free=MappingProxyType(
            {
                cut: find_step_free(plan, start, first.get(cut, ways[0]), cut)
                for cut in (list_blockages(building, free) if free else ())
            }
        ),
    )


def lead_round(plan: Plan, blockage: Blockage, start: Start) -> Route | None:
    """Return the shortest route that a blockage leaves; None where it leaves none."""
    ways = plan.when(close(blockage)).ranked_ways(start)
    return tell_route(plan, RouteRole.SECOND, start, ways[0]) if ways else None
