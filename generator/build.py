# SPDX-License-Identifier: MIT
"""The steps in order: load, route, check, draw, print, pack, publish, look at it, swap."""

import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.check.built import read_output
from generator.check.coverage import gaps_of
from generator.check.decode import CodeCheck, verify_codes
from generator.check.output_folder import find_unsafe_output
from generator.finding import Finding, Severity, sort_findings
from generator.inspection import Inspection, inspect, search_queries
from generator.load.answer import FOLDER
from generator.load.sources import sources_fingerprint
from generator.making.data_files import write_data, write_findings
from generator.making.office_files import office_input, write_office
from generator.making.pages import make_site, open_kept_pages
from generator.making.papers import print_papers
from generator.making.sheets import draw_sheets, write_landings
from generator.making.work import Report, Work, open_places
from generator.maps.sheet import find_sheet_faults
from generator.model.coverage import Coverage
from generator.model.output import Output
from generator.model.sheet import Sheet
from generator.office.shelf import list_files, list_verdict_files
from generator.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of a build."""

    inspection: Inspection
    coverage: Coverage
    findings: tuple[Finding, ...]
    is_written: bool
    codes: CodeCheck | None = None
    """What came of reading every printed code."""
    counts: dict[str, int] = field(default_factory=dict)
    """Pages, PDFs, sheets and codes in the output."""
    seconds: float = 0.0


def build(settings: Settings, out: Path, report: Report, *, is_cached: bool = True) -> BuildResult:
    """Build everything into `out`; on an error the last good output stays as it was.

    What earlier builds left in `.muster-cache` saves time and changes no byte; with `is_cached`
    false it is left aside.
    """
    started = time.monotonic()
    report("check", 0, 1)
    sources = sources_fingerprint(settings)
    inspection = inspect(settings, settings.as_of)
    report("check", 1, 1)
    unsafe = tuple(find_unsafe_output(out, settings))
    if inspection.has_errors or unsafe:
        return _stopped(inspection, sort_findings([*inspection.findings, *unsafe]))
    fresh = out.with_name(f".{out.name}.muster-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        cache = Path(settings.file).parent / FOLDER if is_cached else None
        with open_places(inspection, settings) as (theme, spool):
            work = Work(
                settings=settings,
                inspection=inspection,
                fresh=fresh,
                report=report,
                cache=cache,
                theme=theme,
                sources=sources,
                spool=spool,
            )
            coverage, codes, findings = _make_all(work)
        stopping = [f for f in findings if f.severity is Severity.ERROR]
        if stopping:
            return _stopped(inspection, sort_findings(findings))
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return BuildResult(
        inspection=inspection,
        coverage=coverage,
        findings=sort_findings(findings),
        is_written=True,
        codes=codes,
        counts=_count(out),
        seconds=time.monotonic() - started,
    )


def _stopped(inspection: Inspection, findings: tuple[Finding, ...]) -> BuildResult:
    return BuildResult(
        inspection=inspection, coverage=inspection.coverage, findings=findings, is_written=False
    )


NOTHING_READ = CodeCheck(findings=(), count=0, cached=0, seconds=0.0)


def _make_all(work: Work) -> tuple[Coverage, CodeCheck, list[Finding]]:
    """Fill the fresh folder and judge what was really built; stop where a sheet has no room."""
    sheets, crowded = draw_sheets(work)
    if crowded:
        return work.inspection.coverage, NOTHING_READ, [*crowded]
    write_office(work, list_files(office_input(work)))
    buildings = [b for campus in work.content.campuses.values() for b in campus.buildings]
    printed = print_papers(work, sheets)
    findings = [*find_sheet_faults(sheets, buildings), *printed.findings]
    write_landings(work, sheets)
    codes = _verify_codes(work, sheets)
    findings += codes.findings
    expected = work.judge(None)
    pages = open_kept_pages(work.settings, is_cached=work.cache is not None)
    findings += make_site(work, printed, expected, pages)
    judged = work.judge(_read_back(work))
    if judged != expected:
        findings += make_site(work, printed, judged, pages)
    pages.forget_unused()
    write_office(work, list_verdict_files(office_input(work), judged))
    judged_before = set(gaps_of(work.inspection.coverage))
    kept = [f for f in work.inspection.findings if f not in judged_before]
    found = [*kept, *findings, *gaps_of(judged)]
    write_findings(work, judged, sort_findings(found))
    write_data(work, printed, judged)
    return judged, codes, found


def _verify_codes(work: Work, sheets: tuple[Sheet, ...]) -> CodeCheck:
    work.report("codes", 0, 1)
    check = verify_codes(sheets, work.settings.address, work.fresh, work.cache)
    work.report("codes", 1, 1)
    return check


def _read_back(work: Work) -> Output:
    work.report("verify", 0, 1)
    output = read_output(work.fresh, search_queries(work.content), work.kept("text"))
    work.report("verify", 1, 1)
    return output


def _swap(fresh: Path, out: Path) -> None:
    """Put the fresh folder in the place of the old one."""
    old = out.with_name(f".{out.name}.muster-old")
    shutil.rmtree(old, ignore_errors=True)
    with undisturbed():
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let nobody interrupt what would leave no output at all if it were begun and not ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _count(out: Path) -> dict[str, int]:
    pdfs = list(out.rglob("*.pdf"))
    codes = list(out.glob("Q/*/index.html"))
    return {
        "pages": len(list(out.rglob("*.html"))) - len(codes),
        "pdfs": len(pdfs),
        "sheets": sum(_is_sheet(p.relative_to(out)) for p in pdfs),
        "codes": len(codes),
    }


def _is_sheet(path: Path) -> bool:
    """Say whether a PDF is the sheet of one place and no bound set of many."""
    return path.parts[0] == "sheets" and not path.name.startswith("set-")
