# SPDX-License-Identifier: MIT
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.check_speed import run
from bench.linked_set import make_set, write_set
from bench.paper_speed import Row, line_of, pick_jobs, print_kept
from bench.peers import (
    PeerTiming,
    Tools,
    absent_lines,
    floor_row,
    line,
    peer_rows,
    read_set,
    with_a_gap,
    write_lobster,
    write_needs,
    write_oft,
)
from bench.sheet_speed import Row as SheetRow
from bench.sheet_speed import line_of as sheet_line_of
from bench.sheet_speed import one_direction
from bench.site_speed import run_bare, run_muster, shell_bytes, write_pages
from generator.paper.jobs import PaperInput, list_jobs
from generator.settings import THEME
from tests.sample_school import sample_school

ROOT = Path(__file__).parent.parent

SIZE = 240
"""More than one file of a hundred things, for clauses and for items."""

NOWHERE = Tools(sphinx_build="/nowhere/a", oft_jar="/nowhere/b.jar", lobster_report="/nowhere/c")

TIMING = PeerTiming(
    name="tool",
    version="1.2",
    cpu_s=1.0,
    wall_s=2.0,
    peak_mib=10,
    exit_code=0,
    exit_code_with_gap=1,
    last_words="no such option",
)


@pytest.mark.parametrize(
    ("program", "is_measured"),
    [("raise SystemExit(1)", True), ("import no_such_package", False), ("exit(2)", False)],
)
def test_a_command_that_breaks_down_is_no_fast_run(tmp_path, program, is_measured):
    command = (sys.executable, "-c", program)
    if is_measured:
        assert run(command, tmp_path).cpu_s > 0
    else:
        with pytest.raises(SystemExit, match="ended with"):
            run(command, tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    write_set(folder, SIZE)
    return folder


@pytest.fixture(scope="module")
def whole(folder):
    return read_set(folder / "floor")


@pytest.mark.parametrize("form", [("-m", "bench.check_speed"), ("bench/check_speed.py",)])
def test_the_benchmark_of_the_checker_starts_as_module_and_as_script(form):
    command = (sys.executable, *form, "--help")
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert "[sizes ...]" in done.stdout


def links_of(things):
    return {thing.id: set(thing.covers) for thing in things}


def all_text(folder):
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def test_tools_are_given_the_links_of_the_benchmark_in_chinese_words(whole):
    clauses, items = make_set(SIZE)
    assert [clause.id for clause in whole.clauses] == [clause.id for clause in clauses]
    assert links_of(whole.items) == {item.id: set(item.covers) for item in items}
    for thing in (*whole.clauses, *whole.items):
        assert re.search("[一-鿿]{6}", thing.text)


def test_lobster_reads_every_link(whole, tmp_path):
    write_lobster(tmp_path / "in", whole)
    read = {
        name: json.loads((tmp_path / "in" / f"{name}.lobster").read_text(encoding="utf-8"))["data"]
        for name in ("clauses", "items")
    }
    tags = {entry["tag"] for entry in read["clauses"]}
    assert len(tags) == SIZE // 2
    assert {ref for entry in read["items"] for ref in entry["refs"]} == tags
    assert {entry["name"]: len(entry["refs"]) for entry in read["items"]} == {
        item.id: len(item.covers) for item in whole.items
    }


def test_open_fast_trace_reads_every_link(whole, tmp_path):
    write_oft(tmp_path / "in", whole)
    text = all_text(tmp_path / "in")
    asked = re.findall(r"^`(req~[a-z][\w-]*~1)`$", text, re.MULTILINE)
    given = re.findall(r"^`dsn~[a-z][\w-]*~1`$", text, re.MULTILINE)
    covered = re.findall(r"^\* `(req~[a-z][\w-]*~1)`$", text, re.MULTILINE)
    assert len(set(asked)) == len(set(given)) == SIZE // 2
    assert text.count("Needs: dsn") == SIZE // 2
    assert set(covered) == set(asked)
    assert len(covered) == sum(len(item.covers) for item in whole.items)


def test_sphinx_needs_reads_every_link(whole, tmp_path):
    write_needs(tmp_path / "in", whole)
    text = all_text(tmp_path / "in")
    asked = re.findall(r"^\.\. req:: .+\n   :id: ([A-Z0-9_]{5,})$", text, re.MULTILINE)
    linked = re.findall(r"^   :links: (.+)$", text, re.MULTILINE)
    names = [name for each in linked for name in each.split(", ")]
    assert len(set(asked)) == len(linked) == SIZE // 2
    assert set(names) == set(asked)
    assert len(names) == sum(len(item.covers) for item in whole.items)
    shown = re.findall(r"^   ((?:clauses|items)-\d+)$", text, re.MULTILINE)
    assert shown == ["clauses-001", "clauses-002", "items-001", "items-002"]


def test_the_set_with_a_gap_lacks_what_covers_its_last_clause_alone(whole):
    small = with_a_gap(whole)
    names = {clause.id for clause in small.clauses}
    covered = {name for item in small.items for name in item.covers}
    assert names - covered == {small.clauses[-1].id}
    assert covered <= names


def test_a_tool_that_is_not_installed_is_said_and_has_no_row(folder):
    assert peer_rows(folder, SIZE, NOWHERE) == []
    lines = absent_lines(NOWHERE)
    assert [each.split(":")[0] for each in lines] == ["LOBSTER", "OpenFastTrace", "sphinx-needs"]
    assert all("not installed; " in each for each in lines)


def test_a_command_is_measured_with_its_exit_code(folder):
    floor = floor_row(folder)
    assert floor.exit_code == 0
    assert 0 < floor.cpu_s < 20
    assert floor.last_words.startswith(f"{SIZE // 2} {SIZE // 2} 0 ")


def test_the_peak_of_a_command_is_its_own(folder):
    """Measured from a small process: Linux starts a child's peak at that of its parent."""
    asked = (
        "import sys; from pathlib import Path; from bench.peers import floor_row; "
        "print(floor_row(Path(sys.argv[1])).peak_mib)"
    )
    command = (sys.executable, "-c", asked, str(folder))
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert 5 < float(done.stdout) < 200


def test_a_command_that_takes_too_long_is_stopped_and_has_no_figure(folder):
    floor = floor_row(folder, most_s=0.001)
    assert floor.exit_code < 0
    assert re.fullmatch(r"floor +stopped after \d+ s", line(floor, 1.0))


def test_a_ratio_is_to_the_floor_and_a_failed_run_has_none():
    assert "1.00 s     4.0 ×    2.00 s     10 MiB     0        1" in line(TIMING, 0.25)
    failed = line(replace(TIMING, exit_code=2), 0.25)
    assert failed.endswith("exit 2, not measured: no such option")
    assert "×" not in failed


@pytest.fixture(scope="module")
def jobs():
    """Return some papers of the real content, whose listing takes seconds."""
    return pick_jobs(28)


def test_papers_are_taken_from_every_kind_of_item_in_turn(jobs):
    kinds = [job.path.split("/")[1] for job in jobs]
    assert len(set(kinds)) >= 14
    assert max(map(kinds.count, kinds)) <= 28 / len(set(kinds)) + 1
    assert len({job.path for job in jobs}) == 28


def test_the_row_of_an_unchanged_build_counts_no_layout(jobs, tmp_path):
    job = next(job for job in jobs if "/micros/" in job.path)
    first, second = (print_kept((job,), tmp_path) for _ in range(2))
    assert [(r.is_kept, r.findings) for r in (*first, *second)] == [(False, ()), (True, ())]
    peer = Row(name="peer", cpu_s=10.0, laid_out=10)
    row = Row(name="again", cpu_s=0.5, laid_out=0)
    assert line_of(row, peer, 10).split() == ["again", "0.50", "0.0500", "20.0×", "0"]


def test_sheets_of_one_direction_are_those_turned_as_most_are():
    made = sample_school()
    given = PaperInput(
        content=made.content, settings=made.settings, sheets=made.sheets, theme=THEME
    )
    jobs = tuple(job for job in list_jobs(given) if job.drawn is not None)
    turns = [variant.rotation_deg % 360 for sheet in made.sheets for variant in sheet.variants]
    commonest = max(turns, key=turns.count)
    picked = one_direction(made.sheets, jobs)
    assert [turns[jobs.index(job)] for job in picked] == [commonest] * turns.count(commonest)
    assert 1 < len(picked) < len(jobs)


def test_the_row_of_sheets_tells_ratio_size_and_memory():
    peer = SheetRow(cpu_s=10.0, largest_bytes=90_000, peak_mib=140.0)
    row = SheetRow(cpu_s=0.5, largest_bytes=71_000, peak_mib=110.0)
    assert sheet_line_of("own", row, peer, 10).split() == [
        "own", "10", "0.50", "0.0500", "20.0×", "71", "110"
    ]  # fmt: skip


def test_the_site_bench_lets_every_way_make_the_same_pages(tmp_path):
    write_pages(tmp_path / "pages", 3)
    run_bare(tmp_path / "pages", tmp_path / "bare")
    run_muster(tmp_path / "pages", tmp_path / "muster")
    made = {path.relative_to(tmp_path / "bare") for path in (tmp_path / "bare").rglob("*.html")}
    assert len(made) == 4
    assert all((tmp_path / "muster" / path).is_file() for path in made)
    assert len(list((tmp_path / "muster" / "search" / "zh").iterdir())) > 4
    assert all(0 < weight < 30_000 for weight in shell_bytes(tmp_path / "muster"))
