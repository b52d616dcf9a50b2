# SPDX-License-Identifier: MIT
"""Memory and processes of printing the sheets of many schools, as a build does.

Run it with `.venv/bin/python -m bench.sheet_memory [N …]`. The sheets of the sample school stand
for those of as many schools as give N sheets; each N is printed in a process of its own, with two
workers and then with one. Told are the most memory that the printing process had besides what it
had before the first sheet, the most of any worker, CPU seconds and the time on the clock.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from bench.sample_site import ROOT, open_pool, peak_mib, site_settings, wall_choice
from generator.evacuation import plan_evacuation
from generator.load.tree import load_content
from generator.maps.sheet import draw_sheet, find_postings
from generator.maps.spool import Spool
from generator.model.content import Content
from generator.model.sheet import Sheet
from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.pdf import print_all
from generator.settings import THEME, Settings

SCHOOL = ROOT / "content" / "schools" / "sample"

USUAL_COUNTS = (100, 400)

WORKERS = (2, 1)

SCHOOL_SHEETS = 6
"""Of the sample school's, to stand for a small school: drawing them is measured elsewhere."""


def main() -> None:
    """Print the rows; with three arguments, those of one process."""
    told = [int(argument) for argument in sys.argv[1:]]
    if os.environ.get("MUSTER_BENCH_ROW"):
        print(_row(*told), flush=True)  # noqa: T201 - a benchmark prints
        return
    names = ("sheets", "workers", "MiB more", "MiB worker", "CPU s", "clock s", "of it serial")
    print("".join(f"{name:>13}" for name in names), flush=True)  # noqa: T201
    for count in told or USUAL_COUNTS:
        for workers in WORKERS:
            command = (sys.executable, "-m", "bench.sheet_memory", str(count), str(workers))
            environment = os.environ | {"MUSTER_BENCH_ROW": "1", "PYTHONPATH": str(ROOT)}
            subprocess.run(command, check=True, env=environment)  # noqa: S603 - our own command


def _row(count: int, workers: int) -> str:
    settings = site_settings()
    with tempfile.TemporaryDirectory(prefix="muster-bench-") as name:
        folder = Path(name)
        (folder / "content" / "schools").mkdir(parents=True)
        (folder / "content" / "schools" / "sample").symlink_to(SCHOOL)
        content, _ = load_content(folder / "content", (), THEME)
        own = _sample(content, settings)
        before_mib, started, own_cpu = peak_mib(), time.monotonic(), time.process_time()
        sheets = tuple(_many(own, count, Spool(folder / "spool")))
        campus = content.campuses["sample"]
        campuses = dict.fromkeys((sheet.school for sheet in sheets), campus)
        content = replace(content, campuses=MappingProxyType(campuses))
        given = PaperInput(content=content, settings=settings, sheets=sheets, theme=THEME)
        jobs = list_jobs(given)
        with open_pool(workers) as executor:
            for result in print_all(jobs, THEME, folder / "out", executor):
                (folder / "out" / result.path).unlink()
        clock_s, serial_s = time.monotonic() - started, time.process_time() - own_cpu
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = serial_s + children.ru_utime + children.ru_stime
    figures = (peak_mib() - before_mib, children.ru_maxrss / 1024, cpu_s, clock_s, serial_s)
    return f"{count:>13}{workers:>13}" + "".join(f"{figure:>13.1f}" for figure in figures)


def _sample(content: Content, settings: Settings) -> tuple[Sheet, ...]:
    campus = content.campuses["sample"]
    building = campus.buildings[0]
    evacuation, _ = plan_evacuation(content.campuses)
    routes = evacuation.routes.buildings[campus.school.id, building.id]
    postings = find_postings(campus, building, routes)[:SCHOOL_SHEETS]
    return tuple(draw_sheet(posting, wall_choice(settings)) for posting in postings)


def _many(own: tuple[Sheet, ...], count: int, spool: Spool) -> Iterator[Sheet]:
    """Yield `count` sheets, each school's with drawings that say which school it is."""
    for number in range(count):
        school, place = divmod(number, len(own))
        sheet, mark = own[place], f"<!-- {school} --></svg>"
        variants = (
            replace(v, drawing=mark.join(v.svg.rsplit("</svg>", 1))) for v in sheet.variants
        )
        yield spool.store(replace(sheet, school=f"school-{school}", variants=tuple(variants)))


if __name__ == "__main__":
    main()
