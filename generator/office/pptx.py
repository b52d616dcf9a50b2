# SPDX-License-Identifier: MIT
"""Slides as .pptx, 16:9; the one place that knows python-pptx.

Every box stands where `slide_page` measured it, with lines set at an exact pitch (`slide_xml`):
the words have room in every face that is as wide as a hanzi's square, and stay as large as they
are.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Pt

from generator.office.archive import one_line, settle_archive
from generator.office.slide import Deck, Line, PanelLook, Picture, PicturePanel, Slide
from generator.office.slide_page import (
    BEFORE_PT,
    BODY_BOX,
    CROSS_PT,
    OPENING_BOX,
    PAGE,
    PANEL_EDGE,
    PICTURE_SIDE,
    PITCH,
    TAG_HEIGHT,
    TAG_PT,
    TAG_WIDTH,
    TITLE_BOX,
    TITLE_PITCH,
    Box,
    body_width,
    divide,
    hang,
    panel_boxes,
    panel_text_box,
    title_of,
    title_width,
)
from generator.office.slide_xml import (
    DARK_GREEN,
    GREEN,
    GREY,
    HANZI,
    INK,
    LATIN,
    RED,
    WHITE,
    attribute,
    bar,
    frame,
    language_tag,
    paragraph,
    pitch,
    run_properties,
    text_run,
    word_box,
)

NUMBER_PT = 14

NUMBER_BOX: Box = (BODY_BOX[0], 508.0, BODY_BOX[2], 22.0)

DOT = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'

LAYOUTS = ("Title Slide", "Title and Content", "Title Only")
"""What is kept of python-pptx's template."""

DROPPED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
)
"""Parts of the template that show its maker's computer."""

MAKERS = ("pptx.py", "slide.py", "slide_page.py", "slide_xml.py", "text_width.py", "archive.py")
"""Our modules on which the bytes of a deck depend."""

_FONTS = re.compile(r"(<a:(major|minor)Font>).*?(</a:\2Font>)", re.DOTALL)


def write_pptx(deck: Deck, continued: str) -> bytes:
    """Return the deck as the bytes of a .pptx; the same deck gives the same bytes.

    `continued` stands behind the title of a page that goes on with the one before.
    """
    show = pptx.Presentation(io.BytesIO(_blank()))
    layouts = {layout.name: layout for layout in show.slide_layouts}
    for slide in (page for each in deck.slides for page in divide(each, continued)):
        page = show.slides.add_slide(layouts[_layout(slide)])
        _fill(page, slide, deck)
    _describe(show, deck)
    return settle_archive(_save(show), deck.as_of)


def deck_key(deck: Deck, continued: str) -> str:
    """Return what a deck is made from, with what makes it, as a SHA-256 in hexadecimal."""
    return hashlib.sha256(f"{_maker()}{continued}{deck!r}".encode(errors="replace")).hexdigest()


@cache
def _maker() -> str:
    folder = Path(__file__).parent
    own = b"".join((folder / name).read_bytes() for name in MAKERS)
    return f"{hashlib.sha256(own).hexdigest()} python-pptx {version('python-pptx')} "


def _layout(slide: Slide) -> str:
    if slide.is_opening:
        return LAYOUTS[0]
    return LAYOUTS[2] if slide.panels else LAYOUTS[1]


def _save(show: Presentation) -> bytes:
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def _describe(show: Presentation, deck: Deck) -> None:
    said = show.core_properties
    said.title, said.author = one_line(deck.title), one_line(deck.author)
    said.language = language_tag(deck)
    said.last_modified_by, said.comments = "Muster", ""


@cache
def _blank() -> bytes:
    """Return a show without slides: 16:9, three layouts, our faces and colours."""
    show = pptx.Presentation()
    _make_wide(show)
    for layout in [each for each in show.slide_layouts if each.name not in LAYOUTS]:
        show.slide_layouts.remove(layout)
    for relations in (show.part.rels, show.part.package._rels):  # noqa: SLF001 - no other way
        for name in [n for n, relation in relations.items() if relation.reltype in DROPPED]:
            relations.pop(name)
    _list_notes_master(show)
    for master in (show.slide_master.part, show.notes_master.part):
        _name_our_faces(master)
    return _save(show)


