# SPDX-License-Identifier: MIT
"""Openings in walls: which way a wall runs, and the strip on which people walk through it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from shapely import Point as Spot
from shapely import Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from generator.model.building import Door, Exit, Point

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

CLEARANCE_M = 0.25
"""Distance kept from walls where the width allows."""

WALL_GAP_M = 0.60
"""Greatest thickness of a wall between the outlines of two joined spaces."""

JAMB_M = 0.08
"""Distance kept from door jambs; towards them the clearance from the wall falls off at 45°.

More would draw some ways over 3 % and 0.5 m longer than the exact ones.
"""

BESIDE_M = 0.10
"""Distance kept from the other walls beside a door."""

NARROWEST_STRIP_M = 0.10
"""Width left to walk on in the narrowest opening."""

TOUCH_M = 0.01
PROBE_M = 0.10
LAP_M = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A wall at an opening, seen from the first space that it bounds."""

    at: Point
    """Middle of the opening."""
    inward: Point
    """Unit vector out of the wall into the first space."""

    def shift(self, along_m: float, inward_m: float) -> Point:
        """Return the point so far along the wall and so far into the first space."""
        (x, y), (nx, ny) = self.at, self.inward
        return (x - ny * along_m + nx * inward_m, y + nx * along_m + ny * inward_m)

    def locate(self, point: Point) -> Point:
        """Return how far a point lies along the wall and into the first space."""
        (nx, ny), x, y = self.inward, point[0] - self.at[0], point[1] - self.at[1]
        return (y * nx - x * ny, x * nx + y * ny)

    def is_crossed(self, start: Point, end: Point, width_m: float) -> bool:
        """Say whether a straight line crosses the wall where it is open, `width_m` wide."""
        (along_1, depth_1), (along_2, depth_2) = self.locate(start), self.locate(end)
        if (depth_1 < 0) == (depth_2 < 0):
            return False
        along = along_1 + (along_2 - along_1) * depth_1 / (depth_1 - depth_2)
        return abs(along) <= width_m / 2

    def are_crossed(self, lines: Floats, width_m: float) -> Flags:
        """Say the same for many lines, one row of x, y, x and y each."""
        (nx, ny), (x, y) = self.inward, self.at
        dx, dy = lines[:, 0::2] - x, lines[:, 1::2] - y
        along, depth = dy * nx - dx * ny, dx * nx + dy * ny
        changes: Flags = (depth[:, 0] < 0) != (depth[:, 1] < 0)
        run = np.where(changes, depth[:, 0] - depth[:, 1], 1.0)
        at = along[:, 0] + (along[:, 1] - along[:, 0]) * depth[:, 0] / run
        crossed: Flags = changes & (np.abs(at) <= width_m / 2)
        return crossed

    def crossing(self, start: Point, end: Point) -> Point:
        """Return where a line with its ends on both sides crosses the wall."""
        depth_1, depth_2 = self.locate(start)[1], self.locate(end)[1]
        share = depth_1 / (depth_1 - depth_2)
        return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)

    def strip(self, width_m: float, near_m: float, far_m: float) -> Polygon:
        """Return the rectangle across the wall between two depths, `width_m` wide."""
        half = width_m / 2
        return Polygon(
            [
                self.shift(-half, near_m),
                self.shift(half, near_m),
                self.shift(half, far_m),
                self.shift(-half, far_m),
            ]
        )

    def funnel(self, width_m: float, near_m: float, far_m: float) -> Polygon:
        """Return the strip between two depths, widening by 45° to both sides."""
        half, spread = width_m / 2, width_m / 2 + abs(far_m - near_m)
        return Polygon(
            [
                self.shift(-half, near_m),
                self.shift(half, near_m),
                self.shift(spread, far_m),
                self.shift(-spread, far_m),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A door or final exit with the strip on which one walks through."""

    id: str
    spaces: tuple[str, ...]
    """The two spaces of a door; the one space of an exit."""
    clear_width_m: float
    strip: BaseGeometry
    wall: Wall

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Say whether a straight line leads through the opening, from one side to the other."""
        return self.wall.is_crossed(start, end, self.clear_width_m)


def door_wall(at: Point, first: Polygon, second: Polygon) -> Wall | None:
    """Return the wall at a door, or None where `at` is not between the two spaces.

    The outlines may share an edge or stand up to 0.60 m apart, at any angle.
    """
    if first.distance(Spot(at)) + second.distance(Spot(at)) > WALL_GAP_M + TOUCH_M:
        return None
    for wall in _walls(at, (first, second)):
        if _lies_inward(wall, first, 1) and _lies_inward(wall, second, -1):
            return wall
    return None


def exit_wall(at: Point, space: Polygon) -> Wall | None:
    """Return the wall at a final exit, or None where `at` is not near the space's outline."""
    depth_m = space.exterior.distance(Spot(at)) + PROBE_M
    for wall in _walls(at, (space,)):
        inside, outside = wall.shift(0, depth_m), wall.shift(0, -depth_m)
        if space.covers(Spot(inside)) and not space.covers(Spot(outside)):
            return wall
    return None


def pass_door(door: Door, first: Polygon, second: Polygon) -> Passage | None:
    """Return the passage of a door, or None where the door is not between its spaces."""
    wall = door_wall(door.at_m, first, second)
    if wall is None:
        return None
    width_m = _strip_width_m(door.clear_width_m)
    sides = [_half_strip(wall, width_m, first, 1), _half_strip(wall, width_m, second, -1)]
    return Passage(
        id=door.id,
        spaces=door.joins,
        clear_width_m=door.clear_width_m,
        strip=unary_union(sides),
        wall=wall,
    )


def pass_exit(final_exit: Exit, space: Polygon) -> Passage | None:
    """Return the passage of a final exit, ending at its middle; None where it is off its wall."""
    wall = exit_wall(final_exit.at_m, space)
    if wall is None:
        return None
    return Passage(
        id=final_exit.id,
        spaces=(final_exit.space,),
        clear_width_m=final_exit.clear_width_m,
        strip=_half_strip(wall, _strip_width_m(final_exit.clear_width_m), space, 1),
        wall=wall,
    )


def _strip_width_m(clear_width_m: float) -> float:
    return max(clear_width_m - 2 * JAMB_M, NARROWEST_STRIP_M)


def _half_strip(wall: Wall, width_m: float, space: Polygon, side: int) -> BaseGeometry:
    gap_m = space.distance(Spot(wall.at))
    through_wall = wall.strip(width_m, -TOUCH_M * side, side * (gap_m + TOUCH_M))
    depth_m = side * (gap_m + CLEARANCE_M + LAP_M)
    # Begun before the wall: an edge along that of the space, a rounding apart, once cut to points.
    straight = wall.strip(width_m, -TOUCH_M * side, depth_m).intersection(space)
    funnel = wall.funnel(width_m, side * gap_m, depth_m).intersection(
        space.buffer(-BESIDE_M, join_style="mitre")
    )
    return unary_union([through_wall, straight, funnel])


def _lies_inward(wall: Wall, space: Polygon, side: int) -> bool:
    probe_m = space.distance(Spot(wall.at)) + PROBE_M
    return bool(space.covers(Spot(wall.shift(0, side * probe_m))))


def _walls(at: Point, spaces: Sequence[Polygon]) -> Iterator[Wall]:
    """Yield the walls near `at`, nearest first, each with both its directions."""
    edges = [edge for space in spaces for edge in pairwise(space.exterior.coords)]
    near = [(round(distance_to_line_m(at, *edge), 4), place) for place, edge in enumerate(edges)]
    for distance_m, place in sorted(near):
        if distance_m > WALL_GAP_M + TOUCH_M:
            return
        start, end = edges[place]
        length_m = hypot(end[0] - start[0], end[1] - start[1])
        normal = ((start[1] - end[1]) / length_m, (end[0] - start[0]) / length_m)
        yield Wall(at=at, inward=normal)
        yield Wall(at=at, inward=(-normal[0], -normal[1]))


def distance_to_line_m(at: Point, start: Sequence[float], end: Sequence[float]) -> float:
    """Return how far a point is from a straight line; infinite where that has no length."""
    run = (end[0] - start[0], end[1] - start[1])
    square = run[0] ** 2 + run[1] ** 2
    if square == 0:
        return float("inf")
    share = ((at[0] - start[0]) * run[0] + (at[1] - start[1]) * run[1]) / square
    share = min(1.0, max(0.0, share))
    return hypot(at[0] - start[0] - share * run[0], at[1] - start[1] - share * run[1])
