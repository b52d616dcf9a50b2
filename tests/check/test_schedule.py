# SPDX-License-Identifier: MIT
"""Required, planned, held and owed by a school; counted by hand, judged on 22 November 2026.

Months of term in these tests: September to January and March to June, nine in all.
"""

from datetime import date
from typing import Any

import pytest

from generator.check.cadence import windows_of
from generator.check.coverage import judge_coverage
from generator.check.overdue import find_overdue
from generator.check.schedule import CampusYear, Held, Share, make_schedule
from generator.model.coverage import Schedule, Verdict
from generator.model.plan import Cadence, Per
from generator.model.school import Campus
from generator.settings import SchoolYear
from tests.check.made_up import (
    AS_OF,
    YEAR,
    YEAR_DATA,
    campus,
    content,
    drill,
    entry,
    judgement,
    lesson,
    plan,
    procedure,
    requirement,
)

MONTHLY = Cadence(per=Per.MONTH)
DAYS = ["2026-09-10", "2026-10-15", "2026-11-12", "2026-12-10"]


def schedule(cadence: Cadence, days: list[str], held: list[str], as_of: date = AS_OF) -> Schedule:
    school = campus(entry(dates=days))
    assert school.calendar
    known = CampusYear(campus=school, year=YEAR, as_of=as_of)
    on_record = Held(days=tuple(date.fromisoformat(day) for day in held))
    return make_schedule(known, cadence, school.calendar.entries, on_record)


@pytest.mark.parametrize(
    ("held", "overdue"),
    [
        ([], 3),
        (["2026-09-10"], 2),
        (["2026-09-10", "2026-09-24"], 2),
        (["2026-09-10", "2026-10-20"], 1),
        (["2026-09-10", "2026-10-15", "2026-11-13"], 0),
    ],
)
def test_what_is_past_and_not_on_record_is_overdue(held: list[str], overdue: int) -> None:
    assert schedule(MONTHLY, DAYS, held).overdue == overdue


@pytest.mark.parametrize(
    ("as_of", "overdue"),
    [
        (date(2026, 11, 12), 2),
        (date(2026, 11, 13), 3),
        (date(2026, 12, 1), 3),
        (date(2026, 10, 15), 1),
    ],
)
def test_a_planned_day_is_due_from_the_day_after_it(as_of: date, overdue: int) -> None:
    assert schedule(MONTHLY, DAYS, [], as_of).overdue == overdue


def test_a_window_that_ended_is_overdue_even_where_nothing_was_planned() -> None:
    assert schedule(MONTHLY, ["2026-12-10"], []).overdue == 2, "September and October"
    assert schedule(Cadence(count=3, per=Per.MONTH), ["2026-12-10"], []).overdue == 6


@pytest.mark.parametrize("per", [Per.DAY, Per.WEEK])
def test_what_happens_daily_or_weekly_is_never_overdue(per: Per) -> None:
    found = schedule(Cadence(per=per), DAYS, [])
    assert found.required > 30
    assert found.overdue == 0


def test_a_schedule_tells_required_planned_and_held() -> None:
    found = schedule(MONTHLY, DAYS, ["2026-09-10"])
    assert (found.required, found.planned, found.held) == (9, 4, 1)
    assert found.days == tuple(date.fromisoformat(day) for day in DAYS)
    assert found.held_days == (date(2026, 9, 10),)
    assert [first.month for first, _ in found.short] == [1, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("cadence", "day", "is_outside"),
    [
        (Cadence(per=Per.SCHOOL_YEAR, by="11"), "2026-11-30", False),
        (Cadence(per=Per.SCHOOL_YEAR, by="11"), "2026-12-01", True),
        (Cadence(per=Per.YEAR, on="11-09"), "2026-11-12", False),
        (Cadence(per=Per.YEAR, on="11-09"), "2026-11-13", True),
        (Cadence(per=Per.HOLIDAY), "2026-09-24", False),
        (Cadence(per=Per.HOLIDAY), "2026-09-23", True),
        (MONTHLY, "2027-02-24", False),
    ],
)
def test_a_day_is_outside_only_of_a_time_that_the_clause_sets(
    cadence: Cadence,
    day: str,
    is_outside: bool,  # noqa: FBT001
) -> None:
    expected = (date.fromisoformat(day),) if is_outside else ()
    assert schedule(cadence, [day], []).outside == expected


def record(name: str, day: str, **changes: Any) -> dict[str, Any]:
    own = {"kind": "drill", "audiences": ["primary"], "minutes": 12}
    held = {} if "item" in changes or "entry" in changes else {"entry": "entry"}
    return {"id": name, "date": day, **own, **held, **changes}


def judge(school: Campus, **asked: Any) -> Verdict:
    demand = requirement(kind="drill", cadence={"per": "month"}, **asked)
    given = content(plan(demand), drill(audiences=["primary", "junior"]), campuses=(school,))
    (verdict,) = judge_coverage(judgement(given)).verdicts
    return verdict


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"entry": "entry"}, 1),
        ({"item": "fire-drill"}, 1),
        ({"entry": "another"}, 0),
        ({"item": "another"}, 0),
        ({"audiences": ["junior"]}, 0),
        ({"audiences": ["primary-upper"]}, 1),
    ],
)
def test_a_record_counts_for_its_entry_or_item_and_audience(
    changes: dict[str, Any], held: int
) -> None:
    school = campus(entry(), records=[record("a", "2026-09-10", **changes)])
    assert judge(school).held == held


