# SPDX-License-Identifier: MIT
"""The shapes of `coverage.json` and of what was found in a school's own files."""

from typing import Annotated, Literal

from pydantic import Field

from generator.data.published.field import Language, Sha256
from generator.finding import Severity
from generator.model.audience import Audience
from generator.model.coverage import Outcome, Step
from generator.model.plan import Disposition, Per, Reason, RequirementKind, Suppression
from generator.model.record import Record


class Required(Record):
    """How often a clause asks for something."""

    count: int | None
    """In each window; null where the clause says no number, and where what it asks for once only
    has to be there."""
    per: Per
    deadline: str | None
    """The last day: `12-31` of any year, or `2022-12-31` where the clause names the year."""


class Demanded(Required):
    """The same as judged on a day."""

    is_past_deadline: bool
    """True where that one deadline lay before the judged day."""


class PublishedCadence(Required):
    """The same with the day that a clause fixes; `derived` where it is not printed there."""

    on: str | None
    derived: bool


class PublishedFinding(Record):
    """Why a verdict is not "covered", and how to mend it."""

    code: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str


class PublishedPlacedFinding(PublishedFinding):
    """Anything that was found, with its place; those of verdicts are among them."""

    severity: Severity
    file: str
    """Empty where no file is at fault; in an output as seen from the configuration's folder."""
    line: Annotated[int, Field(gt=0)] | None
    subject: str
    """What it speaks of: `tongzhou-2020/3.7.3-a@primary`; may be empty."""


class PublishedVerdict(Record):
    """The judgement of one requirement for one audience."""

    audience: Audience
    required: Demanded
    planned: int
    held: int
    overdue: int
    steps: dict[Step, Outcome]
    status: str
    findings: tuple[PublishedFinding, ...]


class PublishedEvidence(Record):
    """A file of the output that shows that a requirement is met."""

    item: str
    path: str
    locator: str
    language: Language
    audience: Audience


class PublishedRequirement(Record):
    """One thing that one clause asks for, with its verdicts."""

    id: str
    plan: str
    clause: str
    source_sha256: Sha256
    kind: RequirementKind
    topic: str
    audiences: tuple[Audience, ...]
    cadence: PublishedCadence
    terms: tuple[str, ...]
    text_zh: str
    text_en: str
    suppression: Suppression | None
    verdicts: tuple[PublishedVerdict, ...]
    evidence: tuple[PublishedEvidence, ...]


class PublishedUnit(Record):
    """A clause, and what became of it."""

    clause: str
    source_sha256: Sha256
    disposition: Disposition
    reason: Reason | None
    requirements: tuple[str, ...]


class PublishedPlan(Record):
    """A plan with all its clauses."""

    id: str
    number: str
    title_zh: str
    title_en: str
    units: tuple[PublishedUnit, ...]
    requirements: tuple[PublishedRequirement, ...]


class CoverageFile(Record):
    """`coverage.json`: the verdict on every clause and audience."""

    schema_version: Literal[2]
    plans: tuple[PublishedPlan, ...]
    findings: tuple[PublishedPlacedFinding, ...]


class SchoolFindingsFile(Record):
    """`internal/<school>/findings.json`: what was found in a school's own files."""

    schema_version: Literal[1]
    findings: tuple[PublishedPlacedFinding, ...]
