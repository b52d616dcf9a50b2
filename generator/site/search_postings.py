# SPDX-License-Identifier: MIT
"""On which pages every piece of their texts stands, in which block of them, and how prominent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.model.search import LEVELS, pieces_of, words_in, write_numbers
from generator.site.search_pages import SearchPage
from generator.site.search_places import (
    BODY,
    LONG_GRAM,
    PagePieces,
    Places,
    gram_pieces,
    gram_texts,
    joined,
    numbered_pieces,
    places_of,
)

SHORT_PIECE = 2
"""Of what people call a page pieces up to this length would find pages that are not called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPage:
    """A page in blocks, with its Latin words; its hanzi are cut faster than they could be read."""

    page: SearchPage
    blocks: tuple[str, ...]
    words: tuple[str, ...]
    """Each once."""
    word_places: tuple[int, ...]
    """Of each word, as in `search_places.Places`, the first block being 0."""
    parts: Mapping[str, int]
    """Letters and pairs of letters of the words, with the first block that each stands in."""


class Postings:
    """Places of hanzi by one to four, of Latin words, and of the pieces of such words."""

    def __init__(self) -> None:
        """Begin without any page."""
        self._blocks = 0
        self._sizes: list[int] = []
        self._grams = Places()
        self._words = Places()
        self._numbers: dict[str, int] = {}
        self._parts: dict[str, list[int]] = defaultdict(list)

    def add(self, cut: CutPage) -> None:
        """Note all pieces of the next page."""
        self._grams.add(*places_of(_gram_page(cut.page, cut.blocks)), self._blocks)
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in cut.words]
        self._words.add(numbers, cut.word_places, self._blocks)
        for part, block in cut.parts.items():
            self._parts[part].append((self._blocks + block) * LEVELS + BODY)
        self._blocks += len(cut.blocks)
        self._sizes.append(len(cut.blocks))

    def grams(self) -> tuple[dict[str, str], dict[str, int]]:
        """Return the places of all pieces but words, and on how many pages each stands."""
        pieces, texts, counts = self._grams.written()
        names = gram_texts(pieces)
        written = dict(zip(names, texts, strict=True))
        seen = dict(zip(names, counts, strict=True))
        for part, places in self._parts.items():
            written[part], seen[part] = _written(places), len(places)
        return written, seen

    def words(self) -> dict[str, str]:
        """Return the places of all words."""
        spelt = list(self._numbers)
        words, texts, _ = self._words.written()
        return dict(zip(map(spelt.__getitem__, words.tolist()), texts, strict=True))

    def merged(self, groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """Return under each name the places of its words: of a page the most prominent one."""
        numbered = [[self._numbers[word] for word in words] for words in groups.values()]
        return dict(zip(groups, self._words.merged(numbered, self._sizes), strict=True))


def cut_page(page: SearchPage, blocks: tuple[str, ...]) -> CutPage:
    """Return a page whose text was cut into blocks, with its Latin words."""
    numbers: dict[str, int] = {}

    def numbered(words: Iterable[str]) -> list[int]:
        """Return each word as its place in the list of all."""
        return [numbers.setdefault(word, len(numbers)) for word in words]

    named = [word for name in page.names for word in words_in(name) if len(word) > SHORT_PIECE]
    body, inside = numbered_pieces([numbered(words_in(block)) for block in blocks])
    pieces, places = places_of(
        PagePieces(
            body=body,
            blocks=inside,
            headings=numbered_pieces([numbered(words_in(page.headings))])[0],
            hidden=numbered_pieces([numbered([*words_in(page.hidden), *named])])[0],
            asked=numbered_pieces([numbered(words_in(asked)) for asked in page.asked])[0],
            title=numbered_pieces([numbered(words_in(page.title))])[0],
        )
    )
    spelt = list(numbers)
    words = tuple(spelt[piece] for piece in pieces.tolist())
    word_places = tuple(places.tolist())
    return CutPage(
        page=page,
        blocks=blocks,
        words=words,
        word_places=word_places,
        parts=_parts_of(words, word_places),
    )


def _parts_of(words: tuple[str, ...], places: tuple[int, ...]) -> dict[str, int]:
    """Return letters and pairs of letters of the words, each with the first block it stands in."""
    first: dict[str, int] = {}
    for place, word in sorted(zip(places, words, strict=True), reverse=True):
        first.update(dict.fromkeys(pieces_of(word), place // LEVELS))
    return first


def _gram_page(page: SearchPage, blocks: tuple[str, ...]) -> PagePieces:
    body, places = gram_pieces(blocks)
    named, _ = gram_pieces(page.names)
    return PagePieces(
        body=body,
        blocks=places,
        headings=gram_pieces([page.headings])[0],
        hidden=joined(gram_pieces([page.hidden])[0], named[named >= LONG_GRAM]),
        asked=gram_pieces(page.asked)[0],
        title=gram_pieces([page.title])[0],
    )


def _written(places: list[int]) -> str:
    """Return places as characters, each by its distance from the block before."""
    return write_numbers([b - a + a % LEVELS for a, b in pairwise([-LEVELS, *places])])
