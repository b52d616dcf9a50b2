# SPDX-License-Identifier: MIT
"""Finished PDFs → one bound PDF, and the same as sheets to fold; knows pikepdf alone.

Nothing is laid out again. A bound PDF keeps the tags of its parts.
"""

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from generator.kept_files import KeptFiles
from generator.paper.folding import fold, targets
from generator.paper.font_union import join_fonts

LEAF = "leaf-"
"""With a number behind it: what the frame calls the page on which a finished page is put."""

SIZE_BYTES = 8
"""Before a kept PDF stands its size."""

MARKS = frozenset({"BDC", "BMC", "EMC"})
"""Operators that name what a stretch of a page is (ISO 32000-1, 14.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What is bound: a frame, and the finished PDFs whose pages fill its empty ones in order."""

    path: str
    """Of the frame, relative to the output folder; the bound PDF takes its place."""
    parts: tuple[str, ...]
    """Relative to the output folder; all pages of each are taken."""
    has_heads: bool = True
    """True where the frame's own words, head and page number, are drawn on each page, and where a
    page that lies on its side is turned upright; false where pages stay as they are."""
    folded: str | None = None
    """Where the same goes as sheets to fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What came of a binding."""

    path: str
    is_kept: bool
    """True where an earlier build had bound it."""


class MisfitError(ValueError):
    """A frame has another number of empty pages than there are pages to put on them."""


def bind_all(
    bindings: Sequence[Binding], out: Path, executor: Executor, kept: KeptFiles
) -> Iterator[Bound]:
    """Bind every booklet below `out`, and fold those that are to be; yields them in order.

    The workers of `executor` bind only what is not in `kept`; what nobody asked for is forgotten.
    """
    keys = [_key(binding, out) for binding in bindings]
    found = [kept.get(key) for key in keys]
    missing = [b for b, known in zip(bindings, found, strict=True) if known is None]
    made = executor.map(_bind_and_fold, missing, [out] * len(missing))
    for binding, key, known in zip(bindings, keys, found, strict=True):
        entry = known or next(made)
        if known is None:
            kept.put(key, entry)
        size = int.from_bytes(entry[:SIZE_BYTES], "big")
        (out / binding.path).write_bytes(entry[SIZE_BYTES : SIZE_BYTES + size])
        if binding.folded:
            (out / binding.folded).write_bytes(entry[SIZE_BYTES + size :])
        yield Bound(path=binding.path, is_kept=known is not None)
    kept.forget_unused()


def _bind_and_fold(binding: Binding, out: Path) -> bytes:
    """Return the size of the bound PDF, the PDF, and the folded one behind it."""
    bound = bind(binding, out)
    folded = folded_bytes(bound) if binding.folded else b""
    return len(bound).to_bytes(SIZE_BYTES, "big") + bound + folded


def _key(binding: Binding, out: Path) -> str:
    digest = hashlib.sha256(f"{_toolchain()}\0{binding.has_heads}\0{binding.folded}".encode())
    for path in (binding.path, *binding.parts):
        digest.update(hashlib.sha256((out / path).read_bytes()).digest())
    return digest.hexdigest()


@cache
def _toolchain() -> str:
    names = ("binding.py", "folding.py", "font_union.py")
    own = (Path(__file__).with_name(name) for name in names)
    files = (hashlib.sha256(path.read_bytes()).hexdigest() for path in own)
    return "\0".join([*files, version("pikepdf"), pikepdf.__libqpdf_version__])


def bind(binding: Binding, out: Path) -> bytes:
    """Return the frame below `out` with the pages of all parts; raises MisfitError."""
    with Pdf.open(out / binding.path) as pdf:
        empty = _empty_pages(pdf)
        holders = _holders(pdf, empty)
        moved: dict[tuple[int, int], Any] = {}
        for part in binding.parts:
            with Pdf.open(out / part) as source:
                size = len(source.pages)
                places = empty[len(moved) : len(moved) + size]
                _take_tags(pdf, source, holders[len(moved)])
                for place, page in zip(places, pdf.pages[-size:], strict=True):
                    _draw_over(pdf, page, place, binding)
                    moved[place.objgen] = page.obj
        if len(moved) != len(empty):
            message = f"{binding.path}: {len(moved)} pages for {len(empty)} places"
            raise MisfitError(message)
        _put_in_place(pdf, moved)
        _share_fonts(pdf)
        return _written(pdf)


def _empty_pages(pdf: Pdf) -> list[Any]:
    """Return the pages of the frame that wait for others, in their order."""
    names = pdf.Root.Names.Dests.Names
    found = {str(names[i]): names[i + 1][0] for i in range(0, len(names), 2)}
    numbers = sorted(int(name.removeprefix(LEAF)) for name in found if name.startswith(LEAF))
    return [found[f"{LEAF}{number}"] for number in numbers]


def _holders(pdf: Pdf, empty: Sequence[Any]) -> list[Any]:
    """Return for each empty page the empty section that stands for it among the tags."""
    pages = {page.objgen: i for i, page in enumerate(empty)}
    found = {}
    for element in pdf.Root.StructTreeRoot.K[0].K:
        if Name.Sect == element.S and element.Pg.objgen in pages and _is_empty(element):
            found[pages[element.Pg.objgen]] = element
    return [found[i] for i in range(len(empty))]


