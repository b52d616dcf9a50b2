# SPDX-License-Identifier: MIT
"""What a school held and what it must still mend, as a workbook for itself alone."""

from collections.abc import Iterator, Mapping

from generator.model.school import HeldRecord
from generator.office.voice import Voice
from generator.office.workbook import Cell, Column, Sheet, Workbook
from generator.office.year import SPARE_ROWS, Year


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
                columns=_record_columns(voice),
                rows=tuple(_record_row(record, year) for record in records),
            ),
            Sheet(
                name=voice.word("office.actions"),
                columns=_action_columns(voice),
                rows=tuple(row for record in records for row in _action_rows(record, year)),
                spare_rows=SPARE_ROWS,
            ),
        ),
    )


def _record_columns(voice: Voice) -> tuple[Column, ...]:
    word = voice.word
    return (
        Column(name=word("calendar.day"), width=12),
        Column(name=word("calendar.kind"), width=12),
        Column(name=word("calendar.what"), width=40),
        Column(name=word("calendar.for"), width=24),
        Column(name=word("office.classes"), width=24),
        Column(name=word("lesson.minutes"), width=8),
        Column(name=word("office.seconds"), width=12),
        Column(name=word("office.observed"), width=50),
    )


def _record_row(record: HeldRecord, year: Year) -> tuple[Cell, ...]:
    voice = year.voice
    titles: Mapping[str | None, str] = {e.id: e.title[voice.language] for e in year.entries}
    names = {each.id: each.name[voice.language] for each in year.campus.school.classes}
    return (
        record.date,
        voice.word(f"kind.{record.kind.value}"),
        titles.get(record.entry) or year.title_of(record.item),
        voice.name(record.audiences),
        ", ".join(names.get(name, name) for name in record.classes),
        record.minutes,
        record.seconds_to_clear,
        "\n".join(voice.say(seen.what for seen in record.observed)),
    )


def _action_columns(voice: Voice) -> tuple[Column, ...]:
    word = voice.word
    return (
        Column(name=word("checklist.found"), width=40),
        Column(name=word("office.action"), width=40),
        Column(name=word("checklist.owner"), width=18),
        Column(name=word("checklist.due"), width=12),
        Column(name=word("checklist.done"), width=16),
    )


def _action_rows(record: HeldRecord, year: Year) -> Iterator[tuple[Cell, ...]]:
    voice = year.voice
    for seen in record.observed:
        if action := seen.action:
            what = voice.say((seen.what, action.what))
            yield *what, voice.name((action.owner,)), action.due, action.done
