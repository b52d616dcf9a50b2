# SPDX-License-Identifier: MIT
"""Whatever a content tree says, its office files open, stay in their folders and never differ."""

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.office.block import OfficeFile
from generator.office.shelf import OfficeInput, list_files, list_verdict_files
from generator.settings import THEME
from tests.tiny_tree import write_tree

HOSTILE = "=cmd|'/C calc'!A0 <script>&amp; ]]> 🔥 שלום " + "长" * 1100
"""As long as a text of content may be."""


def make_files(folder: Path) -> tuple[OfficeFile, ...]:
    quoted = HOSTILE.replace("'", "''")
    said = f"{{zh: '{quoted}', en: '{quoted}'}}"
    config = write_tree(
        folder,
        {
            "{zh: 找到出口, en: Find the exit}": said,
            "{zh: 看, en: Look}": said,
            "{zh: 小册子, en: Booklet}": said,
        },
    )
    settings = load_settings(config).item
    assert settings
    content, findings = load_content(folder / "content", (), THEME)
    assert findings == ()
    judgement = Judgement(content=content, settings=settings, as_of=date(2026, 11, 22))
    given = OfficeInput(content=content, settings=settings, theme=THEME)
    return (*list_files(given), *list_verdict_files(given, judge_coverage(judgement)))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return {file.path: file.content for file in make_files(tmp_path_factory.mktemp("hostile"))}


def test_every_file_lies_in_the_folder_of_its_kind(files: dict[str, bytes]) -> None:
    assert set(files) >= {
        "office/lessons/way-out-zh.docx",
        "office/lessons/way-out-en.docx",
        "office/letters/way-out-zh.docx",
        "office/lessons/way-out-zh.pptx",
        "office/coverage-zh.xlsx",
    }
    assert {path.split("/")[0] for path in files} <= {"office", "film", "internal"}


def test_every_file_opens_and_says_what_was_written(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".docx"):
            word = docx.Document(io.BytesIO(content))
            assert HOSTILE in word.paragraphs[0].text
        elif path.endswith(".pptx"):
            shown = [
                s for page in pptx.Presentation(io.BytesIO(content)).slides for s in page.shapes
            ]
            words = "".join(s.text_frame.text for s in shown if s.has_text_frame)
            assert words.count("长") >= HOSTILE.count("长") * 3, path
        elif path.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(content))
            cells = [c for page in book for row in page.iter_rows() for c in row]
            assert not [c for c in cells if c.data_type == "f"], path


def test_another_folder_gives_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    again = {file.path: file.content for file in make_files(tmp_path / "elsewhere")}
    assert again == files
