# SPDX-License-Identifier: MIT
"""LibreOffice opens every kind of file and writes it again with all its words."""

import os
import shutil
import subprocess
from datetime import date
from itertools import chain
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from generator.office.block import Heading, Paragraph, Table
from generator.office.pptx import write_pptx
from generator.office.slide import Line, Slide
from generator.office.slide_page import BODY_BOX, EDGE, PAGE, TITLE_BOX
from generator.office.workbook import Column, Sheet, Workbook
from generator.office.xlsx import write_xlsx
from tests.office.test_docx import EVERY_KIND, HOSTILE, make
from tests.office.test_pptx import EVERY_KIND as EVERY_SLIDE
from tests.office.test_pptx import deck, panel
from tests.tiny_tree import ROOT

FONTS = ROOT / "theme" / "fonts"
"""Where no other font has hanzi, LibreOffice takes these."""

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed: see setup/debian-test.txt"
)

LONG_PAGE = (Paragraph(text="长" * 54),) * 40


def _table(name: str, *lengths: int, shares: tuple[int, int]) -> Table:
    rows = tuple((f"{name}{n}行", "说得长一些，" * length) for n, length in enumerate(lengths))
    return Table(head=("做什么", "怎样做"), rows=rows, shares=shares)


OVERLEAF = (
    Heading(text="页", begins_page=True),
    *(Paragraph(text="行"),) * 8,
    Heading(text="表"),
    _table("甲", 13, 9, 11, 13, shares=(1, 2)),
    Heading(text="又表"),
    _table("乙", 10, 1, 15, 2, shares=(1, 1)),
)
"""On a grid of lines, LibreOffice 7.4 drops all rows of the second table but the first."""

CHOICES = Sheet(
    name="年历",
    columns=(Column(name="状态", width=10, choices=("计划", "已办")),),
    rows=tuple((text,) for text in HOSTILE),
)

LONG_SLIDE = Slide(title="长题目" * 30, lines=(Line(text=HOSTILE[2]), Line(text="word " * 400)))
FULL_SLIDE = Slide(title="图", panels=(panel("走，不跑，不推。" * 4),) * 4)

MADE = {
    "document.docx": lambda: make(*EVERY_KIND, title=HOSTILE[1]),
    "page.docx": lambda: make(*LONG_PAGE),
    "tables.docx": lambda: make(*OVERLEAF),
    "book.xlsx": lambda: write_xlsx(
        Workbook(
            title="题", author="甲", choices_name="选项", as_of=date(2026, 1, 1), sheets=(CHOICES,)
        )
    ),
    "deck.pptx": lambda: write_pptx(deck(*EVERY_SLIDE, LONG_SLIDE, FULL_SLIDE), "（续）"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file as we write it; below `pdf`, `docx` and `xlsx` as LibreOffice does.

    One start for each of these, with one profile: starting is nearly all that it costs.
    """
    folder = tmp_path_factory.mktemp("office")
    for name, content in MADE.items():
        (folder / name).write_bytes(content())
    shutil.copytree(FONTS, folder / "data" / "fonts")
    convert(folder, "pdf", "page.docx", "tables.docx", "deck.pptx")
    convert(folder, "docx", "document.docx")
    convert(folder, "xlsx", "book.xlsx")
    return folder


def convert(folder: Path, suffix: str, *names: str) -> None:
    """Let LibreOffice write files again, all in one start."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(SOFFICE), "--headless", "--norestore", profile, "--convert-to", suffix]
    subprocess.run(
        [*command, "--outdir", str(folder / suffix), *(str(folder / name) for name in names)],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "XDG_DATA_HOME": str(folder / "data")},
    )


def test_a_document_comes_back_with_its_words_and_faces(folder: Path) -> None:
    back = docx.Document(str(folder / "docx" / "document.docx"))
    ours = docx.Document(str(folder / "document.docx"))
    assert [p.text for p in back.paragraphs if p.text] == [
        p.text for p in ours.paragraphs if p.text
    ]
    assert [cell.text for cell in back.tables[0]._cells] == ["谁", "做什么", "老师", "带队"]
    assert "仿宋_GB2312" in back.element.xml
    assert round((back.sections[0].top_margin or 0) / 36000) == 37


def test_a_page_has_22_lines_of_28_characters(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "pdf" / "page.pdf")
    text = document[1].get_textpage().get_text_range()
    lines = [line for line in text.splitlines() if set(line) == {"长"}]
    assert [len(line) for line in lines] == [28, 26] * 11


def test_a_table_loses_no_row_where_it_goes_on_overleaf(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "pdf" / "tables.pdf")
    text = "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    seen = "".join(text.split())
    rows = [cell for block in OVERLEAF if isinstance(block, Table) for cell in chain(*block.rows)]
    assert [row for row in rows if row not in seen] == []
    assert seen.count("说得长一些，") == 74


def test_a_workbook_comes_back_with_its_words_choices_and_no_formula(folder: Path) -> None:
    page = openpyxl.load_workbook(folder / "xlsx" / "book.xlsx")["年历"]
    assert [(page.cell(n, 1).data_type, page.cell(n, 1).value) for n in range(2, 6)] == [
        ("s", text) for text in HOSTILE
    ]
    assert len(page.data_validations.dataValidation) == 1


def test_no_word_of_a_slide_leaves_its_page_or_meets_another(folder: Path) -> None:
    ours = pptx.Presentation(str(folder / "deck.pptx"))
    document = pypdfium2.PdfDocument(folder / "pdf" / "deck.pdf")
    assert len(document) == len(ours.slides)
    bottom_pt = PAGE[1] - BODY_BOX[1] - BODY_BOX[3]
    for number in range(len(document)):
        page = document[number].get_textpage()
        spots = [page.get_charbox(n) for n in range(page.count_chars()) if _is_word(page, n)]
        assert min(left for left, *_ in spots) >= EDGE - 1
        assert max(right for _, _, right, _ in spots) <= PAGE[0] - EDGE + 1
        assert min(low for _, low, _, _ in spots) >= bottom_pt - 1
        if not ours.slides[number].shapes[0].name.startswith("Title"):
            title = [low for _, low, _, high in spots if high > PAGE[1] - TITLE_BOX[1]]
            assert min(title, default=PAGE[1]) >= PAGE[1] - TITLE_BOX[1] - TITLE_BOX[3]


def _is_word(page: pypdfium2.PdfTextPage, n: int) -> bool:
    """Say whether a letter is of the words, not of the page's number in its corner."""
    text, (left, low, *_) = page.get_text_range(n, 1), page.get_charbox(n)
    is_number = text.isdecimal() and left > PAGE[0] - EDGE - 30 and 8 < low < PAGE[1] - 508
    return bool(text.strip()) and not is_number
