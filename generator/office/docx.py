# SPDX-License-Identifier: MIT
"""Documents as .docx in the look of GB/T 9704-2012; the one place that knows python-docx.

Fonts are named, never shipped. What follows from what word processors do: the East Asian font
stands on every run, since they do not take it from the Latin one; nothing refers to a theme, since
WPS then misses its fonts; tables have fixed widths in their grid, since WPS ignores automatic
ones; numbers of headings and lists are text, since fields are not filled when a file is opened.
"""

import io
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm

from generator.office.archive import clean, one_line, settle_archive
from generator.office.block import (
    Block,
    Document,
    Fine,
    Heading,
    Numbered,
    Paragraph,
    Table,
)
from generator.office.heading_number import number_heading
from generator.render.own_number import has_own_number

PAPER_MM = (210.0, 297.0)
"""A4, width and height."""

TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37.0, 35.0, 28.0, 26.0
"""GB/T 9704-2012, 5.2.1: head 37, binding edge 28, type area 156 × 225."""

FOOTER_MM = 25.0
"""From the foot of the paper; the page number then begins 7 mm below the text (7.5)."""

TYPE_AREA_MM = (PAPER_MM[0] - LEFT_MM - RIGHT_MM, PAPER_MM[1] - TOP_MM - BOTTOM_MM)
"""156 × 225."""

TWIPS_PER_MM = 1440 / 25.4

LATIN = "Times New Roman"
SONG, HEI, KAI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
"""Faces of text, first headings, second headings and titles."""

WEIGHT_OF = MappingProxyType({HEI: "<w:b/>", KAI: "<w:i/>"})
"""What tells a heading from text in English, where all faces are the Latin one."""

WIDE_SPACE = ("\u3000", "\u2003")
"""The space as wide as a hanzi, and the one as wide that Latin fonts have: English takes it."""

