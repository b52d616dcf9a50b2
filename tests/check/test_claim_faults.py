# SPDX-License-Identifier: MIT
"""Claims that do not hold although other evidence meets the clause."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from generator.check.claim_faults import find_claim_faults
from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.finding import Finding
from generator.model.content import Content
from tests.check.made_up import (
    AS_OF,
    content,
    judgement,
    lesson,
    plan,
    poster,
    requirement,
    reviewed,
    settings,
)


def faults(judged: Judgement) -> list[Finding]:
    return list(find_claim_faults(judged, judge_coverage(judged)))


def without_review(given: Content, subject: str) -> Judgement:
    whole = reviewed(given)
    kept = {name: review for name, review in whole.reviews.items() if name != subject}
    bare = replace(whole, reviews=MappingProxyType(kept))
    return Judgement(content=bare, settings=settings(), as_of=AS_OF)


def test_claims_that_all_hold_are_silent() -> None:
    given = content(plan(requirement()), lesson(), lesson("second"))
    assert faults(judgement(given)) == []


def test_a_claim_of_the_wrong_kind_is_told_beside_a_good_one() -> None:
    given = content(plan(requirement()), lesson(), poster())
    (finding,) = faults(judgement(given))
    assert (finding.code, finding.severity) == ("V513", "gap")
    assert finding.origin.file == "posters/fire-poster.yml"
    assert finding.origin.key == "covers.0"
    assert "“消防” [fire-poster] 的种类" in finding.what_zh
    assert "条款 一 [plan-a/1]" in finding.what_zh
    assert '"Fire" [fire-poster] is of another kind' in finding.what_en
    assert "clause 一 [plan-a/1]" in finding.what_en


def test_a_claim_that_nobody_compared_is_told_beside_a_good_one() -> None:
    given = content(plan(requirement()), lesson(), lesson("second"))
    (finding,) = faults(without_review(given, "second"))
    assert (finding.code, finding.origin.file) == ("V507", "lessons/second.yml")
    assert finding.what_zh.startswith("“消防” [second] ")
    assert finding.mend_en.endswith("muster review second.")


def test_what_a_verdict_tells_is_not_told_twice() -> None:
    given = content(plan(requirement()), poster())
    assert faults(judgement(given)) == []


def test_an_item_past_its_date_is_told_although_it_claims_nothing() -> None:
    yesterday = (AS_OF - timedelta(days=1)).isoformat()
    given = content(plan(requirement()), poster(covers=[], review_by=yesterday))
    (finding,) = faults(judgement(given))
    assert (finding.code, finding.origin.file) == ("V505", "posters/fire-poster.yml")
