# SPDX-License-Identifier: MIT
"""Pages of the verdict: the matrix of all that is asked, and each plan clause by clause."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.finding import Finding
from generator.model.audience import Audience
from generator.model.coverage import PlanCoverage, Step, UnitCoverage, Verdict
from generator.model.passed import group_passed
from generator.model.plan import Disposition, Plan, Reason, Requirement, RequirementKind
from generator.site.chapters import list_chapters
from generator.site.coverage_view import CoverageView, Exhibit, Place, grouped
from generator.site.page import Page

STATUSES = ("covered", *(step.value for step in Step), "suppressed")
"""Every status of a verdict: met, then the rung at which it fails, lowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The numbers of a plan, or of all: what was counted, and out of how many."""

    plan: Plan | None
    """None for the sum."""
    units: int
    dispositions: Counter[Disposition]
    reasons: Counter[Reason]
    requirements: int
    statuses: Counter[str]

    @property
    def verdicts(self) -> int:
        """Return how many judgements there are."""
        return self.statuses.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    count: int
    """How many requirements have it."""


Filters = Mapping[str, tuple[Option, ...]]
"""The choices of each filter, by its name in the address of the page."""

Numbers = Mapping[tuple[str, str], int]
"""The number of each value among the options of its filter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One requirement in the matrix."""

    place: Place
    requirement: Requirement
    code: str
    """What the filters look at: numbers of its plan, kind, topic, and audience.status pairs,
    as they stand among the options."""
    statuses: tuple[tuple[str, tuple[Audience, ...]], ...]
    """Every status that occurs, with the audiences judged so."""
    exhibits: tuple[Exhibit, ...]
    numbers: tuple[Place, ...]
    """Clauses that give a vague cadence its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding as its clause shows it."""

    code: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Audiences for which one requirement is judged alike."""

    audiences: tuple[Audience, ...]
    verdict: Verdict
    """Of the first of them; the others differ in nothing that is shown."""
    notes: tuple[Note, ...]
    numbers: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded:
    """A requirement on the page of its plan."""

    requirement: Requirement
    ladders: tuple[Ladder, ...]
    exhibits: tuple[Exhibit, ...]


def coverage_pages(view: CoverageView) -> Iterator[Page]:
    """Yield the page of the matrix, then the page of each plan."""
    yield Page(
        path="coverage/index.md",
        title="",
        template="coverage.md",
        section="coverage",
        values=_index_values(view),
    )
    for plan in view.coverage.plans:
        yield Page(
            path=f"coverage/{plan.plan.id}.md",
            title=plan.plan.title[view.language],
            template="plan.md",
            section="coverage",
            values=_plan_values(view, plan),
        )


def _index_values(view: CoverageView) -> dict[str, object]:
    plans = view.coverage.plans
    filters = list_filters(view)
    numbers = _numbers(filters)
    return {
        "view": view,
        "totals": [*(_totals([plan], plan.plan) for plan in plans), _totals(plans, None)],
        "statuses": STATUSES,
        "filters": filters,
        "plans": [(plan.plan, list(_matrix_rows(view, plan, numbers))) for plan in plans],
        "suppressed": [v for v in view.coverage.verdicts if v.requirement.suppression],
    }


def _plan_values(view: CoverageView, plan: PlanCoverage) -> dict[str, object]:
    return {
        "view": view,
        "plan": plan.plan,
        "passed": group_passed(plan),
        "chapters": [
            (
                chapter,
                [(unit.unit, list(_demanded(view, plan.plan, unit))) for unit in chapter.units],
            )
            for chapter in list_chapters(plan.units)
        ],
        "totals": _totals([plan], plan.plan),
        "statuses": STATUSES,
    }


def _totals(plans: Sequence[PlanCoverage], plan: Plan | None) -> Totals:
    units = [unit for p in plans for unit in p.units]
    return Totals(
        plan=plan,
        units=len(units),
        dispositions=Counter(u.unit.disposition for u in units),
        reasons=Counter(u.unit.reason for u in units if u.unit.reason),
        requirements=sum(len(u.unit.requirements) for u in units),
        statuses=Counter(v.status for u in units for v in u.verdicts),
    )


