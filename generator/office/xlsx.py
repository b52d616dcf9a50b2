# SPDX-License-Identifier: MIT
"""Workbooks as .xlsx; the one place that knows openpyxl.

A text that looks like a formula is stored as text and marked as one that was typed with an
apostrophe, so that it stays text when somebody edits the cell (OWASP, CSV Injection).
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from generator.office.archive import clean, one_line, settle_archive
from generator.office.workbook import Cell, Sheet, Workbook

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula."""

LONGEST_CELL = 32767
"""Characters that a cell can hold (Excel specifications and limits)."""

LONGEST_NAME = 31
"""Characters of a sheet's name (the same), counted as UTF-16 does: pictures are two."""

LONGEST_HEADER = 200
"""Characters of the line on top of each printed page; a spreadsheet takes 255 with its codes."""

NAME_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
"""What a sheet's name must not hold."""

LINE_PT, ROW_PT = 14.0, 3.0
"""Height of a line in 10.5 pt, and what a row has besides."""

FULL_LINE = 0.88
"""Share of a line that text fills: long words and addresses move whole to the next."""

HIGHEST_PT = 409.0
"""Height that a row can have (Excel specifications and limits)."""

LAST_NARROW = "\u024f"
"""Last letter of the Latin blocks; what lies beyond is taken for as wide as a hanzi."""

FACE = "宋体"
"""On every computer with Chinese office programs; named, never shipped."""

PAPER_A3, PAPER_A4 = 8, 9
"""Codes of papers in SpreadsheetML (ECMA-376, 18.3.1.63)."""

CHOICE_WIDTH = 40
"""Of a column of choices, in characters of half a hanzi."""

WIDEST_A4 = 220
"""Characters of half a hanzi beside which A4 on its side would print less than 6 pt."""


def write_xlsx(workbook: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx; the same workbook gives the same bytes."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = one_line(workbook.title)
    book.properties.creator = one_line(workbook.author)
    for style in _styles():
        book.add_named_style(style)
    lists: list[tuple[str, ...]] = []
    for sheet in workbook.sheets:
        _add_sheet(book, sheet, workbook, lists)
    if lists:
        _add_choices(book, workbook, lists)
    stream = io.BytesIO()
    book.save(stream)
    return settle_archive(stream.getvalue(), workbook.as_of)


def sheet_name(name: str) -> str:
    """Return a name as a sheet may have it."""
    named = " ".join(one_line(name).translate(NAME_SIGNS).split())
    fitting = named.encode("utf-16-le")[: 2 * LONGEST_NAME]
    return fitting.decode("utf-16-le", errors="ignore").strip() or "1"


def _styles() -> Iterator[NamedStyle]:
    thin = Side(style="thin", color="FF999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrap = Alignment(vertical="top", wrap_text=True)
    yield NamedStyle("body", font=Font(name=FACE, size=10.5), alignment=wrap, border=border)
    yield NamedStyle(
        "head",
        font=Font(name=FACE, size=10.5, bold=True),
        fill=PatternFill("solid", fgColor="FFE2EFDA"),
        alignment=Alignment(vertical="center", wrap_text=True),
        border=border,
    )
    yield NamedStyle(
        "day",
        font=Font(name=FACE, size=10.5),
        alignment=wrap,
        border=border,
        number_format="yyyy-mm-dd",
    )


def _add_sheet(book: Any, sheet: Sheet, workbook: Workbook, lists: list[tuple[str, ...]]) -> None:
    page = book.create_sheet(sheet_name(sheet.name))
    page.freeze_panes = "B2"
    _set_print(page, workbook, sum(column.width for column in sheet.columns))
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    last = len(sheet.rows) + sheet.spare_rows + 1
    area = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    page.append([_cell(page, column.name, "head") for column in sheet.columns])
    for number, row in enumerate(sheet.rows, start=2):
        page.row_dimensions[number].height = _height_pt(row, sheet)
        page.append([_cell(page, value) for value in row])
    for _ in range(sheet.spare_rows):
        page.append([_cell(page, None) for _ in sheet.columns])
    page.auto_filter.ref = area
    page.print_area = area
    page.print_title_rows = "1:1"
    for validation in _validations(sheet, last, workbook, lists):
        page.data_validations.append(validation)


def _height_pt(row: Sequence[Cell], sheet: Sheet) -> float:
    """Return how high a row must be for its longest cell; programs do not all find out alone."""
    lines = (
        sum(ceil(max(_width(line), 1) / (column.width * FULL_LINE)) for line in value.splitlines())
        for value, column in zip(row, sheet.columns, strict=True)
        if isinstance(value, str)
    )
    return min(max(lines, default=1) * LINE_PT + ROW_PT, HIGHEST_PT)


def _width(text: str) -> int:
    """Return how wide a text is, in characters of half a hanzi."""
    return sum(2 if sign > LAST_NARROW else 1 for sign in text)


def _set_print(page: Any, workbook: Workbook, width: int) -> None:
    """Print as wide as the paper, as many pages long as it takes."""
    is_wide = width > WIDEST_A4
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = PAPER_A3 if is_wide else PAPER_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    title = one_line(workbook.title)[: LONGEST_HEADER // 2].replace("&", "&&")
    page.oddHeader.center.text = title
    page.oddFooter.center.text = f"{workbook.as_of} · &P / &N"


def _cell(page: Any, value: Cell, style: str = "body") -> Any:
    is_day = isinstance(value, date)
    cell = WriteOnlyCell(page)
    cell.style = "day" if is_day else style
    if isinstance(value, str):
        text = clean(value)[:LONGEST_CELL]
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA_STARTS)
    elif isinstance(value, date):
        cell.value = datetime.combine(value, time())
    else:
        cell.value = value
    return cell


def _validations(
    sheet: Sheet, last: int, workbook: Workbook, lists: list[tuple[str, ...]]
) -> Iterator[DataValidation]:
    """Yield the choices of each column that has some, and keep them for their own sheet."""
    name = quote_sheetname(sheet_name(workbook.choices_name))
    for number, column in enumerate(sheet.columns, start=1):
        if column.choices:
            offered = (column.name, *column.choices)
            if offered not in lists:
                lists.append(offered)
            letter = get_column_letter(lists.index(offered) + 1)
            source = f"{name}!${letter}$2:${letter}${len(column.choices) + 1}"
            validation = DataValidation(
                type="list", formula1=source, allow_blank=True, showErrorMessage=True
            )
            own = get_column_letter(number)
            validation.add(f"{own}2:{own}{max(last, 2)}")
            yield validation


def _add_choices(book: Any, workbook: Workbook, lists: Sequence[tuple[str, ...]]) -> None:
    page = book.create_sheet(sheet_name(workbook.choices_name))
    page.freeze_panes = "A2"
    _set_print(page, workbook, CHOICE_WIDTH * len(lists))
    longest, last = max(map(len, lists)), get_column_letter(len(lists))
    for number in range(1, len(lists) + 1):
        page.column_dimensions[get_column_letter(number)].width = CHOICE_WIDTH
    page.print_area = f"A1:{last}{longest}"
    page.print_title_rows = "1:1"
    for index in range(longest):
        row = [each[index] if index < len(each) else None for each in lists]
        page.append([_cell(page, value, "body" if index else "head") for value in row])
