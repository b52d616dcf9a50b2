# SPDX-License-Identifier: MIT
"""A building made ready for finding ways, and its ways while some of it is closed.

A way is the shortest line that keeps 0.30 m off the walls where the width allows. It leads
through circulation only (corridors, galleries, lobbies, courts, stairs, halls, canteens) and the
room it starts from; through other rooms only where there is no way without, and then through as
few as possible. It goes up and down stairs, never by lift, and ends at the middle of a final exit
or in a refuge.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, zip_longest
from math import cos, dist, radians, sin
from types import MappingProxyType

from generator.model.building import Building, Exit, Point, PostingPlace, Refuge, Stair
from generator.model.record import Text
from generator.model.school import Campus
from generator.routing.circulation import Circulation, read_circulation
from generator.routing.closure import Closure
from generator.routing.departure import Departure
from generator.routing.itinerary import Surroundings
from generator.routing.network import (
    SAME_M,
    Flight,
    FloorWays,
    Ground,
    Network,
    Node,
    Sights,
    WaysWithRooms,
    read_flights,
)
from generator.routing.outdoors import Outdoors, OutdoorWay, read_outdoors
from generator.routing.passage import Passage, distance_to_line_m
from generator.routing.trail import Course, Trails
from generator.routing.walkable import Walkable, read_walkable

NO_ROOMS: frozenset[str] = frozenset()

BEND_M = 1e-4
STEP_BACK_M = 0.20
"""How far behind the reader's toes the reader is looked for, to tell the two sides of a wall."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a way begins."""

    floor: str
    space: str
    at: Point
    facing_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """Where ways may end: a final exit or a refuge."""

    id: str
    space: str
    node: Node


