# SPDX-License-Identifier: MIT
"""The ways by which each class could leave, for whoever settles which class takes which.

A way is told apart by the door of the room, the stairs in their order, and the final exit. Left
out is what nobody would choose:

- a way of more than 2.5 times the shortest and 30 m, unless it is the class's shortest by its
  stairs or to its exit;
- a way that leaves a stair and takes it up again, or that uses all stairs of a shorter way by
  the same door to the same exit, and more;
- of what is left, all but twelve a class: first the shortest by each door and stair, then by each
  stair and exit, then by length.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.building import Building
from generator.model.route import RouteOption, RouteRole
from generator.model.school import Campus, SchoolClass
from generator.routing.closure import NOTHING_CLOSED
from generator.routing.network import Node
from generator.routing.plan import Plan, Start, Way, read_plan
from generator.routing.telling import tell_route

LONGEST_SHARE = 2.5
LONGEST_MORE_M = 30.0
MOST_OPTIONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One way to leave a room."""

    door: str
    """The door by which the room is left; empty where it is left by none."""
    stairs: tuple[str, ...]
    final_exit: str
    nodes: tuple[Node, ...]
    length_m: float

    @property
    def rank(self) -> tuple[float, str, tuple[str, ...], str]:
        """By length, then ids, that of the exit first."""
        return (round(self.length_m, 3), self.final_exit, self.stairs, self.door)


def find_options(campus: Campus) -> tuple[RouteOption, ...]:
    """Return the ways by which each class with a known room can leave, shortest first.

    By building, then by class in the order of the school's file.
    """
    return tuple(
        option
        for building in sorted(campus.buildings, key=lambda building: building.id)
        for option in _options_in(campus, building)
    )


def route_by(
    plan: Plan, start: Start, stairs: tuple[str, ...], final_exit: str, door: str = ""
) -> Way | None:
    """Return the shortest way by these stairs in this order to this exit; None without one.

    Where `door` is a door of the space in which it starts, that is left by no other.
    """
    situation = plan.when(NOTHING_CLOSED)
    doors = {passage.id for passage in plan.doors_of(start.floor, start.space)}
    shut = frozenset(doors - {door}) if door in doors else frozenset[str]()
    nodes = situation.by_course(situation.depart(start, shut)).get((stairs, final_exit))
    return Way(final_exit, nodes) if nodes else None


def _options_in(campus: Campus, building: Building) -> Iterator[RouteOption]:
    classes = [c for c in campus.school.classes if c.building == building.id]
    if not classes:
        return
    plan = read_plan(campus, building)
    floors = {space: floor.floor for floor in plan.floors.values() for space in floor.rooms}
    for school_class in classes:
        if school_class.room in floors:
            yield from _options_of(plan, school_class, floors[school_class.room])


def _options_of(plan: Plan, school_class: SchoolClass, floor: str) -> Iterator[RouteOption]:
    start = plan.start_in(floor, school_class.room)
    for leaving in _choose(sorted(_leavings(plan, start), key=lambda found: found.rank)):
        way = Way(leaving.final_exit, leaving.nodes)
        yield RouteOption(
            school_class=school_class.id,
            door=leaving.door,
            route=tell_route(plan, RouteRole.PRIMARY, start, way),
        )


def _leavings(plan: Plan, start: Start) -> Iterator[Leaving]:
    """Yield the shortest way out of a room by each door for each course."""
    situation = plan.when(NOTHING_CLOSED)
    doors = {passage.id: passage for passage in plan.doors_of(start.floor, start.space)}
    for door in ("", *doors):
        departure = situation.depart(start, frozenset(doors.keys() - {door}))
        for (stairs, final_exit), nodes in situation.by_course(departure).items():
            if not door or plan.first_door(nodes) == door:
                yield Leaving(
                    door=door,
                    stairs=stairs,
                    final_exit=final_exit,
                    nodes=nodes,
                    length_m=plan.length_m(nodes),
                )


def _choose(ranked: Iterable[Leaving]) -> list[Leaving]:
    """Return those that somebody might choose, shortest first; given shortest first."""
    sensible: list[Leaving] = []
    for leaving in ranked:
        if not (_is_absurd(leaving, sensible) or any(_is_bettered(leaving, s) for s in sensible)):
            sensible.append(leaving)
    if len(sensible) <= MOST_OPTIONS:
        return sensible
    first = [
        *_first_of((found, (found.door, found.stairs)) for found in sensible),
        *_first_of((found, (found.stairs, found.final_exit)) for found in sensible),
        *sensible,
    ]
    chosen = list(dict.fromkeys(first))[:MOST_OPTIONS]
    return sorted(chosen, key=lambda found: found.rank)


def _is_absurd(leaving: Leaving, shorter: Sequence[Leaving]) -> bool:
    if not shorter or leaving.length_m <= LONGEST_SHARE * shorter[0].length_m + LONGEST_MORE_M:
        return False
    ends, courses = {s.final_exit for s in shorter}, {s.stairs for s in shorter}
    return leaving.final_exit in ends and leaving.stairs in courses


def _is_bettered(leaving: Leaving, shorter: Leaving) -> bool:
    same_ends = (leaving.door, leaving.final_exit) == (shorter.door, shorter.final_exit)
    return same_ends and set(leaving.stairs) >= set(shorter.stairs)


def _first_of(found: Iterable[tuple[Leaving, Hashable]]) -> list[Leaving]:
    first: dict[Hashable, Leaving] = {}
    for leaving, kind in found:
        first.setdefault(kind, leaving)
    return list(first.values())
