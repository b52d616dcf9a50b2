# SPDX-License-Identifier: MIT
"""What a reader that speaks is told of a page, where WeasyPrint's tags leave it open."""

from collections.abc import Iterator
from typing import Any


def complete_tags(file: Any) -> None:
    """Set margins aside and say of what each head of a table is one, before the file is written."""
    tags = [x for x in file.objects if isinstance(x, dict) and x.get("Type") == "/StructElem"]
    _set_margins_aside(file, tags)
    for row in tags:
        if row.get("S") == "/TR":
            _tell_scope([_named(file, cell) for cell in row["K"]])


def _tell_scope(cells: list[Any]) -> None:
    """Say whether heads are of a row or a column (ISO 14289-1, 7.5).

    WeasyPrint names each head and lets each cell list its heads by these names, which papers that
    are bound together would have in common.
    """
    of_row = {head.data for cell in cells for head in cell.get("A", {}).pop("Headers", ())}
    for cell in cells:
        if cell["S"] == "/TH":
            is_of_row = cell.pop("ID").data in of_row
            cell["A"]["Scope"] = "/Row" if is_of_row else "/Column"


def _set_margins_aside(file: Any, tags: list[Any]) -> None:
    """Mark running heads, imprints and page numbers as artifacts (ISO 14289-1, 7.8).

    WeasyPrint marks them as text and leaves their tags out of the order of reading
    (`weasyprint/pdf/tags.py`), so that they would be neither read nor set aside.
    """
    root = _named(file, file.catalog["StructTreeRoot"])
    unread = tuple(_unread(file, tags, _named(file, root["K"][0])))
    margins = {tag.reference for tag in unread}
    for tag in unread:
        tag.clear()  # a number set free would shift the others where pydyf packs objects
    numbers = _named(file, root["ParentTree"])["Nums"]
    marked = {numbers[i]: numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in file.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page":
            of_page = marked[page["StructParents"]]
            aside = {i for i, tag in enumerate(of_page) if tag in margins}
            _mark_as_artifacts(_named(file, page["Contents"]).stream, aside)
            for i in aside:
                of_page[i] = b"null"


def _unread(file: Any, tags: list[Any], document: Any) -> Iterator[Any]:
    """Yield the tags that say that they stand in the document, which names them nowhere."""
    read = set(document["K"])
    waiting = [
        each for each in tags if each["P"] == document.reference and each.reference not in read
    ]
    while waiting:
        tag = waiting.pop()
        yield tag
        waiting += [_named(file, kid) for kid in tag["K"] if isinstance(kid, bytes)]


def _mark_as_artifacts(stream: list[Any], aside: set[int]) -> None:
    """Exchange the marks of a page's text that have these numbers."""
    for i, piece in enumerate(stream):
        if isinstance(piece, dict) and piece.get("MCID") in aside:
            stream[i - 1] = b"/Artifact"
            piece.clear()
            piece["Type"] = "/Pagination"


def _named(file: Any, reference: bytes) -> Any:
    return file.objects[int(reference.split()[0])]
