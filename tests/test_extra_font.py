# SPDX-License-Identifier: MIT
"""A built tree with rare names shows them, by pixels, wherever letters are drawn."""

import base64
import json
import re
import shutil
from html import unescape
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from generator.data.published.manifest import Manifest
from tests.made_font import EM, HIGH, LOW, write_squares
from tests.tiny_tree import CODE, CONFIG, run_muster, write_tree

RARE = "㛃"
"""Outside the print fonts; a square in the font of the site."""

NAMES = {
    "小屋学校": f"{RARE}屋学校",
    "火灾时怎么走": f"火灾时{RARE}怎么走",
    "教室北墙": f"教室{RARE}北墙",
    CONFIG: f"{CONFIG}extra_font: fonts/x.ttf\nextra_font_licence: © Squares, OFL 1.1\n",
}

ZOOM = 4
"""Pixels per point."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rare")
    config = write_tree(folder, NAMES)
    shutil.rmtree(folder / "content" / "lessons")  # nothing there has a rare name
    write_squares(folder / "fonts" / "x.ttf", RARE)
    run = run_muster("build", "--config", config, "--out", folder / "dist")
    assert run.returncode in {0, 1}, run.stdout + run.stderr
    return folder / "dist"


def is_square(image: Image.Image, box: tuple[float, ...]) -> bool:
    """Say whether a box in pixels is filled evenly, and with another grey than beside it."""
    left, top, right, bottom = map(round, box)
    grey = image.convert("L")
    inset = max(2, (right - left) // 8)
    inside = grey.crop((left + inset, top + inset, right - inset, bottom - inset)).tobytes()
    middle = (top + bottom) // 2
    (beside,) = grey.crop((left - 1, middle, left, middle + 1)).tobytes()
    return max(inside) - min(inside) < EVEN and abs(inside[0] - beside) > 2 * EVEN


EVEN = 40
"""Of 255: by so much greys may differ inside the square."""


def boxes(page: pypdfium2.PdfPage, scale: float) -> list[tuple[float, ...]]:
    """Return where the rare character stands on a page, in pixels from the upper left corner."""
    text, height, found = page.get_textpage(), page.get_height(), []
    search = text.search(RARE)
    while (place := search.get_next()) is not None:
        left, bottom, right, top = text.get_charbox(place[0])
        found.append(tuple(scale * v for v in (left, height - top, right, height - bottom)))
    return found


PAPERS = ("pdf/posters/walk-A4-zh.pdf", f"sheets/hut-school/hut/{CODE}-A3-both.pdf")


@pytest.mark.parametrize("path", PAPERS)
def test_papers_laid_out_and_sheets_drawn_show_the_square(built: Path, path: str) -> None:
    page = pypdfium2.PdfDocument(built / path)[0]
    picture = page.render(scale=ZOOM).to_pil()
    found = boxes(page, ZOOM)
    assert found
    assert all(is_square(picture, box) for box in found)


def test_pictures_of_papers_show_it_too(built: Path) -> None:
    page = pypdfium2.PdfDocument(built / PAPERS[0])[0]
    picture = Image.open((built / PAPERS[0]).with_suffix(".png"))
    found = boxes(page, picture.width / page.get_width())
    assert found
    assert any(is_square(picture, box) for box in found)


def test_the_drawing_of_a_sheet_brings_it_along_as_it_is(built: Path) -> None:
    svg = (built / f"sheets/hut-school/hut/{CODE}-A3-both.svg").read_text(encoding="utf-8")
    assert RARE in svg
    for face in re.findall(r"font/woff2;base64,([A-Za-z0-9+/=]+)", svg):
        font = TTFont(BytesIO(base64.b64decode(face)))
        glyph = font["glyf"][font.getBestCmap()[ord(RARE)]]
        scale = font["head"].unitsPerEm / EM
        assert (glyph.yMin, glyph.yMax) == (round(LOW * scale), round(HIGH * scale))


LICENCE = "© Squares, OFL 1.1"


def read(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    "path",
    ["pdf/schools/hut-school/handbook-A4-zh.pdf", "sheets/hut-school/hut/set-A3-both.pdf"],
)
def test_booklets_and_bound_sets_print_whose_font_it_is(built: Path, path: str) -> None:
    assert LICENCE in read(built / path)


def test_the_foot_of_pages_and_the_manifest_name_it_too(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    assert LICENCE in unescape(page)
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    assert Manifest.model_validate(manifest).extra_font == LICENCE
