# SPDX-License-Identifier: MIT
"""What the schools of a site have planned: the drills to come and those of a month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.content import Content
from generator.model.record import Text
from generator.model.school import EntryKind

Month = tuple[int, int]
"""Year and month."""

SOON_DAYS = 31
"""How far ahead a school looks for its next drills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDrill:
    """A drill on a day, with the schools that hold it then."""

    day: date
    title: Text
    drill: str
    """Id of the guide; empty where the calendar names none."""
    schools: tuple[str, ...]
    """Ids."""


def planned_drills(content: Content) -> tuple[PlannedDrill, ...]:
    """Return the drills in the calendars by day; what several schools hold alike comes once."""
    found: dict[tuple[date, str, str], list[tuple[Text, str]]] = {}
    for key, title, school in _entries(content):
        found.setdefault(key, []).append((title, school))
    return tuple(
        PlannedDrill(
            day=day, title=held[0][0], drill=drill, schools=tuple(school for _, school in held)
        )
        for (day, drill, _), held in sorted(found.items(), key=lambda pair: pair[0])
    )


def _entries(content: Content) -> Iterator[tuple[tuple[date, str, str], Text, str]]:
    for campus in content.campuses.values():
        for entry in campus.calendar.entries if campus.calendar else ():
            if entry.kind is EntryKind.DRILL:
                drill = entry.item if entry.item in content.drills else None
                for day in entry.dates:
                    yield (day, drill or "", entry.title.zh), entry.title, campus.school.id


def next_drills(content: Content, today: date, most: int) -> tuple[PlannedDrill, ...]:
    """Return the first drills from a day on that have a guide, each guide once."""
    first: dict[str, PlannedDrill] = {}
    for planned in planned_drills(content):
        if planned.drill and planned.day >= today:
            first.setdefault(planned.drill, planned)
    return tuple(first.values())[:most]


def coming_drills(content: Content, school: str, today: date) -> tuple[PlannedDrill, ...]:
    """Return the drills of one school from a day on: of each guide the next, else what is soon.

    What has no guide here has no pack either; it is named for the `SOON_DAYS` to come, so that
    nobody takes the pack of another drill for that day's.
    """
    own = [d for d in planned_drills(content) if school in d.schools and d.day >= today]
    guides: set[str] = set()
    kept: list[PlannedDrill] = []
    for planned in own:
        is_next = planned.drill not in guides
        is_soon = (planned.day - today).days <= SOON_DAYS
        if is_next if planned.drill else is_soon:
            kept.append(planned)
            guides |= {planned.drill} - {""}
    return tuple(kept)


def drills_of(content: Content, month: Month) -> tuple[PlannedDrill, ...]:
    """Return the drills of one month."""
    drills = planned_drills(content)
    return tuple(drill for drill in drills if (drill.day.year, drill.day.month) == month)
