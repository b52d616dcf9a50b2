# SPDX-License-Identifier: MIT
"""What the checker found out about every clause and audience."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.finding import Finding, Origin
from generator.model.audience import Audience
from generator.model.plan import Per, Plan, Requirement, Unit
from generator.model.record import Text


class Step(StrEnum):
    """The rungs of the ladder, lowest first."""

    LINKED = "linked"
    FITTING = "fitting"
    OFTEN_ENOUGH = "often-enough"
    DEEP = "deep"
    FRESH = "fresh"
    BUILT = "built"


class Outcome(StrEnum):
    """How a rung was judged."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NOT_JUDGED = "not-judged"


UNJUDGED = "unjudged"
"""Status of a verdict that must wait until files can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece of content, and where it stands in the output."""

    item: str
    path: str
    locator: str
    """An anchor in the page or a page number in the PDF; may be empty."""
    language: str
    audience: Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What one school must hold in the judged year, and does."""

    school: str
    required: int
    """Over all windows of the school year."""
    planned: int
    held: int
    """On record up to the judged day."""
    overdue: int
    """How many should have been held by the judged day and are not on record."""
    short: tuple[tuple[date, date], ...]
    """First and last day of every window with too few planned."""
    outside: tuple[date, ...]
    """Planned days too early or too late, where the clause sets a day, a deadline or holidays."""
    days: tuple[date, ...]
    held_days: tuple[date, ...]
    absent: tuple[Text, ...] = ()
    """Classes that are missing from records of others, where something is overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of one requirement for one audience."""

    requirement: Requirement
    audience: Audience
    required: int
    """Dated occurrences asked for in the judged school year; 0 where no number is given."""
    planned: int
    """Dated occurrences planned in it, of the school that plans fewest."""
    held: int
    """Occurrences on record up to the judged day, of the same school."""
    overdue: int
    """Occurrences that are due and not on record, of all schools."""
    number_from: str
    """The requirement that gives a vague cadence its number; may be empty."""
    schedules: tuple[Schedule, ...]
    """One for each school that is judged, where something dated is asked."""
    steps: tuple[tuple[Step, Outcome], ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    is_past_deadline: bool = False
    """True where the one deadline that the clause sets lay before the judged day; what is judged
    then is whether it is there by now."""
    is_in_doubt: bool = False
    """True where files cannot be read that may decide on it; then no step is judged."""

    @property
    def count(self) -> int | None:
        """Return how many in each window; None where the clause says no number.

        None also where what it asks for once only has to be there.
        """
        cadence = self.requirement.cadence
        is_there_once = cadence.per is Per.ONCE and not self.required
        return cadence.count if cadence.asks_number and not is_there_once else None

    @property
    def total(self) -> int | None:
        """Return how many in the school year, by this clause or the one that gives its number."""
        is_told = self.count is not None or self.number_from
        return self.required if self.required and is_told else None

    @property
    def status(self) -> str:
        """Return the lowest failing step, or `covered`, or `suppressed`, or `unjudged`."""
        if self.requirement.suppression:
            return "suppressed"
        if self.is_in_doubt:
            return UNJUDGED
        return next((s.value for s, outcome in self.steps if outcome is Outcome.FAIL), "covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCoverage:
    """A clause with the verdicts on what it asks for."""

    unit: Unit
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCoverage:
    """A plan with all its clauses judged."""

    plan: Plan
    units: tuple[UnitCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One side of a conflict."""

    requirement: str
    clause: str
    """Plan and clause as they are cited."""
    required: int
    """Occurrences in the judged school year."""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Clauses that count the same thing for the same audience and differ."""

    measure: str
    audience: Audience
    demands: tuple[Demand, ...]
    """The strictest first: it is the working target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The whole verdict."""

    plans: tuple[PlanCoverage, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return every verdict of every plan."""
        return tuple(v for plan in self.plans for unit in plan.units for v in unit.verdicts)
