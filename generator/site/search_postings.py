# SPDX-License-Identifier: MIT
"""On which pages every piece of their texts stands, in which block of them, and how prominent."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from generator.model.search import LEVELS, pieces_of, words_in, write_numbers
from generator.site.search_pages import SearchPage
from generator.site.search_places import (
    BODY,
    LONG_GRAM,
    PagePieces,
    Pieces,
    Places,
    gram_pieces,
    gram_texts,
    joined,
    numbered_pieces,
)

SHORT_PIECE = 2
"""Of what people call a page pieces up to this length would find pages that are not called so."""


class Postings:
    """Places of hanzi by one to four, of Latin words, and of the pieces of such words."""

    def __init__(self) -> None:
        """Begin without any page."""
        self._blocks = 0
        self._grams = Places()
        self._words = Places()
        self._numbers: dict[str, int] = {}
        self._spelt: list[str] = []
        self._parts: dict[str, list[int]] = defaultdict(list)

    def add(self, page: SearchPage, blocks: tuple[str, ...]) -> None:
        """Note all pieces of the next page, whose text was cut into blocks."""
        self._grams.add(_gram_page(page, blocks), self._blocks)
        words, places = self._words.add(self._word_page(page, blocks), self._blocks)
        self._add_parts(words.tolist(), places.tolist())
        self._blocks += len(blocks)

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
        words, texts, _ = self._words.written()
        return dict(zip(map(self._spelt.__getitem__, words.tolist()), texts, strict=True))

    def _word_page(self, page: SearchPage, blocks: tuple[str, ...]) -> PagePieces:
        named = [word for name in page.names for word in words_in(name) if len(word) > SHORT_PIECE]
        body, places = numbered_pieces([self._numbered(words_in(block)) for block in blocks])
        return PagePieces(
            body=body,
            blocks=places,
            headings=self._pieces(words_in(page.headings)),
            hidden=self._pieces([*words_in(page.hidden), *named]),
            title=self._pieces(words_in(page.title)),
        )

    def _pieces(self, words: list[str]) -> Pieces:
        return numbered_pieces([self._numbered(words)])[0]

    def _numbered(self, words: Iterable[str]) -> list[int]:
        """Return each word as its place in the list of all."""
        for word in words:
            if word not in self._numbers:
                self._numbers[word] = len(self._spelt)
                self._spelt.append(word)
        return list(map(self._numbers.__getitem__, words))

    def _add_parts(self, words: list[int], places: list[int]) -> None:
        """Note letters and pairs of letters of the words of a page, each in its first block."""
        first: dict[str, int] = {}
        for place, word in sorted(zip(places, words, strict=True), reverse=True):
            first.update(dict.fromkeys(pieces_of(self._spelt[word]), place // LEVELS))
        for part, block in first.items():
            self._parts[part].append(block * LEVELS + BODY)


def _gram_page(page: SearchPage, blocks: tuple[str, ...]) -> PagePieces:
    body, places = gram_pieces(blocks)
    named, _ = gram_pieces(page.names)
    return PagePieces(
        body=body,
        blocks=places,
        headings=gram_pieces([page.headings])[0],
        hidden=joined(gram_pieces([page.hidden])[0], named[named >= LONG_GRAM]),
        title=gram_pieces([page.title])[0],
    )


def _written(places: list[int]) -> str:
    """Return places as characters, each by its distance from the block before."""
    return write_numbers([b - a + a % LEVELS for a, b in pairwise([-LEVELS, *places])])
