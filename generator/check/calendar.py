# SPDX-License-Identifier: MIT
"""Calendars that contradict themselves or the school year."""

from collections.abc import Iterator
from datetime import date

from generator.finding import Finding, Origin, Severity
from generator.model.school import Campus, Entry
from generator.settings import SchoolYear


def find_calendar_faults(campus: Campus, year: SchoolYear) -> Iterator[Finding]:
    """Yield entries whose id is taken, and days that no judged year has."""
    calendar = campus.calendar
    if calendar is None:
        return
    first_day, last_day = year.first, year.last
    place: dict[str, int] = {}
    for e, entry in enumerate(calendar.entries):
        if (earlier := place.setdefault(entry.id, e)) != e:
            origin = calendar.at("entries", e, "id")
            yield _taken(entry.id, origin, calendar.at("entries", earlier, "id"))
        for d, day in enumerate(entry.dates):
            if not first_day <= day <= last_day:
                yield _elsewhere(entry, day, calendar.at("entries", e, "dates", d))


def _elsewhere(entry: Entry, day: date, origin: Origin) -> Finding:
    title = entry.title
    return Finding(
        code="A321",
        severity=Severity.GAP,
        origin=origin,
        what_zh=f"“{title.zh}” [{entry.id}] 的 {day} 不在本学年，没有计入",
        what_en=f'{day} of "{title.en}" [{entry.id}] lies outside the school year '
        "and is not counted",
        mend_zh="改正年份，或删去这一天。",
        mend_en="Mend the year, or take the day out.",
        subject=entry.id,
    )


def _taken(name: str, origin: Origin, first: Origin) -> Finding:
    return Finding(
        code="C106",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"日程编号“{name}”已在 {first} 用过",
        what_en=f'the id "{name}" is already used at {first}',
        mend_zh="给其中一个换一个编号。",
        mend_en="Give one of the two another id.",
    )
