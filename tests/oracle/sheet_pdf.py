# SPDX-License-Identifier: MIT
"""A printed sheet measured as it comes out of the printer: nothing but its PDF is read.

Imports nothing of the program under test. Lengths are in millimetres from the upper left.
"""

from collections import Counter
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass
from math import dist

import pypdfium2
import zxingcpp
from pypdfium2 import raw

MM = 25.4 / 72

GREEN, RED, BLUE, WHITE, DARK = (
    (0x23, 0x7F, 0x52), (0x9B, 0x24, 0x23), (0x00, 0x53, 0x87), (255, 255, 255), (0x2B, 0x2B, 0x2C)
)  # fmt: skip

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A path of the page."""

    box: Box
    fill: tuple[int, int, int] | None
    stroke: tuple[int, int, int] | None
    width: float
    """Of the stroke."""
    corners: int
    dashes: int = 0
    """How many lengths its pattern of dashes has; nought for a whole line."""

    @property
    def size(self):
        return self.box[2] - self.box[0], self.box[3] - self.box[1]


@dataclass(frozen=True, kw_only=True)
class Print:
    """A page as measured."""

    size: tuple[float, float]
    marks: tuple[Mark, ...]
    words: str
    letter_mm: float
    """Height of the lowest capital or figure."""
    codes: tuple[str, ...]
    """What the QR codes on a picture of the page say."""


def read_print(file, dpi=150):
    """Return the only page of a PDF."""
    document = pypdfium2.PdfDocument(file)
    try:
        (page,) = document
        size = tuple(side * MM for side in page.get_size())
        text = page.get_textpage()
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
        return Print(
            size=size,
            marks=tuple(read_marks(page, size[1])),
            words="".join(text.get_text_range().split()),
            letter_mm=_lowest(text),
            codes=tuple(code.text for code in zxingcpp.read_barcodes(picture, formats=formats)),
        )
    finally:
        document.close()


def judge_print(page, code):
    """Return what is wrong with the page of a place, as sentences."""
    sides = sorted(page.size)
    papers = {"A3": (297, 420), "A4": (210, 297)}
    if not any(dist(sides, paper) < 1 for paper in papers.values()):
        yield f"R1: the page is {sides}"
    if page.letter_mm < 1.95:
        yield f"R4: a letter is {page.letter_mm:.2f} mm high"
    header = [m for m in page.marks if m.fill == GREEN and m.size[0] > 0.99 * page.size[0]]
    if not any(m.size[1] >= 0.07 * sides[0] - 0.1 and m.box[1] < 0.1 for m in header):
        yield "R5: no green header of 7 % of the shorter side"
    squares = [
        m for m in page.marks
        if m.fill in (GREEN, RED) and m.stroke is None and m.corners in (4, 5)
        and abs(m.size[0] - m.size[1]) < 0.05 and 4 < m.size[0] < 12
    ]  # fmt: skip
    if not squares or min(m.size[0] for m in squares) < 6.98:
        yield "R6: a sign is smaller than 7 mm"
    walls = Counter(round(m.width, 2) for m in page.marks if m.stroke == DARK and m.width > 0.55)
    if not any(width >= 1.6 for width in walls):
        yield "R7: no outer wall of 1.6 mm"
    yield from _judge_colours(page)
    yield from _judge_words(page, code)


def _judge_colours(page):
    if not any(m.fill == BLUE and m.size[0] >= 6 for m in page.marks):
        yield "R10: no blue viewer mark"
    if not any(m.fill == WHITE and m.box[2] > 0.99 * page.size[0] for m in page.marks):
        yield "R13: the page is not white"


def _judge_words(page, code):
    if "疏散平面图" not in page.words and "EVACUATIONPLAN" not in page.words:
        yield "R15: no title"
    if len(page.codes) != 1 or not page.codes[0].endswith(f"/Q/{code}/"):
        yield f"the code says {page.codes}"
    if code not in page.words or (page.codes and page.codes[0] not in page.words):
        yield "the number or the address beside the code is another"


def read_marks(page, height):
    """Yield the paths of a page in the order of drawing."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=8):
        left, low, right, top = (side * MM for side in item.get_bounds())
        mode, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(item, byref(mode), byref(stroke))
        width = c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, byref(width))
        scale = _zoom(item)
        yield Mark(
            box=(left, height - top, right, height - low),
            fill=_colour(item, raw.FPDFPageObj_GetFillColor) if mode.value else None,
            stroke=_colour(item, raw.FPDFPageObj_GetStrokeColor) if stroke.value else None,
            width=width.value * scale * MM,
            corners=raw.FPDFPath_CountSegments(item),
            dashes=max(0, raw.FPDFPageObj_GetDashCount(item)),
        )


def _zoom(item):
    matrix = item.get_matrix()
    return abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5


def _colour(item, getter):
    parts = [c_uint() for _ in range(4)]
    getter(item, *(byref(part) for part in parts))
    return tuple(part.value for part in parts[:3])


def _lowest(text):
    heights = []
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        if letter.isascii() and (letter.isupper() or letter.isdigit()):
            _, low, _, top = text.get_charbox(at)
            heights.append((top - low) * MM)
    return min(heights, default=0.0)
