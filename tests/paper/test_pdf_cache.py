# SPDX-License-Identifier: MIT
"""What is unchanged is not laid out again, and comes out the same."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from generator.finding import Origin
from generator.kept_files import KeptFiles
from generator.paper.drawn_file import DrawnPage
from generator.paper.pdf import (
    AHEAD,
    LETTERS_AHEAD,
    WAITING,
    PrintJob,
    PrintResult,
    job_key,
    print_all,
)
from generator.settings import THEME
from tests.paper.test_pdf import PAGE

Print = Callable[..., list[PrintResult]]


def job(name: str, body: str, sizes_pt: tuple[float, ...] = ()) -> PrintJob:
    html = PAGE.format(body)
    return PrintJob(
        path=f"pdf/{name}.pdf",
        html=html if sizes_pt else html.replace("__SIZE__", "12"),
        origin=Origin(file="content/a.yml", line=1),
        sizes_pt=sizes_pt,
    )


JOBS = (job("one", "<p>一</p>"), job("two", "<p>二</p>"), job("three", "<p>三</p>", (12.0, 9.0)))


@pytest.fixture
def print_into(tmp_path: Path) -> Print:
    """Print into a folder of `tmp_path` with the cache there; each call is a build of its own."""

    def print_jobs(
        jobs: tuple[PrintJob, ...], name: str, *, theme: Path = THEME
    ) -> list[PrintResult]:
        kept = KeptFiles(tmp_path / "cache" / "pdf")
        with ThreadPoolExecutor(1) as executor:
            return list(print_all(jobs, theme, tmp_path / name, executor, kept))

    return print_jobs


def laid_out(results: list[PrintResult]) -> list[str]:
    return [Path(result.path).stem for result in results if not result.is_kept]


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.pdf")}


def test_a_second_build_lays_out_nothing_and_gives_the_same_bytes(
    tmp_path: Path, print_into: Print
) -> None:
    first, second = print_into(JOBS, "first"), print_into(JOBS, "second")
    assert (laid_out(first), laid_out(second)) == (["one", "two", "three"], [])
    assert [(r.path, r.pages, r.findings) for r in first] == [
        (r.path, r.pages, r.findings) for r in second
    ]
    assert bytes_in(tmp_path / "first") == bytes_in(tmp_path / "second")
    assert len(list((tmp_path / "cache" / "pdf").iterdir())) == 3


def test_only_what_was_changed_is_laid_out_again(print_into: Print) -> None:
    print_into(JOBS, "first")
    changed = (JOBS[0], job("two", "<p>二二</p>"), replace(JOBS[2], sizes_pt=(11.0, 9.0)))
    assert laid_out(print_into(changed, "second")) == ["two", "three"]


def test_another_path_or_line_of_the_same_page_lays_out_nothing(print_into: Print) -> None:
    print_into(JOBS, "first")
    moved = replace(JOBS[0], path="pdf/four.pdf", origin=Origin(file="content/b.yml", line=7))
    (result,) = print_into((moved,), "second")
    assert (result.path, result.is_kept) == ("pdf/four.pdf", True)


def test_another_font_lays_out_everything(tmp_path: Path, print_into: Print) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(THEME / "fonts", theme / "fonts")
    print_into(JOBS, "first")
    assert laid_out(print_into(JOBS, "same", theme=theme)) == []
    other = tmp_path / "other"
    shutil.copytree(THEME / "fonts", other / "fonts")
    shutil.copy(THEME / "fonts" / "NotoSansSC-Bold.ttf", other / "fonts/NotoSansSC-Regular.ttf")
    assert laid_out(print_into(JOBS, "other", theme=other)) == ["one", "two", "three"]


def test_a_damaged_entry_is_laid_out_again(tmp_path: Path, print_into: Print) -> None:
    print_into(JOBS, "first")
    entry = tmp_path / "cache" / "pdf" / job_key(JOBS[1], THEME)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert laid_out(print_into(JOBS, "second")) == ["two"]
    assert bytes_in(tmp_path / "first") == bytes_in(tmp_path / "second")
    assert entry.read_bytes() == whole


def test_what_no_job_asks_for_any_more_is_forgotten(tmp_path: Path, print_into: Print) -> None:
    print_into(JOBS, "first")
    print_into(JOBS[:1], "second")
    names = [path.name for path in (tmp_path / "cache" / "pdf").iterdir()]
    assert names == [job_key(JOBS[0], THEME)]


def test_a_page_with_a_warning_warns_again(print_into: Print) -> None:
    bad = job("bad", "<p>走𠮷</p>")
    for name in ("first", "second"):
        (result,) = print_into((bad,), name)
        assert ([f.code for f in result.findings], result.is_kept) == (["D701"], False)


def test_a_sheet_that_is_too_long_is_told_where_it_stands_now(print_into: Print) -> None:
    long = job("long", "<p>一行字</p>" * 200, (12.0,))
    print_into((long,), "first")
    (result,) = print_into((replace(long, origin=Origin(file="content/b.yml", line=7)),), "second")
    assert result.is_kept
    assert [(f.code, str(f.origin)) for f in result.findings] == [("D702", "content/b.yml:7")]


def test_jobs_are_asked_for_only_as_they_are_needed(tmp_path: Path) -> None:
    """Of 30,000 sheets only a few are held at a time."""
    asked: list[int] = []
    with ThreadPoolExecutor(1) as executor:
        results = print_all(many(asked), THEME, tmp_path, executor)
        first = next(results)
        assert (first.path, len(asked)) == ("pdf/0.pdf", AHEAD + 1)
        assert [result.path for result in results] == [f"pdf/{n}.pdf" for n in range(1, 2 * AHEAD)]


def test_fewer_are_asked_for_where_they_are_large(tmp_path: Path) -> None:
    """The bound set of a building holds all its sheets."""
    asked: list[int] = []
    padding = " " * (LETTERS_AHEAD // 10)
    with ThreadPoolExecutor(1) as executor:
        large = (replace(job, html=job.html + padding) for job in many(asked))
        next(print_all(large, THEME, tmp_path, executor))
        assert WAITING < len(asked) < WAITING + 10


def many(asked: list[int]) -> Iterator[PrintJob]:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm" viewBox="0 0 9 9">'
        "<title>一</title></svg>"
    )
    for n in range(2 * AHEAD):
        asked.append(n)
        page = DrawnPage(svg=svg, title=f"{n}", language="zh-CN")
        yield replace(JOBS[0], path=f"pdf/{n}.pdf", drawn=page)
