# SPDX-License-Identifier: MIT
"""Where people can walk on a floor: spaces kept clear of their walls, joined by passages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import dist

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon, unary_union
from shapely import Point as Spot
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from generator.model.building import Building, Floor, Outline, Point, Space, SpaceUse
from generator.routing.passage import (
    CLEARANCE_M,
    TOUCH_M,
    WALL_GAP_M,
    Passage,
    pass_door,
    pass_exit,
)

CLEARANCES_M = (CLEARANCE_M, 0.20, 0.10, 0.05, 0.02)
"""Distances from the walls, tried in turn until a narrow space stays in one piece."""

NOT_ENTERED = frozenset({SpaceUse.CLOSED, SpaceUse.LIFT})
"""Spaces in which nobody walks to escape."""

LEAST_AREA_M2 = 0.01

ROUNDING_M = 0.05
"""How far outside its space a refuge may lie."""

SLANT_M = 1.0
"""Length of the slanting step from a place at the wall into the clear area."""

ARC_CORNERS = 2
"""Straight pieces in which a way goes round a right-angled corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StairEnd:
    """Where a stair meets a floor."""

    stair: str
    space: str
    at: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class RefugeSpot:
    """Where people who cannot use stairs wait."""

    refuge: str
    space: str
    at: Point


@dataclass(frozen=True, kw_only=True)
class Walkable:
    """A floor as people walk on it."""

    floor: str
    uses: Mapping[str, SpaceUse]
    rooms: Mapping[str, Polygon]
    """Outlines of the spaces that can be entered."""
    pieces: Mapping[str, Polygon]
    """The same kept clear of the walls."""
    doors: tuple[Passage, ...]
    exits: tuple[Passage, ...]
    stair_ends: tuple[StairEnd, ...]
    refuges: tuple[RefugeSpot, ...] = ()

    def ground(self, spaces: Collection[str]) -> BaseGeometry:
        """Return the area on which one walks inside `spaces` and between them."""
        pieces = [self.pieces[space] for space in sorted(spaces) if space in self.pieces]
        strips = [
            passage.strip
            for passage in (*self.doors, *self.exits)
            if all(space in spaces for space in passage.spaces)
        ]
        return unary_union([*pieces, *strips])

    def standing_gates(self) -> Iterator[tuple[str, Point]]:
        """Yield the landings and refuges, each with its space: they may stand at a wall."""
        yield from ((end.space, end.at) for end in self.stair_ends)
        yield from ((spot.space, spot.at) for spot in self.refuges)

    def snap(self, space: str, at: Point) -> Point:
        """Return the point of the space's clear area that is nearest to `at`."""
        return snap(at, self.pieces[space])

    def kerbs(self, space: str, at: Point) -> tuple[Point, ...]:
        """Return where one may step from `at` into the clear area: beside the wall or slantwise.

        One point, `at` itself, where it lies in the clear area already.
        """
        room, piece = self.rooms[space].buffer(TOUCH_M), self.pieces[space]
        nearest = snap(at, piece)
        if nearest == at:
            return (at,)
        slant = Spot(at).buffer(SLANT_M).exterior.intersection(piece.exterior)
        ends = [(float(x), float(y)) for x, y in shapely.get_coordinates(slant)]
        return (nearest, *(end for end in ends if room.covers(LineString([at, end]))))

    @cached_property
    def outlines(self) -> NDArray[np.object_]:
        """The outlines of the rooms in their order, for questions to all of them at once."""
        return np.array(list(self.rooms.values()), dtype=np.object_)

    @cached_property
    def reaches(self) -> tuple[tuple[float, float, float, Passage], ...]:
        """Each door with its middle and half its width."""
        return tuple((*door.wall.at, door.clear_width_m / 2, door) for door in self.doors)

    def space_at(self, at: Point, reach_m: float = WALL_GAP_M) -> str | None:
        """Return the space in which or just outside which a point lies; ties by id."""
        distances = np.round(shapely.distance(self.outlines, Spot(at)), 6)
        near = zip(distances.tolist(), self.rooms, strict=True)
        distance_m, space = min(near, default=(reach_m + 1, ""))
        return space if distance_m <= reach_m else None

    def doors_crossed(self, start: Point, end: Point) -> list[Passage]:
        """Return the doors through which a straight line leads, in order."""
        (west, east), (south, north) = (sorted(pair) for pair in zip(start, end, strict=True))
        crossed = [
            door
            for x, y, reach, door in self.reaches
            if west - reach <= x <= east + reach and south - reach <= y <= north + reach
            if door.is_crossed(start, end)
        ]
        if len(crossed) > 1:
            crossed.sort(key=lambda door: (round(dist(start, door.wall.at), 3), door.id))
        return crossed


