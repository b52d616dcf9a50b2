# SPDX-License-Identifier: MIT
"""LibreOffice opens every kind of file and writes it again with all its words."""

import io
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from generator.office.block import Paragraph
from generator.office.workbook import Column, Sheet, Workbook
from generator.office.xlsx import write_xlsx
from tests.office.test_docx import EVERY_KIND, HOSTILE, make
from tests.tiny_tree import ROOT

FONTS = ROOT / "theme" / "fonts"
"""Where no other font has hanzi, LibreOffice takes these."""

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def convert(folder: Path, name: str, content: bytes, suffix: str) -> Path:
    """Write the content, let LibreOffice convert it, and return the new file."""
    (folder / name).write_bytes(content)
    out = folder / "converted"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    shutil.copytree(FONTS, folder / "data" / "fonts", dirs_exist_ok=True)
    command = [str(SOFFICE), "--headless", "--norestore", profile]
    subprocess.run(
        [*command, "--convert-to", suffix, "--outdir", str(out), str(folder / name)],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "XDG_DATA_HOME": str(folder / "data")},
    )
    return out / f"{Path(name).stem}.{suffix}"


def test_a_document_comes_back_with_its_words_and_faces(tmp_path: Path) -> None:
    made = make(*EVERY_KIND, title=HOSTILE[1])
    back = docx.Document(str(convert(tmp_path, "made.docx", made, "docx")))
    ours = docx.Document(io.BytesIO(made))
    assert [p.text for p in back.paragraphs if p.text] == [
        p.text for p in ours.paragraphs if p.text
    ]
    assert [cell.text for cell in back.tables[0]._cells] == ["谁", "做什么", "老师", "带队"]
    assert "仿宋_GB2312" in back.element.xml
    assert round((back.sections[0].top_margin or 0) / 36000) == 37


def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    body = [Paragraph(text="长" * 54)] * 40
    document = pypdfium2.PdfDocument(convert(tmp_path, "made.docx", make(*body), "pdf"))
    text = document[1].get_textpage().get_text_range()
    lines = [line for line in text.splitlines() if set(line) == {"长"}]
    assert [len(line) for line in lines] == [28, 26] * 11


def test_a_workbook_comes_back_with_its_words_choices_and_no_formula(tmp_path: Path) -> None:
    column = Column(name="状态", width=10, choices=("计划", "已办"))
    sheet = Sheet(name="年历", columns=(column,), rows=tuple((text,) for text in HOSTILE))
    made = write_xlsx(
        Workbook(
            title="题", author="甲", choices_name="选项", as_of=date(2026, 1, 1), sheets=(sheet,)
        )
    )
    page = openpyxl.load_workbook(convert(tmp_path, "made.xlsx", made, "xlsx"))["年历"]
    assert [(page.cell(n, 1).data_type, page.cell(n, 1).value) for n in range(2, 6)] == [
        ("s", text) for text in HOSTILE
    ]
    assert len(page.data_validations.dataValidation) == 1
