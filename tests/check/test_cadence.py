# SPDX-License-Identifier: MIT
"""Windows, day rules, deadlines and counts; every figure counted by hand on a calendar.

The school year of these tests: 1 September 2026 to 29 January 2027 and 22 February to
2 July 2027, off from 1 to 7 October and from 1 to 5 May.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from generator.check.cadence import Window, days_of_rule, is_past_deadline, windows_of
from generator.check.schedule import CampusYear, Held, make_schedule
from generator.model.coverage import Schedule
from generator.model.plan import Cadence, Per
from generator.settings import SchoolYear
from tests.check.made_up import AS_OF, YEAR, YEAR_DATA, campus, entry, text


def windows(**cadence: object) -> list[tuple[str, str]]:
    found = windows_of(Cadence.model_validate(cadence), YEAR)
    return [(w.first.isoformat(), w.last.isoformat()) for w in found]


def planned(cadence: Cadence, days: Sequence[date]) -> Schedule:
    """Return what a school owes that plans these days, in two entries, and held nothing."""
    dates = [day.isoformat() for day in days]
    halves = [dates[::2], dates[1::2]]
    entries = [entry(id=f"e{i}", dates=half) for i, half in enumerate(halves) if half]
    school = campus(*entries)
    assert school.calendar
    known = CampusYear(campus=school, year=YEAR, as_of=AS_OF)
    return make_schedule(known, cadence, school.calendar.entries, Held())


@pytest.mark.parametrize(
    ("rule", "year", "first", "last"),
    [
        ("11-09", 2026, "2026-11-09", "2026-11-09"),
        ("03-last-mon", 2027, "2027-03-29", "2027-03-29"),
        ("03-last-mon", 2026, "2026-03-30", "2026-03-30"),
        ("09-3-sat", 2026, "2026-09-19", "2026-09-19"),
        ("09-3-sat", 2027, "2027-09-18", "2027-09-18"),
        ("02-1-mon", 2027, "2027-02-01", "2027-02-01"),
        ("02-4-sun", 2027, "2027-02-28", "2027-02-28"),
        ("05-last-mon", 2027, "2027-05-31", "2027-05-31"),
        ("12-last-thu", 2026, "2026-12-31", "2026-12-31"),
        ("06", 2027, "2027-06-01", "2027-06-30"),
        ("12", 2026, "2026-12-01", "2026-12-31"),
        ("02", 2027, "2027-02-01", "2027-02-28"),
        ("02", 2028, "2028-02-01", "2028-02-29"),
        ("02-29", 2028, "2028-02-29", "2028-02-29"),
        ("02-29", 2027, "2027-02-28", "2027-02-28"),
        ("03-26..04-16", 2027, "2027-03-26", "2027-04-16"),
        ("12-20..01-10", 2026, "2026-12-20", "2027-01-10"),
        ("11-09..11-09", 2026, "2026-11-09", "2026-11-09"),
    ],
)
def test_a_day_rule_names_its_day_in_a_year(rule: str, year: int, first: str, last: str) -> None:
    expected = Window(first=date.fromisoformat(first), last=date.fromisoformat(last))
    assert days_of_rule(rule, year) == expected


def test_months_with_fewer_than_ten_days_of_term_ask_for_nothing() -> None:
    months = [first[:7] for first, _ in windows(per="month")]
    assert months == [
        "2026-09", "2026-10", "2026-11", "2026-12", "2027-01",
        "2027-03", "2027-04", "2027-05", "2027-06",
    ]  # fmt: skip


def test_a_month_is_judged_to_its_last_day() -> None:
    assert windows(per="month")[0] == ("2026-09-01", "2026-09-30")
    assert windows(per="month")[5] == ("2027-03-01", "2027-03-31")


def test_a_month_with_exactly_ten_days_of_term_counts() -> None:
    data = {
        "terms": [{"id": "t", "name": text("学期"), "first": "2026-09-21", "last": "2026-10-09"}]
    }
    year = SchoolYear.model_validate(data)
    found = list(windows_of(Cadence(per=Per.MONTH), year))
    assert [w.first for w in found] == [date(2026, 9, 1)]


def test_two_months_pair_the_months_of_term_over_the_winter_holiday() -> None:
    assert windows(per="two-months") == [
        ("2026-09-01", "2026-10-31"),
        ("2026-11-01", "2026-12-31"),
        ("2027-01-01", "2027-03-31"),
        ("2027-04-01", "2027-05-31"),
    ]


def test_a_drill_every_two_months_makes_four_a_year_as_eight_plus_n_makes_eight() -> None:
    kindergarten = planned(Cadence(per=Per.TWO_MONTHS), ())
    school = planned(Cadence(count=8, per=Per.SCHOOL_YEAR), ())
    assert (kindergarten.required, len(kindergarten.short)) == (4, 4)
    assert (school.required, len(school.short)) == (8, 1)


def test_quarters_with_fewer_than_twenty_days_of_term_ask_for_nothing() -> None:
    assert windows(per="quarter") == [
        ("2026-07-01", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
        ("2027-01-01", "2027-03-31"),
        ("2027-04-01", "2027-06-30"),
    ]


def test_terms_are_windows() -> None:
    assert windows(per="term") == [("2026-09-01", "2027-01-29"), ("2027-02-22", "2027-07-02")]


@pytest.mark.parametrize("per", ["school-year", "year", "once", "event", "vague", "unsaid"])
def test_the_year_with_its_summer_is_one_window(per: str) -> None:
    assert windows(per=per) == [("2026-09-01", "2027-08-31")]


def test_a_holiday_asks_for_the_week_before_it() -> None:
    assert windows(per="holiday") == [
        ("2026-09-24", "2026-09-30"),
        ("2027-01-23", "2027-01-29"),
        ("2027-04-24", "2027-04-30"),
        ("2027-06-26", "2027-07-02"),
    ]


def test_school_days_leave_out_weekends_and_holidays() -> None:
    days = {first for first, _ in windows(per="day")}
    # autumn 1 Sep to 29 Jan: 109 weekdays less 5 of October; spring: 95 less 3 of May
    assert len(days) == 109 - 5 + 95 - 3
    assert "2026-09-30" in days
    assert not days & {"2026-10-01", "2026-10-05", "2026-10-07", "2026-10-10", "2027-02-10"}
    assert "2026-10-08" in days


def test_a_week_with_two_school_days_asks_for_nothing() -> None:
    weeks = [first for first, _ in windows(per="week")]
    assert weeks[0] == "2026-08-31"
    assert "2026-09-28" in weeks, "Monday to Wednesday are school days"
    assert "2026-10-05" not in weeks, "only Thursday and Friday are"
    assert weeks[-1] == "2027-06-28"
    # 22 calendar weeks of autumn less one, 19 of spring (the week of 3 May has two days)
    assert len(weeks) == 22 - 1 + 19 - 1


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("11-09", ("2026-11-06", "2026-11-12")),
        ("03-last-mon", ("2027-03-26", "2027-04-01")),
        ("09-3-sat", ("2026-09-16", "2026-09-22")),
        ("06", ("2027-06-01", "2027-06-30")),
        ("09", ("2026-09-01", "2026-09-30")),
        ("08-31", ("2027-08-28", "2027-09-03")),
        ("09-01", ("2026-08-29", "2026-09-04")),
        ("03-26..04-16", ("2027-03-26", "2027-04-16")),
        ("12-20..01-10", ("2026-12-20", "2027-01-10")),
        ("08-25..09-10", ("2026-08-25", "2026-09-10")),
    ],
)
def test_a_fixed_day_leaves_three_days_either_way_and_a_fixed_month_none(
    rule: str, expected: tuple[str, str]
) -> None:
    assert windows(per="school-year", on=rule) == [expected]


def test_a_fixed_month_in_which_the_year_begins_belongs_to_this_year() -> None:
    terms = [{**YEAR_DATA["terms"][0], "first": "2026-09-07"}, YEAR_DATA["terms"][1]]
    year = SchoolYear.model_validate({"terms": terms})
    found = list(windows_of(Cadence(per=Per.SCHOOL_YEAR, on="09"), year))
    assert found == [Window(first=date(2026, 9, 1), last=date(2026, 9, 30))]


def test_a_year_that_begins_on_new_years_day_has_each_quarter_once() -> None:
    data = {
        "terms": [{"id": "t", "name": text("学年"), "first": "2027-01-01", "last": "2027-12-20"}]
    }
    year = SchoolYear.model_validate(data)
    quarters = [w.first.month for w in windows_of(Cadence(per=Per.QUARTER), year)]
    assert quarters == [1, 4, 7, 10]


def test_a_year_that_begins_on_a_leap_day_ends_a_year_later() -> None:
    data = {
        "terms": [{"id": "t", "name": text("学期"), "first": "2028-02-29", "last": "2028-06-30"}]
    }
    assert SchoolYear.model_validate(data).last == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("11", [("2026-09-01", "2026-11-30")]),
        ("12", [("2026-09-01", "2026-12-31")]),
        ("11-09", [("2026-09-01", "2026-11-09")]),
        ("08", [("2026-09-01", "2027-08-31")]),
        ("03-last-mon", [("2026-09-01", "2027-03-29")]),
    ],
)
def test_a_deadline_ends_the_window(by: str, expected: list[tuple[str, str]]) -> None:
    assert windows(per="school-year", by=by) == expected


def test_a_deadline_cuts_only_the_window_in_which_it_lies() -> None:
    assert windows(per="term", by="10-31") == [
        ("2026-09-01", "2026-10-31"),
        ("2027-02-22", "2027-07-02"),
    ]


@pytest.mark.parametrize(
    ("year", "last"), [(2022, "2027-08-31"), (2026, "2026-12-31"), (2028, "2027-08-31")]
)
def test_a_deadline_of_another_year_leaves_the_window_whole(year: int, last: str) -> None:
    assert windows(per="once", by="12-31", by_year=year) == [("2026-09-01", last)]


@pytest.mark.parametrize(("as_of", "is_past"), [("2022-12-31", False), ("2023-01-01", True)])
def test_a_deadline_has_passed_on_the_day_after_it(as_of: str, is_past: bool) -> None:  # noqa: FBT001
    cadence = Cadence(per=Per.ONCE, by="12-31", by_year=2022)
    assert is_past_deadline(cadence, date.fromisoformat(as_of)) is is_past
    assert not is_past_deadline(Cadence(per=Per.YEAR, by="12-31"), date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("given", "deadline"),
    [
        ({"per": "month"}, "2021"),
        ({"per": "once", "on": "06"}, "2021-06"),
        ({"per": "unsaid"}, "2021"),
    ],
)
@pytest.mark.parametrize(("as_of", "is_past"), [("2021-06-30", False), ("2022-01-01", True)])
def test_what_is_asked_for_in_one_year_has_passed_after_it(
    given: dict[str, str], deadline: str, as_of: str, *, is_past: bool
) -> None:
    cadence = Cadence(**given, by_year=2021)
    assert cadence.deadline == deadline
    assert is_past_deadline(cadence, date.fromisoformat(as_of)) is is_past


def month_days() -> list[date]:
    months = [(2026, 9), (2026, 10), (2026, 11), (2026, 12), (2027, 1)]
    months += [(2027, 3), (2027, 4), (2027, 5), (2027, 6)]
    return [date(year, month, 15) for year, month in months]


def test_one_day_in_every_month_is_enough_for_once_a_month() -> None:
    result = planned(Cadence(per=Per.MONTH), month_days())
    assert (result.required, result.planned, result.short) == (9, 9, ())


@pytest.mark.parametrize("missing", range(9))
def test_a_month_without_its_day_is_the_only_one_that_is_short(missing: int) -> None:
    days = month_days()
    gone = days.pop(missing)
    result = planned(Cadence(per=Per.MONTH), days)
    assert [first for first, _ in result.short] == [gone.replace(day=1)]
    assert result.planned == 8


def test_two_in_one_window_do_not_make_up_for_none_in_the_next() -> None:
    days = [date(2026, 9, 10), date(2026, 10, 10)]
    result = planned(Cadence(per=Per.TERM), days)
    assert [first for first, _ in result.short] == [date(2027, 2, 22)]


@pytest.mark.parametrize(("count", "is_short"), [(8, False), (9, True)])
def test_eight_days_are_eight_and_not_nine(count: int, is_short: bool) -> None:  # noqa: FBT001
    days = [date(2026, 9, 1) + timedelta(days=20 * n) for n in range(8)]
    result = planned(Cadence(count=count, per=Per.SCHOOL_YEAR), days)
    assert bool(result.short) is is_short
    assert result.required == count


def test_days_outside_the_school_year_do_not_count() -> None:
    days = [date(2026, 8, 31), date(2027, 9, 1)]
    result = planned(Cadence(per=Per.SCHOOL_YEAR), days)
    assert (result.planned, len(result.short)) == (0, 1)


@pytest.mark.parametrize(
    ("day", "is_short"),
    [
        (date(2026, 11, 5), True),
        (date(2026, 11, 6), False),
        (date(2026, 11, 12), False),
        (date(2026, 11, 13), True),
    ],
)
def test_a_fixed_day_may_be_met_three_days_off(day: date, is_short: bool) -> None:  # noqa: FBT001
    result = planned(Cadence(per=Per.YEAR, on="11-09"), [day])
    assert bool(result.short) is is_short


def test_a_day_after_the_deadline_is_too_late() -> None:
    cadence = Cadence(per=Per.SCHOOL_YEAR, by="11")
    assert not planned(cadence, [date(2026, 11, 30)]).short
    assert planned(cadence, [date(2026, 12, 1)]).short
