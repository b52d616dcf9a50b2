# SPDX-License-Identifier: MIT
"""The training matrix tells for each post what it is trained in, when, and what of it was held."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.load.config import load_settings
from generator.model.audience import Audience
from generator.model.coverage import Coverage, PlanCoverage, UnitCoverage
from generator.model.plan import RequirementKind
from generator.model.school import EntryKind
from generator.office.training_book import training_workbook
from generator.office.voice import Voice
from generator.office.workbook import Workbook
from generator.office.year import MOST_DAYS, Year
from generator.render.words import load_words
from generator.settings import THEME
from tests.check.real_content import real_content
from tests.data.made_up_coverage import make_coverage
from tests.office.test_coverage_book import SCHEDULE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def year() -> Year:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    content = real_content()
    voice = Voice(language="zh", words=load_words(THEME))
    campus = content.campuses["sample"]
    return Year(campus=campus, content=content, settings=settings, voice=voice, is_inside=True)


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    """Return a verdict on a training that two schools hold."""
    plan, other = make_coverage().plans
    first, *_ = plan.units[0].verdicts
    asked = first.requirement.model_copy(update={"kind": RequirementKind.TRAINING})
    both = (replace(SCHEDULE, school="sample"), replace(SCHEDULE, school="other", required=9))
    verdict = replace(first, requirement=asked, schedules=both, audience=Audience.GUARD)
    unit = UnitCoverage(unit=plan.units[0].unit, verdicts=(verdict, replace(first, schedules=both)))
    return Coverage(plans=(PlanCoverage(plan=plan.plan, units=(unit,)), other))


@pytest.fixture(scope="module")
def book(year: Year, coverage: Coverage) -> Workbook:
    return training_workbook(year, coverage)


def test_a_post_has_its_days_under_its_trainings_and_nothing_under_others(
    book: Workbook,
) -> None:
    matrix = book.sheets[0]
    heads = [column.name for column in matrix.columns]
    rows = {row[0]: dict(zip(heads, row, strict=True)) for row in matrix.rows}
    driving = rows["校车驾驶员岗位安全培训"]
    assert driving["校车驾驶人"] == "2026-09-03 已办\n2027-02-24 计划"
    assert driving["实验室人员"] is None
    chemicals = rows["实验室与危险化学品安全培训（上）：账、柜、买、废"]
    assert chemicals["实验室人员"] == "2026-09-07 已办\n2027-08-25 计划"


def test_outside_the_school_nothing_is_told_of_what_was_held(
    year: Year, coverage: Coverage
) -> None:
    matrix, days, asked = training_workbook(replace(year, is_inside=False), coverage).sheets
    told = {str(cell) for sheet in (matrix, days) for row in sheet.rows for cell in row}
    assert "2026-09-03 计划\n2027-02-24 计划" in told
    assert not any(word in cell for cell in told for word in ("已办", "没有记录"))
    assert not {"已办", "逾期"} & {column.name for column in asked.columns}


def test_routine_is_told_in_numbers_and_every_cell_has_room(book: Workbook, year: Year) -> None:
    routine = {entry.title.zh for entry in year.entries if len(entry.dates) > MOST_DAYS}
    cells = [(row[0], str(cell)) for row in book.sheets[0].rows for cell in row[1:] if cell]
    told = [cell for title, cell in cells if title in routine]
    assert told
    assert {cell.count("\n") for cell in told} == {2}
    assert max(cell.count("\n") for _, cell in cells) < MOST_DAYS


def test_every_day_of_a_training_is_a_row_for_each_post(book: Workbook, year: Year) -> None:
    days = book.sheets[1]
    planned = {
        (day, entry.title.zh)
        for entry in year.entries
        if entry.kind is EntryKind.TRAINING and len(entry.dates) <= MOST_DAYS
        for day in entry.dates
    }
    assert {(row[0], row[2]) for row in days.rows} == planned
    assert days.spare_rows
    assert [bool(column.choices) for column in days.columns] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]


def test_what_clauses_ask_of_this_schools_trainings_is_counted(book: Workbook) -> None:
    (row,) = book.sheets[2].rows
    assert row[0] == "保安"
    assert row[3:7] == (4, 1, 1, 2)
    assert row[7:] == (date(2027, 1, 29), date(2026, 11, 22))
