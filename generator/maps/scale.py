# SPDX-License-Identifier: MIT
"""From metres in the building (y up) to millimetres on the page (y down), true to scale."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TypeVar

from shapely import affinity, transform
from shapely.geometry.base import BaseGeometry

from generator.maps.ink import Spot
from generator.maps.sound import make_sound
from generator.model.building import Point

DENOMINATORS = (50, 75, 100, 125, 150, 200, 250)
"""Scales for a wall, finest first. Source: ISO 23601:2020 sets 1:250 as the coarsest."""

COARSEST = DENOMINATORS[-1]

COARSER_STEP = 50
"""Beyond the coarsest allowed scale: 300, 350, 400 …"""

MM_PER_M = 1000

DIGITS = 4
"""Places on the page are rounded to a ten-thousandth of a millimetre: the last digits of a turned
building differ from those of a straight one, and labels would find other places by them."""

ASIDE_MM = 0.000013
"""Added before rounding: lengths that people write often end in the middle between two steps."""

Geometry = TypeVar("Geometry", bound=BaseGeometry)


def rotation_deg(facing_deg: float) -> float:
    """Return the turn, counter-clockwise, that brings the reader's view to "up the page"."""
    return (90.0 - facing_deg) % 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where each point of the building lies on the page."""

    rotation_deg: float
    """Counter-clockwise."""
    denominator: float
    """1 in … : a metre becomes 1000 / denominator millimetres."""
    shift_mm: tuple[float, float] = (0.0, 0.0)
    """Where the origin of the building falls on the page."""

    @property
    def mm_per_m(self) -> float:
        """Return how long a metre is on the page."""
        return MM_PER_M / self.denominator

    def page(self, point: Point) -> Spot:
        """Return where a point in metres lies on the page."""
        a, b, d, e, x, y = self._matrix
        across, down = a * point[0] + b * point[1] + x, d * point[0] + e * point[1] + y
        return round(across + ASIDE_MM, DIGITS), round(down + ASIDE_MM, DIGITS)

    def turn(self, direction: Point) -> Spot:
        """Return a direction of the building as one on the page, of the same length."""
        a, b, d, e, _, _ = self._matrix
        k = self.mm_per_m
        x, y = direction
        return (a * x + b * y) / k, (d * x + e * y) / k

    def draw(self, shape: Geometry) -> Geometry:
        """Return a shape in metres as one in millimetres on the page, fit to be cut."""
        drawn = affinity.affine_transform(shape, self._matrix)
        return make_sound(transform(drawn, lambda spots: (spots + ASIDE_MM).round(DIGITS)))

    @property
    def _matrix(self) -> list[float]:
        """Turn, scale, then mirror, since y runs down on the page."""
        angle = radians(self.rotation_deg)
        across, along = round(cos(angle), 12), round(sin(angle), 12)
        k = self.mm_per_m
        x, y = self.shift_mm
        return [k * across, -k * along, -k * along, -k * across, x, y]


def fit_frame(
    shape: BaseGeometry,
    turn_deg: float,
    box_mm: tuple[float, float, float, float],
    finest: int = DENOMINATORS[0],
) -> Frame:
    """Return the finest frame in which `shape` fits a box, centred in it.

    `box_mm` is x, y, width and height; `finest` is the finest scale that is wanted.
    """
    size_mm = box_mm[2:]
    denominator = finest
    steps = iter(step for step in DENOMINATORS if step > finest)
    while not _fits(shape, Frame(rotation_deg=turn_deg, denominator=denominator), size_mm):
        denominator = next(steps, denominator + COARSER_STEP)
    return centre_frame(shape, turn_deg, denominator, box_mm)


def centre_frame(
    shape: BaseGeometry,
    turn_deg: float,
    denominator: float,
    box_mm: tuple[float, float, float, float],
) -> Frame:
    """Return the frame that puts the middle of `shape` into the middle of a box.

    `box_mm` is x, y, width and height.
    """
    x, y, width, height = box_mm
    loose = Frame(rotation_deg=turn_deg, denominator=denominator)
    left, top, right, bottom = loose.draw(shape).bounds
    shift = (x + (width - left - right) / 2, y + (height - top - bottom) / 2)
    return Frame(rotation_deg=turn_deg, denominator=denominator, shift_mm=shift)


def _fits(shape: BaseGeometry, frame: Frame, size_mm: tuple[float, float]) -> bool:
    left, top, right, bottom = frame.draw(shape).bounds
    return right - left <= size_mm[0] and bottom - top <= size_mm[1]
