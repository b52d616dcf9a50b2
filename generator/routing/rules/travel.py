# SPDX-License-Identifier: MIT
"""How far it is from rooms' doors to the exits of their floor, and what lies in a dead end.

R301 a door too far from its exit · R302 too far only if the fire grade is 3 or 4 (advice).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import acos, degrees, hypot

from generator.finding import Finding
from generator.model.building import BuildingUse, Point, SpaceUse
from generator.model.record import Text
from generator.routing.circulation import CIRCULATION
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import (
    FloorExit,
    Premises,
    Room,
    RoomDoor,
    Storey,
    advise,
)
from generator.routing.rules.stroll import Strolls, free_area, point_along, way_length_m

ROUNDING_M = 0.05
"""Told only where a distance is longer than its limit by more than this."""

LOOK_M = 2.0
"""So far from a door it is seen in which direction a way goes."""

APART_DEG = 45.0
"""Two ways that part by less lead in the same direction: from such a door one cannot choose."""

STRICTER_GRADE = 3
"""From this grade on the figures of the table are smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How people leave by one door of a room."""

    storey: Storey
    room: Room
    door: RoomDoor
    exit: FloorExit
    """The nearest."""
    length_m: float
    is_dead_end: bool
    """All exits lie in the same direction."""
    is_straight_on: bool
    """One walks on as one came out: the room lies at the end of its corridor."""

    @property
    def is_at_end(self) -> bool:
        """Say whether the room lies at the end of a dead end."""
        return self.is_dead_end and self.is_straight_on


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The ways from all doors of a floor's rooms to the exits of the floor."""

    storey: Storey

    @cached_property
    def strolls(self) -> Strolls:
        """The circulation of the floor."""
        walkable = self.storey.walkable
        spaces = {name for name, use in walkable.uses.items() if use in CIRCULATION}
        return Strolls(free_area(walkable, spaces), [found.at for found in self.storey.exits])

    @cached_property
    def by_exit(self) -> Sequence[tuple[FloorExit, Mapping[Point, Sequence[Point]]]]:
        """The ways to each exit, by where they begin."""
        doors = [d.at for room in self.storey.rooms for d in room.doors if d.space]
        return [(found, self.strolls.ways(found.at, doors)) for found in self.storey.exits]

    def leavings(self) -> Iterator[Leaving]:
        """Yield how people leave each room by each of its doors into circulation."""
        for room in self.storey.rooms:
            for door in room.doors:
                if door.space and (found := self._leave(room, door)) is not None:
                    yield found

    def _leave(self, room: Room, door: RoomDoor) -> Leaving | None:
        ways = [(way_length_m(w[door.at]), e, w[door.at]) for e, w in self.by_exit if door.at in w]
        if not ways:
            return None
        length_m, nearest, way = min(ways, key=lambda found: (round(found[0], 3), found[1].id))
        directions = [_direction(door, way) for _, _, way in ways]
        return Leaving(
            storey=self.storey,
            room=room,
            door=door,
            exit=nearest,
            length_m=length_m,
            is_dead_end=not _part(directions),
            is_straight_on=_angle_deg(_direction(door, way), door.inward) < APART_DEG,
        )


def _part(directions: Sequence[Point]) -> bool:
    """Say whether any two of the directions part."""
    return any(_angle_deg(a, b) >= APART_DEG for a in directions for b in directions)


def _direction(door: RoomDoor, way: Sequence[Point]) -> Point:
    x, y = point_along(way, LOOK_M)
    return (x - door.at[0], y - door.at[1])


def _angle_deg(first: Point, second: Point) -> float:
    lengths = hypot(*first) * hypot(*second)
    if not lengths:
        return 0.0
    cosine = (first[0] * second[0] + first[1] * second[1]) / lengths
    return degrees(acos(min(1.0, max(-1.0, cosine))))


ROWS = {
    BuildingUse.TEACHING: "travel-teaching",
    BuildingUse.KINDERGARTEN: "travel-kindergarten",
    BuildingUse.DORMITORY: "travel-other",
    BuildingUse.OTHER: "travel-other",
}
"""The row of table 5.5.17 for each use of a building."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How far it may be."""

    base: Limit
    limits: tuple[Limit, ...]
    """The limit and what loosens it."""
    length_m: float
    cut: Limit | None
    """What tightens it: an open stair as nearest exit."""