DROPPED = (
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""Parts of python-docx's own template that say anything of fonts, or that Word had made it."""

FORMS = Path(__file__).resolve().parents[2] / "theme" / "office"
"""Styles, settings and font table of every document."""


def write_docx(document: Document) -> bytes:
    """Return the document as the bytes of a .docx; the same document gives the same bytes."""
    word = docx.Document(io.BytesIO(_blank(is_landscape=document.is_landscape)))
    body = word.element.body
    for element in parse_xml(_body_xml(document)):
        body.insert_element_before(element, "w:sectPr")
    _describe(word, document)
    return settle_archive(_save(word), document.as_of)


def _save(word: Word) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _describe(word: Word, document: Document) -> None:
    said = word.core_properties
    said.title, said.author = one_line(document.title), one_line(document.author)
    said.language = "zh-CN" if document.language == "zh" else "en"
    said.last_modified_by, said.comments = "Muster", ""


@cache
def _blank(*, is_landscape: bool) -> bytes:
    """Return an empty document with page, grid, styles and page numbers."""
    word = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        for name in [n for n, relation in relations.items() if relation.reltype in DROPPED]:
            del relations[name]
    _replace(word.styles.element, "styles.xml")
    _replace(word.settings.element, "settings.xml")
    _add_font_table(word)
    _set_page(word.sections[0], is_landscape=is_landscape)
    _number_pages(word.sections[0])
    return _save(word)


def _replace(element: object, name: str) -> None:
    """Fill an element of the template with our own children."""
    new = parse_xml((FORMS / name).read_bytes())
    element[:] = list(new)  # type: ignore[index]


def _add_font_table(word: Word) -> None:
    """Say which face a program may take where one of ours is not installed."""
    part = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        (FORMS / "font_table.xml").read_bytes(),
        word.part.package,
    )
    word.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_page(section: Section, *, is_landscape: bool) -> None:
    """Set paper and margins; turned paper keeps the head where it is bound above.

    No grid: on one, LibreOffice drops rows of tables that go on overleaf. The styles set lines at
    a pitch that lets 22 fill a page (5.2.3), and tighten characters by 0.25 pt: 28 × 15.75 pt =
    441 pt of 442.2 pt.
    """
    width_mm, height_mm = PAPER_MM[::-1] if is_landscape else PAPER_MM
    top, right, bottom, left = (
        (LEFT_MM, BOTTOM_MM, RIGHT_MM, TOP_MM)
        if is_landscape
        else (TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM)
    )
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width_mm), Mm(height_mm)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(15), Mm(min(FOOTER_MM, bottom - 10))
    (grid,) = section._sectPr.iter(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no grid
    grid.getparent().remove(grid)


def _number_pages(section: Section) -> None:
    """Put — 1 — at the foot, right on odd pages and left on even ones (7.5)."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        element = footer._element  # noqa: SLF001 - a field cannot be made otherwise
        element[:] = [parse_xml(_page_number(side))]


def _page_number(side: str) -> str:
    def run(inside: str) -> str:
        return f"<w:r><w:rPr>{_fonts('宋体')}<w:sz w:val='28'/></w:rPr>{inside}</w:r>"

    field = (
        run('<w:fldChar w:fldCharType="begin"/>'),
        run('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
        run('<w:fldChar w:fldCharType="separate"/>'),
        run("<w:t>1</w:t>"),
        run('<w:fldChar w:fldCharType="end"/>'),
    )
    dashes = run('<w:t xml:space="preserve">— </w:t>'), run('<w:t xml:space="preserve"> —</w:t>')
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/>'
        f"</w:pPr>{dashes[0]}{''.join(field)}{dashes[1]}</w:p>"
    )


def _body_xml(document: Document) -> str:
    hint = ' w:hint="eastAsia"' if document.language == "zh" else ""
    inside = "".join(_blocks_xml(document, hint))
    title = _paragraph("Title", _run(document.title, TITLE, hint))
    return f"<w:body {nsdecls('w')}>{title}{inside}</w:body>"


def _blocks_xml(document: Document, hint: str) -> Iterator[str]:
    first = second = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            number = ""
            if not has_own_number(block.text):
                first, second = (first + 1, 0) if block.level == 1 else (first, second + 1)
                number = number_heading(first, second, document.language)
            face = HEI if block.level == 1 else KAI
            more = "<w:pageBreakBefore/>" if block.begins_page else ""
            yield _paragraph(f"Heading{block.level}", _run(number + block.text, face, hint), more)
        else:
            yield _block_xml(block, document, hint)


def _block_xml(block: Block, document: Document, hint: str) -> str:
    match block:
        case Paragraph():
            lead = _run(block.lead, HEI, hint) if block.lead else ""
            text = _run(block.text, SONG, hint) if block.text else ""
            return _paragraph("BodyText" if text else "Lead", lead + text)
        case Numbered():
            lines = (f"{n}. {line}" for n, line in enumerate(block.lines, start=1))
            parts = (part for line in lines for part in line.splitlines())
            return "".join(_paragraph("BodyText", _run(part, SONG, hint)) for part in parts)
        case Fine():
            more = "<w:keepNext/>" if block.is_heading else ""
            return _paragraph("Fine", _run(block.text, SONG, hint), more)
        case Table():
            return _table(block, document, hint)
        case Heading():
            return ""


def _paragraph(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _run(text: str, face: str, hint: str) -> str:
    said = clean(text) if hint else clean(text).replace(*WIDE_SPACE)
    inside = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in said.splitlines()
    )
    weight = "" if hint else WEIGHT_OF.get(face, "")
    return f"<w:r><w:rPr>{_fonts(face, hint)}{weight}</w:rPr>{inside}</w:r>"


def _fonts(face: str, hint: str = "") -> str:
    return (
        f'<w:rFonts{hint} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}" w:cs="{LATIN}"/>'
    )


def _table(table: Table, document: Document, hint: str) -> str:
    width_mm = TYPE_AREA_MM[1] if document.is_landscape else TYPE_AREA_MM[0]
    total = round(width_mm * TWIPS_PER_MM)
    widths = [total * share // sum(table.shares) for share in table.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(table.head, widths, HEI, hint) if table.head else ""
    rows = "".join(_row(row, widths, SONG, hint) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
        f"{_paragraph('Fine', '')}"
    )


def _row(cells: tuple[str, ...], widths: list[int], face: str, hint: str) -> str:
    """Return a row that is not divided between pages; a head is one in the face of headings."""
    is_head = "<w:tblHeader/>" if face == HEI else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph('TableText', _run(cell, face, hint))}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{is_head}</w:trPr>{inside}</w:tr>"