def snap(at: Point, area: BaseGeometry) -> Point:
    """Return the point of `area` that is nearest to `at`, `at` itself where it lies inside."""
    spot = Spot(at)
    if area.covers(spot):
        return at
    nearest = nearest_points(area, spot)[0]
    return (nearest.x, nearest.y)


def outline_polygon(space: Space) -> Polygon | None:
    """Return the outline of a space as a polygon, or None where it is impossible."""
    return read_outline(space.outline_m)


def read_outline(outline_m: Outline) -> Polygon | None:
    """Return an outline as a polygon, or None where it crosses itself or holds nothing."""
    polygon = Polygon(outline_m)
    return polygon if polygon.is_valid and polygon.area > LEAST_AREA_M2 else None


def read_walkable(building: Building, floor: Floor) -> Walkable:
    """Return what can be walked on a floor; faulty parts are left out, never an error."""
    rooms = _rooms(floor)
    doors = tuple(_doors(floor, rooms))
    exits = tuple(_exits(floor, rooms))
    return Walkable(
        floor=floor.id,
        uses={space.id: space.use for space in floor.spaces},
        rooms=rooms,
        pieces={s: _clear(s, room, (*doors, *exits)) for s, room in rooms.items()},
        doors=doors,
        exits=exits,
        stair_ends=tuple(_stair_ends(building, floor, rooms)),
        refuges=tuple(_refuges(building, floor, rooms)),
    )


def _rooms(floor: Floor) -> dict[str, Polygon]:
    rooms: dict[str, Polygon] = {}
    for space in sorted(floor.spaces, key=lambda space: space.id):
        polygon = outline_polygon(space)
        if polygon is not None and space.use not in NOT_ENTERED:
            rooms.setdefault(space.id, polygon)
    return rooms


def _doors(floor: Floor, rooms: Mapping[str, Polygon]) -> Iterator[Passage]:
    for door in sorted(floor.doors, key=lambda door: door.id):
        first, second = (rooms.get(space) for space in door.joins)
        if not door.is_open or first is None or second is None or first is second:
            continue
        if (passage := pass_door(door, first, second)) is not None:
            yield passage


def _exits(floor: Floor, rooms: Mapping[str, Polygon]) -> Iterator[Passage]:
    for final_exit in sorted(floor.open_exits, key=lambda final_exit: final_exit.id):
        room = rooms.get(final_exit.space)
        if room is not None and (passage := pass_exit(final_exit, room)) is not None:
            yield passage


def _stair_ends(
    building: Building, floor: Floor, rooms: Mapping[str, Polygon]
) -> Iterator[StairEnd]:
    walked = (stair for stair in building.stairs if stair.is_open)
    for stair in sorted(walked, key=lambda stair: stair.id):
        for landing in stair.landings:
            room = rooms.get(landing.space) if landing.floor == floor.id else None
            if room is not None and room.distance(Spot(landing.at_m)) <= WALL_GAP_M:
                yield StairEnd(stair=stair.id, space=landing.space, at=landing.at_m)


def _refuges(
    building: Building, floor: Floor, rooms: Mapping[str, Polygon]
) -> Iterator[RefugeSpot]:
    """Yield the refuges but those in a stairwell out of use: nobody comes that way for people."""
    closed = building.closed_wells
    for refuge in sorted(floor.refuges, key=lambda refuge: refuge.id):
        room = rooms.get(refuge.space)
        if (
            refuge.space not in closed
            and room is not None
            and room.distance(Spot(refuge.at_m)) <= ROUNDING_M
        ):
            yield RefugeSpot(refuge=refuge.id, space=refuge.space, at=refuge.at_m)


def _clear(space: str, room: Polygon, passages: Collection[Passage]) -> Polygon:
    """Return the room kept clear of its walls, as far as it stays whole and reaches its doors."""
    strips = [passage.strip for passage in passages if space in passage.spaces]
    whole = []
    for clearance_m in CLEARANCES_M:
        piece = room.buffer(-clearance_m, quad_segs=ARC_CORNERS)
        if isinstance(piece, Polygon) and not piece.is_empty:
            if all(strip.intersects(piece) for strip in strips):
                return piece
            whole.append(piece)
    return whole[0] if whole else room
