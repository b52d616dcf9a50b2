# SPDX-License-Identifier: MIT
"""How fast `muster check` is, as a multiple of a plain-Python floor measured in the same run.

Run it with `.venv/bin/python bench/check_speed.py [SIZE …]` or `-m bench.check_speed`; sizes are
1000 and 10000 unless told. It prints CPU seconds (user and system, start of Python included),
seconds on the clock and peak memory of whole commands, and says which targets are met. Figures are
those of the run that took the least CPU. Other tools are timed where they are installed already;
nothing is installed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))  # found by its full name, also where this is run as a script

from bench import peers  # noqa: E402
from bench.linked_set import write_records, write_set  # noqa: E402
from bench.peers import absent_lines, peer_rows  # noqa: E402

RUNS = 3
SETTLE_S = 2.5
"""Files must have rested before their times are trusted; people's files have."""

DAY = "2026-09-02"
MUSTER = (sys.executable, "-m", "generator", "check", "--as-of", DAY)

JUDGE = """
import gc, time
from datetime import date
from pathlib import Path
from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.check.card import with_cards
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.settings import THEME
settings = load_settings(Path("site_config.yml")).item
gc.disable()
content = with_cards(load_content(settings.content_folder, (), THEME)[0])
best = 1e9
for _ in range(3):
    started = time.process_time()
    judge_coverage(Judgement(content=content, settings=settings, as_of=date(2026, 9, 2)))
    best = min(best, time.process_time() - started)
print(best)
"""


FORMATS = ("json", "sarif", "junit", "csv")

SOME = 100
"""How many records there are, and how many items were reviewed."""

REVIEW = f"""
from dataclasses import replace
from datetime import date
from generator.check.card import with_cards
from generator.intake.review_lock import write_reviews
from generator.load.config import load_settings
from generator.load.tree import REVIEW_LOCK, load_content
from generator.model.review import Reviewer
from generator.review import Comparison, make_reviews
from generator.settings import THEME
settings = load_settings(__import__("pathlib").Path("site_config.yml")).item
content = with_cards(load_content(settings.content_folder, (), THEME)[0])
said = Comparison(compared=("own",), by=Reviewer.PROGRAM, day=date(2026, 8, 30))
few = [*content.cards.items()][::max(1, len(content.cards) // {SOME})]
made = [r for n, c in few for r in make_reviews(replace(content, cards={{n: c}}), n, said)]
write_reviews({{r.subject: r for r in made}}, settings.content_folder / REVIEW_LOCK)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took."""

    cpu_s: float
    peak_mib: float
    wall_s: float = 0
    """Much more than CPU seconds where other programs keep the machine busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table, with its target: a multiple of the floor, or seconds."""

    name: str
    cost: Cost
    most_ratio: float | None = None
    most_s: float | None = None


def environment() -> dict[str, str]:
    """Return the variables of a command that runs this tree's program."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


def run(command: tuple[str, ...], folder: Path) -> Cost:
    """Run a command and return what it and its children took; findings are no failure.

    A Python that breaks down ends with 1, as a check with findings does, but complains.
    """
    with tempfile.TemporaryFile() as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=complaints, env=environment()
        )
        _, status, used = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        complaint = complaints.read().decode(errors="replace")
    if process.returncode not in (0, 1) or complaint:
        message = f"{' '.join(command)} ended with {process.returncode}\n{complaint}"
        raise SystemExit(message)
    cpu_s = used.ru_utime + used.ru_stime
    return Cost(cpu_s=cpu_s, peak_mib=used.ru_maxrss / 1024, wall_s=wall_s)


def best(command: tuple[str, ...], folder: Path, runs: int = RUNS) -> Cost:
    """Return the cheapest of some runs."""
    return min((run(command, folder) for _ in range(runs)), key=lambda cost: cost.cpu_s)


def cold(folder: Path) -> Cost:
    """Return what a check without any cache takes."""
    shutil.rmtree(folder / ".muster-cache", ignore_errors=True)
    return run(MUSTER, folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A way to change one file."""

    name: str
    files: str
    """A pattern; each time another file is changed, or the only one again."""
    old: str
    new: str


EDITS = (
    Edit(name="item", files="posters/**/*.yml", old="zh: (?=[^\n]*\n\\Z)", new="zh: 请"),
    Edit(name="plan", files="plans/*.yml", old="zh: (?=[^\n]*\n\\Z)", new="zh: 请"),
    Edit(name="calendar", files="schools/*/calendar.yml", old=r", [\d-]+\]", new="]"),
    Edit(name="record", files="schools/*/records/*.yml", old="date: .*", new=f"date: {DAY}"),
    Edit(name="review", files="reviews.lock", old=r"\n- subject: (?:[^\n]|\n(?!-))*", new=""),
)
"""A sentence; a sentence; a day less of an entry; another day; a review withdrawn."""


