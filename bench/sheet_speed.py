# SPDX-License-Identifier: MIT
"""CPU seconds of writing evacuation sheets: a warm WeasyPrint document each, and as a build does.

Run it with `.venv/bin/python -m bench.sheet_speed [N]`. The sheets are those of the sample school
in the directions in which they hang, then those of its commonest direction alone; then the bound
set of them all; then N of them through a pool of workers. Each row is measured in a process of its
own that has written a sheet before. Figures of one run compare with each other; they are not
limits.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from bench.sample_site import open_pool, peak_mib, site_settings, wall_choice
from generator.inspection import inspect
from generator.maps.sheet import draw_sheets
from generator.model.sheet import Sheet
from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.pdf import PrintJob, print_all
from generator.settings import THEME

USUAL_COUNT = 1000
"""Sheets that go through the pool unless told otherwise."""

WORKERS = 2

PEER = "weasyprint.HTML(string=page).render(pdf_variant='pdf/ua-1').write_pdf(), fonts registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one way of writing took."""

    cpu_s: float
    largest_bytes: int
    peak_mib: float


def main() -> None:
    """Print the rows and the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_COUNT
    with tempfile.TemporaryDirectory(prefix="muster-bench-") as name:
        for line in _lines(Path(name), count):
            print(line, flush=True)  # noqa: T201 - a benchmark prints


def _lines(folder: Path, count: int) -> Iterator[str]:
    sheets, jobs, bound = _sample()
    yield f"peer: {PEER}"
    yield f"{'':<36}{'n':>5}{'CPU s':>9}{'CPU s/PDF':>11}{'× peer':>9}{'kB most':>9}{'MiB':>6}"
    groups = {
        f"{len(set(_turns(sheets)))} directions, as they hang": jobs,
        "one direction": one_direction(sheets, jobs),
        "the bound set": (bound,),
    }
    for name, group in groups.items():
        peer = _apart(tuple(_laid_out(job) for job in group), folder / "peer")
        yield line_of(f"{name}: WeasyPrint", peer, peer, len(group))
        row = _apart(group, folder / "own")
        yield line_of(f"{name}: as a build", row, peer, len(group))
    yield from _pool_lines(jobs, folder, count)


def _sample() -> tuple[tuple[Sheet, ...], tuple[PrintJob, ...], PrintJob]:
    """Return the sheets of the sample school, with their jobs and that of their bound set."""
    settings = site_settings()
    inspection = inspect(settings, settings.as_of)
    campus = inspection.content.campuses["sample"]
    building = campus.buildings[0]
    routes = inspection.evacuation.routes.buildings[campus.school.id, building.id]
    sheets = draw_sheets(campus, building, routes, wall_choice(settings))
    given = PaperInput(content=inspection.content, settings=settings, sheets=sheets, theme=THEME)
    jobs = [job for job in list_jobs(given) if job.path.startswith("sheets/")]
    bound = next(job for job in jobs if job.drawn is None)
    return sheets, tuple(job for job in jobs if job.drawn is not None), bound


def _turns(sheets: Sequence[Sheet]) -> list[float]:
    return [variant.rotation_deg % 360 for sheet in sheets for variant in sheet.variants]


def one_direction(sheets: Sequence[Sheet], jobs: tuple[PrintJob, ...]) -> tuple[PrintJob, ...]:
    """Return the jobs of the sheets that are turned as most of them are."""
    turns = _turns(sheets)
    ((commonest, _),) = Counter(turns).most_common(1)
    return tuple(job for job, turn in zip(jobs, turns, strict=True) if turn == commonest)


def _laid_out(job: PrintJob) -> PrintJob:
    """Return the job as the peer is given it: WeasyPrint lays out and draws everything."""
    html = job.html.replace('src="data:image/svg+xml;', 'src="data:image/svg+xml;charset=utf-8;')
    return replace(job, drawn=None, html=html)


def _apart(jobs: tuple[PrintJob, ...], folder: Path) -> Row:
    with open_pool(1) as executor:
        return executor.submit(_write_warm, jobs, folder).result()


def _write_warm(jobs: tuple[PrintJob, ...], folder: Path) -> Row:
    with ThreadPoolExecutor(1) as executor:
        if len(jobs) > 1:
            list(print_all(jobs[:1], THEME, folder, executor))
        started = time.process_time()
        results = list(print_all(jobs, THEME, folder, executor))
        cpu_s = time.process_time() - started
    sizes = [(folder / result.path).stat().st_size for result in results]
    return Row(cpu_s=cpu_s, largest_bytes=max(sizes), peak_mib=peak_mib())


def _pool_lines(jobs: tuple[PrintJob, ...], folder: Path, count: int) -> Iterator[str]:
    """Yield what a pool took for a tenth of the sheets and for all."""
    yield f"a pool of {WORKERS}, which starts within the time; most memory of any process"
    for n in (count // 10, count):
        with open_pool(1) as executor:
            yield executor.submit(_write_in_pool, jobs, folder / f"{n}", n).result()


def _write_in_pool(jobs: tuple[PrintJob, ...], folder: Path, count: int) -> str:
    own_s, started = time.process_time(), time.perf_counter()
    with open_pool(WORKERS) as executor:
        for _ in print_all(_many(jobs, count), THEME, folder, executor):
            pass
        used = list(executor.map(_usage, range(20 * WORKERS)))
    wall_s = time.perf_counter() - started
    workers = dict(each[0:2] for each in used)
    parts = [time.process_time() - own_s, *workers.values()]
    cpu_s = sum(parts)
    shares = " + ".join(f"{part / cpu_s:.0%}" for part in parts)
    peak = max(peak_mib(), *(each[2] for each in used))
    return (
        f"{count:>6} sheets: CPU {cpu_s:.1f} s, {cpu_s / count:.4f} s a sheet; "
        f"of it parent + workers {shares}; wall {wall_s:.1f} s, "
        f"{cpu_s / wall_s:.2f} cores at work; {peak:.0f} MiB"
    )


def _many(jobs: tuple[PrintJob, ...], count: int) -> Iterator[PrintJob]:
    """Yield so many sheets, no two of them alike, one at a time."""
    for n, job in enumerate(islice(cycle(jobs), count)):
        drawn = replace(job.drawn, title=f"{n}") if job.drawn else None
        yield replace(job, path=f"{n % 100}/{n}.pdf", drawn=drawn)


def _usage(_: int) -> tuple[int, float, float]:
    """Return which worker this is, its CPU seconds and its most memory."""
    time.sleep(0.02)
    return os.getpid(), time.process_time(), peak_mib()


def line_of(name: str, row: Row, peer: Row, count: int) -> str:
    """Return a line of the table; the ratio says how many times less than the peer it took."""
    ratio = peer.cpu_s / row.cpu_s
    return (
        f"{name:<36}{count:5}{row.cpu_s:9.2f}{row.cpu_s / count:11.4f}{ratio:8.1f}×"
        f"{row.largest_bytes / 1000:9.0f}{row.peak_mib:6.0f}"
    )


if __name__ == "__main__":
    main()
