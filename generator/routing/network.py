# SPDX-License-Identifier: MIT
"""The ways over each floor, and the network of landings and exits that joins the floors.

On every floor the shortest ways from all corners to each gate (landing, final exit, refuge) are
sought once. A building is then a small network of gates, so that a closed door asks for one
floor anew, and a closed stair or exit for none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from math import dist
from typing import TypeAlias

import numpy as np

from generator.model.building import Building, Point
from generator.routing.passage import Flags, Floats, Passage
from generator.routing.visibility import Stops, View, find_sightlines, free_stops, read_view
from generator.routing.walkable import Walkable

Node: TypeAlias = tuple[str, float, float]
"""Floor, and x and y in metres."""

Edge: TypeAlias = tuple[Node, Node, float]
"""Two nodes and the metres between them."""

Links: TypeAlias = dict[Node, list[tuple[Node, float]]]
"""The neighbours of each node, with metres."""

STAIR_TIE_M = 1e-6
"""Added per stair in the order of their ids, so that equal ways are told apart by id."""

SAME_M = 1e-6


@dataclass(frozen=True, slots=True)
class WayOut:
    """The way from any node to one gate."""

    length_m: Mapping[Node, float]
    onward: Mapping[Node, Node]
    """The next node on the way, for all but the gate."""

    def follow(self, start: Node) -> tuple[Node, ...]:
        """Return the nodes from `start` to the gate."""
        way = [start]
        while (node := self.onward.get(way[-1])) is not None:
            way.append(node)
        return tuple(way)


@dataclass(frozen=True, slots=True)
class Flight:
    """A stair between two neighbouring landings."""

    stair: str
    ends: tuple[Node, Node]
    length_m: float


@dataclass(frozen=True)
class Sights:
    """Lines of sight, of which those through a closed door can be left out."""

    edges: Sequence[Edge]

    @cached_property
    def lines(self) -> Floats:
        """The four figures of each line: x and y of both its ends."""
        rows = [(*start[1:], *end[1:]) for start, end, _ in self.edges]
        return np.array(rows, dtype=np.float64).reshape(-1, 4)

    def without(self, doors: Iterable[Passage]) -> Sequence[Edge]:
        """Return the lines that lead through none of the doors."""
        closed = [self._through(door) for door in doors]
        if not closed or not self.edges:
            return self.edges
        is_open = ~np.logical_or.reduce(closed)
        return [edge for edge, is_kept in zip(self.edges, is_open, strict=True) if is_kept]

    def _through(self, door: Passage) -> Flags:
        return door.wall.are_crossed(self.lines, door.clear_width_m)


@dataclass(frozen=True, eq=False)
class Ground:
    """The part of a floor on which a network stands."""

    walkable: Walkable
    spaces: frozenset[str]
    """The spaces that may be entered."""
    fresh: dict["Ground", Sights] = field(default_factory=dict)
    """What has been asked of it so far, by the smaller ground."""

    @cached_property
    def view(self) -> View:
        """The area with its corners, prepared."""
        return read_view(self.walkable.ground(self.spaces))

    @cached_property
    def doors(self) -> Mapping[str, Passage]:
        """The doors between its spaces, by id."""
        inside = self.spaces.issuperset
        return {door.id: door for door in self.walkable.doors if inside(door.spaces)}

    @cached_property
    def feet(self) -> Mapping[Node, Point]:
        """The gates of the floor, each with the point of the clear area at which it is met."""
        floor = self.walkable
        found = {self.node(e.wall.at): e.wall.at for e in floor.exits if e.spaces[0] in self.spaces}
        for space, at in floor.standing_gates():
            if space in self.spaces:
                found.setdefault(self.node(at), floor.snap(space, at))
        return found

    @cached_property
    def stops(self) -> Stops:
        """All corners, then the feet of the gates."""
        return self.view.corners.join(free_stops(self.feet.values()))

    @cached_property
    def nodes(self) -> Sequence[Node]:
        """The stops as nodes."""
        return [self.node(point) for point in self.stops.points()]

    @cached_property
    def sights(self) -> Sights:
        """The lines of sight between all stops."""
        return Sights(list(self.sightlines(self.stops, self.stops)))

    def fresh_sights(self, old: "Ground") -> Sights:
        """Return the lines of sight that begin where this ground is larger than another."""
        if old not in self.fresh:
            known = set(old.nodes)
            is_new = np.array([node not in known for node in self.nodes], dtype=np.bool_)
            fresh = self.sightlines(self.stops.choose(is_new), self.stops)
            self.fresh[old] = Sights(list(fresh))
        return self.fresh[old]

    @cached_property
    def steps(self) -> Sequence[Edge]:
        """The steps from the feet of the gates to the gates that lie off the clear area."""
        return [
            (self.node(foot), gate, dist(foot, gate[1:]))
            for gate, foot in self.feet.items()
            if self.node(foot) != gate
        ]

    def node(self, point: Point) -> Node:
        """Return a point of this floor as a node."""
        return (self.walkable.floor, point[0], point[1])

    def sightlines(self, first: Stops, second: Stops) -> Iterator[Edge]:
        """Yield the lines of sight from the first stops to the second."""
        starts, ends = ([self.node(p) for p in stops.points()] for stops in (first, second))
        for a, b, length_m in find_sightlines(self.view, first, second):
            yield starts[a], ends[b], length_m

    def sights_from(self, points: Collection[Point]) -> Sights:
        """Return the lines of sight from points to the stops; none is as long as nothing."""
        stops = free_stops(points)
        edges = list(self.sightlines(stops, self.stops))
        for point in points:
            here = np.hypot(*(self.stops.at - np.asarray(point)).T) <= SAME_M
            edges += [(self.node(point), self.nodes[int(i)], 0.0) for i in np.flatnonzero(here)]
        return Sights(edges)


@dataclass(frozen=True, eq=False)
class FloorWays:
    """The ways over a floor to its gates, some doors closed."""

    ground: Ground
    closed: frozenset[str] = frozenset()
    found: dict[Node, WayOut] = field(default_factory=dict)
    """What has been sought so far, by gate."""

    @property
    def gates(self) -> Collection[Node]:
        """Where ways go on or end."""
        return self.ground.feet

    @cached_property
    def closed_doors(self) -> Sequence[Passage]:
        """The doors that are closed."""
        return [self.ground.doors[door] for door in sorted(self.closed)]

    @cached_property
    def links(self) -> Links:
        """The neighbours of each node."""
        sights = self.ground.sights.without(self.closed_doors)
        return link((*sights, *self.ground.steps))

    def to(self, gate: Node) -> WayOut:
        """Return the ways to a gate."""
        if gate not in self.found:
            self.found[gate] = self._seek(gate)
        return self.found[gate]

    def _seek(self, gate: Node) -> WayOut:
        return seek(self.links, {gate: 0.0})


@dataclass(frozen=True, eq=False)
class WaysWithRooms(FloorWays):
    """The ways over a floor with some rooms opened besides.

    The ways that lead through the rooms are added; ways elsewhere are not sought again.
    """

    base: FloorWays = field(kw_only=True)

    @cached_property
    def links(self) -> Links:
        """The neighbours of each node that a way through the rooms may touch."""
        sights = self.ground.fresh_sights(self.base.ground).without(self.closed_doors)
        return link((*sights, *self.ground.steps))

    def _seek(self, gate: Node) -> WayOut:
        if gate not in self.base.gates:
            return seek(self.links, {gate: 0.0})
        old = self.base.to(gate)
        starts = {node: old.length_m[node] for node in self.links if node in old.length_m}
        new = seek(self.links, starts)
        return WayOut({**new.length_m, **old.length_m}, {**new.onward, **old.onward})


@dataclass(frozen=True, eq=False)
class Network:
    """The floors of a building, joined by flights, and the ways on from gate to gate."""

    floors: Mapping[str, FloorWays]
    flights: Sequence[Flight]
    goals: Mapping[str, Node]
    """Where ways end, by id."""

    @cached_property
    def links(self) -> Links:
        """The gates that can be reached from each gate, over its floor or a flight."""
        return link((*self._strolls(), *self._climbs()))

    @cached_property
    def onward(self) -> Mapping[str, WayOut]:
        """The way on from every gate, by goal."""
        return {name: seek(self.links, {goal: 0.0}) for name, goal in self.goals.items()}

    def _strolls(self) -> Iterator[Edge]:
        landings = {end for flight in self.flights for end in flight.ends}
        ends = set(self.goals.values())
        for floor in self.floors.values():
            starts = [gate for gate in floor.gates if gate in landings]
            for end in floor.gates:
                if end in ends or end in landings:
                    lengths = floor.to(end).length_m
                    yield from ((s, end, lengths[s]) for s in starts if s in lengths and s != end)

    def _climbs(self) -> Iterator[Edge]:
        for rank, flight in enumerate(self.flights):
            low, high = flight.ends
            if all(end in self.floors[end[0]].gates for end in (low, high)):
                yield low, high, flight.length_m + rank * STAIR_TIE_M

    def expand(self, gates: Sequence[Node]) -> Iterator[Node]:
        """Yield all nodes of a way from gate to gate, but the first."""
        for start, end in pairwise(gates):
            if start[0] == end[0]:
                yield from self.floors[start[0]].to(end).follow(start)[1:]
            else:
                yield end


def read_flights(building: Building) -> Iterator[Flight]:
    """Yield the flights between neighbouring landings of each stair, lowest first.

    Stairs out of use, landings on floors that do not exist, and a second one on a floor, are left
    out.
    """
    levels = {floor.id: floor.level for floor in building.floors}
    walked = (stair for stair in building.stairs if stair.is_open)
    for stair in sorted(walked, key=lambda stair: stair.id):
        known = [landing for landing in stair.landings if landing.floor in levels]
        by_level = {levels[landing.floor]: landing for landing in reversed(known)}
        landings = [by_level[level] for level in sorted(by_level)]
        for low, high in pairwise(landings):
            ends = ((low.floor, *low.at_m), (high.floor, *high.at_m))
            yield Flight(stair.id, ends, stair.slope_length_m)


def link(edges: Iterable[Edge]) -> Links:
    """Return the neighbours of each node, both ways."""
    links: Links = {}
    for start, end, length_m in edges:
        links.setdefault(start, []).append((end, length_m))
        links.setdefault(end, []).append((start, length_m))
    return links


def seek(links: Links, starts: Mapping[Node, float]) -> WayOut:
    """Return the shortest ways to `starts`, each with the metres that are left from there.

    What is given for the starts stands, even where they lie so that a way by another is shorter.
    (E. W. Dijkstra, 1959, doi:10.1007/BF01386390.)
    """
    length_m: dict[Node, float] = {}
    onward: dict[Node, Node] = {}
    nearest = dict(starts)
    queue = [(left_m, node) for node, left_m in starts.items()]
    queue.sort()
    while queue:
        reached_m, node = heappop(queue)
        if node in length_m:
            continue
        length_m[node] = reached_m
        for neighbour, step_m in links.get(node, ()):
            further_m = reached_m + step_m
            if neighbour not in starts and further_m < nearest.get(neighbour, further_m + 1.0):
                nearest[neighbour] = further_m
                onward[neighbour] = node
                heappush(queue, (further_m, neighbour))
    return WayOut(length_m, onward)
