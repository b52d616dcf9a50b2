# SPDX-License-Identifier: MIT
"""Sheets and items on paper, booklets of them, their pictures and packs."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from generator.finding import Finding
from generator.making.sheets import write_drawings
from generator.making.work import Work
from generator.model.sheet import Sheet
from generator.paper.binding import bind_all
from generator.paper.booklet import frame_job
from generator.paper.booklets import list_booklets
from generator.paper.jobs import PaperInput, PaperJobs, list_jobs
from generator.paper.packs import list_packs, write_pack
from generator.paper.pdf import PrintResult, print_all
from generator.paper.preview import Preview, draw_previews
from generator.paper.printed import Printed, list_printed

MAX_WORKERS = 8
"""How many processes print at most; each needs some 100 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """What was put on paper, and what was made of the papers."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    papers: tuple[Printed, ...]
    """What each sheet and paper prints."""
    previews: tuple[Preview, ...]
    packs: Mapping[str, int]
    """Size in bytes of each zip, by its path."""


def print_papers(work: Work, sheets: tuple[Sheet, ...]) -> OnPaper:
    """Print everything; draw a picture of each paper; fill the packs."""
    write_drawings(work, sheets)
    given = PaperInput(
        content=work.content,
        settings=work.settings,
        sheets=sheets,
        theme=work.theme,
        reviewed=work.reviewed,
        evacuation=work.inspection.evacuation,
    )
    jobs = list_jobs(given)
    workers = min(_usable_cores(), MAX_WORKERS)
    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as executor:
        results = tuple(_print_pages(work, jobs, executor))
        results += tuple(_bind_booklets(work, given, results, executor))
        return OnPaper(
            sheets=sheets,
            findings=tuple(found for result in results for found in result.findings),
            papers=tuple(list_printed(given, (*jobs.of_schools, *jobs.of_items))),
            previews=tuple(_draw_previews(work, executor)),
            packs=dict(_write_packs(work, given)),
        )


def _usable_cores() -> int:
    """Return how many cores this process may use; some platforms tell only how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _write_packs(work: Work, given: PaperInput) -> Iterator[tuple[str, int]]:
    packs = tuple(list_packs(given))
    for done, pack in enumerate(packs, start=1):
        write_pack(pack, work.fresh, work.theme, work.settings.as_of)
        work.report("packs", done, len(packs))
        yield pack.path, (work.fresh / pack.path).stat().st_size


def _print_pages(
    work: Work, jobs: PaperJobs, executor: ProcessPoolExecutor
) -> Iterator[PrintResult]:
    results = print_all(jobs, work.theme, work.fresh, executor, work.kept("pdf"))
    for done, result in enumerate(results, start=1):
        work.report("pdf", done, len(jobs))
        yield result


def _bind_booklets(
    work: Work,
    given: PaperInput,
    printed: tuple[PrintResult, ...],
    executor: ProcessPoolExecutor,
) -> Iterator[PrintResult]:
    """Lay out the frames of booklets and bind the finished papers into them."""
    booklets = tuple(list_booklets(given, {result.path: result.pages for result in printed}))
    frames = tuple(frame_job(booklet, work.settings, work.theme) for booklet in booklets)
    yield from print_all(frames, work.theme, work.fresh, executor, work.kept("frame"))
    bindings = [booklet.binding for booklet in booklets]
    bound = bind_all(bindings, work.fresh, executor, work.kept("bound"))
    for done, _ in enumerate(bound, start=1):
        work.report("booklets", done, len(bindings))


def _draw_previews(work: Work, executor: ProcessPoolExecutor) -> Iterator[Preview]:
    found = sorted(path.relative_to(work.fresh) for path in work.fresh.rglob("*.pdf"))
    pdfs = [path.as_posix() for path in found]
    previews = draw_previews(pdfs, work.fresh, executor, work.kept("preview"))
    for done, preview in enumerate(previews, start=1):
        work.report("preview", done, len(pdfs))
        yield preview
