# SPDX-License-Identifier: MIT
"""Claims that do not hold, also where other evidence hides them from the verdicts."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.check.claim import Claim, collect_claims
from generator.check.fingerprint import requirement_fingerprint
from generator.check.freshness import find_stale
from generator.check.judgement import Judgement
from generator.check.schedule import COUNTING_ENTRIES
from generator.finding import Finding, Severity
from generator.model.card import Card
from generator.model.coverage import Coverage, Outcome, Step, Verdict
from generator.model.plan import Requirement, Unit


def find_claim_faults(judgement: Judgement, coverage: Coverage) -> Iterator[Finding]:
    """Yield idle and stale claims that other evidence hides, and items past their date.

    A subject that a verdict has told of already is not told of again.
    """
    told = {f.origin for v in coverage.verdicts for f in v.findings}
    claims = collect_claims(judgement.content)
    named = {c.subject for group in claims.values() for c in group if c.origin in told}
    for case in _cases(judgement, coverage):
        for claim in claims.get(case.requirement.id, ()):
            if claim.subject not in named and (finding := _fault(claim, case)):
                named.add(claim.subject)
                yield finding
    if Step.FRESH in judgement.steps:
        yield from _unclaiming_items_past_their_date(judgement)


def _cases(judgement: Judgement, coverage: Coverage) -> Iterator["_Case"]:
    for plan in coverage.plans:
        for unit in plan.units:
            for requirement in unit.unit.requirements:
                verdicts = tuple(v for v in unit.verdicts if v.requirement.id == requirement.id)
                yield _Case(judgement, unit.unit, requirement, verdicts)


class _Case(NamedTuple):
    """A requirement with its verdicts."""

    judgement: Judgement
    unit: Unit
    requirement: Requirement
    verdicts: tuple[Verdict, ...]

    def passed(self, step: Step, claim: Claim) -> bool:
        """Say whether other evidence hides the claim from a verdict on this rung."""
        return any(
            dict(v.steps)[step] is Outcome.PASS and claim.is_for(v.audience) for v in self.verdicts
        )


def _fault(claim: Claim, case: _Case) -> Finding | None:
    content, requirement = case.judgement.content, case.requirement
    topic = content.topics.get(requirement.topic)
    is_right = (claim.has_right_kind(requirement) or _counts(claim, requirement)) and claim.is_on(
        requirement, topic.terms if topic else ()
    )
    is_heard = any(claim.is_for(audience) for audience in requirement.audiences)
    if not (is_right and is_heard):
        is_met = any(dict(v.steps)[Step.FITTING] is Outcome.PASS for v in case.verdicts)
        return _idle(claim, case) if is_met else None
    if not case.passed(Step.FRESH, claim):
        return None
    clause = requirement_fingerprint(case.unit, requirement)
    fault = find_stale(claim, clause, content.reviews, case.judgement.as_of)
    if fault is None:
        return None
    code, zh, en = fault
    return _stale(code, claim, f"{claim.shown_zh} {zh}", f"{claim.shown_en} {en}")


def _idle(claim: Claim, case: _Case) -> Finding:
    name = f"{case.unit.clause} [{case.requirement.id}]"
    return Finding(
        code="V513",
        severity=Severity.GAP,
        origin=claim.origin,
        what_zh=f"{claim.shown_zh} 的种类、对象或主题不符合条款 {name}，这条声明不成立",
        what_en=f"{claim.shown_en} is of another kind, audience or topic than clause {name} asks",
        mend_zh="从 covers 里删去，或改正内容。",
        mend_en="Take it out of `covers`, or mend the content.",
        subject=case.requirement.id,
    )


def _counts(claim: Claim, requirement: Requirement) -> bool:
    """Say whether it is an entry that plans what an item elsewhere gives."""
    kinds = COUNTING_ENTRIES.get(requirement.kind)
    return bool(claim.entry and (kinds is None or claim.entry.kind in kinds))


def _unclaiming_items_past_their_date(judgement: Judgement) -> Iterator[Finding]:
    for card in judgement.content.cards.values():
        if not card.covers and card.review_by < judgement.as_of:
            day = card.review_by
            yield _stale(
                "V505",
                card,
                f"{card.shown_zh} 应在 {day} 前重新核对来源",
                f"{card.shown_en} had to be looked up again by {day}",
            )


def _stale(code: str, stale: Claim | Card, zh: str, en: str) -> Finding:
    name = stale.reviewed_as if isinstance(stale, Claim) else stale.id
    return Finding(
        code=code,
        severity=Severity.GAP,
        origin=stale.origin,
        what_zh=zh,
        what_en=en,
        mend_zh=f"与条款和来源比对，再运行 muster review {name}。",
        mend_en=f"Compare it with clause and sources, then run muster review {name}.",
    )
