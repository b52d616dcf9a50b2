# SPDX-License-Identifier: MIT
"""R314: doors that open against the people who leave."""

from collections.abc import Iterator

from generator.finding import Finding, Key
from generator.model.building import BuildingUse, Door, SpaceUse
from generator.model.record import Text
from generator.routing.circulation import CIRCULATION
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import TEACHING_ROOMS, Premises, Room, Storey


def find_wrong_swings(premises: Premises) -> Iterator[Finding]:
    """Yield R314 for doors of rooms, stairs and final exits."""
    for storey in premises.storeys:
        for room in storey.rooms:
            if (allowed := _room_limit(premises, room)) is not None:
                yield from _room_doors(premises, room, allowed)
        yield from _stair_doors(premises, storey)
        yield from _exits(premises, storey)


def _room_limit(premises: Premises, room: Room) -> Limit | None:
    """Return the limit by which the doors of a room must open outwards, if there is one."""
    if room.heads > limit("swing-room-persons").value:
        return limit("swing-room-persons")
    if room.doors and room.heads / len(room.doors) > limit("swing-door-persons").value:
        return limit("swing-door-persons")
    if premises.building.use is BuildingUse.TEACHING and room.space.use in TEACHING_ROOMS:
        return limit("swing-teaching-room")
    return None


def _room_doors(premises: Premises, room: Room, allowed: Limit) -> Iterator[Finding]:
    for door in room.doors:
        if door.opens_in:
            name = Text(
                zh=f"{room.name.zh}的门“{door.id}”（{room.heads} 名学生，{len(room.doors)} 个门）",
                en=f'door "{door.id}" of {room.name.en} '
                f"(pupils: {room.heads}, doors: {len(room.doors)})",
            )
            yield _opens_in(premises, (*door.key, "swing"), name, allowed)


def _stair_doors(premises: Premises, storey: Storey) -> Iterator[Finding]:
    """Yield findings of doors of enclosed stairs: into the stair, at the bottom out of it."""
    is_bottom = bool(storey.floor.open_exits)
    enclosed = {stair.id for stair in premises.building.stairs if stair.enclosed}
    wells = {end.space for end in storey.walkable.stair_ends if end.stair in enclosed}
    wells = {well for well in wells if storey.uses[well] is SpaceUse.STAIR}
    for j, door in enumerate(storey.floor.doors):
        if _is_stair_door(door, wells) and (door.swing in wells) == is_bottom:
            name = Text(zh=f"楼梯间的门“{door.id}”", en=f'stair door "{door.id}"')
            key = (*storey.key, "doors", j, "swing")
            yield _opens_in(premises, key, name, limit("swing-stair"))


def _is_stair_door(door: Door, wells: set[str]) -> bool:
    """Say whether a door with one leaf leads from a stair to something else."""
    return door.is_open and door.swing in door.joins and len(wells & set(door.joins)) == 1


def _exits(premises: Premises, storey: Storey) -> Iterator[Finding]:
    for j, final_exit in enumerate(storey.floor.exits):
        is_in = final_exit.is_open and final_exit.swing == "in"
        if is_in and storey.uses.get(final_exit.space) in CIRCULATION:
            name = Text(zh=f"安全出口“{final_exit.id}”", en=f'exit "{final_exit.id}"')
            key = (*storey.key, "exits", j, "swing")
            yield _opens_in(premises, key, name, limit("swing-exit"))


def _opens_in(premises: Premises, key: Key, name: Text, allowed: Limit) -> Finding:
    what = Text(
        zh=f"{name.zh}迎着疏散的人开",
        en=f"{name.en} opens against the people who leave",
    )
    mend = Text(
        zh="请核对 swing；若属实，请改为向疏散方向开，改好之前上课时让门开着。",
        en="See whether swing is right; if so, have the door rehung to open the way people "
        "leave, and keep it open during lessons until then.",
    )
    return premises.judge("R314", key, allowed, (what, mend))
