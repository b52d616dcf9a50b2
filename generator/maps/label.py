# SPDX-License-Identifier: MIT
"""A few lines of text as one block: measured, placed by its middle, drawn."""

from dataclasses import dataclass

from generator.maps import ink
from generator.maps.ink import Spot
from generator.maps.letter import ASCENDER, ASCENT, DESCENT, LEADING, Typeface
from generator.maps.placing import Box, middle

SMALLEST_MM = 2.8
"""Font size whose capitals are 2 mm high. Source: ISO 23601:2020 §6 a, smallest letter 2 mm."""

FOLD_MM = 34.0
"""Width to which words on a plan are folded where they find no room in one line."""

PLATE_MM = 0.9
"""Air between a label and the edge of its plate."""

_HANGING = frozenset("gjpqy(),;[]{}|_/@$Q")
"""Letters that reach below the base line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Lines of one size, and the plate on which they stand."""

    lines: tuple[str, ...]
    size_mm: float
    fill: str = ink.BLACK
    bold: bool = False
    plate: str | None = None
    """Colour of the ground; none for a label without a plate."""
    frame: str | None = None
    """Colour of the plate's edge."""

    def size(self, typeface: Typeface) -> tuple[float, float]:
        """Return width and height in millimetres, plate included."""
        widths = [typeface.width_mm(line, self.size_mm, bold=self.bold) for line in self.lines]
        height = self.size_mm * (1 + LEADING * (len(self.lines) - 1))
        margin = 2 * self._margin_mm
        return max(widths) + margin, height + margin

    def draw(self, area: Box, typeface: Typeface) -> str:
        """Return the label in `area`, each line in the middle."""
        plate = ink.rect(area, fill=self.plate, rx=0.8, stroke=self.frame, stroke_width=0.4)
        centre = middle(area)[0]
        base = area[1] + self._margin_mm + ASCENT * self.size_mm
        lines = [
            ink.words(
                line,
                self._start(line, (centre, base + row * LEADING * self.size_mm), typeface),
                self.size_mm,
                bold=self.bold,
                fill=self.fill,
            )
            for row, line in enumerate(self.lines)
        ]
        return "".join(([plate] if self.plate else []) + lines)

    @property
    def air_mm(self) -> tuple[float, float]:
        """Return how much of its box is empty above and below the letters of a line of Latin."""
        line = self.lines[0]
        if len(self.lines) > 1 or not line.isascii() or set(line) & _HANGING:
            return 0.0, 0.0
        return (ASCENT - ASCENDER) * self.size_mm, DESCENT * self.size_mm

    @property
    def _margin_mm(self) -> float:
        return PLATE_MM if self.plate else 0.0

    def _start(self, line: str, at: Spot, typeface: Typeface) -> Spot:
        return at[0] - typeface.width_mm(line, self.size_mm, bold=self.bold) / 2, at[1]
