# SPDX-License-Identifier: MIT
"""How many ways out floors and rooms have, and whether they lie apart.

R305 a floor with one exit · R306 two exits, or two doors of a room, so near one another that they
count as one · R307 a room with one door that needs two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import dist

from generator.finding import Finding, Key, Severity
from generator.model.building import BuildingUse, SpaceUse
from generator.model.record import Text
from generator.routing.rules.depth import room_depth_m
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import (
    TEACHING_ROOMS,
    FloorExit,
    Premises,
    Room,
    RoomDoor,
    Storey,
    advise,
)
from generator.routing.rules.travel import ROUNDING_M, Leaving, Ways

NOT_JUDGED = frozenset({SpaceUse.TOILET, SpaceUse.STORE})
"""Rooms in which hardly anybody stays; they may have one door."""

CHILDREN_ROOMS = TEACHING_ROOMS | {SpaceUse.DORMITORY, SpaceUse.HALL}

TWO = 2


def find_few_exits(premises: Premises) -> Iterator[Finding]:
    """Yield R305 for floors with one exit, and R306 where all exits of a floor count as one."""
    for storey in premises.storeys:
        if not storey.rooms or not storey.exits or may_have_one_exit(premises, storey):
            continue
        if len(storey.exits) == 1:
            yield _one_exit(premises, storey)
        elif (gap := _widest_gap_m(storey.exits)) < limit("exits-apart").value - ROUNDING_M:
            name = storey.floor.name
            whose = Text(zh=f"{name.zh}的安全出口", en=f"the exits of {name.en}")
            yield _too_near(premises, storey.key, (whose, _names(storey.exits)), gap)


def may_have_one_exit(premises: Premises, storey: Storey) -> bool:
    """Say whether clause 7.4.1 allows one exit: small ground floors, not of kindergartens."""
    area_m2 = sum(room.area for room in storey.walkable.rooms.values())
    return (
        premises.building.use is not BuildingUse.KINDERGARTEN
        and bool(storey.floor.open_exits)
        and area_m2 <= limit("one-exit-area").value
        and storey.heads <= limit("one-exit-persons").value
    )


def may_have_one_stair(premises: Premises, storey: Storey) -> bool:
    """Say whether a floor above may be among those of table 5.5.8, which was not read."""
    numbers = premises.building.storeys
    above = [s for s in premises.storeys if numbers[s.floor.id] > 1]
    return (
        premises.building.use is not BuildingUse.KINDERGARTEN
        and storey in above
        and max(numbers.values()) <= limit("one-stair-storeys").value
        and sum(room.area for room in storey.walkable.rooms.values())
        <= limit("one-stair-area").value
        and sum(s.heads for s in above) <= limit("one-stair-persons").value
    )


def _one_exit(premises: Premises, storey: Storey) -> Finding:
    name, only = storey.floor.name, storey.exits[0].name
    what = Text(
        zh=f"{name.zh}只有一个安全出口：{only.zh}",
        en=f"{name.en} has one exit only: {only.en}",
    )
    mend = Text(
        zh="请核对楼梯和出口是否写全；若属实，请向消防部门确认是否符合只设一个的条件。",
        en="See whether all stairs and exits are given; if so, ask the fire authority whether one "
        "is allowed here.",
    )
    limits = [limit("exits-least")]
    if may_have_one_stair(premises, storey):
        limits.append(limit("one-stair-storeys"))
    return premises.judge("R305", storey.key, limits, (what, mend))


def _widest_gap_m(ways: Sequence[FloorExit | RoomDoor]) -> float:
    """Return the greatest distance between the nearest edges of any two doors."""
    gaps = [dist(a.at, b.at) - (a.width_m + b.width_m) / 2 for a, b in combinations(ways, 2)]
    return max(gaps, default=0.0)


def _names(ways: Sequence[FloorExit | RoomDoor]) -> Text:
    names = [way.id for way in ways]
    return Text(zh="、".join(f"“{n}”" for n in names), en=", ".join(f'"{n}"' for n in names))


def _too_near(premises: Premises, key: Key, of: tuple[Text, Text], gap_m: float) -> Finding:
    (whose, names), least = of, limit("exits-apart")
    what = Text(
        zh=f"{whose.zh} {names.zh} 最近边缘相距最多 {max(gap_m, 0):.1f} 米，"
        f"不到 {least.value:.0f} 米，只能算一个",
        en=f"{whose.en} ({names.en}) are at most {max(gap_m, 0):.1f} m apart, less than "
        f"{least.value:.0f} m, and count as one",
    )
    mend = Text(
        zh="请核对 at_m；若属实，一处起火会同时堵住它们，需要在另一头增设。",
        en="See whether at_m is right; if so, one fire blocks them all: another is needed at the "
        "other end.",
    )
    return premises.judge("R306", key, least, (what, mend))


def find_few_doors(premises: Premises) -> Iterator[Finding]:
    """Yield R307 for rooms with too few doors, and R306 for doors that count as one."""
    for storey in premises.storeys:
        leavings = {leaving.door.id: leaving for leaving in Ways(storey=storey).leavings()}
        for room in storey.rooms:
            if room.space.use not in NOT_JUDGED and room.doors:
                first = leavings.get(room.doors[0].id)
                yield from _judge_doors(Case(premises, storey, room, first))


@dataclass(frozen=True, slots=True)
class Case:
    """A room with its doors, as it is judged whether they suffice."""

    premises: Premises
    storey: Storey
    room: Room
    leaving: Leaving | None
    """How people leave by its first door; none where that leads outdoors or nowhere."""

    @property
    def is_for_children(self) -> bool:
        """Say whether the room falls under the stricter rules of 教学用房 and 儿童用房."""
        uses = CHILDREN_ROOMS if self._is_kindergarten else TEACHING_ROOMS
        return self.room.space.use in uses

    @property
    def _is_kindergarten(self) -> bool:
        return self.premises.building.use is BuildingUse.KINDERGARTEN

    @property
    def is_at_end(self) -> bool:
        """Say whether the room lies at the end of a corridor."""
        return self.leaving is not None and self.leaving.is_at_end

    @property
    def area_limit(self) -> Limit:
        """Return the limit of area for a room with one door that is not at the end."""
        if not self.is_for_children:
            return limit("one-door-other")
        return limit("one-door-kindergarten" if self._is_kindergarten else "one-door-teaching")

    @property
    def may_have_one_door(self) -> bool:
        """Say whether clause 7.4.2 allows the room one door."""
        if not self.is_at_end:
            return self.room.area_m2 <= self.area_limit.value
        return not self.is_for_children and self._is_small_enough_at_end

    @property
    def _is_small_enough_at_end(self) -> bool:
        if self.room.area_m2 < limit("one-door-end-small").value:
            return True
        outline, door = self.storey.walkable.rooms[self.room.space.id], self.room.doors[0]
        return (
            self.room.area_m2 <= limit("one-door-end-large").value
            and door.width_m >= limit("one-door-end-width").value
            and room_depth_m(outline, [door.at]) <= limit("one-door-end-depth").value
        )


def _judge_doors(case: Case) -> Iterator[Finding]:
    room, needs_two = case.room, not case.may_have_one_door
    if len(room.doors) == 1:
        if needs_two:
            yield _one_door(case, case.area_limit)
        elif room.space.use in TEACHING_ROOMS and _is_school(case.premises):
            yield _one_door(case, limit("doors-teaching-room"))
    elif needs_two and (gap := _widest_gap_m(room.doors)) < _apart_m():
        whose = Text(zh=f"{room.name.zh}的门", en=f"the doors of {room.name.en}")
        yield _too_near(case.premises, room.key, (whose, _names(room.doors)), gap)


def _apart_m() -> float:
    return limit("exits-apart").value - ROUNDING_M


def _is_school(premises: Premises) -> bool:
    return premises.building.use is BuildingUse.TEACHING


def _one_door(case: Case, allowed: Limit) -> Finding:
    room, only = case.room, case.room.doors[0].id
    where_zh, where_en = (
        ("，且在走道尽端", " at the end of a corridor") if case.is_at_end else ("", "")
    )
    what = Text(
        zh=f"{room.name.zh}{room.area_m2:.0f} 平方米{where_zh}，只有一个门“{only}”，应有两个",
        en=f'{room.name.en}, {room.area_m2:.0f} m²{where_en}, has one door, "{only}", '
        "and needs two",
    )
    mend = Text(
        zh="请核对门是否写全，尤其是后门；若属实，请增设门，或换一间教室。",
        en="See whether all doors are given, the back door above all; if so, add a door or use "
        "another room.",
    )
    found = case.premises.judge("R307", room.key, allowed, (what, mend))
    return found if allowed.severity is Severity.GAP else advise(found)
