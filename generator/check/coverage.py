# SPDX-License-Identifier: MIT
"""The ladder: linked → fitting → often enough → deep → fresh → built, per clause and audience."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from generator.check.cadence import is_past_deadline
from generator.check.case import Bench, Case
from generator.check.claim import Claim, collect_claims
from generator.check.conflict import find_targets
from generator.check.evidence import Shelf
from generator.check.how_often import find_dates, often_enough
from generator.check.judgement import Judgement
from generator.check.rung import built, deep, fits, fresh, linked
from generator.finding import Finding
from generator.model.audience import Audience
from generator.model.coverage import (
    Coverage,
    Evidence,
    Outcome,
    PlanCoverage,
    Step,
    UnitCoverage,
    Verdict,
)
from generator.model.plan import Plan, Requirement


def judge_coverage(judgement: Judgement) -> Coverage:
    """Return the verdict on every requirement of every followed plan, for each audience."""
    claims = collect_claims(judgement.content)
    targets, conflicts = find_targets(judgement.followed, judgement.settings.school_year)
    bench = Bench(judgement=judgement, claims=claims, targets=targets)
    plans = tuple(_judge_plan(plan, bench) for plan in judgement.followed)
    return Coverage(plans=plans, conflicts=conflicts)


def _judge_plan(plan: Plan, bench: Bench) -> PlanCoverage:
    units = []
    for u, unit in enumerate(plan.units):
        if not bench.judgement.wants(plan, unit):
            continue
        verdicts: list[Verdict] = []
        for r, requirement in enumerate(unit.requirements):
            case = Case(
                requirement=_without_ended_suppression(requirement, bench.judgement.as_of),
                unit=unit,
                claims=bench.claims.get(requirement.id, ()),
                origin=plan.at("units", u, "requirements", r),
                clause=f"{plan.short_name} {unit.clause}",
                bench=bench,
            )
            judge = _unjudged if bench.judgement.doubt.touches(requirement) else _judge
            verdicts += (judge(case, audience) for audience in requirement.audiences)
        units.append(UnitCoverage(unit=unit, verdicts=tuple(verdicts)))
    return PlanCoverage(plan=plan, units=tuple(units))


def _without_ended_suppression(requirement: Requirement, as_of: date) -> Requirement:
    """Return the requirement as it stands on the judged day: a suppression has a last day."""
    suppression = requirement.suppression
    if suppression and suppression.until < as_of:
        return requirement.model_copy(update={"suppression": None})
    return requirement


def _judge(case: Case, audience: Audience) -> Verdict:
    fitting = tuple(claim for claim in case.on_subject if claim.is_for(audience))
    dates = find_dates(case, audience, fitting)
    results = {
        Step.LINKED: linked(case, audience),
        Step.FITTING: fits(case, audience, fitting),
        Step.OFTEN_ENOUGH: often_enough(case, audience, fitting, dates),
        Step.DEEP: deep(case, audience, fitting),
        Step.FRESH: fresh(case, audience, fitting),
        Step.BUILT: built(case, audience, fitting),
    }
    wanted = case.judgement.steps
    steps = tuple((s, _outcome(results[s] if s in wanted else None)) for s in Step)
    lowest = next((s for s, outcome in steps if outcome is Outcome.FAIL), None)
    if case.judgement.doubt.is_on(lowest, has_days=dates.is_dated and bool(fitting)):
        return _unjudged(case, audience)
    found = tuple(results[lowest] or ()) if lowest else ()
    schedules = tuple(schedule for _, schedule, _ in dates.schedules)
    least = min(schedules, key=lambda s: (s.planned, s.held), default=None)
    return Verdict(
        requirement=case.requirement,
        audience=audience,
        required=max((s.required for s in schedules), default=0) if dates.is_dated else 0,
        planned=least.planned if least else 0,
        held=least.held if least else 0,
        overdue=sum(s.overdue for s in schedules) if dates.is_dated else 0,
        number_from=dates.number_from,
        schedules=schedules,
        steps=steps,
        findings=() if case.requirement.suppression else found,
        evidence=_evidence(case.judgement.shelf, fitting, audience),
        is_past_deadline=is_past_deadline(case.requirement.cadence, case.judgement.as_of),
    )


def _unjudged(case: Case, audience: Audience) -> Verdict:
    """Return the verdict on what cannot be judged while files cannot be read."""
    return Verdict(
        requirement=case.requirement,
        audience=audience,
        required=0,
        planned=0,
        held=0,
        overdue=0,
        number_from="",
        schedules=(),
        steps=tuple((step, Outcome.NOT_JUDGED) for step in Step),
        findings=(),
        evidence=(),
        is_in_doubt=True,
    )


def _outcome(findings: tuple[Finding, ...] | None) -> Outcome:
    if findings is None:
        return Outcome.NOT_JUDGED
    return Outcome.FAIL if findings else Outcome.PASS


def _evidence(shelf: Shelf, fitting: tuple[Claim, ...], audience: Audience) -> tuple[Evidence, ...]:
    return tuple(chain.from_iterable(shelf.evidence(claim, audience) for claim in fitting))


def gaps_of(coverage: Coverage) -> Iterable[Finding]:
    """Return the findings of every verdict."""
    return (finding for verdict in coverage.verdicts for finding in verdict.findings)