def _name_our_faces(master: Part) -> None:
    """Put our faces into the theme of a master; that of the notes is held as XML."""
    theme = master.part_related_by(RELATIONSHIP_TYPE.THEME)
    ours = _FONTS.sub(_our_fonts, theme.blob.decode()).encode()
    if isinstance(theme, XmlPart):
        theme._element = parse_xml(ours)  # noqa: SLF001 - there is no other way
    else:
        theme.blob = ours


def _our_fonts(found: re.Match[str]) -> str:
    faces = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{HANZI}"/><a:cs typeface="{LATIN}"/>'
    return found[1] + faces + found[3]


def _make_wide(show: Presentation) -> None:
    """Widen the page from 4:3 to 16:9, with all that stands on master and layouts."""
    old = show.slide_width or 0
    size = show.part._element.find(qn("p:sldSz"))  # noqa: SLF001 - python-pptx leaves its name
    size.attrib.pop("type", None)
    show.slide_width, show.slide_height = Pt(PAGE[0]), Pt(PAGE[1])
    for sheet in (show.slide_master, *show.slide_layouts):
        for place in sheet.element.iter(qn("a:xfrm")):
            for part, name in ((place.find(qn("a:off")), "x"), (place.find(qn("a:ext")), "cx")):
                if part is not None:
                    part.set(name, str(int(part.get(name)) * show.slide_width // old))


def _list_notes_master(show: Presentation) -> None:
    """Name the master of notes where PowerPoint looks for it; python-pptx forgets to."""
    name = show.part.relate_to(show.notes_master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = f'<p:notesMasterId r:id="{name}"/>'
    xml = f"<p:notesMasterIdLst {nsdecls('p', 'r')}>{listed}</p:notesMasterIdLst>"
    show.part._element.find(qn("p:sldMasterIdLst")).addnext(parse_xml(xml))  # noqa: SLF001


def _fill(page: Page, slide: Slide, deck: Deck) -> None:
    tree = page.shapes._spTree  # noqa: SLF001 - all shapes are made as one piece of XML
    for shape in list(page.shapes):
        tree.remove(shape._element)  # noqa: SLF001
    shapes = "".join(_shapes(page, slide, deck))
    for element in parse_xml(f"<p:spTree {nsdecls('a', 'p', 'r')}>{shapes}</p:spTree>"):
        tree.append(element)
    for number, named in enumerate(tree.iter(qn("p:cNvPr")), start=1):
        named.set("id", str(number))
    if slide.notes:
        _write_notes(page, slide.notes, deck)


def _write_notes(page: Page, notes: str, deck: Deck) -> None:
    frame = page.notes_slide.notes_text_frame
    if frame is not None:
        lines = "".join(paragraph(text_run(t, 12, INK, deck), "") for t in notes.splitlines())
        body = frame._element  # noqa: SLF001 - runs need their East Asian face
        for old in body.findall(qn("a:p")):
            body.remove(old)
        body.extend(parse_xml(f"<a:x {nsdecls('a')}>{lines}</a:x>"))


def _shapes(page: Page, slide: Slide, deck: Deck) -> Iterator[str]:
    """Yield what stands on a page, in the order in which it is read aloud."""
    if slide.is_opening:
        yield from _opening(page, slide, deck)
        return
    yield bar((0.0, 0.0, PAGE[0], 12.0), GREEN)
    yield _title(slide, deck, (*TITLE_BOX[:2], title_width(slide), TITLE_BOX[3]))
    if slide.tag:
        yield _tag(slide.tag, deck)
    if slide.panels:
        yield from _panels(page, slide, deck)
    else:
        yield _body(slide, deck)
    if slide.picture:
        left = BODY_BOX[0] + BODY_BOX[2] - PICTURE_SIDE
        yield _picture(page, slide.picture, (left, BODY_BOX[1], PICTURE_SIDE, PICTURE_SIDE))
    yield _page_number(deck)


def _opening(page: Page, slide: Slide, deck: Deck) -> Iterator[str]:
    yield bar((0.0, 0.0, PAGE[0], 60.0), GREEN)
    fitted = title_of(slide)
    runs = text_run(fitted.text, fitted.size_pt, DARK_GREEN, deck, is_bold=True)
    text = paragraph(runs, pitch(fitted.size_pt * TITLE_PITCH))
    yield word_box("Title", OPENING_BOX, text, place='<p:ph type="ctrTitle"/>')
    lines = "".join(
        paragraph(
            text_run(line.text, slide.sizes_pt[0], INK, deck), pitch(slide.sizes_pt[0] * PITCH)
        )
        for line in slide.lines
    )
    below: Box = (OPENING_BOX[0], 340.0, OPENING_BOX[2], 160.0)
    yield word_box("Subtitle", below, lines, place='<p:ph type="subTitle" idx="1"/>')
    if slide.picture:
        yield _picture(page, slide.picture, (PAGE[0] - BODY_BOX[0] - 190.0, 150.0, 190.0, 190.0))


def _title(slide: Slide, deck: Deck, box: Box) -> str:
    fitted = title_of(slide)
    runs = text_run(fitted.text, fitted.size_pt, DARK_GREEN, deck, is_bold=True)
    text = paragraph(runs, pitch(fitted.size_pt * TITLE_PITCH))
    return word_box("Title", box, text, place='<p:ph type="title"/>')


def _tag(tag: str, deck: Deck) -> str:
    left = TITLE_BOX[0] + TITLE_BOX[2] - TAG_WIDTH
    text = paragraph(text_run(tag, TAG_PT, WHITE, deck, is_bold=True), "", align="ctr")
    box = (left, TITLE_BOX[1] + 4, TAG_WIDTH, TAG_HEIGHT)
    return word_box("Minutes", box, text, form="roundRect", fill=GREEN, anchor="ctr")


def _body(slide: Slide, deck: Deck) -> str:
    lines = "".join(_line(line, slide, deck) for line in slide.lines)
    box = (*BODY_BOX[:2], body_width(slide), BODY_BOX[3])
    return word_box("Text", box, lines or paragraph("", ""), place='<p:ph idx="1"/>')


def _line(line: Line, slide: Slide, deck: Deck) -> str:
    """Return a paragraph: with a dot, unless it has words in front or is a heading itself."""
    lead = (
        text_run(line.lead, slide.sizes_pt[0], DARK_GREEN, deck, is_bold=True) if line.lead else ""
    )
    runs = lead + text_run(line.text, slide.sizes_pt[0], INK, deck, is_bold=line.is_strong)
    dot = "<a:buNone/>" if line.lead or line.is_strong else DOT
    before = f'<a:spcBef><a:spcPts val="{round(BEFORE_PT * 100)}"/></a:spcBef>'
    more = pitch(slide.sizes_pt[0] * PITCH) + before + dot
    return paragraph(runs, more, indent=hang(line, slide.sizes_pt[0]))


def _panels(page: Page, slide: Slide, deck: Deck) -> Iterator[str]:
    look = slide.look
    boxes = panel_boxes(len(slide.panels), look)
    for panel, box in zip(slide.panels, boxes, strict=True):
        left, top, width, _ = box
        yield _frame_of(panel, box)
        spot = (left + PANEL_EDGE, top + PANEL_EDGE, look.picture, look.picture)
        yield _picture(page, panel.picture, spot)
        yield word_box("Words", panel_text_box(panel, box, look), _words(panel, look, deck))
        if panel.is_forbidden:
            cross = paragraph(text_run("×", CROSS_PT, RED, deck, is_bold=True), "", align="r")
            yield word_box(
                "Cross", (left + width - CROSS_PT - PANEL_EDGE, top, CROSS_PT, 48.0), cross
            )


def _frame_of(panel: PicturePanel, box: Box) -> str:
    colour, width_pt = (RED, 4.5) if panel.is_forbidden else (INK, 1.5)
    return bar(box, WHITE, edge=colour, edge_pt=width_pt)


def _words(panel: PicturePanel, look: PanelLook, deck: Deck) -> str:
    title = text_run(panel.title, look.title_pt, INK, deck, is_bold=True)
    text = text_run(panel.text, look.text_pt, INK, deck)
    return paragraph(title, pitch(look.title_pt * PITCH)) + paragraph(
        text, pitch(look.text_pt * PITCH)
    )


def _page_number(deck: Deck) -> str:
    field = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f"{run_properties(NUMBER_PT, GREY, deck)}<a:t>‹#›</a:t></a:fld>"
    )
    return word_box("Number", NUMBER_BOX, paragraph(field, "", align="r"))


def _picture(page: Page, picture: Picture, box: Box) -> str:
    _, name = page.part.get_or_add_image_part(io.BytesIO(picture.png))
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="0" name="Picture" descr="{attribute(picture.alt)}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
