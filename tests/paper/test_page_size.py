# SPDX-License-Identifier: MIT
"""Bleed and crop marks: outside the page, only where they are wanted, never on sheets."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
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
    around = {path for path, job in found.items() if "bleed: 3" in job.html}
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
    ("around", "beyond_mm"),
    [
        (PrintSettings(), 0),
        (PrintSettings(bleed_mm=3, crop_marks=True), 3),
        (PrintSettings(crop_marks=True), 2.117),
    ],
    ids=["none", "bleed and marks", "marks alone"],
)
def test_the_pdf_names_page_and_bleed(
    tmp_path: Path, around: PrintSettings, beyond_mm: float
) -> None:
    page = PdfReader(printed(around, tmp_path)).pages[0]
    width_mm, height_mm = PAPER_MM["A3"]
    trimmed = [float(side) / POINTS_PER_MM for side in (page.trimbox.width, page.trimbox.height)]
    assert trimmed == pytest.approx([width_mm, height_mm], abs=0.01)
    for box in (page.bleedbox, page.mediabox):
        sides = [float(side) / POINTS_PER_MM for side in (box.width, box.height)]
        larger = [width_mm + 2 * beyond_mm, height_mm + 2 * beyond_mm]
        assert sides == pytest.approx(larger, abs=0.01)
        assert float(page.trimbox.left - box.left) / POINTS_PER_MM == pytest.approx(
            beyond_mm, abs=0.01
        )


def ink_outside(pdf: Path, beyond_mm: float) -> int:
    """Return how many dark pixels of 0.1 mm lie in the strip outside the trimmed page."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=25.4 / 72 * 10).to_pil().convert("L")
    document.close()
    edge, (width, height) = int(beyond_mm * 10) - 2, picture.size
    strips = [(0, 0, width, edge), (0, height - edge, width, height)]
    return sum(sum(picture.crop(strip).histogram()[:128]) for strip in strips)


def test_crop_marks_are_drawn_outside_the_page(tmp_path: Path) -> None:
    marked = printed(PrintSettings(bleed_mm=3, crop_marks=True), tmp_path / "a")
    plain = printed(PrintSettings(bleed_mm=3), tmp_path / "b")
    assert ink_outside(plain, 3) == 0
    assert ink_outside(marked, 3) > 20
