# SPDX-License-Identifier: MIT
"""SARIF: one result for each finding, in both languages, found again when lines move."""

import json
from pathlib import Path

import pytest

from generator.data.sarif import fingerprint, sarif_json
from generator.explanation import load_explanations
from generator.finding import Finding, Origin, Severity
from generator.model.coverage import Coverage
from tests.data.made_up_coverage import Json, gap, make_coverage

HERE = Path("/home/somebody/our-school")

EMPTY = Coverage(plans=())


def run_of(*findings: Finding, coverage: Coverage = EMPTY) -> Json:
    log = json.loads(json.dumps(sarif_json(findings, coverage, "1.2.3", HERE)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    found: Json = run
    return found


def result_of(finding: Finding) -> Json:
    (result,) = run_of(finding)["results"]
    found: Json = result
    return found


def test_the_log_names_the_tool_and_its_version() -> None:
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Muster", "1.2.3")


def test_every_code_is_a_rule_explained_in_both_languages() -> None:
    rules = {rule["id"]: rule for rule in run_of()["tool"]["driver"]["rules"]}
    assert set(rules) == set(load_explanations())
    for code, rule in rules.items():
        explained = load_explanations()[code]
        told = rule["fullDescription"]["text"].replace("{{", "{").replace("}}", "}")
        assert told == f"{explained.meaning_zh} / {explained.meaning_en}"
        assert explained.cure_en in rule["help"]["text"].replace("{{", "{").replace("}}", "}")


def test_a_result_tells_what_and_how_to_mend_in_both_languages() -> None:
    result = result_of(gap("plan-a/1@primary"))
    assert result["message"]["text"].splitlines() == [
        "甲校安排得不够 → 补上日期。",
        "School A plans too few → Add dates.",
    ]
    assert result["properties"]["subject"] == "plan-a/1@primary"


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.GAP, "warning"), (Severity.ADVICE, "note")],
)
def test_the_severity_becomes_the_level(severity: Severity, level: str) -> None:
    assert result_of(gap("", severity=severity))["level"] == level


def test_the_rule_index_leads_to_the_rule() -> None:
    run = run_of(gap("", code="V503"))
    (result,) = run["results"]
    assert result["ruleId"] == "V503"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "V503"


def test_a_code_without_explanation_has_no_rule_index() -> None:
    assert "ruleIndex" not in result_of(gap("", code="X000"))


def place_of(origin: Origin) -> Json:
    (location,) = result_of(gap("", origin=origin))["locations"]
    place: Json = location["physicalLocation"]
    return place


def test_a_location_is_a_relative_file_and_a_line() -> None:
    place = place_of(Origin(file="content/plans/plan-a.yml", line=7))
    assert place["artifactLocation"]["uri"] == "content/plans/plan-a.yml"
    assert place["region"] == {"startLine": 7}


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    assert "region" not in place_of(Origin(file="content/plans/plan-a.yml"))


def test_a_finding_without_a_file_has_no_location() -> None:
    assert result_of(gap("", origin=Origin(file="")))["locations"] == []


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/home/somebody/our-school/content/a.yml", "content/a.yml"),
        ("/home/somebody/other/a.yml", "../other/a.yml"),
        ("内容/第 1 课.yml", "%E5%86%85%E5%AE%B9/%E7%AC%AC%201%20%E8%AF%BE.yml"),
    ],
)
def test_a_file_is_never_named_by_an_absolute_path(file: str, uri: str) -> None:
    assert place_of(Origin(file=file))["artifactLocation"]["uri"] == uri


def test_braces_in_a_message_are_doubled_for_they_mark_placeholders() -> None:
    message = result_of(gap("", what_en="write {zh: …}"))["message"]["text"]
    assert "write {{zh: …}} →" in message


def test_the_fingerprint_stays_when_the_line_moves() -> None:
    origin = Origin(file="content/a.yml", line=3, key="steps.2")
    moved = Origin(file="content/a.yml", line=9, key="steps.3")
    subject = "plan-a/1@primary"
    assert fingerprint(gap(subject, origin=origin), HERE) == fingerprint(
        gap(subject, origin=moved), HERE
    )


@pytest.mark.parametrize(
    "other",
    [
        gap("plan-a/1@primary", code="V504"),
        gap("plan-a/1@junior"),
        gap("plan-a/1@primary", origin=Origin(file="content/b.yml")),
    ],
)
def test_another_code_subject_or_file_is_another_fingerprint(other: Finding) -> None:
    assert fingerprint(other, HERE) != fingerprint(gap("plan-a/1@primary"), HERE)


def test_findings_without_subject_are_told_apart_by_their_keys() -> None:
    first = gap("", origin=Origin(file="a.yml", key="steps.1"))
    second = gap("", origin=Origin(file="a.yml", key="steps.2"))
    assert fingerprint(first, HERE) != fingerprint(second, HERE)


def test_equal_fingerprints_in_one_log_are_numbered() -> None:
    results = run_of(gap("s"), gap("s", what_en="School B plans too few"))["results"]
    marks = [result["partialFingerprints"]["musterFinding/v1"] for result in results]
    assert [mark[-2:] for mark in marks] == [":1", ":2"]
    assert marks[0][:-2] == marks[1][:-2]


def test_a_suppressed_verdict_is_a_result_with_reason_and_last_day() -> None:
    (result,) = run_of(coverage=make_coverage())["results"]
    assert (result["ruleId"], result["level"]) == ("V501", "warning")
    (suppression,) = result["suppressions"]
    assert suppression["kind"] == "inSource"
    assert (
        suppression["justification"] == "明年再做（至 2027-01-31） / next year (until 2027-01-31)"
    )
    assert suppression["properties"] == {"until": "2027-01-31"}
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 30}


def test_a_finding_about_a_suppressed_verdict_is_suppressed_but_an_error_is_not() -> None:
    about = "plan-a/1.1-b@teachers"
    found = [gap(about), gap(about, severity=Severity.ERROR)]
    results = run_of(*found, coverage=make_coverage())["results"]
    assert ["suppressions" in result for result in results] == [True, False]


def test_other_findings_are_not_suppressed() -> None:
    results = run_of(gap("plan-a/1.1-a@junior"), coverage=make_coverage())["results"]
    assert ["suppressions" in result for result in results] == [False, True]


def test_the_run_counts_clauses_and_verdicts() -> None:
    assert run_of(coverage=make_coverage())["properties"] == {
        "clauses": {"requirement": 2, "unread": 1},
        "verdicts": {"covered": 1, "linked": 1, "often-enough": 1, "suppressed": 1},
    }
