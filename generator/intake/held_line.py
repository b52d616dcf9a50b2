# SPDX-License-Identifier: MIT
"""A row of a filled workbook of records, read cell by cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NoReturn, TypeVar

from generator.finding import Finding, Origin, Severity
from generator.intake.filled_book import FilledRow, FilledSheet, Formula, Written, cell_name
from generator.model.content import Content
from generator.model.record import Text
from generator.model.school import Campus, Entry, HeldRecord

Value = TypeVar("Value")

_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")
"""2026-11-09, 2026/11/9, 2026年11月9日."""

FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376, 18.17.4.1), for days that lost their format."""

SERIALS = range(36526, 73051)
"""Serial numbers of the years 2000 to 2099."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What rows are read with."""

    file: str
    content: Content
    campus: Campus
    words: Mapping[str, Text]
    findings: list[Finding] = field(default_factory=list)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What the school has planned, by id."""
        calendar = self.campus.calendar
        return {entry.id: entry for entry in calendar.entries} if calendar else {}

    @property
    def known(self) -> Mapping[str, HeldRecord]:
        """What is on record already, by id."""
        return {record.id: record for record in self.campus.records}


class UnreadableError(Exception):
    """A cell that cannot be read; the finding has been told."""


@dataclass(kw_only=True)
class Trial:
    """Reads all cells of a row, whatever is wrong with the first of them."""

    has_failed: bool = False

    def of(self, read: Callable[[], Value]) -> Value | None:
        """Return what a cell says; None where it cannot be read, which was told."""
        try:
            return read()
        except UnreadableError:
            self.has_failed = True
            return None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row with its cells by field."""

    desk: Desk
    sheet: FilledSheet
    columns: Mapping[str, int]
    row: FilledRow

    def get(self, key: str) -> Written:
        """Return what stands in the cell of a field; None where it is empty or has no column."""
        place = self.columns.get(key)
        return self.row.cells[place] if place is not None and place < len(self.row.cells) else None

    def at(self, key: str) -> str:
        """Return the cell of a field, or the row where it has no column."""
        if key not in self.columns:
            return f"{self.sheet.name}!{self.row.number}"
        return f"{self.sheet.name}!{cell_name(self.columns[key] + 1, self.row.number)}"

    def refuse(self, code: str, key: str, what: tuple[str, str], mend: tuple[str, str]) -> None:
        """Tell of a cell that is at fault; `what` and `mend` in both languages."""
        self.desk.findings.append(
            Finding(
                code=code,
                severity=Severity.ERROR,
                origin=Origin(file=self.desk.file, line=self.row.number, key=self.at(key)),
                what_zh=f"{self.at(key)}：{what[0]}",
                what_en=f"{self.at(key)}: {what[1]}",
                mend_zh=mend[0],
                mend_en=mend[1],
            )
        )

    def unreadable(self, key: str, zh: str, en: str, mend: tuple[str, str]) -> NoReturn:
        """Tell of a cell that is no such thing, and leave its row."""
        self.refuse("C141", key, (f"这里写的不是{zh}", f"what stands here is no {en}"), mend)
        raise UnreadableError

    def text(self, key: str) -> str | None:
        """Return a cell as text; a formula is refused."""
        value = self.get(key)
        if isinstance(value, Formula):
            mend = "把结果当文字写进去，不要用公式。", "Write the result itself, not a formula."
            self.unreadable(key, "文字，是公式", "text but a formula", mend)
        return None if value is None else str(value)

    def day(self, key: str) -> date | None:
        """Return a cell as a day, also where a spreadsheet made a number of it."""
        value = self.get(key)
        if value is None or isinstance(value, date):
            return value
        found = _as_day(value)
        if found is None:
            mend = "写成 2026-11-09 这样的日期。", "Write the day as 2026-11-09."
            self.unreadable(key, "日期", "day", mend)
        return found

    def readable_day(self) -> date | None:
        """Return the day of the row where its cell holds one; tells nothing."""
        value = self.get("day")
        return value if value is None or isinstance(value, date) else _as_day(value)

    def number(self, key: str) -> int | None:
        """Return a cell as a whole number."""
        value = self.get(key)
        if value is None:
            return None
        text = str(value).strip().removesuffix(".0")
        if isinstance(value, Formula) or not text.isdecimal():
            mend = "只写数字，例如 40。", "Write a number alone, such as 40."
            self.unreadable(key, "整数", "whole number", mend)
        return int(text)

    def needed_day(self) -> date:
        """Return the day of the row; an empty cell is refused."""
        self.needed("day")
        if (day := self.day("day")) is None:
            raise UnreadableError
        return day

    def needed_text(self, key: str) -> str:
        """Return a cell as text; an empty one is refused."""
        self.needed(key)
        return self.text(key) or ""

    def needed(self, key: str) -> None:
        """Refuse an empty cell that must be filled in."""
        if self.get(key) is None:
            what = "这一格没有填", "this cell is empty"
            mend = (
                "日期、内容、分钟三格都要填。",
                "Fill in the day, what was held, and the minutes.",
            )
            self.refuse("C142", key, what, mend)
            raise UnreadableError


def _as_day(value: Written) -> date | None:
    if isinstance(value, int | float) and int(value) in SERIALS:
        return FIRST_SERIAL + timedelta(days=int(value))
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
