# SPDX-License-Identifier: MIT
"""A booklet: finished papers in a frame of cover, contents, page numbers, index and imprint.

The frame alone is laid out here, with an empty page wherever a finished one will be bound in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator.finding import Origin
from generator.model.record import Item, Teaching, Text
from generator.paper.binding import LEAF, Binding
from generator.paper.embedded import picture_address
from generator.paper.page_size import paper_style
from generator.paper.pdf import PrintJob
from generator.render.extra_font import credit_of
from generator.render.index_order import by_letter
from generator.render.pictogram import read_pictogram
from generator.render.qr import draw_qr
from generator.render.template import environment
from generator.render.words import load_words
from generator.settings import Settings

TITLE_SIZES_PT = ((16, 40), (40, 27), (120, 18))
"""Type of the cover's title by its length in characters; longer ones are set like text."""

LONG_TITLE_PT = 12
"""Type of a title that is no title any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A finished paper that is bound in."""

    path: str
    """Of its PDF, relative to the output folder."""
    title: str
    note: str
    """Small beside the title in the contents: its version, or where it hangs."""
    pages: int
    terms: tuple[str, ...] = ()
    """Under what the index lists it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of a booklet: words of its own, then finished papers."""

    title: str
    part: str | None = None
    """Which piece of the template lays out the words; None where there are none."""
    rows: tuple[object, ...] = ()
    """What that piece is given."""
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """What is bound together for one need."""

    path: str
    title: str
    kind: str
    """Key of what it is, in the section `booklet` of the words."""
    subject: str
    """Small above the title: the school, or what it belongs to."""
    pictogram: str
    language: str
    chapters: tuple[Chapter, ...]
    address: str
    """Page of the site that always has the newest edition; its QR code stands on the last page."""
    origin: Origin
    is_sample: bool = False
    has_index: bool = True
    is_bound: bool = True
    """True for pages with heads, all upright; false where papers are only put in one file."""
    folded: str | None = None
    """Where the same goes as sheets to fold."""
    paper: str = "A4"
    sayers: tuple[Item, ...] = ()
    """Whose texts it may show."""

    @property
    def binding(self) -> Binding:
        """Return what is bound with what."""
        return Binding(
            path=self.path,
            parts=tuple(leaf.path for leaf in self.leaves),
            has_heads=self.is_bound,
            folded=self.folded,
        )

    @property
    def leaves(self) -> Iterator[Leaf]:
        """Yield the finished papers in their order."""
        return (leaf for chapter in self.chapters for leaf in chapter.leaves)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A finished paper with the numbers of its empty pages."""

    leaf: Leaf
    anchor: str
    """Name of its first page in the frame."""
    numbers: tuple[int, ...]


def leaf_of(item: Teaching, path: str, language: str, pages: Mapping[str, int]) -> Leaf:
    """Return an item as it was printed at `path`."""
    return Leaf(
        path=path,
        title=item.title[language],
        note=item.history[0].version,
        pages=pages[path],
        terms=(item.title[language], *(word[language] for word in item.keywords)),
    )


def frame_job(booklet: Booklet, settings: Settings, theme: Path) -> PrintJob:
    """Return the frame of a booklet as a page description."""
    words = load_words(theme)
    chapters = list(_placed(booklet.chapters))
    html = (
        environment(theme / "print")
        .get_template("booklet.html")
        .render(
            booklet=booklet,
            chapters=chapters,
            index=_index(chapters, booklet.language) if booklet.has_index else [],
            language=booklet.language,
            css=paper_style(theme),
            title_pt=_title_pt(booklet.title),
            pictogram=_white_picture(theme, booklet.pictogram),
            qr=draw_qr(booklet.address),
            settings=settings,
            font_credit=credit_of(theme),
            version=version("muster"),
            w=lambda key: words[key][booklet.language],
        )
    )
    return PrintJob(path=booklet.path, html=html, origin=booklet.origin, sayers=booklet.sayers)


def _placed(chapters: Sequence[Chapter]) -> Iterator[tuple[Chapter, list[_Placed]]]:
    begun = 0
    for chapter in chapters:
        own = []
        for leaf in chapter.leaves:
            numbers = tuple(range(begun, begun + leaf.pages))
            own.append(_Placed(leaf=leaf, anchor=f"{LEAF}{begun}", numbers=numbers))
            begun += leaf.pages
        yield chapter, own


def _index(
    chapters: Sequence[tuple[Chapter, list[_Placed]]], language: str
) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return letters, their terms, and the names of the pages where each is told of."""
    places: dict[str, list[str]] = {}
    for _, own in chapters:
        for placed in own:
            for term in dict.fromkeys(placed.leaf.terms):
                places.setdefault(term, []).append(placed.anchor)
    return [
        (letter, [(term, places[term]) for term in terms])
        for letter, terms in by_letter(places, language)
    ]


def _white_picture(theme: Path, name: str) -> str:
    """Return a pictogram as the address of a background: it adorns the cover and says nothing."""
    return picture_address(read_pictogram(theme, name).replace("<svg", '<svg fill="#fff"', 1))


def _title_pt(title: str) -> int:
    fitting = (size for most, size in TITLE_SIZES_PT if len(title) <= most)
    return next(fitting, LONG_TITLE_PT)


def say(text: Text, language: str) -> str:
    """Return a text in one language, or in both with a stroke between."""
    return " / ".join(dict.fromkeys((text.zh, text.en))) if language == "both" else text[language]
