# SPDX-License-Identifier: MIT
"""A plan document as data: its clauses and what each of them asks for."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from generator.model.audience import Audience
from generator.model.record import Id, Item, Line, Record, Text


class RequirementKind(StrEnum):
    """What a clause demands; closed, published in `coverage.json`."""

    TOPIC = "topic"
    DRILL = "drill"
    PROCEDURE = "procedure"
    TRAINING = "training"
    AWARENESS_DAY = "awareness-day"
    DISPLAY = "display"
    CHECKLIST = "checklist"
    FORM = "form"
    DUTY = "duty"
    PARENT = "parent"
    ASSESSMENT = "assessment"
    METHOD = "method"
    CALENDAR = "calendar"


class Per(StrEnum):
    """The window in which a count must be reached."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TWO_MONTHS = "two-months"
    QUARTER = "quarter"
    TERM = "term"
    SCHOOL_YEAR = "school-year"
    YEAR = "year"
    ONCE = "once"
    HOLIDAY = "holiday"
    """Before every holiday."""
    EVENT = "event"
    """Whenever something happens: an outing, a new member of staff."""
    VAGUE = "vague"
    """定期, 经常, 常态: wanted again and again, no number given."""
    UNSAID = "unsaid"


def _is_real_day(rule: str) -> str:
    """Return the rule; raises ValueError for a day that no year has, such as 02-30."""
    month, _, day = rule.partition("-")
    if day.isdigit():
        date(2028, int(month), int(day))  # a leap year, so that 29 February may be named
    return rule


DayRule = Annotated[
    str,
    StringConstraints(
        pattern=r"^(0[1-9]|1[0-2])(-([0-3]\d|(last|[1-4])-(mon|tue|wed|thu|fri|sat|sun)))?$"
    ),
    AfterValidator(_is_real_day),
]
"""A day of any year: `11-09`, `03-last-mon`, `09-3-sat`; a month alone: `06`."""


class Cadence(Record):
    """How often something must happen."""

    count: Annotated[int, Field(gt=0)] = 1
    """At least so many times in each window."""
    per: Per
    on: DayRule | None = None
    """The day or month that the clause fixes."""
    by: DayRule | None = None
    """The last day, where the clause sets a deadline inside the window."""


class Suppression(Record):
    """Why a requirement is not judged, and until when."""

    reason: Text
    until: date


RequirementId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]{3,40}/[0-9a-z.]+(-[a-z0-9]+)*$")
]
"""Plan and structural path: `tongzhou-2020/3.7.3-a`."""


class Requirement(Record):
    """One thing that one clause asks for."""

    id: RequirementId
    kind: RequirementKind
    topic: Id
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    cadence: Cadence
    terms: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]
    """Short pieces that stand word for word in the clause."""
    text: Text
    """The demand in our own words."""
    derived: bool = False
    """True where a date or number is not printed in the clause."""
    suppression: Suppression | None = None


class Disposition(StrEnum):
    """What became of a clause when it was read."""

    REQUIREMENT = "requirement"
    NOT_CONTENT = "not-content"
    UNREAD = "unread"


class Reason(StrEnum):
    """Why a clause asks for nothing that content can give; closed."""

    FRAME = "frame"
    """Headings, preambles, addresses, contact lines."""
    POLITICAL_STUDY = "political-study"
    HARDWARE = "hardware"
    STAFFING = "staffing"
    ORGANISATION = "organisation"
    SUPERVISION = "supervision"
    REPORTING = "internal-reporting"
    ACCOUNTABILITY = "accountability"
    FINANCE = "finance"
    PUBLIC_ORDER = "public-order"


class Unit(Record):
    """A clause, list item or table row of a plan."""

    clause: Line
    """Address as the document prints it, brackets half-width: `三(七)3`, `附件2 136`."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Hash of the clause's text: NFKC, white space removed, UTF-8."""
    disposition: Disposition
    reason: Reason | None = None
    term: Line | None = None
    """The piece of the clause that shows the reason."""
    requirements: tuple[Requirement, ...] = ()


class Plan(Item):
    """A plan document, every clause accounted for; its wording is not copied."""

    number: str
    title: Text
    issuer: Text
    issued: date
    units: tuple[Unit, ...]
