# SPDX-License-Identifier: MIT
"""Those who leave together, with the ways open to them and what each way passes through."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from math import dist

from generator.assignment.frame import Frame, find_frame, step
from generator.assignment.hydraulic import (
    CORRIDOR_SPEED,
    DOOR_FLOW,
    STAIR_DOWN_FLOW,
    STAIR_DOWN_SPEED,
    STAIR_UP_FLOW,
    STAIR_UP_SPEED,
)
from generator.model.assignment import Half
from generator.model.building import Building, Point, Stair
from generator.model.route import Route, RouteOption, RoutePoint
from generator.model.school import AssemblyPoint, Campus, FixedRoute, SchoolClass

FAR_TIMES, FAR_ROUND_M, PAST_EXIT_M = 2.0, 40.0, 20.0
"""From how much more than the shortest way nobody is led; see `near`."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Element:
    """A door, exit or flight of a stair."""

    building: str
    id: str
    flight: tuple[str, ...] = ()
    """The two floors that a flight joins, as it is walked; empty for doors and exits."""
    width_m: float
    specific_flow: float
    """Greatest, in persons per metre and second."""

    @property
    def capacity(self) -> float:
        """Persons per second."""
        return self.width_m * self.specific_flow


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Node:
    """Where a leg of a way begins or ends on a floor: a room, a stair or an exit."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Leg:
    """What a way covers of one floor."""

    floor: tuple[str, str]
    """Building and floor."""
    source: Node
    target: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way open to a party."""

    route: Route
    door: str
    legs: Mapping[Leg, float]
    """With their lengths in metres, in the order of the walk."""
    elements: tuple[Element, ...]
    """In the order of the walk."""
    stair_m: tuple[float, float]
    """Length along the slope walked down and up."""

    @property
    def first(self) -> Leg:
        """What it covers of the floor it starts on."""
        return next(iter(self.legs))

    @property
    def flat_s(self) -> float:
        """Time walked on floors at the speed of the greatest flow, as people walk in a queue."""
        return (self.route.length_m - sum(self.stair_m)) / CORRIDOR_SPEED

    @property
    def stair_s(self) -> float:
        """Time walked on stairs at the speed of the greatest flow."""
        down_m, up_m = self.stair_m
        return down_m / STAIR_DOWN_SPEED + up_m / STAIR_UP_SPEED


@dataclass(frozen=True, kw_only=True)
class Party:
    """A class or half of one."""

    school_class: SchoolClass
    half: Half
    head_count: int
    level: int
    ways: tuple[Way, ...]
    """At least one, shortest first."""
    gate: Point
    """The door of its shortest way, or the middle of a room without one."""
    is_fixed: bool
    """True where the school has settled the way."""

    @property
    def start(self) -> Point:
        """The middle of the room."""
        point = self.ways[0].route.points[0]
        return point.x_m, point.y_m