def _is_empty(element: Any) -> bool:
    """Say whether a tag marks nothing on the page; what only bears a bookmark may stand in it."""
    return all(isinstance(kid, Dictionary) and _is_empty(kid) for kid in element.K)


def _take_tags(pdf: Pdf, source: Pdf, holder: Any) -> None:
    """Append all pages of a part; hang what they say of themselves in the place of its section."""
    pdf.pages.extend(source.pages)
    if "/StructTreeRoot" not in source.Root:
        return
    tree = pdf.copy_foreign(source.Root.StructTreeRoot)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    base = int(numbers[len(numbers) - 2]) + 1
    for i in range(0, len(tree.ParentTree.Nums), 2):
        numbers.append(base + int(tree.ParentTree.Nums[i]))
        numbers.append(tree.ParentTree.Nums[i + 1])
    for page in pdf.pages[-len(source.pages) :]:
        for thing in (page.obj, *page.obj.get("/Annots", ())):
            for key in ("/StructParents", "/StructParent"):
                if key in thing:
                    thing[key] = base + int(thing[key])
    document = tree.K[0] if isinstance(tree.K, Array) else tree.K
    document.S, document.P = Name.Sect, holder
    holder.K = Array([document])
    holder.Pg = pdf.pages[-len(source.pages)].obj


def _draw_over(pdf: Pdf, page: Page, place: Any, binding: Binding) -> None:
    """Draw head and page number of the frame over a page, turned upright if it lies."""
    if not binding.has_heads:
        return
    left, bottom, right, top = (float(value) for value in page.mediabox)
    width, height = right - left, top - bottom
    begin = b"q\n"
    if width > height:
        begin = f"q 0 1 -1 0 {height:.4f} 0 cm\n".encode()
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            page.obj[box] = Array([0, 0, height, width])
        for note in page.obj.get("/Annots", ()):
            left, y1, right, y2 = (float(value) for value in note.Rect)
            note.Rect = Array([height - max(y1, y2), left, height - min(y1, y2), right])
    head = pdf.make_indirect(_head(pdf, Page(place)))
    page.obj.Resources = _own_copy(page.obj.Resources)
    page.obj.Resources.XObject.MusterHead = head
    page.contents_add(begin, prepend=True)
    page.contents_add(b"\nQ /Artifact BMC q /MusterHead Do Q EMC\n")


def _own_copy(resources: Any) -> Any:
    """Return resources that no other page shares, as far as pictures go."""
    own = Dictionary(resources)
    own.XObject = Dictionary(resources.get("/XObject", Dictionary()))
    return own


def _head(pdf: Pdf, page: Page) -> Any:
    """Return what the frame drew on an empty page, without tags: it is no part of the reading."""
    told = [
        piece for piece in pikepdf.parse_content_stream(page) if str(piece.operator) not in MARKS
    ]
    head = pdf.make_stream(pikepdf.unparse_content_stream(told))
    head.Type, head.Subtype, head.BBox = Name.XObject, Name.Form, page.mediabox
    head.Resources = page.obj.Resources
    return head


def _put_in_place(pdf: Pdf, moved: Mapping[tuple[int, int], Any]) -> None:
    """Put each finished page where its empty one was, and lead all links to it.

    Sections that no part took, since it has more pages than one, go with their empty pages.
    """
    frame: list[Any] = [page.obj for page in pdf.pages[: len(pdf.pages) - len(moved)]]
    order = [moved.get(page.objgen, page) for page in frame]
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    emptied = {int(p.obj.StructParents) for p in pdf.pages if p.objgen in moved}
    kept = [i for i in range(0, len(numbers), 2) if int(numbers[i]) not in emptied]
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([numbers[i + j] for i in kept for j in (0, 1)])
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array([tag for tag in document.K if tag.Pg.objgen not in moved])
    for target in targets(pdf):
        if target[0].objgen in moved:
            target[0] = moved[target[0].objgen]
    while len(pdf.pages):
        del pdf.pages[-1]
    for page in order:
        pdf.pages.append(Page(page))


def _share_fonts(pdf: Pdf) -> None:
    """Let all fonts that were cut from one font use one with the glyphs of all."""
    kin = defaultdict(list)
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            font = thing.FontFile2.read_bytes()
            kin[str(thing.FontName).partition("+")[2]].append((thing, font))
    for fonts in kin.values():
        union = join_fonts(font for _, font in fonts)
        whole = pdf.make_stream(union.font)
        whole.Length1 = len(union.font)
        for thing, font in fonts:
            if font in union.members:
                thing.FontFile2 = whole


def _written(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF, the same whenever and wherever they are written."""
    pdf.remove_unreferenced_resources()
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return target.getvalue()


def folded_bytes(bound: bytes) -> bytes:
    """Return a bound PDF as sheets to fold."""
    with Pdf.open(io.BytesIO(bound)) as pdf:
        fold(pdf)
        return _written(pdf)
