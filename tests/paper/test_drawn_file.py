# SPDX-License-Identifier: MIT
"""A page that is one drawing: as WeasyPrint draws it, tagged alike, never without a part."""

import ctypes
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from pypdfium2 import raw

from generator.finding import Origin
from generator.paper.drawing import Letters, draw
from generator.paper.drawn_file import DrawnPage, read_fonts, write_drawn_file
from generator.paper.pdf import PrintJob, print_all
from generator.paper.undrawable import Undrawable
from generator.render.template import environment
from generator.settings import THEME
from tests.built.output import squeeze
from tests.maps.drawing import sheet
from tests.oracle.sheet_pdf import judge_print, read_print

DPI = 100

LARGEST_DIFFERENCE = 96
"""Of 255, in any pixel. Circles differ most: WeasyPrint bulges them by 0.6 % of their radius."""

VISIBLE, SHARE_VISIBLE = 32, 0.0025
"""How much darker or lighter a pixel is that counts, and how many of all may be."""

SMALLEST_KB, LARGEST_KB = 10, 100

HEAD = 'xmlns="http://www.w3.org/2000/svg" width="60mm" height="40mm" viewBox="0 0 60 40"'

SHAPES = """<title>形状</title><rect x="0" y="0" width="60" height="40" fill="#FFFFFF"/>
<path d="M2 2L12 2 12 12H2zM5 5v4h4V5Z" fill="#237F52" fill-rule="evenodd" stroke="#005387"/>
<path d="m15 3 q5 -4 10 0" fill="none" stroke="#9B2423" stroke-width=".7"/>
<path d="M15 10Q20 4 25 10C28 14 30 6 32 10" fill="none" stroke="#9B2423" stroke-width="1.2"/>
<path d="M36 8A4 3 20 1 0 44 6a2 2 0 0 1 4 1.5A9 9 0 0 0 52 10" fill="none" stroke="#000000"/>
<g transform="translate(8 22) rotate(30) scale(.5 1.2)" fill="#005387"><rect x="-6" y="-4"
 width="12" height="8" rx="3"/><circle cx="9" cy="2" r="3" fill="#A9D9B0" stroke="#000000"/></g>
<rect x="50" y="28" width="6" height="3" fill="#A9D9B0"/>
<path d="M18 18L28 26 18 26 27 18" fill="none" stroke="#2B2B2C" stroke-width="1.8"
 stroke-linejoin="round" stroke-linecap="round"/>
<path d="M32 18L40 26 32 26" fill="none" stroke="#2B2B2C" stroke-width="1.8"
 stroke-linejoin="bevel" stroke-linecap="square"/>
<path d="M44 18L47 26 50 18M53 18L54 26 55 18" fill="none" stroke="#2B2B2C" stroke-width="1"/>
<path d="M4 33L56 33" stroke="#237F52" stroke-width="1" stroke-dasharray="3.2,2.2 .5"/>
<g font-family="Muster Sans, sans-serif" transform="matrix(1 0.1 -0.1 1 3 0) rotate(-4 20 38)">
<text x="4" y="38" font-size="4">安全  Exit</text>
<text x="30" y="38" font-size="4" font-weight="700" fill="#9B2423">“Ａ” 出口 fi</text></g>"""


def drawing(body: str, head: str = HEAD) -> str:
    return f"<svg {head}>{body}</svg>"


def job_of(svg: str, size: tuple[float, float] = (60, 40)) -> PrintJob:
    width, height = size
    page = DrawnPage(svg=svg, title="形状 Shapes", language="zh-CN")
    html = environment(THEME / "print").get_template("sheet.html").render(
        title=page.title,
        css=f"@page {{ size: {width}mm {height}mm }}",
        svg=svg,
        width_mm=width,
        height_mm=height,
    )  # fmt: skip
    origin = Origin(file="content/a.yml", line=1)
    return PrintJob(path="a/b.pdf", html=html, origin=origin, drawn=page)


