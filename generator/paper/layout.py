# SPDX-License-Identifier: MIT
"""Page descriptions → PDF; the only importer of WeasyPrint, and all that a worker loads.

What needs no layout, a page that is one drawing with every place in it settled, is written
without it (`drawn_file.py`), alone or as a picture among other pages.
"""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Document, css
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import harfbuzz, harfbuzz_subset, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.paper.copied_text import tell_all_glyphs
from generator.paper.drawn_file import DrawnPage, write_drawn_file
from generator.paper.embedded import Picture, Pictures
from generator.paper.least_growth import surely_overflows
from generator.paper.line_memory import LineMemory
from generator.paper.overflow import Overflow, find_overflows, first_words, lowest
from generator.paper.spoken import complete_tags
from generator.paper.style_memory import StyleMemory
from generator.paper.type_size import find_largest
from generator.paper.undrawable import Undrawable
from generator.render.warning import gathered_warnings
from generator.render.web_font import FONT_FAMILY, WEIGHTS

LATIN_FAMILY = "Muster Latin"
"""A part of it that a page brings along: fields that take no Chinese need no hanzi."""

FAMILIES = frozenset({FONT_FAMILY, LATIN_FAMILY})

SIZE_BYTES = 4
"""Before a kept PDF stands how long is what was told of it, and that."""

SIZE = "__SIZE__"
"""Stands in the styles of a page for the type size that is sought."""

COLLECT_AFTER = (50_000, 20, 100)
"""So many new objects, and rounds of the younger generations, before unused ones are sought."""

LINES = LineMemory(line_break.split_first_line, line_break.can_break_text)

# WeasyPrint's own layout asks for lines by these names.
inline.split_first_line = preferred.split_first_line = LINES.split_line
inline.can_break_text = preferred.can_break_text = LINES.can_break
inline.strut = LINES.remembered(line_break.strut)
line_break.get_font_description = LINES.remembered(line_break.get_font_description)

# And for the styles of a page by this one.
css.CSS = StyleMemory(CSS).parse


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDescription:
    """All that decides the bytes of a PDF, beside fonts and program."""

    html: str
    sizes_pt: tuple[float, ...] = ()
    """Type sizes to try for a single page, largest first; empty where any length will do.

    The size chosen takes the place of SIZE in the styles of the page, or in that of its root: so
    its style sheets stay as they are and are not parsed for each size.
    """
    first_pt: float = 0.0
    """About the size that will be chosen (`first_size.py`); 0 where nobody knows."""
    drawn: DrawnPage | None = None
    """The same page where it is nothing but a drawing: written as it is, without a layout.

    Should the drawing hold anything that this way does not know, the page is laid out.
    """
    has_fields: bool = False
    """True where its inputs become fields that a reader of PDFs fills in; the font of the fields
    is then embedded whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A PDF as a worker made it."""

    pdf: bytes
    pages: int
    messages: tuple[str, ...] = ()
    """What the layout warned of."""
    overflows: tuple[Overflow, ...] = ()
    """Texts that do not fit into their boxes."""
    second_page: str = ""
    """How the second page begins of what should be one."""

    def packed(self) -> bytes:
        """Return it as it is kept; what was warned of never is."""
        told = {
            "pages": self.pages,
            "overflows": [asdict(each) for each in self.overflows],
            "second_page": self.second_page,
        }
        head = json.dumps(told, ensure_ascii=False).encode()
        return len(head).to_bytes(SIZE_BYTES, "big") + head + self.pdf

    @classmethod
    def unpacked(cls, entry: bytes) -> "LaidOut":
        """Return what was kept."""
        end = SIZE_BYTES + int.from_bytes(entry[:SIZE_BYTES], "big")
        told = json.loads(entry[SIZE_BYTES:end])
        overflows = tuple(Overflow(**each) for each in told["overflows"])
        return cls(
            pdf=entry[end:],
            pages=told["pages"],
            overflows=overflows,
            second_page=told["second_page"],
        )


class NothingOutside(URLFetcher):  # type: ignore[misc]  # comes without types
    """Refuses every address but `data:` and the two font files."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False)
        self.fonts = fonts.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """Return what `url` holds; raises ValueError for anything outside the font folder."""
        is_font = url.startswith("file:") and url.removeprefix("file://").startswith(
            str(self.fonts)
        )
        if not (is_font or url.startswith("data:")):
            message = f"refused: {url[:80]}"
            raise ValueError(message)
        return super().fetch(url, headers)


@contextmanager
def _collecting_once() -> Iterator[None]:
    """Let Python look for unused objects when a document is done, and only among those since made.

    While it is laid out nearly all of them stay, and they are sought a fiftieth as often.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECT_AFTER)
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
        gc.set_threshold(*usual)


def lay_out(page: PageDescription, theme: Path) -> LaidOut:
    """Return a page as a PDF."""
    if page.drawn is not None:
        with suppress(Undrawable):
            return LaidOut(pdf=write_drawn_file(page.drawn, theme), pages=1)
    with _collecting_once():
        try:
            return _lay_out_file(page, theme)
        finally:
            LINES.forget()


def _lay_out_file(page: PageDescription, theme: Path) -> LaidOut:
    with gathered_warnings("weasyprint") as messages:
        pictures = Pictures(theme)
        document, overflows = _lay_out_whole(page, theme, pictures)
        finisher = partial(_complete, pictures=pictures)
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", pdf_forms=page.has_fields, finisher=finisher
        )
        told = tuple(dict.fromkeys(chain(messages, _borrowed(document))))
    boxes = _boxes(document)
    return LaidOut(
        pdf=pdf,
        pages=len(boxes),
        messages=told,
        overflows=overflows,
        second_page=first_words(boxes[1]) if page.sizes_pt and len(boxes) > 1 else "",
    )


