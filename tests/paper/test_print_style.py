# SPDX-License-Identifier: MIT
"""What `print.css` does for everything that is printed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from generator.finding import Origin
from generator.paper.pdf import PrintJob, print_all
from generator.settings import THEME

POINTS = 20


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
