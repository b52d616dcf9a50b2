# SPDX-License-Identifier: MIT
"""Faults of where classes are said to be, to stand and to leave.

R201 a class, room, building, stair or exit that does not exist · R226 two classes in one room
(advice) · R227 a class in a space for nobody · R230 a class named twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.finding import Finding, Key, Severity
from generator.model.building import Building, SpaceUse
from generator.model.record import Text
from generator.model.school import Campus, FixedRoute, SchoolClass
from generator.routing.fault import school_fault, suggest

NO_LESSONS = frozenset({SpaceUse.STAIR, SpaceUse.LIFT, SpaceUse.CLOSED, SpaceUse.CORRIDOR})
"""Spaces that cannot be the room of a class."""


def find_class_faults(campus: Campus) -> Iterator[Finding]:
    """Yield R201, R226, R227 and R230 for the classes of a school."""
    yield from _unknown_rooms(campus)
    yield from _rooms_for_nobody(campus)
    yield from _shared_rooms(campus)
    yield from _area_faults(campus)
    yield from _fixed_faults(campus)


def _unknown_rooms(campus: Campus) -> Iterator[Finding]:
    rooms = {b.id: {s.id for f in b.floors for s in f.spaces} for b in campus.buildings}
    for i, school_class in enumerate(campus.school.classes):
        building, room = school_class.building, school_class.room
        if building not in rooms:
            if campus.may_have(building):
                continue  # its own fault is told; rooms that cannot be read are not missing
            yield _unknown(
                campus, ("classes", i, "building"), (school_class.id, building), set(rooms)
            )
        elif room not in rooms[building]:
            yield _unknown(campus, ("classes", i, "room"), (school_class.id, room), rooms[building])


def _unknown(campus: Campus, key: Key, of: tuple[str, str], known: set[str]) -> Finding:
    """Return that what is said `of` a class or an area, a name, stands for nothing."""
    field = next(str(part) for part in reversed(key) if isinstance(part, str))
    whose, name = of
    what = Text(
        zh=f"“{whose}”的 {field}：没有“{name}”。", en=f'{field} of "{whose}": there is no "{name}".'
    )
    return school_fault(campus, "R201", key, (what, suggest(name, known)))


def _rooms_for_nobody(campus: Campus) -> Iterator[Finding]:
    uses = {(b.id, s.id): s.use for b in campus.buildings for f in b.floors for s in f.spaces}
    for i, school_class in enumerate(campus.school.classes):
        use = uses.get((school_class.building, school_class.room))
        if use in NO_LESSONS:
            what = Text(
                zh=f"班级“{school_class.id}”的教室“{school_class.room}”是 {use.value}，不是房间。",
                en=f'the room "{school_class.room}" of class "{school_class.id}" is a '
                f"{use.value}, no room.",
            )
            mend = Text(zh="请改正 room，或空间的 use。", en="Correct room, or use of the space.")
            yield school_fault(campus, "R227", ("classes", i, "room"), (what, mend))


def _shared_rooms(campus: Campus) -> Iterator[Finding]:
    first: dict[tuple[str, str], SchoolClass] = {}
    for i, school_class in enumerate(campus.school.classes):
        other = first.setdefault((school_class.building, school_class.room), school_class)
        if other is not school_class:
            what = Text(
                zh=f"班级“{other.id}”和“{school_class.id}”用同一间教室“{school_class.room}”。",
                en=f'classes "{other.id}" and "{school_class.id}" have the same room '
                f'"{school_class.room}".',
            )
            mend = Text(
                zh="请核对 room；若两班轮流使用，人数会重复计算，请只写一个班。",
                en="See whether room is right; if they take turns, their heads are counted twice: "
                "give one class only.",
            )
            fault = school_fault(campus, "R226", ("classes", i, "room"), (what, mend))
            yield replace(fault, severity=Severity.ADVICE)


def _area_faults(campus: Campus) -> Iterator[Finding]:
    """Yield faults of the classes that are said to stand on areas of the assembly points."""
    known = {school_class.id for school_class in campus.school.classes}
    named = [
        (("assembly_points", i, "areas", j, "classes", k), name)
        for i, point in enumerate(campus.school.assembly_points)
        for j, area in enumerate(point.areas)
        for k, name in enumerate(area.classes)
    ]
    yield from _name_faults(campus, named, known, "areas")


def _fixed_faults(campus: Campus) -> Iterator[Finding]:
    """Yield faults of the classes whose ways the school has settled itself."""
    fixed = campus.school.evacuation.fixed
    known = {school_class.id for school_class in campus.school.classes}
    named = [
        (("evacuation", "fixed", i, "school_class"), f.school_class) for i, f in enumerate(fixed)
    ]
    yield from _name_faults(campus, named, known, "fixed")
    buildings = {building.id: building for building in campus.buildings}
    homes = {c.id: buildings[c.building] for c in campus.school.classes if c.building in buildings}
    for i, route in enumerate(fixed):
        if route.school_class in homes:
            yield from _ends(campus, i, route, homes[route.school_class])


def _ends(campus: Campus, i: int, route: FixedRoute, building: Building) -> Iterator[Finding]:
    """Yield the stair and the exit of a settled way that its building does not have."""
    stairs = {stair.id for stair in building.stairs}
    exits = {final_exit.id for floor in building.floors for final_exit in floor.exits}
    if route.stair is not None and route.stair not in stairs:
        of = (route.school_class, route.stair)
        yield _unknown(campus, ("evacuation", "fixed", i, "stair"), of, stairs)
    if route.final_exit is not None and route.final_exit not in exits:
        of = (route.school_class, route.final_exit)
        yield _unknown(campus, ("evacuation", "fixed", i, "final_exit"), of, exits)


def _name_faults(
    campus: Campus, named: Sequence[tuple[Key, str]], known: set[str], where: str
) -> Iterator[Finding]:
    first: dict[str, Key] = {}
    for key, name in named:
        if name not in known:
            yield _unknown(campus, key, (where, name), known)
        elif first.setdefault(name, key) != key:
            yield _named_twice(campus, key, name, WHERE[where])


WHERE: Mapping[str, Text] = {
    "areas": Text(zh="集合区（areas）", en="the assembly areas"),
    "fixed": Text(zh="自定路线（fixed）", en="the fixed routes"),
}


def _named_twice(campus: Campus, key: Key, name: str, where: Text) -> Finding:
    what = Text(
        zh=f"班级“{name}”在{where.zh}里写了两次。", en=f'class "{name}" stands twice in {where.en}.'
    )
    mend = Text(zh="请只留一处。", en="Leave it in one place only.")
    return school_fault(campus, "R230", key, (what, mend))