def print_both(job: PrintJob, folder: Path) -> tuple[bytes, bytes]:
    """Print a page as it is drawn, and as WeasyPrint lays it out."""
    with ThreadPoolExecutor(1) as executor:
        ways = (job, replace(job, path="a/c.pdf", drawn=None))
        results = list(print_all(ways, THEME, folder, executor))
    assert [(result.pages, result.findings) for result in results] == [(1, ()), (1, ())]
    drawn, laid_out = ((folder / result.path).read_bytes() for result in results)
    assert (producer(drawn), producer(laid_out)[:10]) == ("Muster", "WeasyPrint")
    return drawn, laid_out


def producer(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf).get_metadata_dict()["Producer"])


def pixels(pdf: bytes, dpi: int = DPI) -> NDArray[np.int16]:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("RGB")
    return np.asarray(picture).astype(np.int16)


def assert_alike(one: bytes, other: bytes) -> None:
    difference = np.abs(pixels(one) - pixels(other)).max(axis=2)
    assert difference.max() <= LARGEST_DIFFERENCE
    assert (difference > VISIBLE).mean() <= SHARE_VISIBLE


def words(pdf: bytes) -> Counter[str]:
    """Return how often each letter is found; where pictures overlap, readers differ in order."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return Counter(squeeze(text))


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Return kind and spoken words of each piece of the structure, in reading order."""
    page = pypdfium2.PdfDocument(pdf)[0]
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        tops = range(raw.FPDF_StructTree_CountChildren(tree))
        return [tag for n in tops for tag in _tags(raw.FPDF_StructTree_GetChildAtIndex(tree, n))]
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tags(element: object) -> list[tuple[str, str]]:
    parts = range(max(0, raw.FPDF_StructElement_CountChildren(element)))
    below = [raw.FPDF_StructElement_GetChildAtIndex(element, part) for part in parts]
    own = (_said(raw.FPDF_StructElement_GetType, element),
           _said(raw.FPDF_StructElement_GetAltText, element))  # fmt: skip
    return [own, *(tag for part in below if part for tag in _tags(part))]


def _said(getter: object, element: object) -> str:
    buffer = ctypes.create_string_buffer(1000)
    length = getter(element, buffer, 1000)  # type: ignore[operator]
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le")


@pytest.mark.parametrize(
    ("place", "facing", "paper"),
    [("room", 90.0, "A3"), ("hall", 33.0, "A3"), ("hall", 301.0, "A4")],
)
def test_a_sheet_is_drawn_said_and_tagged_as_weasyprint_would(
    tmp_path: Path, place: str, facing: float, paper: str
) -> None:
    made = sheet(place, facing, paper=paper)
    (variant,) = made.variants
    job = job_of(variant.svg, (variant.width_mm, variant.height_mm))
    drawn, laid_out = print_both(job, tmp_path)
    assert_alike(drawn, laid_out)
    assert words(drawn) == words(laid_out)
    assert tags(drawn) == tags(laid_out)
    assert [kind for kind, _ in tags(drawn)] == ["Document", "Figure"]
    sizes = [pypdfium2.PdfDocument(pdf)[0].get_size() for pdf in (drawn, laid_out)]
    assert sizes[0] == pytest.approx(sizes[1], abs=0.01)
    assert SMALLEST_KB * 1000 < len(drawn) < LARGEST_KB * 1000
    assert list(judge_print(read_print(BytesIO(drawn)), made.code)) == []


def test_every_shape_and_line_is_drawn_as_weasyprint_does(tmp_path: Path) -> None:
    drawn, laid_out = print_both(job_of(drawing(SHAPES)), tmp_path)
    assert_alike(drawn, laid_out)
    assert words(drawn) == words(laid_out)


def test_the_same_page_gives_the_same_bytes_whatever_came_before() -> None:
    page = DrawnPage(svg=sheet("room").variants[0].svg, title="一", language="zh-CN")
    first = write_drawn_file(page, THEME)
    other = DrawnPage(svg=drawing("<title>二</title>"), title="二", language="zh-CN")
    assert write_drawn_file(other, THEME) != first
    assert write_drawn_file(page, THEME) == first


