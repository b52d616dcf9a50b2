# SPDX-License-Identifier: MIT
"""A made-up verdict on two small plans, built by hand: what the writers of outputs are given."""

from datetime import date
from pathlib import Path
from typing import Any

from generator.finding import Finding, Key, Origin, Severity, SourceFile
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
from generator.render.words import load_words

SHA256 = "0" * 64

ROOT = Path(__file__).parents[2]

WORDS = load_words(ROOT / "theme")

CHANGED = date(2026, 11, 22)

Json = dict[str, Any]


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


DRILL = {
    "id": "plan-a/1.1-a",
    "kind": "drill",
    "topic": "fire",
    "audiences": ["primary", "junior"],
    "cadence": {"count": 2, "per": "term", "by": "11-09"},
    "terms": ["演练"],
    "text": text("每学期演练两次", "Two drills a term"),
    "measure": "evacuation-drill",
}

STAFF = {
    "id": "plan-a/1.1-b",
    "kind": "training",
    "topic": "fire",
    "audiences": ["teachers"],
    "cadence": {"per": "vague"},
    "terms": ["培训"],
    "text": text("定期培训教职工", "Train the staff regularly"),
    "suppression": {"reason": text("明年再做", "next year"), "until": "2027-01-31"},
}

OTHER = {
    "id": "plan-b/2-a",
    "kind": "drill",
    "topic": "fire",
    "audiences": ["primary"],
    "cadence": {"per": "month"},
    "terms": ["每月"],
    "text": text("每月演练", "A drill a month"),
    "measure": "evacuation-drill",
}


def unit(clause: str, *requirements: Json) -> Json:
    kind = "requirement" if requirements else "unread"
    return {
        "clause": clause, "sha256": SHA256, "disposition": kind, "requirements": requirements,
    }  # fmt: skip


def make_plan(name: str, *units: Json, **changes: Any) -> Plan:
    data = {
        "id": name,
        "title": text(f"方案{name[-1]}", f"Plan {name[-1]}"),
        "issuer": text("教育局", "Bureau"),
        "layer": "district",
        "units": units,
        **changes,
    }
    lines: dict[Key, int] = {
        ("units", 0, "requirements", 0): 20,
        ("units", 0, "requirements", 1): 30,
    }
    return Plan.parse(data, SourceFile(path=f"content/plans/{name}.yml", lines=lines))


PLAN_A = make_plan(
    "plan-a", unit("一(一)", DRILL, STAFF), unit("二"), number="甲〔2026〕1号", issued="2026-01-02"
)
PLAN_B = make_plan("plan-b", unit("2", OTHER))
"""It prints no number."""


def gap(subject: str, **changes: Any) -> Finding:
    given = {
        "code": "V503",
        "severity": Severity.GAP,
        "origin": Origin(file="content/plans/plan-a.yml", line=20, key="units.0.requirements.0"),
        "what_zh": "甲校安排得不够",
        "what_en": "School A plans too few",
        "mend_zh": "补上日期。",
        "mend_en": "Add dates.",
        "subject": subject,
    }
    return Finding(**{**given, **changes})


def steps(failing: Step | None = None) -> tuple[tuple[Step, Outcome], ...]:
    order = list(Step)
    at = order.index(failing) if failing else len(order)
    outcomes = [Outcome.PASS] * at + [Outcome.FAIL] + [Outcome.NOT_JUDGED] * len(order)
    return tuple(zip(order, outcomes, strict=False))


def verdict(requirement: Requirement, audience: Audience, **changes: Any) -> Verdict:
    given = {
        "required": 4,
        "planned": 4,
        "held": 1,
        "overdue": 0,
        "number_from": "",
        "schedules": (),
        "steps": steps(),
        "findings": (),
        "evidence": (),
    }
    return Verdict(requirement=requirement, audience=audience, **{**given, **changes})


TOO_FEW = gap("plan-a/1.1-a@junior")


def make_coverage(too_few: Finding = TOO_FEW) -> Coverage:
    """Return four verdicts: covered, too seldom, suppressed, and linked to nothing."""
    drill, staff = PLAN_A.units[0].requirements
    (other,) = PLAN_B.units[0].requirements
    evidence = tuple(
        Evidence(item="fire-drill", path=path, locator="", language="zh", audience=Audience.PRIMARY)
        for path in ("drills/fire-drill.html", "pdf/drills/fire-drill-A4-zh.pdf")
    )
    seldom = steps(Step.OFTEN_ENOUGH)
    nothing = gap("plan-b/2-a@primary", code="V501", what_zh="没有内容", what_en="nothing")
    first = (
        verdict(drill, Audience.PRIMARY, evidence=evidence),
        verdict(drill, Audience.JUNIOR, steps=seldom, findings=(too_few,), planned=1, overdue=2),
        verdict(staff, Audience.TEACHERS, steps=steps(Step.LINKED), required=0, planned=0, held=0),
    )
    second = verdict(other, Audience.PRIMARY, steps=steps(Step.LINKED), findings=(nothing,))
    return Coverage(
        plans=(
            PlanCoverage(
                plan=PLAN_A,
                units=(
                    UnitCoverage(unit=PLAN_A.units[0], verdicts=first),
                    UnitCoverage(unit=PLAN_A.units[1], verdicts=()),
                ),
            ),
            PlanCoverage(
                plan=PLAN_B, units=(UnitCoverage(unit=PLAN_B.units[0], verdicts=(second,)),)
            ),
        )
    )
