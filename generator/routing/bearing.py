# SPDX-License-Identifier: MIT
"""The stretches of a drawn line as its walker feels them: how far, and turning which way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians, sin

from generator.model.building import Point, SpaceUse

STRAIGHT_DEG = 20.0
"""A smaller bend is walked without being felt as one."""

SHORT_M = 1.0
"""A shorter stretch between two bends is walked as one bend."""

STEP_M = 0.40
"""A shorter first stretch is the step back from the wall."""

ONE_BEND_DEG = 120.0
"""The most that two bends on a short stretch may turn together to be told as one."""

CORNER_DEG = 45.0
"""A short last stretch is told where it turns by at least this much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A straight piece of the way, on one floor."""

    run: Point
    """From its start to its end, x and y in metres."""
    length_m: float
    use: SpaceUse | None = None
    """Use of the space in which its middle lies."""
    through_door: bool = False
    """True where it leads through a door."""


def turn_deg(before: Point, after: Point) -> float:
    """Return the turn from one direction to another in degrees, left positive, ±180.

    Rounded to 0.01°, so that a right angle is one however the building is turned.
    """
    (ax, ay), (bx, by) = before, after
    return round(degrees(atan2(ax * by - ay * bx, ax * bx + ay * by)), 2)


def direction(facing_deg: float) -> Point:
    """Return the unit vector of a direction, counter-clockwise from +x."""
    return (cos(radians(facing_deg)), sin(radians(facing_deg)))


def merge_stretches(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches between the bends that a walker feels."""
    merged = tuple(stretches)
    while (shorter := _merge_once(merged)) is not None:
        merged = shorter
    return merged


def _merge_once(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...] | None:
    for place in range(len(stretches) - 1):
        first, second = stretches[place], stretches[place + 1]
        if abs(turn_deg(first.run, second.run)) < STRAIGHT_DEG:
            return _splice(stretches, place, place + 2, [_join(first, second)])
    for place in sorted(range(len(stretches)), key=lambda i: round(stretches[i].length_m, 3)):
        if round(stretches[place].length_m, 3) >= SHORT_M:
            return None
        if (rest := _drop(stretches, place)) is not None:
            return rest
    return None


def _drop(stretches: tuple[Stretch, ...], place: int) -> tuple[Stretch, ...] | None:
    """Return the stretches without a short one, or None where it must be told."""
    short, last = stretches[place], len(stretches) - 1
    if last == 0 or (place == 0 and round(short.length_m, 3) >= STEP_M):
        return None
    if place == 0:
        return _splice(stretches, 0, 2, [_take_in(stretches[1], short, short.length_m)])
    before = stretches[place - 1]
    if place == last:
        if abs(turn_deg(before.run, short.run)) >= CORNER_DEG:
            return None
        return _splice(stretches, last - 1, last + 1, [_take_in(before, short, short.length_m)])
    after = stretches[place + 1]
    turns = turn_deg(before.run, short.run), turn_deg(short.run, after.run)
    is_doorway = short.through_door and min(map(abs, turns)) >= CORNER_DEG
    if is_doorway or abs(sum(turns)) > ONE_BEND_DEG:
        return None
    half_m = short.length_m / 2
    kept = [_take_in(before, short, half_m), replace(after, length_m=after.length_m + half_m)]
    return _splice(stretches, place - 1, place + 2, kept)


def _splice(
    items: tuple[Stretch, ...], start: int, end: int, new: Iterable[Stretch]
) -> tuple[Stretch, ...]:
    return (*items[:start], *new, *items[end:])


def _join(first: Stretch, second: Stretch) -> Stretch:
    longer = first if first.length_m >= second.length_m else second
    return Stretch(
        run=(first.run[0] + second.run[0], first.run[1] + second.run[1]),
        length_m=first.length_m + second.length_m,
        use=longer.use,
        through_door=first.through_door or second.through_door,
    )


def _take_in(stretch: Stretch, short: Stretch, length_m: float) -> Stretch:
    return replace(
        stretch,
        length_m=stretch.length_m + length_m,
        through_door=stretch.through_door or short.through_door,
    )


def between(start: Point, end: Point) -> tuple[Point, float]:
    """Return the run from one point to another and its length in metres."""
    run = (end[0] - start[0], end[1] - start[1])
    return run, hypot(*run)
