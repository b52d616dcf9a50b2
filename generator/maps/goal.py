# SPDX-License-Identifier: MIT
"""Where ways lead out of the building: signs of exits, and the way on to an assembly point."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from math import dist

from generator.maps import ink, wording
from generator.maps.canvas import Canvas, DrawnWay
from generator.maps.ink import Spot
from generator.maps.label import Label
from generator.maps.marks import ASSEMBLY_POINT, Mark, find_marks
from generator.maps.placing import (
    DIRECTIONS,
    Box,
    Crowd,
    Ground,
    around,
    box_at,
    gap_mm,
    middle,
    nearest_edge,
)
from generator.maps.pointer import LEADER_MM, draw_leader, draw_mark
from generator.maps.wording import as_label
from generator.model.record import Text
from generator.model.route import Route

NEAR = 6 * DIRECTIONS
"""So many places around the end of a way are near enough to do without a line."""

FAR = 11 * DIRECTIONS
"""So many are tried in all, the farther ones led to by a line."""

SAME_END_MM = 3.0
"""Two ways that end so near to each other end at one spot: their bands lie over one another."""

BESIDE_MM = 0.8
"""Between a sign and its words."""

AT_SIGN_MM = 1.2
"""A line that ends so near to a sign leads to the sign, any other to its words."""

Size = tuple[float, float]

Form = tuple[Size, Box, Box]
"""Width and height of sign and words together, and the box of each in there."""


def place_exits(canvas: Canvas, crowd: Crowd) -> tuple[tuple[Mark, Box], ...]:
    """Return the exits, each with the box of its sign: it is bound to the opening."""
    exits = (mark for mark in find_marks(canvas.posting) if mark.toward is not None)
    return tuple((mark, _exit_box(canvas, crowd, mark)) for mark in exits)


def draw_exits(canvas: Canvas, exits: Iterable[tuple[Mark, Box]], crowd: Crowd) -> Iterator[str]:
    """Yield the signs of exits with their names, where these still find room."""
    for mark, area in exits:
        name = _name_beside(canvas, crowd, area, as_label(mark.name)) if mark.name else ""
        yield draw_mark(canvas, mark, area) + name


def draw_goals(canvas: Canvas, ways: Iterable[DrawnWay], crowd: Crowd) -> Iterator[str]:
    """Yield where people gather, once for each end of drawn ways that lead out of the building.

    A way is complete only with its goal: this holds for the second as for the first. Ways through
    different exits that end at one spot share it. A simple plan tells that of the primary alone,
    `ways` has the primary first.
    """
    told: list[tuple[Route, Spot]] = []
    for way in ways:
        spot = _leaving(canvas, way)
        if spot is None or (canvas.style.is_simple and told):
            continue
        if not any(_is_told(way.route, spot, *other) for other in told):
            told.append((way.route, spot))
            yield _goal(canvas, crowd, way, spot)


def _is_told(route: Route, spot: Spot, other: Route, there: Spot) -> bool:
    """Say whether the goal of a way stands at the end of another already."""
    if route.assembly_point != other.assembly_point:
        return False
    return route.final_exit == other.final_exit or dist(spot, there) < SAME_END_MM


def is_named(drawn: str) -> bool:
    """Say whether the drawing of a goal or exit has words."""
    return "data-name=" in drawn


def _leaving(canvas: Canvas, way: DrawnWay) -> Spot | None:
    """Return where on the page a way ends that leads out of the building here, if it does."""
    if not way.runs or way.runs[-1].leads_to is not None or not way.route.final_exit:
        return None
    line = way.inside[-1] if way.outside.is_empty else way.outside
    x, y, *_ = line.coords[-1]
    return (x, y) if canvas.shows((x, y)) else None


def _goal(canvas: Canvas, crowd: Crowd, way: DrawnWay, end: Spot) -> str:
    """Return the sign of the assembly point with its name, near the end of the drawn way.

    Everything stands outside the building: a sign indoors would send people to a room. Where
    both find no room together, the sign stands alone: the overview and the words name it.
    """
    point = canvas.posting.assembly_point_of(way.route)
    mark = Mark(id=point.id, code=ASSEMBLY_POINT, at_m=point.at_m)
    labels = tuple(_goal_labels(canvas, as_label(point.name)))
    tries = (*((label, False) for label in labels), *((label, True) for label in (*labels, None)))
    for label, may_be_far in tries:
        size = label.size(canvas.typeface) if label else None
        forms = tuple(_goal_forms(canvas.style.sign_mm, size))
        found = _place_goal(crowd, end, forms, may_be_far=may_be_far)
        if found is not None:
            sign, words, leader = found
            name = label.draw(words, canvas.typeface) if label else ""
            named = ink.group((name,), data_name=point.name.en) if name else ""
            drawn = (leader, draw_mark(canvas, mark, sign), named)
            return ink.group(drawn, data_goal=way.route.role.value)
    return ""


def _goal_labels(canvas: Canvas, name: Text) -> Iterator[Label]:
    """Yield the ways to write a goal: in a line each; what it is, and below its name; folded."""
    size_mm = canvas.style.label_mm[-1]
    whole = wording.in_languages(wording.to_assembly(name), canvas.language)
    folded = tuple(line for text in whole for line in re.split("(?<=[：:]) *", text))
    balance = canvas.typeface.balance
    narrow = (
        tuple(line for text in whole for line in balance(text, size_mm, count, bold=True))
        for count in (2, 3)
    )
    for lines in dict.fromkeys((whole, folded, *narrow)):
        yield Label(lines=lines, size_mm=size_mm, bold=True, fill=ink.GREEN)


def _place_goal(
    crowd: Crowd, end: Spot, forms: tuple[Form, ...], *, may_be_far: bool
) -> tuple[Box, Box, str] | None:
    """Return the boxes of sign and words and a line to them, near the end before far from it.

    Unless the sign `may_be_far`, a line to it is no longer than to any other sign.
    """
    for first, last, is_led_to in ((0, NEAR, False), (NEAR, FAR, True)):
        for form in forms:
            places = islice(around(end, form[0], 1.0), first, last)
            offered = (area for area in places if may_be_far or not _is_far(form, end, area))
            area = crowd.first_free(offered, Ground.OUTSIDE, end, is_led_to=is_led_to)
            if area is not None:
                sign, words = (_shifted(part, area) for part in form[1:])
                leader = draw_leader(crowd, end, area, ink.GREEN) if is_led_to else ""
                return sign, words, leader
    return None


def _is_far(form: Form, end: Spot, area: Box) -> bool:
    """Say whether a line to a goal ends at its sign and is longer than to any other sign."""
    is_at_sign = gap_mm(_shifted(form[1], area), nearest_edge(area, end)) <= AT_SIGN_MM
    return is_at_sign and gap_mm(area, end) > LEADER_MM


def _goal_forms(side: float, words: Size | None) -> Iterator[Form]:
    """Yield size, sign and words of each form: words to the right, left, below, above."""
    square = (0.0, 0.0, side, side)
    if words is None:
        yield (side, side), square, square
        return
    wide, high = words
    tall, broad = max(side, high), max(side, wide)
    row, pile = side + BESIDE_MM + wide, side + BESIDE_MM + high
    rise, drop = (tall - side) / 2, (tall - high) / 2
    far, near = (broad - side) / 2, (broad - wide) / 2
    yield (row, tall), _box((0, rise), (side, side)), _box((side + BESIDE_MM, drop), words)
    yield (row, tall), _box((wide + BESIDE_MM, rise), (side, side)), _box((0, drop), words)
    yield (broad, pile), _box((far, 0), (side, side)), _box((near, side + BESIDE_MM), words)
    yield (broad, pile), _box((far, high + BESIDE_MM), (side, side)), _box((near, 0), words)


def _box(corner: Spot, size: tuple[float, float]) -> Box:
    return corner[0], corner[1], corner[0] + size[0], corner[1] + size[1]


def _shifted(part: Box, area: Box) -> Box:
    return part[0] + area[0], part[1] + area[1], part[2] + area[0], part[3] + area[1]


def _exit_box(canvas: Canvas, crowd: Crowd, mark: Mark) -> Box:
    """Return where the sign of an exit stands: beside its opening, outside before inside."""
    spot = canvas.frame.page(mark.at_m)
    return crowd.squeeze(_exit_candidates(canvas, mark, spot, canvas.style.sign_mm))


def _exit_candidates(canvas: Canvas, mark: Mark, spot: Spot, size: float) -> Iterator[Box]:
    across = canvas.frame.turn(mark.toward or (0.0, 1.0))
    along = (-across[1], across[0])
    for out in (1.0, -1.0):
        for away in (0.75, 1.1, 1.6):
            for aside in (0.0, 0.9, -0.9, 1.4, -1.4, 2.0, -2.0):
                x = spot[0] + size * (out * away * across[0] + aside * along[0])
                y = spot[1] + size * (out * away * across[1] + aside * along[1])
                yield box_at((x, y), (size, size))
    yield from around(spot, (size, size))


def _name_beside(canvas: Canvas, crowd: Crowd, area: Box, text: Text) -> str:
    """Return a name near a sign, outside the building first; nothing if there is no room."""
    lines = wording.in_languages(text, canvas.language)
    for size_mm in (canvas.style.label_mm[0], canvas.style.label_mm[-1]):
        label = Label(lines=lines, size_mm=size_mm, bold=True, fill=ink.GREEN)
        places = tuple(_beside(area, label.size(canvas.typeface)))
        found = crowd.first_free(places, Ground.OUTSIDE)
        found = found or crowd.first_free(places[:4], Ground.OFF_WALLS)
        if found:
            return ink.group((label.draw(found, canvas.typeface),), data_name=text.en)
    return ""


def _beside(area: Box, size: tuple[float, float]) -> Iterator[Box]:
    (x, y), (width, height) = middle(area), size
    side, rise = (area[2] - area[0]) / 2 + 0.8, (area[3] - area[1]) / 2 + 0.8
    yield box_at((x + side + width / 2, y), size)
    yield box_at((x - side - width / 2, y), size)
    yield box_at((x, y + rise + height / 2), size)
    yield box_at((x, y - rise - height / 2), size)
    yield from islice(around((x, y), size, side), 3 * DIRECTIONS)
