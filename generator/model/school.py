# SPDX-License-Identifier: MIT
"""A school: its grounds, classes, calendar, records and the codes on its walls."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from generator.model.audience import Audience
from generator.model.building import Building, ElementId, Outline, Point
from generator.model.record import Id, Item, Record, Text


class Yard(Record):
    """Open ground on which people walk."""

    id: ElementId
    name: Text
    outline_m: Outline


class AssemblyPoint(Record):
    """Where people gather and are counted."""

    id: ElementId
    name: Text
    at_m: Point
    outline_m: Outline | None = None


class SchoolClass(Record):
    """A class with its room."""

    id: ElementId
    name: Text
    audience: Audience
    head_count: Annotated[int, Field(gt=0, le=80)]
    building: Id
    room: ElementId


class School(Item):
    """What a school says of itself in `school.yml`."""

    name: Text
    sample: bool = False
    """True for a made-up school; printed on everything that is its own."""
    address: Text
    stages: Annotated[tuple[Audience, ...], Field(min_length=1)]
    posts: tuple[Audience, ...] = ()
    """Staff and other groups that it has; where empty, every one is judged here."""
    covers: tuple[str, ...] = ()
    """Requirements that the posted evacuation sheets claim to meet."""
    yards: tuple[Yard, ...] = ()
    assembly_points: tuple[AssemblyPoint, ...] = ()
    """At least one where the school has a building."""
    classes: tuple[SchoolClass, ...] = ()
    assembly_phone: str = ""
    """The school's own number for an emergency, as printed; may be empty."""

    def has(self, audience: Audience) -> bool:
        """Say whether the school teaches, employs or hosts the audience."""
        if audience.is_stage:
            return audience.group in {stage.group for stage in self.stages}
        return not self.posts or audience in self.posts


class EntryKind(StrEnum):
    """What a calendar entry or a record is about."""

    DRILL = "drill"
    LESSON = "lesson"
    TRAINING = "training"
    AWARENESS_DAY = "awareness-day"
    PARENT = "parent"
    CHECKLIST = "checklist"
    ASSESSMENT = "assessment"
    METHOD = "method"


class Entry(Record):
    """Something planned on one or more days."""

    id: Id
    kind: EntryKind
    title: Text
    item: Id | None = None
    """The drill, lesson … that is held."""
    dates: Annotated[tuple[date, ...], Field(min_length=1)]
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    covers: tuple[str, ...] = ()
    """Requirements met by the day itself, beyond those its item covers."""


class SchoolCalendar(Item):
    """What a school plans for a year, in `calendar.yml`."""

    entries: tuple[Entry, ...]


class CorrectiveAction(Record):
    """What must be mended after something was observed."""

    what: Text
    owner: Audience
    """The post that sees to it; never a person's name."""
    due: date
    done: date | None = None


class Observation(Record):
    """What an observer saw; no names."""

    what: Text
    action: CorrectiveAction | None = None


NOTHING_HELD = "neither `entry` nor `item` says what was held"


class HeldRecord(Item):
    """Something that was held, in `records/`; no names of pupils."""

    kind: EntryKind
    entry: Id | None = None
    """The entry of the calendar that it carries out."""
    item: Id | None = None
    """The drill, lesson … that was held; needed where no entry is named."""
    date: date
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    classes: tuple[ElementId, ...] = ()
    """Which classes took part, where not all did."""
    minutes: Annotated[int, Field(gt=0, le=600)]
    seconds_to_clear: Annotated[int, Field(gt=0)] | None = None
    """Measured from the signal until all were at the assembly point."""
    observed: tuple[Observation, ...] = ()
    sheet_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of the scanned record sheet, which the school keeps."""

    @model_validator(mode="after")
    def _says_what_was_held(self) -> Self:
        if not self.entry and not self.item:
            raise ValueError(NOTHING_HELD)
        return self


Code = Annotated[str, StringConstraints(pattern=r"^[2-9A-HJKMNP-TW-Z]{5}$")]
"""What a printed QR code ends in; the last character is a check."""


class IssuedCode(Record):
    """A code that hangs on a wall, for ever."""

    code: Code
    building: Id
    place: ElementId
    issued: date
    revision: Annotated[int, Field(gt=0)] = 1


class CodeRegistry(Item):
    """All codes ever issued for a school, in `codes.yml`; it only grows."""

    host: str
    """The host under which they were issued."""
    codes: tuple[IssuedCode, ...] = ()


class Campus(Record):
    """A school with everything found in its folder."""

    school: School
    buildings: tuple[Building, ...] = ()
    calendar: SchoolCalendar | None = None
    records: tuple[HeldRecord, ...] = ()
    registry: CodeRegistry | None = None
    has_faulty_registry: bool = False
    """True where `codes.yml` is there but cannot be read: nothing is known of its codes."""
    has_faulty_calendar: bool = False
    """True where `calendar.yml` is there but cannot be read: nothing is known of its entries."""
