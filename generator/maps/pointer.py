# SPDX-License-Identifier: MIT
"""A sign in its box, and the thin line that leads from a place to what stands elsewhere."""

from collections.abc import Sequence

from generator.maps import ink
from generator.maps.canvas import Canvas
from generator.maps.ink import Spot
from generator.maps.marks import Mark
from generator.maps.placing import Box, Crowd, nearest_edge
from generator.render.sign import draw_sign

LEADER_MM = 25.0
"""Longest line from a place to its sign."""


def draw_mark(canvas: Canvas, mark: Mark, area: Box) -> str:
    """Return the sign of a mark in a box, with a white edge."""
    x, y = canvas.frame.page(mark.at_m)
    place = f"{ink.number(x)} {ink.number(y)}"
    edge = ink.rect(area, fill=ink.WHITE, stroke=ink.WHITE, stroke_width=0.8)
    sign = draw_sign(canvas.theme, mark.code, area)
    return ink.group((edge, sign), data_mark=mark.id, data_at=place)


def draw_leader(crowd: Crowd, spot: Spot, area: Box, colour: str) -> str:
    """Return a thin line from the true place to the edge of a displaced box."""
    end = nearest_edge(area, spot)
    crowd.take_line(spot, end)
    return draw_taken(crowd, (spot, end), colour) + ink.circle(spot, 0.8, colour)


def draw_taken(crowd: Crowd, line: tuple[Spot, Spot], colour: str, of: Sequence[Mark] = ()) -> str:
    """Return a thin line to the signs `of` things; nothing where a way crosses and hides it.

    Drawn over the way it would cut its band, and could be taken for a part of it.
    """
    if not crowd.crosses_way(*line):
        return draw_line(*line, colour)
    names = " ".join(mark.id for mark in of)
    crowd.hidden.append(ink.group((draw_line(*line, ink.GREY),), data_hidden=names))
    return ""


def draw_line(start: Spot, end: Spot, colour: str) -> str:
    """Return a thin line on a white one."""
    halo = ink.stroke(ink.path((start, end)), ink.WHITE, 1.1)
    return halo + ink.stroke(ink.path((start, end)), colour, 0.45, data_leader="1")
