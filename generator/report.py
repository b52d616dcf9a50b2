# SPDX-License-Identifier: MIT
"""What people are told of findings, verdicts and builds, as lines of text."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check.coverage import gaps_of
from generator.data.coverage_csv import coverage_csv
from generator.data.coverage_json import Json, coverage_json
from generator.data.junit import junit_xml
from generator.data.sarif import sarif_json
from generator.finding import Finding, Severity
from generator.history import Change
from generator.model.coverage import Coverage, Step
from generator.render.words import load_words
from generator.settings import THEME
from generator.text_report import coverage_lines, finding_lines, told_lines

if TYPE_CHECKING:
    from generator.build import BuildResult
    from generator.inspection import Question


def rung_lines(question: "Question") -> Iterator[str]:
    """Yield which rungs were not judged, and why; nothing where all were."""
    left_out = [step.value for step in Step if step not in question.steps]
    needs_output = Step.BUILT in question.steps and question.out is None
    reasons = (
        [f"{'、'.join(left_out)}（不在 --steps 里 / left out by --steps）"] if left_out else []
    )
    if needs_output:
        reasons.append(f"{Step.BUILT.value}（要写 --out / needs --out）")
    if reasons:
        yield f"未判的级 rungs not judged：{'；'.join(reasons)}"


def review_lines(pending: Mapping[str, int]) -> Iterator[str]:
    """Yield every subject with the number of its claims that still have to be compared."""
    for subject, count in pending.items():
        yield f"{count:5} {subject}"


TEXT = "text"
"""The report for people."""

PROGRAM_FORMATS = ("json", "sarif", "junit", "csv")
"""The reports for programs that `muster check --format` can write."""


def report_file(form: str, coverage: Coverage, findings: tuple[Finding, ...]) -> bytes:
    """Return the report in one of the `PROGRAM_FORMATS`, encoded as its readers expect."""
    if form == "sarif":
        log = sarif_json(findings, coverage, version("muster"), Path.cwd())
        return _json_bytes(log)
    if form == "junit":
        return junit_xml(coverage, findings).encode()
    if form == "csv":
        return coverage_csv(coverage, load_words(THEME)).encode()
    return _json_bytes(coverage_json(coverage, findings, Path.cwd()))


def _json_bytes(data: Json) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def change_lines(changes: Iterable[Change], revision: str) -> Iterator[str]:
    """Yield what a change of content did to coverage since a revision."""
    counted: Counter[str] = Counter()
    for change in changes:
        before, after = change.before or "—", change.after or "—"
        counted[change.turn] += 1
        yield f"{change.clause} ({change.requirement}@{change.audience}): {before} → {after}"
    yield (
        f"自 since {revision}：新覆盖 newly covered {counted['covered']}，"
        f"变为缺口 newly red {counted['red']}，缺在别的级 red at another rung "
        f"{counted['still red']}，变为暂不判 newly suppressed {counted['suppressed']}，"
        f"不再要求 no longer asked {counted['gone']}"
    )


def unread_lines(plans: Iterable[str]) -> Iterator[str]:
    """Yield the plans that were not compared, for their files cannot be read."""
    for plan in sorted(plans):
        yield (
            f"方案 {plan} 的文件有错误，读不出来，没有比较 · "
            f"plan {plan} cannot be read until its errors are mended; it was not compared"
        )


def _seen_in_drawing(result: "BuildResult") -> list[Finding]:
    """Return what no check can tell: text outside its box, a sheet that is too coarse."""
    told = {*result.inspection.findings, *gaps_of(result.coverage)}
    return [finding for finding in result.findings if finding not in told]


def build_lines(result: "BuildResult", out: Path) -> Iterator[str]:
    """Yield what stopped a build, or what it made and where to open it."""
    stopping = [f for f in result.findings if f.severity is Severity.ERROR]
    yield from finding_lines(stopping, "both")
    if not result.is_written:
        yield f"没有生成：{len(stopping)} 个错误；{out} 保持原样。"
        yield f"Not built: {len(stopping)} errors; {out} is as it was."
        return
    if drawn := _seen_in_drawing(result):
        yield "画出来才看到的 seen in drawing:"
        yield from told_lines(drawn, "both")
    counts = result.counts
    yield (
        f"网页 pages {counts['pages']} · PDF {counts['pdfs']} · 疏散图 sheets {counts['sheets']} · "
        f"编码 codes {counts['codes']} · {result.seconds:.0f} s"
    )
    if codes := result.codes:
        yield (
            f"二维码已读回 codes verified {codes.count} · {codes.seconds:.1f} s"
            f"（{codes.cached} 个来自缓存 from cache）"
        )
    yield from coverage_lines(result.coverage)
    yield "缺口详情 details of the gaps: muster check"
    yield f"打开 open: {(out / 'index.html').resolve().as_uri()}"
