# SPDX-License-Identifier: MIT
"""What leaves the printer has the size it was drawn in, and anybody can check it with a ruler."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.pdf import print_all
from tests.check.made_up import content, plan, poster, procedure, requirement, settings
from tests.paper.test_pdf import print_one
from tests.tiny_tree import ROOT

POINTS_PER_MM = 72 / 25.4

PATHS = [pypdfium2.raw.FPDF_PAGEOBJ_PATH]


def test_print_dialogs_are_asked_not_to_scale(tmp_path: Path) -> None:
    print_one("<p>原大</p>", tmp_path)
    document = pypdfium2.PdfDocument(tmp_path / "a/b.pdf")
    try:
        assert not pypdfium2.raw.FPDF_VIEWERREF_GetPrintScaling(document)
    finally:
        document.close()


def widths_mm(pdf: Path) -> list[float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        boxes = [shape.get_bounds() for shape in document[0].get_objects(filter=PATHS, max_depth=8)]
        return [(right - left) / POINTS_PER_MM for left, _, right, _ in boxes]
    finally:
        document.close()


@pytest.mark.parametrize("shelf", ["posters", "procedures"])
def test_what_hangs_on_a_wall_has_a_line_of_100_mm(tmp_path: Path, shelf: str) -> None:
    given = PaperInput(
        content=content(plan(requirement()), procedure(), poster()),
        settings=settings(),
        sheets=(),
        theme=ROOT / "theme",
    )
    walls = tuple(job for job in list_jobs(given) if f"/{shelf}/" in job.path and "A3" in job.path)
    assert len(walls) == 2
    with ThreadPoolExecutor(1) as executor:
        assert {each.pages for each in print_all(walls, ROOT / "theme", tmp_path, executor)} == {1}
    for job in walls:
        assert "100 mm" in job.html
        assert any(abs(width - 100) < 0.05 for width in widths_mm(tmp_path / job.path)), job.path
