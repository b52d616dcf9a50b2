# SPDX-License-Identifier: MIT
"""The sheet as it comes out of the printer."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from generator.maps.letter import read_typeface
from generator.model.sheet import SheetVariant
from generator.paper.drawn_file import DrawnPage, write_drawn_file
from tests.maps.drawing import named, sheet
from tests.maps.made_up_school import CODES, THEME


def print_sheet(variant: SheetVariant) -> bytes:
    return write_drawn_file(DrawnPage(svg=variant.svg, title="图", language="zh-CN"), THEME)


def raster(pdf: bytes, dpi: int) -> Image.Image:
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    picture = page.render(scale=dpi / 72).to_pil()
    assert isinstance(picture, Image.Image)
    return picture


@pytest.mark.parametrize(("place", "facing"), [("room", 90.0), ("hall", 33.0)])
def test_the_printed_code_leads_to_the_page_of_its_place(place: str, facing: float) -> None:
    drawn = sheet(place, facing)
    pdf = print_sheet(drawn.variants[0])
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    assert len(document) == 1
    width, height = (side * 25.4 / 72 for side in document[0].get_size())
    assert width == pytest.approx(drawn.variants[0].width_mm, abs=0.1)
    assert height == pytest.approx(drawn.variants[0].height_mm, abs=0.1)
    (code,) = zxingcpp.read_barcodes(raster(pdf, 110))
    assert code.text == f"HTTPS://MUSTER.EXAMPLE/Q/{CODES[place]}/" == drawn.qr_text


def test_the_code_is_sixty_millimetres_wide_with_its_quiet_zone() -> None:
    picture = raster(print_sheet(sheet("room").variants[0]), 110)
    (code,) = zxingcpp.read_barcodes(picture)
    place = code.position
    side_mm = (place.top_right.x - place.top_left.x) / 110 * 25.4
    modules = 25
    assert side_mm == pytest.approx(60 * modules / (modules + 8), abs=1.0)


def test_a_grey_copy_still_tells_the_ways_the_reader_and_the_exits_apart() -> None:
    """Without colour: the first way is whole, the second dashed, arrow heads full and empty."""
    svg = sheet("hall").variants[0].svg
    assert 'stroke-dasharray="3.2 2.2" data-route="second"' in svg
    assert 'data-route="primary"' in svg
    grey = {c: sum(w * v for w, v in zip((299, 587, 114), rgb(c), strict=True)) // 1000
            for c in ("#237F52", "#A9D9B0", "#FFFFFF")}  # fmt: skip
    assert grey["#A9D9B0"] - grey["#237F52"] > 80
    assert grey["#FFFFFF"] - grey["#A9D9B0"] > 50


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_every_letter_of_the_sheet_is_in_the_typeface() -> None:
    face = read_typeface(THEME)
    for place in ("room", "hall"):
        for text in named(sheet(place).variants[0].svg, "text"):
            missing = set(text.element.text or "") - set(face.bold)
            assert not missing
