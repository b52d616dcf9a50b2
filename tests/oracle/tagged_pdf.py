# SPDX-License-Identifier: MIT
"""What a reader that speaks needs of a PDF: looked for with pikepdf alone, in each object.

A part of ISO 14289-1 (PDF/UA-1), no proof of conformity: that all that is drawn is either named
once in the tree of tags or set aside, that the tree and its way back agree, that pictures have
words, heads of tables a scope and links a text, and that title and language are told.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Mark = tuple[tuple[int, int], int]
"""The stream that draws something, and the number of the mark in it."""

PAINTING = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"])
"""Operators that leave ink (ISO 32000-1, annex A)."""

WATCHED = " ".join(sorted(PAINTING | {"BDC", "BMC", "EMC", "Do", "BI"}))


def faults_of(path: Path | BytesIO) -> list[str]:
    """Return what is amiss in a PDF, each kind of fault once with how often."""
    with pikepdf.open(path) as pdf:
        return [f"{what} ({n}×)" for what, n in Counter(_faults(pdf)).items()]


def faults_of_promises(path: Path) -> list[str]:
    """Return what is amiss in what a PDF says of itself as a whole."""
    with pikepdf.open(path) as pdf:
        return list(_faults_of_promises(pdf))


def _faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _faults_of_promises(pdf)
    if "/StructTreeRoot" in pdf.Root:
        yield from _faults_of_tags(pdf)


def _faults_of_promises(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    wishes = root.get("/ViewerPreferences", Dictionary())
    if not bool(wishes.get("/DisplayDocTitle", False)):
        yield "its title is not shown"
    if wishes.get("/PrintScaling") != Name("/None"):
        yield "it may be scaled"
    if not str(root.get("/Lang", "")) or not str(pdf.docinfo.get("/Title", "")):
        yield "no language or no title"
    metadata = root.get("/Metadata")
    if metadata is None or b"pdfuaid:part" not in metadata.read_bytes():
        yield "not said to be tagged"
    if "/StructTreeRoot" not in root or not bool(root.MarkInfo.Marked):
        yield "no tags"


def _faults_of_tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    marks = [mark for page in pdf.pages for mark in _marks(page.obj, set())]
    yield from (mark for mark in marks if isinstance(mark, str))
    drawn = [mark for mark in marks if not isinstance(mark, str)]
    tags = list(_tags(pdf.Root.StructTreeRoot))
    told = [(_mark_of(kid, tag), tag) for tag in tags for kid in _kids(tag) if _is_mark(kid)]
    yield from _faults_of_marks([mark for mark, _ in drawn], [mark for mark, _ in told])
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    back = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    keys = dict(drawn)
    for mark, tag in told:
        if mark in keys and back[int(keys[mark])][mark[1]].objgen != tag.objgen:
            yield "the way back leads to another tag"
    pages = {page.obj.objgen for page in pdf.pages}
    for tag in tags:
        yield from _faults_of_tag(tag, pages)
    yield from _faults_of_notes(pdf, tags)


def _faults_of_marks(drawn: list[Mark], told: list[Mark]) -> Iterator[str]:
    if len(set(drawn)) < len(drawn):
        yield "a mark is drawn twice"
    if len(set(told)) < len(told):
        yield "a mark is read twice"
    if set(told) - set(drawn):
        yield "a tag names what is not drawn"
    if set(drawn) - set(told):
        yield "a mark has no tag"


def _faults_of_notes(pdf: pikepdf.Pdf, tags: list[Any]) -> Iterator[str]:
    linked = {kid.Obj.objgen for tag in tags for kid in _kids(tag) if _is_note(kid)}
    for page in pdf.pages:
        if "/Annots" in page.obj and page.obj.get("/Tabs") != Name.S:
            yield "links are not in the order of reading"
        for note in page.obj.get("/Annots", ()):
            if note.objgen not in linked:
                yield "a link or field has no tag"
            if note.Subtype == Name.Link and not str(note.get("/Contents", "")):
                yield "a link has no words"


def _is_note(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _is_mark(kid: Any) -> bool:
    return isinstance(kid, int) or "/MCID" in kid


def _mark_of(kid: Any, tag: Any) -> Mark:
    if isinstance(kid, int):
        return tag.Pg.objgen, kid
    page = kid.get("/Pg", tag.get("/Pg"))
    return kid.get("/Stm", page).objgen, int(kid.MCID)


def _faults_of_tag(tag: Any, pages: set[tuple[int, int]]) -> Iterator[str]:
    if "/Pg" in tag and tag.Pg.objgen not in pages:
        yield "a tag stands on a page that is not there"
    if Name.Figure == tag.S and not str(tag.get("/Alt", "")).strip():
        yield "a picture has no words"
    if tag.S == Name.TH and "Scope" not in repr(tag.get("/A")):
        yield "the head of a row or column does not say of which"


def _tags(node: Any) -> Iterator[Any]:
    waiting = _kids(node)
    while waiting:
        tag = waiting.pop()
        if isinstance(tag, Dictionary) and "/S" in tag:
            yield tag
            waiting += _kids(tag)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _marks(holder: Any, outer: set[str]) -> Iterator[tuple[Mark, Any] | str]:
    """Yield what is marked on a page or in a form, with the number of the way back to its tags.

    Faults come as words.
    """
    forms = holder.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    within: list[str] = list(outer)
    for piece in pikepdf.parse_content_stream(holder, WATCHED):
        name = str(piece.operator)
        if name in ("BDC", "BMC"):
            said = piece.operands[1] if len(piece.operands) > 1 else Dictionary()
            number = said.get("/MCID") if isinstance(said, Dictionary) else None
            within.append("aside" if piece.operands[0] == Name.Artifact else "read")
            if number is not None:
                yield (holder.objgen, int(number)), holder.get("/StructParents")
            if number is None and within[-1] == "read":
                within[-1] = "named"
        elif name == "EMC":
            within.pop()
        elif name == "Do":
            form = forms[piece.operands[0]]
            if form.Subtype == Name.Form:
                yield from _marks(form, set(within))
            elif not {"read", "aside"} & set(within):
                yield "a picture is neither tagged nor set aside"
        elif not {"read", "aside"} & set(within):
            yield f"ink is neither tagged nor set aside: {name}"
