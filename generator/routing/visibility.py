# SPDX-License-Identifier: MIT
"""Which corners of an area see one another: the straight pieces of its shortest ways.

A shortest way inside an area bends only at corners that point into it, and is taut at each.
Only such pairs are tried (T. Lozano-Pérez, M. A. Wesley, 1979, doi:10.1145/359156.359164).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import get_parts, unary_union
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from generator.model.building import Point
from generator.routing.passage import Flags, Floats

SLACK_M = 0.001
"""How far a line may leave the area, so that walking along an edge is not lost to rounding."""

NOISE_M = 0.0001
LEAST_BEND = 0.001
LEAST_LENGTH_M = 1e-6


@dataclass(frozen=True, slots=True)
class Stops:
    """Points at which a way may bend, with the neighbours of each on the area's edge."""

    at: Floats
    """One row of x and y for each stop, in metres; so too `before` and `after`."""
    before: Floats
    after: Floats

    def points(self) -> list[Point]:
        """Return the stops as plain points."""
        return [(float(x), float(y)) for x, y in self.at]

    def choose(self, chosen: Flags) -> "Stops":
        """Return the stops that are marked true."""
        return Stops(self.at[chosen], self.before[chosen], self.after[chosen])

    def join(self, other: "Stops") -> "Stops":
        """Return these stops and then the others."""
        return Stops(
            np.concatenate([self.at, other.at]),
            np.concatenate([self.before, other.before]),
            np.concatenate([self.after, other.after]),
        )


@dataclass(frozen=True, slots=True)
class View:
    """An area prepared for many questions about what is seen in it."""

    area: BaseGeometry
    seen: BaseGeometry
    """The area, a little widened and prepared: what covers a line of sight."""
    corners: Stops


def free_stops(points: Iterable[Point]) -> Stops:
    """Return stops at which a way may begin, end or bend in any direction."""
    at = np.array(list(points), dtype=np.float64).reshape(-1, 2)
    return Stops(at, at, at)


def read_view(area: BaseGeometry) -> View:
    """Return `area` prepared, with the corners that point into it."""
    smooth = _solid(area).simplify(NOISE_M)
    wide = smooth.buffer(SLACK_M, join_style="mitre")
    shapely.prepare(wide)
    corners = free_stops(())
    for polygon in _polygons(smooth):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = corners.join(_inward_corners(np.asarray(ring.coords)[:-1, :2]))
    order = np.lexsort((corners.at[:, 1], corners.at[:, 0]))
    return View(smooth, wide, Stops(corners.at[order], corners.before[order], corners.after[order]))


def find_sightlines(view: View, first: Stops, second: Stops) -> Iterator[tuple[int, int, float]]:
    """Yield index in `first`, index in `second` and length in metres of each line of sight."""
    rows, columns = np.nonzero(_taut(first, second))
    if not len(rows):
        return
    lines = shapely.linestrings(np.stack([first.at[rows], second.at[columns]], axis=1))
    seen = np.asarray(shapely.covers(view.seen, lines))
    lengths = np.asarray(shapely.length(lines))
    for row, column, length_m in zip(rows[seen], columns[seen], lengths[seen], strict=True):
        yield int(row), int(column), float(length_m)


def _solid(area: BaseGeometry) -> BaseGeometry:
    """Return an area without the bare lines that rounding may leave where rooms were joined."""
    if isinstance(area, Polygon | MultiPolygon):
        return area
    return unary_union(list(_polygons(area)))


def _polygons(area: BaseGeometry) -> Iterator[Polygon]:
    for part in get_parts(area):
        if isinstance(part, Polygon) and not part.is_empty:
            yield orient(part)


def _inward_corners(ring: Floats) -> Stops:
    """Return the corners of a ring, area on its left, where the edge bends to the right."""
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    arrive, leave = ring - before, after - ring
    lengths = np.hypot(*arrive.T) * np.hypot(*leave.T)
    return Stops(ring, before, after).choose(_cross(arrive, leave) < -LEAST_BEND * lengths)


def _cross(first: Floats, second: Floats) -> Floats:
    product: Floats = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    return product


def _taut(first: Stops, second: Stops) -> Flags:
    """Say for each pair whether a tight string could bend at both ends of its line."""
    line = second.at[None, :, :] - first.at[:, None, :]
    long_enough: Flags = np.hypot(line[..., 0], line[..., 1]) > LEAST_LENGTH_M
    start = _touches(line, first.before[:, None, :], first.at[:, None, :], first.after[:, None, :])
    end = _touches(line, second.before[None, :, :], second.at[None, :, :], second.after[None, :, :])
    return long_enough & start & end


def _touches(line: Floats, before: Floats, at: Floats, after: Floats) -> Flags:
    """Say whether a line only touches a corner instead of cutting through it."""
    sides = _cross(line, before - at) * _cross(line, after - at)
    touching: Flags = sides >= -NOISE_M
    return touching
