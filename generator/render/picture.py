# SPDX-License-Identifier: MIT
"""Small plain drawings in millimetres: outlines, dots and words; no walls, no scale of its own.

The sheets are drawn in `maps`; what stands here only shows where something is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from generator.model.building import Point

GREEN, BLUE, BLACK, GREY, PALE = "#237F52", "#005387", "#2B2B2C", "#6B7072", "#E2E4E3"

Spot = tuple[float, float]
"""x and y in millimetres, y down."""

HANZI_EM, LATIN_EM = 1.0, 0.58
"""Width of a letter, as a share of the type size."""

CENTRE_EM = 0.36
"""How far below the middle of a line its base line lies, as a share of the type size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How metres, y up, become millimetres, y down."""

    left_m: float
    top_m: float
    mm_per_m: float
    edge_mm: float
    width_mm: float
    height_mm: float

    def spot(self, point: Point) -> Spot:
        """Return where a point lies."""
        x, y = point
        k, edge = self.mm_per_m, self.edge_mm
        return (x - self.left_m) * k + edge, (self.top_m - y) * k + edge

    def draw(self, parts: Iterable[str], title: str) -> str:
        """Return the whole drawing; `title` is its spoken alternative."""
        size = f"{_number(self.width_mm)} {_number(self.height_mm)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size}" '
            f'width="{_number(self.width_mm)}mm" height="{_number(self.height_mm)}mm" '
            'font-family="Muster Sans, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif">'
            f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
        )


def fit_view(points: Iterable[Point], box_mm: tuple[float, float], edge_mm: float) -> View:
    """Return the largest view of all points in a box of width and height, an edge left free."""
    xs, ys = zip(*points, strict=True)
    wide, high = max(max(xs) - min(xs), 0.1), max(max(ys) - min(ys), 0.1)
    k = min((box_mm[0] - 2 * edge_mm) / wide, (box_mm[1] - 2 * edge_mm) / high)
    return View(
        left_m=min(xs),
        top_m=max(ys),
        mm_per_m=k,
        edge_mm=edge_mm,
        width_mm=wide * k + 2 * edge_mm,
        height_mm=high * k + 2 * edge_mm,
    )


def area(spots: Iterable[Spot], fill: str, stroke: str, *, dashed: bool = False) -> str:
    """Return a filled outline."""
    data = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in spots) + "Z"
    dashes = ' stroke-dasharray="1.6 1.2"' if dashed else ""
    return f'<path d="{data}" fill="{fill}" stroke="{stroke}" stroke-width="0.3"{dashes}/>'


def line(one: Spot, other: Spot, colour: str, width_mm: float = 0.4) -> str:
    """Return a straight line."""
    (x, y), (u, v) = one, other
    ends = f'x1="{_number(x)}" y1="{_number(y)}" x2="{_number(u)}" y2="{_number(v)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{_number(width_mm)}"/>'


def dot(spot: Spot, radius_mm: float, fill: str) -> str:
    """Return a dot with a white ring, so that it stands out from what lies below."""
    x, y = (_number(value) for value in spot)
    return (
        f'<circle cx="{x}" cy="{y}" r="{_number(radius_mm)}" fill="{fill}" stroke="#fff" '
        'stroke-width="0.3"/>'
    )


def text_width_mm(text: str, size_mm: float) -> float:
    """Return about how long a line of text is."""
    return size_mm * sum(HANZI_EM if ord(c) > 0x2E7F else LATIN_EM for c in text)  # noqa: PLR2004


def words(
    text: str, middle: Spot, size_mm: float, fill: str = BLACK, *, upright: bool = False
) -> str:
    """Return a line of text about its middle; `upright` turns it to run up the page."""
    x, y = middle
    turn = f' transform="rotate(-90 {_number(x)} {_number(y)})"' if upright else ""
    base = _number(y + CENTRE_EM * size_mm)
    return (
        f'<text x="{_number(x)}" y="{base}" font-size="{_number(size_mm)}" '
        f'text-anchor="middle" fill="{fill}"{turn}>{escape(text)}</text>'
    )


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
