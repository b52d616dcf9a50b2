# SPDX-License-Identifier: MIT
"""How wide doors, exits and corridors are.

R308 a door too narrow · R309 a final exit too narrow · R310 a corridor or gallery too narrow.
"""

from collections.abc import Iterator, Sequence

from shapely import Point as Spot
from shapely import Polygon

from generator.finding import Finding, Key
from generator.model.building import GROUND_LEVEL, BuildingUse, Point, Space, SpaceUse
from generator.model.record import Text
from generator.routing.circulation import CIRCULATION
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import TEACHING_ROOMS, Premises, RoomDoor, Storey

ROUNDING_M = 0.005
"""Half a centimetre, as widths are given."""

CORRIDORS = frozenset({SpaceUse.CORRIDOR, SpaceUse.GALLERY})

MINOR = frozenset({SpaceUse.LIFT, SpaceUse.CLOSED, SpaceUse.STORE})
"""Spaces to whose doors no width is asked for."""

ALCOVE_M = 1.0
"""A door may stand so deep in an alcove before the alcove itself counts as corridor."""

STEP_M = 0.01
WIDEST_M = 10.0
OPPOSITE = -0.5
"""Greatest scalar product of two doors' directions that stand on both sides of a corridor."""


def _narrow(width_m: float, limits: Sequence[Limit]) -> Limit | None:
    """Return the first of the limits, strictest law first, that a width misses."""
    return next((found for found in limits if width_m < found.value - ROUNDING_M), None)


def _is_school(premises: Premises) -> bool:
    return premises.building.use is BuildingUse.TEACHING


def find_narrow_doors(premises: Premises) -> Iterator[Finding]:
    """Yield R308 for doors of rooms and stairs on the way out that are too narrow."""
    limits = [limit("door-width"), *([limit("door-width-school")] if _is_school(premises) else [])]
    minor = {space.id for _, _, space in premises.site.spaces() if space.use in MINOR}
    for i, floor in premises.site.floors():
        for j, door in enumerate(floor.doors):
            missed = _narrow(door.clear_width_m, limits)
            if missed and door.is_open and not set(door.joins) & minor:
                name = Text(zh=f"门“{door.id}”", en=f'door "{door.id}"')
                key = ("floors", i, "doors", j, "clear_width_m")
                yield _too_narrow(premises, "R308", key, (name, door.clear_width_m, missed))


def find_narrow_exits(premises: Premises) -> Iterator[Finding]:
    """Yield R309 for final exits that are too narrow.

    A room's own way outdoors, or one on another floor, need be no wider than a door.
    """
    for i, floor in premises.site.floors():
        common = {space.id for space in floor.spaces if space.use in CIRCULATION}
        for j, final_exit in enumerate(floor.exits):
            is_main = floor.level == GROUND_LEVEL and final_exit.space in common
            row = "exit-width" if is_main else "door-width"
            school = [limit(f"{row}-school")] if _is_school(premises) else []
            missed = _narrow(final_exit.clear_width_m, [limit(row), *school])
            if missed and final_exit.is_open:
                name = Text(zh=f"安全出口“{final_exit.id}”", en=f'exit "{final_exit.id}"')
                key = ("floors", i, "exits", j, "clear_width_m")
                yield _too_narrow(premises, "R309", key, (name, final_exit.clear_width_m, missed))


def _too_narrow(premises: Premises, code: str, key: Key, of: tuple[Text, float, Limit]) -> Finding:
    name, width_m, missed = of
    what = Text(
        zh=f"{name.zh}净宽 {width_m:.2f} 米，至少要 {missed.value:.2f} 米",
        en=f"{name.en} is {width_m:.2f} m wide; at least {missed.value:.2f} m",
    )
    mend = Text(
        zh="请量门扇全开时的净宽再核对 clear_width_m；若属实，请列入整改，演练时分流。",
        en="Measure the free width with the leaf open and correct clear_width_m; if it is so, "
        "plan its widening and lead fewer people through it until then.",
    )
    return premises.judge(code, key, missed, (what, mend))


def find_narrow_corridors(premises: Premises) -> Iterator[Finding]:
    """Yield R310 for corridors and galleries whose narrowest place is too narrow."""
    for storey in premises.storeys:
        for j, space in enumerate(storey.floor.spaces):
            if space.use in CORRIDORS and space.id in storey.walkable.rooms:
                width_m = corridor_width_m(storey, space.id)
                missed = _narrow(width_m, _corridor_limits(premises, storey, space))
                if missed:
                    name = Text(
                        zh=f"“{space.id}”（{space.name.zh}）最窄处",
                        en=f'the narrowest place of "{space.id}" ({space.name.en})',
                    )
                    key = (*storey.key, "spaces", j, "outline_m")
                    yield _too_narrow(premises, "R310", key, (name, width_m, missed))


def _corridor_limits(premises: Premises, storey: Storey, space: Space) -> list[Limit]:
    doors = _doors_on(storey, space.id)
    serves = any(teaching for teaching, _ in doors)
    found = [limit("corridor-width")]
    if _is_school(premises) and serves:
        inner = space.use is SpaceUse.CORRIDOR and _on_both_sides([door for _, door in doors])
        found.append(limit("corridor-width-inner" if inner else "corridor-width-single"))
    return found


def _doors_on(storey: Storey, corridor: str) -> list[tuple[bool, RoomDoor]]:
    """Return the doors of rooms on a corridor, with whether the room is for teaching."""
    return [
        (room.space.use in TEACHING_ROOMS, door)
        for room in storey.rooms
        for door in room.doors
        if door.space == corridor
    ]


def _on_both_sides(doors: Sequence[RoomDoor]) -> bool:
    ways = [door.inward for door in doors]
    return any(a[0] * b[0] + a[1] * b[1] < OPPOSITE for a in ways for b in ways)


def corridor_width_m(storey: Storey, corridor: str) -> float:
    """Return the width that is free all along a corridor, between all its doors.

    It is the width of the widest disc that can be moved from door to door; alcoves up to 1 m
    deep in which a door stands are left out.
    """
    outline = storey.walkable.rooms[corridor]
    passages = (*storey.walkable.doors, *storey.walkable.exits)
    doors = [passage.wall.at for passage in passages if corridor in passage.spaces]
    low, high = 0.0, WIDEST_M / 2
    while high - low > STEP_M / 8:
        middle = (low + high) / 2
        low, high = (middle, high) if _can_pass(outline, doors, middle) else (low, middle)
    return low * 2


def _can_pass(outline: Polygon, doors: Sequence[Point], radius_m: float) -> bool:
    room = outline.buffer(-radius_m, join_style="mitre")
    if not isinstance(room, Polygon) or room.is_empty:
        return False
    return all(room.distance(Spot(door)) <= radius_m + ALCOVE_M for door in doors)
