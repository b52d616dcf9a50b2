# SPDX-License-Identifier: MIT
"""Booklets of the real output: numbers that are right, pages in order, links where people look."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.built.output import read_html, squeeze

HANDBOOK = "pdf/schools/sample-kindergarten/handbook-A4-{}.pdf"


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [squeeze(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def titles(dist: Path, shelf: str, language: str) -> dict[str, str]:
    found = {}
    for pdf in (dist / "pdf" / shelf).glob(f"*-A4-{language}.pdf"):
        document = pypdfium2.PdfDocument(pdf)
        found[pdf.stem] = squeeze(document.get_metadata_dict()["Title"])
        document.close()
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_contents_of_a_handbook_name_the_page_of_each_procedure(dist: Path, language: str) -> None:
    read = pages(dist / HANDBOOK.format(language))
    contents = "".join(page for page in read[1:4])
    checked = 0
    for title in titles(dist, "procedures", language).values():
        found = re.search(re.escape(title) + r"·1\.\d(?:\.\d)?[.]+(\d+)", contents)
        if found:
            checked += 1
            assert title in read[int(found.group(1)) - 1]
            assert found.group(1) in read[int(found.group(1)) - 1]
    assert checked >= 2


def test_every_page_of_a_bound_paper_stands_in_the_booklet(dist: Path) -> None:
    read = pages(dist / HANDBOOK.format("zh"))
    for name in ("fire-in-building", "school-bus-emergency"):
        papers = pages(dist / "pdf" / "procedures" / f"{name}-A4-zh.pdf")
        assert all(any(paper in page for page in read) for paper in papers), name


def test_the_folded_booklet_has_as_many_sheets_as_its_pages_need(dist: Path) -> None:
    size = len(pages(dist / HANDBOOK.format("zh")))
    folded = pages(dist / "pdf/schools/sample-kindergarten/handbook-folded-A3-zh.pdf")
    assert len(folded) == -(-size // 4) * 2


def test_the_list_of_what_hangs_names_wall_and_page_of_every_sheet(dist: Path) -> None:
    path = dist / "pdf/schools/sample/walls-A3-zh.pdf"
    document = pypdfium2.PdfDocument(path)
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    document.close()
    read = pages(path)
    sheets = json.loads((dist / "sheets.json").read_text(encoding="utf-8"))["sheets"]
    own = [sheet["code"] for sheet in sheets if sheet["school"] == "sample"]
    assert own
    for code in own:
        hung = [i for i, size in enumerate(sizes) if sorted(size) == [297, 420]]
        (number,) = [i for i in hung if code in read[i]]
        listed = "".join(page for i, page in enumerate(read) if sorted(sizes[i]) == [210, 297])
        assert f"{number + 1}{code}" in listed


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_what_hangs_looks_as_the_paper_that_was_bound(dist: Path, paper: str) -> None:
    """Letters are compared as they are drawn: their codes alone would tell the right text."""
    walls = pypdfium2.PdfDocument(dist / f"pdf/schools/sample/walls-{paper}-zh.pdf")
    found = ((single_path(dist, page, paper), page) for page in walls)
    singles = {path: page for path, page in found if path}
    assert len(singles) >= 4
    for path, page in singles.items():
        single = pypdfium2.PdfDocument(path)
        assert most_apart(page, single[0]) < LEAST_SEEN, path
        single.close()
    walls.close()


def single_path(dist: Path, page: pypdfium2.PdfPage, paper: str) -> Path | None:
    """Return the paper of a page, by the number of the sheet or the name in the imprint."""
    text = page.get_textpage().get_text_range()
    for path in sorted((dist / "sheets" / "sample").rglob(f"*-{paper}-both.pdf")):
        if f"编号 {path.name.partition('-')[0]}" in text:
            return path
    posters = (dist / "pdf" / "posters").glob(f"*-{paper}-zh.pdf")
    for path in sorted(posters, key=lambda path: -len(path.name)):  # a name may begin another
        if path.name.removesuffix(f"-{paper}-zh.pdf") in text:
            return path
    return None


def most_apart(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage) -> float:
    """Return the share of pixels that clearly differ, at 40 dpi."""
    drawn = [page.render(scale=40 / 72).to_numpy().astype(int) for page in (one, other)]
    assert drawn[0].shape == drawn[1].shape
    return float((abs(drawn[0] - drawn[1]).max(axis=2) > 64).mean())


LEAST_SEEN = 0.0005


def test_booklets_are_linked_from_the_pages_of_school_drill_and_stage(dist: Path) -> None:
    for page, link in (
        ("schools/sample.html", "../pdf/schools/sample/handbook-A4-zh.pdf"),
        ("schools/sample.html", "../pdf/schools/sample/walls-A3-zh.pdf"),
        ("en/schools/sample.html", "../../pdf/schools/sample/handbook-folded-A3-en.pdf"),
        ("drills/fire-evacuation.html", "../pdf/booklets/drill-fire-evacuation-A4-zh.pdf"),
        ("curricula/index.html", "../pdf/booklets/curriculum-junior-A4-zh.pdf"),
        ("en/lessons/index.html", "../../pdf/booklets/curriculum-junior-folded-A3-en.pdf"),
    ):
        assert link in read_html(dist / page).links, (page, link)


def test_booklets_are_small_pictured_and_told_in_the_manifest(dist: Path) -> None:
    files = {f["path"]: f for f in json.loads((dist / "manifest.json").read_text())["files"]}
    own = ("pdf/booklets/", "pdf/schools/")
    found = [path for path in files if path.startswith(own) and path.endswith(".pdf")]
    assert len(found) > 40
    assert all(files[path]["kind"] == "booklet" for path in found)
    assert all(path.replace(".pdf", ".png") in files for path in found)
    assert files[HANDBOOK.format("zh")]["school"] == "sample-kindergarten"
    assert files["pdf/schools/sample/handbook-A4-zh.pdf"]["bytes"] < 4_000_000
