# SPDX-License-Identifier: MIT
"""The stretches of a drawn line as its walker feels them: how far, and turning which way."""

from collections.abc import Iterable, Iterator, Sequence
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

DOORWAY_M = 3.0
"""A door farther than this from both ends of a stretch parts it in two."""

CORNER_DEG = 45.0
"""A short last stretch is told where it turns by at least this much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A straight piece of the way, on one floor."""

    run: Point
    """From its start to its end, x and y in metres."""
    length_m: float
    uses: tuple[tuple[SpaceUse | None, float], ...] = ()
    """The uses of the spaces in which it lies, each with metres, in order."""
    doors_m: tuple[float, ...] = ()
    """How far from its start it leads through a door, for each door."""

    @property
    def use(self) -> SpaceUse | None:
        """The use of the spaces in which its longest part lies; the earlier of equals."""
        uses = dict.fromkeys(use for use, _ in self.uses)
        return max(uses, key=lambda use: round(self.length_in(use), 3), default=None)

    def length_in(self, use: SpaceUse | None) -> float:
        """Return how many metres of it lie in spaces of one use."""
        return sum(length_m for found, length_m in self.uses if found == use)


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
    """Return the stretches between the bends that a walker feels, parted at doors midway."""
    merged = tuple(stretches)
    while (shorter := _merge_once(merged)) is not None:
        merged = shorter
    return tuple(part for stretch in merged for part in _part_at_doors(stretch))


def _part_at_doors(stretch: Stretch) -> Iterator[Stretch]:
    for at_m in stretch.doors_m:
        if round(min(at_m, stretch.length_m - at_m), 3) > DOORWAY_M:
            yield _cut(stretch, 0.0, at_m)
            yield from _part_at_doors(_cut(stretch, at_m, stretch.length_m))
            return
    yield stretch


def _cut(stretch: Stretch, start_m: float, end_m: float) -> Stretch:
    """Return the part of a stretch between two places on it; a door at its end is left out."""
    uses, done_m = [], 0.0
    for use, length_m in stretch.uses:
        inside_m = min(end_m, done_m + length_m) - max(start_m, done_m)
        done_m += length_m
        if inside_m > 0:
            uses.append((use, inside_m))
    doors_m = tuple(at_m - start_m for at_m in stretch.doors_m if start_m <= at_m < end_m)
    return replace(stretch, length_m=end_m - start_m, uses=tuple(uses), doors_m=doors_m)


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
        return _splice(stretches, 0, 2, [_continue(short, stretches[1], stretches[1].run)])
    before = stretches[place - 1]
    if place == last:
        if abs(turn_deg(before.run, short.run)) >= CORNER_DEG:
            return None
        return _splice(stretches, last - 1, last + 1, [_continue(before, short, before.run)])
    after = stretches[place + 1]
    turns = turn_deg(before.run, short.run), turn_deg(short.run, after.run)
    is_doorway = bool(short.doors_m) and min(map(abs, turns)) >= CORNER_DEG
    if is_doorway or abs(sum(turns)) > ONE_BEND_DEG:
        return None
    half_m = short.length_m / 2
    first = replace(short, length_m=half_m, uses=((short.use, half_m),), doors_m=())
    doors_m = (0.0,) if short.doors_m else ()
    kept = [_continue(before, first, before.run), _continue(first, after, after.run)]
    kept[1] = replace(kept[1], doors_m=(*doors_m, *kept[1].doors_m))
    return _splice(stretches, place - 1, place + 2, kept)


def _splice(
    items: tuple[Stretch, ...], start: int, end: int, new: Iterable[Stretch]
) -> tuple[Stretch, ...]:
    return (*items[:start], *new, *items[end:])


def _join(first: Stretch, second: Stretch) -> Stretch:
    run = (first.run[0] + second.run[0], first.run[1] + second.run[1])
    return _continue(first, second, run)


def _continue(first: Stretch, second: Stretch, run: Point) -> Stretch:
    """Return two stretches walked one after the other, told in one direction."""
    return Stretch(
        run=run,
        length_m=first.length_m + second.length_m,
        uses=first.uses + second.uses,
        doors_m=(*first.doors_m, *(first.length_m + at_m for at_m in second.doors_m)),
    )


def between(start: Point, end: Point) -> tuple[Point, float]:
    """Return the run from one point to another and its length in metres."""
    run = (end[0] - start[0], end[1] - start[1])
    return run, hypot(*run)
