# SPDX-License-Identifier: MIT
"""A bound PDF → sheets to fold, two pages on each side; knows pikepdf alone.

Each page becomes a form that is drawn once on its sheet, and brings its tags along: they point
into the form (ISO 32000-1, 14.7.4.2), so that the order of reading stays that of the booklet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf

PAGES_OF_SHEET = 4
"""A folded sheet has four pages."""

MOST_SHEETS = 16
"""Our choice: so many folded sheets of 80 g lie inside each other and can still be stapled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Half:
    """Where a page of the booklet went."""

    side: Any
    """The side of a sheet on which it is drawn."""
    form: Any
    """What draws it."""
    shift_pt: float
    """How far to the right of its old place."""


def fold(pdf: Pdf) -> None:
    """Put the pages two and two on sheets of twice the size, to be folded and stapled.

    Many sheets are divided into sections that are folded each for itself and laid on top of each
    other. Blank pages come before the last one, so that this one is the back cover. Print on both
    sides, turned over the short edge. All pages must have the size of the first.
    """
    halves = _put_on_sheets(pdf)
    _lead_tags(pdf.Root.StructTreeRoot.get("/K"), halves)
    for target in targets(pdf):
        half = halves[target[0].objgen]
        target[0] = half.side
        if target[1] == Name.XYZ:
            target[2] = float(target[2]) + half.shift_pt
    pdf.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge


def _put_on_sheets(pdf: Pdf) -> dict[tuple[int, int], _Half]:
    """Replace the pages by the sides of sheets; return where each went."""
    pages = list(pdf.pages)
    _, _, width, height = (float(value) for value in pages[0].mediabox)
    halves = {}
    for sides in sheet_sides(len(pages)):
        side = pdf.make_indirect(
            Dictionary(Type=Name.Page, MediaBox=[0, 0, 2 * width, height], Tabs=Name.S)
        )
        held, drawn, notes = Dictionary(), [], Array()
        for number, name, shift_pt in zip(sides, ("/Left", "/Right"), (0.0, width), strict=True):
            if number is None:
                continue
            page = pages[number]
            half = _Half(side=side, form=_form(page), shift_pt=shift_pt)
            held[name] = half.form
            drawn.append(f"q 1 0 0 1 {shift_pt:.4f} 0 cm {name} Do Q")
            notes.extend(_moved_notes(page, shift_pt))
            halves[page.obj.objgen] = half
        side.Resources = Dictionary(XObject=held)
        side.Contents = pdf.make_stream("\n".join(drawn).encode())
        if len(notes):
            side.Annots = notes
        pdf.pages.append(Page(side))
    del pdf.pages[: len(pages)]
    return halves


def _form(page: Page) -> Any:
    """Return what draws a page; among the tags it is known by the page's number."""
    form = page.as_form_xobject()
    form.StructParents = page.obj.StructParents
    return form


def _moved_notes(page: Page, shift_pt: float) -> Iterator[Any]:
    """Yield the links of a page, where they lie on the sheet."""
    for note in page.obj.get("/Annots", ()):
        left, bottom, right, top = (float(value) for value in note.Rect)
        note.Rect = Array([left + shift_pt, bottom, right + shift_pt, top])
        yield note


def _lead_tags(tags: Any, halves: Mapping[tuple[int, int], _Half]) -> None:
    """Let all that stands below a tag point to where its page went."""
    waiting = _list(tags)
    while waiting:
        tag = waiting.pop()
        kids = _list(tag.get("/K"))
        waiting += [kid for kid in kids if not isinstance(kid, int)]
        if "/Pg" not in tag:
            continue
        half = halves[tag.Pg.objgen]
        tag.Pg = half.side
        for i, kid in enumerate(kids):
            if isinstance(kid, int):
                kids[i] = Dictionary(Type=Name.MCR, Pg=half.side, Stm=half.form, MCID=kid)
        if kids:
            tag.K = Array(kids)


def _list(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def targets(pdf: Pdf) -> Iterator[Any]:
    """Yield the page and place to which each name and bookmark leads."""
    names = pdf.Root.Names.Dests.Names
    yield from (names[i + 1] for i in range(0, len(names), 2))
    waiting = [pdf.Root.Outlines.get("/First")]
    while waiting:
        mark = waiting.pop()
        if mark is not None:
            yield mark.Dest
            waiting += [mark.get("/Next"), mark.get("/First")]


def sheet_sides(pages: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield left and right page of each side, front and back in turn; None is a blank page.

    Pages are counted from 0.
    """
    blank = -pages % PAGES_OF_SHEET
    order: list[int | None] = [*range(pages - 1), *[None] * blank, pages - 1]
    sheets = len(order) // PAGES_OF_SHEET
    sections = -(-sheets // MOST_SHEETS)
    for section in range(sections):
        first, last = (sheets * i // sections for i in (section, section + 1))
        own = order[first * PAGES_OF_SHEET : last * PAGES_OF_SHEET]
        for i in range(len(own) // PAGES_OF_SHEET):
            yield own[-1 - 2 * i], own[2 * i]
            yield own[2 * i + 1], own[-2 - 2 * i]
