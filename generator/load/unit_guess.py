# SPDX-License-Identifier: MIT
"""Whether a building is written in millimetres or centimetres, or was made too small."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from generator.finding import Finding, Origin, Severity

WIDE_M = 20
"""No door or flight is wider, so says the model."""

MM_WIDTH = 500
"""From here on widths are millimetres: half a metre, where centimetres would be five."""

LARGE_M = 150
"""The usual room of no building is longer."""

MM_ROOM = 2500
"""From here on rooms are in millimetres: 2.5 m, where centimetres would be 25."""

NARROW_M = 0.2
"""The usual door of no building is narrower: half of what lets a person through."""

SMALL_M = 2.5
"""The usual room of no building is shorter."""

USUAL_M = (0.6, 6.0)
"""Between these the usual width of doors and flights lies, once put right."""

NAMES = {100: ("厘米", "centimetres"), 1000: ("毫米", "millimetres")}


def find_other_unit(data: object, shown_as: str) -> Finding | None:
    """Return that most rooms, or widths, of a building are not in metres; None if they are.

    `data` is what the file says, of whatever form; judged are medians, so that a slip in one
    value is told as what it is.
    """
    rooms, widths = [*_rooms(data)], [*_widths(data)]
    room, width = (median(each) if each else 0.0 for each in (rooms, widths))
    by_width = _factor(width, WIDE_M, MM_WIDTH)
    by_room = _factor(room, LARGE_M, MM_ROOM)
    factor = by_width if by_width > 1 else by_room
    if factor == 1:
        return _too_small(width, room, shown_as)
    zh, en = NAMES[factor]
    return Finding(
        code="C111",
        severity=Severity.ERROR,
        origin=Origin(file=shown_as),
        what_zh=f"看来写的是{zh}：门和梯段一般宽 {width:g}，房间一般长 {room:g}",
        what_en=f"this looks like {en}: doors and flights are about {width:g} wide, "
        f"rooms about {room:g} long",
        mend_zh=f"一律写米：{_scope_zh(by_room, by_width)}除以 {factor}。改好以后再看其他问题。",
        mend_en=f"Write metres: divide {_scope_en(by_room, by_width)} by {factor}. "
        "Other faults are told after that.",
    )


def _too_small(width: float, room: float, shown_as: str) -> Finding | None:
    """Return that a building is ten, a hundred or a thousand times too small; None if it is not."""
    low, high = USUAL_M
    factor = next((f for f in (10, 100, 1000) if low <= width * f <= high), 1)
    if factor == 1 or width >= NARROW_M or not 0 < room < SMALL_M:
        return None
    return Finding(
        code="C111",
        severity=Severity.ERROR,
        origin=Origin(file=shown_as),
        what_zh=f"看来各处小了 {factor} 倍：门和梯段一般宽 {width:g}，房间一般长 {room:g}",
        what_en=f"this looks {factor} times too small: doors and flights are about {width:g} wide, "
        f"rooms about {room:g} long",
        mend_zh=f"一律写米：所有坐标和长度乘以 {factor}。改好以后再看其他问题。",
        mend_en=f"Write metres: multiply all coordinates and lengths by {factor}. "
        "Other faults are told after that.",
    )


def _factor(size: float, most_m: float, mm_from: float) -> int:
    if size <= most_m:
        return 1
    return 1000 if size >= mm_from else 100


def _scope_zh(by_room: int, by_width: int) -> str:
    if by_room == 1:
        return "各处宽度"
    return "所有坐标和长度" if by_width > 1 else "所有坐标"


def _scope_en(by_room: int, by_width: int) -> str:
    if by_room == 1:
        return "all widths"
    return "all coordinates and lengths" if by_width > 1 else "all coordinates"


def _rooms(data: object) -> Iterator[float]:
    """Yield the longer side of each room."""
    for space in _each(data, "floors", "spaces"):
        corners = [c for c in _list(space.get("outline_m")) if _is_point(c)]
        if corners:
            yield max(max(values) - min(values) for values in zip(*corners, strict=True))


def _widths(data: object) -> Iterator[float]:
    things = (*_each(data, "floors", "doors"), *_each(data, "floors", "exits"))
    said: list[Any] = [thing.get("clear_width_m") for thing in things]
    said += [stair.get("flight_width_m") for stair in _each(data, "stairs")]
    yield from filter(_is_number, said)


def _each(data: object, *keys: str) -> Iterator[dict[str, Any]]:
    """Yield the mappings in lists below lists, by the keys that lead there."""
    if not isinstance(data, dict):
        return
    if not keys:
        yield data
        return
    for entry in _list(data.get(keys[0])):
        yield from _each(entry, *keys[1:])


def _list(value: object) -> list[Any]:
    return [*value] if isinstance(value, list | tuple) else []


def _is_point(value: object) -> bool:
    return len(_list(value)) == 2 and all(map(_is_number, _list(value)))  # noqa: PLR2004 - x and y


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9  # noqa: PLR2004 - no length
