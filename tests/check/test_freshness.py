# SPDX-License-Identifier: MIT
"""Fresh: what was compared has not changed, on either side, and its sources are not overdue."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from generator.check.card import with_cards
from generator.check.coverage import judge_coverage
from generator.check.freshness import find_review_faults
from generator.check.judgement import Judgement
from generator.finding import Severity
from generator.model.content import Content
from generator.model.coverage import Outcome, Step, Verdict
from generator.model.plan import Plan
from generator.model.review import Review, Reviewer
from tests.check.made_up import (
    AS_OF,
    campus,
    content,
    entry,
    lesson,
    outcomes,
    plan,
    prose,
    requirement,
    reviewed,
    settings,
    shelves,
    text,
)


def judge(given: Content, as_of: date = AS_OF) -> Verdict:
    (verdict,) = judge_coverage(Judgement(content=given, settings=settings(), as_of=as_of)).verdicts
    return verdict


def codes(verdict: Verdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


def one_lesson(**changes: Any) -> Content:
    return reviewed(content(plan(requirement()), lesson(**changes)))


def after(before: Content, *, item: Any = None, asked: Plan | None = None) -> Content:
    """Return the content with one side changed since it was reviewed."""
    given = before
    if item:
        given = replace(given, shelves=shelves(item))
    if asked:
        given = replace(given, plans=MappingProxyType({asked.id: asked}))
    return with_cards(given)


def test_what_was_compared_and_left_alone_is_fresh() -> None:
    verdict = judge(one_lesson())
    assert (verdict.status, outcomes(verdict)[Step.FRESH]) == ("covered", Outcome.PASS)


def test_what_nobody_compared_is_told_at_its_claim() -> None:
    verdict = judge(with_cards(content(plan(requirement()), lesson())))
    assert (verdict.status, codes(verdict)) == ("fresh", ["V507"])
    (finding,) = verdict.findings
    assert (finding.origin.file, finding.origin.key) == ("lessons/fire-lesson.yml", "covers.0")
    assert "muster review fire-lesson" in finding.mend_en


def test_a_claim_that_came_later_was_never_compared() -> None:
    before = reviewed(
        content(plan(requirement("1"), requirement("2")), lesson(covers=["plan-a/1"]))
    )
    both = after(before, item=lesson(covers=["plan-a/1", "plan-a/2"]))
    judged = judge_coverage(Judgement(content=both, settings=settings(), as_of=AS_OF)).verdicts
    assert [codes(v) for v in judged] == [[], ["V507"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": prose(20, "another summary")},
        {"title": text("消防课")},
        {"audiences": ["primary", "junior"]},
        {"can_do": [prose(21, "can do")]},
    ],
)
def test_content_that_changed_is_stale(changes: dict[str, Any]) -> None:
    verdict = judge(after(one_lesson(), item=lesson(**changes)))
    assert (verdict.status, codes(verdict)) == ("fresh", ["V505"])
    assert "was changed after 2026-11-22" in verdict.findings[0].what_en


@pytest.mark.parametrize(
    "changes", [{"covers": ["plan-a/1", "plan-a/1"]}, {"review_by": "2027-12-01"}]
)
def test_another_claim_or_a_later_look_up_says_nothing_new_to_readers(changes: Any) -> None:
    assert judge(after(one_lesson(), item=lesson(**changes))).status == "covered"


@pytest.mark.parametrize(
    "changes",
    [
        {"text": text("教消防知识")},
        {"terms": ["消防", "火灾"]},
        {"cadence": {"per": "vague"}},
        {"audiences": ["primary-upper"]},
        {"measure": "fire-lesson"},
        {"derived": True},
    ],
)
def test_a_clause_that_is_read_otherwise_makes_its_claims_stale(changes: dict[str, Any]) -> None:
    verdict = judge(after(one_lesson(), asked=plan(requirement(**changes))))
    assert (verdict.status, codes(verdict)) == ("fresh", ["V505"])
    assert "earlier reading of the clause of 2026-11-22" in verdict.findings[0].what_en


def test_a_clause_whose_own_text_changed_makes_its_claims_stale() -> None:
    asked = plan(requirement())
    unit = asked.units[0].model_copy(update={"sha256": "1" * 64})
    verdict = judge(after(one_lesson(), asked=asked.model_copy(update={"units": (unit,)})))
    assert codes(verdict) == ["V505"]


def test_a_suppression_is_no_other_reading_of_the_clause() -> None:
    ended = {"reason": text("改建"), "until": "2026-11-21"}
    assert (
        judge(after(one_lesson(), asked=plan(requirement(suppression=ended)))).status == "covered"
    )


@pytest.mark.parametrize(("day", "status"), [("2026-11-22", "covered"), ("2026-11-21", "fresh")])
def test_sources_must_be_looked_up_again_by_their_day(day: str, status: str) -> None:
    verdict = judge(one_lesson(review_by=day))
    assert verdict.status == status
    assert codes(verdict) == (["V505"] if status == "fresh" else [])


def test_one_fresh_claim_is_enough() -> None:
    given = reviewed(content(plan(requirement()), lesson(), lesson("other-lesson")))
    changed = shelves(lesson(summary=prose(20, "another")), lesson("other-lesson"))
    assert judge(with_cards(replace(given, shelves=changed))).status == "covered"


def test_an_entry_may_move_to_another_day_without_a_new_review() -> None:
    asked = requirement(kind="awareness-day", cadence={"per": "year", "on": "11-09"})

    def given(**changes: Any) -> Content:
        day = {
            "kind": "awareness-day",
            "item": None,
            "dates": ["2026-11-09"],
            "covers": ["plan-a/1"],
        }
        return content(plan(asked), campuses=(campus(entry(**{**day, **changes})),))

    reviews = reviewed(given()).reviews
    moved = replace(given(dates=["2026-11-10"]), reviews=reviews)
    renamed = replace(given(title=text("消防日")), reviews=reviews)
    assert judge(moved).status == "covered"
    assert codes(judge(renamed)) == ["V505"]


def test_sheets_are_stale_once_the_school_is_another() -> None:
    def given(**changes: Any) -> Content:
        school = campus(covers=["plan-a/1"], **changes)
        return content(plan(requirement(kind="display")), campuses=(school,))

    reviews = reviewed(given()).reviews
    assert set(reviews) == {"school-a/sheets"}
    assert judge(replace(given(), reviews=reviews)).status == "covered"
    assert codes(judge(replace(given(address=text("另一条路")), reviews=reviews))) == ["V505"]


def faults(given: Content, **changes: Any) -> list[tuple[str, Severity, str]]:
    reviews = {name: r.model_copy(update=changes) for name, r in given.reviews.items()}
    found = find_review_faults(replace(given, reviews=MappingProxyType(reviews)))
    return [(f.code, f.severity, f.subject) for f in found]


def test_a_review_as_it_was_written_is_no_fault() -> None:
    assert faults(one_lesson()) == []


TAMPERED: list[dict[str, Any]] = [
    {"by": Reviewer.AUTHORITY},
    {"date": date(2026, 11, 21)},
    {"sha256": "2" * 64},
    {"requirements": {"plan-a/1": "2" * 64}},
    {"compared": ("law", "law")},
    {"document": "甲〔2026〕9号"},
    {"seal": ""},
]


@pytest.mark.parametrize("changes", TAMPERED, ids=lambda changes: next(iter(changes)))
def test_a_review_changed_by_hand_gives_itself_away(changes: dict[str, Any]) -> None:
    assert faults(one_lesson(), **changes) == [("V511", Severity.ERROR, "fire-lesson")]


def test_a_review_that_names_a_source_that_is_gone_is_a_fault() -> None:
    given = replace(one_lesson(), sources=MappingProxyType({}))
    assert faults(given) == [("V511", Severity.ERROR, "fire-lesson")]
    (finding,) = find_review_faults(given)
    assert "“消防” [fire-lesson]" in finding.what_zh
    assert '"Fire" [fire-lesson]' in finding.what_en
    assert "law" in finding.what_zh
    assert "law" in finding.what_en


def test_a_review_of_an_entry_is_renewed_with_its_calendar() -> None:
    asked = requirement(kind="awareness-day")
    day = entry(kind="awareness-day", item=None, covers=["plan-a/1"])
    given = reviewed(content(plan(asked), campuses=(campus(day),)))
    broken = {n: r.model_copy(update={"seal": "x"}) for n, r in given.reviews.items()}
    (finding,) = find_review_faults(replace(given, reviews=MappingProxyType(broken)))
    assert finding.subject == "school-a/calendar/entry"
    assert finding.mend_en.endswith("muster review school-a/calendar.")


def test_a_seal_holds_over_everything_but_itself() -> None:
    review = next(iter(one_lesson().reviews.values()))
    assert review.sealed() == review.seal
    assert review.model_copy(update={"seal": "x"}).sealed() == review.seal
    fields = set(Review.model_fields) - {"seal"}
    assert {key for changes in TAMPERED for key in changes} >= fields - {"subject"}


def test_sheets_of_a_building_that_cannot_be_read_are_not_told_as_changed() -> None:
    posted = campus(covers=["plan-a/1"])
    before = reviewed(content(plan(requirement(kind="display")), campuses=(posted,)))
    moved = campus(covers=["plan-a/1"], address=text("另一处")).school

    def judged_with(**changes: Any) -> Verdict:
        now = posted.model_copy(update={"school": moved, **changes})
        return judge(replace(before, campuses=MappingProxyType({"school-a": now})))

    assert codes(judged_with()) == ["V505"]
    assert codes(judged_with(faulty_buildings=frozenset({"house"}))) == []
