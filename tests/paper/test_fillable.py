# SPDX-License-Identifier: MIT
"""Forms are filled in by a library of others, saved, and show what was typed."""

import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from generator.addresses import LANGUAGES, fillable_path, pdf_path
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.card import ItemKind
from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.pdf import PrintJob, print_all
from generator.settings import THEME

FORM, CHECKLIST = "fire-drill-term-plan-summary", "drowning-before-holiday-check"


@pytest.fixture(scope="module")
def jobs() -> dict[str, PrintJob]:
    settings = load_settings(Path("site_config.yml")).item
    assert settings
    whole, _ = load_content(settings.content_folder, (), THEME)
    names = {ItemKind.FORM: FORM, ItemKind.CHECKLIST: CHECKLIST}
    shelves = {kind: {name: whole.shelf(kind)[name]} for kind, name in names.items()}
    content = replace(whole, shelves=shelves, campuses={})
    given = PaperInput(content=content, settings=settings, sheets=(), theme=THEME)
    return {job.path: job for job in list_jobs(given)}


@pytest.fixture(scope="module")
def pdfs(
    jobs: Mapping[str, PrintJob], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("fill")
    wanted = tuple(job for path, job in jobs.items() if path.startswith("pdf/fill/"))
    with ThreadPoolExecutor(1) as executor:
        results = list(print_all(wanted, THEME, out, executor))
    assert [result.findings for result in results] == [()] * len(wanted)
    return {job.path: (out / job.path).read_bytes() for job in wanted}


ZH = fillable_path("forms", FORM, "zh")


def filled(pdf: bytes, values: dict[str, str]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def drawn(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    picture: Image.Image = document[0].render(may_draw_forms=True).to_pil()
    return picture.convert("L")


def test_every_form_and_checklist_has_one_to_fill_in(pdfs: Mapping[str, bytes]) -> None:
    assert set(pdfs) == {
        fillable_path(shelf, name, language)
        for shelf, name in (("forms", FORM), ("checklists", CHECKLIST))
        for language in LANGUAGES
    }


def test_hanzi_are_filled_in_shown_and_filled_in_again(pdfs: Mapping[str, bytes]) -> None:
    empty = pdfs[ZH]
    once = filled(empty, {"head-1": "育才学校，东校区"})
    again = filled(once, {"head-1": "淮河路小学"})
    for pdf, value in ((once, "育才学校，东校区"), (again, "淮河路小学")):
        fields = PdfReader(io.BytesIO(pdf)).get_fields()
        assert fields
        assert fields["head-1"]["/V"] == value
    pictures = [drawn(pdf) for pdf in (empty, once, again)]
    for one, other in ((0, 1), (1, 2)):
        ink = ImageChops.difference(pictures[one], pictures[other]).getbbox()
        assert ink
        assert ink[2] - ink[0] > 40


def test_what_a_reader_types_shows_though_nothing_was_drawn_for_it(
    pdfs: Mapping[str, bytes],
) -> None:
    """Some programs write down what was typed and leave the drawing to the next reader."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs[ZH])) as pdf:
        (field,) = [each for each in pdf.Root.AcroForm.Fields if each.T == "head-1"]
        field.V = pikepdf.String("育才学校")
        pdf.save(target)
    ink = ImageChops.difference(drawn(pdfs[ZH]), drawn(target.getvalue())).getbbox()
    assert ink
    assert ink[2] - ink[0] > 30


def test_boxes_are_ticked_and_untouched_fields_stay_empty(pdfs: Mapping[str, bytes]) -> None:
    pdf = pdfs[fillable_path("checklists", CHECKLIST, "zh")]
    ticked = filled(pdf, {"check-1-1-yes": "/on"})
    assert ImageChops.difference(drawn(pdf), drawn(ticked)).getbbox()
    fields = PdfReader(io.BytesIO(ticked)).get_fields() or {}
    assert [name for name, f in fields.items() if f.get("/V") == "/on"] == ["check-1-1-yes"]


def test_each_field_has_a_name_of_its_own_and_says_what_it_asks(pdfs: Mapping[str, bytes]) -> None:
    for path, pdf in pdfs.items():
        pages = PdfReader(io.BytesIO(pdf)).pages
        notes = [note.get_object() for page in pages for note in page.get("/Annots", ())]
        fields = [note for note in notes if note.get("/Subtype") == "/Widget"]
        names = [field["/T"] for field in fields]
        assert len(names) >= 8, path
        assert len(set(names)) == len(names), path
        assert all(field.get("/TU") for field in fields), path


def test_the_english_ones_are_small_and_the_printed_ones_have_no_fields(
    jobs: Mapping[str, PrintJob], pdfs: Mapping[str, bytes]
) -> None:
    assert len(pdfs[fillable_path("forms", FORM, "en")]) < 150_000
    assert len(pdfs[ZH]) < 2_000_000
    assert "<input" not in jobs[pdf_path("forms", FORM, "A4", "zh")].html
    assert "<input" not in jobs[pdf_path("checklists", CHECKLIST, "A4", "zh")].html


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_a_paper_with_fields_is_copied_whole(
    pdfs: Mapping[str, bytes], language: str
) -> None:
    """Hyphens and figures of the imprint are set in other forms than the font has for them."""
    document = pypdfium2.PdfDocument(pdfs[fillable_path("forms", FORM, language)])
    texts = [page.get_textpage().get_text_range() for page in document]
    assert texts
    for text in texts:
        assert FORM in text
        assert "2026-11-22" in text
