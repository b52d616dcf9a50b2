# SPDX-License-Identifier: MIT
"""Lines that are remembered are those that WeasyPrint would have broken again."""

import subprocess
import sys

import pytest
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from generator.paper import layout
from generator.paper.layout import PageDescription, lay_out
from generator.settings import THEME

STYLE = """@page{size:A6}html{font-family:"Muster Sans";font-size:9pt;overflow-wrap:break-word}
table{width:100%;border-collapse:collapse}td{border:1px solid;padding:1mm}
.pair{display:flex;gap:3mm}.pair>*{flex:1}.spaced{letter-spacing:.2em}.kept{white-space:pre-wrap}
u{text-decoration:underline}.narrow{width:3em;overflow-wrap:anywhere}"""

HANZI = "发现起火，先喊“着火了！”，再按报警按钮（红色）；不乘电梯——走1号楼梯，弯腰、捂住口鼻，"
LATIN = "Call 119 from outside; never go back in for belongings, not even for a telephone. "
MIXED = "拨打119（fire brigade），说清地址：No. 12,000 Binhe Road；留一人在路口等消防车。"
WORD = "Emergency\u00adassembly\u00adpoint antidisestablishmentarianism"

TEXTS = (HANZI * 3, LATIN * 2, MIXED * 2, WORD, "汉" * 90, "字，" * 40, "a" * 70)


def page(language: str) -> PageDescription:
    """Return a page that asks for each text at many widths, and again at the same."""
    cells = "".join(f"<td>{text}</td>" for text in TEXTS[:3])
    blocks = "".join(
        f"<p>{t}</p><p class=narrow>{t[:60]}</p>"
        f"<p class=spaced>{t} <b>{t[:9]}</b> <u>{t[3:]}</u></p>"
        f"<p class=kept>{t[:20]}\n  {t}</p><div class=pair><div>{t}</div><div>{t}</div></div>"
        for t in TEXTS
    )
    rows = f"<table><tr>{cells}</tr><tr>{cells}</tr></table>"
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>行</title>'
        f"<style>{STYLE}</style></head><body>{rows}{blocks}</body></html>"
    )
    return PageDescription(html=html)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_page_comes_out_as_without_a_memory_and_shapes_fewer_lines(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shaped: list[str] = []
    split_line = line_break.split_first_line

    def counted(text: str, *rest: object, **others: object) -> object:
        shaped.append(text)
        return split_line(text, *rest, **others)

    monkeypatch.setattr(layout.LINES, "_split_line", counted)
    with_memory = lay_out(page(language), THEME)
    count = len(shaped)
    assert layout.LINES.is_empty, "nothing is remembered beyond a document"
    for module in (inline, preferred):
        monkeypatch.setattr(module, "split_first_line", counted)
        monkeypatch.setattr(module, "can_break_text", line_break.can_break_text)
    without = lay_out(page(language), THEME)
    assert (with_memory.pages > 3, without.pdf == with_memory.pdf) == (True, True)
    assert count < 0.8 * (len(shaped) - count)


def test_a_worker_loads_no_content_model() -> None:
    """Each worker of a build loads what lays out, and that alone."""
    asked = "import sys, generator.paper.layout; print('pydantic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
