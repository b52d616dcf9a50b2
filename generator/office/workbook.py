# SPDX-License-Identifier: MIT
"""What a workbook for a spreadsheet is made of, before any file format."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | date | None
"""What a cell holds; a text is never taken for a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column with its head."""

    name: str
    width: int
    """In characters of half a hanzi."""
    choices: tuple[str, ...] = ()
    """What may be chosen in it; empty where anything may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table that fills one sheet."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    spare_rows: int = 0
    """Empty rows below that are meant to be filled in; they have the choices too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Sheets with what their file says of them."""

    title: str
    author: str
    choices_name: str
    """Name of the sheet on which the choices stand."""
    as_of: date
    sheets: tuple[Sheet, ...]
