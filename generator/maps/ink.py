# SPDX-License-Identifier: MIT
"""Plain SVG shapes, one user unit a millimetre, y down; and the colours of the sheet."""

from collections.abc import Iterable, Sequence
from html import escape

GREEN = "#237F52"
"""Safety green. Source: ISO 3864-4 by way of RAL 6032; likewise below."""
RED = "#9B2423"
BLUE = "#005387"
BLACK = "#2B2B2C"
WHITE = "#FFFFFF"
BAND = "#A9D9B0"
"""Light green of the way itself; never the only carrier of a meaning."""
BAND_SECOND = "#D6EDD9"
GREY = "#6B7072"
PALE = "#E2E4E3"
ROOM = "#F6F6F3"
SAMPLE = "#E2E2E2"

FONT_FAMILY = (
    "Muster Sans, Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
)

Spot = tuple[float, float]
"""x and y on the page in millimetres, y down."""


def number(value: float) -> str:
    """Return `value` to a hundredth, without needless noughts and without minus nought."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """Return an element; `_` in a name stands for `-`, numbers are rounded, None is left out."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{shown}/>" if content is None else f"<{name}{shown}>{content}</{name}>"


def rect(box: Sequence[float], **attributes: object) -> str:
    """Return a rectangle; `box` is left, top, right, bottom."""
    left, top, right, bottom = box
    return element("rect", x=left, y=top, width=right - left, height=bottom - top, **attributes)


def path(points: Iterable[Sequence[float]], *, closed: bool = False) -> str:
    """Return path data through `points`."""
    pairs = [f"{number(point[0])} {number(point[1])}" for point in points]
    return "M" + "L".join(pairs) + ("Z" if closed else "")


def stroke(data: str, colour: str, width_mm: float, **attributes: object) -> str:
    """Return a line without filling."""
    return element("path", d=data, fill="none", stroke=colour, stroke_width=width_mm, **attributes)


def circle(centre: Spot, radius_mm: float, fill: str, **attributes: object) -> str:
    """Return a filled circle."""
    return element("circle", cx=centre[0], cy=centre[1], r=radius_mm, fill=fill, **attributes)


def group(parts: Iterable[str], **attributes: object) -> str:
    """Return `parts` in a group."""
    return element("g", "".join(parts), **attributes)


def moved(parts: Iterable[str], x_mm: float, y_mm: float, **attributes: object) -> str:
    """Return `parts` in a group moved by x and y."""
    return group(parts, transform=f"translate({number(x_mm)} {number(y_mm)})", **attributes)


def words(text: str, at: Spot, size_mm: float, *, bold: bool = False, fill: str = BLACK) -> str:
    """Return a line of text that starts at `at`, on its base line."""
    return element(
        "text",
        escape(text, quote=False),
        x=at[0],
        y=at[1],
        font_size=size_mm,
        font_weight=700 if bold else None,
        fill=fill,
    )


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))
