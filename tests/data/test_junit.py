# SPDX-License-Identifier: MIT
"""JUnit XML: a case for each verdict, and nothing that fails a check is left out."""

from xml.etree import ElementTree as ET

from generator.data.junit import HEAD, junit_xml
from generator.finding import Finding, Severity
from generator.model.coverage import Coverage
from tests.data.made_up_coverage import TOO_FEW, gap, make_coverage

COVERAGE = make_coverage()


def read(*findings: Finding, coverage: Coverage = COVERAGE) -> ET.Element:
    return ET.fromstring(junit_xml(coverage, findings))  # noqa: S314 - our own text


def suite(root: ET.Element, name: str) -> ET.Element:
    (found,) = root.findall(f"testsuite[@name='{name}']")
    return found


def counts(element: ET.Element) -> tuple[str | None, ...]:
    return tuple(element.get(name) for name in ("tests", "failures", "errors", "skipped"))


def test_each_plan_is_a_suite_with_a_case_for_each_verdict() -> None:
    root = read()
    assert [s.get("name") for s in root] == ["plan-a", "plan-b"]
    cases = suite(root, "plan-a").findall("testcase")
    assert [case.get("name") for case in cases] == [
        "一(一) plan-a/1.1-a@primary",
        "一(一) plan-a/1.1-a@junior",
        "一(一) plan-a/1.1-b@teachers",
    ]
    assert {case.get("classname") for case in cases} == {"plan-a"}


def test_suites_and_the_whole_count_their_cases() -> None:
    root = read()
    assert counts(suite(root, "plan-a")) == ("3", "1", "0", "1")
    assert counts(suite(root, "plan-b")) == ("1", "1", "0", "0")
    assert counts(root) == ("4", "2", "0", "1")


def test_a_covered_verdict_is_an_empty_case() -> None:
    assert len(suite(read(), "plan-a")[0]) == 0


def test_a_gap_is_a_failure_with_step_place_and_both_languages() -> None:
    (failure,) = suite(read(), "plan-a")[1]
    assert (failure.tag, failure.get("type")) == ("failure", "often-enough")
    assert failure.get("message") == "甲校安排得不够"
    assert (failure.text or "").splitlines() == [
        "content/plans/plan-a.yml:20: gap V503",
        "甲校安排得不够 → 补上日期。",
        "School A plans too few → Add dates.",
    ]


def test_a_suppressed_verdict_is_skipped_with_its_reason() -> None:
    (skipped,) = suite(read(), "plan-a")[2]
    assert skipped.tag == "skipped"
    assert skipped.get("message") == "明年再做（至 2027-01-31） / next year (until 2027-01-31)"


def test_errors_are_a_suite_of_their_own() -> None:
    root = read(gap("", code="C101", severity=Severity.ERROR))
    assert counts(suite(root, "errors")) == ("1", "0", "1", "0")
    (error,) = suite(root, "errors")[0]
    assert (error.tag, error.get("type")) == ("error", "C101")


def test_a_gap_outside_all_verdicts_fails_too() -> None:
    root = read(gap("plan-a/1.1-a@primary", code="V509"))
    assert counts(suite(root, "gaps")) == ("1", "1", "0", "0")


def test_the_finding_of_a_verdict_is_told_once_and_advice_not_at_all() -> None:
    root = read(TOO_FEW, gap("", severity=Severity.ADVICE))
    assert [s.get("name") for s in root] == ["plan-a", "plan-b"]


def test_what_xml_cannot_hold_is_replaced_and_marks_are_escaped() -> None:
    finding = gap("plan-a/1.1-a@junior", what_zh="a\x00<b> & \x1b“c”")
    coverage = make_coverage(finding)
    (failure,) = suite(read(coverage=coverage), "plan-a")[1]
    assert failure.get("message") == "a\ufffd<b> & \ufffd“c”"


def test_the_document_says_that_it_is_utf_8_and_tells_no_time() -> None:
    made = junit_xml(COVERAGE)
    assert made.startswith(HEAD)
    assert "timestamp" not in made
    assert made == junit_xml(make_coverage())
