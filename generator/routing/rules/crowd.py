# SPDX-License-Identifier: MIT
"""R311: doors, corridors, stairs and exits that are too narrow for the classes that use them.

The width is reckoned per 100 persons by the storey; only pupils of classes with a room are counted.
"""

from collections.abc import Iterator

from generator.finding import Finding, Key
from generator.model.building import BuildingUse
from generator.model.record import Text
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import Premises, Storey
from generator.routing.rules.width import CORRIDORS, ROUNDING_M, corridor_width_m

ROWS = {1: "crowd-low", 2: "crowd-low", 3: "crowd-third"}
"""The row of table 8.2.3 for each storey; any higher is `crowd-high`."""

HUNDRED = 100


def find_crowding(premises: Premises) -> Iterator[Finding]:
    """Yield R311 for teaching buildings."""
    if premises.building.use is not BuildingUse.TEACHING:
        return
    for storey in premises.storeys:
        yield from _crowded_rooms(premises, storey)
        yield from _crowded_corridors(premises, storey)
        yield from _crowded_exits(premises, storey)


def needed_m(premises: Premises, storey: Storey, heads: int) -> tuple[Limit, float]:
    """Return the limit and the width in metres that so many people need on a floor."""
    number = premises.building.storeys[storey.floor.id]
    row = limit(ROWS.get(number, "crowd-high") if number > 0 else "crowd-basement")
    return row, row.at_grade(premises.building.fire_grade) * heads / HUNDRED


def _crowded_rooms(premises: Premises, storey: Storey) -> Iterator[Finding]:
    for room in storey.rooms:
        width_m = sum(door.width_m for door in room.doors)
        name = Text(zh=f"{room.name.zh}的门", en=f"the doors of {room.name.en}")
        if room.doors:
            yield from _judge(premises, storey, room.key, (name, room.heads, width_m))


def _crowded_corridors(premises: Premises, storey: Storey) -> Iterator[Finding]:
    for j, space in enumerate(storey.floor.spaces):
        if space.use in CORRIDORS and space.id in storey.walkable.rooms:
            on = [r for r in storey.rooms if any(d.space == space.id for d in r.doors)]
            heads = sum(room.heads for room in on)
            name = Text(zh=f"走道“{space.id}”", en=f'corridor "{space.id}"')
            width_m = corridor_width_m(storey, space.id) if heads else 0.0
            key = (*storey.key, "spaces", j)
            yield from _judge(premises, storey, key, (name, heads, width_m))


def _crowded_exits(premises: Premises, storey: Storey) -> Iterator[Finding]:
    """Yield findings of the exits of a floor for its people, or those of the fullest above."""
    if not storey.exits:
        return
    name = Text(
        zh=f"{storey.floor.name.zh}的安全出口（{'、'.join(e.id for e in storey.exits)}）",
        en=f"the exits of {storey.floor.name.en} ({', '.join(e.id for e in storey.exits)})",
    )
    width_m = sum(found.width_m for found in storey.exits)
    heads = max((s.heads for s in premises.storeys if _passes(s, storey)), default=0)
    yield from _judge(premises, storey, storey.key, (name, heads, width_m))


def _passes(other: Storey, storey: Storey) -> bool:
    """Say whether people of the other floor come down past this one, or are on it."""
    level, here = other.floor.level, storey.floor.level
    return level >= here if here > 0 else level <= here


def _judge(
    premises: Premises, storey: Storey, key: Key, of: tuple[Text, int, float]
) -> Iterator[Finding]:
    name, heads, width_m = of
    row, least_m = needed_m(premises, storey, heads)
    if width_m >= least_m - ROUNDING_M:
        return
    what = Text(
        zh=f"{name.zh}净宽共 {width_m:.2f} 米，{heads} 名学生按百人指标要 {least_m:.2f} 米",
        en=f"{name.en}: {width_m:.2f} m wide in all; {heads} pupils need {least_m:.2f} m by the "
        "width per 100 persons",
    )
    mend = Text(
        zh="请核对人数和净宽；若属实，请分批疏散、调换教室，并请专业人员复核。",
        en="See whether head counts and widths are right; if so, let classes leave one after "
        "another or change rooms, and have it looked at by those whose trade it is.",
    )
    yield premises.judge("R311", key, row, (what, mend))
