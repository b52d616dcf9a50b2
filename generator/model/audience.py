# SPDX-License-Identifier: MIT
"""Who is taught, drilled or charged with a duty."""

from enum import StrEnum


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
    def group(self) -> "Audience":
        """Return the group that plans speak of: both primary bands are `primary`."""
        return Audience.PRIMARY if self.value.startswith("primary") else self

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
