# SPDX-License-Identifier: MIT
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from generator.render.qr import QUIET_ZONE, QrPath, draw_qr


def paint(code: QrPath, module: int = 4) -> Image.Image:
    picture = Image.new("L", (code.size * module, code.size * module), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        left, top = int(x) * module, int(y) * module
        pen.rectangle((left, top, left + int(length) * module - 1, top + module - 1), fill=0)
    return picture


@pytest.mark.parametrize(
    "text", ["HTTPS://AQ.CN/Q/K7M2Q/", "HTTPS://ANQUAN.EXAMPLE.EDU.CN/Q/K7M2Q/", "疏散" * 20]
)
def test_a_code_says_its_text(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(paint(draw_qr(text)))
    assert found.text == text


def test_a_short_address_gets_the_stronger_level() -> None:
    levels = [
        zxingcpp.read_barcodes(paint(draw_qr(text)))[0].ec_level
        for text in ("HTTPS://AQ.CN/Q/K7M2Q/", "HTTPS://ANQUAN.EXAMPLE.EDU.CN/Q/K7M2Q/")
    ]
    assert levels == ["Q", "M"]


def test_the_quiet_zone_is_four_modules() -> None:
    code = draw_qr("HTTPS://AQ.CN/Q/K7M2Q/")
    left = min(int(x) for x in re.findall(r"M(\d+) ", code.path))
    assert left == QUIET_ZONE == 4
    assert code.size == 25 + 8
