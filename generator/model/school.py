# SPDX-License-Identifier: MIT
"""A school: its grounds, classes, calendar, records and the codes on its walls."""

import hashlib
import json
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from generator.model.audience import Audience
from generator.model.building import Building, ElementId, Outline, PartBuilding, Point
from generator.model.record import Id, Item, Record, Text


class Yard(Record):
    """Open ground on which people walk."""

    id: ElementId
    name: Text
    outline_m: Outline


class AssemblyArea(Record):
    """A marked part of an assembly point on which certain classes stand."""

    id: ElementId
    name: Text
    outline_m: Outline
    classes: Annotated[tuple[ElementId, ...], Field(min_length=1)]


class AssemblyPoint(Record):
    """Where people gather and are counted."""

    id: ElementId
    name: Text
    at_m: Point
    outline_m: Outline | None = None
    areas: tuple[AssemblyArea, ...] = ()
    """Where the school has marked the ground itself; else classes stand in rows by assignment."""


class SchoolClass(Record):
    """A class with its room."""

    id: ElementId
    name: Text
    audience: Audience
    head_count: Annotated[int, Field(gt=0, le=80)]
    building: Id
    room: ElementId


class FixedRoute(Record):
    """A class whose way the school has settled itself; the assignment keeps it."""

    school_class: ElementId
    stair: ElementId | None = None
    """The first stair on the way."""
    final_exit: ElementId | None = None


class EvacuationRule(Record):
    """What a school decides of how its classes leave."""

    aim_s: Annotated[int, Field(gt=0, le=3600)] | None = None
    """The school's own aim from the signal until all are at the assembly points."""
    splits_classes: bool = False
    """True where classes of rooms with two doors leave in two halves, front and back."""
    fixed: tuple[FixedRoute, ...] = ()


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
    evacuation: EvacuationRule = EvacuationRule()
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


class Blocked(Record):
    """What a school blocks in a drill, so that people find the other way."""

    building: Id
    element: ElementId
    """A stair, an exit or a door of it."""


class Entry(Record):
    """Something planned on one or more days."""

    id: Id
    kind: EntryKind
    title: Text
    item: Id | None = None
    """The drill, lesson … that is held."""
    variant: Id | None = None
    """Which variant of its drill is held; another one on another day is an entry of its own."""
    blocked: Blocked | None = None
    """What cannot be passed in this drill. For the school alone: no public file says it."""
    dates: Annotated[tuple[date, ...], Field(min_length=1)]
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    covers: tuple[str, ...] = ()
    """Requirements met by the day itself, beyond those its item covers."""
    on_free_day: bool = False
    """True where it is meant to fall on a day without classes, as with boarders on a Sunday."""


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


Digits = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""The first 16 hexadecimal digits of a SHA-256."""


class IssuedCode(Record):
    """A code that hangs on a wall, for ever; a later line of the same code is its newer state."""

    code: Code
    building: Id
    place: ElementId
    issued: date
    """The day of this revision."""
    revision: Annotated[int, Field(gt=0)] = 1
    floor: ElementId | None = None
    """Where the reader stands: floor, space and spot; a code never changes floor or space.
    Lines written before Muster kept this have none of it."""
    space: ElementId | None = None
    at_m: Point | None = None
    drawn: Digits | None = None
    """Fingerprint of all that this revision of the sheet shows of the school."""
    withdrawn: date | None = None
    """The day on which somebody said that the sheet was taken down for good; a place that comes
    back gets the next revision of its code."""
    seal: Digits | None = None
    """Hash over this line and all before it, set by `muster code`."""

    def sealed(self, before: str) -> str:
        """Return what `seal` must be; `before` is the chain up to the line before."""
        said = self.model_dump(mode="json", exclude={"seal"}, exclude_none=True)
        line = json.dumps(said, sort_keys=True)
        return hashlib.sha256(f"{before}\n{line}".encode()).hexdigest()[:16]


class CodeRegistry(Item):
    """All codes ever issued for a school, in `codes.yml`; it only grows."""

    host: str
    """The host under which they were issued."""
    lines: Annotated[int, Field(ge=0)] | None = None
    """How many lines there were after the last writing, set by `muster code`; a chain of seals
    does not show that its end was cut off. Files written before Muster kept this have none."""
    codes: tuple[IssuedCode, ...] = ()
    """One line for each code and each later state of it, in the order of writing."""

    @property
    def newest(self) -> tuple[IssuedCode, ...]:
        """Return the last line of each code, in the order in which the codes were issued."""
        return tuple({issued.code: issued for issued in self.codes}.values())

    def chain(self) -> tuple[str, ...]:
        """Return what the seal of each line must be; the first one rests on the host."""
        links = accumulate(self.codes, lambda before, line: line.sealed(before), initial=self.host)
        return tuple(links)[1:]


class Campus(Record):
    """A school with everything found in its folder."""

    school: School
    buildings: tuple[Building, ...] = ()
    calendar: SchoolCalendar | None = None
    records: tuple[HeldRecord, ...] = ()
    registry: CodeRegistry | None = None
    has_faulty_school: bool = False
    """True where `school.yml` cannot be read: `school` then only stands in for it."""
    has_faulty_registry: bool = False
    """True where `codes.yml` is there but cannot be read: nothing is known of its codes."""
    has_faulty_calendar: bool = False
    """True where `calendar.yml` is there but cannot be read: nothing is known of its entries."""
    has_faulty_records: bool = False
    """True where a record is there but cannot be read: more may have been held than is known."""
    faulty_buildings: frozenset[str] = frozenset()
    """Ids and file names of buildings that are there but cannot be read; "" where one of them does
    not tell its id."""

    parts: tuple[PartBuilding, ...] = ()
    """What can be read of those."""

    def may_have(self, building: str) -> bool:
        """Say whether a building that is not among `buildings` may be one that cannot be read."""
        return not self.faulty_buildings.isdisjoint((building, ""))
