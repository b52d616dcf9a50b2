# SPDX-License-Identifier: MIT
"""Shapes and words of a slide in DrawingML (ECMA-376 Part 1, 20 and 21), lengths in points.

Faces are named, never shipped, and stand on every run with the East Asian one, since programs do
not take it from the Latin one (python-pptx #768). Lines are set at an exact pitch, with no
automatic fitting.
"""

import re
from html import escape

from generator.office.archive import clean, one_line
from generator.office.slide import Deck
from generator.office.slide_page import Box

LATIN, HANZI = "Arial", "微软雅黑"
"""On every computer with Chinese office programs; named, never shipped."""

_HANZI = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
"""Where English words have none, quotation marks are set in the Latin face, not a hanzi wide."""

INK, GREEN, DARK_GREEN, RED, WHITE, GREY = (
    "2B2B2C",
    "237F52",
    "14502F",
    "9B2423",
    "FFFFFF",
    "555555",
)

EMU_PER_PT = 12700

NO_LINE = "<a:ln><a:noFill/></a:ln>"

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
"""Tells programs that read aloud to pass a shape by ([MS-ODRAWXML], decorative)."""


def bar(box: Box, fill: str, edge: str = "", edge_pt: float = 0.0) -> str:
    """Return a plain shape without words, which is not read aloud."""
    outline = f'<a:ln w="{_emu(edge_pt)}">{_solid(edge)}</a:ln>' if edge else NO_LINE
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="Frame">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{_solid(fill)}{outline}</p:spPr></p:sp>"
    )


def word_box(  # noqa: PLR0913 - a box of words has as many properties
    name: str,
    box: Box,
    paragraphs: str,
    *,
    place: str = "",
    form: str = "rect",
    fill: str = "",
    anchor: str = "t",
) -> str:
    """Return a box of words; `place` makes it the title or the text of its layout."""
    kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if place else '<p:cNvSpPr txBox="1"/>'
    colour = _solid(fill) if fill else "<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/>{kind}<p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f'<p:spPr>{frame(box)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{colour}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def language_tag(deck: Deck) -> str:
    """Return the language of a deck as BCP 47 names it."""
    return "zh-CN" if deck.language == "zh" else "en"


def attribute(text: str) -> str:
    """Return a text on one line as the value of an attribute."""
    return escape(one_line(text), quote=True)


def frame(box: Box) -> str:
    """Return where a shape stands and how large it is."""
    left, top, width, height = (_emu(length) for length in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _emu(points: float) -> int:
    return round(points * EMU_PER_PT)


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def pitch(points: float) -> str:
    """Return the exact distance between lines."""
    return f'<a:lnSpc><a:spcPts val="{round(points * 100)}"/></a:lnSpc>'


def paragraph(runs: str, more: str, *, align: str = "l", indent: float = 0.0) -> str:
    """Return a paragraph; `more` are the children of its properties in their order."""
    dot = "" if "<a:bu" in more else "<a:buNone/>"
    margin = f'marL="{_emu(indent)}" indent="{-_emu(indent)}"'
    return f'<a:p><a:pPr {margin} algn="{align}">{more}{dot}</a:pPr>{runs}</a:p>'


def text_run(text: str, size_pt: int, colour: str, deck: Deck, *, is_bold: bool = False) -> str:
    """Return words of one look; lines are broken where the text has line ends."""
    face = HANZI if deck.language == "zh" or _HANZI.search(text) else LATIN
    properties = run_properties(size_pt, colour, deck, is_bold=is_bold, east_asian=face)
    return "<a:br/>".join(
        f"<a:r>{properties}<a:t>{escape(line, quote=False)}</a:t></a:r>"
        for line in clean(text).splitlines()
    )


def run_properties(
    size_pt: int, colour: str, deck: Deck, *, is_bold: bool = False, east_asian: str = HANZI
) -> str:
    """Return the look of words, with a face for each script."""
    return (
        f'<a:rPr lang="{language_tag(deck)}" sz="{size_pt * 100}" b="{int(is_bold)}" dirty="0">'
        f'{_solid(colour)}<a:latin typeface="{LATIN}"/><a:ea typeface="{east_asian}"/>'
        f'<a:cs typeface="{LATIN}"/></a:rPr>'
    )
