# SPDX-License-Identifier: MIT
"""Reads a drawn sheet back from its SVG, in millimetres of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import hypot
from xml.etree import ElementTree as ET

from generator.maps.letter import read_typeface
from generator.maps.sheet import draw_sheets
from generator.model.sheet import Sheet
from tests.maps.made_up_school import THEME, make_campus, make_choice, make_routes

NAMESPACE = "{http://www.w3.org/2000/svg}"

Box = tuple[float, float, float, float]

Matrix = tuple[float, float, float]
"""Scale, then a shift in x and y: all that a sheet's groups do, the overprint apart."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """An element with the place where its group puts it."""

    element: ET.Element
    matrix: Matrix
    within: tuple[ET.Element, ...]

    def get(self, name: str) -> str:
        return self.element.get(name, "")

    def number(self, name: str) -> float:
        return float(self.element.get(name, "0"))

    def point(self, x: float, y: float) -> tuple[float, float]:
        scale, left, top = self.matrix
        return left + scale * x, top + scale * y

    @property
    def is_sample(self) -> bool:
        return any(parent.get("data-sample") for parent in self.within)

    def inside(self, name: str) -> str | None:
        """Return the value of an attribute of the nearest group that has it."""
        found = (parent.get(name) for parent in reversed(self.within))
        return next((value for value in found if value is not None), None)


@cache
def sheet(place: str, facing_deg: float = 90.0, language: str = "both", paper: str = "A3") -> Sheet:
    campus = make_campus(facing_deg)
    choice = make_choice(languages=(language,), papers=(paper,))
    drawn = draw_sheets(campus, campus.buildings[0], make_routes(), choice)
    return next(sheet for sheet in drawn if sheet.place.id == place)


@lru_cache(maxsize=8)
def shapes(svg: str) -> tuple[Shape, ...]:
    return tuple(_walk(ET.fromstring(svg), (1.0, 0.0, 0.0), ()))  # noqa: S314


def named(svg: str, tag: str) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes(svg) if shape.element.tag == NAMESPACE + tag)


def having(svg: str, attribute: str) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes(svg) if shape.element.get(attribute) is not None)


def text_box(shape: Shape) -> Box:
    """Return the box of a line of text: ascent and descent of an ideograph."""
    size = shape.number("font-size") * shape.matrix[0]
    bold = shape.get("font-weight") == "700"
    width = read_typeface(THEME).width_mm(shape.element.text or "", size, bold=bold)
    x, base = shape.point(shape.number("x"), shape.number("y"))
    return x, base - 0.88 * size, x + width, base + 0.12 * size


def sign_box(shape: Shape) -> Box:
    """Return the square of a sign; `shape` is its group, drawn in 100 units."""
    left, top = shape.point(0, 0)
    right, low = shape.point(100, 100)
    return left, top, right, low


def covers(one: Box, other: Box, slack_mm: float = 0.05) -> bool:
    return (
        one[0] < other[2] - slack_mm
        and other[0] < one[2] - slack_mm
        and one[1] < other[3] - slack_mm
        and other[1] < one[3] - slack_mm
    )


def path_points(shape: Shape) -> list[tuple[float, float]]:
    numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", shape.get("d"))]
    return [shape.point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _walk(element: ET.Element, matrix: Matrix, within: tuple[ET.Element, ...]) -> Iterator[Shape]:
    here = _matrix(element.get("transform", ""), matrix)
    yield Shape(element=element, matrix=here, within=within)
    for child in element:
        yield from _walk(child, here, (*within, element))


def _matrix(transform: str, outer: Matrix) -> Matrix:
    scale, left, top = outer
    if moved := re.search(r"translate\((\S+) (\S+)\)", transform):
        left, top = left + scale * float(moved[1]), top + scale * float(moved[2])
    if scaled := re.search(r"scale\((\S+?)\)", transform):
        scale *= float(scaled[1])
    return scale, left, top