def school_class(name: str, audience: str) -> dict[str, Any]:
    said = {"zh": f"{name} 班", "en": f"Class {name}"}
    return {
        "id": name, "name": said, "audience": audience,
        "head_count": 30, "building": "house", "room": "101",
    }  # fmt: skip


CLASSES = [
    school_class("1-1", "primary-lower"),
    school_class("2-1", "primary-lower"),
    school_class("5-1", "primary-upper"),
    school_class("7-1", "junior"),
]


def held_by(
    *records: tuple[str, list[str]], audiences: list[str] | None = None, **own: Any
) -> Verdict:
    """Judge a monthly drill of a school with four classes by records of some of them."""
    kept = [
        record(f"r{i}", day, classes=classes, audiences=own.get("by", ["primary", "junior"]))
        for i, (day, classes) in enumerate(records)
    ]
    planned = entry(dates=DAYS, audiences=own.get("planned", ["primary", "junior"]))
    school = campus(planned, classes=CLASSES, stages=["primary", "junior"], records=kept)
    return judge(school, audiences=audiences or ["primary"])


def test_what_one_class_did_is_not_held_by_the_whole_stage() -> None:
    verdict = held_by(("2026-09-10", ["1-1"]))
    assert (verdict.held, verdict.overdue) == (0, 3)
    assert [name.zh for name in verdict.schedules[0].absent] == ["2-1 班", "5-1 班"]


def test_what_is_overdue_names_the_classes_that_are_missing() -> None:
    kept = record("a", "2026-11-12", classes=["1-1"])
    school = campus(entry(dates=DAYS), classes=CLASSES, records=[kept])
    demand = requirement(kind="drill", cadence={"per": "month"})
    judged = judgement(content(plan(demand), drill(), campuses=(school,)))
    (finding,) = find_overdue(judge_coverage(judged), judged.content)
    assert finding.what_zh.endswith("；记录里还缺：2-1 班、5-1 班")
    assert finding.what_en.endswith("; still missing on record: Class 2-1, Class 5-1")


def test_classes_on_several_records_make_up_the_stage_together() -> None:
    verdict = held_by(("2026-09-10", ["1-1", "5-1"]), ("2026-09-11", ["2-1"]))
    assert (verdict.held, verdict.overdue) == (1, 2)
    assert verdict.schedules[0].held_days == (date(2026, 9, 11),)
    assert verdict.schedules[0].absent == ()


def test_classes_of_different_months_do_not_make_up_one() -> None:
    verdict = held_by(("2026-09-10", ["1-1", "5-1"]), ("2026-10-15", ["2-1"]))
    assert (verdict.held, verdict.overdue) == (0, 3)


def test_a_class_that_did_it_twice_does_not_stand_in_for_another() -> None:
    verdict = held_by(("2026-09-10", ["1-1", "5-1"]), ("2026-09-11", ["1-1", "5-1"]))
    assert verdict.held == 0
    assert [name.en for name in verdict.schedules[0].absent] == ["Class 2-1"]


def test_a_record_without_classes_is_of_the_whole_stages_that_it_names() -> None:
    assert held_by(("2026-09-10", [])).held == 1
    verdict = held_by(("2026-09-10", []), by=["primary-upper"])
    assert verdict.held == 0
    assert [name.en for name in verdict.schedules[0].absent] == ["Class 1-1", "Class 2-1"]


def test_only_classes_of_those_for_whom_it_was_planned_must_take_part() -> None:
    asked = {"planned": ["primary-lower"], "by": ["primary-lower"]}
    assert held_by(("2026-09-10", ["1-1", "2-1"]), **asked).held == 1
    assert held_by(("2026-09-10", ["1-1"]), **asked).held == 0


def test_each_stage_of_a_record_is_judged_by_its_own_classes() -> None:
    all_but_one = ("2026-09-10", ["1-1", "2-1", "5-1"])
    assert held_by(all_but_one).held == 1
    assert held_by(all_but_one, audiences=["junior"]).held == 0


def test_classes_say_nothing_of_the_staff() -> None:
    people = {"planned": ["junior", "teachers"], "by": ["junior", "teachers"]}
    kept = record("a", "2026-09-10", classes=["7-1"], audiences=people["by"])
    school = campus(entry(dates=DAYS, audiences=people["planned"]), classes=CLASSES, records=[kept])
    demand = requirement(kind="drill", cadence={"per": "month"}, audiences=["teachers"])
    given = content(plan(demand), drill(audiences=["junior", "teachers"]), campuses=(school,))
    (verdict,) = judge_coverage(judgement(given)).verdicts
    assert verdict.held == 1


