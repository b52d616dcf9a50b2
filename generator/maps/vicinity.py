# SPDX-License-Identifier: MIT
"""The part of a floor that a telephone shows: the reader, the way to stair or exit, some air."""

from shapely import affinity
from shapely.geometry import LineString, MultiLineString, MultiPoint, Polygon, box
from shapely.geometry.base import BaseGeometry

from generator.maps.choice import Posting
from generator.maps.section import FAR_M, Section
from generator.maps.sound import make_sound
from generator.maps.way import find_runs

AROUND_M = 7.0
"""Shown around the reader and the way: about a room and a corridor."""

LEAST_M = 26.0
"""Shown at least from left to right, so that people see where in the house they are."""

WORTH = 1.3
"""How much larger a part must come out than the whole floor to be shown instead of it."""


def find_vicinity(posting: Posting, footprint: BaseGeometry, turn_deg: float) -> Section | None:
    """Return the part of the floor to show; none where the whole of it is hardly smaller.

    `turn_deg` is how far the plan is turned on the page.
    """
    turned = make_sound(affinity.rotate(footprint, turn_deg, origin=(0, 0)))
    runs = [run for run in find_runs(posting.primary) if run.floor == posting.floor.id]
    spots = MultiPoint([posting.place.at_m, *(point for run in runs for point in run.points_m)])
    near = affinity.rotate(spots, turn_deg, origin=(0, 0))
    ahead = _widen(near.bounds, turned.bounds)
    shown = turned.intersection(ahead)
    if shown.is_empty or _width_m(turned) < WORTH * _width_m(shown):
        return None
    window = affinity.rotate(ahead, -turn_deg, origin=(0, 0))
    cuts = window.boundary.intersection(footprint)
    lines = [part for part in getattr(cuts, "geoms", [cuts]) if isinstance(part, LineString)]
    return Section(
        number=1,
        count=1,
        denominator=1,
        window=window,
        ground=footprint.intersection(window),
        cuts=MultiLineString(lines),
    )


def _widen(near: tuple[float, ...], whole: tuple[float, ...]) -> Polygon:
    """Return the box around what is near, without end where little more of the floor follows."""
    middle, half = (near[0] + near[2]) / 2, max((near[2] - near[0]) / 2 + AROUND_M, LEAST_M / 2)
    left, right = middle - half, middle + half
    low, high = near[1] - 2 * AROUND_M, near[3] + 2 * AROUND_M
    return box(
        left if left - whole[0] > AROUND_M else -FAR_M,
        low if low - whole[1] > AROUND_M else -FAR_M,
        right if whole[2] - right > AROUND_M else FAR_M,
        high if whole[3] - high > AROUND_M else FAR_M,
    )


def _width_m(shape: BaseGeometry) -> float:
    left, low, right, high = shape.bounds
    return max(right - left, (high - low) / WORTH)
