# SPDX-License-Identifier: MIT
"""What a school plans, as a workbook in which it can plan on."""

from datetime import date
from enum import StrEnum

from generator.model.school import Entry, EntryKind
from generator.office.voice import Voice
from generator.office.workbook import Cell, Column, Sheet, Workbook
from generator.office.year import MOST_DAYS, SPARE_ROWS, Year


class State(StrEnum):
    """What became of a planned day."""

    PLANNED = "planned"
    HELD = "held"
    UNRECORDED = "unrecorded"
    """Past, and no record tells of this day."""
    MOVED = "moved"
    CANCELLED = "cancelled"


def year_workbook(year: Year) -> Workbook:
    """Return the calendar as a table in which a school can plan on; routine apart."""
    voice, held = year.voice, year.held()
    routine = [entry for entry in year.entries if len(entry.dates) > MOST_DAYS]
    dated = [(day, entry) for day, entry in year.days() if len(entry.dates) <= MOST_DAYS]
    return Workbook(
        title=f"{year.school} · {voice.word('site.calendar')}",
        author=year.settings.name[voice.language],
        choices_name=voice.word("office.choices"),
        as_of=year.settings.as_of,
        sheets=(
            Sheet(
                name=voice.word("site.calendar"),
                columns=_year_columns(voice),
                rows=tuple(_year_row(day, entry, year, held) for day, entry in dated),
                spare_rows=SPARE_ROWS,
            ),
            Sheet(
                name=voice.word("calendar.routine"),
                columns=_routine_columns(year),
                rows=tuple(_routine_row(entry, year, held) for entry in routine),
            ),
        ),
    )


def _year_columns(voice: Voice) -> tuple[Column, ...]:
    word = voice.word
    kinds = tuple(word(f"kind.{kind.value}") for kind in EntryKind)
    states = tuple(word(f"office.{state.value}") for state in State)
    return (
        Column(name=word("calendar.day"), width=12),
        Column(name=word("calendar.kind"), width=12, choices=kinds),
        Column(name=word("calendar.what"), width=40),
        Column(name=word("office.item"), width=34),
        Column(name=word("calendar.for"), width=24),
        Column(name=word("office.state"), width=12, choices=states),
        Column(name=word("drill.note"), width=24),
    )


def _year_row(
    day: date, entry: Entry, year: Year, held: frozenset[tuple[str, date]]
) -> tuple[Cell, ...]:
    voice = year.voice
    state = seen_state(day, entry, year, held)
    return (
        day,
        voice.word(f"kind.{entry.kind.value}"),
        entry.title[voice.language],
        year.title_of(entry.item),
        voice.name(entry.audiences),
        voice.word(f"office.{state.value}"),
        None,
    )


def _routine_columns(year: Year) -> tuple[Column, ...]:
    word = year.voice.word
    held = (Column(name=word("coverage.held"), width=8),) if year.is_inside else ()
    return (
        Column(name=word("calendar.kind"), width=12),
        Column(name=word("calendar.what"), width=40),
        Column(name=word("office.item"), width=34),
        Column(name=word("calendar.for"), width=24),
        Column(name=word("office.first"), width=12),
        Column(name=word("office.last"), width=12),
        Column(name=word("coverage.planned"), width=8),
        *held,
    )


def _routine_row(entry: Entry, year: Year, held: frozenset[tuple[str, date]]) -> tuple[Cell, ...]:
    voice, as_of = year.voice, year.settings.as_of
    count = sum(state_of(day, entry, as_of, held) is State.HELD for day in entry.dates)
    return (
        voice.word(f"kind.{entry.kind.value}"),
        entry.title[voice.language],
        year.title_of(entry.item),
        voice.name(entry.audiences),
        min(entry.dates),
        max(entry.dates),
        len(entry.dates),
        *((count,) if year.is_inside else ()),
    )


def seen_state(day: date, entry: Entry, year: Year, held: frozenset[tuple[str, date]]) -> State:
    """Return what may be told of a planned day: outside the school that it is planned, no more."""
    return state_of(day, entry, year.settings.as_of, held) if year.is_inside else State.PLANNED


def state_of(day: date, entry: Entry, as_of: date, held: frozenset[tuple[str, date]]) -> State:
    """Return what became of a planned day, as seen on the day `as_of`."""
    if (entry.id, day) in held or (entry.item and (entry.item, day) in held):
        return State.HELD
    return State.UNRECORDED if day < as_of else State.PLANNED
