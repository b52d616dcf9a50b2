# SPDX-License-Identifier: MIT
"""A way in short sentences, as its walker sees it, in both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor
from typing import TypeAlias

from generator.model.building import Exit, Floor, Refuge, SpaceUse, Stair
from generator.model.record import Text
from generator.routing.bearing import DOORWAY_M, STRAIGHT_DEG, Stretch, direction, turn_deg
from generator.routing.outdoors import OutdoorWay

AROUND_DEG = 135.0
"""From here on a reader turns round rather than left or right."""
AHEAD_DEG = 45.0
BEAR_DEG = 45.0
"""A smaller turn is one to bear."""
SHARP_DEG = 135.0
"""A greater turn is a sharp one."""

ALONG = {
    SpaceUse.CORRIDOR: Text(zh="沿走廊", en="along the corridor"),
    SpaceUse.GALLERY: Text(zh="沿外廊", en="along the gallery"),
    SpaceUse.LOBBY: Text(zh="穿过门厅", en="through the lobby"),
    SpaceUse.COURT: Text(zh="穿过天井", en="across the court"),
    SpaceUse.HALL: Text(zh="穿过大厅", en="through the hall"),
    SpaceUse.CANTEEN: Text(zh="穿过食堂", en="through the canteen"),
}
"""What a stretch follows, by the use of the space that it leads through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """A stair walked from one floor to another."""

    stair: Stair
    down: bool
    floor: Floor
    """The floor on which one leaves the stair."""


Step: TypeAlias = Sequence[Stretch] | Climb
"""The stretches walked on one floor, or a stair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A whole way from where somebody stands to the assembly point, or to a refuge."""

    facing_deg: float | None
    """Where the reader of a sheet looks; None for a way that starts at no sheet."""
    start: Text
    """Name of the space in which the way starts."""
    steps: tuple[Step, ...]
    end: tuple[Text, ...]
    """What one does where the last step ends."""


def describe_walk(walk: Walk) -> tuple[Text, ...]:
    """Return the way line by line.

    Metres are whole numbers and add up to the rounded length of the way without its stairs.
    """
    return tuple(_lines(replace(walk, steps=_round_steps(walk.steps))))


def round_lengths(lengths_m: Sequence[float]) -> list[int]:
    """Return whole metres that add up to the rounded sum, by the method of largest remainders."""
    whole = [floor(round(length_m, 3)) for length_m in lengths_m]
    remainders = [round(m - n, 3) for m, n in zip(lengths_m, whole, strict=True)]
    by_remainder = sorted(range(len(whole)), key=lambda place: (-remainders[place], place))
    for place in by_remainder[: _whole(sum(lengths_m)) - sum(whole)]:
        whole[place] += 1
    return whole


def _round_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    lengths_m = [s.length_m for step in steps if not isinstance(step, Climb) for s in step]
    whole = iter(round_lengths(lengths_m))
    return tuple(
        step if isinstance(step, Climb) else tuple(replace(s, length_m=next(whole)) for s in step)
        for step in steps
    )


def _lines(walk: Walk) -> Iterator[Text]:
    for place, step in enumerate(walk.steps):
        if isinstance(step, Climb):
            yield _climb(step)
        elif step:
            yield _begin(walk, step[0]) if place == 0 else _go_on_from_stair(step[0])
            yield from _bends(step)
    yield from walk.end


def _begin(walk: Walk, stretch: Stretch) -> Text:
    go = _go(stretch)
    if walk.facing_deg is None:
        name = walk.start
        return Text(zh=f"{name.zh}：从中间出发，{go.zh}", en=f"{name.en}: from the middle, {go.en}")
    turn = turn_deg(direction(walk.facing_deg), stretch.run)
    if abs(turn) >= AROUND_DEG:
        return Text(
            zh=f"转身，背对本图，{go.zh}",
            en=f"Turn round, with your back to this sheet, and {go.en}",
        )
    if abs(turn) < AHEAD_DEG:
        return Text(zh=f"面向本图的方向，{go.zh}", en=f"In the direction of this sheet, {go.en}")
    side = _side(turn)
    return Text(
        zh=f"面对本图向{side.zh}转，{go.zh}",
        en=f"Facing this sheet, turn {side.en} and {go.en}",
    )


def _go_on_from_stair(stretch: Stretch) -> Text:
    go = _go(stretch)
    return Text(zh=f"离开楼梯，{go.zh}", en=f"Leave the stair and {go.en}")