@dataclass(frozen=True)
class House:
    """A building with its parts by id."""

    building: Building

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """Storey numbers by floor."""
        return {floor.id: floor.level for floor in self.building.floors}

    @cached_property
    def stairs(self) -> Mapping[str, Stair]:
        """Stairs by id."""
        return {stair.id: stair for stair in self.building.stairs}

    @cached_property
    def door_widths(self) -> Mapping[str, float]:
        """Clear widths of doors and exits, in metres."""
        floors = self.building.floors
        doors = {door.id: door.clear_width_m for floor in floors for door in floor.doors}
        return doors | {e.id: e.clear_width_m for floor in floors for e in floor.exits}

    def gate(self, way: Way) -> Point:
        """Return where a party comes out on the corridor."""
        start = way.route.points[0]
        places = (
            door.at_m for f in self.building.floors for door in f.doors if door.id == way.door
        )
        return next(places, (start.x_m, start.y_m))

    def opening(self, name: str) -> Element:
        """Return a door or exit."""
        return Element(
            building=self.building.id,
            id=name,
            width_m=self.door_widths[name],
            specific_flow=DOOR_FLOW,
        )

    def flight(self, stair: str, floors: tuple[str, str]) -> Element:
        """Return a flight as it is walked from the first floor to the second."""
        is_up = self.levels[floors[1]] > self.levels[floors[0]]
        return Element(
            building=self.building.id,
            id=stair,
            flight=floors,
            width_m=self.stairs[stair].flight_width_m,
            specific_flow=STAIR_UP_FLOW if is_up else STAIR_DOWN_FLOW,
        )

    def read_way(self, option: RouteOption) -> Way:
        """Return an option with all that it passes through."""
        strides = [list(points) for _, points in groupby(option.route.points, lambda p: p.floor)]
        stairs = [self._stair_between(option.route, a[-1], b[0]) for a, b in pairwise(strides)]
        names = [points[0].floor for points in strides]
        flights = [self.flight(s, f) for s, f in zip(stairs, pairwise(names), strict=True)]
        doors = dict.fromkeys(filter(None, (option.door, *option.route.doors)))
        return Way(
            route=option.route,
            door=option.door,
            legs=dict(self._legs(strides, stairs, option)),
            elements=(
                *(self.opening(door) for door in doors if door in self.door_widths),
                *flights,
                self.opening(option.route.final_exit),
            ),
            stair_m=self._stair_m(flights),
        )

    def _stair_m(self, flights: Iterable[Element]) -> tuple[float, float]:
        lengths = {STAIR_DOWN_FLOW: 0.0, STAIR_UP_FLOW: 0.0}
        for flight in flights:
            lengths[flight.specific_flow] += self.stairs[flight.id].slope_length_m
        return lengths[STAIR_DOWN_FLOW], lengths[STAIR_UP_FLOW]

    def _stair_between(self, route: Route, low: RoutePoint, high: RoutePoint) -> str:
        def distance(stair: str) -> float:
            ends = {landing.floor: landing.at_m for landing in self.stairs[stair].landings}
            if low.floor not in ends or high.floor not in ends:
                return float("inf")
            return sum(dist(ends[p.floor], (p.x_m, p.y_m)) for p in (low, high))

        return min(route.stairs, key=distance)

    def _legs(
        self, strides: Sequence[Sequence[RoutePoint]], stairs: Sequence[str], option: RouteOption
    ) -> Iterator[tuple[Leg, float]]:
        sources = [Node(kind="room", id=""), *(Node(kind="stair", id=s) for s in stairs)]
        targets = [*sources[1:], Node(kind="exit", id=option.route.final_exit)]
        for points, source, target in zip(strides, sources, targets, strict=True):
            if source != target:  # else it passes a landing on the way down
                floor = (self.building.id, points[0].floor)
                length = sum(dist((a.x_m, a.y_m), (b.x_m, b.y_m)) for a, b in pairwise(points))
                yield Leg(floor=floor, source=source, target=target), length


def near(options: Sequence[RouteOption]) -> Sequence[RouteOption]:
    """Return the ways on which nobody is led far round to spare the others some seconds.

    Left out is a way more than twice as long as the shortest and more than `FAR_ROUND_M` longer;
    and one that leads past an exit: more than twice as long as the shortest by the same stairs,
    or by none, and more than `PAST_EXIT_M` longer. Our choice.
    """
    shortest_m: dict[tuple[str, ...], float] = {}
    for option in options:
        stairs, length_m = option.route.stairs, option.route.length_m
        shortest_m[stairs] = min(length_m, shortest_m.get(stairs, length_m))
    least_m = min(shortest_m.values(), default=0.0)
    return [
        option
        for option in options
        if not _is_far(option, least_m, FAR_ROUND_M)
        and not _is_far(option, shortest_m[option.route.stairs], PAST_EXIT_M)
    ]


def _is_far(option: RouteOption, shortest_m: float, farther_m: float) -> bool:
    return option.route.length_m > max(FAR_TIMES * shortest_m, shortest_m + farther_m)


def keeps(option: RouteOption, fixed: FixedRoute) -> bool:
    """Say whether a way is the one that the school has settled."""
    stairs, final_exit = option.route.stairs, option.route.final_exit
    is_by_stair = fixed.stair is None or stairs[:1] == (fixed.stair,)
    return is_by_stair and fixed.final_exit in {None, final_exit}


def area_points(campus: Campus) -> Mapping[str, AssemblyPoint]:
    """Return for each class that has an area of its own the assembly point with it."""
    points = campus.school.assembly_points
    return {c: point for point in reversed(points) for area in point.areas for c in area.classes}


