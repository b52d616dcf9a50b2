# SPDX-License-Identifier: MIT
"""CPU seconds of printing items of the real content: a process each, one build, a build again.

Run it with `.venv/bin/python -m bench paper_speed [N [KIND]]`; with a kind of item, `posters`
say, its papers alone are printed. With `booklets` N lessons, stages, drill packs and handbooks are
printed in turn, each with the frame and all papers that are bound in it; every paper is printed
once, and binding and folding, which are the same for all, count in each row. The first peer does
the same work by a process each: plain WeasyPrint, which seeks the size that fits
(`seeking_peer.py`). The second has half of it done: WeasyPrint's own command is given each page in
the size that fits, and lays out once. Figures of one run compare with each other; they are not
limits.
"""

import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from bench.sample_site import ROOT, open_pool, peak_of_others_mib, site_settings
from generator.kept_files import KeptFiles
from generator.load.tree import load_content
from generator.paper.binding import Binding, bind, bind_all, folded_bytes
from generator.paper.booklet import Booklet, frame_job
from generator.paper.booklets import list_booklets
from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.pdf import PrintJob, PrintResult, print_all
from generator.render.web_font import FONT_FAMILY, WEIGHTS
from generator.settings import THEME

T = TypeVar("T")

BOOKLETS = "booklets"
"""The kind under which booklets are printed."""

USUAL_COUNT = 40
"""PDFs printed unless told otherwise."""

WORKERS = 2

SEEKING = Path(__file__).with_name("seeking_peer.py")

PEER = ("-m", "weasyprint", "--pdf-variant", "pdf/ua-1", "--presentational-hints", "--quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one way of printing took."""

    name: str
    cpu_s: float
    laid_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is printed."""

    jobs: tuple[PrintJob, ...]
    bindings: tuple[Binding, ...] = ()
    """Which of the PDFs are bound together when all are printed."""


def main() -> None:
    """Print the rows and the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_COUNT
    kind = "".join(sys.argv[2:3])
    with tempfile.TemporaryDirectory(prefix="muster-bench-") as name:
        folder = Path(name)
        is_bound = kind == BOOKLETS
        task = pick_booklets(count, folder) if is_bound else Task(jobs=pick_jobs(count, kind))
        for line in _lines(folder, task):
            print(line, flush=True)  # noqa: T201 - a benchmark prints


def _lines(folder: Path, task: Task) -> Iterator[str]:
    jobs = task.jobs
    fitted = fit_all(jobs, folder / "fit")
    yield f"n = {len(jobs)} PDFs, taken from {len(set(map(_kind, jobs)))} kinds of item in turn"
    if task.bindings:
        yield f"{len(task.bindings)} of them are frames, in which others are bound"
    yield f"peer: {sys.executable} bench/seeking_peer.py page.html page.pdf SIZE …"
    yield f"peer given the size: {sys.executable} {' '.join(PEER)} page.html page.pdf"
    yield f"{'':<32}{'CPU s':>9}{'CPU s/PDF':>12}{'× peer':>9}{'laid out':>10}"
    seeking = timed("a fresh process each", lambda: print_by_seeking(task, folder / "seeking"))
    yield line_of(seeking, seeking, len(jobs))
    given = timed(
        "… given the size that fits", lambda: print_by_peer(task, fitted, folder / "peer")
    )
    yield line_of(given, seeking, len(jobs))
    for name, changed in (("a build, nothing kept", 0), ("the build again", 0), ("one changed", 1)):
        again = tuple(_changed(job) if i < changed else job for i, job in enumerate(jobs))
        row = timed(name, partial(_print_again, replace(task, jobs=again), folder))
        told = f"; {given.cpu_s / row.cpu_s:.1f}× where the size is given"
        yield line_of(row, seeking, len(jobs)) + told
    yield f"largest of all these processes: {peak_of_others_mib():.0f} MiB"


def _print_again(task: Task, folder: Path) -> int:
    return _laid_out(print_kept(task.jobs, folder, task.bindings))


def pick_booklets(count: int, folder: Path) -> Task:
    """Return about `count` booklets, of each kind in turn, with all that is bound in them.

    A lesson is one by itself.
    """
    given = _given()
    by_path = {job.path: job for job in list_jobs(given)}
    by_kind: dict[str, list[Booklet | str]] = {"lesson": [p for p in by_path if "/lessons/" in p]}
    for booklet in list_booklets(given, defaultdict(lambda: 1)):
        if booklet.is_bound:
            by_kind.setdefault(booklet.kind, []).append(booklet)
    picked = tuple(_in_turn(by_kind.values()))[:count]
    lessons = (each for each in picked if isinstance(each, str))
    wanted = {each.path for each in picked if isinstance(each, Booklet)}
    parts = (b.binding.parts for b in picked if isinstance(b, Booklet))
    papers = tuple(by_path[path] for path in dict.fromkeys(chain(lessons, *parts)))
    pages = {done.path: done.pages for done in print_kept(papers, folder / "counted")}
    known = defaultdict(lambda: 1, pages)
    bound = [b for b in list_booklets(given, known) if b.path in wanted]
    frames = (frame_job(booklet, given.settings, THEME) for booklet in bound)
    return Task(jobs=(*papers, *frames), bindings=tuple(booklet.binding for booklet in bound))


def _in_turn(groups: Iterable[list[T]]) -> Iterator[T]:
    lists = list(groups)
    for i in range(max(map(len, lists))):
        yield from (each[i] for each in lists if i < len(each))


def _given() -> PaperInput:
    content, _ = load_content(ROOT / "content", (), THEME)
    return PaperInput(content=content, settings=site_settings(), sheets=(), theme=THEME)


def pick_jobs(count: int, kind: str = "") -> tuple[PrintJob, ...]:
    """Return about `count` items, taken from each kind of item in turn, or from one kind."""
    by_kind: dict[str, list[PrintJob]] = {}
    for job in list_jobs(_given()):
        if job.path.startswith(f"pdf/{kind}"):
            by_kind.setdefault(_kind(job), []).append(job)
    return tuple(_in_turn(by_kind.values()))[:count]


def _kind(job: PrintJob) -> str:
    return job.path.split("/")[1]


def fit_all(jobs: tuple[PrintJob, ...], out: Path) -> tuple[str, ...]:
    """Return the page of each job in the size that fits, with the fonts at their own address."""
    with open_pool(WORKERS) as executor:
        sizes = list(executor.map(_fitting_size, jobs, [out] * len(jobs)))
    pages = (_with_fonts(job.html) for job in jobs)
    return tuple(p.replace("__SIZE__", str(s)) for p, s in zip(pages, sizes, strict=True))


def _with_fonts(page: str) -> str:
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url('{(THEME / 'fonts' / name).as_uri()}')}}"
        for weight, name in WEIGHTS.items()
    )
    return page.replace("<style>", f"<style>{faces}", 1)


