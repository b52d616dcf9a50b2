# SPDX-License-Identifier: MIT
"""The report of a check for people: findings as lines, and counts that can be added up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add, sub
from typing import NamedTuple

from generator.finding import Finding, Severity
from generator.model.coverage import UNJUDGED, Coverage


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


MOST_ADVICE = 10
"""So much advice of one code is told piece by piece; of more only the number is told."""


def folded_codes(codes: Iterable[str]) -> frozenset[str]:
    """Return which codes of advice are told by their number alone, of the code of each piece."""
    return frozenset(code for code, count in Counter(codes).items() if count > MOST_ADVICE)


def fold_lines(counts: Mapping[str, int], language: str) -> Iterator[str]:
    """Yield a line for each code of advice that is told by its number alone."""
    for code, count in sorted(counts.items()):
        zh = f"没有逐条列出 → 全部：muster check --advice；说明：muster explain {code}"
        en = f"not listed one by one → all: muster check --advice; more: muster explain {code}"
        said = {"zh": zh, "en": en, "both": f"{zh}\n    {en}"}[language]
        yield from f"advice {code} × {count}: {said}".split("\n")


def told_lines(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Yield the text of findings, line by line, with advice that repeats in one line a code."""
    advice = [finding.code for finding in findings if finding.severity is Severity.ADVICE]
    folded = folded_codes(advice)
    yield from finding_lines(
        (f for f in findings if f.severity is not Severity.ADVICE or f.code not in folded),
        language,
    )
    yield from fold_lines(Counter(code for code in advice if code in folded), language)


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
    unjudged: int

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
        unjudged=statuses[UNJUDGED],
    )


def tally_lines(tally: Tally) -> Iterator[str]:
    """Yield the denominator, then how many verdicts are covered."""
    gaps = tally.verdicts - tally.covered - tally.suppressed - tally.unjudged
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
    if tally.unjudged:
        yield (
            f"没有判 not judged {tally.unjudged}：有文件读不出来，改好上面的错误后再判 · "
            "files cannot be read: mend the errors above first"
        )


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """Yield the counts of a coverage, line by line."""
    return tally_lines(tally_of(coverage))
