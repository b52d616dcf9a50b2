# SPDX-License-Identifier: MIT
"""An SVG in millimetres → PDF operators, one for one: every place in it is settled already.

It knows what our own sheets consist of and nothing else. Whatever it does not know raises
Undrawable, so that nothing is ever left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, radians, sin, sqrt
from xml.etree import ElementTree as ET

from generator.paper.path_data import FACTOR_PLACES, number, path_operators
from generator.paper.undrawable import refuse
from generator.render.web_font import FONT_FAMILY, WEIGHTS

SVG = "{http://www.w3.org/2000/svg}"

USUAL = {
    "fill": "#000000",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-dasharray": "none",
    "fill-rule": "nonzero",
    "font-size": "16",
    "font-weight": "400",
    "font-family": "",
}
"""The looks of what nobody gave any. Source: SVG 1.1, property index."""

OWN = {
    "svg": {"width", "height", "viewBox"},
    "g": {"transform"},
    "path": {"transform", "d"},
    "rect": {"transform", "x", "y", "width", "height", "rx"},
    "circle": {"transform", "cx", "cy", "r"},
    "text": {"transform", "x", "y"},
}
"""The elements that are understood, and what each may say beside its looks."""

CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}

RULES = {"nonzero": "", "evenodd": "*"}

MITER_LIMIT = 4
"""Source: SVG 1.1, 11.4; a PDF would take 10."""

HANDLE = 4 * (sqrt(2) - 1) / 3
"""How far the handles of a quarter circle reach, as a share of its radius."""

Looks = Mapping[str, str]

Known = Mapping[int, Mapping[str, object]]
"""By weight: the letters that the font has."""

_TRANSFORM = re.compile(r"\s*(translate|scale|rotate|matrix)\(([^()]*)\)[\s,]*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_WHITE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a file, by weight, each with the number by which its text asks for it."""

    numbers: Mapping[int, dict[str, int]] = field(
        default_factory=lambda: {weight: {} for weight in WEIGHTS}
    )

    def encode(self, text: str, weight: int) -> str:
        """Return a text in hexadecimal; new letters get the next numbers."""
        own = self.numbers[weight]
        return "".join([f"{own.setdefault(letter, len(own) + 1):04x}" for letter in text])


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A drawing as operators, for a place where one unit is a millimetre and y runs down."""

    title: str
    width_mm: float
    height_mm: float
    operators: str


def draw(svg: str, letters: Letters, known: Known) -> Drawn:
    """Return the operators of a drawing and add its letters to `letters`; raises Undrawable."""
    try:
        root = ET.fromstring(svg)  # noqa: S314 - drawn by this program
    except ET.ParseError as fault:
        refuse("XML", fault)
    if root.tag != f"{SVG}svg":
        refuse("element", root.tag)
    width, height = _size_mm(root)
    pen = _Pen(letters, known)
    pen.draw_parts(root, _looks(root, "svg", USUAL))
    return Drawn(
        title=root.findtext(f"{SVG}title", ""),
        width_mm=width,
        height_mm=height,
        operators="\n".join(pen.operators),
    )


def _size_mm(root: ET.Element) -> tuple[float, float]:
    """Return width and height; the user unit of the drawing must be a millimetre."""
    sides = [root.get(name, "").removesuffix("mm") for name in ("width", "height")]
    if root.get("viewBox") != f"0 0 {sides[0]} {sides[1]}":
        refuse("viewBox", root.get("viewBox"))
    return _float(sides[0]), _float(sides[1])


class _Pen:
    """Writes operators, and says of colours and lines only what has changed."""

    def __init__(self, letters: Letters, known: Known) -> None:
        self.operators = [f"{MITER_LIMIT} M"]
        self._letters, self._known = letters, known
        self._said: dict[str, str] = {}

    def draw_parts(self, element: ET.Element, looks: Looks) -> None:
        """Add all that an element holds; its title is not to be seen."""
        for child in element:
            if child.tag != f"{SVG}title":
                self._draw(child, child.tag.removeprefix(SVG), looks)

    def _draw(self, element: ET.Element, tag: str, inherited: Looks) -> None:
        looks = _looks(element, tag, inherited)
        transform = element.get("transform")
        if transform is None:
            self._draw_here(element, tag, looks)
            return
        said = self._said.copy()
        self.operators += ("q", _transform_operators(transform))
        self._draw_here(element, tag, looks)
        self.operators.append("Q")
        self._said = said

    def _draw_here(self, element: ET.Element, tag: str, looks: Looks) -> None:
        if tag == "g":
            self.draw_parts(element, looks)
        elif len(element) or tag == "svg":
            refuse(f"{tag} with parts")
        elif tag == "text":
            self._write(element, looks)
        else:
            self._paint(_OUTLINES[tag](element), looks)

    def _paint(self, outline: str, looks: Looks) -> None:
        is_filled = looks["fill"] != "none"
        is_stroked = looks["stroke"] != "none" and _float(looks["stroke-width"]) > 0
        if not outline or not (is_filled or is_stroked):
            return
        if is_filled:
            self._say("fill", looks)
        if is_stroked:
            for name in _LINE:
                self._say(name, looks)
        rule = RULES.get(looks["fill-rule"])
        if rule is None:
            refuse("fill-rule", looks["fill-rule"])
        painter = "S" if not is_filled else f"B{rule}" if is_stroked else f"f{rule}"
        self.operators += (outline, painter)

    def _write(self, element: ET.Element, looks: Looks) -> None:
        """Add a line of text, letter by letter as far as the font advances."""
        if looks["stroke"] != "none" or looks["fill"] == "none":
            refuse("a text with an edge or without colour")
        text, weight = _WHITE.sub(" ", element.text or "").strip(" "), _weight(looks)
        missing = [letter for letter in text if letter not in self._known[weight]]
        if missing:
            refuse("letters", missing)
        if not text:
            return
        self._say("fill", looks)
        size, x, y = (
            number(_float(each))
            for each in (looks["font-size"], element.get("x", "0"), element.get("y", "0"))
        )
        code = self._letters.encode(text, weight)
        self.operators.append(f"BT /F{weight} {size} Tf 1 0 0 -1 {x} {y} Tm <{code}> Tj ET")

    def _say(self, name: str, looks: Looks) -> None:
        value = looks[name]
        if self._said.get(name) != value:
            self._said[name] = value
            self.operators.append(_look_operator(name, value))


def _looks(element: ET.Element, tag: str, inherited: Looks) -> Looks:
    """Return the looks of an element; raises Undrawable for anything it says beside."""
    own = OWN.get(tag)
    if own is None:
        refuse("element", tag)
    given = {}
    for name, value in element.attrib.items():
        if name in USUAL:
            given[name] = value
        elif name not in own and not name.startswith("data-"):
            refuse(tag, name)
    return {**inherited, **given} if given else inherited


def _weight(looks: Looks) -> int:
    weight = {"400": 400, "normal": 400, "700": 700, "bold": 700}.get(looks["font-weight"])
    family = looks["font-family"].split(",")[0].strip("\"' ")
    if weight is None or family != FONT_FAMILY:
        refuse("font", (looks["font-weight"], family))
    return weight


_LINE = ("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray")
"""What is said of a line."""


@lru_cache(1024)
def _look_operator(name: str, value: str) -> str:
    """Return the operator that gives what follows one of the looks."""
    try:
        return {
            "fill": lambda: f"{_rgb(value)} rg",
            "stroke": lambda: f"{_rgb(value)} RG",
            "stroke-width": lambda: f"{number(_float(value))} w",
            "stroke-linecap": lambda: f"{CAPS[value]} J",
            "stroke-linejoin": lambda: f"{JOINS[value]} j",
            "stroke-dasharray": lambda: f"[{_dashes(value)}] 0 d",
        }[name]()
    except KeyError:
        refuse(name, value)


def _rgb(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        refuse("colour", value)
    return " ".join(number(int(value[at : at + 2], 16) / 255) for at in (1, 3, 5))


def _dashes(value: str) -> str:
    if value == "none":
        return ""
    lengths = _numbers(value)
    if min(lengths) < 0 or not any(lengths):
        refuse("dashes", value)
    return " ".join(map(number, lengths))


@lru_cache(1024)
def _transform_operators(value: str) -> str:
    """Return the operators of a list of transformations."""
    if not value or _TRANSFORM.sub("", value):
        refuse("transform", value)
    return "\n".join(
        f"{' '.join(number(each, FACTOR_PLACES) for each in matrix)} cm"
        for kind, said in _TRANSFORM.findall(value)
        for matrix in _matrices(kind, _numbers(said))
    )


def _matrices(kind: str, said: tuple[float, ...]) -> Iterator[tuple[float, ...]]:
    """Yield what a transformation does, in the order in which a PDF is told."""
    if kind == "translate" and len(said) in (1, 2):
        yield (1, 0, 0, 1, said[0], (*said, 0.0)[1])
    elif kind == "scale" and len(said) in (1, 2):
        yield (said[0], 0, 0, said[-1], 0, 0)
    elif kind == "matrix" and len(said) == _MATRIX:
        yield said
    elif kind == "rotate" and len(said) in (1, 3):
        x, y = said[1:] or (0.0, 0.0)
        turn = radians(said[0])
        yield (1, 0, 0, 1, x, y)
        yield (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        yield (1, 0, 0, 1, -x, -y)
    else:
        refuse(kind, said)


_MATRIX = 6


def _path(element: ET.Element) -> str:
    return path_operators(element.get("d", ""))


def _rect(element: ET.Element) -> str:
    x, y, width, height, round_mm = (
        _float(element.get(name, "0")) for name in ("x", "y", "width", "height", "rx")
    )
    if width <= 0 or height <= 0:
        return ""
    if round_mm > 0:
        radii = (min(round_mm, width / 2), min(round_mm, height / 2))
        return _rounded((x, y, x + width, y + height), radii)
    return f"{' '.join(map(number, (x, y, width, height)))} re"


def _circle(element: ET.Element) -> str:
    x, y, radius = (_float(element.get(name, "0")) for name in ("cx", "cy", "r"))
    box = (x - radius, y - radius, x + radius, y + radius)
    return _rounded(box, (radius, radius)) if radius > 0 else ""


def _rounded(box: tuple[float, float, float, float], radii: tuple[float, float]) -> str:
    """Return a rectangle (left, top, right, bottom) with quarters of an ellipse as corners."""
    (left, top, right, bottom), (rx, ry) = box, radii
    dx, dy = rx * (1 - HANDLE), ry * (1 - HANDLE)
    steps: tuple[tuple[str, tuple[float, ...]], ...] = (
        ("m", (left + rx, top)),
        ("l", (right - rx, top)),
        ("c", (right - dx, top, right, top + dy, right, top + ry)),
        ("l", (right, bottom - ry)),
        ("c", (right, bottom - dy, right - dx, bottom, right - rx, bottom)),
        ("l", (left + rx, bottom)),
        ("c", (left + dx, bottom, left, bottom - dy, left, bottom - ry)),
        ("l", (left, top + ry)),
        ("c", (left, top + dy, left + dx, top, left + rx, top)),
    )
    return "\n".join([*(f"{' '.join(map(number, at))} {name}" for name, at in steps), "h"])


_OUTLINES = {"path": _path, "rect": _rect, "circle": _circle}


def _numbers(said: str) -> tuple[float, ...]:
    return tuple(map(_float, said.replace(",", " ").split()))


def _float(said: str) -> float:
    """Return a number; raises Undrawable for one with a unit or none."""
    if not _NUMBER.fullmatch(said):
        refuse("length", said)
    return float(said)
