# SPDX-License-Identifier: MIT
"""Floors too large for one sheet, divided into parts along their length."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot

from shapely import affinity
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from generator.maps.scale import DENOMINATORS, Frame
from generator.maps.sound import make_sound
from generator.model.building import Point as Spot

OVERLAP_M = 4.0
"""A part reaches so far beyond its cut, so that a door at the cut stands whole on both sheets."""

ON_CUT_M = 0.01
"""So near to a cut a thing stands on it, whatever the last digits say."""

MOST_PARTS = 16
"""A floor that needs more is not for one building file."""

PART_BOX_MM = ((384.0, 98.0), (284.0, 148.0), (190.0, 255.0), (120.0, 345.0))
"""Widths and heights that an A3 page has left for a plan even beside twelve lines of way in words.

Measured over all grids of the layout with the smallest text, air for signs around it taken off.
Parts are cut to fit these and not the page at hand, so that all sheets of a floor that look the
same way are cut alike and drawn to the same scale.
"""

HALF_TURN_DEG = 180.0

FAR_M = 1e4
"""Where a part is not cut, it reaches as far as this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a floor, as one sheet shows it; metres."""

    number: int
    """Counted from 1: along the floor, then across."""
    count: int
    denominator: int
    """The scale of all parts of the floor seen in this direction."""
    window: Polygon
    """What is drawn: to the cuts and a little beyond; without end where nothing is cut."""
    ground: BaseGeometry
    """The part of the floor in it."""
    cuts: MultiLineString
    """Where the floor goes on beyond the sheet."""

    def holds(self, point: Spot) -> bool:
        """Say whether a point is drawn; what stands on a cut is drawn on both parts."""
        return bool(self.window.distance(Point(point)) <= ON_CUT_M)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """The upright box around a floor that has been turned along its length."""

    left: float
    low: float
    length: float
    depth: float

    def cell(self, across: tuple[int, int], up: tuple[int, int]) -> Polygon:
        """Return the window of a cell; `across` and `up` are its place and how many there are."""
        left, right = _reach(self.left, self.length, *across)
        low, high = _reach(self.low, self.depth, *up)
        return box(left, low, right, high)


def find_section(footprint: BaseGeometry, turn_deg: float, at_m: Spot) -> Section | None:
    """Return the part of a floor around a place; none if no division of the floor fits.

    `turn_deg` is how far the plan is turned on the page. Cuts depend on floor and turn alone.
    """
    lie_deg = _length_direction(footprint, turn_deg)
    flat = affinity.rotate(footprint, -lie_deg, origin=(0, 0))
    left, low, right, high = flat.bounds
    around = _Box(left=left, low=low, length=right - left, depth=high - low)
    for across, up in _divisions():
        windows = [
            affinity.rotate(around.cell((i, across), (j, up)), lie_deg, origin=(0, 0))
            for j in reversed(range(up))
            for i in range(across)
        ]
        shown = [w for w in windows if _ground(footprint, w).area > 1]
        denominator = _finest([_ground(footprint, w) for w in shown], turn_deg)
        if denominator is not None:
            return _at(footprint, shown, denominator, at_m)
    return None


def _divisions() -> Iterator[tuple[int, int]]:
    """Yield (parts along, parts across), fewest parts first, long floors before deep ones."""
    for count in range(2, MOST_PARTS + 1):
        for up in range(1, count + 1):
            if count % up == 0 and up <= count // up:
                yield count // up, up


def _length_direction(footprint: BaseGeometry, turn_deg: float) -> float:
    """Return the angle of the floor's longer side; on the page it runs to the right or down."""
    around = footprint.minimum_rotated_rectangle
    corners = list(around.exterior.coords) if isinstance(around, Polygon) else [(0, 0), (1, 0)] * 2
    sides = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners[:3])]
    longest = max(sides, key=lambda side: (round(hypot(*side), 6), side))
    angle = degrees(atan2(longest[1], longest[0]))
    on_page = (angle + turn_deg + 90.0) % 360.0
    return angle if round(on_page, 6) % 360 < HALF_TURN_DEG else angle + HALF_TURN_DEG


def _reach(start: float, length: float, place: int, count: int) -> tuple[float, float]:
    """Return from where to where a cell reaches in one direction."""
    first = start + length * place / count - OVERLAP_M
    last = start + length * (place + 1) / count + OVERLAP_M
    return (first if place else -FAR_M), (last if place < count - 1 else FAR_M)


def _ground(footprint: BaseGeometry, window: Polygon) -> BaseGeometry:
    return make_sound(footprint).intersection(window)


def _finest(grounds: list[BaseGeometry], turn_deg: float) -> int | None:
    """Return the finest scale at which every part fits the same box; none if none does."""
    for denominator in DENOMINATORS:
        frame = Frame(rotation_deg=turn_deg, denominator=denominator)
        sizes = [frame.draw(ground).bounds for ground in grounds]
        for width, height in PART_BOX_MM:
            if all(x - w <= width and y - h <= height for w, h, x, y in sizes):
                return denominator
    return None


def _at(footprint: BaseGeometry, windows: list[Polygon], denominator: int, at_m: Spot) -> Section:
    """Return the part whose middle is nearest: the one that shows most around the place."""
    spot = Point(at_m)
    number = max(range(len(windows)), key=lambda at: (_margin(windows[at], spot), -at))
    window = windows[number]
    cuts = window.boundary.intersection(footprint)
    lines = [part for part in getattr(cuts, "geoms", [cuts]) if isinstance(part, LineString)]
    return Section(
        number=number + 1,
        count=len(windows),
        denominator=denominator,
        window=window,
        ground=_ground(footprint, window),
        cuts=MultiLineString(lines),
    )


def _margin(window: Polygon, spot: Point) -> float:
    """Return how far inside a window a place lies, in metres; negative outside."""
    away = window.boundary.distance(spot)
    return round(away if window.covers(spot) else -away, 6)
