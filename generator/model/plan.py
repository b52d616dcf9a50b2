# SPDX-License-Identifier: MIT
"""A plan document as data: its clauses and what each of them asks for."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

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
    for end in rule.split(".."):
        month, _, day = end.partition("-")
        if day.isdigit():
            date(2028, int(month), int(day))  # a leap year, so that 29 February may be named
    return rule


_MONTH = r"(0[1-9]|1[0-2])"
_DAY = rf"{_MONTH}-[0-3]\d"
_WEEKDAY = r"(last|[1-4])-(mon|tue|wed|thu|fri|sat|sun)"

DayRule = Annotated[
    str,
    StringConstraints(pattern=rf"^({_DAY}\.\.{_DAY}|{_DAY}|{_MONTH}-{_WEEKDAY}|{_MONTH})$"),
    AfterValidator(_is_real_day),
]
"""A day of any year: `11-09`, `03-last-mon`, `09-3-sat`; a month alone: `06`; days from one to
another, both included: `03-26..04-16`.
"""


NO_DEADLINE = frozenset({Per.DAY, Per.WEEK, Per.MONTH, Per.TWO_MONTHS, Per.QUARTER, Per.HOLIDAY})
"""Windows of which one day of the year would end a single one and leave the others whole."""


NO_NUMBER = frozenset({Per.VAGUE, Per.UNSAID, Per.EVENT})
"""Windows for which a clause gives no number."""


class Cadence(Record):
    """How often something must happen."""

    count: Annotated[int, Field(gt=0)] = 1
    """At least so many times in each window."""
    per: Per
    on: DayRule | None = None
    """The day or month that the clause fixes."""
    by: DayRule | None = None
    """The last day, where the clause sets a deadline inside the window: a term or a year."""
    by_year: Annotated[int | None, Field(ge=2000, le=2100)] = None
    """The calendar year that the clause names: of its one deadline, or the last for which it asks.

    After that year what is judged is whether it is there, and held as often, now.
    """

    @property
    def asks_number(self) -> bool:
        """Say whether the clause itself says how often, or on which day."""
        return self.per not in NO_NUMBER or self.on is not None

    @property
    def deadline(self) -> str | None:
        """Return the last day as the clause gives it: `12-31` of any year, `2022-12-31`, `2022`.

        What a clause asks for in June of one year ends with that month: `2020-06`.
        """
        if self.by_year is None:
            return self.by
        return "-".join(filter(None, (str(self.by_year), self.by or self.on)))

    @field_validator("by")
    @classmethod
    def _ends_one_window(cls, by: str | None, given: ValidationInfo) -> str | None:
        per = given.data.get("per")
        if by is not None and per in NO_DEADLINE:
            kind = "deadline_of_many"
            raise PydanticCustomError(kind, "one day cannot end every {per}", {"per": per.value})
        return by

    @field_validator("by_year")
    @classmethod
    def _is_of_one_deadline(cls, year: int | None, given: ValidationInfo) -> int | None:
        if year and given.data.get("by") and given.data.get("per") is not Per.ONCE:
            kind = "year_of_many_deadlines"
            raise PydanticCustomError(kind, "a deadline in every term or year is of no one year")
        return year


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
    measure: Id | None = None
    """What is counted, where several clauses count the same thing: `evacuation-drill`.

    A vague cadence takes its number from the strictest clause of the same measure and audience;
    clauses of one measure that give different numbers are shown as a conflict.
    """
    phrases: tuple[Id, ...] = ()
    """Packs of `content/phrases/` that the evidence must hold word for word."""
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
    """Why it asks for nothing; only, and always, with `not-content`."""
    term: Line | None = None
    """The piece of the clause that shows the reason; a frame needs none."""
    requirements: tuple[Requirement, ...] = ()


def _as_printed(day: object) -> object:
    """Return a day or a year that YAML has read as such as the text that was written."""
    return str(day) if isinstance(day, date | int) else day


def _is_in_calendar(day: str) -> str:
    """Return the date; raises where no calendar has it, such as 2026-02-31."""
    try:
        date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError as error:
        kind = "no_such_day"
        raise PydanticCustomError(kind, "no calendar has this day") from error
    return day


IssueDate = Annotated[
    str,
    BeforeValidator(_as_printed),
    StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
    AfterValidator(_is_in_calendar),
]
"""A date as far as a document prints it: `2020-02-05`, `2020-06`, `2020`."""


class Layer(StrEnum):
    """Who issued a plan, the widest first; a school follows plans of several layers."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    SCHOOL = "school"


class Plan(Item):
    """A plan document, every clause accounted for; its wording is not copied."""

    number: str | None = None
    """As printed; none where the document prints none."""
    title: Text
    issuer: Text
    issued: IssueDate | None = None
    layer: Layer = Layer.DISTRICT
    units: tuple[Unit, ...]

    @property
    def short_name(self) -> str:
        """Return what the plan is cited as: its number, or its Chinese title."""
        return self.number or self.title.zh
