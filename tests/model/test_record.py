# SPDX-License-Identifier: MIT
"""The bases of what is read: frozen, strict, with their lines; and the groups of people."""

from typing import Any

import pytest
from pydantic import ValidationError

from generator.finding import Finding, Origin, Severity, SourceFile, sort_findings
from generator.model.audience import STAGES, Audience
from generator.model.plan import Cadence, Requirement
from generator.model.record import Text
from generator.model.topic import Source
from tests.check.made_up import requirement, text


def test_a_text_gives_the_language_asked_for() -> None:
    both = Text(zh="火", en="Fire")
    assert (both["zh"], both["en"]) == ("火", "Fire")


@pytest.mark.parametrize("data", [{"zh": "火"}, {"en": "Fire"}, {"zh": "火", "en": " "}])
def test_neither_language_can_be_missing(data: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate(data)


def test_a_text_in_a_file_has_an_end_and_what_is_put_together_of_several_has_none() -> None:
    long = {"zh": "长" * 1200, "en": "w" * 1200}
    assert Text.model_validate(long, context=LINES)
    with pytest.raises(ValidationError, match="at most 1200"):
        Text.model_validate({**long, "en": "w" * 1201}, context=LINES)
    assert Text(zh=f"从{long['zh']}出去", en=f"Leave through {long['en']}")


def test_a_record_does_not_change() -> None:
    both = Text(zh="火", en="Fire")
    with pytest.raises(ValidationError):
        both.zh = "水"  # type: ignore[misc]


LINES = SourceFile(path="a.yml", lines={(): 1, ("title",): 3, ("title", "zh"): 4})


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ((), "a.yml:1"),
        (("title", "zh"), "a.yml:4"),
        (("title", "en"), "a.yml:3"),
        (("steps", 0), "a.yml:1"),
    ],
)
def test_a_value_without_a_line_stands_where_its_parent_does(
    key: tuple[str | int, ...], shown: str
) -> None:
    source = Source.parse({"id": "a", "title": text("法"), "issuer": text("某")}, LINES)
    assert str(source.at(*key)) == shown
    assert source.file == "a.yml"


def test_an_item_made_in_code_has_a_file_without_a_line() -> None:
    assert str(SourceFile(path="a.yml").at("title")) == "a.yml"


def finding(file: str, line: int, severity: Severity = Severity.ERROR, what: str = "a") -> Finding:
    return Finding(
        code="C101",
        severity=severity,
        origin=Origin(file=file, line=line),
        what_zh=what,
        what_en=what,
        mend_zh="",
        mend_en="",
    )


def test_findings_are_sorted_worst_first_then_by_file_and_number_of_line() -> None:
    expected = (
        finding("a.yml", 2),
        finding("a.yml", 10),
        finding("b.yml", 1),
        finding("a.yml", 1, Severity.GAP),
        finding("a.yml", 1, Severity.ADVICE),
    )
    assert sort_findings(reversed(expected)) == expected


def test_a_finding_is_shown_once() -> None:
    assert sort_findings([finding("a.yml", 1)] * 3) == (finding("a.yml", 1),)
    both = [finding("a.yml", 1, what="a"), finding("a.yml", 1, what="b")]
    assert len(sort_findings(both)) == 2


def test_both_bands_of_primary_are_one_group_and_no_others_are() -> None:
    assert {a for a in Audience if a.group is not a} == {
        Audience.PRIMARY_LOWER,
        Audience.PRIMARY_UPPER,
    }
    assert Audience.PRIMARY_LOWER.group is Audience.PRIMARY_UPPER.group is Audience.PRIMARY


def test_stages_are_pupils_and_nobody_else() -> None:
    assert [a for a in Audience if a.is_stage] == list(STAGES)
    assert not Audience.PARENTS.is_stage
    assert not Audience.TEACHERS.is_stage


@pytest.mark.parametrize(
    "rule", ["11-09", "06", "03-last-mon", "09-3-sat", "02-29", "12-31", "01-01"]
)
def test_a_day_of_any_year_can_be_written(rule: str) -> None:
    assert Cadence.model_validate({"per": "year", "on": rule, "by": rule}).on == rule


@pytest.mark.parametrize(
    "rule",
    ["13", "00", "6", "11-9", "02-30", "04-31", "11-00", "06-39", "03-5-mon", "03-last-day",
     "2026-11-09", "03-last", "last-mon", ""],
)  # fmt: skip
def test_a_day_that_no_year_has_is_refused(rule: str) -> None:
    with pytest.raises(ValidationError):
        Cadence.model_validate({"per": "year", "on": rule})
    with pytest.raises(ValidationError):
        Cadence.model_validate({"per": "year", "by": rule})


@pytest.mark.parametrize("count", [0, -1])
def test_a_count_is_at_least_one(count: int) -> None:
    with pytest.raises(ValidationError):
        Cadence.model_validate({"per": "year", "count": count})


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "Plan-A/1"}, {"id": "plan-a"}, {"id": "plan-a/一"}, {"id": "ab/1"},
        {"terms": []}, {"terms": ["词"] * 7}, {"audiences": []}, {"kind": "lesson"},
    ],
)  # fmt: skip
def test_a_requirement_that_is_not_whole_is_refused(changes: dict[str, Any]) -> None:
    assert Requirement.model_validate(requirement()).id == "plan-a/1"
    with pytest.raises(ValidationError):
        Requirement.model_validate(requirement(**changes))
