# SPDX-License-Identifier: MIT
"""Deadlines that have passed are told once for each year and annex, and every clause is in it."""

from typing import Any

from generator.check.passed import find_passed_deadlines
from generator.model.audience import Audience
from generator.model.coverage import Coverage, PlanCoverage, UnitCoverage
from generator.model.passed import group_passed
from tests.data.made_up_coverage import DRILL, make_plan, unit, verdict

ASKED = (
    ("三(四) #3", "2022", "11-30"),
    ("附件2 1", "2020", None),
    ("附件2 2", "2020", None),
    ("附件2 3", "2020", None),
    ("附件2 5", "2020", "06-30"),
    ("附件2 5", "2020", None),
    ("附件2 9", "2021", None),
    ("附件2 10", "2030", None),
    ("附件 4", "2022", None),
)


def asked(number: int, year: str, by: str | None) -> dict[str, Any]:
    cadence = {"per": "once", "by_year": int(year)} | ({"by": by} if by else {})
    return {**DRILL, "id": f"plan-c/{number}-a", "cadence": cadence, "suppression": None}


def judged() -> PlanCoverage:
    """Return a plan of which all deadlines but that of 2030 have passed."""
    rows = enumerate(ASKED)
    units = [unit(clause, asked(n, year, by)) for n, (clause, year, by) in rows]
    plan = make_plan("plan-c", *units, number="丙")
    return PlanCoverage(
        plan=plan,
        units=tuple(
            UnitCoverage(
                unit=each,
                verdicts=tuple(
                    verdict(r, audience, is_past_deadline=r.cadence.by_year != 2030)
                    for r in each.requirements
                    for audience in (Audience.PRIMARY, Audience.JUNIOR)
                ),
            )
            for each in plan.units
        ),
    )


def test_one_finding_for_each_year_and_annex_names_every_clause_once() -> None:
    found = list(find_passed_deadlines(Coverage(plans=(judged(),))))
    assert [(f.subject, f.what_en) for f in found] == [
        (
            "plan-c@2020附件2",
            "deadlines in 2020 of 丙 附件2 have passed, for 4 clauses: 2020: 1–3, 5; 2020-06-30: 5",
        ),
        (
            "plan-c@2021附件2",
            "deadlines in 2021 of 丙 附件2 have passed, for 1 clause: 2021: 9",
        ),
        (
            "plan-c@2022",
            "deadlines in 2022 of 丙 have passed, for 1 clause: 2022-11-30: 三(四) #3",
        ),
        (
            "plan-c@2022附件",
            "deadlines in 2022 of 丙 附件 have passed, for 1 clause: 2022: 4",
        ),
    ]


def test_the_page_has_a_row_for_each_clause_and_deadline() -> None:
    first = group_passed(judged())[0]
    rows = [(row.row, row.deadline) for row in first.lines]
    assert rows == [("1", "2020"), ("2", "2020"), ("3", "2020"), ("5", "2020-06-30"), ("5", "2020")]
    assert len(first.clauses) == 4
