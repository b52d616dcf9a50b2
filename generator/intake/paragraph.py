# SPDX-License-Identifier: MIT
"""The lines of a plan's plain text, put together again to paragraphs and table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.intake.mark import Rank, find_annex, find_mark, find_titled_annex
from generator.intake.run_in import CIRCLED

LABEL_CHARACTERS = 15
"""Up to how many characters a line without mark and stop is a label, not half a sentence."""

HEADING_CHARACTERS = 60
"""Up to how many characters a marked line without stop is a heading; our own choice."""

TITLE_END = re.compile(
    r"(方案|通知|文件|要点|计划|分工|职责|安排|清单|办法|意见|规定|细则|制度|印发|附件)$"
)

CONVERTER_TRACE = re.compile(r"\[bookmark:[^\]]*\]|\*\*|^\s*[-—–]\s*\d+\s*[-—–]\s*$")
"""What a converter left behind and nobody wrote: bookmarks, bold marks, page numbers."""


class Kind(StrEnum):
    """What a paragraph is on the page."""

    PROSE = "prose"
    HEAD = "head"
    """The heads of a table's columns."""
    ROW = "row"
    """A table row, cells parted by tabs."""
    MONTH = "month"
    """A cell that names a month."""
    CELL = "cell"
    """What stands in the cell beside a month."""


TABLE = (Kind.HEAD, Kind.MONTH, Kind.CELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text that belongs together."""

    text: str
    line: int
    """Where it begins, counted from 1."""
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    number: int
    after_blank: bool

    @property
    def stripped(self) -> str:
        return self.text.strip()


def read_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs and rows of `text`; sentences cut by a page turn are whole again."""
    paragraphs: list[Paragraph] = []
    for line in _lines(text):
        last = paragraphs[-1] if paragraphs else None
        kind = _kind(line, last)
        if last and _continues(line, kind, last):
            paragraphs[-1] = replace(last, text=_join(last, line))
        else:
            paragraphs.append(Paragraph(text=line.stripped, line=line.number, kind=kind))
    return tuple(paragraphs)


def _lines(text: str) -> Iterator[_Line]:
    blank = True
    for number, raw in enumerate(text.splitlines(), start=1):
        line = CONVERTER_TRACE.sub("", raw)
        if line.strip():
            yield _Line(text=line, number=number, after_blank=blank)
        blank = not line.strip()


def _kind(line: _Line, last: Paragraph | None) -> Kind:
    text = line.stripped
    if "\t" in text:
        return Kind.HEAD if "序号" in text.split("\t") else Kind.ROW
    if re.fullmatch(r"月\s*份|内\s*容", text):
        return Kind.HEAD
    if last is None or last.kind not in TABLE:
        return Kind.PROSE
    if re.fullmatch(r"\d{1,2}([-—~]\d{1,2})?月份?", text):
        return Kind.MONTH
    if _ends_table(line, last):
        return Kind.PROSE
    return Kind.CELL if line.text.startswith("\t") or not line.after_blank else Kind.PROSE


def _ends_table(line: _Line, last: Paragraph) -> bool:
    """Say whether a heading stands below the months, though no blank line parts them.

    What a month's cell begins with is the cell's own, and so is the next item of its list.
    """
    if last.kind is not Kind.CELL or line.text.startswith("\t"):
        return False
    if _opens_annex(line.stripped):
        return True
    mark, before = find_mark(line.stripped), find_mark(last.text)
    if mark is None or mark.rank >= Rank.NUMBER:
        return False
    return before is None or (before.rank, before.value + 1) != (mark.rank, mark.value)


def _opens_annex(text: str) -> bool:
    return bool(find_annex(text) or find_titled_annex(text))


def _continues(line: _Line, kind: Kind, last: Paragraph) -> bool:
    if kind is Kind.HEAD:
        return last.kind is Kind.HEAD and "\t" not in line.stripped
    if kind is not Kind.PROSE or starts_clause(line.stripped):
        return False
    if last.kind is Kind.ROW:
        return not line.after_blank
    return last.kind is Kind.PROSE and line.after_blank and is_cut_off(last.text)


def starts_clause(text: str) -> bool:
    """Say whether `text` begins with a mark, so that it cannot be the rest of a sentence."""
    run_in = re.match(rf"[一二三四五六七八九十]{{1,3}}[是要]|[{CIRCLED}]", text)
    return bool(run_in or find_mark(text) or _opens_annex(text))


def is_cut_off(text: str) -> bool:
    """Say whether a paragraph stops in mid-sentence, as it does where a page was turned."""
    if any(text.count(pair[0]) > text.count(pair[1]) for pair in ("《》", "“”", "（）")):
        return True
    if re.search(r"[。！？；：.!?;:）)]$|[。！？]”$", text) or _opens_annex(text):
        return False
    return not (_is_heading(text) or _is_title(text))


def _is_heading(text: str) -> bool:
    mark = find_mark(text)
    short = len(text) <= HEADING_CHARACTERS and not re.search(r"[。；]", text)
    return mark is not None and mark.rank < Rank.NUMBER and short


def _is_title(text: str) -> bool:
    if starts_clause(text) or re.search(r"[，。；,;]", text):
        return False
    return len(text) <= LABEL_CHARACTERS or bool(TITLE_END.search(text))


def _join(last: Paragraph, line: _Line) -> str:
    between = {Kind.PROSE: "", Kind.ROW: " "}.get(last.kind, "\t")
    if last.kind is Kind.PROSE and re.search(r"[A-Za-z]$", last.text):
        between = " "
    return f"{last.text}{between}{line.stripped}"
