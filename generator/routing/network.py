# SPDX-License-Identifier: MIT
"""The network of sightlines and stairs, and the shortest ways out of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import dist

import networkx as nx
import numpy as np

from generator.model.building import Building, Point
from generator.routing.visibility import Stops, View, find_sightlines, free_stops, read_view
from generator.routing.walkable import Walkable

Node = tuple[str, float, float]
"""Floor, and x and y in metres."""

STAIR_TIE_M = 1e-6
"""Added per stair in the order of their ids, so that equal ways are told apart by id."""

GOAL: Node = ("", 0.0, 0.0)
"""Stands for "out" while a way is sought; no floor has an empty id."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """The way from any node to one final exit."""

    length_m: Mapping[Node, float]
    onward: Mapping[Node, Node]
    """The next node on the way, for all but the exit."""

    def follow(self, start: Node) -> tuple[Node, ...]:
        """Return the nodes from `start` to the exit."""
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
class Ground:
    """The part of a floor on which a network stands."""

    walkable: Walkable
    spaces: frozenset[str]
    """The spaces that may be entered."""

    @cached_property
    def view(self) -> View:
        """The area with its corners, prepared."""
        return read_view(self.walkable.ground(self.spaces))

    @cached_property
    def stops(self) -> Stops:
        """All corners, then the exits and landings."""
        exits = [exit_.wall.at for exit_ in self.walkable.exits if exit_.spaces[0] in self.spaces]
        ends = [
            self.walkable.snap(end.space, end.at)
            for end in self.walkable.stair_ends
            if end.space in self.spaces
        ]
        return self.view.corners.join(free_stops([*exits, *ends]))

    def node(self, point: Point) -> Node:
        """Return a point of this floor as a node."""
        return (self.walkable.floor, point[0], point[1])

    def nodes(self, stops: Stops) -> list[Node]:
        """Return stops of this floor as nodes."""
        return [self.node(point) for point in stops.points()]


@dataclass(frozen=True, slots=True)
class Network:
    """A building's sightlines and stairs, with the ways out by final exit."""

    grounds: Mapping[str, Ground]
    ways_out: Mapping[str, WayOut]


def read_flights(building: Building) -> Iterator[Flight]:
    """Yield the flights between neighbouring landings of each stair, lowest first.

    Landings on floors that do not exist, and a second one on a floor, are left out.
    """
    levels = {floor.id: floor.level for floor in building.floors}
    for stair in sorted(building.stairs, key=lambda stair: stair.id):
        known = [landing for landing in stair.landings if landing.floor in levels]
        by_level = {levels[landing.floor]: landing for landing in reversed(known)}
        landings = [by_level[level] for level in sorted(by_level)]
        for low, high in pairwise(landings):
            ends = ((low.floor, *low.at_m), (high.floor, *high.at_m))
            yield Flight(stair.id, ends, stair.slope_length_m)


def build_network(
    floors: Collection[Walkable], flights: Collection[Flight], spaces: frozenset[str]
) -> Network:
    """Return the network on `spaces`, with the shortest way from each node to each exit."""
    grounds = {f.floor: Ground(f, spaces & frozenset(f.rooms)) for f in floors}
    graph: nx.Graph[Node] = nx.Graph()
    for ground in grounds.values():
        _add_sightlines(graph, ground)
    _add_flights(graph, flights)
    exits = {
        final_exit.id: ground.node(final_exit.wall.at)
        for ground in grounds.values()
        for final_exit in ground.walkable.exits
        if final_exit.spaces[0] in spaces
    }
    return Network(grounds, {name: _seek(graph, node) for name, node in sorted(exits.items())})


def extend_network(network: Network, floor: str, rooms: frozenset[str]) -> Network:
    """Return the network with `rooms` of one floor opened besides.

    The ways that lead through the rooms are added; ways elsewhere are not sought again.
    """
    old = network.grounds[floor]
    new = Ground(old.walkable, old.spaces | rooms)
    known = set(old.nodes(old.stops))
    is_new = np.array([node not in known for node in new.nodes(new.stops)], dtype=np.bool_)
    fresh = new.stops.choose(is_new)
    edges = list(_sightlines(new, fresh, new.stops))
    doors_out = {e.id: new.node(e.wall.at) for e in new.walkable.exits if e.spaces[0] in rooms}
    ways_out = {}
    for name in sorted(network.ways_out.keys() | doors_out.keys()):
        way_out = network.ways_out.get(name, WayOut({}, {}))
        if name in doors_out:
            way_out = WayOut({doors_out[name]: 0.0}, {})
        ways_out[name] = _extend(way_out, edges)
    return Network({**network.grounds, floor: new}, ways_out)


def leave(
    network: Network, floor: str, start: Point, kerbs: Collection[Point]
) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield each final exit that can be reached, with the nodes on the shortest way.

    The way begins at `start` and enters the clear area at one of the `kerbs`.
    """
    ground = network.grounds[floor]
    steps = [
        (dist(start, kerb[1:]) + length_m, kerb, node)
        for kerb, node, length_m in _sightlines(ground, free_stops(kerbs), ground.stops)
    ]
    for name, way_out in network.ways_out.items():
        ways = [
            (length_m + way_out.length_m[node], kerb, node)
            for length_m, kerb, node in steps
            if node in way_out.length_m
        ]
        if ways:
            _, kerb, node = min(ways)
            yield name, (ground.node(start), kerb, *way_out.follow(node))


def _sightlines(ground: Ground, first: Stops, second: Stops) -> Iterator[tuple[Node, Node, float]]:
    starts, ends = ground.nodes(first), ground.nodes(second)
    for a, b, length_m in find_sightlines(ground.view, first, second):
        yield starts[a], ends[b], length_m


def _add_sightlines(graph: "nx.Graph[Node]", ground: Ground) -> None:
    graph.add_nodes_from(ground.nodes(ground.stops))
    for a, b, length_m in _sightlines(ground, ground.stops, ground.stops):
        graph.add_edge(a, b, weight=length_m)
    for end in ground.walkable.stair_ends:
        if end.space in ground.spaces:
            foot = ground.walkable.snap(end.space, end.at)
            if foot != end.at:
                weight = dist(foot, end.at)
                graph.add_edge(ground.node(foot), ground.node(end.at), weight=weight)


def _add_flights(graph: "nx.Graph[Node]", flights: Iterable[Flight]) -> None:
    for rank, flight in enumerate(flights):
        low, high = flight.ends
        if low in graph and high in graph:
            graph.add_edge(low, high, weight=flight.length_m + rank * STAIR_TIE_M)


def _seek(graph: "nx.Graph[Node]", goal: Node) -> WayOut:
    found: tuple[dict[Node, float], dict[Node, list[Node]]]
    found = nx.single_source_dijkstra(graph, goal)  # type: ignore[assignment]  # no target given
    lengths, ways = found
    onward = {node: way[-2] for node, way in ways.items() if len(way) > 1}
    return WayOut(lengths, onward)


def _extend(way_out: WayOut, edges: Iterable[tuple[Node, Node, float]]) -> WayOut:
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_node(GOAL)
    for a, b, length_m in edges:
        graph.add_edge(a, b, weight=length_m)
    for node in [node for node in graph if node in way_out.length_m]:
        graph.add_edge(GOAL, node, weight=way_out.length_m[node])
    found = _seek(graph, GOAL)
    onward = {n: m for n, m in found.onward.items() if GOAL not in {n, m}}
    lengths = {node: length_m for node, length_m in found.length_m.items() if node != GOAL}
    return WayOut({**lengths, **way_out.length_m}, {**onward, **way_out.onward})