@pytest.mark.parametrize(
    "body",
    [
        '<ellipse cx="5" cy="5" rx="3" ry="2"/>',
        '<use href="#a"/>',
        "<g>",
        '<defs><path id="a" d="M0 0L1 1"/></defs>',
        '<g opacity=".5"><rect width="5" height="5"/></g>',
        '<rect width="5" height="5" fill-opacity=".5"/>',
        '<g clip-path="url(#a)"><rect width="5" height="5"/></g>',
        '<rect width="50%" height="5"/>',
        '<rect width="5" height="5" rx="1" ry="2"/>',
        '<rect width="5" height="5" fill="red"/>',
        '<rect width="5" height="5" fill="url(#a)"/>',
        '<rect width="5" height="5" style="fill:#FF0000"/>',
        '<rect width="5" height="5" class="wall"/>',
        '<rect width="5" height="5" fill-rule="odd"/>',
        '<rect width="5" height="5"><animate attributeName="x"/></rect>',
        '<circle cx="5" cy="5" r="1e1"/>',
        '<path d="M0 0S1 1 2 2"/>',
        '<path d="M0 0L1"/>',
        '<path d="L1 1"/>',
        '<path d="M0 0L1 1;"/>',
        '<path d="M0 0L9 9" stroke="#000000" stroke-linecap="flat"/>',
        '<path d="M0 0L9 9" stroke="#000000" stroke-dasharray="1 -1"/>',
        '<path d="M0 0L9 9" stroke="#000000" stroke-dashoffset="1"/>',
        '<g transform="skewX(10)"><rect width="5" height="5"/></g>',
        '<g transform="rotate(1 2)"><rect width="5" height="5"/></g>',
        '<svg width="5" height="5" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
        '<text x="1" y="9" font-family="Serif">字</text>',
        '<text x="1" y="9" font-family="Muster Sans" font-weight="500">字</text>',
        '<text x="1" y="9" font-family="Muster Sans">字<tspan>体</tspan></text>',
        '<text x="1 4" y="9" font-family="Muster Sans">字体</text>',
        '<text x="1" y="9" font-family="Muster Sans" text-anchor="middle">字</text>',
        '<text x="1" y="9" font-family="Muster Sans" stroke="#000000">字</text>',
        '<text x="1" y="9" font-family="Muster Sans">走𠮷</text>',
        '<text x="1" y="9" font-family="Muster Sans">e\u0301</text>',
        '<text x="1" y="9" font-family="Muster Sans">a\u200db</text>',
        '<text x="1" y="9" font-family="Muster Sans">安\xad全</text>',
    ],
)
def test_what_is_not_known_is_refused_and_never_left_out(body: str) -> None:
    known = {weight: font.glyphs for weight, font in read_fonts(THEME).items()}
    with pytest.raises(Undrawable):
        draw(drawing(body), Letters(), known)


@pytest.mark.parametrize(
    "head", [HEAD.replace("mm", "cm"), HEAD.replace("60 40", "30 20"), HEAD + ' style="a:b"']
)
def test_a_drawing_in_another_unit_is_refused(head: str) -> None:
    with pytest.raises(Undrawable):
        draw(drawing("", head), Letters(), {400: {}, 700: {}})


def test_a_drawing_with_something_unknown_is_laid_out_whole(tmp_path: Path) -> None:
    body = '<title>圆</title><ellipse cx="30" cy="20" rx="12" ry="8" fill="#9B2423"/>'
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all((job_of(drawing(body)),), THEME, tmp_path, executor)
    pdf = (tmp_path / result.path).read_bytes()
    assert producer(pdf).startswith("WeasyPrint")
    seen = pixels(pdf)
    assert tuple(seen[seen.shape[0] // 2, seen.shape[1] // 2]) == (0x9B, 0x24, 0x23)


def test_a_letter_that_the_font_lacks_is_told_of_a_drawing_too(tmp_path: Path) -> None:
    body = '<title>走</title><text x="1" y="9" font-family="Muster Sans">走𠮷</text>'
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all((job_of(drawing(body)),), THEME, tmp_path, executor)
    assert [finding.code for finding in result.findings] == ["D701"]
