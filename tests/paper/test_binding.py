# SPDX-License-Identifier: MIT
"""Finished pages are bound as they are, in order, with tags and links; folding loses none."""

import io
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from generator.finding import Origin
from generator.kept_files import KeptFiles
from generator.paper.binding import Binding, MisfitError, bind, bind_all, folded_bytes
from generator.paper.folding import sheet_sides
from generator.paper.pdf import PrintJob, print_all
from generator.settings import THEME
from tests.oracle.tagged_pdf import faults_of

PAGE = (
    "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><title>{title}</title>{style}"
    "</head><body>{body}</body></html>"
)

STYLE = """<style>@page { size: 210mm 297mm; margin: 20mm }
.leaf { break-before: page; height: 5mm }
@page leaf { margin: 8mm; @top-right { content: "页" counter(page); font: 700 9pt "Muster Sans" } }
.entry { bookmark-level: 2; bookmark-label: attr(data-label) }
.leaf { page: leaf } h1 { font-family: "Muster Sans" }</style>"""

WIDE = "<style>@page { size: 297mm 210mm; margin: 20mm } h1 { font-family: 'Muster Sans' }</style>"

PARTS = {
    "one.pdf": (STYLE, "<h1>灭火器</h1><h1 style='break-before: page'>第二页</h1>"),
    "two.pdf": (WIDE, "<h1><a href='https://muster.example/two'>疏散</a></h1>"),
}

