# SPDX-License-Identifier: MIT
"""Finding room for signs and labels so that nothing covers anything else."""

from collections.abc import Iterable, Iterator
from enum import Enum
from math import cos, hypot, pi, sin

from shapely import box
from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

from generator.maps.ink import Spot

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on the page in millimetres."""

AIR_MM = 0.5
"""Least distance between two things."""

RING_MM = (5.5, 7, 8.5, 10, 12, 14, 17, 20, 24, 28, 33, 39, 46, 54, 63, 73, 84)
"""How far a sign may move from its place, tried in this order."""

DIRECTIONS = 16

TINY = 1e-9


def box_at(centre: Spot, size: tuple[float, float]) -> Box:
    """Return the box of a width and height around `centre`."""
    x, y = centre
    return x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2


def middle(area: Box) -> Spot:
    """Return the middle of a box."""
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


def overlaps(one: Box, other: Box, air_mm: float = 0.0) -> bool:
    """Say whether two boxes come nearer than `air_mm`."""
    return (
        one[0] < other[2] + air_mm
        and other[0] < one[2] + air_mm
        and one[1] < other[3] + air_mm
        and other[1] < one[3] + air_mm
    )


def around(centre: Spot, size: tuple[float, float], start_mm: float = 0.0) -> Iterator[Box]:
    """Yield boxes of `size` on growing rings, `start_mm` added to each ring."""
    for ring in RING_MM:
        for step in range(DIRECTIONS):
            angle = 2 * pi * step / DIRECTIONS
            reach = _reach(angle, size) + ring - RING_MM[0] + start_mm
            spot = centre[0] + reach * cos(angle), centre[1] + reach * sin(angle)
            yield box_at(spot, size)


def nearest_edge(area: Box, spot: Spot) -> Spot:
    """Return the point of `area` nearest to `spot`."""
    x = min(max(spot[0], area[0]), area[2])
    y = min(max(spot[1], area[1]), area[3])
    return x, y


class Ground(Enum):
    """Where a thing may stand."""

    ANY = "any"
    OFF_WALLS = "off-walls"
    """Neither on walls nor on stairs."""
    OUTSIDE = "outside"
    """Not on the building."""


class Crowd:
    """What already stands on the plan."""

    def __init__(
        self,
        area: Box,
        ways: Iterable[BaseGeometry],
        walls: Iterable[BaseGeometry] = (),
        building: Iterable[BaseGeometry] = (),
    ) -> None:
        """Start with the plan's box, the ways (covered only in need) and what is built."""
        self.area = area
        self.taken: list[Box] = []
        self._ways = _prepare(ways)
        self._grounds = {
            Ground.ANY: _prepare(()),
            Ground.OFF_WALLS: _prepare(walls),
            Ground.OUTSIDE: _prepare(building),
        }

    def take(self, area: Box) -> Box:
        """Mark `area` as taken and return it."""
        self.taken.append(area)
        return area

    def take_line(self, start: Spot, end: Spot) -> None:
        """Mark a thin line as taken."""
        steps = max(1, int(hypot(end[0] - start[0], end[1] - start[1])))
        for step in range(steps + 1):
            x = start[0] + (end[0] - start[0]) * step / steps
            y = start[1] + (end[1] - start[1]) * step / steps
            self.taken.append(box_at((x, y), (0.4, 0.4)))

    def first_free(self, candidates: Iterable[Box], ground: Ground = Ground.ANY) -> Box | None:
        """Return the first candidate that covers nothing, taken from now on; else None."""
        barred = self._grounds[ground]
        free = (area for area in candidates if self.is_free(area) and not _meets(barred, area))
        found = next(free, None)
        return self.take(found) if found else None

    def is_free(self, area: Box) -> bool:
        """Say whether `area` lies on the plan and covers neither a thing nor a way."""
        return (
            self._is_inside(area)
            and not any(overlaps(area, other, AIR_MM) for other in self.taken)
            and not _meets(self._ways, area)
        )

    def squeeze(self, candidates: Iterable[Box], ground: Ground = Ground.ANY, near: int = 0) -> Box:
        """Return the first free candidate, or else the first that covers a way but no thing.

        The first `near` candidates are tried on the wanted ground before any other.
        """
        offered = tuple(candidates)
        found = self.first_free(offered[:near], ground) or self.first_free(offered)
        if found:
            return found
        bare = (
            area
            for area in offered
            if self._is_inside(area) and not any(overlaps(area, o) for o in self.taken)
        )
        return self.take(next(bare, offered[0]))

    def _is_inside(self, area: Box) -> bool:
        left, top, right, bottom = self.area
        return left <= area[0] and top <= area[1] and area[2] <= right and area[3] <= bottom


def _prepare(shapes: Iterable[BaseGeometry]) -> list["PreparedGeometry[BaseGeometry]"]:
    return [prep(shape) for shape in shapes if not shape.is_empty]


def _meets(shapes: list["PreparedGeometry[BaseGeometry]"], area: Box) -> bool:
    return any(shape.intersects(box(*area)) for shape in shapes)


def _reach(angle: float, size: tuple[float, float]) -> float:
    """Return how far out the middle of a box must lie to clear its anchor in a direction."""
    wide, high = abs(cos(angle)), abs(sin(angle))
    to_side = size[0] / 2 / wide if wide > TINY else float("inf")
    to_top = size[1] / 2 / high if high > TINY else float("inf")
    return min(to_side, to_top) + 1.5
