# SPDX-License-Identifier: MIT
"""In which space somebody stands, and where in it: all that the meaning of a code rests on."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import dist

from generator.model.building import Building, Floor, Outline, Point, PostingPlace
from generator.model.school import IssuedCode

REACH_M = 0.05
"""Whoever stands no further outside every space than this stands in the nearest."""

FAR_M = 10.0
"""Who has moved so far in a space stands elsewhere: in a corridor, not in a class room."""

SPOT_M = 0.5
"""Who stands no farther than this from a spot stands on it."""


def find_strays(building: Building, lines: Iterable[IssuedCode]) -> frozenset[str]:
    """Return the places that stand elsewhere in their space than when their codes were issued.

    Two that have changed spots, or one that is `FAR_M` off as most of the others see it; axes
    that were laid anew move all alike, and nobody strays.
    """
    now = {place.id: place.at_m for place in building.posting_places}
    was = {
        line.place: line.at_m
        for line in lines
        if line.building == building.id and line.place in now and line.at_m
    }
    moved = [place for place, at_m in was.items() if dist(at_m, now[place]) > SPOT_M]
    return frozenset(
        place
        for place in moved
        if _is_far(place, was, now) or any(_is_exchange(place, o, was, now) for o in moved)
    )


def _is_far(place: str, was: Mapping[str, Point], now: Mapping[str, Point]) -> bool:
    if dist(was[place], now[place]) <= FAR_M:
        return False
    others = [other for other in was if other != place]
    far = [o for o in others if abs(dist(was[place], was[o]) - dist(now[place], now[o])) > FAR_M]
    return len(others) > 1 and 2 * len(far) > len(others)


def _is_exchange(one: str, other: str, was: Mapping[str, Point], now: Mapping[str, Point]) -> bool:
    return dist(now[one], was[other]) <= SPOT_M and dist(now[other], was[one]) <= SPOT_M


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