def list_filters(view: CoverageView) -> Filters:
    """Return the choices of each filter that occur, with how many requirements have them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for plan in view.coverage.plans:
        for verdicts in _by_one(plan):
            for name, value in _traits(plan.plan, verdicts):
                found[name][value] += 1
    labels = _labels(view, found["topic"])
    return {name: tuple(_options(labels[name], found[name])) for name in labels}


def _labels(view: CoverageView, topics: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what each value of each filter is called, in the order of its options."""
    return {
        "plan": {p.plan.id: p.plan.short_name for p in view.coverage.plans},
        "kind": {kind.value: view.word(f"kind.{kind.value}") for kind in RequirementKind},
        "topic": {name: view.topic(name) for name in sorted(topics, key=view.topic_rank)},
        "audience": {a.value: view.word(f"audience.{a.value}") for a in Audience},
        "status": {name: view.word(f"coverage.status_{name}") for name in STATUSES},
    }


def _options(labels: Mapping[str, str], counts: Counter[str]) -> Iterator[Option]:
    for value, label in labels.items():
        if counts[value]:
            yield Option(value=value, label=label, count=counts[value])


def _by_one(plan: PlanCoverage) -> Iterator[list[Verdict]]:
    """Yield the verdicts of each requirement of a plan."""
    for unit in plan.units:
        yield from grouped(unit.verdicts, lambda v: v.requirement.id).values()


def _traits(plan: Plan, verdicts: list[Verdict]) -> frozenset[tuple[str, str]]:
    """Return what a requirement is filtered by."""
    requirement = verdicts[0].requirement
    return frozenset(
        {
            ("plan", plan.id),
            ("kind", requirement.kind.value),
            ("topic", requirement.topic),
            *(("audience", v.audience.value) for v in verdicts),
            *(("status", v.status) for v in verdicts),
        }
    )


def _numbers(filters: Filters) -> Numbers:
    return {
        (name, option.value): i
        for name, options in filters.items()
        for i, option in enumerate(options)
    }


def _matrix_rows(view: CoverageView, plan: PlanCoverage, numbers: Numbers) -> Iterator[MatrixRow]:
    for verdicts in _by_one(plan):
        requirement = verdicts[0].requirement
        yield MatrixRow(
            place=view.places[requirement.id],
            requirement=requirement,
            code=_code(plan.plan, verdicts, numbers),
            statuses=tuple(_audiences_by_status(verdicts)),
            exhibits=view.exhibits(verdicts),
            numbers=view.numbers(verdicts),
        )


def _code(plan: Plan, verdicts: list[Verdict], numbers: Numbers) -> str:
    requirement = verdicts[0].requirement
    own = (("plan", plan.id), ("kind", requirement.kind.value), ("topic", requirement.topic))
    pairs = (
        f"{numbers['audience', v.audience.value]}.{numbers['status', v.status]}" for v in verdicts
    )
    return " ".join([*(str(numbers[trait]) for trait in own), *pairs])


def _audiences_by_status(verdicts: Iterable[Verdict]) -> Iterator[tuple[str, tuple[Audience, ...]]]:
    found = grouped(verdicts, lambda v: v.status)
    for status in STATUSES:
        if status in found:
            yield status, tuple(v.audience for v in found[status])


def _demanded(view: CoverageView, plan: Plan, unit: UnitCoverage) -> Iterator[Demanded]:
    for verdicts in grouped(unit.verdicts, lambda v: v.requirement.id).values():
        yield Demanded(
            requirement=verdicts[0].requirement,
            ladders=tuple(_ladders(view, f"{plan.short_name} {unit.unit.clause}", verdicts)),
            exhibits=view.exhibits(verdicts),
        )


def _ladders(view: CoverageView, clause: str, verdicts: list[Verdict]) -> Iterator[Ladder]:
    notes = {v.audience: tuple(_notes(view, clause, v)) for v in verdicts}
    alike = grouped(
        verdicts,
        lambda v: (v.steps, v.required, v.planned, v.held, v.overdue, notes[v.audience]),
    )
    for group in alike.values():
        yield Ladder(
            audiences=tuple(v.audience for v in group),
            verdict=group[0],
            notes=notes[group[0].audience],
            numbers=view.numbers(group),
        )


def _notes(view: CoverageView, clause: str, verdict: Verdict) -> Iterator[Note]:
    for finding in verdict.findings:
        what, mend = _said(finding, view.language)
        name = verdict.audience.value
        for prefix in (f"{clause}（{name}）：", f"{clause} ({name}): "):
            what = what.removeprefix(prefix)
        yield Note(code=finding.code, what=what, mend=mend)


def _said(finding: Finding, language: str) -> tuple[str, str]:
    if language == "zh":
        return finding.what_zh, finding.mend_zh
    return finding.what_en, finding.mend_en