@dataclass(frozen=True)
class Roll:
    """All classes of a school, with what decides on their ways."""

    campus: Campus
    options: Sequence[RouteOption]

    @cached_property
    def frame(self) -> Frame:
        """The axes by which ties are settled."""
        return find_frame(self.campus, self.options)

    @cached_property
    def houses(self) -> Mapping[str, House]:
        """The buildings by id."""
        return {building.id: House(building) for building in self.campus.buildings}

    @cached_property
    def _fixed(self) -> Mapping[str, FixedRoute]:
        fixed = self.campus.school.evacuation.fixed
        return {route.school_class: route for route in reversed(fixed)}

    @cached_property
    def _options(self) -> Mapping[str, list[RouteOption]]:
        found: dict[str, list[RouteOption]] = {}
        for option in self.options:
            if option.route.final_exit:
                found.setdefault(option.school_class, []).append(option)
        return found

    @cached_property
    def parties(self) -> Sequence[Party]:
        """Those who leave together, in an order of places; without those who have no way out."""
        return sorted(self._parties(), key=self._party_key)

    def _party_key(self, party: Party) -> tuple[int, list[int], int, tuple[int, int], bool]:
        lengths = [step(way.route.length_m) for way in party.ways]
        place, is_back = self.frame.key(party.start), party.half is Half.BACK
        return party.level, lengths, party.head_count, place, is_back

    def _way_key(self, way: Way) -> tuple[int, float, list[tuple[int, int]]]:
        """Shorter ways first, then wider ones, then by where they lead."""
        points = [self.frame.key((p.x_m, p.y_m)) for p in reversed(way.route.points)]
        return step(way.route.length_m), -way.route.narrowest_m, points

    def _parties(self) -> Iterator[Party]:
        for school_class in self.campus.school.classes:
            options = self._options.get(school_class.id, [])
            if options and school_class.building in self.houses:
                yield from self._parties_of(school_class, self._wanted(school_class.id, options))

    def settled(self, school_class: str) -> Sequence[RouteOption]:
        """Return the ways that the school has settled for a class; empty if there are none."""
        fixed = self._fixed.get(school_class)
        return [o for o in self._options.get(school_class, ()) if fixed and keeps(o, fixed)]

    def to_area(self, school_class: str) -> Sequence[RouteOption]:
        """Return the ways that lead to the assembly point where the class has its area."""
        point = area_points(self.campus).get(school_class)
        options = self._options.get(school_class, ())
        return [o for o in options if point and o.route.assembly_point == point.id]

    def _wanted(self, name: str, options: Sequence[RouteOption]) -> Sequence[RouteOption]:
        wanted = self.settled(name) or near(options)
        to_area = {id(option) for option in self.to_area(name)}
        return [option for option in wanted if id(option) in to_area] or wanted

    def _parties_of(
        self, school_class: SchoolClass, options: Sequence[RouteOption]
    ) -> Iterator[Party]:
        house = self.houses[school_class.building]
        ways = sorted((house.read_way(option) for option in options), key=self._way_key)
        is_fixed = bool(self.settled(school_class.id))
        for half, count, open_ways in self._parts(school_class, ways):
            yield Party(
                school_class=school_class,
                half=half,
                head_count=count,
                level=house.levels[open_ways[0].route.points[0].floor],
                ways=open_ways,
                gate=house.gate(open_ways[0]),
                is_fixed=is_fixed,
            )

    def _parts(
        self, school_class: SchoolClass, ways: Sequence[Way]
    ) -> Iterator[tuple[Half, int, tuple[Way, ...]]]:
        doors = list(dict.fromkeys(way.door for way in ways if way.door))
        count = school_class.head_count
        is_split = self.campus.school.evacuation.splits_classes and min(len(doors), count) > 1
        if not is_split:
            yield Half.WHOLE, count, tuple(_by_nearest_door(ways))
            return
        yield Half.FRONT, (count + 1) // 2, tuple(way for way in ways if way.door == doors[0])
        yield Half.BACK, count // 2, tuple(way for way in ways if way.door == doors[1])


def _by_nearest_door(ways: Sequence[Way]) -> Iterator[Way]:
    """Yield of the ways that differ in the door alone the shortest; given shortest first."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    for way in ways:
        ends = (way.route.stairs, way.route.final_exit)
        if ends not in seen:
            seen.add(ends)
            yield way
