# SPDX-License-Identifier: MIT
"""Reads a finished output with means of its own: HTML, PDFs, pictures of PDFs, data files."""

import json
import math
import shutil
import time
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pypdfium2
from playwright.sync_api import Page

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

POINTS_PER_MM = 72 / 25.4

WHITE_PT = 2
"""What is smaller stands white on white: words on their way to the margin of a page."""

SHELVES = (
    "lessons",
    "micros",
    "activities",
    "questions",
    "curricula",
    "trainings",
    "drills",
    "procedures",
    "posters",
    "regulations",
    "duties",
    "checklists",
    "forms",
    "reminders",
)
"""Folders of items, as addresses name them."""


def wait_until(page: Page, expression: str, arg: object = None, patience_s: float = 30) -> None:
    """Wait until JavaScript says yes; the policy of pages leaves them no `eval`, with which
    `page.wait_for_function` would ask again."""
    until = time.monotonic() + patience_s
    while not page.evaluate(expression, arg):
        assert time.monotonic() < until, expression
        page.wait_for_timeout(20)


def find_chromium() -> str:
    """Return the browser of the system; the tests bring none of their own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "no chromium: make test installs it"
    return found


def squeeze(text: str) -> str:
    """Return text without white space and soft breaks, wherever its lines were broken."""
    return "".join(text.replace("\ufffe", "").replace("\xad", "").split())


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.language: str | None = None
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.headings: dict[str, list[str]] = {"h1": [], "h2": [], "h3": []}
        self.texts: list[str] = []
        self.items: list[str] = []
        self.article = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.language = values.get("lang")
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        self._note_loaded(tag, values)
        if tag in self.headings:
            self.headings[tag].append("")
        if tag == "li":
            self.items.append("")
        if tag not in ("meta", "link", "img", "input", "br", "hr", "path", "source"):
            self._open.append(tag)

    def _note_loaded(self, tag: str, values: dict[str, str | None]) -> None:
        rel = values.get("rel") or ""
        for name in ("src", "action"):
            if value := values.get(name):
                self.loaded.append(value)
        if tag == "link" and ("stylesheet" in rel or "icon" in rel) and values.get("href"):
            self.loaded.append(values["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"}.isdisjoint(self._open):
            return
        self.texts.append(data)
        if "article" in self._open:
            self.article += data
        for tag in self.headings:
            if tag in self._open:
                self.headings[tag][-1] += data
        if "li" in self._open:
            self.items[-1] += data


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlFile:
    """What stands in an HTML file."""

    language: str | None
    links: tuple[str, ...]
    """Of `<a href>`."""
    loaded: tuple[str, ...]
    """Addresses of scripts, pictures, styles and forms."""
    ids: tuple[str, ...]
    headings: dict[str, list[str]]
    items: tuple[str, ...]
    """Texts of `<li>`."""
    text: str
    article: str
    """What the page itself says, without menus and frame."""


@cache
def read_html(path: Path) -> HtmlFile:
    reader = _HtmlReader()
    reader.feed(path.read_text(encoding="utf-8"))
    return HtmlFile(
        language=reader.language,
        links=tuple(reader.links),
        loaded=tuple(reader.loaded),
        ids=tuple(reader.ids),
        headings={
            tag: [" ".join(text.split()) for text in texts]
            for tag, texts in reader.headings.items()
        },
        items=tuple(" ".join(text.split()) for text in reader.items),
        text="".join(reader.texts),
        article=reader.article,
    )


def follow(page: Path, link: str, root: Path) -> tuple[Path, str] | None:
    """Return file and fragment to which a link leads; none for another scheme or host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        target = root / path.lstrip("/")
    else:
        target = page.parent / path if path else page
    return target.resolve(), unquote(parts.fragment)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """What stands in a PDF, as PDFium sees it."""

    title: str
    producer: str
    sizes_mm: tuple[tuple[float, float], ...]
    """Width and height of each page."""
    text: str
    fonts: frozenset[str] = field(repr=False)
    sizes_pt: frozenset[float] = field(repr=False)
    """Of type, as it is drawn."""
    has_embedded_fonts_only: bool


@cache
def read_pdf(path: Path) -> PdfFile:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = list(document)
        pieces = [piece for page in pages for piece in _pieces(page)]
        fonts = {(font.get_base_name(), font.is_embedded) for font, _ in pieces}
        return PdfFile(
            title=document.get_metadata_dict()["Title"],
            producer=document.get_metadata_dict()["Producer"],
            sizes_mm=tuple(
                (page.get_width() / POINTS_PER_MM, page.get_height() / POINTS_PER_MM)
                for page in pages
            ),
            text="".join(page.get_textpage().get_text_range() for page in pages),
            fonts=frozenset(name for name, _ in fonts),
            sizes_pt=frozenset(size for _, size in pieces if size > WHITE_PT),
            has_embedded_fonts_only=all(is_embedded for _, is_embedded in fonts),
        )
    finally:
        document.close()


def _pieces(page: pypdfium2.PdfPage) -> list[tuple[Any, float]]:
    """Return font and size in points, to a tenth, of every piece of text."""
    found = []
    for piece in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
        size, around = piece.get_font_size(), piece
        while around:
            matrix = around.get_matrix()
            size *= math.hypot(matrix.c, matrix.d)
            around = around.container
        found.append((piece.get_font(), round(size, 1)))
    return found


def text_boxes_mm(path: Path) -> list[tuple[float, float, float, float, float, float]]:
    """Return left, top, right and bottom of every stretch of text, then its page's size."""
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for number in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(number)
                box = (left, height - top, right, height - bottom, width, height)
                found.append(tuple(value / POINTS_PER_MM for value in box))
    finally:
        document.close()
    return found


def picture_of(path: Path, dpi: int) -> Any:
    """Return the first page of a PDF as a picture."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An output folder with its data files."""

    folder: Path

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    @property
    def sheets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.read("sheets.json")["sheets"]
        return found

    def pdfs(self, *folders: str) -> list[Path]:
        found = sorted(p for f in folders for p in (self.folder / "pdf" / f).glob("*.pdf"))
        assert found
        return found
