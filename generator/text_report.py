# SPDX-License-Identifier: MIT
"""The report of a check for people: findings as lines, and counts that can be added up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import add, sub
from typing import NamedTuple

from generator.finding import Finding
from generator.model.coverage import Coverage


def finding_text(finding: Finding, language: str) -> str:
    """Return where, what and how to mend in one line or two; `language` is zh, en or both."""
    zh = f"{finding.what_zh} → {finding.mend_zh}"
    en = f"{finding.what_en} → {finding.mend_en}"
    said = {"zh": zh, "en": en, "both": f"{zh}\n    {en}"}[language]
    return f"{finding.origin}: {finding.severity} {finding.code} {said}"


def finding_lines(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """Yield the text of every finding, line by line."""
    for finding in findings:
        yield from finding_text(finding, language).split("\n")


class Tally(NamedTuple):
    """Counts of clauses and verdicts; those of parts add up to those of the whole."""

    clauses: int
    asking: int
    not_content: int
    unread: int
    verdicts: int
    covered: int
    suppressed: int
    dated: int
    enough: int
    overdue: int
    conflicts: int

    def plus(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(*map(add, self, other))

    def minus(self, other: "Tally") -> "Tally":
        """Return what is left of this without the other."""
        return Tally(*map(sub, self, other))


def tally_of(coverage: Coverage) -> Tally:
    """Count clauses, verdicts and conflicts."""
    units = Counter(unit.unit.disposition.value for plan in coverage.plans for unit in plan.units)
    verdicts = coverage.verdicts
    statuses = Counter(verdict.status for verdict in verdicts)
    dated = [verdict for verdict in verdicts if verdict.schedules]
    return Tally(
        clauses=units.total(),
        asking=units["requirement"],
        not_content=units["not-content"],
        unread=units["unread"],
        verdicts=statuses.total(),
        covered=statuses["covered"],
        suppressed=statuses["suppressed"],
        dated=len(dated),
        enough=sum(not any(s.short for s in v.schedules) for v in dated),
        overdue=sum(v.overdue > 0 for v in dated),
        conflicts=len(coverage.conflicts),
    )


def tally_lines(tally: Tally) -> Iterator[str]:
    """Yield the denominator, then how many verdicts are covered."""
    gaps = tally.verdicts - tally.covered - tally.suppressed
    yield (
        f"条目 clauses {tally.clauses}（要求 requirement {tally.asking}，"
        f"非内容 not content {tally.not_content}，未读 unread {tally.unread}）"
    )
    yield (
        f"判定 verdicts {tally.verdicts}：已覆盖 covered {tally.covered}，"
        f"缺口 gaps {gaps}，暂不判 suppressed {tally.suppressed}"
    )
    yield (
        f"有日程的 dated {tally.dated}：已安排够 planned enough {tally.enough}，"
        f"逾期 overdue {tally.overdue}；"
        f"互相冲突 conflicts {tally.conflicts}"
    )


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """Yield the counts of a coverage, line by line."""
    return tally_lines(tally_of(coverage))
