# SPDX-License-Identifier: MIT
"""The legend: every sign and line style that is drawn, and nothing else."""

from shapely.geometry import LineString

from generator.maps import ink, wording
from generator.maps.fabric import (
    CROSS_MM,
    EDGE_DASH,
    EDGE_MM,
    closed_symbol,
    crossed_box,
    draw_cross,
    draw_rail,
    stair_symbol,
)
from generator.maps.label import SMALLEST_MM
from generator.maps.marks import (
    EXIT_LEFT,
    EXIT_RIGHT,
    STEP_FREE,
    VIEWER,
    closed_exits,
    find_codes,
    find_roles,
    has_closed_stairs,
    has_rails,
    has_stairs,
)
from generator.maps.stack import LEADING, Block, Setting, Stack
from generator.maps.way import draw_arrows, draw_bands, draw_lines
from generator.model.record import Text
from generator.model.route import RouteRole
from generator.render.sign import SIGNS, draw_sign

LEGEND_SIGN_MM = 7.2
"""Source: ISO 23601:2020 §6 c, at least 7 mm."""

RAIL = 0.7
"""Railings are drawn as wide as beside inner walls of so many millimetres."""

LEGEND_TIGHT_MM = 90.0
"""In a narrower column each text of the legend begins right beside its sign."""

LEGEND_DOUBLE_MM = 66.0
"""In a narrower column the legend has but one row of entries, so that no word is cut."""


def draw_legend(setting: Setting) -> Block:
    """Return every sign and line style that is drawn, and nothing else."""
    stack = Stack(setting, 0, setting.width_mm, 0)
    stack.title(wording.LEGEND)
    columns = 1 if setting.width_mm < LEGEND_DOUBLE_MM else 2
    top, width = stack.y_mm, setting.width_mm / columns
    rows = [0.0] * columns
    for entry in _legend_entries(setting):
        column = rows.index(min(rows))
        area = (column * width, top + rows[column], width)
        svg, height = _legend_entry(setting, entry, area)
        stack.parts.append(svg)
        rows[column] += height
    return Block(name="legend", height_mm=top + max(rows), svg="".join(stack.parts))


def _legend_entries(setting: Setting) -> tuple[tuple[str, Text], ...]:
    """Return (key, meaning): signs by code, routes by role, stairs if there are any."""
    codes = find_codes(setting.posting)
    exits = [code for code in codes if code in (EXIT_LEFT, EXIT_RIGHT)]
    plain = [code for code in codes if code not in (*exits, VIEWER)]
    lines = {
        RouteRole.PRIMARY: wording.PRIMARY_LINE,
        RouteRole.SECOND: wording.SECOND_LINE,
        RouteRole.STEP_FREE: wording.STEP_FREE_LINE,
    }
    return (
        (VIEWER, SIGNS[VIEWER].meaning),
        *((_line_key(role), lines[role]) for role in find_roles(setting.posting)),
        *(((" ".join(exits), wording.EXIT),) if exits else ()),
        *((("stair", wording.STAIR),) if has_stairs(setting.posting) else ()),
        *((("closed-stair", wording.CLOSED_STAIR),) if has_closed_stairs(setting.posting) else ()),
        *((("closed-exit", wording.CLOSED_EXIT),) if closed_exits(setting.posting) else ()),
        *((("rail", wording.RAIL),) if has_rails(setting.posting) else ()),
        *((("edge", wording.EDGE),) if setting.posting.section is not None else ()),
        *((code, SIGNS[code].meaning) for code in plain),
    )


def _line_key(role: RouteRole) -> str:
    """Return the key of a line in the legend, with that of the sign that it bears."""
    sign = f" {STEP_FREE}" if role is RouteRole.STEP_FREE else ""
    return f"route-{role.value}{sign}"


def _legend_entry(
    setting: Setting, entry: tuple[str, Text], area: tuple[float, float, float]
) -> tuple[str, float]:
    """Return sign and words, and their height; `area` is left, top and width."""
    key, meaning = entry
    sign = LEGEND_SIGN_MM
    is_single = len(key.split()) == 1 and key in SIGNS
    is_tight = is_single and setting.width_mm < LEGEND_TIGHT_MM
    room = sign + 1.6 if is_tight else 2 * sign + 1.4
    left, top, whole = area
    width = whole - room - 1.2
    size_mm = SMALLEST_MM + (0.2 if setting.paper.name == "A3" else 0)
    lines = [
        line
        for text in wording.in_languages(meaning, setting.language)
        for line in setting.typeface.wrap(text, size_mm, width)
    ]
    block = LEADING * size_mm * len(lines)
    stack = Stack(setting, left + room, width, top + max(0.0, (sign - block) / 2))
    for line in lines:
        stack.text(line, size_mm)
    height = max(sign, block) + 1.4
    picture = _legend_picture(setting, key, (left, top, sign))
    return ink.group((picture, *stack.parts), data_legend=key), height


def _legend_picture(setting: Setting, key: str, at: tuple[float, float, float]) -> str:
    left, top, side = at
    if key.startswith("route-"):
        return _legend_line(setting, key, at)
    if key == "edge":
        ends = ((left + 1, top + side / 2), (left + 12, top + side / 2))
        return ink.stroke(ink.path(ends), ink.GREY, EDGE_MM, stroke_dasharray=EDGE_DASH)
    if key == "rail":
        return draw_rail(ink.path(((left + 1, top + side / 2), (left + 12, top + side / 2))), RAIL)
    if key == "closed-exit":
        return draw_cross(crossed_box((left + 1 + CROSS_MM / 2, top + side / 2)))
    if key in ("stair", "closed-stair"):
        draw_symbol = stair_symbol if key == "stair" else closed_symbol
        return draw_symbol((left, top + 0.5, left + 12, top + side - 0.5))
    codes = key.split()
    return "".join(
        draw_sign(setting.choice.theme, code, (x, top, x + side, top + side))
        for code, x in zip(codes, (left, left + side + 0.3), strict=False)
    )


def _legend_line(setting: Setting, key: str, at: tuple[float, float, float]) -> str:
    """Return a piece of a route; with the wheelchair user at its beginning if it bears it."""
    left, top, side = at
    name, *signs = key.split()
    role = RouteRole(name.removeprefix("route-"))
    start = left + side + 0.4 if signs else left + 1.6
    end = left + 2 * side - 0.8 if signs else left + 11.6
    line = LineString([(start, top + side / 2), (end, top + side / 2)])
    band = (*draw_bands([line], role, 3.6), *draw_lines([line], role))
    box = (left, top, left + side, top + side)
    drawn = [draw_sign(setting.choice.theme, sign, box) for sign in signs]
    return "".join((*band, *draw_arrows([line], role, 3.6), *drawn))
