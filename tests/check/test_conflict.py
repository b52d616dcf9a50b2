# SPDX-License-Identifier: MIT
"""Clauses that count the same thing: the strictest is the target, differences are shown."""

from typing import Any

import pytest

from generator.check.conflict import find_conflicts, find_targets
from generator.check.coverage import judge_coverage
from generator.finding import Severity
from generator.model.audience import Audience
from generator.model.coverage import Conflict, Verdict
from tests.check.made_up import YEAR, campus, content, drill, entry, judgement, plan, requirement


def counted(path: str, cadence: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return requirement(path, kind="drill", cadence=cadence, measure="evacuation-drill", **changes)


def conflicts(*requirements: dict[str, Any]) -> tuple[Conflict, ...]:
    return find_targets([plan(*requirements)], YEAR)[1]


def test_the_strictest_comes_first_by_occurrences_in_the_year() -> None:
    (conflict,) = conflicts(
        counted("1", {"per": "term"}),
        counted("2", {"per": "month"}),
        counted("3", {"count": 8, "per": "school-year"}),
        counted("4", {"per": "two-months"}),
    )
    assert [(d.requirement, d.required) for d in conflict.demands] == [
        ("plan-a/2", 9),
        ("plan-a/3", 8),
        ("plan-a/4", 4),
        ("plan-a/1", 2),
    ]
    assert conflict.demands[0].clause == "甲〔2026〕1号 二"


@pytest.mark.parametrize(
    ("cadence", "changes"),
    [
        ({"per": "month"}, {}),
        ({"count": 9, "per": "year"}, {}),
        ({"per": "vague"}, {}),
        ({"per": "event"}, {}),
        ({"per": "unsaid"}, {}),
        ({"per": "term"}, {"measure": "fire-drill"}),
        ({"per": "term"}, {"measure": None}),
        ({"per": "term"}, {"audiences": ["junior"]}),
    ],
)
def test_the_same_number_no_number_or_another_measure_is_no_conflict(
    cadence: dict[str, Any], changes: dict[str, Any]
) -> None:
    other = {**counted("2", cadence), **changes}
    assert conflicts(counted("1", {"per": "month"}), other) == ()


def test_audiences_are_compared_one_by_one() -> None:
    found = conflicts(
        counted("1", {"per": "month"}, audiences=["primary", "junior"]),
        counted("2", {"per": "term"}, audiences=["junior", "senior"]),
    )
    assert [c.audience for c in found] == [Audience.JUNIOR]


def told(*requirements: dict[str, Any]) -> dict[str, list[int]]:
    return {c.audience.value: [d.required for d in c.demands] for c in conflicts(*requirements)}


def test_the_whole_primary_stage_comprises_both_its_bands() -> None:
    whole = counted("1", {"per": "month"})
    lower = counted("2", {"per": "term"}, audiences=["primary-lower"])
    upper = counted("3", {"per": "quarter"}, audiences=["primary-upper"])
    assert told(whole, lower) == {"primary-lower": [9, 2]}
    assert told(whole, lower, upper) == {"primary-lower": [9, 2], "primary-upper": [9, 4]}
    assert told(lower, upper) == {}, "no pupil is in both bands"
    assert told(whole, {**lower, "cadence": {"per": "month"}}) == {}


def test_what_differs_for_the_whole_stage_is_told_of_the_stage() -> None:
    whole = (counted("1", {"per": "month"}), counted("2", {"per": "term"}))
    lower = counted("3", {"per": "term"}, audiences=["primary-lower"])
    assert told(*whole) == {"primary": [9, 2]}
    assert told(*whole, lower) == {"primary": [9, 2], "primary-lower": [9, 2, 2]}


@pytest.mark.parametrize(
    ("vague", "number"),
    [
        ("primary", "primary-lower"),
        ("primary-lower", "primary"),
        ("primary-upper", "primary"),
        ("primary-upper", "primary-upper"),
    ],
)
def test_a_vague_clause_takes_its_number_from_all_that_speak_of_the_same_pupils(
    vague: str, number: str
) -> None:
    asked = (
        counted("1", {"per": "vague"}, audiences=[vague]),
        counted("2", {"per": "month"}, audiences=[number]),
    )
    target = find_targets([plan(*asked)], YEAR)[0]["evacuation-drill", Audience(vague)]
    assert target[0].requirement == "plan-a/2"


def test_a_vague_clause_for_one_band_takes_no_number_from_the_other() -> None:
    asked = (
        counted("1", {"per": "vague"}, audiences=["primary-upper"]),
        counted("2", {"per": "month"}, audiences=["primary-lower"]),
    )
    targets = find_targets([plan(*asked)], YEAR)[0]
    assert ("evacuation-drill", Audience.PRIMARY_UPPER) not in targets


def test_a_conflict_is_advice_that_tells_every_number_and_where_the_strictest_stands() -> None:
    found = conflicts(counted("1", {"per": "term"}), counted("2", {"per": "month"}))
    (finding,) = find_conflicts(found)
    assert (finding.code, finding.severity) == ("V510", Severity.ADVICE)
    assert finding.origin.key == "units.1.requirements.0.cadence"
    assert finding.subject == "evacuation-drill@primary"
    assert "对小学 [primary] 数的是同一件事（measure: evacuation-drill）" in finding.what_zh
    assert "the same thing for primary (measure: evacuation-drill)" in finding.what_en
    for words in (finding.what_zh, finding.what_en):
        assert "甲〔2026〕1号 二: 9" in words
        assert "甲〔2026〕1号 一: 2" in words
    assert finding.mend_en.endswith("by the strictest, 甲〔2026〕1号 二.")


MONTHS = [f"2026-{m:02}-10" for m in (9, 10, 11, 12)] + [f"2027-{m:02}-10" for m in (1, 3, 4, 5, 6)]


def judge(days: list[str], *requirements: dict[str, Any]) -> dict[str, Verdict]:
    made = drill(covers=[r["id"] for r in requirements])
    given = content(plan(*requirements), made, campuses=(campus(entry(dates=days)),))
    return {v.requirement.id: v for v in judge_coverage(judgement(given)).verdicts}


def test_a_vague_clause_takes_the_number_of_the_strictest() -> None:
    asked = (
        counted("1", {"per": "vague"}),
        counted("2", {"per": "term"}),
        counted("3", {"per": "month"}),
    )
    short = judge(MONTHS[:-1], *asked)
    assert short["plan-a/1"].number_from == "plan-a/3"
    assert (short["plan-a/1"].required, short["plan-a/1"].status) == (9, "often-enough")
    assert judge(MONTHS, *asked)["plan-a/1"].status == "covered"


def test_every_clause_with_a_number_is_judged_by_its_own() -> None:
    short = judge(MONTHS[:-1], counted("1", {"per": "term"}), counted("2", {"per": "month"}))
    assert (short["plan-a/1"].status, short["plan-a/1"].required) == ("covered", 2)
    assert (short["plan-a/2"].status, short["plan-a/2"].required) == ("often-enough", 9)
    assert short["plan-a/1"].number_from == ""


def test_a_vague_clause_that_nobody_puts_a_number_to_is_met_by_one_day() -> None:
    alone = judge(MONTHS[:1], counted("1", {"per": "vague"}))
    assert (alone["plan-a/1"].status, alone["plan-a/1"].number_from) == ("covered", "")
    unmeasured = {**counted("1", {"per": "vague"}), "measure": None}
    apart = judge(MONTHS[:1], unmeasured, counted("2", {"per": "month"}))
    assert apart["plan-a/1"].status == "covered"


@pytest.mark.parametrize("per", ["event", "unsaid"])
def test_what_is_asked_once_or_on_an_event_stays_as_it_was_said(per: str) -> None:
    asked = (counted("1", {"per": per}), counted("2", {"per": "month"}))
    one = judge(MONTHS[:1], *asked)["plan-a/1"]
    assert (one.status, one.number_from) == ("covered", "")
