# SPDX-License-Identifier: MIT
"""Catalogues that contradict themselves, and content that serves no clause."""

from collections.abc import Iterator

from generator.finding import Finding, Origin, Severity
from generator.model.content import Content
from generator.model.plan import Disposition, Plan, Reason, Unit


def find_catalogue_faults(content: Content) -> Iterator[Finding]:
    """Yield clauses whose entry cannot be right, then items that claim nothing."""
    for plan in content.plans.values():
        for u, unit in enumerate(plan.units):
            yield from _unit(plan, unit, plan.at("units", u))
    for card in content.cards.values():
        if content.plans and not card.covers:
            yield _orphan(card.id, card.origin)


def _unit(plan: Plan, unit: Unit, origin: Origin) -> Iterator[Finding]:
    is_asked = unit.disposition is Disposition.REQUIREMENT
    is_excluded = unit.disposition is Disposition.NOT_CONTENT
    if is_asked != bool(unit.requirements):
        zh, en = "有要求却没写，或写了要求却不这样标", "marked one way and filled in another"
        yield _wrong(origin, unit, zh, en)
    if is_excluded != bool(unit.reason):
        yield _wrong(
            origin, unit, "“not-content”要有理由，别的不要", "only not-content has a reason"
        )
    if is_excluded and unit.reason not in (None, Reason.FRAME) and not unit.term:
        yield _wrong(origin, unit, "没有写能说明理由的原话", "no `term` shows the reason")
    for requirement in unit.requirements:
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


def _orphan(name: str, origin: Origin) -> Finding:
    return Finding(
        code="V512",
        severity=Severity.ADVICE,
        origin=origin,
        what_zh=f"“{name}”没有对应任何条款",
        what_en=f'"{name}" serves no clause',
        mend_zh="若确有条款要求它，写进 covers；否则保留也无妨。",
        mend_en="If a clause asks for it, name it under `covers`; otherwise it may stay as it is.",
        subject=name,
    )