def allow(premises: Premises, leaving: Leaving, grade: int | None) -> Allowance:
    """Return how far the door may be from its exit in a building of that fire grade."""
    end = "-dead-end" if leaving.is_dead_end else ""
    base = limit(ROWS[premises.building.use] + end)
    length_m, limits = base.at_grade(grade), [base]
    if leaving.storey.uses[leaving.door.space] is SpaceUse.GALLERY:
        limits.append(limit("travel-gallery-bonus"))
        length_m += limits[-1].value
    if premises.building.sprinklers:
        limits.append(limit("travel-sprinkler-factor"))
        length_m *= limits[-1].value
    cut = limit(f"travel-open-stair-cut{end}") if leaving.exit.is_open_stair else None
    return Allowance(base=base, limits=tuple(limits), length_m=length_m, cut=cut)


def find_far_doors(premises: Premises) -> Iterator[Finding]:
    """Yield R301 for doors too far from their exits, and R302 where the fire grade decides."""
    grade = premises.building.fire_grade
    doubtful: list[Leaving] = []
    for storey in premises.storeys:
        for leaving in Ways(storey=storey).leavings():
            found = _judge_distance(premises, leaving, grade)
            if found is not None:
                yield found
            elif grade is None and _judge_distance(premises, leaving, STRICTER_GRADE):
                doubtful.append(leaving)
    if doubtful:
        yield _grade_decides(premises, doubtful)


def _judge_distance(premises: Premises, leaving: Leaving, grade: int | None) -> Finding | None:
    allowed = allow(premises, leaving, grade)
    if leaving.length_m > allowed.length_m + ROUNDING_M:
        return _too_far(premises, leaving, (allowed.base,), allowed.length_m)
    tight_m = allowed.length_m - (allowed.cut.value if allowed.cut else 0)
    if allowed.cut and leaving.length_m > tight_m + ROUNDING_M:
        return _too_far(premises, leaving, (allowed.base, allowed.cut), tight_m)
    return None


def _too_far(
    premises: Premises, leaving: Leaving, limits: tuple[Limit, ...], allowed_m: float
) -> Finding:
    door, room, goal = leaving.door, leaving.room.name, leaving.exit.name
    where = Text(
        zh="袋形走道" if leaving.is_dead_end else "两个安全出口之间",
        en="in a dead end" if leaving.is_dead_end else "between two exits",
    )
    what = Text(
        zh=f"{room.zh}的门“{door.id}”（{where.zh}）到最近的{goal.zh}要走 "
        f"{leaving.length_m:.1f} 米，限值 {allowed_m:.1f} 米",
        en=f'door "{door.id}" of {room.en}, {where.en}, is {leaving.length_m:.1f} m on foot from '
        f"the nearest {goal.en}; at most {allowed_m:.1f} m",
    )
    mend = Text(
        zh="请核对门、楼梯、出口是否写全、enclosed 和 sprinklers 是否属实；若属实，"
        "请专业人员增设出口，此前不要在这里安排班级。",
        en="See whether doors, stairs and exits are all given and `enclosed` and `sprinklers` are "
        "true; if so, have an exit added by those whose trade it is, and place no class here.",
    )
    return premises.judge("R301", door.key, limits, (what, mend))


def _grade_decides(premises: Premises, doubtful: Sequence[Leaving]) -> Finding:
    names = sorted({leaving.door.id for leaving in doubtful})
    zh, en = "、".join(f"“{n}”" for n in names), ", ".join(f'"{n}"' for n in names)
    base = allow(premises, doubtful[0], None).base
    what = Text(
        zh=f"没有写耐火等级：若是三级或四级，门 {zh} 离安全出口太远",
        en=f"the fire grade is not given: if it is 3 or 4, these doors are too far from an "
        f"exit: {en}",
    )
    mend = Text(
        zh="请从竣工图或消防验收文件上查到耐火等级，写进 fire_grade。",
        en="Look the fire-resistance grade up in the as-built or acceptance papers and give it as "
        "`fire_grade`.",
    )
    return advise(premises.judge("R302", ("fire_grade",), base, (what, mend)))
