# SPDX-License-Identifier: MIT
"""LibreOffice opens a file of every kind that was built: one start, one PDF each."""

import os
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from tests.tiny_tree import ROOT

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed: see setup/debian-test.txt"
)

PAGE_NUMBER = "‹#›"
"""Shown as the number that it stands for."""

KINDS = {"docx": 11, "xlsx": 2, "pptx": 2}
"""How many kinds of file there are at least; each has a folder of its own."""


def one_of_each(dist: Path) -> list[Path]:
    """Return the smallest Chinese file of every suffix in every folder of office files."""
    found: dict[tuple[Path, str], Path] = {}
    folders = (dist / "office", dist / "internal" / "sample")
    files = [f for folder in folders for suffix in KINDS for f in folder.rglob(f"*-zh.{suffix}")]
    for file in sorted(files, key=lambda file: (-file.stat().st_size, file)):
        if file.stem != "coverage-zh" and "schools" not in file.parts:
            found[file.parent, file.suffix] = file
    return sorted(found.values())


@pytest.fixture(scope="module")
def converted(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Each file and the PDF that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("opened")
    made = {
        file: folder / f"{file.parent.name}.{file.suffix[1:]}.{file.name}"
        for file in one_of_each(dist)
    }
    for file, copy in made.items():
        shutil.copy(file, copy)
    shutil.copytree(ROOT / "theme" / "fonts", folder / "data" / "fonts")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(SOFFICE), "--headless", "--norestore", profile, "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder / "pdf"), *map(str, made.values())],
        check=True,
        capture_output=True,
        timeout=600,
        env={**os.environ, "XDG_DATA_HOME": str(folder / "data")},
    )
    return {file: folder / "pdf" / f"{copy.stem}.pdf" for file, copy in made.items()}


def written(file: Path) -> list[str]:
    """Return some words that a file says, without what stands between them."""
    if file.suffix == ".docx":
        texts = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    elif file.suffix == ".pptx":
        slides = pptx.Presentation(str(file)).slides
        texts = [s.text_frame.text for p in slides for s in p.shapes if s.has_text_frame]
    else:
        page = openpyxl.load_workbook(file).worksheets[0]
        texts = [str(cell or "") for cell in next(page.iter_rows(values_only=True))]
    return [text for text in map(squeezed, texts) if text and text != PAGE_NUMBER]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_there_is_a_file_of_every_kind(converted: dict[Path, Path]) -> None:
    for suffix, least in KINDS.items():
        assert len([file for file in converted if file.suffix == f".{suffix}"]) >= least, suffix


def test_every_kind_of_file_opens_and_shows_its_words_in_their_order(
    converted: dict[Path, Path],
) -> None:
    for file, pdf in converted.items():
        document = pypdfium2.PdfDocument(pdf)
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
        shown, place = squeezed("".join(pages)), 0
        assert all(page.strip() for page in pages), f"{file}: an empty page"
        for text in written(file)[:40]:
            place = shown.find(text[:12], place if file.suffix == ".docx" else 0)
            assert place >= 0, f"{file}: {text[:40]}"
