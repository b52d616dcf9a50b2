# SPDX-License-Identifier: MIT
"""Pictures of first pages: small, the same each time, and drawn only when a PDF has changed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from generator.kept_files import KeptFiles
from generator.paper.preview import Preview, draw_previews
from tests.paper.test_pdf import print_one

MOST_BYTES = 150_000


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with one PDF of three pages."""
    green = '<p style="color:#237f52">绿</p><p style="color:#c8102e">红</p>'
    print_one(f"{green}<p>弯腰快走</p>" + "<p>下一行</p>" * 120, tmp_path / "out")
    return tmp_path / "out"


def draw(out: Path, kept: KeptFiles | None = None) -> Preview:
    with ThreadPoolExecutor(1) as executor:
        (preview,) = draw_previews(["a/b.pdf"], out, executor, kept or KeptFiles(None))
    return preview


def test_a_picture_shows_the_first_page_of_its_pdf_in_its_colours(out: Path) -> None:
    preview = draw(out)
    assert (preview.path, preview.width_px, preview.height_px) == ("a/b.png", 1000, 1415)
    with Image.open(out / preview.path) as picture:
        assert picture.size == (preview.width_px, preview.height_px)
        rgb = picture.convert("RGB").tobytes()
    colours = {(rgb[i], rgb[i + 1], rgb[i + 2]) for i in range(0, len(rgb), 3)}
    assert (255, 255, 255) in colours
    assert any(g > r + 50 and g > b + 30 for r, g, b in colours), "green"
    assert any(r > g + 120 and r > b + 100 for r, g, b in colours), "red"
    assert (out / preview.path).stat().st_size < MOST_BYTES


def test_the_same_pdf_gives_the_same_picture(out: Path) -> None:
    first = (out / draw(out).path).read_bytes()
    assert (out / draw(out).path).read_bytes() == first
    assert b"tEXt" not in first
    assert b"tIME" not in first


def test_an_unchanged_pdf_is_not_drawn_again_and_a_changed_one_is(
    out: Path, tmp_path: Path
) -> None:
    def later() -> KeptFiles:
        return KeptFiles(tmp_path / "cache" / "preview")

    first = draw(out, later())
    picture = (out / first.path).read_bytes()
    second = draw(out, later())
    assert (first.is_kept, second.is_kept) == (False, True)
    assert (second.width_px, second.height_px) == (1000, 1415)
    assert (out / second.path).read_bytes() == picture
    print_one("<p>另一页</p>", out)
    assert not draw(out, later()).is_kept
    assert len(list((tmp_path / "cache" / "preview").iterdir())) == 1