def test_what_is_recorded_by_its_item_alone_takes_all_classes_too() -> None:
    kept = [record("a", "2026-09-10", item="fire-drill", classes=["1-1"])]
    planned = entry(dates=DAYS)
    school = campus(planned, classes=CLASSES, records=kept)
    assert judge(school).held == 0
    rest = record("b", "2026-09-14", item="fire-drill", classes=["2-1", "5-1"])
    assert judge(campus(planned, classes=CLASSES, records=[*kept, rest])).held == 1


def test_classes_that_did_it_out_of_term_make_up_a_round_of_their_own() -> None:
    half = ("2027-08-20", ["1-1", "5-1"]), ("2027-08-21", ["2-1"])
    assert held_by(*half).held == 0, "not yet on the judged day"
    school = campus(entry(dates=DAYS), classes=CLASSES)
    share = Share(
        classes=frozenset({"1-1", "2-1"}),
        turns=(
            (date(2027, 8, 20), frozenset({"1-1"})),
            (date(2027, 8, 21), frozenset({"2-1"})),
        ),
    )
    known = CampusYear(campus=school, year=YEAR, as_of=date(2027, 8, 31))
    assert make_schedule(known, MONTHLY, (), Held(shares=(share,))).held == 1


def overdue(*schools: Campus) -> list[tuple[str, str]]:
    demand = requirement(kind="drill", cadence={"per": "month"})
    given = content(plan(demand), drill(), campuses=schools)
    judged = judgement(given)
    found = find_overdue(judge_coverage(judged), judged.content)
    return [(f.code, f.origin.file) for f in found]


def test_a_school_that_keeps_no_records_is_not_told_of_what_it_owes() -> None:
    assert overdue(campus(entry(dates=DAYS))) == []


def test_a_school_that_keeps_records_is_told_what_it_owes() -> None:
    kept = campus(entry(dates=DAYS), records=[record("a", "2026-09-10")])
    assert overdue(kept, campus(entry(dates=DAYS), name="school-b")) == [
        ("V509", "schools/school-a/calendar.yml")
    ]
    days = ["2026-09-10", "2026-10-15", "2026-11-12"]
    all_held = [record(f"r{i}", day) for i, day in enumerate(days)]
    assert overdue(campus(entry(dates=DAYS), records=all_held)) == []


def test_what_a_school_owes_is_told_in_numbers_in_both_languages() -> None:
    demand = requirement(kind="drill", cadence={"per": "month"})
    school = campus(entry(dates=DAYS), records=[record("a", "2026-09-10")])
    judged = judgement(content(plan(demand), drill(), campuses=(school,)))
    (finding,) = find_overdue(judge_coverage(judged), judged.content)
    assert finding.subject == "plan-a/1@primary"
    assert "School A is 2 overdue (required 9, planned 4, held 1)" in finding.what_en
    assert "逾期未开展 2 次（应 9，已安排 4，已开展 1）" in finding.what_zh


def test_only_days_within_a_fixed_time_count_for_it() -> None:
    found = schedule(Cadence(per=Per.YEAR, on="11-09"), [*DAYS, "2026-11-09"], ["2026-10-15"])
    assert (found.required, found.planned, found.held, found.overdue) == (1, 2, 0, 1)


def test_days_beyond_what_a_fixed_day_asks_for_are_not_out_of_time() -> None:
    assert schedule(Cadence(per=Per.YEAR, on="09-3-sat"), DAYS, []).outside == ()


def test_what_comes_every_week_within_fixed_days_is_asked_for_every_week() -> None:
    found = schedule(Cadence(per=Per.WEEK, on="05-10..06-06"), ["2027-05-12"], [])
    assert found.required == 4
    assert len(found.short) == 3


def test_a_record_of_another_kind_is_no_drill() -> None:
    school = campus(
        entry(dates=["2026-11-09"]), records=[record("a", "2026-11-09", kind="training")]
    )
    assert judge(school).held == 0


def test_the_letter_of_a_holiday_between_terms_is_asked_for_once() -> None:
    winter = {"id": "winter", "name": {"zh": "寒假", "en": "Winter"}}
    data = {**YEAR_DATA, "holidays": [{**winter, "first": "2027-01-30", "last": "2027-02-21"}]}
    windows = list(windows_of(Cadence(per=Per.HOLIDAY), SchoolYear.model_validate(data)))
    assert len(windows) == 2


@pytest.mark.parametrize(
    ("kind", "cadence", "status"),
    [
        ("topic", {"per": "once", "by": "10-15"}, "often-enough"),
        ("topic", {"per": "unsaid", "by": "10-15"}, "often-enough"),
        ("topic", {"per": "once", "by": "12-15"}, "covered"),
        ("procedure", {"per": "once", "by": "10-15"}, "covered"),
    ],
)
def test_a_deadline_asks_for_a_lesson_in_time_but_a_paper_only_has_to_be_there(
    kind: str, cadence: dict[str, str], status: str
) -> None:
    asked = requirement(kind=kind, cadence=cadence)
    taught = entry(kind="lesson", item="fire-lesson", dates=["2026-11-20"])
    given = content(plan(asked), lesson(), procedure(), campuses=(campus(taught),))
    (verdict,) = judge_coverage(judgement(given)).verdicts
    assert verdict.status == status
