# SPDX-License-Identifier: MIT
"""Which tables of a filled workbook are ours, by their heads; none is passed over unsaid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.finding import Finding, Origin, Severity
from generator.intake.filled_book import FilledSheet
from generator.intake.held_line import Desk, Line
from generator.model.held_sheet import ACTION_COLUMNS, RECORD_COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A table that a school fills in."""

    name: str
    """The word that it is called by."""
    columns: Mapping[str, str]
    """Columns with the words of their heads."""
    needed: frozenset[str]
    """Columns without which it is not read."""


RECORDS = Kind(
    name="office.records",
    columns=RECORD_COLUMNS,
    needed=frozenset({"day", "what", "minutes"}),
)
ACTIONS = Kind(
    name="office.actions",
    columns=ACTION_COLUMNS,
    needed=frozenset({"day", "what", "found", "owner"}),
)

KNOWN_HEADS = 3
"""Heads of ours in a table of another name that say it is one of ours, too."""

TO_RECORD = "office.to_record"
"""The table of what has no record yet, which is not filled in: it is written anew each time."""


def find_lines(tables: Sequence[FilledSheet], kind: Kind, desk: Desk) -> list[Line]:
    """Return the rows of all tables of a kind."""
    found = ((table, _columns(table, kind, desk)) for table in tables)
    return [
        Line(desk=desk, sheet=table, columns=places, row=row)
        for table, places in found
        if places.keys() >= kind.needed
        for row in table.rows
    ]


def find_unread(tables: Sequence[FilledSheet], desk: Desk) -> Iterator[Finding]:
    """Yield what cannot be read as a table; where there is none of records, that alone."""
    changed = [table for table in tables if _is_changed(table, desk)]
    yield from (_unread(table, desk) for table in changed)
    are_there = (_columns(table, RECORDS, desk).keys() >= RECORDS.needed for table in tables)
    if not changed and not any(are_there):
        yield _no_table(desk)


def _is_changed(table: FilledSheet, desk: Desk) -> bool:
    """Say whether a table is one of ours by its name or heads, yet lacks heads that it needs."""
    kinds = (RECORDS, ACTIONS)
    places = [(_columns(table, kind, desk).keys(), kind.needed) for kind in kinds]
    is_read = any(found >= needed for found, needed in places)
    if is_read or table.name in _names(TO_RECORD, desk):
        return False
    is_named = any(table.name in _names(kind.name, desk) for kind in kinds)
    return is_named or any(len(found) >= KNOWN_HEADS for found, _ in places)


def _names(word: str, desk: Desk) -> tuple[str, str]:
    return desk.words[word].zh, desk.words[word].en


def _columns(table: FilledSheet, kind: Kind, desk: Desk) -> Mapping[str, int]:
    """Return the place of each column by its head in either language."""
    heads: dict[str, str] = {}
    for key, word in kind.columns.items():
        text = desk.words[word]
        heads |= {text.zh: key, text.en: key}
    return {heads[head]: place for place, head in enumerate(table.head) if head in heads}


def _unread(table: FilledSheet, desk: Desk) -> Finding:
    return Finding(
        code="C140",
        severity=Severity.ERROR,
        origin=Origin(file=desk.file, line=1, key=f"{table.name}!A1"),
        what_zh=f"“{table.name}”第一行的表头改过了，这张表没有读",
        what_en=f'the heads in the first row of "{table.name}" were changed, so it was not read',
        mend_zh="把第一行改回 internal/学校/records-zh.xlsx 的样子，上面不要加行。",
        mend_en="Give it the first row of internal/SCHOOL/records-en.xlsx again, no row above it.",
    )


def _no_table(desk: Desk) -> Finding:
    return Finding(
        code="C140",
        severity=Severity.ERROR,
        origin=Origin(file=desk.file),
        what_zh="里面没有活动记录的表",
        what_en="it holds no table of records",
        mend_zh="用 internal/学校/records-zh.xlsx 填写，第一行不要动。",
        mend_en="Fill in internal/SCHOOL/records-en.xlsx and leave its first row as it is.",
    )
