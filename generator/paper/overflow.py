# SPDX-License-Identifier: MIT
"""Text that a finished layout shows outside its box, or off the paper.

Reads the boxes of a layout as they lie on their pages; nothing is laid out here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

PX_PER_MM = 96 / 25.4
"""Layouts count in pixels of CSS."""

TOLERANCE_PX = 0.5 * PX_PER_MM
"""By so much a letter may reach over the edge of its box: less than its own side bearing."""

Extent: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of CSS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A line of text that does not fit."""

    box: str
    """The box by element and class, `div.headline`, or by its place in the margin, `@top-left`."""
    text: str
    """The line as it was set."""
    page: int
    """Counted from 1."""


def find_overflows(pages: Iterable[Any]) -> Iterator[Overflow]:
    """Yield the first line that does not fit of each box, page by page."""
    for number, page in enumerate(pages, start=1):
        paper = (0.0, 0.0, page.margin_width(), page.margin_height())
        seen = set[str]()
        for holder, line in _lines(page, page):
            words = [each for each in _texts(line) if each.text.strip()]
            text = "".join(each.text for each in words).strip()
            name = _name(holder)
            if name not in seen and any(_is_outside(each, line, holder, paper) for each in words):
                seen.add(name)
                yield Overflow(box=name, text=text, page=number)


def first_words(page: Any) -> str:
    """Return the first line of a page, in its margins or not."""
    found = ("".join(each.text for each in _texts(line)).strip() for _, line in _lines(page, page))
    return next((text for text in found if text), "")


def lowest(page: Any) -> float:
    """Return where the lowest line of text in the flow of a page ends, in pixels from the top."""
    body = (line for child in page.children[:1] for _, line in _lines(child, child))
    return max((line.position_y + line.height for line in body), default=0.0)


def _lines(box: Any, holder: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every line below a box, with the box whose lines it is one of."""
    for child in getattr(box, "children", ()):
        if _kind(child) == "LineBox":
            yield holder, child
            yield from _lines(child, child)
        else:
            yield from _lines(child, child if _is_block(child) else holder)


def _texts(line: Any) -> Iterator[Any]:
    """Yield the pieces of text of a line; blocks in it have lines of their own."""
    for child in getattr(line, "children", ()):
        if _kind(child) == "TextBox":
            yield child
        elif not _is_block(child):
            yield from _texts(child)


def _kind(box: Any) -> str:
    """Return what a box is; one that stands out of the flow is hidden behind a placeholder."""
    return type(getattr(box, "_box", box)).__name__


def _is_block(box: Any) -> bool:
    return _kind(box).endswith(("BlockBox", "CellBox", "CaptionBox", "MarginBox"))


def _is_outside(text: Any, line: Any, holder: Any, paper: Extent) -> bool:
    """Say whether a text sticks out of its box or the paper.

    Above and below counts its line: a letter may be higher than the lines stand apart.
    """
    left, top = text.position_x, line.position_y
    own = (left, top, left + text.width - _hanging_px(text), top + line.height)
    return _sticks_out(own, paper) or _sticks_out(own, _border_box(holder))


def _hanging_px(text: Any) -> float:
    """Return at least how wide the spaces are with which a text ends: they may hang over."""
    return float(text.height) * (len(text.text) - len(text.text.rstrip()))


def _border_box(box: Any) -> Extent:
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _sticks_out(inner: Extent, outer: Extent) -> bool:
    beyond = (outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3])
    return max(beyond) > TOLERANCE_PX


def _name(box: Any) -> str:
    if place := getattr(box, "at_keyword", ""):
        return str(place)
    element = getattr(box, "element", None)
    classes = "" if element is None else element.get("class") or ""
    return ".".join([str(box.element_tag or "page"), *classes.split()])