@dataclass(frozen=True, slots=True)
class Way:
    """A line from a start to a goal."""

    goal: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """A building with all that is worked out once for all its routes."""

    building: Building
    outdoors: Outdoors
    floors: Mapping[str, Walkable]
    """The floors as people walk on them, by id, lowest first."""
    grounds: dict[tuple[str, frozenset[str]], Ground] = field(default_factory=dict)
    """The grounds laid so far, by floor and spaces."""
    floor_ways: dict[tuple[Ground, frozenset[str], frozenset[str]], FloorWays] = field(
        default_factory=dict
    )
    """The ways over them sought so far, by rooms opened besides and closed doors."""
    sights: dict[tuple[Ground, Start], Sights] = field(default_factory=dict)
    """What is seen from a start."""
    situations: dict[tuple[Closure, bool], "Situation"] = field(default_factory=dict)
    trails: dict[Network, Trails] = field(default_factory=dict)

    @cached_property
    def flights(self) -> Mapping[frozenset[Node], Flight]:
        """The flights of all stairs, by their ends."""
        return {frozenset(f.ends): f for f in reversed(list(read_flights(self.building)))}

    @cached_property
    def stairs(self) -> Mapping[str, Stair]:
        """The stairs by id."""
        return {stair.id: stair for stair in self.building.stairs}

    @cached_property
    def final_exits(self) -> Mapping[str, Exit]:
        """The final exits by id."""
        return {e.id: e for floor in self.building.floors for e in floor.open_exits}

    @cached_property
    def refuges(self) -> Mapping[str, Refuge]:
        """The refuges by id."""
        return {r.id: r for floor in self.building.floors for r in floor.refuges}

    @cached_property
    def surroundings(self) -> Surroundings:
        """What the ways are told by."""
        return Surroundings(
            floors=self.floors,
            storeys={floor.id: floor for floor in self.building.floors},
            stairs=self.stairs,
            flights=self.flights,
        )

    @cached_property
    def names(self) -> Mapping[tuple[str, str], Text]:
        """The names of the spaces, by floor and space."""
        return {(f.id, space.id): space.name for f in self.building.floors for space in f.spaces}

    @cached_property
    def outdoor_ways(self) -> Mapping[str, OutdoorWay]:
        """The way to the assembly point, by final exit."""
        return {name: self.outdoors.lead(e.at_m) for name, e in sorted(self.final_exits.items())}

    @cached_property
    def every_space(self) -> frozenset[str]:
        """All spaces that can be entered."""
        return frozenset(space for floor in self.floors.values() for space in floor.rooms)

    def exits(self) -> Iterator[Goal]:
        """Yield the final exits that can be reached, by floor and id."""
        for floor in self.floors.values():
            for exit_ in floor.exits:
                yield Goal(exit_.id, exit_.spaces[0], (floor.floor, *exit_.wall.at))

    def refuge_goals(self) -> Iterator[Goal]:
        """Yield the refuges that can be reached, by floor and id."""
        for floor in self.floors.values():
            for spot in floor.refuges:
                yield Goal(spot.refuge, spot.space, (floor.floor, *spot.at))

    def when(self, closure: Closure, *, to_refuges: bool = False) -> "Situation":
        """Return the building as it is while some of it is closed."""
        key = (closure, to_refuges)
        if key not in self.situations:
            goals = self.refuge_goals() if to_refuges else self.exits()
            closed = closure.refuges if to_refuges else closure.exits
            left = tuple(goal for goal in goals if goal.id not in closed)
            self.situations[key] = Situation(self, closure, left, to_refuges)
        return self.situations[key]

    def ground(self, floor: str, spaces: frozenset[str]) -> Ground:
        """Return the ground of some spaces of a floor."""
        here = spaces & frozenset(self.floors[floor].rooms)
        if (floor, here) not in self.grounds:
            self.grounds[floor, here] = Ground(self.floors[floor], here)
        return self.grounds[floor, here]

    def ways_over(
        self, floor: str, spaces: frozenset[str], rooms: frozenset[str], closed: frozenset[str]
    ) -> FloorWays:
        """Return the ways over some spaces of a floor, `rooms` opened besides."""
        ground = self.ground(floor, spaces | rooms)
        more, shut = rooms - spaces, closed.intersection(ground.doors)
        if (ground, more, shut) not in self.floor_ways:
            self.floor_ways[ground, more, shut] = (
                WaysWithRooms(ground, shut, base=self.ways_over(floor, spaces, NO_ROOMS, closed))
                if more
                else FloorWays(ground, shut)
            )
        return self.floor_ways[ground, more, shut]

    def sights_from(self, ground: Ground, start: Start) -> Sights:
        """Return what is seen on a ground from where one may step onto it."""
        if (ground, start) not in self.sights:
            kerbs = self.floors[start.floor].kerbs(start.space, start.at)
            self.sights[ground, start] = ground.sights_from(kerbs)
        return self.sights[ground, start]

    def trails_on(self, network: Network) -> Trails:
        """Return the ways on from each gate, told apart by their stairs."""
        if network not in self.trails:
            stairs = {ends: flight.stair for ends, flight in self.flights.items()}
            self.trails[network] = Trails(network, stairs)
        return self.trails[network]

    def doors_of(self, floor: str, space: str) -> list[Passage]:
        """Return the doors of a space that can be walked through, by id."""
        return [door for door in self.floors[floor].doors if space in door.spaces]

    def start_at(self, place: PostingPlace) -> Start | None:
        """Return where the reader of a sheet starts; None where nobody can stand there."""
        floor = self.floors.get(place.floor)
        space = floor and _space_of_reader(floor, place)
        return Start(place.floor, space, place.at_m, place.facing_deg) if space else None

    def start_in(self, floor: str, space: str) -> Start:
        """Return the start in the middle of a space."""
        return Start(floor, space, _middle(self.floors[floor], space))

    def doors_on(self, nodes: Iterable[Node]) -> Iterator[Passage]:
        """Yield the doors through which a way leads, in order."""
        for a, b in pairwise(nodes):
            if a[0] == b[0]:
                yield from self.floors[a[0]].doors_crossed(a[1:], b[1:])

    def first_door(self, nodes: Iterable[Node]) -> str:
        """Return the first door on a way; empty where there is none."""
        return next((door.id for door in self.doors_on(nodes)), "")

    def length_m(self, nodes: Iterable[Node]) -> float:
        """Return the length of a way, stairs along the slope."""
        return sum(
            dist(a[1:], b[1:]) if a[0] == b[0] else self.flights[frozenset((a, b))].length_m
            for a, b in pairwise(nodes)
        )

    def stairs_on(self, nodes: Iterable[Node]) -> Iterator[str]:
        """Yield the stair of each flight on a way."""
        for a, b in pairwise(nodes):
            if a[0] != b[0]:
                yield self.flights[frozenset((a, b))].stair