def changed(folder: Path, edit: Edit, options: tuple[str, ...] = ()) -> Cost:
    """Return what a check takes after one file was changed: the cheapest of some changes."""
    paths = sorted((folder / "content").glob(edit.files))
    run((*MUSTER, *options), folder)
    costs = []
    for number in range(RUNS):
        path = paths[number % len(paths)]
        text = path.read_text(encoding="utf-8")
        said = re.sub(edit.old, edit.new, text, count=1)
        if said == text:
            message = f"{edit.name}: nothing to change in {path}"
            raise SystemExit(message)
        path.write_text(said, encoding="utf-8")
        costs.append(run((*MUSTER, *options), folder))
    return min(costs, key=lambda cost: cost.cpu_s)


def moved(folder: Path, *, is_added: bool) -> Cost:
    """Return what a check takes after an item was added, or one removed that no day names."""
    paths = sorted((folder / "content").glob("posters/**/*.yml"))
    run(MUSTER, folder)
    costs = []
    for path in [path for path in paths if not path.name.startswith("added-")][-RUNS:]:
        if is_added:
            text = path.read_text(encoding="utf-8")
            said = re.sub(r"^id: ", "id: added-", text, count=1)
            path.with_name(f"added-{path.name}").write_text(said, encoding="utf-8")
        else:
            path.with_name(f"added-{path.name}").unlink()
        costs.append(run(MUSTER, folder))
    return min(costs, key=lambda cost: cost.cpu_s)


def judged(folder: Path) -> Cost:
    """Return what judging takes when everything lies loaded in memory."""
    done = subprocess.run(  # noqa: S603 - our own commands
        (sys.executable, "-c", JUDGE),
        cwd=folder,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return Cost(cpu_s=float(done.stdout), peak_mib=0)


def measure(size: int, root: Path) -> Iterator[Row]:
    """Yield the rows of the table for a set of so many things."""
    muster, floor = root / "muster", root / "floor"
    write_set(root, size)
    write_records(root, size, SOME)
    subprocess.run((sys.executable, "-c", REVIEW), cwd=muster, env=environment(), check=True)  # noqa: S603 - our own
    time.sleep(SETTLE_S)
    yield Row(name="floor", cost=best((sys.executable, str(HERE / "floor.py"), "."), floor))
    yield Row(name="judging, all loaded", cost=judged(muster), most_ratio=2)
    yield Row(name="cold, nothing cached", cost=cold(muster), most_ratio=25)
    yield Row(name="warm, nothing changed", cost=best(MUSTER, muster), most_ratio=3)
    for edit in EDITS:
        yield Row(name=f"one {edit.name} changed", cost=changed(muster, edit), most_s=0.6)
    yield Row(name="one item added", cost=moved(muster, is_added=True), most_s=0.6)
    yield Row(name="one item removed", cost=moved(muster, is_added=False), most_s=0.6)
    for form in FORMATS:
        cost = changed(muster, EDITS[0], ("--format", form))
        yield Row(name=f"one item changed, {form}", cost=cost, most_s=0.6)


def line(row: Row, floor_s: float) -> str:
    """Return a line of the table."""
    ratio, seconds = row.cost.cpu_s / floor_s, row.cost.cpu_s
    told = f"{row.name:<26}{seconds:8.2f} s {ratio:7.1f} × {row.cost.wall_s:7.2f} s on the clock"
    told += f" {row.cost.peak_mib:7.0f} MiB"
    if row.most_ratio:
        verdict = "met" if ratio <= row.most_ratio else "MISSED"
        return f"{told}   at most {row.most_ratio:g} ×: {verdict}"
    if row.most_s:
        verdict = "met" if seconds <= row.most_s else "MISSED"
        return f"{told}   at most {row.most_s:g} s: {verdict}"
    return told


def main() -> None:
    """Measure sets of the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000])
    for size in parser.parse_args().sizes:
        print(f"{size} things, half clauses, half items")  # noqa: T201 - a benchmark prints
        with tempfile.TemporaryDirectory(prefix="muster-bench-") as name:
            floor_s = 0.0
            for row in measure(size, Path(name)):
                floor_s = floor_s or row.cost.cpu_s
                print(line(row, floor_s), flush=True)  # noqa: T201 - a benchmark prints
            for peer in peer_rows(Path(name), size):
                print(peers.line(peer, floor_s), flush=True)  # noqa: T201 - a benchmark prints
    print("\n".join(absent_lines()))  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
