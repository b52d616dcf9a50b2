# SPDX-License-Identifier: MIT
"""The days of each stage and post of a school, for the calendar of a phone or computer."""

from collections.abc import Iterator
from datetime import date

from generator.model.audience import Audience
from generator.model.school import Entry
from generator.office.ics import Day, write_calendar, write_event
from generator.office.year import MOST_DAYS, Year
from generator.render.planned_audience import concerns, planned_audiences


def calendars(year: Year) -> Iterator[tuple[Audience, bytes]]:
    """Yield the calendar of each stage and post for which something is planned."""
    events = [(entry.audiences, write_event(_day(day, entry, year))) for day, entry in year.days()]
    for audience in planned_audiences(year.campus):
        own = (event for named, event in events if concerns(named, audience))
        yield audience, write_calendar(f"{year.school} · {year.voice.name((audience,))}", own)


def _day(day: date, entry: Entry, year: Year) -> Day:
    voice = year.voice
    kind = voice.word(f"kind.{entry.kind.value}")
    item, page = year.title_of(entry.item), year.address_of(entry.item)
    return Day(
        id=f"{year.campus.school.id}/{entry.id}",
        day=day,
        title=f"{kind} · {entry.title[voice.language]}",
        said="\n".join(filter(None, (voice.name(entry.audiences), item, page))),
        as_of=year.settings.as_of,
        has_alarm=len(entry.dates) <= MOST_DAYS,
    )
