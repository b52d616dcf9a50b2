# SPDX-License-Identifier: MIT
"""Fonts made for tests: every character is one black square."""

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 2048
"""Other than that of the print fonts, so that a missing scale would be seen."""

LOW, HIGH = -200, 1600
"""Bottom and top of the square, which is as wide as it is high."""


def write_squares(path: Path, characters: Iterable[str]) -> Path:
    """Write a static TrueType font in which each character is a square."""
    names = {ord(c): f"square{ord(c):X}" for c in characters}
    build = FontBuilder(EM, isTTF=True)
    build.setupGlyphOrder([".notdef", *names.values()])
    build.setupCharacterMap(names)
    build.setupGlyf(
        {".notdef": TTGlyphPen(None).glyph(), **{name: _square() for name in names.values()}}
    )
    build.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (EM, 100)))
    build.setupHorizontalHeader(ascent=1800, descent=-248)
    build.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    build.setupOS2()
    build.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    build.save(path)
    return path


def _square() -> object:
    pen = TTGlyphPen(None)
    right = 100 + HIGH - LOW
    pen.moveTo((100, LOW))
    for point in ((100, HIGH), (right, HIGH), (right, LOW)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()
