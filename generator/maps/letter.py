# SPDX-License-Identifier: MIT
"""How wide a text is in the sheet's own typeface, and where it breaks into lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

ASCENT = 0.88
"""Height of an ideograph above the base line, in ems."""
DESCENT = 0.12
"""Depth of an ideograph below the base line, in ems."""
ASCENDER = 0.78
"""Height of the tallest Latin letters, in ems."""
CAP_HEIGHT = 0.733
"""Height of a Latin capital, in ems. Source: OS/2 table of Noto Sans SC."""
ROUNDING_MM = 0.01
BALANCE_MM = 0.5
"""How finely a column is widened until a text stands in it on so many lines."""
LEADING = 1.28
"""From base line to base line, in ems."""

_ATOM = re.compile(r"[^\s\u2e80-\uffef]+|\s+|[\u2e80-\uffef]")
"""What stays whole on a line: a Latin word, white space, one ideograph."""
_NO_START = "，。、；：！？）》」』】”’"
"""Marks that never start a line. Source: GB/T 15834-2011 §5.1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """The advance widths of both weights, in ems."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]

    def width_mm(self, text: str, size_mm: float, *, bold: bool = False) -> float:
        """Return how far `text` runs; a missing glyph counts as a whole em."""
        advances = self.bold if bold else self.regular
        return size_mm * sum(advances.get(sign, 1.0) for sign in text)

    def wrap(
        self, text: str, size_mm: float, width_mm: float, *, bold: bool = False
    ) -> tuple[str, ...]:
        """Return the lines of `text` in a column of `width_mm`; a longer word is cut."""
        lines = [""]
        for atom in self._atoms(text, size_mm, width_mm, bold=bold):
            longer = lines[-1] + atom
            fits = self.width_mm(longer.rstrip(), size_mm, bold=bold) <= width_mm + ROUNDING_MM
            if fits or not lines[-1]:
                lines[-1] = longer.lstrip()
            elif atom in _NO_START and len(lines[-1]) > 1:
                lines[-1], carried = lines[-1][:-1], lines[-1][-1]
                lines.append(carried + atom)
            else:
                lines.append(atom.lstrip())
        return tuple(line.rstrip() for line in lines if line.strip())

    def balance(
        self, text: str, size_mm: float, count: int, *, bold: bool = False
    ) -> tuple[str, ...]:
        """Return `text` on at most `count` lines of much the same length, no Latin word cut."""
        whole = self.width_mm(text, size_mm, bold=bold)
        longest = max((self.width_mm(w, size_mm, bold=bold) for w in text.split()), default=0.0)
        least = max(whole / count, longest if text.isascii() else 0.0)
        for step in range(int((whole - least) / BALANCE_MM) + 1):
            lines = self.wrap(text, size_mm, least + step * BALANCE_MM, bold=bold)
            if len(lines) <= count:
                return lines
        return (text,)

    def shrink(
        self, text: str, sizes_mm: tuple[float, float], width_mm: float, *, bold: bool = False
    ) -> float:
        """Return the size at which `text` fits, between (largest, smallest) of `sizes_mm`."""
        largest, smallest = sizes_mm
        room = width_mm / max(self.width_mm(text, 1.0, bold=bold), 1e-9)
        return max(smallest, min(largest, room))

    def _atoms(self, text: str, size_mm: float, width_mm: float, *, bold: bool) -> list[str]:
        atoms: list[str] = []
        for atom in _ATOM.findall(text):
            is_wide = self.width_mm(atom, size_mm, bold=bold) > width_mm
            atoms.extend(atom if is_wide else (atom,))
        return atoms


@cache
def read_typeface(theme: Path) -> Typeface:
    """Return the widths of the two font files in the folder `theme`."""
    fonts = theme / "fonts"
    return Typeface(
        regular=_advances(fonts / "NotoSansSC-Regular.ttf"),
        bold=_advances(fonts / "NotoSansSC-Bold.ttf"),
    )


def _advances(file: Path) -> dict[str, float]:
    with TTFont(file, lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {chr(sign): metrics[name][0] / em for sign, name in font.getBestCmap().items()}
