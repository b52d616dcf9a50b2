# SPDX-License-Identifier: MIT
"""How a floor and the ground lie on a screen: nothing turned, all in a view box 100 wide."""

from dataclasses import dataclass
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from generator.maps.letter import Typeface, read_typeface
from generator.maps.placing import Box
from generator.maps.scale import MM_PER_M, Frame, centre_frame
from generator.model.floor_view import View

WIDTH = 100.0
"""Width of a view box; on a telephone of 360 pixels a unit is some 3.3 pixels."""

AIR = 10.0
"""Around what is built, for signs, names and the beginning of the way outside."""

TALLEST = 1.3
"""Greatest height of a view box, as a share of its width."""

BAND = 3.6
"""Width of a way with its light band."""

OUTDOOR = 18.0
"""How much of the way outside is drawn on a floor; all of it is drawn on the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A view box with what is needed to draw in it."""

    frame: Frame
    height: float
    theme: Path

    @property
    def area(self) -> Box:
        """Return the box in which something may stand."""
        return 0.5, 0.5, WIDTH - 0.5, self.height - 0.5

    @property
    def typeface(self) -> Typeface:
        """Return the widths of letters."""
        return read_typeface(self.theme)

    @property
    def view(self) -> View:
        """Return how metres lie in the view box, for those who know no frames."""
        return View(
            width=WIDTH,
            height=self.height,
            per_metre=self.frame.mm_per_m,
            origin=self.frame.page((0.0, 0.0)),
        )


def fit_screen(shape: BaseGeometry, theme: Path) -> Screen:
    """Return the view box that shows a shape, given in metres, as large as it fits."""
    left, low, right, high = shape.bounds
    wide, tall = max(right - left, 1.0), max(high - low, 1.0)
    per_metre = min((WIDTH - 2 * AIR) / wide, (TALLEST * WIDTH - 2 * AIR) / tall)
    height = round(tall * per_metre + 2 * AIR, 2)
    frame = centre_frame(shape, 0.0, MM_PER_M / per_metre, (0.0, 0.0, WIDTH, height))
    return Screen(frame=frame, height=height, theme=theme)