def _bends(stretches: Sequence[Stretch]) -> Iterator[Text]:
    for before, after in pairwise(stretches):
        turn, go = _turn(turn_deg(before.run, after.run)), _go(after)
        yield Text(zh=f"{turn.zh}，{go.zh}", en=f"{turn.en} and {go.en}")


def _turn(angle_deg: float) -> Text:
    side = _side(angle_deg)
    if abs(angle_deg) < STRAIGHT_DEG:
        return Text(zh="继续向前", en="Keep straight on")
    if abs(angle_deg) < BEAR_DEG:
        return Text(zh=f"略向{side.zh}转", en=f"Bear {side.en}")
    if abs(angle_deg) > SHARP_DEG:
        return Text(zh=f"向{side.zh}后方转", en=f"Turn sharp {side.en}")
    return Text(zh=f"向{side.zh}转", en=f"Turn {side.en}")


def _side(angle_deg: float) -> Text:
    return Text(zh="左", en="left") if angle_deg > 0 else Text(zh="右", en="right")


def _go(stretch: Stretch) -> Text:
    """Return what is walked: doors with up to 3 m about each, more by what is followed."""
    metres, along = _whole(stretch.length_m), ALONG.get(stretch.use) if stretch.use else None
    about_doors_m = len(stretch.doors_m) * DOORWAY_M
    if along and stretch.doors_m and stretch.length_in(stretch.use) > about_doors_m < metres:
        return _go_through_and_along(stretch, _walked(metres, along))
    walked = _walked(metres, _through(len(stretch.doors_m)) if stretch.doors_m else along)
    return Text(zh=walked.zh, en=f"{'go' if metres else 'take'} {walked.en}")


def _through(doors: int) -> Text:
    if doors == 1:
        return Text(zh="穿过门", en="through the door")
    return Text(zh=f"穿过 {doors} 道门", en=f"through {doors} doors")


def _walked(metres: int, along: Text | None) -> Text:
    zh, en = (along.zh, f" {along.en}") if along else ("", "")
    if metres == 0:
        return Text(zh=f"{zh}走一步", en=f"one step{en}")
    return Text(zh=f"{zh}走 {metres} 米", en=f"{metres} m{en}")


def _go_through_and_along(stretch: Stretch, walked: Text) -> Text:
    """Return a long stretch with its doors told before or after it, as they come."""
    half_m = sum(length_m for _, length_m in stretch.uses) / 2
    before, after = stretch.doors_m[0] <= half_m, stretch.doors_m[-1] > half_m
    if before and after:
        return Text(
            zh=f"穿过门，{walked.zh}，再穿过门",
            en=f"go through the door, {walked.en} and through the next door",
        )
    if before:
        return Text(zh=f"穿过门，{walked.zh}", en=f"go through the door and {walked.en}")
    return Text(zh=f"{walked.zh}，穿过门", en=f"go {walked.en} and through the door")


def _whole(length_m: float) -> int:
    """Return whole metres, halves upwards even where the last digit of the sum wavers."""
    return floor(round(length_m, 3) + 0.5)


def _climb(climb: Climb) -> Text:
    stair, floor = climb.stair.name, climb.floor.name
    zh, en = ("下", "down") if climb.down else ("上", "up")
    return Text(zh=f"从{stair.zh}{zh}到{floor.zh}", en=f"Go {en} {stair.en} to {floor.en}")


def leave_and_gather(final_exit: Exit, outdoors: OutdoorWay) -> tuple[Text, ...]:
    """Return the last lines of a way that leads out."""
    door, name, metres = final_exit.name, outdoors.assembly_point.name, _whole(outdoors.length_m)
    return (
        Text(zh=f"从{door.zh}出去", en=f"Leave through {door.en}"),
        Text(
            zh=f"到{name.zh}集合，约 {metres} 米",
            en=f"Gather at {name.en}, about {metres} m away",
        ),
    )


def wait_in(refuge: Refuge) -> tuple[Text, ...]:
    """Return the last lines of a way that ends in a refuge."""
    name = refuge.name
    return (
        Text(zh=f"在{name.zh}等候", en=f"Wait at {name.en}"),
        Text(
            zh="打电话或请人告诉老师：你在这里",
            en="Ring, or have somebody tell a teacher, that you are here",
        ),
    )
