# SPDX-License-Identifier: MIT
"""The way from a final exit across the school's yards to an assembly point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

import networkx as nx
from shapely import LineString, Polygon, unary_union
from shapely import Point as Spot
from shapely.geometry.base import BaseGeometry

from generator.model.building import GROUND_LEVEL, Building, Floor, Point
from generator.model.school import AssemblyPoint, Campus
from generator.routing.visibility import View, find_sightlines, free_stops, read_view
from generator.routing.walkable import outline_polygon, snap

WALL_M = 0.30
"""Outer wall and the clearance from it that are kept free of the outdoor way everywhere."""
APART_M = 1.20
"""Kept free beside the walls where there is room: people walk clear of doors and windows that open,
and on paper the way stands apart from the wall."""
DETOUR_SHARE, DETOUR_M = 1.05, 2.0
"""So much longer than along the walls may the way apart from them be."""
CLOSE_M = 0.50
"""Half of the gaps between rooms that count as building."""
TOUCH_M = 0.02
"""Yards whose edges are nearer than twice this are one ground."""
SAME_M = 1e-6
STRAIGHT_M = 0.01
"""A bend that a way does not need to be drawn within this."""
LEAST_M2 = 1.0
"""Less of an upper floor that stands out over the ground floor is wall or rounding."""
DOORSTEP_M = 5.0
"""Greatest distance from an exit or assembly point to the ground on which a way is sought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdoorWay:
    """The way from a final exit to an assembly point."""

    assembly_point: AssemblyPoint
    points: tuple[Point, ...]
    length_m: float
    is_on_ground: bool
    """False where no yard joins the two and the way is only a straight line."""


@dataclass(frozen=True, slots=True)
class Outdoors:
    """The open ground of a school with its assembly points."""

    ground: View
    apart: View
    """The ground without what lies close to the walls."""
    assembly_points: tuple[AssemblyPoint, ...]
    beneath: View | None = None
    """The ground with what lies beneath upper floors from which people step outdoors: walked only
    where there is no other way. None where there are no such floors."""

    def lead(self, start: Point) -> OutdoorWay:
        """Return the shortest way from a final exit to an assembly point; ties by id.

        Where start or end is off the yards, the way is drawn straight: but never to a point that
        is nearer so, while the ground leads to another.
        """
        ways = [self._lead_to(start, point) for point in self.assembly_points]
        return min(ways, key=_rank)

    def _lead_to(self, start: Point, assembly_point: AssemblyPoint) -> OutdoorWay:
        way = self._walk(start, assembly_point.at_m)
        if not way and self.beneath is not None:
            way = _shortest(self.beneath, start, assembly_point.at_m)
        points = way or (start, assembly_point.at_m)
        return OutdoorWay(
            assembly_point=assembly_point,
            points=points,
            length_m=_length_m(points),
            is_on_ground=bool(way),
        )

    def _walk(self, start: Point, end: Point) -> tuple[Point, ...]:
        """Return the shortest way, apart from the walls where that leads little further."""
        close, apart = _shortest(self.ground, start, end), self._walk_apart(start, end)
        is_near = _length_m(apart) <= DETOUR_SHARE * _length_m(close) + DETOUR_M
        return apart if apart and is_near else close

    def _walk_apart(self, start: Point, end: Point) -> tuple[Point, ...]:
        """Return the way apart from the walls; empty where no straight step leads off them."""
        if self.apart.area.is_empty:
            return ()
        near = [snap(point, self.ground.area) for point in (start, end)]
        steps = [LineString([at, snap(at, self.apart.area)]) for at in near]
        if not all(self.ground.seen.covers(step) for step in steps):
            return ()
        way = _shortest(self.apart, near[0], near[1])
        whole = LineString([start, *way, end]).simplify(STRAIGHT_M) if way else LineString()
        return tuple(_without_repeats((x, y) for x, y in whole.coords))


def _rank(way: OutdoorWay) -> tuple[bool, float, str]:
    return not way.is_on_ground, round(way.length_m, 3), way.assembly_point.id


def read_outdoors(campus: Campus) -> Outdoors:
    """Return the yards of a school without the ground its buildings stand on."""
    yards = unary_union(
        [
            Polygon(yard.outline_m).buffer(0).buffer(TOUCH_M, join_style="mitre")
            for yard in campus.school.yards
        ]
    )
    standing = unary_union([footprint(building) for building in campus.buildings])
    raised = unary_union([_walled(_raised_rooms(building)) for building in campus.buildings])
    built = standing.union(raised)
    ground = yards.difference(built)
    apart = ground.difference(built.buffer(APART_M - WALL_M, join_style="mitre"))
    is_over_more = raised.difference(standing).area > LEAST_M2
    return Outdoors(
        read_view(ground),
        read_view(apart),
        campus.school.assembly_points,
        beneath=read_view(yards.difference(standing)) if is_over_more else None,
    )


def footprint(building: Building) -> BaseGeometry:
    """Return the ground that a building stands on, its outer walls and narrow gaps included."""
    return _walled(ground_rooms(building))


def _walled(rooms: BaseGeometry) -> BaseGeometry:
    closed = rooms.buffer(CLOSE_M, join_style="mitre")
    return closed.buffer(WALL_M - CLOSE_M, join_style="mitre")


def ground_level(building: Building) -> int:
    """Return the level of the ground floor, or of the lowest floor where there is none."""
    levels = {floor.level for floor in building.floors}
    return GROUND_LEVEL if GROUND_LEVEL in levels else min(levels)


def ground_rooms(building: Building) -> BaseGeometry:
    """Return the spaces of the ground floor, or of the lowest floor where there is none."""
    ground = ground_level(building)
    return _rooms(floor for floor in building.floors if floor.level == ground)


def _raised_rooms(building: Building) -> BaseGeometry:
    """Return the spaces of the floors above the ground floor from which people step outdoors.

    On a slope, and where floors are half a storey apart, these stand on the ground themselves.
    """
    ground = ground_level(building)
    return _rooms(floor for floor in building.floors if floor.level > ground and floor.exits)


def _rooms(floors: Iterable[Floor]) -> BaseGeometry:
    spaces = [space for floor in floors for space in floor.spaces]
    return unary_union([room for space in spaces if (room := outline_polygon(space)) is not None])


def _shortest(ground: View, start: Point, end: Point) -> tuple[Point, ...]:
    """Return the way on the ground; empty where the ground does not join the two."""
    if ground.area.is_empty:
        return ()
    if any(ground.area.distance(Spot(point)) > DOORSTEP_M for point in (start, end)):
        return ()
    feet = [snap(point, ground.area) for point in (start, end)]
    stops = ground.corners.join(free_stops(feet))
    names = stops.points()
    graph: nx.Graph[Point] = nx.Graph()
    graph.add_nodes_from(names)
    for a, b, length_m in find_sightlines(ground, stops, stops):
        graph.add_edge(names[a], names[b], weight=length_m)
    way = nx.single_source_dijkstra_path(graph, names[-2]).get(names[-1])
    return tuple(_without_repeats([start, *way, end])) if way else ()


def _length_m(points: Sequence[Point]) -> float:
    return sum(dist(a, b) for a, b in pairwise(points))


def _without_repeats(points: Iterable[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if not kept or dist(point, kept[-1]) > SAME_M:
            kept.append(point)
    return kept
