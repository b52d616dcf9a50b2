# SPDX-License-Identifier: MIT
"""Where in its box a plan lies: in the middle, unless a way's goal finds no room for its words.

A goal stands outside the building beside the end of its way, so a plan that fills its box has
room for it on one side at the cost of the other. The scale stays as it was chosen.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import hypot

from shapely.geometry.base import BaseGeometry

from generator.maps.composition import canvas_of
from generator.maps.page import Page
from generator.maps.plan import count_bare
from generator.maps.scale import Frame
from generator.maps.structure import find_structure

EDGE_MM = 3.0
"""Between the plan's box and the outer wall at least: half the wall, and air."""

SHARES = (0.0, 0.5, 1.0)
"""How far towards an edge of the box a plan is moved, as shares of the way there."""


def settle(page: Page) -> Page:
    """Return the page with its plan where most ends of ways have their words; the middle first."""
    if not count_bare(canvas_of(page))[0]:
        return page
    tried = []
    for moved in _moved(page):
        cost = count_bare(canvas_of(moved))
        if not any(cost):
            return moved
        tried.append((cost, moved))
    return min(tried, key=lambda found: found[0])[1]


def _moved(page: Page) -> Iterator[Page]:
    """Yield the page as it is, then with its plan moved, the least move first."""
    section = page.setting.posting.section
    shape = section.ground if section else find_structure(page.setting.posting.floor).footprint
    moves = sorted(_moves(page, shape), key=lambda move: (round(hypot(*move), 6), move))
    for across, down in moves:
        x, y = page.frame.shift_mm
        yield replace(page, frame=replace(page.frame, shift_mm=(x + across, y + down)))


def _moves(page: Page, shape: BaseGeometry) -> Iterator[tuple[float, float]]:
    x, y, width, height = page.plan_mm
    left, top, right, bottom = _bounds(page.frame, shape)
    for across in _spare(left - x, x + width - right):
        yield from ((across, down) for down in _spare(top - y, y + height - bottom))


def _bounds(frame: Frame, shape: BaseGeometry) -> tuple[float, float, float, float]:
    left, top, right, bottom = frame.draw(shape).bounds
    return left, top, right, bottom


def _spare(before_mm: float, behind_mm: float) -> tuple[float, ...]:
    """Return moves between two edges that are so far away, none first."""
    back, on = max(0.0, before_mm - EDGE_MM), max(0.0, behind_mm - EDGE_MM)
    return tuple(dict.fromkeys((*(-share * back for share in SHARES), *(s * on for s in SHARES))))
