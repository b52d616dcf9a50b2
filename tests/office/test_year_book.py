# SPDX-License-Identifier: MIT
"""A year tells what is planned and what is on record; who took part stays inside the school."""

from datetime import date
from typing import Any

import icalendar
import pytest

from generator.finding import SourceFile
from generator.load.config import load_settings
from generator.model.content import Content
from generator.model.school import Campus, HeldRecord, School, SchoolCalendar
from generator.office.record_book import record_workbook
from generator.office.school_calendar import calendars
from generator.office.voice import Voice
from generator.office.year import MOST_DAYS, Year
from generator.office.year_book import year_workbook
from generator.render.words import load_words
from generator.settings import THEME
from tests.tiny_tree import ROOT

SOURCE = SourceFile(path="made-up.yml")


def text(zh: str, en: str = "x") -> dict[str, str]:
    return {"zh": zh, "en": en}


DAILY = [f"2026-{month:02}-{day:02}" for month in (9, 10) for day in range(1, 29)]

CALENDAR = {
    "id": "calendar",
    "entries": [
        {
            "id": "fire",
            "kind": "drill",
            "title": text("消防演练", "Fire drill"),
            "dates": ["2026-11-09", "2026-10-09", "2027-03-09"],
            "audiences": ["primary", "teachers"],
        },
        {
            "id": "lower",
            "kind": "lesson",
            "title": text("低段课", "Lesson"),
            "dates": ["2026-12-01"],
            "audiences": ["primary-lower"],
        },
        {
            "id": "daily",
            "kind": "lesson",
            "title": text("一分钟", "One minute"),
            "dates": DAILY,
            "audiences": ["primary"],
        },
    ],
}

RECORD = {
    "id": "record",
    "kind": "drill",
    "entry": "fire",
    "date": "2026-11-09",
    "audiences": ["primary"],
    "classes": ["class-11"],
    "minutes": 30,
    "seconds_to_clear": 200,
    "observed": [
        {
            "what": text("门锁着"),
            "action": {"what": text("换锁"), "owner": "guard", "due": "2026-11-20"},
        }
    ],
}

SCHOOL: dict[str, Any] = {
    "id": "made-up",
    "name": text("虚构小学", "Made-up school"),
    "sample": True,
    "address": text("无"),
    "stages": ["primary-lower", "primary-upper"],
    "posts": ["teachers", "guard"],
    "classes": [
        {
            "id": "class-11",
            "name": text("一（1）班"),
            "audience": "primary-lower",
            "head_count": 30,
            "building": "main",
            "room": "r1",
        }
    ],
}


@pytest.fixture
def year() -> Year:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    campus = Campus(
        school=School.parse(SCHOOL, SOURCE),
        calendar=SchoolCalendar.parse(CALENDAR, SOURCE),
        records=(HeldRecord.parse(RECORD, SOURCE),),
    )
    voice = Voice(language="zh", words=load_words(THEME))
    return Year(
        campus=campus,
        content=Content(),
        settings=settings.model_copy(update={"as_of": date(2026, 11, 22)}),
        voice=voice,
        is_inside=True,
    )


def test_a_day_is_held_where_a_record_says_so_and_else_planned_or_without_record(
    year: Year,
) -> None:
    days, _ = year_workbook(year).sheets
    assert [(row[0], row[2], row[5]) for row in days.rows] == [
        (date(2026, 10, 9), "消防演练", "当天没有记录"),
        (date(2026, 11, 9), "消防演练", "已办"),
        (date(2026, 12, 1), "低段课", "计划"),
        (date(2027, 3, 9), "消防演练", "计划"),
    ]
    states = next(column.choices for column in days.columns if column.choices[:1] == ("计划",))
    assert {row[5] for row in days.rows} <= set(states)


def test_what_happens_all_the_time_is_told_in_one_line(year: Year) -> None:
    _, routine = year_workbook(year).sheets
    assert len(DAILY) > MOST_DAYS
    ((_, title, _, _, first, last, planned, held),) = routine.rows
    assert (title, first, last) == ("一分钟", date(2026, 9, 1), date(2026, 10, 28))
    assert (planned, held) == (len(DAILY), 0)


def test_the_public_year_names_no_class_and_no_fault(year: Year) -> None:
    cells = [str(c) for sheet in year_workbook(year).sheets for row in sheet.rows for c in row]
    assert not [cell for cell in cells if "一（1）班" in cell or "门锁着" in cell]


def test_the_records_name_classes_and_what_must_be_mended(year: Year) -> None:
    held, actions, _ = record_workbook(year).sheets
    ((day, kind, title, _, classes, minutes, seconds, seen, name),) = held.rows
    assert (day, kind, title) == (date(2026, 11, 9), "演练", "消防演练 [fire]")
    assert (classes, minutes, seconds, seen) == ("一（1）班", 30, 200, None)
    assert name == "record"
    assert actions.rows == ((day, title, "门锁着", "换锁", "保安", date(2026, 11, 20), None),)


def test_drills_and_trainings_past_without_a_record_are_listed(year: Year) -> None:
    *_, missing = record_workbook(year).sheets
    assert missing.name == "待补记录"
    assert [row[:3] for row in missing.rows] == [(date(2026, 10, 9), "演练", "消防演练 [fire]")]


def test_the_records_have_room_for_more_and_offer_what_may_have_been_held(year: Year) -> None:
    held, actions, _ = record_workbook(year).sheets
    assert held.spare_rows
    assert actions.spare_rows
    assert "消防演练 [fire]" in held.columns[2].choices
    assert actions.columns[1].choices == held.columns[2].choices
    assert "保安" in actions.columns[4].choices


def test_each_stage_and_post_of_the_school_gets_its_days(year: Year) -> None:
    found = {
        audience.value: icalendar.Calendar.from_ical(content)
        for audience, content in calendars(year)
    }
    counts = {name: len(calendar.walk("VEVENT")) for name, calendar in found.items()}
    assert counts == {
        "primary": 4 + len(DAILY),
        "primary-lower": 4 + len(DAILY),
        "primary-upper": 3 + len(DAILY),
        "teachers": 3,
    }
    assert "样例" in str(found["teachers"]["x-wr-calname"])


def test_routine_rings_no_alarm_and_all_else_does(year: Year) -> None:
    lower = dict(calendars(year))
    events = icalendar.Calendar.from_ical(next(iter(lower.values()))).walk("VEVENT")
    ringing = {str(e["summary"]) for e in events if e.walk("VALARM")}
    silent = {str(e["summary"]) for e in events if not e.walk("VALARM")}
    assert (ringing, silent) == ({"演练 · 消防演练", "课 · 低段课"}, {"课 · 一分钟"})
