# SPDX-License-Identifier: MIT
"""In which space somebody stands: all that the meaning of a code rests on."""

from itertools import pairwise
from math import dist

from generator.model.building import Building, Floor, Outline, Point, PostingPlace

REACH_M = 0.05
"""Whoever stands no further outside every space than this stands in the nearest."""


def space_of(building: Building, place: PostingPlace) -> str | None:
    """Return the id of the space in which the reader of a place stands, where there is one."""
    floors = (floor for floor in building.floors if floor.id == place.floor)
    floor = next(floors, None)
    return space_at(floor, place.at_m) if floor else None


def space_at(floor: Floor, at_m: Point) -> str | None:
    """Return the id of the space around a point of a floor; of two that overlap, the first."""
    for space in floor.spaces:
        if _holds(space.outline_m, at_m):
            return space.id
    near = min((_distance_m(space.outline_m, at_m), space.id) for space in floor.spaces)
    return near[1] if near[0] <= REACH_M else None


def _edges(outline: Outline) -> list[tuple[Point, Point]]:
    return [*pairwise((*outline, outline[0]))]


def _holds(outline: Outline, at: Point) -> bool:
    """Count the walls that a ray towards +x crosses: odd inside."""
    x, y = at
    crossed = (
        (a, b) for a, b in _edges(outline) if (a[1] > y) != (b[1] > y) and x < _x_at(a, b, y)
    )
    return len([*crossed]) % 2 == 1


def _x_at(a: Point, b: Point, y: float) -> float:
    return a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])


def _distance_m(outline: Outline, at: Point) -> float:
    return min(dist(at, _nearest(a, b, at)) for a, b in _edges(outline))


def _nearest(a: Point, b: Point, at: Point) -> Point:
    """Return the point of the edge from `a` to `b` that is nearest to `at`."""
    along = (b[0] - a[0], b[1] - a[1])
    length2 = along[0] ** 2 + along[1] ** 2
    share = ((at[0] - a[0]) * along[0] + (at[1] - a[1]) * along[1]) / length2 if length2 else 0
    share = min(max(share, 0), 1)
    return a[0] + share * along[0], a[1] + share * along[1]