@dataclass(frozen=True, eq=False)
class Situation:
    """A building while some of it is closed, with the goals that are left."""

    plan: Plan
    closure: Closure
    goals: tuple[Goal, ...]
    goals_are_open: bool
    """True where everybody may enter the spaces of the goals."""
    ranked: dict[Start, list[Way]] = field(default_factory=dict)
    """The ways found so far."""

    @cached_property
    def circulation(self) -> Circulation:
        """How the spaces hang together."""
        ends = {goal.space for goal in self.goals}
        floors = self.plan.floors.values()
        return read_circulation(floors, ends, self.closure, ends_are_open=self.goals_are_open)

    @cached_property
    def network(self) -> Network:
        """The network of the circulation spaces that lead out."""
        return self._network_on(self.circulation.leading_out)

    @cached_property
    def open_network(self) -> Network:
        """The network of all spaces, for those who have no other way."""
        return self._network_on(self.plan.every_space)

    def ranked_ways(self, start: Start) -> list[Way]:
        """Return the shortest way to each goal that can be reached, shortest first; ties by id."""
        if start not in self.ranked:
            ways = self._find_ways(start) if start.space in self.circulation.joined else []
            ways.sort(key=lambda way: (round(self.plan.length_m(way.nodes), 3), way.goal))
            self.ranked[start] = ways
        return self.ranked[start]

    def _find_ways(self, start: Start) -> list[Way]:
        found = list(self._ways(self.depart(start)))
        return found or list(self._ways(self._depart_anyhow(start)))

    def depart(self, start: Start, shut: frozenset[str] = frozenset()) -> Departure:
        """Return how to leave the floor of a start, not by the doors that are shut to it."""
        rooms = self.circulation.rooms_from(start.space)
        if rooms is None:
            return self._depart_anyhow(start, shut)
        spaces, closed = self.circulation.leading_out, self.closure.doors | shut
        ways = self.plan.ways_over(start.floor, spaces, rooms, closed)
        return self._depart_over(self.network, ways, start)

    def by_course(self, departure: Departure) -> Mapping[Course, tuple[Node, ...]]:
        """Return the shortest way of a departure for each course that is open to it."""
        trails, best = self.plan.trails_on(departure.network), dict[Course, tuple[float, Node]]()
        for gate, (first_m, _, _) in departure.first.items():
            for course in trails.courses.get(gate, ()):
                found = (first_m + (trails.length_m(gate, course) or 0.0), gate)
                best[course] = min(found, best.get(course, found))
        return {
            course: straighten(
                (
                    *departure.to_gate(gate),
                    *departure.network.expand(list(trails.follow(gate, course))),
                )
            )
            for course, (_, gate) in best.items()
        }

    def _depart_anyhow(self, start: Start, shut: frozenset[str] = frozenset()) -> Departure:
        ways = self.plan.ways_over(
            start.floor, self.plan.every_space, NO_ROOMS, self.closure.doors | shut
        )
        return self._depart_over(self.open_network, ways, start)

    def _depart_over(self, network: Network, ways: FloorWays, start: Start) -> Departure:
        sights = self.plan.sights_from(ways.ground, start).without(ways.closed_doors)
        node = ways.ground.node(start.at)
        steps = [(k, end, dist(start.at, k[1:]) + length_m) for k, end, length_m in sights]
        return Departure(network, ways, node, steps)

    def _ways(self, departure: Departure) -> Iterator[Way]:
        for goal in self.goals:
            nodes = departure.go_to(goal.id)
            if nodes:
                yield Way(goal.id, straighten(nodes))

    def _network_on(self, spaces: frozenset[str]) -> Network:
        plan, closed = self.plan, self.closure
        flights = sorted(plan.flights.values(), key=lambda flight: (flight.stair, flight.ends))
        return Network(
            floors={f: plan.ways_over(f, spaces, NO_ROOMS, closed.doors) for f in plan.floors},
            flights=[flight for flight in flights if flight.stair not in closed.stairs],
            goals={goal.id: goal.node for goal in self.goals},
        )


def read_plan(campus: Campus, building: Building) -> Plan:
    """Return a building made ready; its faulty parts are passed over."""
    ordered = sorted(building.floors, key=lambda floor: (floor.level, floor.id))
    floors = {floor.id: read_walkable(building, floor) for floor in ordered}
    return Plan(building, read_outdoors(campus), MappingProxyType(floors))


def _space_of_reader(floor: Walkable, place: PostingPlace) -> str | None:
    """Return the space in which the reader of a sheet stands, up to 0.60 m off; else None."""
    if floor.space_at(place.at_m) is None:
        return None
    angle = radians(place.facing_deg)
    x, y = place.at_m
    behind = (x - STEP_BACK_M * cos(angle), y - STEP_BACK_M * sin(angle))
    return floor.space_at(behind) or floor.space_at(place.at_m)


def _middle(floor: Walkable, space: str) -> Point:
    """Return the middle of a space: its centroid, or the clear place that is nearest to it."""
    centroid = floor.rooms[space].centroid
    return floor.snap(space, (centroid.x, centroid.y))


def straighten(way: Iterable[Node]) -> tuple[Node, ...]:
    """Return a way without repeated points and without points on a straight line.

    Of two points that are nearly one, the landing is kept at which a flight begins or ends.
    """
    nodes, kept = list(way), list[Node]()
    for node, following in zip_longest(nodes, nodes[1:]):
        if kept and node[0] == kept[-1][0] and dist(node[1:], kept[-1][1:]) < SAME_M:
            if following is None or following[0] == node[0]:
                continue
            if len(kept) == 1 or kept[-2][0] == kept[-1][0]:
                kept.pop()
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], node):
            kept.pop()
        kept.append(node)
    return tuple(kept)


def _is_straight(before: Node, node: Node, after: Node) -> bool:
    on_one_floor = before[0] == node[0] == after[0]
    return on_one_floor and distance_to_line_m(node[1:], before[1:], after[1:]) < BEND_M
