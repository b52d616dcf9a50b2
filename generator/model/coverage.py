# SPDX-License-Identifier: MIT
"""What the checker found out about every clause and audience."""

from dataclasses import dataclass
from enum import StrEnum

from generator.finding import Finding
from generator.model.audience import Audience
from generator.model.plan import Plan, Requirement, Unit


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
class Verdict:
    """The judgement of one requirement for one audience."""

    requirement: Requirement
    audience: Audience
    planned: int
    """Dated occurrences planned in the judged school year."""
    held: int
    """Occurrences on record up to the judged day."""
    steps: tuple[tuple[Step, Outcome], ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]

    @property
    def status(self) -> str:
        """Return the lowest failing step, or `covered`, or `suppressed`."""
        if self.requirement.suppression:
            return "suppressed"
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
class Coverage:
    """The whole verdict."""

    plans: tuple[PlanCoverage, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return every verdict of every plan."""
        return tuple(v for plan in self.plans for unit in plan.units for v in unit.verdicts)