def _fitting_size(job: PrintJob, out: Path) -> float | None:
    """Return the largest type size with which a job keeps to one page; None where it need not."""
    sizes, best = list(job.sizes_pt), None
    while sizes:
        middle = len(sizes) // 2
        tried = replace(job, html=job.html.replace("__SIZE__", str(sizes[middle])), sizes_pt=())
        with ThreadPoolExecutor(1) as executor:
            (result,) = print_all((tried,), THEME, out, executor)
        if result.pages == 1:
            best, sizes = sizes[middle], sizes[:middle]
        else:
            sizes = sizes[middle + 1 :]
    return best or (job.sizes_pt[-1] if job.sizes_pt else None)


def print_by_peer(task: Task, pages: tuple[str, ...], folder: Path) -> int:
    """Print each of `pages` by WeasyPrint's command; returns how many it printed."""
    return _print_each(PEER, task, [(page, ()) for page in pages], folder)


def print_by_seeking(task: Task, folder: Path) -> int:
    """Print each job in the size that fits, by a process each; returns how many it printed."""
    pages = [(_with_fonts(job.html), tuple(map(str, job.sizes_pt))) for job in task.jobs]
    return _print_each((str(SEEKING),), task, pages, folder)


def _print_each(
    peer: tuple[str, ...], task: Task, pages: list[tuple[str, tuple[str, ...]]], folder: Path
) -> int:
    for job, (page, sizes_pt) in zip(task.jobs, pages, strict=True):
        target = folder / job.path
        target.parent.mkdir(parents=True, exist_ok=True)
        source = target.with_suffix(".html")
        source.write_text(page, encoding="utf-8")
        command = (sys.executable, *peer, str(source), str(target), *sizes_pt)
        subprocess.run(command, check=True)  # noqa: S603 - our own command
    for binding in task.bindings:
        bound = bind(binding, folder)
        (folder / binding.path).write_bytes(bound)
        if binding.folded:
            (folder / binding.folded).write_bytes(folded_bytes(bound))
    return sum((folder / job.path).exists() for job in task.jobs)


def print_kept(
    jobs: tuple[PrintJob, ...], folder: Path, bindings: tuple[Binding, ...] = ()
) -> list[PrintResult]:
    """Print as a build does, with what earlier calls left in `folder`."""
    out, kept = folder / "out", folder / "kept"
    with open_pool(WORKERS) as executor:
        results = list(print_all(jobs, THEME, out, executor, KeptFiles(kept)))
        list(bind_all(bindings, out, executor, KeptFiles(folder / "bound")))
    return results


def _laid_out(results: list[PrintResult]) -> int:
    return sum(not result.is_kept for result in results)


def _changed(job: PrintJob) -> PrintJob:
    return replace(job, html=job.html.replace("</body>", " </body>"))


def timed(name: str, work: Callable[[], int]) -> Row:
    """Return what `work` took in this process and in those that it started and waited for."""
    before = _cpu_s()
    laid_out = work()
    return Row(name=name, cpu_s=_cpu_s() - before, laid_out=laid_out)


def _cpu_s() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def line_of(row: Row, peer: Row, count: int) -> str:
    """Return a line of the table; the ratio says how many times less than the peer it took."""
    ratio = peer.cpu_s / row.cpu_s
    return f"{row.name:<32}{row.cpu_s:9.2f}{row.cpu_s / count:12.4f}{ratio:8.1f}×{row.laid_out:10d}"


if __name__ == "__main__":
    main()
