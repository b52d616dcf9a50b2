# SPDX-License-Identifier: MIT
"""A workbook that somebody filled in → rows of cells; the only place that reads one."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 50_000_000
"""Of all that is packed in the file; a school's whole year takes a hundredth."""

MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is worked out and was not written by anybody."""

    text: str


Written = str | int | float | date | Formula | None
"""What somebody wrote into a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row below the head that is not empty."""

    number: int
    """As the spreadsheet counts it."""
    cells: tuple[Written, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSheet:
    """A table of a workbook."""

    name: str
    head: tuple[str, ...]
    rows: tuple[FilledRow, ...]


def read_book(path: Path) -> tuple[FilledSheet, ...]:
    """Return the tables of a workbook.

    Raises ValueError where the file is no workbook, is far too large, or cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MOST_BYTES:
            message = f"{size} bytes"
            raise ValueError(message)
        book = openpyxl.load_workbook(path, read_only=True)
        try:
            return tuple(_sheet(page) for page in book.worksheets)
        finally:
            book.close()
    except (OSError, KeyError, SyntaxError, InvalidFileException, zipfile.BadZipFile) as error:
        raise ValueError(str(error)) from error


def _sheet(page: object) -> FilledSheet:
    rows = list(_rows(page))
    head = rows[0].cells if rows and rows[0].number == 1 else ()
    return FilledSheet(
        name=page.title,  # type: ignore[attr-defined]
        head=tuple(str(cell or "").strip() for cell in head),
        rows=tuple(row for row in rows if row.number > 1),
    )


def _rows(page: object) -> Iterator[FilledRow]:
    found = page.iter_rows(max_row=MOST_ROWS)  # type: ignore[attr-defined]
    for number, row in enumerate(found, start=1):
        cells = tuple(_written(cell) for cell in row)
        if any(cell is not None for cell in cells):
            yield FilledRow(number=number, cells=cells)


def _written(cell: object) -> Written:
    value = cell.value  # type: ignore[attr-defined]
    if cell.data_type == "f":  # type: ignore[attr-defined]
        return Formula(str(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip() or None
    return value if isinstance(value, int | float | date) or value is None else str(value)


def cell_name(column: int, row: int) -> str:
    """Return what a spreadsheet calls a cell: C7; columns and rows count from 1."""
    return f"{get_column_letter(column)}{row}"
