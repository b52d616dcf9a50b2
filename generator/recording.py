# SPDX-License-Identifier: MIT
"""What a school filled into its workbook of records, read, judged and ready to be written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.check.record import find_record_faults
from generator.finding import Finding, Origin, Severity, sort_findings
from generator.intake.filled_book import read_book
from generator.intake.held_rows import FilledRecord, read_held
from generator.model.content import Content
from generator.model.school import Campus, HeldRecord
from generator.render.words import load_words
from generator.settings import THEME, Settings

LATE = "A314"
"""An action past its day is told and refuses nothing: it is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a workbook adds to a school's records; with a refusal nothing of it is written."""

    records: tuple[HeldRecord, ...]
    known: int
    """Rows that are on record already."""
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Say whether anything must be mended first."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read_filled(file: Path, campus: Campus, content: Content, settings: Settings) -> Filled:
    """Return what a workbook says, with findings that name sheet and cell."""
    try:
        sheets = read_book(file)
    except ValueError as error:
        return Filled(records=(), known=0, findings=(_no_workbook(file, error),))
    reading = read_held(sheets, file, content, campus, load_words(THEME))
    findings = [*reading.findings]
    for filled in reading.records:
        findings += _faults(filled, campus, settings)
    return Filled(
        records=tuple(filled.record for filled in reading.records),
        known=reading.known,
        findings=sort_findings(findings),
    )


def _no_workbook(file: Path, error: ValueError) -> Finding:
    return Finding(
        code="C140",
        severity=Severity.ERROR,
        origin=Origin(file=file.as_posix()),
        what_zh="读不出来，不是 .xlsx 工作簿，或者太大",
        what_en=f"it cannot be read as an .xlsx workbook, or is far too large: {error}",
        mend_zh="用 Excel 或 WPS 打开，另存为 .xlsx，不要加密码。",
        mend_en="Open it in a spreadsheet program and save it as .xlsx, without a password.",
    )


def _faults(filled: FilledRecord, campus: Campus, settings: Settings) -> Iterator[Finding]:
    """Yield what `muster check` would say of the record, at the cell that says it."""
    alone = campus.model_copy(update={"records": (filled.record,)})
    for finding in find_record_faults(alone, settings.as_of, settings.school_year):
        way = tuple(int(p) if p.isdecimal() else p for p in finding.origin.key.split("."))
        known = (filled.cells.get(way[:length]) for length in range(len(way), 0, -1))
        cell = next(filter(None, known), "")
        yield replace(
            finding,
            severity=Severity.ADVICE if finding.code == LATE else Severity.ERROR,
            origin=Origin(file=filled.record.file, line=filled.line, key=cell),
            what_zh=f"{cell}：{finding.what_zh}",
            what_en=f"{cell}: {finding.what_en}",
        )
