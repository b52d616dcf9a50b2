# SPDX-License-Identifier: MIT
"""Bleed and crop marks: outside the page, only where they are wanted, never on sheets."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.page_size import PAPER_MM, page_rule
from generator.paper.pdf import PrintJob, print_all
from generator.settings import THEME, PrintSettings
from tests.check.made_up import content, plan, poster, procedure, requirement, settings
from tests.sample_school import SampleSchool, sample_school

POINTS_PER_MM = 72 / 25.4


def jobs(around: PrintSettings, school: SampleSchool | None = None) -> dict[str, PrintJob]:
    """Return a poster, a procedure, and the sheets and charts of a school."""
    made_up = content(plan(requirement()), procedure(), poster())
    given = PaperInput(
        content=replace(made_up, campuses=school.content.campuses) if school else made_up,
        settings=settings().model_copy(update={"print": around}),
        sheets=school.sheets if school else (),
        theme=THEME,
    )
    return {job.path: job for job in list_jobs(given)}


def printed(around: PrintSettings, out: Path) -> Path:
    found = [job for path, job in jobs(around).items() if "/posters/" in path and "A3-zh" in path]
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all(found, THEME, out, executor)
    assert result.pages == 1
    return out / result.path


def test_none_is_asked_for_by_default_and_the_page_is_described_as_ever() -> None:
    assert page_rule(297.0, 420.0, PrintSettings()) == "@page { size: 297.0mm 420.0mm }"
    assert settings().print == PrintSettings()
    assert not any("bleed:" in job.html for job in jobs(PrintSettings()).values())


def test_posters_flow_charts_and_charts_take_them_and_nothing_else_does() -> None:
    found = jobs(PrintSettings(bleed_mm=3, crop_marks=True), sample_school())
    around = {path for path, job in found.items() if "bleed: 8" in job.html}
    assert around == {
        path
        for path in found
        if "/posters/" in path
        or ("/procedures/" in path and "-A3-" in path)
        or path.startswith("pdf/schools/")
    }
    assert any(path.startswith("sheets/") for path in found)
    assert any(path.startswith("pdf/schools/") for path in found)


@pytest.mark.parametrize(
    ("around", "bleed_mm", "beyond_mm"),
    [
        (PrintSettings(), 0, 0),
        (PrintSettings(bleed_mm=3), 3, 3),
        (PrintSettings(bleed_mm=3, crop_marks=True), 3.528, 8),
        (PrintSettings(crop_marks=True), 2.117, 2.117),
    ],
    ids=["none", "bleed", "bleed and marks", "marks alone"],
)
def test_the_pdf_names_page_and_bleed(
    tmp_path: Path, around: PrintSettings, bleed_mm: float, beyond_mm: float
) -> None:
    page = PdfReader(printed(around, tmp_path)).pages[0]
    width_mm, height_mm = PAPER_MM["A3"]
    trimmed = [float(side) / POINTS_PER_MM for side in (page.trimbox.width, page.trimbox.height)]
    assert trimmed == pytest.approx([width_mm, height_mm], abs=0.01)
    for box, more_mm in ((page.bleedbox, bleed_mm), (page.mediabox, beyond_mm)):
        sides = [float(side) / POINTS_PER_MM for side in (box.width, box.height)]
        larger = [width_mm + 2 * more_mm, height_mm + 2 * more_mm]
        assert sides == pytest.approx(larger, abs=0.01)
        assert float(page.trimbox.left - box.left) / POINTS_PER_MM == pytest.approx(
            more_mm, abs=0.01
        )


def picture_of(pdf: Path) -> Image.Image:
    """Return all paper of the first page, ten pixels a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=25.4 / 72 * 10).to_pil().convert("L")
    document.close()
    return picture


def dark_beyond(pdf: Path, beyond_mm: float) -> list[int]:
    """Return how many dark pixels lie above, below, left and right of what is trimmed."""
    picture, edge = picture_of(pdf), int(beyond_mm * 10) - 2
    width, height = picture.size
    strips = (
        (0, 0, width, edge), (0, height - edge, width, height),
        (0, 0, edge, height), (width - edge, 0, width, height),
    )  # fmt: skip
    return [sum(picture.crop(strip).histogram()[:160]) for strip in strips]


def test_the_ground_of_a_head_reaches_over_the_edge_that_is_trimmed(tmp_path: Path) -> None:
    above, below, left, right = dark_beyond(printed(PrintSettings(bleed_mm=3), tmp_path), 3)
    assert above > 28 * 2970
    assert below == 0
    assert left == right > 28 * 200


def test_crop_marks_are_drawn_outside_the_bleed_on_all_corners(tmp_path: Path) -> None:
    marked = picture_of(printed(PrintSettings(bleed_mm=3, crop_marks=True), tmp_path))
    width, height, reach = *marked.size, 42
    corners = [
        marked.crop((left, top, left + side, top + tall)).histogram()[:128]
        for left in (0, width - 100)
        for top, side, tall in ((0, 100, reach), (height - reach, 100, reach))
    ]
    assert all(sum(corner) > 20 for corner in corners)


def test_what_is_asked_around_a_poster_moves_nothing_on_it(tmp_path: Path) -> None:
    texts = []
    for name, around in (
        ("a", PrintSettings()),
        ("b", PrintSettings(bleed_mm=3)),
        ("c", PrintSettings(bleed_mm=3, crop_marks=True)),
    ):
        document = pypdfium2.PdfDocument(printed(around, tmp_path / name))
        words = document[0].get_textpage()
        boxes = [words.get_charbox(i) for i in range(words.count_chars())]
        texts.append([tuple(round(side, 2) for side in box) for box in boxes])
        document.close()
    assert texts[0] == texts[1] == texts[2]
