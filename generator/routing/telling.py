# SPDX-License-Identifier: MIT
"""A way as a route: its length, doors, stairs and narrowest place, and the words for it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import inf

from generator.model.record import Text
from generator.model.route import Route, RoutePoint, RouteRole
from generator.routing.itinerary import list_steps
from generator.routing.passage import Passage
from generator.routing.plan import Plan, Start, Way
from generator.routing.words import Walk, describe_walk, leave_and_gather, wait_in


def tell_route(plan: Plan, role: RouteRole, start: Start, way: Way) -> Route:
    """Return the route to a final exit and on to the assembly point."""
    outdoors, final_exit = plan.outdoor_ways[way.goal], plan.final_exits[way.goal]
    doors = tuple(plan.doors_on(way.nodes))
    widths_m = (final_exit.clear_width_m, *_widths_m(plan, way, doors))
    return Route(
        role=role,
        points=_points(way),
        length_m=plan.length_m(way.nodes),
        narrowest_m=min(widths_m),
        final_exit=way.goal,
        stairs=tuple(stair for stair, _ in groupby(plan.stairs_on(way.nodes))),
        assembly_point=outdoors.assembly_point.id,
        outdoor_points=outdoors.points,
        outdoor_length_m=outdoors.length_m,
        words=_words(plan, start, way, leave_and_gather(final_exit, outdoors)),
        doors=tuple(door.id for door in doors),
    )


def tell_route_to_refuge(plan: Plan, start: Start, way: Way) -> Route:
    """Return the step-free route to a refuge; its narrowest place is infinite without a door."""
    doors = tuple(plan.doors_on(way.nodes))
    return Route(
        role=RouteRole.STEP_FREE,
        points=_points(way),
        length_m=plan.length_m(way.nodes),
        narrowest_m=min(_widths_m(plan, way, doors), default=inf),
        final_exit="",
        stairs=(),
        assembly_point="",
        outdoor_points=(),
        outdoor_length_m=0.0,
        words=_words(plan, start, way, wait_in(plan.refuges[way.goal])),
        refuge=way.goal,
        doors=tuple(door.id for door in doors),
    )


def _points(way: Way) -> tuple[RoutePoint, ...]:
    return tuple(RoutePoint(floor=f, x_m=x, y_m=y) for f, x, y in way.nodes)


def _words(plan: Plan, start: Start, way: Way, end: tuple[Text, ...]) -> tuple[Text, ...]:
    return describe_walk(
        Walk(
            facing_deg=start.facing_deg,
            start=plan.names[start.floor, start.space],
            steps=tuple(list_steps(plan.surroundings, way.nodes)),
            end=end,
        )
    )


def _widths_m(plan: Plan, way: Way, doors: Iterable[Passage]) -> Iterator[float]:
    yield from (plan.stairs[stair].flight_width_m for stair in plan.stairs_on(way.nodes))
    yield from (door.clear_width_m for door in doors)
