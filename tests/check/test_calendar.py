# SPDX-License-Identifier: MIT
"""Calendars that contradict themselves or the school year."""

from generator.check.calendar import find_calendar_faults
from generator.finding import Finding
from tests.check.made_up import YEAR, campus, entry


def faults(*entries: dict[str, object]) -> list[Finding]:
    return list(find_calendar_faults(campus(*entries), YEAR))


def test_a_calendar_of_the_judged_year_is_right() -> None:
    assert faults(entry(dates=["2026-09-01", "2027-08-31"])) == []


def test_a_slip_of_the_year_is_told_at_its_day() -> None:
    (finding,) = faults(entry(dates=["2026-11-09", "2025-11-09"]))
    assert (finding.code, finding.origin.key) == ("A321", "entries.0.dates.1")
    assert "“演练” [entry]" in finding.what_zh
    assert "[entry]" in finding.what_en


def test_two_entries_of_one_id_are_an_error_at_the_second() -> None:
    (finding,) = faults(entry(), entry(id="other"), entry())
    assert (finding.code, finding.severity) == ("C106", "error")
    assert finding.origin.key == "entries.2.id"
