# SPDX-License-Identifier: MIT
"""Posters, procedures, lessons and drills on paper, as PDFium reads them."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest

from generator.paper.least_type import LEAST_NOTE_PT, LEAST_TEXT_PT
from tests.built.output import SHELVES, Chapter, read_html, read_pdf, squeeze, text_boxes_mm
from tests.oracle.tagged_pdf import faults_of, faults_of_promises

PAPER_MM = {"A3": (297, 420), "A4": (210, 297)}

FONTS = {"Muster-Sans", "Muster-Sans-Bold"}
"""Names under which the vendored Noto Sans SC is embedded."""


def parts_of(pdf: Path) -> tuple[str, str, str]:
    """Return id, paper and language from the file's name."""
    item, paper, language = pdf.stem.rsplit("-", 2)
    return item, paper, language


def page_of(dist: Path, pdf: Path) -> Path:
    item, _, language = parts_of(pdf)
    return dist / ("en" if language == "en" else "") / pdf.parent.name / f"{item}.html"


def every_pdf(dist: Path) -> list[Path]:
    return Chapter(folder=dist).pdfs(*SHELVES)


HANDED_OUT = (
    "tests", "keys", "role-cards", "sign-ins", "records",
    "fill/forms", "fill/checklists", "fill/records",
)  # fmt: skip

CHARTS = {"calls", "organisation", "opening", "leaving"}
"""How the names of what is printed for a school begin; books and sets of sheets hold all papers."""

NOTES_PT = {LEAST_NOTE_PT, 7, 7.2, 7.5, 8, 8.5}
"""In these sizes alone notes are set below LEAST_TEXT_PT: they do not shrink with a text."""


@pytest.mark.parametrize("shelf", ["posters", "procedures", "duties"])
def test_a_poster_or_duty_card_is_one_page_and_a_procedure_two_on_small_paper(
    dist: Path, shelf: str
) -> None:
    pages = {pdf.name: len(read_pdf(pdf).sizes_mm) for pdf in Chapter(folder=dist).pdfs(shelf)}
    two = {name for name in pages if shelf == "procedures" and "-A4-" in name}
    assert {name: n for name, n in pages.items() if n != 1 + (name in two)} == {}


def test_no_paper_is_set_smaller_than_can_be_read(dist: Path) -> None:
    own = [*(dist / "pdf/schools").glob("*/*.pdf"), *(dist / "internal").glob("*/*.pdf")]
    charts = [pdf for pdf in own if pdf.stem.split("-")[0] in CHARTS]
    assert {pdf.stem.split("-")[0] for pdf in charts} == CHARTS
    papers = [*every_pdf(dist), *Chapter(folder=dist).pdfs(*HANDED_OUT), *charts]
    small = {
        pdf.name: sorted(sizes)
        for pdf in papers
        if (sizes := {s for s in read_pdf(pdf).sizes_pt if s < LEAST_TEXT_PT} - NOTES_PT)
    }
    assert small == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_test_for_pupils_is_printed_as_large_as_the_standard_asks(
    dist: Path, language: str
) -> None:
    """GB 40070-2021: 16 pt up to grade 2, 14 pt in grades 3 and 4, 12 pt above."""
    sizes = read_pdf(dist / f"pdf/tests/fire-bank-pupils-A4-{language}.pdf").sizes_pt
    assert {16, 14, 12} <= sizes


def test_every_page_has_the_size_of_its_paper(dist: Path) -> None:
    for pdf in every_pdf(dist):
        sizes = {tuple(sorted(size)) for size in read_pdf(pdf).sizes_mm}
        assert [pytest.approx(PAPER_MM[parts_of(pdf)[1]], abs=0.2)] == sorted(sizes), pdf.name


def test_posters_come_in_a3_and_a4_and_both_languages(dist: Path) -> None:
    found = [parts_of(pdf) for pdf in Chapter(folder=dist).pdfs("posters")]
    items = {item for item, _, _ in found}
    assert sorted(found) == sorted(
        (item, paper, language) for item in items for paper in PAPER_MM for language in ("en", "zh")
    )


