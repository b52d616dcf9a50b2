# SPDX-License-Identifier: MIT
"""The workbook for inspectors has what they ask for: clause, evidence, place, gap, due date."""

from dataclasses import replace
from datetime import date

import pytest

from generator.load.config import load_settings
from generator.model.content import Content
from generator.model.coverage import Coverage, PlanCoverage, Schedule, UnitCoverage
from generator.office.coverage_book import Audit, coverage_workbook, due_day, next_day
from generator.office.voice import Voice
from generator.office.workbook import Cell
from tests.data.made_up_coverage import WORDS, make_coverage
from tests.tiny_tree import ROOT

SCHEDULE = Schedule(
    school="甲校",
    required=4,
    planned=1,
    held=1,
    overdue=2,
    short=((date(2027, 2, 1), date(2027, 7, 1)), (date(2026, 9, 1), date(2027, 1, 29))),
    outside=(),
    days=(date(2026, 10, 9), date(2026, 11, 22), date(2027, 3, 1)),
    held_days=(date(2026, 10, 9),),
)


def with_schedule(coverage: Coverage) -> Coverage:
    """Return the coverage with a school's own numbers in its second verdict."""
    plan, other = coverage.plans
    first, seldom, staff = plan.units[0].verdicts
    both = (SCHEDULE, replace(SCHEDULE, school="乙校", short=()))
    verdicts = (first, replace(seldom, schedules=both), staff)
    unit = UnitCoverage(unit=plan.units[0].unit, verdicts=verdicts)
    return Coverage(plans=(PlanCoverage(plan=plan.plan, units=(unit,)), other))


def table(language: str) -> list[dict[str, Cell]]:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    audit = Audit(
        coverage=with_schedule(make_coverage()),
        content=Content(),
        settings=settings.model_copy(update={"as_of": date(2026, 11, 22)}),
        voice=Voice(language=language, words=WORDS),
        titles={"fire-drill": "消防演练", "甲校": "甲校", "乙校": "乙校"},
    )
    sheets = coverage_workbook(audit).sheets
    names = [column.name for column in sheets[0].columns]
    return [dict(zip(names, row, strict=True)) for sheet in sheets for row in sheet.rows]


def test_evidence_is_named_with_its_place() -> None:
    row = table("zh")[0]
    assert row["条款"] == "一(一)"
    assert (row["要求"], row["应有次数"]) == ("每学期演练两次", 4)
    assert row["证据"] == "消防演练"
    assert row["在哪里"] == "drills/fire-drill.html\npdf/drills/fire-drill-A4-zh.pdf"
    assert (row["判定"], row["缺口"]) == ("已覆盖", None)


def test_each_school_that_is_counted_has_a_row_with_its_due_and_next_day() -> None:
    one, other = table("zh")[1:3]
    assert (one["学校"], other["学校"]) == ("甲校", "乙校")
    assert (one["期限"], other["期限"]) == (date(2027, 1, 29), None)
    assert one["下一次"] == other["下一次"] == date(2026, 11, 22)
    assert (one["计划"], one["已办"], one["逾期"]) == (1, 1, 2)
    assert one["缺口"] == "V503 甲校安排得不够 → 补上日期。"


def test_what_nobody_counts_has_no_numbers_and_a_suppressed_demand_its_reason() -> None:
    row = table("en")[3]
    assert (row["Planned"], row["Held"], row["Overdue"]) == (None, None, None)
    assert row["Verdict"] == "suppressed"
    assert row["Gap"] == "next year (Until 2027-01-31)"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_has_its_own_name(language: str) -> None:
    assert len(table(language)[0]) == len(table(language)[-1]) == 18


def test_an_inspector_chooses_what_was_seen_and_writes_beside_it() -> None:
    row = table("zh")[0]
    assert (row["现场核查"], row["核查人、日期、意见"]) == (None, None)
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    voice = Voice(language="zh", words=WORDS)
    audit = Audit(
        coverage=make_coverage(), content=Content(), settings=settings, voice=voice, titles={}
    )
    for sheet in coverage_workbook(audit).sheets:
        choices = {column.name: column.choices for column in sheet.columns}
        assert choices["现场核查"] == ("属实", "部分属实", "不属实", "没有查")


def test_nothing_is_due_where_no_window_is_short_and_nothing_next_after_the_last_day() -> None:
    assert due_day(replace(SCHEDULE, short=())) is None
    assert next_day(SCHEDULE, date(2027, 3, 2)) is None
