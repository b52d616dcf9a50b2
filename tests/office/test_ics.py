# SPDX-License-Identifier: MIT
"""A calendar is read by other programs, rings the morning before, and is imported only once."""

from datetime import date, timedelta

import icalendar
import pytest

from generator.office.ics import Day, write_calendar, write_event

HOSTILE = "演练; 第一,二场\\n=cmd\nBEGIN:VEVENT 🔥" + "长" * 400


def make_day(**changes: object) -> Day:
    given: dict[str, object] = {
        "id": "sample/fire-drill",
        "day": date(2026, 11, 9),
        "title": "演练 · 消防",
        "said": "全体",
        "as_of": date(2026, 11, 22),
    }
    return Day(**{**given, **changes})  # type: ignore[arg-type]


def read(content: bytes) -> tuple[icalendar.Calendar, list[icalendar.Component]]:
    calendar = icalendar.Calendar.from_ical(content)
    return calendar, list(calendar.walk("VEVENT"))


def test_an_event_fills_its_day_and_rings_at_eight_the_morning_before() -> None:
    _, (event,) = read(write_calendar("样例学校", [write_event(make_day())]))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2026, 11, 9),
        date(2026, 11, 10),
    )
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-16)
    assert alarm["action"] == "DISPLAY"


def test_routine_rings_no_alarm() -> None:
    _, (event,) = read(write_calendar("样例学校", [write_event(make_day(has_alarm=False))]))
    assert event.walk("VALARM") == []


@pytest.mark.parametrize("field", ["title", "said"])
def test_whatever_is_written_is_read_back(field: str) -> None:
    content = write_calendar(HOSTILE, [write_event(make_day(**{field: HOSTILE}))])
    calendar, (event,) = read(content)
    assert content.count(b"\r\nBEGIN:VEVENT") == 1
    key = {"title": "summary", "said": "description"}[field]
    assert str(event[key]) == HOSTILE
    assert calendar["x-wr-calname"] == icalendar.vText(HOSTILE).to_ical().decode()
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_the_same_day_of_the_same_entry_has_one_name_for_ever() -> None:
    def name(**changes: object) -> str:
        return str(read(write_calendar("甲", [write_event(make_day(**changes))]))[1][0]["uid"])

    assert name() == name(title="改了", as_of=date(2027, 1, 1))
    assert len({name(), name(day=date(2026, 11, 10)), name(id="sample/other")}) == 3


def test_two_writings_give_the_same_bytes() -> None:
    assert write_event(make_day()) == write_event(make_day())