def test_every_pdf_bears_its_title_inside_and_out(dist: Path) -> None:
    for pdf in every_pdf(dist):
        (title,) = read_html(page_of(dist, pdf)).headings["h1"]
        assert read_pdf(pdf).title == title
        assert squeeze(title) in squeeze(read_pdf(pdf).text), pdf.name


def test_every_paper_prints_the_address_of_its_page_and_leads_there(dist: Path) -> None:
    for path in every_pdf(dist):
        with pikepdf.open(path) as pdf:
            links = [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
            (link,) = {str(note.A.URI): note for note in links}.values()
            numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            tags = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
            assert str(tags[int(link.StructParent)].S) == "/Link", path.name
            assert str(link.Contents) == str(link.A.URI)
            address = str(link.A.URI)
        assert dist / urlsplit(address).path.removeprefix("/") == page_of(dist, path)
        assert page_of(dist, path).is_file()
        assert squeeze(address) in squeeze(read_pdf(path).text), path.name


def test_every_step_of_a_lesson_is_printed(dist: Path) -> None:
    for pdf in Chapter(folder=dist).pdfs("lessons"):
        headings = read_html(page_of(dist, pdf)).headings["h3"]
        steps = [text for text in headings if re.match(r"\d+ · ", text)]
        assert len(steps) >= 3
        text = squeeze(read_pdf(pdf).text)
        assert [step for step in steps if squeeze(step) not in text] == [], pdf.name


def test_only_the_vendored_font_is_embedded(dist: Path) -> None:
    pdfs = [*every_pdf(dist), *(dist / "sheets").rglob("*.pdf")]
    names = {re.sub(r"^[A-Z]{6}\+", "", font) for pdf in pdfs for font in read_pdf(pdf).fonts}
    assert names == FONTS
    assert all(read_pdf(pdf).has_embedded_fonts_only for pdf in pdfs)


def test_no_text_runs_off_the_page(dist: Path) -> None:
    off = []
    for pdf in [*every_pdf(dist), *(dist / "sheets").rglob("*.pdf")]:
        for left, top, right, bottom, width, height in text_boxes_mm(pdf):
            if min(left, top) < -0.2 or right > width + 0.2 or bottom > height + 0.2:
                off.append((pdf.name, round(left), round(top), round(right), round(bottom)))
    assert off == []


def every_paper(dist: Path) -> list[Path]:
    return sorted(dist.rglob("*.pdf"))


def test_every_pdf_shows_its_title_and_asks_not_to_be_scaled(dist: Path) -> None:
    papers = every_paper(dist)
    assert {"internal", "sheets", "pdf"} <= {pdf.relative_to(dist).parts[0] for pdf in papers}
    assert {pdf.name: faults for pdf in papers if (faults := faults_of_promises(pdf))} == {}


def test_every_pdf_has_its_picture_beside_it_as_public_as_itself(dist: Path) -> None:
    files = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["files"]
    public = {file["path"]: file["public"] for file in files}
    papers = {path: is_public for path, is_public in public.items() if path.endswith(".pdf")}
    assert set(papers.values()) == {True, False}
    pictures = {path: public.get(path.replace(".pdf", ".png")) for path in papers}
    assert pictures == papers


def test_one_paper_of_each_kind_and_every_fourth_booklet_is_whole_for_who_hears_it(
    dist: Path,
) -> None:
    """What is judged is told in `tests/oracle/tagged_pdf.py`; it is no proof of conformity."""
    of_kind = {(pdf.parent, pdf.stem.rpartition("-")[2]): pdf for pdf in every_paper(dist)}
    folded = [pdf for pdf in every_paper(dist) if "-folded-" in pdf.stem]
    assert len(folded) >= 40
    papers = {*of_kind.values(), *folded[::4]}
    assert {pdf.name: faults for pdf in papers if (faults := faults_of(pdf))} == {}
