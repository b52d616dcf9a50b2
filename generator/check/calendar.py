# SPDX-License-Identifier: MIT
"""Calendars that contradict themselves or the school year."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from generator.finding import Finding, Origin, Severity
from generator.model.record import Text
from generator.model.school import Campus, Entry, EntryKind
from generator.settings import SchoolYear

HELD_WITH_CLASSES = frozenset({EntryKind.DRILL, EntryKind.LESSON})
"""What takes pupils at school; letters, checks and staff trainings may fall on any day."""


def find_calendar_faults(campus: Campus, year: SchoolYear) -> Iterator[Finding]:
    """Yield entries whose id is taken, and days that no judged year or no school day has."""
    calendar = campus.calendar
    if calendar is None:
        return
    first_day, last_day, free_because = year.first, year.last, cache(year.free_because)
    place: dict[str, int] = {}
    for e, entry in enumerate(calendar.entries):
        if (earlier := place.setdefault(entry.id, e)) != e:
            origin = calendar.at("entries", e, "id")
            yield _taken(entry.id, origin, calendar.at("entries", earlier, "id"))
        needs_school = _needs_school(entry)
        for d, day in enumerate(entry.dates):
            key = ("entries", e, "dates", d)  # looked up only where something is told of it
            if not first_day <= day <= last_day:
                yield _elsewhere(entry, day, calendar.at(*key))
            elif needs_school and (reason := free_because(day)):
                yield _no_school(entry, day, reason, calendar.at(*key))


def _needs_school(entry: Entry) -> bool:
    """Say whether it is held with pupils at school, and not meant for a free day."""
    is_with_pupils = any(audience.is_stage for audience in entry.audiences)
    return is_with_pupils and entry.kind in HELD_WITH_CLASSES and not entry.on_free_day


def _no_school(entry: Entry, day: date, reason: Text, origin: Origin) -> Finding:
    title = entry.title
    return Finding(
        code="A322",
        severity=Severity.GAP,
        origin=origin,
        what_zh=f"“{title.zh}” [{entry.id}] 的 {day} 没有课（{reason.zh}）",
        what_en=f'no classes are held on {day} ({reason.en}), a day of "{title.en}" [{entry.id}]',
        mend_zh="换到上课的日子；调休上课的，把这一天写进 site_config.yml 的 school_days；"
        "本来就安排在这天的（如周日的住校生），写 on_free_day: true。",
        mend_en="Move it to a school day; list a day made up for in `school_days` of "
        "site_config.yml; where the day is meant (boarders on a Sunday), add on_free_day: true.",
        subject=f"{entry.id} {day}",
    )


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
        subject=f"{entry.id} {day}",
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
