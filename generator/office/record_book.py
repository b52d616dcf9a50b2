# SPDX-License-Identifier: MIT
"""What a school held and what it must still mend, as a workbook that it fills in further.

`muster record import` reads it back.
"""

from collections.abc import Iterator, Mapping

from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.held_sheet import ACTION_COLUMNS, RECORD_COLUMNS, label
from generator.model.school import EntryKind, HeldRecord
from generator.office.workbook import Cell, Column, Sheet, Workbook
from generator.office.year import SPARE_ROWS, Year
from generator.office.year_book import State, state_of


def record_workbook(year: Year) -> Workbook:
    """Return what was held, with what must still be mended: for the school alone."""
    voice, records = year.voice, sorted(year.campus.records, key=lambda r: (r.date, r.id))
    return Workbook(
        title=f"{year.school} · {voice.word('office.records')}",
        author=year.settings.name[voice.language],
        choices_name=voice.word("office.choices"),
        as_of=year.settings.as_of,
        sheets=(
            Sheet(
                name=voice.word("office.records"),
                columns=_columns(RECORD_COLUMNS, RECORD_WIDTHS, year),
                rows=tuple(_record_row(record, year) for record in records),
                spare_rows=SPARE_ROWS,
            ),
            Sheet(
                name=voice.word("office.actions"),
                columns=_columns(ACTION_COLUMNS, ACTION_WIDTHS, year),
                rows=tuple(row for record in records for row in _action_rows(record, year)),
                spare_rows=SPARE_ROWS,
            ),
            Sheet(
                name=voice.word("office.to_record"),
                columns=tuple(
                    Column(name=voice.word(word), width=width) for word, width in TO_RECORD.items()
                ),
                rows=tuple(_unrecorded_rows(year)),
            ),
        ),
    )


TO_RECORD = {"calendar.day": 12, "calendar.kind": 12, "calendar.what": 48, "calendar.for": 24}
"""Columns of what is past and has no record, with their widths; not enough to be read back."""

TO_BE_RECORDED = frozenset({EntryKind.DRILL, EntryKind.TRAINING})

RECORD_WIDTHS = (12, 12, 48, 24, 24, 8, 12, 50, 30)
ACTION_WIDTHS = (12, 48, 40, 40, 18, 12, 16)


def _columns(names: Mapping[str, str], widths: tuple[int, ...], year: Year) -> tuple[Column, ...]:
    choices = {"what": _held_things(year), "owner": _posts(year)}
    return tuple(
        Column(name=year.voice.word(word), width=width, choices=choices.get(key, ()))
        for (key, word), width in zip(names.items(), widths, strict=True)
    )


def _held_things(year: Year) -> tuple[str, ...]:
    """Return what may have been held: what the calendar plans, then drills and trainings."""
    language, content = year.voice.language, year.content
    planned = [label(entry.title[language], entry.id) for entry in year.entries]
    others = (*content.drills.values(), *content.shelf(ItemKind.TRAINING).values())
    return (*planned, *(label(item.title[language], item.id) for item in others))


def _posts(year: Year) -> tuple[str, ...]:
    school = year.campus.school
    return tuple(year.voice.name((a,)) for a in Audience if not a.is_stage and school.has(a))


def _what(record: HeldRecord, year: Year) -> str:
    titles = {e.id: e.title[year.voice.language] for e in year.entries}
    name = record.entry or record.item or ""
    return label(titles.get(name) or year.title_of(name), name)


def _record_row(record: HeldRecord, year: Year) -> tuple[Cell, ...]:
    voice = year.voice
    names = {each.id: each.name[voice.language] for each in year.campus.school.classes}
    return (
        record.date,
        voice.word(f"kind.{record.kind.value}"),
        _what(record, year),
        voice.name(record.audiences),
        ", ".join(names.get(name, name) for name in record.classes),
        record.minutes,
        record.seconds_to_clear,
        "\n".join(voice.say(seen.what for seen in record.observed if not seen.action)) or None,
        record.id,
    )


def _unrecorded_rows(year: Year) -> Iterator[tuple[Cell, ...]]:
    """Yield the planned drills and trainings whose day is past and of which no record tells."""
    voice, held, today = year.voice, year.held(), year.settings.as_of
    for day, entry in year.days():
        state = state_of(day, entry, today, held)
        if entry.kind in TO_BE_RECORDED and state is State.UNRECORDED:
            what = label(entry.title[voice.language], entry.id)
            kind = voice.word(f"kind.{entry.kind.value}")
            yield day, kind, what, voice.name(entry.audiences)


def _action_rows(record: HeldRecord, year: Year) -> Iterator[tuple[Cell, ...]]:
    voice = year.voice
    for seen in record.observed:
        if action := seen.action:
            what = voice.say((seen.what, action.what))
            owner = voice.name((action.owner,))
            yield record.date, _what(record, year), *what, owner, action.due, action.done
