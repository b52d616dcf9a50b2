# SPDX-License-Identifier: MIT
"""`coverage.csv`: the verdicts as a table, one row for each requirement and audience."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from generator.model.coverage import Coverage, Outcome, PlanCoverage, UnitCoverage, Verdict
from generator.model.record import Text
from generator.render.cadence_words import say_cadence

BOM = "\ufeff"
"""First character of the file: without it, Excel takes UTF-8 for the local encoding."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection)."""

COLUMNS = (
    "plan", "number", "clause", "requirement", "kind", "kind_zh", "topic", "audience",
    "audience_zh", "text_zh", "text_en", "cadence_zh", "cadence_en", "required", "planned",
    "held", "overdue", "status", "status_zh", "failing_step", "finding_zh", "finding_en",
    "evidence",
)  # fmt: skip
"""Names in the first row."""

Row = dict[str, str | int]


def coverage_csv(coverage: Coverage, words: Mapping[str, Text]) -> str:
    """Return the table for spreadsheets: UTF-8 with BOM, lines ending in CR LF (RFC 4180).

    `words` are those of the interface, for kinds, audiences, cadences and statuses. Write the
    text without translating line ends.
    """
    table, writer = _table()
    writer.writeheader()
    for row in _rows(coverage, words):
        writer.writerow({name: guard_cell(cell) for name, cell in row.items()})
    return BOM + table.getvalue()


def _table() -> "tuple[io.StringIO, csv.DictWriter[str]]":
    table = io.StringIO(newline="")
    return table, csv.DictWriter(table, COLUMNS, lineterminator="\r\n")


def csv_head() -> str:
    """Return what stands before the first row."""
    table, writer = _table()
    writer.writeheader()
    return BOM + table.getvalue()


def csv_rows(plan: PlanCoverage, verdicts: Iterable[Verdict], words: Mapping[str, Text]) -> str:
    """Return the rows of some verdicts of a plan that holds one clause."""
    table, writer = _table()
    (unit,) = plan.units
    for verdict in verdicts:
        row = {**_asked(plan, unit, verdict, words), **_found(verdict, words)}
        writer.writerow({name: guard_cell(cell) for name, cell in row.items()})
    return table.getvalue()


def guard_cell(cell: str | int) -> str | int:
    """Return the cell so that no spreadsheet runs it: a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _rows(coverage: Coverage, words: Mapping[str, Text]) -> Iterator[Row]:
    for plan in coverage.plans:
        for unit in plan.units:
            for verdict in unit.verdicts:
                yield {
                    **_asked(plan, unit, verdict, words),
                    **_found(verdict, words),
                }


def _asked(
    plan: PlanCoverage, unit: UnitCoverage, verdict: Verdict, words: Mapping[str, Text]
) -> Row:
    """Return the cells that say what is asked of whom."""
    requirement = verdict.requirement
    cadence = say_cadence(requirement, words)
    return {
        "plan": plan.plan.id,
        "number": plan.plan.short_name,
        "clause": unit.unit.clause,
        "requirement": requirement.id,
        "kind": requirement.kind.value,
        "kind_zh": words[f"kind.{requirement.kind.value}"].zh,
        "topic": requirement.topic,
        "audience": verdict.audience.value,
        "audience_zh": words[f"audience.{verdict.audience.value}"].zh,
        "text_zh": requirement.text.zh,
        "text_en": requirement.text.en,
        "cadence_zh": cadence.zh,
        "cadence_en": cadence.en,
    }


def _found(verdict: Verdict, words: Mapping[str, Text]) -> Row:
    """Return the cells that say how far it is met."""
    finding = _say_findings(verdict)
    failing = (step.value for step, outcome in verdict.steps if outcome is Outcome.FAIL)
    return {
        "required": verdict.total or "",
        "planned": verdict.planned,
        "held": verdict.held,
        "overdue": verdict.overdue,
        "status": verdict.status,
        "status_zh": words[f"coverage.status_{verdict.status}"].zh,
        "failing_step": next(failing, ""),
        "finding_zh": finding[0],
        "finding_en": finding[1],
        "evidence": "\n".join(dict.fromkeys(e.path for e in verdict.evidence)),
    }


def _say_findings(verdict: Verdict) -> tuple[str, str]:
    """Return why it is not covered, or why it is not judged, in both languages."""
    if suppression := verdict.requirement.suppression:
        reason, until = suppression.reason, suppression.until
        return f"暂不判：{reason.zh}（至 {until}）", f"suppressed: {reason.en} (until {until})"
    zh = "\n".join(f"{f.code} {f.what_zh} → {f.mend_zh}" for f in verdict.findings)
    return zh, "\n".join(f"{f.code} {f.what_en} → {f.mend_en}" for f in verdict.findings)
