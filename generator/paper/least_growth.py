# SPDX-License-Identifier: MIT
"""By how much a page is at least higher in a larger type: what proves that it no longer fits.

A larger type never breaks a text into fewer lines, and each line is higher by as much as the type.
Everything else is counted as if it stayed: pictures, padding, lines of a height of their own.
"""

from typing import Any

from generator.paper.overflow import PX_PER_MM

ROWS = ("FlexBox", "TableRowBox")
"""Of boxes side by side the highest decides."""

SURE_PX = 0.1 * PX_PER_MM
"""By less nothing is proven: places are rounded."""


def surely_overflows(page: Any, times: float) -> bool:
    """Say whether a page, full or not, surely has no room for its text so many times as large."""
    (root, *_) = page.children
    end = _end(root) + _growth(root, times)
    return bool(end > page.content_box_y() + page.height + SURE_PX)


def _end(box: Any) -> float:
    """Return where a box ends, without the margins at its end: these may hang over the page."""
    children = _in_flow(box)
    own = box.border_box_y() + box.border_height()
    if box.padding_bottom or box.border_bottom_width or not children or _kind(box) in ROWS:
        return float(own)
    last = children[-1]
    return float(own if _kind(last) == "LineBox" else min(own, _end(last)))


def _growth(box: Any, times: float) -> float:
    """Return by how much a box is at least higher."""
    children = _in_flow(box)
    if not children or box.style["height"] != "auto":
        return 0.0
    if _kind(children[0]) == "LineBox":
        return (times - 1) * _grown_lines(box.style, children)
    if _kind(box) not in ROWS:
        return sum(_growth(child, times) for child in children)
    if _kind(box) == "FlexBox" and (
        box.style["flex_wrap"] != "nowrap" or box.style["flex_direction"] != "row"
    ):
        return 0.0
    grown = max(_needed(child) + _growth(child, times) for child in children)
    return max(0.0, grown - max(map(_needed, children)))


def _grown_lines(style: Any, lines: list[Any]) -> float:
    """Return how high those lines are together that are as high as the type of the page says."""
    factor = style["line_height"]
    if not isinstance(factor, int | float) or not _follows_page(style):
        return 0.0
    height = factor * style["font_size"]
    return float(sum(min(height, line.height) for line in lines))


def _follows_page(style: Any) -> bool:
    """Say whether a type is told as so many times that of the page, not in points."""
    while (parent := getattr(style, "parent_style", None)) is not None:
        told = getattr(style, "cascaded", {}).get("font_size")
        if told and getattr(told[0], "unit", None) not in {"em", "%"}:
            return False
        style = parent
    return True


def _needed(box: Any) -> float:
    """Return how high what stands in a box is with all around it, however far it was stretched."""
    children = _in_flow(box)
    if not children or box.style["height"] != "auto" or _kind(children[0]) == "LineBox":
        stretched = 0.0 if not children or box.style["height"] != "auto" else _slack(box, children)
        return float(box.margin_height() - stretched)
    around = box.margin_height() - box.height
    if _kind(box) in ROWS:
        return float(around + max(map(_needed, children)))
    last = children[-1]
    return float(around + last.position_y + _needed(last) - children[0].position_y)


def _slack(box: Any, lines: list[Any]) -> float:
    return float(box.height - sum(line.height for line in lines))


def _in_flow(box: Any) -> list[Any]:
    return [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]


def _kind(box: Any) -> str:
    return type(box).__name__