FRAME = (
    "<h1>目录</h1><p><a href='#leaf-0'>一</a> <a href='#leaf-2'>二</a></p>"
    + "".join(
        f"<section class='leaf' id='leaf-{i}'><div class='entry' data-label='{i}'></div></section>"
        for i in range(3)
    )
    + "<h1 style='break-before: page'>版本</h1>"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bound")
    jobs = tuple(
        PrintJob(
            path=path, html=PAGE.format(title=path, style=style, body=body), origin=Origin(file="x")
        )
        for path, (style, body) in {**PARTS, "frame.pdf": (STYLE, FRAME)}.items()
    )
    with ThreadPoolExecutor(1) as executor:
        results = list(print_all(jobs, THEME, folder, executor))
    assert [result.findings for result in results] == [(), (), ()]
    return folder


BINDING = Binding(path="frame.pdf", parts=tuple(PARTS))


@pytest.fixture(scope="module")
def bound(out: Path) -> bytes:
    return bind(BINDING, out)


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_finished_pages_stand_in_their_places_with_head_and_number(bound: bytes) -> None:
    assert texts(bound) == ["目录一二", "灭火器页2", "第二页页3", "疏散页4", "版本"]


def test_a_page_looks_as_it_did_but_for_the_head(out: Path, bound: bytes) -> None:
    whole, part = pypdfium2.PdfDocument(bound), pypdfium2.PdfDocument(out / "one.pdf")
    for i in (0, 1):
        new, old = (
            document[n].render().to_pil().convert("L")
            for document, n in ((whole, i + 1), (part, i))
        )
        head_px = 40
        assert ImageChops.difference(new, old).crop((0, head_px, *new.size)).getbbox() is None
        assert ImageChops.difference(new, old).getbbox() is not None


def test_a_page_that_lies_is_turned_upright(bound: bytes) -> None:
    sizes = {
        tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(bound)
    }
    assert sizes == {(595, 842)}


def test_without_heads_pages_stay_as_they_are(out: Path) -> None:
    plain = bind(Binding(path="frame.pdf", parts=tuple(PARTS), has_heads=False), out)
    assert texts(plain)[1:4] == ["灭火器", "第二页", "疏散"]
    assert round(pypdfium2.PdfDocument(plain)[3].get_width()) == 842


def test_links_and_names_lead_to_the_finished_pages(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        numbers: dict[Any, int] = {page.objgen: i for i, page in enumerate(pdf.pages)}
        leads = {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
    assert {name: leads[name] for name in ("leaf-0", "leaf-1", "leaf-2")} == {
        "leaf-0": 1, "leaf-1": 2, "leaf-2": 3,
    }  # fmt: skip


def test_bookmarks_of_papers_lead_to_their_first_pages(bound: bytes) -> None:
    marks = [
        (mark.get_title(), mark.get_dest().get_index())
        for mark in pypdfium2.PdfDocument(bound).get_toc()
        if mark.level == 1
    ]
    assert marks == [("0", 1), ("1", 2), ("2", 3)]


def test_a_link_on_a_page_that_lies_is_turned_with_it_and_stays_tagged(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        (link,) = pdf.pages[3].obj.Annots
        left, bottom, right, top = (float(value) for value in link.Rect)
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        keys = [int(key) for key in numbers[::2]]
        assert str(numbers[2 * keys.index(int(link.StructParent)) + 1].S) == "/Link"
        assert str(link.A.URI) == "https://muster.example/two"
    text = pypdfium2.PdfDocument(bound)[3].get_textpage()
    box = text.get_charbox(text.get_text_range().index("疏"))
    assert left <= (box[0] + box[2]) / 2 <= right
    assert bottom <= (box[1] + box[3]) / 2 <= top


def elements(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    for child in node.get("/K", ()):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S), child
            yield from elements(child)


def test_all_that_is_tagged_is_read_in_the_order_of_the_pages(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        numbers: dict[Any, int] = {page.objgen: i for i, page in enumerate(pdf.pages)}
        found = [e for name, e in elements(pdf.Root.StructTreeRoot) if name == "/H1"]
        assert [numbers[e.Pg.objgen] for e in found] == [0, 1, 2, 3, 4]
        keys = [int(k) for k in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]
        assert keys == sorted(set(keys))
        own = {int(page.obj.StructParents) for page in pdf.pages}
        assert len(own) == 5
        assert own <= set(keys)


def test_fonts_cut_from_one_font_are_one_again(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        fonts = [x for x in pdf.objects if isinstance(x, pikepdf.Dictionary) and "/FontFile2" in x]
        files = {x.FontFile2.objgen for x in fonts}
    assert len(fonts) >= 4
    assert len(files) == 2


def test_the_same_papers_bind_to_the_same_bytes_and_are_bound_once(
    out: Path, bound: bytes, tmp_path: Path
) -> None:
    assert bind(BINDING, out) == bound
    frame = (out / "frame.pdf").read_bytes()
    states = []
    for _ in range(2):
        with ThreadPoolExecutor(1) as executor:
            kept = KeptFiles(tmp_path / "cache" / "bound")
            states += [x.is_kept for x in bind_all([BINDING], out, executor, kept)]
        assert (out / "frame.pdf").read_bytes() == bound
        (out / "frame.pdf").write_bytes(frame)
    assert states == [False, True]


def test_a_frame_with_too_few_places_is_refused(out: Path) -> None:
    with pytest.raises(MisfitError):
        bind(Binding(path="frame.pdf", parts=("one.pdf",)), out)


def test_folded_sheets_hold_every_page_beside_its_partner(bound: bytes, folded: bytes) -> None:
    assert texts(folded) == ["版本目录一二", "灭火器页2", "第二页页3", "疏散页4"]
    sizes = {
        tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(folded)
    }
    assert sizes == {(1191, 842)}
    assert folded_bytes(bound) == folded


@pytest.fixture(scope="module")
def folded(bound: bytes) -> bytes:
    return folded_bytes(bound)


@pytest.mark.parametrize("name", ["frame.pdf", "bound", "folded"])
def test_nothing_that_is_read_aloud_is_lost_by_binding_or_folding(
    out: Path, bound: bytes, folded: bytes, name: str
) -> None:
    made = {"bound": bound, "folded": folded}.get(name)
    assert faults_of(io.BytesIO(made) if made else out / name) == []


def test_folded_sheets_are_read_in_the_order_of_the_booklet(bound: bytes, folded: bytes) -> None:
    orders = []
    for made in (bound, folded):
        with pikepdf.open(io.BytesIO(made)) as pdf:
            tags = elements(pdf.Root.StructTreeRoot)
            orders.append([(name, str(tag.get("/Alt", ""))) for name, tag in tags])
    assert orders[0] == orders[1]
    with pikepdf.open(io.BytesIO(folded)) as pdf:
        sides = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
        found = [e for name, e in elements(pdf.Root.StructTreeRoot) if name == "/H1"]
        assert [sides[e.Pg.objgen] for e in found] == [0, 1, 2, 3, 0]


def test_bookmarks_and_links_of_folded_sheets_lead_to_the_right_half(folded: bytes) -> None:
    document = pypdfium2.PdfDocument(folded)
    marks = {mark.get_title(): mark.get_dest() for mark in document.get_toc()}
    width = document[0].get_width() / 2
    halves = {title: (to.get_index(), to.get_view()[1][0] >= width) for title, to in marks.items()}
    assert halves["版本"] == (0, False)
    assert halves["目录"] == (0, True)
    assert halves["2"] == (3, False)
    with pikepdf.open(io.BytesIO(folded)) as pdf:
        links = [[float(v) for v in note.Rect] for note in pdf.pages[0].obj.Annots]
    text = document[0].get_textpage()
    for word, (left, _, right, _) in zip("一二", links, strict=True):
        box = text.get_charbox(text.get_text_range().index(word))
        assert left <= (box[0] + box[2]) / 2 <= right


@pytest.mark.parametrize("pages", [1, 2, 4, 5, 8, 63, 64, 65, 122, 300])
def test_folding_gives_back_the_pages_in_their_order(pages: int) -> None:
    sides = list(sheet_sides(pages))
    assert len(sides) % 2 == 0
    found = list(unfold(sides))
    assert [page for page in found if page is not None] == list(range(pages))
    assert found[-1] == pages - 1
    assert Counter(found)[None] == -pages % 4


def unfold(sides: list[tuple[int | None, int | None]]) -> Iterator[int | None]:
    """Read sheets as they lie inside each other: right halves inwards, then left halves outwards.

    A section ends with the sheet whose back shows two pages that follow each other, or a blank.
    """
    section: list[tuple[int | None, ...]] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        section.append((*front, *back))
        left, right = back
        is_last = front == sides[-2] and back == sides[-1]
        if is_last or (left is not None and right == left + 1):
            for _, outer, inner, _ in section:
                yield from (outer, inner)
            for outer, _, _, inner in reversed(section):
                yield from (inner, outer)
            section = []
