# SPDX-License-Identifier: MIT
"""Calendars that contradict themselves or the school year."""

import pytest

from generator.check.calendar import find_calendar_faults
from generator.finding import Finding
from generator.settings import SchoolYear
from tests.check.made_up import YEAR, YEAR_DATA, campus, entry


def faults(*entries: dict[str, object]) -> list[Finding]:
    return list(find_calendar_faults(campus(*entries), YEAR))


def test_a_calendar_of_the_judged_year_is_right() -> None:
    assert faults(entry(dates=["2026-09-01", "2027-06-30"])) == []
    assert faults(entry(kind="checklist", dates=["2027-08-31"])) == []


def test_a_slip_of_the_year_is_told_at_its_day() -> None:
    (finding,) = faults(entry(dates=["2026-11-09", "2025-11-09"]))
    assert (finding.code, finding.origin.key) == ("A321", "entries.0.dates.1")
    assert "“演练” [entry]" in finding.what_zh
    assert "[entry]" in finding.what_en


def test_two_entries_of_one_id_are_an_error_at_the_second() -> None:
    (finding,) = faults(entry(), entry(id="other"), entry())
    assert (finding.code, finding.severity) == ("C106", "error")
    assert finding.origin.key == "entries.2.id"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-10-18", "星期日"),
        ("2026-10-17", "星期六"),
        ("2026-10-05", "国庆"),
        ("2027-02-03", "不在学期内"),
        ("2027-07-12", "不在学期内"),
    ],
)
@pytest.mark.parametrize("kind", ["drill", "lesson"])
def test_a_drill_or_lesson_on_a_day_without_school_is_told(
    day: str, reason: str, kind: str
) -> None:
    (finding,) = faults(entry(kind=kind, dates=["2026-09-10", day]))
    assert (finding.code, finding.severity) == ("A322", "gap")
    assert finding.origin.key == "entries.0.dates.1"
    assert f"{day} 没有课（{reason}）" in finding.what_zh


@pytest.mark.parametrize(
    "changes",
    [
        {"on_free_day": True},
        {"kind": "training"},
        {"kind": "parent", "audiences": ["parents"]},
        {"audiences": ["guard", "teachers"]},
    ],
)
def test_what_is_meant_for_a_free_day_or_needs_no_classes_is_not(
    changes: dict[str, object],
) -> None:
    assert faults(entry(dates=["2026-10-18"], **changes)) == []


def test_a_weekend_day_that_is_made_up_for_is_a_school_day() -> None:
    year = SchoolYear.model_validate({**YEAR_DATA, "school_days": ["2026-10-17"]})
    plan = campus(entry(dates=["2026-10-17", "2026-10-18"]))
    (finding,) = find_calendar_faults(plan, year)
    assert finding.origin.key == "entries.0.dates.1"
