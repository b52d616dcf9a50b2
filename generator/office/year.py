# SPDX-License-Identifier: MIT
"""A school's year in one language: what is planned, what of it is on record."""

from dataclasses import dataclass
from datetime import date

from generator.addresses import SHELF_OF, page_path
from generator.model.content import Content
from generator.model.school import Campus, Entry, HeldRecord
from generator.office.voice import Voice
from generator.settings import Settings

MOST_DAYS = 24
"""An entry with more days than this, two a month, is routine: it rings no alarm, and the year
tells it in one line."""

SPARE_ROWS = 40
"""Rows in which a school can plan more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A school's year in one language."""

    campus: Campus
    content: Content
    settings: Settings
    voice: Voice
    is_inside: bool = False
    """True for the school alone: then what became of each day is told, out of its records."""

    @property
    def school(self) -> str:
        """Return the name of the school, marked where it is made up."""
        school, voice = self.campus.school, self.voice
        name = school.name[voice.language]
        is_sample = school.sample or self.settings.is_placeholder
        return f"{name} · {voice.word('site.sample')}" if is_sample else name

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return what is planned."""
        return self.campus.calendar.entries if self.campus.calendar else ()

    def days(self) -> list[tuple[date, Entry]]:
        """Return every planned day, in order."""
        rows = ((day, entry) for entry in self.entries for day in entry.dates)
        return sorted(rows, key=lambda row: (row[0], row[1].id))

    def held(self) -> frozenset[tuple[str, date]]:
        """Return the entries and items that are on record, with their days."""
        names = (
            (name, record.date) for record in self.campus.records for name in _names(record) if name
        )
        return frozenset(names)

    def title_of(self, item: str | None) -> str:
        """Return the title of an item; empty where there is none."""
        found = self.content.find_item(item) if item else None
        return found[1].title[self.voice.language] if found else ""

    def address_of(self, item: str | None) -> str:
        """Return the page of an item on the web; empty where there is none."""
        found = self.content.find_item(item) if item else None
        if not found:
            return ""
        page = page_path(SHELF_OF[type(found[1]).__name__], found[1].id, self.voice.language)
        return f"{self.settings.address.rstrip('/')}/{page}"


def _names(record: HeldRecord) -> tuple[str | None, str | None]:
    return record.entry, record.item
