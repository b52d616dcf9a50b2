# SPDX-License-Identifier: MIT
"""The sheet that opens a drill: what is still open, the classes' ways, nothing of other drills."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator.model.evacuation import Evacuation
from generator.model.school import Entry, HeldRecord
from generator.paper.opening import Opening, next_openings, opening_html, opening_jobs
from generator.settings import THEME
from tests.check.real_content import real_content
from tests.sample_school import sample_school

AS_OF = date(2026, 11, 22)
DRILL = "fire-evacuation"


def opening(name: str = DRILL, *, with_plan: bool = True) -> Opening:
    evacuation = sample_school().evacuation if with_plan else Evacuation()
    found = next_openings(real_content(), evacuation, AS_OF)
    return next(o for o in found if o.campus.school.id == "sample" and o.drill.id == name)


def with_record(**changes: object) -> Opening:
    """Return the opening of a school whose only record is one drill with one finding."""
    text = {"zh": "某事", "en": "Something"}
    record = {
        "id": "held",
        "kind": "drill",
        "item": DRILL,
        "date": "2026-11-09",
        "audiences": ["primary"],
        "minutes": 20,
        "seconds_to_clear": 200,
        "observed": [
            {"what": text, "action": {"what": text, "owner": "guard", "due": "2026-11-20"}},
        ],
        **changes,
    }
    records = (HeldRecord.model_validate(record),)
    campus = real_content().campuses["sample"].model_copy(update={"records": records})
    content = replace(real_content(), campuses={"sample": campus})
    return next(o for o in next_openings(content, Evacuation(), AS_OF) if o.drill.id == DRILL)


def test_it_is_for_the_next_day_on_which_the_drill_is_planned() -> None:
    calendar = real_content().campuses["sample"].calendar
    assert calendar
    days = [d for e in calendar.entries if e.item == DRILL for d in e.dates if d >= AS_OF]
    assert opening().day == min(days)


def test_it_opens_with_what_the_last_drill_left_open_and_says_what_is_late() -> None:
    (action,) = with_record().actions
    assert (action.held, action.action.owner, action.is_overdue) == (
        date(2026, 11, 9),
        "guard",
        True,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"item": "drowning-bystander"},
        {"date": str(AS_OF + timedelta(days=1))},
        {"observed": [{"what": {"zh": "好", "en": "Fine"}}]},
    ],
    ids=["another drill", "still to come", "nothing to be done"],
)
def test_nothing_else_is_left_open(changes: dict[str, object]) -> None:
    assert with_record(**changes).actions == ()


def test_what_was_done_is_not_told_again() -> None:
    text = {"zh": "某事", "en": "Something"}
    done = {"what": text, "owner": "guard", "due": "2026-11-20", "done": "2026-11-21"}
    assert with_record(observed=[{"what": text, "action": done}]).actions == ()


def test_every_class_that_takes_part_is_told_its_way_and_row() -> None:
    names = {row.name.zh for row in opening().classes}
    assert names == {c.name.zh for c in sample_school().campus.school.classes}
    assert all(row.way and row.row > 0 for row in opening().classes)


def test_a_school_without_a_plan_of_its_building_gets_the_sheet_all_the_same() -> None:
    assert opening(with_plan=False).classes == ()


def test_the_sheet_lies_in_the_closed_folder_in_both_languages() -> None:
    made = sample_school()
    jobs = list(opening_jobs(real_content(), made.evacuation, made.settings, THEME))
    assert {job.path for job in jobs if DRILL in job.path and "/sample/" in job.path} == {
        f"internal/sample/opening-{DRILL}-zh.pdf",
        f"internal/sample/opening-{DRILL}-en.pdf",
    }
    (chinese,) = [job.html for job in jobs if job.path.endswith(f"sample/opening-{DRILL}-zh.pdf")]
    assert "样例" in chinese
    for row in opening().classes:
        assert row.name.zh in chinese


def test_classes_stand_in_the_order_in_which_the_roll_is_called() -> None:
    stands = [(row.ground.zh, row.row) for row in opening().classes]
    grounds = dict.fromkeys(ground for ground, _ in stands)
    assert len(stands) > len(grounds)
    by_ground = [sorted(stand for stand in stands if stand[0] == ground) for ground in grounds]
    assert stands == [stand for group in by_ground for stand in group]


def planned(**changes: object) -> Opening:
    """Return the opening of the next fire drill with its entry changed."""
    campus = real_content().campuses["sample"]
    assert campus.calendar
    entries = [
        Entry.model_validate({**e.model_dump(), **changes}) if e.id == "drill-december" else e
        for e in campus.calendar.entries
    ]
    calendar = campus.calendar.model_copy(update={"entries": tuple(entries)})
    content = replace(
        real_content(), campuses={"sample": campus.model_copy(update={"calendar": calendar})}
    )
    found = next_openings(content, sample_school().evacuation, AS_OF)
    return next(o for o in found if o.drill.id == DRILL)


def html_of(made: Opening) -> str:
    return opening_html(made, "zh", sample_school().settings, THEME)


def test_the_variant_that_the_calendar_plans_is_ticked_and_told() -> None:
    made = planned(variant="missing-person")
    html = html_of(made)
    assert made.variant
    assert html.count("√") == 1
    assert f"√</span> <b>{made.variant.title.zh}</b>" in html
    assert made.variant.situation.zh in html


def test_without_a_planned_variant_every_box_is_left_to_the_school() -> None:
    made = planned(variant=None)
    html = html_of(made)
    assert "√" not in html
    assert html.count('class="tickbox"') == len(made.drill.variants)


@pytest.mark.parametrize("stair", ["A", "B"])
def test_a_blocked_stair_sends_its_classes_another_way_and_nobody_else(stair: str) -> None:
    made = planned(blocked={"building": "teaching", "element": stair})
    name = made.blocked[1]
    through = [row for row in made.classes if name in row.way]
    assert through
    assert [row for row in made.classes if row.left] == through
    for row in through:
        assert row.left
        assert row.left.way
        assert name not in row.left.way
    assert name.zh in html_of(made)


def test_where_nothing_is_blocked_no_class_goes_round() -> None:
    made = planned(blocked=None)
    assert made.blocked == ()
    assert not any(row.left for row in made.classes)
