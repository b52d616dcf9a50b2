# SPDX-License-Identifier: MIT
"""What people are told of findings, verdicts and builds, as lines of text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.finding import Finding, Severity
from generator.model.coverage import Coverage

if TYPE_CHECKING:
    from generator.build import BuildResult


def finding_lines(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """Yield where, what and how to mend for every finding; `language` is zh, en or both."""
    for finding in findings:
        head = f"{finding.origin}: {finding.severity} {finding.code}"
        zh = f"{finding.what_zh} → {finding.mend_zh}"
        en = f"{finding.what_en} → {finding.mend_en}"
        first, *more = {"zh": [zh], "en": [en], "both": [zh, en]}[language]
        yield f"{head} {first}"
        yield from (f"    {line}" for line in more)


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """Yield the denominator, then how many verdicts are covered."""
    units = Counter(unit.unit.disposition.value for plan in coverage.plans for unit in plan.units)
    statuses = Counter(verdict.status for verdict in coverage.verdicts)
    gaps = statuses.total() - statuses["covered"] - statuses["suppressed"]
    yield (
        f"条目 clauses {units.total()}（要求 requirement {units['requirement']}，"
        f"非内容 not content {units['not-content']}，未读 unread {units['unread']}）"
    )
    yield (
        f"判定 verdicts {statuses.total()}：已覆盖 covered {statuses['covered']}，"
        f"缺口 gaps {gaps}，暂不判 suppressed {statuses['suppressed']}"
    )


def build_lines(result: "BuildResult", out: Path) -> Iterator[str]:
    """Yield what stopped a build, or what it made and where to open it."""
    stopping = [f for f in result.findings if f.severity is Severity.ERROR]
    yield from finding_lines(stopping, "both")
    if not result.is_written:
        yield f"没有生成：{len(stopping)} 个错误；{out} 保持原样。"
        yield f"Not built: {len(stopping)} errors; {out} is as it was."
        return
    counts = result.counts
    yield (
        f"网页 pages {counts['pages']} · PDF {counts['pdfs']} · 疏散图 sheets {counts['sheets']} · "
        f"编码 codes {counts['codes']} · {result.seconds:.0f} s"
    )
    yield from coverage_lines(result.coverage)
    yield "缺口详情 details of the gaps: muster check"
    yield f"打开 open: {(out / 'index.html').resolve().as_uri()}"
