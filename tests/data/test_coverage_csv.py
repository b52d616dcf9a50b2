# SPDX-License-Identifier: MIT
"""`coverage.csv` opens in a spreadsheet as what it says, and runs nothing there."""

import csv
import io
from dataclasses import replace

import pytest

from generator.data.coverage_csv import COLUMNS, coverage_csv, guard_cell
from generator.finding import Finding
from generator.model.coverage import Coverage
from tests.data.made_up_coverage import TOO_FEW, WORDS, gap, make_coverage


def rows(too_few: Finding = TOO_FEW) -> list[dict[str, str]]:
    made = coverage_csv(make_coverage(too_few), WORDS)
    return list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"), newline="")))


def test_the_file_begins_with_a_mark_of_its_encoding_and_the_names_of_columns() -> None:
    made = coverage_csv(make_coverage(), WORDS)
    assert made.encode().startswith(b"\xef\xbb\xbfplan,number,clause,requirement,")
    assert made.split("\r\n")[0].removeprefix("\ufeff").split(",") == list(COLUMNS)


def test_there_is_a_row_for_each_requirement_and_audience() -> None:
    assert [(row["requirement"], row["audience"]) for row in rows()] == [
        ("plan-a/1.1-a", "primary"),
        ("plan-a/1.1-a", "junior"),
        ("plan-a/1.1-b", "teachers"),
        ("plan-b/2-a", "primary"),
    ]


def test_a_row_says_what_is_asked() -> None:
    row = rows()[0]
    assert (row["plan"], row["number"], row["clause"]) == ("plan-a", "甲〔2026〕1号", "一(一)")
    assert (row["kind"], row["kind_zh"], row["topic"]) == ("drill", "演练", "fire")
    assert row["audience_zh"] == "小学"
    assert (row["text_zh"], row["text_en"]) == ("每学期演练两次", "Two drills a term")
    assert row["cadence_zh"] == "每学期 2 次，最迟 11 月 9 日"
    assert row["cadence_en"] == "2 × a term, by 9 November"


def test_a_plan_without_a_number_is_named_by_its_title() -> None:
    assert rows()[3]["number"] == "方案b"


def test_a_row_says_how_far_it_is_met() -> None:
    covered, seldom, *_ = rows()
    numbers = ("required", "planned", "held", "overdue")
    assert [covered[name] for name in numbers] == ["4", "4", "1", "0"]
    assert [seldom[name] for name in numbers] == ["4", "1", "1", "2"]
    assert (covered["status"], covered["failing_step"]) == ("covered", "")
    assert (seldom["status"], seldom["status_zh"]) == ("often-enough", "次数不够")
    assert seldom["failing_step"] == "often-enough"
    assert seldom["finding_zh"] == "V503 甲校安排得不够 → 补上日期。"
    assert seldom["finding_en"] == "V503 School A plans too few → Add dates."


def test_a_suppressed_row_gives_the_reason_and_the_last_day() -> None:
    row = rows()[2]
    assert (row["status"], row["failing_step"]) == ("suppressed", "linked")
    assert row["finding_zh"] == "暂不判：明年再做（至 2027-01-31）"
    assert row["finding_en"] == "suppressed: next year (until 2027-01-31)"


def test_paths_of_evidence_stand_on_lines_of_one_quoted_cell() -> None:
    assert rows()[0]["evidence"].split("\n") == [
        "drills/fire-drill.html",
        "pdf/drills/fire-drill-A4-zh.pdf",
    ]
    made = coverage_csv(make_coverage(), WORDS)
    assert '"drills/fire-drill.html\npdf/drills/fire-drill-A4-zh.pdf"\r\n' in made


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert guard_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["1=1", "", "演练", 4])
def test_other_cells_stay_as_they_are(cell: str | int) -> None:
    assert guard_cell(cell) == cell


def test_no_cell_of_the_table_is_left_unguarded() -> None:
    plan = make_coverage().plans[0]
    (unit, _) = plan.units
    evil = unit.unit.model_copy(update={"clause": '=HYPERLINK("http://x")'})
    changed = replace(plan, units=(replace(unit, unit=evil),))
    made = coverage_csv(Coverage(plans=(changed,)), WORDS)
    assert '"\'=HYPERLINK(""http://x"")"' in made
    assert ",=HYPERLINK" not in made


def test_quotes_commas_and_line_breaks_come_back_as_they_were() -> None:
    finding = gap("plan-a/1.1-a@junior", what_en='says "no", twice\nand\r\nagain')
    expected = 'V503 says "no", twice\nand\r\nagain → Add dates.'
    assert rows(finding)[1]["finding_en"] == expected
