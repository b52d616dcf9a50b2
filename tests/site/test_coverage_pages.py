# SPDX-License-Identifier: MIT
"""What the pages of the verdict are given to show."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.coverage import Coverage, Schedule
from generator.model.school import Campus, School
from generator.render.words import load_words
from generator.settings import THEME, SchoolYear
from generator.site.chapters import list_chapters
from generator.site.coverage_pages import coverage_pages, list_filters
from generator.site.coverage_view import CoverageView
from generator.site.year_pages import list_months, list_rows, year_pages
from tests.data.made_up_coverage import PLAN_A, PLAN_B, gap, make_coverage

DRILL = PLAN_A.units[0].requirements[0]

YEAR = SchoolYear.model_validate(
    {
        "terms": [
            {
                "id": "autumn",
                "name": {"zh": "学期", "en": "Term"},
                "first": date(2026, 9, 1),
                "last": date(2027, 1, 29),
            }
        ]
    }
)

TERM = (date(2026, 9, 1), date(2027, 1, 29))

SCHEDULE = Schedule(
    school="hut",
    required=4,
    planned=3,
    held=1,
    overdue=1,
    short=(TERM, (date(2027, 8, 30), date(2027, 9, 2))),
    outside=(date(2027, 8, 31),),
    days=(date(2026, 9, 9), date(2026, 11, 9), date(2027, 8, 31)),
    held_days=(date(2026, 9, 10),),
)

CAMPUS = Campus(
    school=School.model_validate(
        {
            "id": "hut",
            "name": {"zh": "小屋", "en": "Hut"},
            "address": {"zh": "虚构", "en": "Made up"},
            "stages": ["primary", "junior"],
        }
    )
)


def make_view(language: str = "en", **changes: Schedule) -> CoverageView:
    """Return the made-up verdict, with schedules for the audiences named."""
    told = "甲〔2026〕1号 一(一) (junior): School A plans too few"
    made = make_coverage(gap("plan-a/1.1-a@junior", what_en=told))
    first = made.plans[0].units[0]
    verdicts = tuple(
        replace(v, schedules=(changes[v.audience.value],)) if v.audience.value in changes else v
        for v in first.verdicts
    )
    plan = replace(
        made.plans[0], units=(replace(first, verdicts=verdicts), *made.plans[0].units[1:])
    )
    return CoverageView(
        content=Content(campuses=MappingProxyType({"hut": CAMPUS})),
        coverage=Coverage(plans=(plan, *made.plans[1:])),
        year=YEAR,
        language=language,
        words=load_words(THEME),
    )


@pytest.fixture
def view() -> CoverageView:
    return make_view()


def test_there_is_a_matrix_a_page_for_each_plan_and_a_year_for_each_school(
    view: CoverageView,
) -> None:
    paths = [page.path for page in (*coverage_pages(view), *year_pages(view))]
    assert paths == [
        "coverage/index.md",
        "coverage/plan-a.md",
        "coverage/plan-b.md",
        "coverage/year/hut.md",
    ]


def test_filters_offer_what_occurs_and_count_requirements_not_verdicts(view: CoverageView) -> None:
    filters = list_filters(view)
    assert {name: [(o.value, o.count) for o in found] for name, found in filters.items()} == {
        "plan": [("plan-a", 2), ("plan-b", 1)],
        "kind": [("drill", 2), ("training", 1)],
        "topic": [("fire", 3)],
        "audience": [("primary", 2), ("junior", 1), ("teachers", 1)],
        "status": [("covered", 1), ("linked", 1), ("often-enough", 1), ("suppressed", 1)],
    }


def test_a_plan_without_number_is_called_by_its_title(view: CoverageView) -> None:
    assert PLAN_B.number is None
    assert [o.label for o in list_filters(view)["plan"]] == ["甲〔2026〕1号", "方案b"]


def test_a_row_names_its_options_by_number(view: CoverageView) -> None:
    index = next(coverage_pages(view))
    codes = [row.code for _, rows in index.values["plans"] for row in rows]  # type: ignore[attr-defined]
    # plan, kind, topic, then audience.status: primary covered, junior often-enough …
    assert codes == ["0 0 0 0.0 1.2", "0 1 0 2.3", "1 0 0 0.1"]


def test_totals_count_every_clause_and_every_verdict(view: CoverageView) -> None:
    totals = next(coverage_pages(view)).values["totals"]
    numbers = [(t.units, t.requirements, t.verdicts, t.dispositions["unread"]) for t in totals]  # type: ignore[attr-defined]
    assert numbers == [(2, 2, 3, 1), (1, 1, 1, 0), (3, 3, 4, 1)]


def test_evidence_is_gathered_by_item_and_language() -> None:
    verdicts = make_view("zh").coverage.verdicts
    (found,) = make_view("zh").exhibits(verdicts)
    assert (found.title, found.pages, found.pdfs) == (
        "fire-drill",
        ("drills/fire-drill.html",),
        ("pdf/drills/fire-drill-A4-zh.pdf",),
    )
    assert make_view("en").exhibits(verdicts) == ()


def test_a_vague_cadence_points_to_the_clause_that_gives_the_number(view: CoverageView) -> None:
    vague = replace(view.coverage.verdicts[2], number_from="plan-b/2-a")
    (place,) = view.numbers([vague, vague])
    assert (place.clause, place.page) == ("2", "plan-b.html#2-a")


def test_a_finding_is_not_told_again_of_which_clause_it_is(view: CoverageView) -> None:
    page = list(coverage_pages(view))[1]
    demanded = page.values["chapters"][0][1][0][1][0]  # type: ignore[index]
    assert [ladder.audiences for ladder in demanded.ladders] == [
        (Audience.PRIMARY,),
        (Audience.JUNIOR,),
    ]
    assert [note.what for note in demanded.ladders[1].notes] == ["School A plans too few"]


def test_the_year_begins_with_the_month_of_the_first_term() -> None:
    months = list_months(date(2026, 9, 1))
    assert (months[0], months[3], months[4], months[11]) == (
        (2026, 9),
        (2026, 12),
        (2027, 1),
        (2027, 8),
    )


def test_each_day_stands_in_its_month_and_none_is_lost() -> None:
    (row,) = list_rows(make_view(primary=SCHEDULE), CAMPUS)
    by_month = {cell.month: cell for cell in row.cells}
    assert by_month[9].planned == (date(2026, 9, 9),)
    assert by_month[9].held == (date(2026, 9, 10),)
    assert by_month[11].planned == (date(2026, 11, 9),)
    assert by_month[8].planned == ()
    assert by_month[8].outside == (date(2027, 8, 31),)
    shown = [d for cell in row.cells for d in (*cell.planned, *cell.outside)]
    assert tuple(shown) == SCHEDULE.days


def test_a_window_with_too_few_stands_where_it_ends_also_beyond_the_year() -> None:
    (row,) = list_rows(make_view(primary=SCHEDULE), CAMPUS)
    assert {c.month: c.short for c in row.cells if c.short} == {
        1: (TERM,),
        8: ((date(2027, 8, 30), date(2027, 9, 2)),),
    }


def test_audiences_share_a_row_only_where_their_days_are_the_same() -> None:
    other = replace(SCHEDULE, held=0, held_days=())
    same = list_rows(make_view(primary=SCHEDULE, junior=SCHEDULE), CAMPUS)
    apart = list_rows(make_view(primary=SCHEDULE, junior=other), CAMPUS)
    assert [row.audiences for row in same] == [(Audience.PRIMARY, Audience.JUNIOR)]
    assert [row.audiences for row in apart] == [(Audience.PRIMARY,), (Audience.JUNIOR,)]


def test_what_is_counted_but_fits_nothing_is_named_beside_the_table() -> None:
    (page,) = year_pages(make_view(primary=SCHEDULE))
    missing = {(u.requirement.id, u.audiences) for u in page.values["unscheduled"]}  # type: ignore[attr-defined]
    assert missing == {
        ("plan-a/1.1-a", (Audience.JUNIOR,)),
        ("plan-b/2-a", (Audience.PRIMARY,)),
    }


def test_the_chapters_of_a_plan_hold_each_clause_once_in_its_order() -> None:
    names = ("前文", "前文 #2", "一", "二(一)", "二(二)1", *(f"附件2 {n}" for n in range(1, 30)))
    unit = make_coverage().plans[0].units[0]
    units = [replace(unit, unit=unit.unit.model_copy(update={"clause": name})) for name in names]
    chapters = list(list_chapters(units))
    assert [chapter.name for chapter in chapters] == [
        "前文 – 前文 #2",
        "一",
        "二(一) – 二(二)1",
        "附件2 1 – 附件2 20",
        "附件2 21 – 附件2 29",
    ]
    assert [unit for chapter in chapters for unit in chapter.units] == units
    assert chapters[1].statuses.total() == len(unit.verdicts)
