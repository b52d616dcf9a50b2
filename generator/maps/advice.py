# SPDX-License-Identifier: MIT
"""What to do, in few words: the same on the wall and on the telephone."""

from generator.maps import wording
from generator.model.building import EquipmentKind, Floor
from generator.model.record import Text
from generator.model.school import AssemblyPoint, School


def fire_lines(floor: Floor, point: AssemblyPoint, *, has_second: bool) -> tuple[Text, ...]:
    """Return what to do in a fire; an alarm button is named only where there is one.

    `has_second` says that a second route leads out which smoke in the first leaves free.
    """
    kinds = {thing.kind for thing in floor.equipment}
    has_button = EquipmentKind.CALL_POINT in kinds
    return (
        wording.SHOUT_AND_PRESS if has_button else wording.SHOUT,
        wording.LEAVE,
        *((wording.USE_SECOND,) if has_second else ()),
        wording.STAY_LOW,
        wording.gather_at(point.name),
        wording.CALL_FIRE,
    )


def accident_lines(school: School) -> tuple[Text, ...]:
    """Return what to do when somebody is hurt; with the school's own number, if it has one."""
    phone = school.assembly_phone
    own = (wording.school_phone(phone),) if phone else ()
    return (wording.TELL_TEACHER, wording.CALL_HELP, wording.SAY_WHERE, *own)
