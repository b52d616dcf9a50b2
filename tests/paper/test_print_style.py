# SPDX-License-Identifier: MIT
"""What `print.css` does for everything that is printed."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageOps

from generator.finding import Origin
from generator.paper.pdf import PrintJob, print_all
from generator.settings import THEME

POINTS = 20

POINTS_PER_MM = 72 / 25.4

SAFE_MM = 5
"""Printers leave up to so much of the edge white."""


def advance_em(language: str, out: Path) -> float:
    """Return how far on the letter after an apostrophe begins, in widths of a hanzi."""
    css = (THEME / "print" / "print.css").read_text(encoding="utf-8")
    html = f"""<!doctype html><html lang="{language}"><head><title>x</title>
    <style>{css} p {{ font-size: {POINTS}pt }}</style></head><body><p>l’l</p></body></html>"""
    job = PrintJob(path="x.pdf", html=html, origin=Origin(file="x.yml"))
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all((job,), THEME, out, executor)
    assert result.findings == ()
    document = pypdfium2.PdfDocument(out / "x.pdf")
    try:
        text = document[0].get_textpage()
        start = text.get_text_range().index("l’l")
        first, last = (text.get_charbox(start + i)[0] for i in (0, 2))
        return float(last - first) / POINTS
    finally:
        document.close()


@pytest.mark.parametrize(("language", "least", "most"), [("en", 0.3, 0.7), ("zh-CN", 1.0, 1.4)])
def test_quotation_marks_are_narrow_in_english_and_of_full_width_in_chinese(
    tmp_path: Path, language: str, least: float, most: float
) -> None:
    assert least < advance_em(language, tmp_path) < most


def test_every_drawing_in_a_template_says_what_it_shows() -> None:
    """A tagged figure without words is an error of PDF/UA; WeasyPrint reads a title alone."""
    whole = "".join(path.read_text("utf-8") for path in (THEME / "print").glob("*.html"))
    assert re.findall(r"<svg[^>]*>(?!<title>).{0,40}", whole) == []


@pytest.mark.parametrize("foot_mm", [11, 13, 17])
def test_an_imprint_keeps_off_the_edge_that_printers_leave_white(
    tmp_path: Path, foot_mm: int
) -> None:
    css = (THEME / "print" / "print.css").read_text(encoding="utf-8")
    html = f"""<!doctype html><html lang="zh-CN"><head><title>x</title><style>{css}
    @page {{ size: A4; margin: 8mm 10mm {foot_mm}mm }}</style></head>
    <body><p class="imprint">学校 gqp</p><p>正文</p></body></html>"""
    job = PrintJob(path="x.pdf", html=html, origin=Origin(file="x.yml"))
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all((job,), THEME, tmp_path, executor)
    assert result.findings == ()
    assert foot_mm > lowest_ink_mm(tmp_path / "x.pdf") >= SAFE_MM


def lowest_ink_mm(pdf: Path) -> float:
    """Return how far above the lower edge of a page its lowest mark stands."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=10 / POINTS_PER_MM, grayscale=True).to_pil()
    finally:
        document.close()
    box = ImageOps.invert(picture).getbbox()
    assert box
    return float(picture.height - box[3]) / 10
