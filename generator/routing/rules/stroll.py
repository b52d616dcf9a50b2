# SPDX-License-Identifier: MIT
"""Walking distances over an area: how far it is from points to a goal, and which way it goes.

They are the shortest that are possible, up to the walls and door jambs, so that nothing is told as
too far that is not; ways on sheets keep off the walls and are some decimetres longer.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import dist

import networkx as nx
from shapely import Point as Spot
from shapely import Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from generator.model.building import Point
from generator.routing.passage import Passage
from generator.routing.visibility import Stops, View, find_sightlines, free_stops, read_view
from generator.routing.walkable import Walkable, snap

SAME_M = 1e-6

WALL_M = 0.01
"""By so much spaces are made smaller, so that those that share an edge stay apart."""

LAP_M = 0.03
"""By so much an opening reaches into the spaces that it joins."""


def free_area(walkable: Walkable, spaces: Collection[str]) -> BaseGeometry:
    """Return the ground of the spaces with the openings between them."""
    rooms = {name: room for name, room in walkable.rooms.items() if name in spaces}
    passages = (*walkable.doors, *walkable.exits)
    openings = [_opening(p, rooms) for p in passages if all(name in rooms for name in p.spaces)]
    ground = [room.buffer(-WALL_M, join_style="mitre") for room in rooms.values()]
    return unary_union([*ground, *openings])


def _opening(passage: Passage, rooms: Mapping[str, Polygon]) -> Polygon:
    spot = Spot(passage.wall.at)
    first, *others = (rooms[name].distance(spot) + LAP_M for name in passage.spaces)
    return passage.wall.strip(passage.clear_width_m, -sum(others), first)


@dataclass(frozen=True, eq=False)
class Strolls:
    """An area on which one walks to goals; all points may lie a step outside it."""

    area: BaseGeometry
    goals: Sequence[Point]

    @cached_property
    def view(self) -> View:
        """The area with its corners, prepared."""
        return read_view(self.area)

    @cached_property
    def stops(self) -> Stops:
        """The corners of the area, and where the goals are met."""
        return self.view.corners.join(free_stops([snap(goal, self.area) for goal in self.goals]))

    @cached_property
    def links(self) -> "nx.Graph[Point]":
        """The stops with what can be walked straight between them."""
        names = self.stops.points()
        links: nx.Graph[Point] = nx.Graph()
        links.add_nodes_from(names)
        for a, b, length_m in find_sightlines(self.view, self.stops, self.stops):
            links.add_edge(names[a], names[b], weight=length_m)
        for goal in self.goals:
            if (foot := snap(goal, self.area)) != goal:
                links.add_edge(goal, foot, weight=dist(goal, foot))
        return links

    @cached_property
    def known_m(self) -> Mapping[Point, float]:
        """The metres from the stops to the nearest goal."""
        if not self.goals:
            return {}
        found = nx.multi_source_dijkstra_path_length(self.links, set(self.goals))
        return {stop: float(length_m) for stop, length_m in found.items()}

    def lengths_m(self, points: Iterable[Point]) -> Mapping[Point, float]:
        """Return the metres to the nearest goal from each point that can reach one."""
        return {
            point: min(length_m + self.known_m[stop] for stop, length_m in steps)
            for point, steps in self._steps(points, self.known_m).items()
        }

    def ways(self, goal: Point, points: Iterable[Point]) -> Mapping[Point, Sequence[Point]]:
        """Return the shortest way to a goal from each point that can reach it."""
        sought: tuple[dict[Point, float], dict[Point, list[Point]]]
        sought = nx.single_source_dijkstra(self.links, goal)  # type: ignore[assignment]
        lengths, ways = sought
        found = {}
        for point, steps in self._steps(points, lengths).items():
            _, stop = min((length_m + lengths[stop], stop) for stop, length_m in steps)
            found[point] = [point, snap(point, self.area), *reversed(ways[stop])]
        return found

    def _steps(
        self, points: Iterable[Point], known: Mapping[Point, float]
    ) -> Mapping[Point, Sequence[tuple[Point, float]]]:
        """Return the first steps from each point to known stops, with their metres."""
        starts = list(dict.fromkeys(points))
        feet, names = [snap(start, self.area) for start in starts], self.stops.points()
        steps: dict[Point, list[tuple[Point, float]]] = {}
        for a, b, length_m in find_sightlines(self.view, free_stops(feet), self.stops):
            if names[b] in known:
                whole_m = length_m + dist(starts[a], feet[a])
                steps.setdefault(starts[a], []).append((names[b], whole_m))
        for start, foot in zip(starts, feet, strict=True):
            here = [stop for stop in names if dist(stop, foot) <= SAME_M and stop in known]
            if here:
                steps.setdefault(start, []).append((here[0], dist(start, foot)))
        return steps


def way_length_m(way: Sequence[Point]) -> float:
    """Return the metres along a way."""
    return sum(dist(a, b) for a, b in pairwise(way))


def point_along(way: Sequence[Point], distance_m: float) -> Point:
    """Return the point so far along a way, its end where it is shorter."""
    left = distance_m
    for a, b in pairwise(way):
        length_m = dist(a, b)
        if length_m > left:
            share = left / length_m
            return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        left -= length_m
    return way[-1]
