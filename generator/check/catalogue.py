# SPDX-License-Identifier: MIT
"""Catalogues that contradict themselves, and content that serves no clause."""

from collections.abc import Collection, Iterator

from generator.finding import Finding, Origin, Severity
from generator.model.card import Card
from generator.model.content import Content
from generator.model.plan import Disposition, Plan, Reason, Unit


def find_catalogue_faults(content: Content, followed: Collection[str]) -> Iterator[Finding]:
    """Yield clauses whose entry cannot be right or is missing, then items that claim nothing.

    `followed` are the ids of the plans that are judged: their clauses must have been read.
    """
    for plan in content.plans.values():
        seen: set[str] = set()
        for u, unit in enumerate(plan.units):
            yield from _unit(plan, unit, plan.at("units", u))
            if unit.clause in seen:
                zh, en = "这个条款号写了两次", "this address is there twice"
                yield _wrong(plan.at("units", u), unit, zh, en)
            seen.add(unit.clause)
            if plan.id in followed and unit.disposition is Disposition.UNREAD:
                yield _unread(plan.at("units", u), unit)
    for card in content.cards.values():
        if content.plans and not card.covers:
            yield _orphan(card)


def _unit(plan: Plan, unit: Unit, origin: Origin) -> Iterator[Finding]:
    is_asked = unit.disposition is Disposition.REQUIREMENT
    is_excluded = unit.disposition is Disposition.NOT_CONTENT
    if is_asked != bool(unit.requirements):
        zh, en = "有要求却没写，或写了要求却不这样标", "marked one way and filled in another"
        yield _wrong(origin, unit, zh, en)
    if is_excluded != bool(unit.reason):
        yield _wrong(
            origin,
            unit,
            "“not-content”要写 reason，别的不要写",
            "not-content needs a reason, nothing else has one",
        )
    if is_excluded and unit.reason not in (None, Reason.FRAME) and not unit.term:
        yield _wrong(origin, unit, "没有写能说明理由的原话", "no `term` shows the reason")
    for requirement in unit.requirements:
        if len(set(requirement.audiences)) < len(requirement.audiences):
            yield _wrong(origin, unit, "同一个对象写了两次", "an audience is there twice")
        if not requirement.id.startswith(f"{plan.id}/"):
            zh = f"要求 {requirement.id} 的编号不以 {plan.id}/ 开头"
            yield _wrong(origin, unit, zh, f"{requirement.id} does not begin with {plan.id}/")


def _wrong(origin: Origin, unit: Unit, zh: str, en: str) -> Finding:
    return Finding(
        code="P405",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"条款 {unit.clause}：{zh}",
        what_en=f"clause {unit.clause}: {en}",
        mend_zh="使 disposition、reason、term、requirements 一致；写法见 docs/format/plan.md。",
        mend_en="Make disposition, reason, term and requirements agree; see docs/format/plan.md.",
        subject=unit.clause,
    )


def _unread(origin: Origin, unit: Unit) -> Finding:
    return Finding(
        code="P406",
        severity=Severity.GAP,
        origin=origin,
        what_zh=f"条款 {unit.clause} 还没有读",
        what_en=f"clause {unit.clause} has not been read",
        mend_zh="读原文，改成 requirement 或 not-content。",
        mend_en="Read it, and turn it into requirement or not-content.",
        subject=unit.clause,
    )


def _orphan(card: Card) -> Finding:
    return Finding(
        code="V512",
        severity=Severity.ADVICE,
        origin=card.origin,
        what_zh=f"{card.shown_zh} 没有对应任何条款",
        what_en=f"{card.shown_en} serves no clause",
        mend_zh="若确有条款要求它，写进 covers；否则保留也无妨。",
        mend_en="If a clause asks for it, name it under `covers`; otherwise it may stay as it is.",
        subject=card.id,
    )