BREAKING = "* { overflow-wrap: anywhere } "
"""Where a word is wider than the column of a table, columns are as wide as their words broken."""


def _lay_out_whole(
    page: PageDescription, theme: Path, pictures: Pictures
) -> tuple[Document, tuple[Overflow, ...]]:
    """Lay out a page; once more, with words broken anywhere, if something does not fit.

    Returns also what does not fit all the same.
    """
    document = _lay_out_once(page, theme, pictures)
    overflows = tuple(find_overflows(_boxes(document)))
    if overflows:
        breaking = replace(page, html=page.html.replace("</style>", f"{BREAKING}</style>", 1))
        broken = _lay_out_once(breaking, theme, pictures)
        if not any(find_overflows(_boxes(broken))):
            return broken, ()
    return document, overflows


def _lay_out_once(page: PageDescription, theme: Path, pictures: Pictures) -> Document:
    return _fit_on_page(page, theme) if page.sizes_pt else _lay_out_drawn(page, theme, pictures)


def _boxes(document: Document) -> list[Any]:
    return [page._page_box for page in document.pages]  # noqa: SLF001 - nothing public tells it


def _complete(document: Document, pdf: Any, pictures: Pictures) -> None:
    """Add what drawings and copied text need; ask for 100 % (ISO 32000-1, table 150)."""
    complete_tags(pdf)
    tell_all_glyphs(document.fonts.values(), pdf)
    pictures.add_fonts_to(pdf)
    wishes = pdf.catalog["ViewerPreferences"]
    wishes["PrintScaling"], wishes["PickTrayByPDFSize"] = "/None", "true"


def _borrowed(document: Document) -> Iterator[str]:
    """Yield a warning for each font of this machine that stood in where ours lacks a character."""
    for font in document.fonts.values():
        if font.family not in FAMILIES:
            characters = "".join(sorted(set("".join(font.to_unicode.values()))))
            yield f'drawn in the font {font.family}, which another machine may lack: "{characters}"'


def _lay_out_drawn(page: PageDescription, theme: Path, pictures: Pictures) -> Document:
    """Lay out a page whose drawings, as far as they can be, are written as they are."""
    html = pictures.exchange(page.html)
    return _lay_out(page, html, theme, pictures.by_address)


def _lay_out(
    page: PageDescription, html: str, theme: Path, pictures: dict[str, Picture] | None = None
) -> Document:
    """Lay out a page; `pictures` are those that are not fetched, by address."""
    return _render(page, _parse(html, theme), theme, pictures)


def _parse(html: str, theme: Path) -> HTML:
    return HTML(string=html, base_url="data:,", url_fetcher=_fonts(theme)[2])


def _render(
    page: PageDescription, html: HTML, theme: Path, pictures: dict[str, Picture] | None = None
) -> Document:
    fonts, style, _ = _fonts(theme)
    return html.render(
        stylesheets=[style],
        font_config=fonts,
        presentational_hints=True,
        pdf_variant="pdf/ua-1",
        pdf_forms=page.has_fields,
        cache=pictures if pictures is not None else {},
    )


def _fit_on_page(page: PageDescription, theme: Path) -> Document:
    """Return the layout in the largest size that stays on one page, else in the smallest."""
    html = _parse(page.html, theme)
    root = html.etree_element
    own = root.get("style", "")
    styles = [(each, each.text or "") for each in root.iter("style")]

    def lay_out_in(size_pt: float) -> Document:
        root.set("style", own.replace(SIZE, str(size_pt)))
        for element, text in styles:
            element.text = text.replace(SIZE, str(size_pt))
        return _render(page, html, theme)

    return find_largest(page.sizes_pt, lay_out_in, _look, page.first_pt, _overflows)


def _overflows(document: Document, times: float) -> bool:
    return surely_overflows(_boxes(document)[0], times)


def _look(document: Document) -> tuple[int, float]:
    """Return how many pages a document has and how many it fills.

    Of the pages before the last counts what stands on them, without what was left empty because
    the next box would not fit whole: so a size too large tells how much smaller it must be.
    """
    *before, last = _boxes(document)
    used = sum((lowest(page) - page.content_box_y()) / page.height for page in before)
    return len(document.pages), float(used + last.children[0].margin_height() / last.height)


@cache
def _fonts(theme: Path) -> tuple[FontConfiguration, CSS, NothingOutside]:
    """Register the two fonts once in each process."""
    fetcher = NothingOutside(theme / "fonts")
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url('{(theme / 'fonts' / name).resolve().as_uri()}')}}"
        for weight, name in WEIGHTS.items()
    )
    return fonts, CSS(string=faces, font_config=fonts, url_fetcher=fetcher), fetcher


def shared_libraries() -> tuple[object, ...]:
    """Return what tells one version of Pango and HarfBuzz from another."""
    return pango.pango_version(), _harfbuzz_version(), harfbuzz_subset is not None


def _harfbuzz_version() -> tuple[int, ...]:
    """Return the version of HarfBuzz, which tells only whether it is as new as another."""
    found: tuple[int, ...] = ()
    for rest in ((0, 0), (0,), ()):
        numbers = range(100)
        fitting = (n for n in numbers if harfbuzz.hb_version_atleast(*found, n, *rest))
        found = (*found, max(fitting))
    return found
