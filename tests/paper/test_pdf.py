# SPDX-License-Identifier: MIT
"""What is printed: nothing from outside, nothing in a borrowed font, nothing lost in silence."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.finding import Origin, Severity
from generator.paper.pdf import PrintJob, PrintResult, print_all
from tests.built.output import read_pdf
from tests.tiny_tree import ROOT

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>纸</title>
<style>html{{font-family:"Muster Sans";font-size:__SIZE__pt}}@page{{size:A4}}</style></head>
<body>{}</body></html>"""


def print_one(
    body: str, out: Path, sizes_pt: tuple[float, ...] = (), most_pages: int = 0
) -> PrintResult:
    html = PAGE.format(body)
    job = PrintJob(
        path="a/b.pdf",
        html=html if sizes_pt else html.replace("__SIZE__", "12"),
        origin=Origin(file="content/a.yml", line=1),
        sizes_pt=sizes_pt,
        most_pages=most_pages,
    )
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all((job,), ROOT / "theme", out, executor)
    return result


def test_plain_text_is_printed_without_findings(tmp_path: Path) -> None:
    result = print_one("<p>弯腰快走 × Stoop and go</p>", tmp_path)
    assert (result.pages, result.findings) == (1, ())
    assert "弯腰快走" in read_pdf(tmp_path / "a/b.pdf").text


@pytest.mark.parametrize("character", ["𠮷", "✕", "龘", "😀"])
def test_a_character_that_the_font_lacks_is_an_error(tmp_path: Path, character: str) -> None:
    """Whether this machine has another font with the character or not."""
    (finding,) = print_one(f"<p>走{character}</p>", tmp_path).findings
    assert (finding.code, finding.severity) == ("D701", Severity.ERROR)
    assert character in finding.what_zh
    assert str(finding.origin) == "content/a.yml:1"
    assert "a/b.pdf" in finding.what_zh


@pytest.mark.parametrize(
    "address", ["https://muster.example/x.png", "file:///etc/hostname", "file:///usr/share/x.svg"]
)
def test_a_picture_from_elsewhere_is_refused_and_told(tmp_path: Path, address: str) -> None:
    findings = print_one(f'<img alt="x" src="{address}">', tmp_path).findings
    assert [finding.code for finding in findings] == ["D701"]
    assert "refused" in findings[0].what_en


def test_a_sheet_takes_the_largest_size_that_fits_one_page(tmp_path: Path) -> None:
    sizes = tuple(float(size) for size in range(30, 5, -1))
    body = "<p>一行字</p>" * 20
    result = print_one(body, tmp_path, sizes)
    assert (result.pages, result.findings) == (1, ())
    tries = [print_one(body, tmp_path, (size,)).pages for size in sizes]
    assert 1 in tries[1:]
    assert tries == sorted(tries, reverse=True), "a larger size never takes fewer pages"


@pytest.mark.parametrize("lines", [1, 7, 20, 33, 60, 119])
def test_the_size_found_is_the_largest_of_all_that_fit(tmp_path: Path, lines: int) -> None:
    sizes = tuple(float(size) for size in range(30, 5, -1))
    body = "<p>一行字，比较长的一行字，长到要换行的一行字。</p>" * lines
    print_one(body, tmp_path, sizes)
    chosen = (tmp_path / "a/b.pdf").read_bytes()
    fitting = [size for size in sizes if print_one(body, tmp_path / "each", (size,)).pages == 1]
    print_one(body, tmp_path / "best", (max(fitting, default=min(sizes)),))
    assert (tmp_path / "best/a/b.pdf").read_bytes() == chosen


def test_a_sheet_that_fits_in_no_size_is_a_gap(tmp_path: Path) -> None:
    (finding,) = print_one("<p>一行字</p>" * 200, tmp_path, (12.0, 11.0)).findings
    assert (finding.code, finding.severity) == ("D702", Severity.GAP)
    assert str(finding.origin) == "content/a.yml:1"


def test_a_paper_with_more_pages_than_it_may_have_is_a_gap(tmp_path: Path) -> None:
    assert print_one("<p>一行字</p>" * 120, tmp_path, most_pages=5).findings == ()
    (finding,) = print_one("<p>一行字</p>" * 120, tmp_path, most_pages=2).findings
    assert (finding.code, finding.severity) == ("D702", Severity.GAP)
    assert "2 pages" in finding.what_en


def test_the_same_description_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        print_one("<p>同样的字</p>", tmp_path / name)
    first, second = ((tmp_path / name / "a/b.pdf").read_bytes() for name in ("one", "two"))
    assert first == second
