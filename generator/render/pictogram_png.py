# SPDX-License-Identifier: MIT
"""Pictograms as PNG for programs that show no SVG: office programs of before 2019, WPS."""

import io
import re
from functools import cache
from pathlib import Path

from fontTools.misc.bezierTools import splitCubicAtT
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageDraw

SIDE = 24
"""Side of the square in which every pictogram is drawn (its `viewBox`)."""

SIDE_PX = 360
"""Sharp on a screen of 1920 pixels where a picture takes a fifth of the width."""

OVERSAMPLING = 4
"""Drawn so many times larger in black and white, then averaged: smooth edges."""

CURVE_STEPS = 24
"""Straight pieces of a curve: with 8 the long arcs of a telephone lie a pixel beside themselves."""

Spot = tuple[float, float]

_PATH = re.compile(r'<path d="([^"]+)"')


@cache
def draw_pictogram(theme: Path, name: str, colour: tuple[int, int, int]) -> bytes:
    """Return a pictogram in one colour on nothing.

    What lies in an even number of outlines is a hole, as in all our pictograms.
    """
    svg = (theme / "pictograms" / f"{name}.svg").read_text(encoding="utf-8")
    large = SIDE_PX * OVERSAMPLING
    ink = Image.new("1", (large, large))
    for outline in (o for path in _PATH.findall(svg) for o in _outlines(path)):
        part = Image.new("1", ink.size)
        scale = large / SIDE
        ImageDraw.Draw(part).polygon([(x * scale, y * scale) for x, y in outline], fill=1)
        ink = ImageChops.logical_xor(ink, part)
    picture = Image.new("RGBA", (SIDE_PX, SIDE_PX), (*colour, 0))
    picture.putalpha(ink.convert("L").resize(picture.size, Image.Resampling.BOX))
    return _as_png(picture)


def _as_png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=9)
    return target.getvalue()


def _outlines(path: str) -> list[list[Spot]]:
    """Return the closed outlines of a path, curves as short straight pieces."""
    pen = DecomposingRecordingPen({})
    parse_path(path, pen)
    outlines: list[list[Spot]] = []
    for command, spots in pen.value:
        if command == "moveTo":
            outlines.append([spots[0]])
        elif command == "lineTo":
            outlines[-1].append(spots[0])
        elif command == "curveTo":
            outlines[-1] += _flatten((outlines[-1][-1], *spots))
        elif command == "qCurveTo":
            outlines[-1] += _flatten(_as_cubic(outlines[-1][-1], *spots))
    return [outline for outline in outlines if len(outline) > 1]


def _as_cubic(start: Spot, control: Spot, end: Spot) -> tuple[Spot, ...]:
    def near(spot: Spot) -> Spot:
        return spot[0] + 2 / 3 * (control[0] - spot[0]), spot[1] + 2 / 3 * (control[1] - spot[1])

    return start, near(start), near(end), end


def _flatten(curve: tuple[Spot, ...]) -> list[Spot]:
    inside = [n / CURVE_STEPS for n in range(1, CURVE_STEPS)]
    return [part[-1] for part in splitCubicAtT(*curve, *inside)]
