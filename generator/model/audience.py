# SPDX-License-Identifier: MIT
"""Who is taught, drilled or charged with a duty."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Audience(StrEnum):
    """Who is taught, drilled or charged with a duty; the plans' own groups."""

    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    PRIMARY_LOWER = "primary-lower"
    PRIMARY_UPPER = "primary-upper"
    JUNIOR = "junior"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    COLLEGE = "college"
    PARENTS = "parents"
    TEACHERS = "teachers"
    PRINCIPAL = "principal"
    SAFETY_OFFICER = "safety-officer"
    CLASS_TEACHER = "class-teacher"
    LABORATORY_STAFF = "laboratory-staff"
    GUARD = "guard"
    FIRE_CONTROL = "fire-control"
    BUS_DRIVER = "bus-driver"
    BUS_ATTENDANT = "bus-attendant"
    KITCHEN_STAFF = "kitchen-staff"
    SCHOOL_DOCTOR = "school-doctor"
    VISITORS = "visitors"

    @property
    def shown_zh(self) -> str:
        """Return its Chinese name with the word that files use: 教职工 [teachers]."""
        return f"{NAMES[self][0]} [{self.value}]"

    @property
    def shown_en(self) -> str:
        """Return its English name, with the word that files use where it is another one."""
        name = NAMES[self][1]
        return name if name.replace(" ", "-") == self.value else f"{name} [{self.value}]"

    @property
    def group(self) -> "Audience":
        """Return the group that plans speak of: both primary bands are `primary`."""
        return Audience.PRIMARY if self.value.startswith("primary") else self

    def comprises(self, other: "Audience") -> bool:
        """Say whether all of the other are among these: `primary` comprises its two bands."""
        return other is self or (self is Audience.PRIMARY and other.group is self)

    @property
    def is_stage(self) -> bool:
        """Say whether this is a group of pupils or students."""
        return self in STAGES


STAGES = (
    Audience.KINDERGARTEN,
    Audience.PRIMARY,
    Audience.PRIMARY_LOWER,
    Audience.PRIMARY_UPPER,
    Audience.JUNIOR,
    Audience.SENIOR,
    Audience.VOCATIONAL,
    Audience.COLLEGE,
)
"""Pupils and students, youngest first."""

NAMES: Mapping[Audience, tuple[str, str]] = MappingProxyType(
    {
        Audience.KINDERGARTEN: ("幼儿园", "kindergarten"),
        Audience.PRIMARY: ("小学", "primary"),
        Audience.PRIMARY_LOWER: ("小学低段", "primary 1–3"),
        Audience.PRIMARY_UPPER: ("小学高段", "primary 4–6"),
        Audience.JUNIOR: ("初中", "junior secondary"),
        Audience.SENIOR: ("高中", "senior secondary"),
        Audience.VOCATIONAL: ("中职", "vocational"),
        Audience.COLLEGE: ("高校", "college"),
        Audience.PARENTS: ("家长", "parents"),
        Audience.TEACHERS: ("教职工", "staff"),
        Audience.PRINCIPAL: ("校长", "principal"),
        Audience.SAFETY_OFFICER: ("安全干部", "safety officer"),
        Audience.CLASS_TEACHER: ("班主任", "class teacher"),
        Audience.LABORATORY_STAFF: ("实验室人员", "laboratory staff"),
        Audience.GUARD: ("保安", "guards"),
        Audience.FIRE_CONTROL: ("消防值班", "fire control staff"),
        Audience.BUS_DRIVER: ("校车驾驶人", "bus drivers"),
        Audience.BUS_ATTENDANT: ("随车照管人员", "bus attendants"),
        Audience.KITCHEN_STAFF: ("食堂人员", "kitchen staff"),
        Audience.SCHOOL_DOCTOR: ("校医", "school doctor"),
        Audience.VISITORS: ("来访人员", "visitors"),
    }
)
"""In Chinese and English, as theme/words.toml has them for pages; a test keeps both the same."""
