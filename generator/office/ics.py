# SPDX-License-Identifier: MIT
"""Calendars as .ics (RFC 5545); the one place that knows icalendar.

Events are whole days, so that no time zone moves them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

from generator.office.archive import clean

ALARM_BEFORE = timedelta(hours=16)
"""Before the midnight with which a whole day begins: eight in the morning of the day before."""

END = b"END:VCALENDAR\r\n"

PROGRAM = "-//Muster//school year//EN"
"""What made the file (RFC 5545, 3.7.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Something that a school plans on a day."""

    id: str
    """School and entry: with the day, what the event is called by for ever."""
    day: date
    title: str
    said: str
    """What it is and where more is found."""
    as_of: date
    has_alarm: bool = True


def write_calendar(name: str, events: Iterable[bytes]) -> bytes:
    """Return the calendar of the events, each as `write_event` returned it."""
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # Not known to RFC 5545, so that nobody would escape its line breaks but ourselves.
    calendar["x-wr-calname"] = vText(clean(name))
    return bytes(calendar.to_ical()).removesuffix(END) + b"".join(events) + END


def write_event(day: Day) -> bytes:
    """Return one event; calendars of several audiences hold the same one."""
    event = Event()
    event.add("uid", _uid(day))
    event.add("dtstamp", datetime.combine(day.as_of, time(), UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", clean(day.title))
    event.add("description", clean(day.said))
    event.add("transp", "TRANSPARENT")
    if day.has_alarm:
        event.add_component(_alarm(day))
    return bytes(event.to_ical())


def _uid(day: Day) -> str:
    """Return the same name in every build and calendar, so that nothing is imported twice."""
    named = f"{day.id}/{day.day}".encode()
    return f"{hashlib.sha256(named).hexdigest()[:32]}@muster"


def _alarm(day: Day) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(day.title))
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm
