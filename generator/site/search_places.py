# SPDX-License-Identifier: MIT
"""Where pieces stand, for all pieces of a page at once: the only importer of numpy in the site.

A piece is a number here: a Latin word its place in a list, one to four hanzi their codes side by
side. One by one, with texts for keys, the places of 500 pages took six times as long.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from generator.model.search import DIGITS, FNV_BASIS, FNV_PRIME, HANZI, LEVELS, LONGEST_GRAM

HIDDEN, BODY, OFTEN, HEADING, TITLE = range(LEVELS)
"""How prominent a piece is on a page."""

_RANK = np.array([3, 1, 2, 3, 4])
"""How much each level is worth beside the others: what is hidden, as much as a heading."""

OFTEN_COUNT = 3

_BITS = 15
"""Of one hanzi, counted from 1: four of them fit into one number."""

_BEFORE = ord(HANZI[0]) - 1
_COUNT = ord(HANZI[1]) - _BEFORE

LONG_GRAM = 1 << 2 * _BITS
"""Grams of more than two hanzi are numbers from this on."""

_BASE = len(DIGITS) // 2
_DIGIT = np.frombuffer(DIGITS.encode(), np.uint8)

AT_ONCE = 1 << 20
"""So many places are sorted and written together: more only take more memory."""

SAMPLED = 64
"""Every so manyth piece tells how many there are between two numbers."""

Pieces = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePieces:
    """What one page says, as pieces."""

    body: Pieces
    """As often as they stand there, in any order in which equal ones are in that of the blocks."""
    blocks: NDArray[np.intp]
    """In which block of the page, from 0, each of `body` stands."""
    headings: Pieces
    hidden: Pieces
    """Under which the page is found though it may not show them."""
    asked: Pieces
    """What people type who want the page; where it shows them, worth as much as a heading."""
    title: Pieces


class Places:
    """Numbers of blocks, from 0 for the first page on, each with how prominent the piece is there.

    A place is the number of its block times LEVELS, and the level.
    """

    def __init__(self) -> None:
        """Begin without any page."""
        self._pieces: list[Pieces] = []
        self._places: list[NDArray[np.int32]] = []

    def add(self, pieces: Iterable[int], places: Iterable[int], number: int) -> None:
        """Note the pieces of a page whose first block has this number, as `places_of` has them."""
        self._pieces.append(np.asarray(pieces, np.int64))
        self._places.append(np.asarray(places, np.int32) + np.int32(number * LEVELS))

    def written(self) -> tuple[Pieces, list[str], list[int]]:
        """Return all pieces, each with its places as characters and on how many pages it stands."""
        found: list[Pieces] = []
        texts: list[str] = []
        counts: list[int] = []
        for low, high in pairwise(self._bounds()):
            pieces, places = self._between(low, high)
            starts = _starts(pieces)
            ends = np.append(starts[1:], len(pieces))
            found.append(pieces[starts])
            texts += chain.from_iterable(_slices(places, starts, ends))
            counts += (ends - starts).tolist()
        return np.concatenate(found), texts, counts

    def _bounds(self) -> list[int]:
        """Return numbers from the least on between which about AT_ONCE pieces lie."""
        some = np.sort(np.concatenate([*(own[::SAMPLED] for own in self._pieces), [0]]))
        count = sum(map(len, self._pieces)) // AT_ONCE + 1
        inner = {int(some[len(some) * part // count]) for part in range(1, count)}
        return sorted({0, *inner, 1 << LONGEST_GRAM * _BITS})

    def _between(self, low: int, high: int) -> tuple[Pieces, NDArray[np.int32]]:
        """Return the pieces from one number to below another in order, and their places."""
        chosen = [(own >= low) & (own < high) for own in self._pieces]
        both = zip(self._pieces, self._places, chosen, strict=True)
        some = [(own[is_wanted], places[is_wanted]) for own, places, is_wanted in both]
        pieces = np.concatenate([np.empty(0, np.int64), *(own for own, _ in some)])
        places = np.concatenate([np.empty(0, np.int32), *(own for _, own in some)])
        order = np.argsort(pieces, kind="stable")
        return pieces[order], places[order]

    def merged(self, groups: Sequence[Sequence[int]], sizes: Sequence[int]) -> list[str]:
        """Return the places of each group of pieces as characters; `sizes` are blocks of pages."""
        if not groups:
            return []
        pieces, places = np.concatenate(self._pieces), np.concatenate(self._places)
        order = np.argsort(pieces, kind="stable")
        pieces, places = pieces[order], places[order]
        page_of = np.repeat(np.arange(len(sizes)), sizes)
        found = [
            _most_prominent(
                np.concatenate(
                    [places[slice(*np.searchsorted(pieces, (piece, piece + 1)))] for piece in group]
                ),
                page_of,
            )
            for group in groups
        ]
        ends = np.cumsum(list(map(len, found)))
        starts = np.append(0, ends[:-1])
        return list(chain.from_iterable(_slices(np.concatenate(found), starts, ends)))


def gram_pieces(blocks: Iterable[str]) -> tuple[Pieces, NDArray[np.intp]]:
    """Return every stretch of one to four hanzi as a number, and in which of the texts it stands.

    Numbers grow with the length of the stretch; no stretch goes on from one text to the next.
    """
    texts = tuple(blocks)
    units = np.frombuffer("".join(f"{text}\0" for text in texts).encode("utf-32-le"), np.uint32)
    codes = units.astype(np.int64) - _BEFORE
    codes[(codes < 1) | (codes > _COUNT)] = 0
    place = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    found, grams = [codes], codes
    for length in range(2, LONGEST_GRAM + 1):
        last = codes[length - 1 :]
        grams = np.where((grams[:-1] > 0) & (last > 0), grams[:-1] << _BITS | last, 0)
        found.append(grams)
    kept = [grams.nonzero()[0] for grams in found]
    pieces = [grams[at] for grams, at in zip(found, kept, strict=True)]
    return np.concatenate(pieces), place[np.concatenate(kept)]


def numbered_pieces(blocks: Sequence[Sequence[int]]) -> tuple[Pieces, NDArray[np.intp]]:
    """Return the pieces of all blocks, and in which block each stands."""
    pieces = np.fromiter(chain.from_iterable(blocks), np.int64)
    return pieces, np.repeat(np.arange(len(blocks)), list(map(len, blocks)))


def joined(some: Pieces, more: Pieces) -> Pieces:
    """Return all pieces of both."""
    return np.concatenate([some, more])


def places_of(page: PagePieces) -> tuple[Pieces, NDArray[np.int64]]:
    """Return the pieces of a page, each once, and their places, the first block being 0."""
    order = np.argsort(page.body, kind="stable")
    pieces = page.body[order]
    starts = _starts(pieces)
    is_often = np.diff(starts, append=len(pieces)) >= OFTEN_COUNT
    pieces, blocks = pieces[starts], page.blocks[order[starts]]
    levels = np.where(is_often, OFTEN, BODY)
    unseen: dict[int, int] = {}
    for piece in _raised(pieces, levels, page.headings, HEADING):
        unseen[piece] = HEADING
    for piece in _raised(pieces, levels, page.hidden, HEADING):
        unseen[piece] = HEADING if piece in unseen else HIDDEN
    for piece in _raised(pieces, levels, page.asked, HEADING):
        unseen.setdefault(piece, HIDDEN)
    for piece in _raised(pieces, levels, page.title, TITLE):
        unseen[piece] = TITLE
    unseen_pieces, unseen_levels = np.array([*unseen.items()], np.int64).reshape(-1, 2).T
    places = np.append(blocks * LEVELS + levels, unseen_levels)
    return np.append(pieces, unseen_pieces), places


def gram_texts(pieces: Pieces) -> list[str]:
    """Return the hanzi that numbers stand for."""
    shifts = _BITS * np.arange(LONGEST_GRAM - 1, -1, -1)
    codes = pieces[:, None] >> shifts & (1 << _BITS) - 1
    characters = np.where(codes > 0, codes + _BEFORE, ord(" ")).astype(np.uint32)
    texts: list[str] = characters.view(f"<U{LONGEST_GRAM}").ravel().tolist()
    return list(map(str.lstrip, texts))


def shards_of(grams: Sequence[str], count: int) -> list[int]:
    """Return for each of some pieces, of characters of one unit, what `shard_of` returns."""
    longest = max(map(len, grams), default=1)
    units = np.array(grams, f"<U{longest}").view(np.uint32).reshape(len(grams), longest)
    values = np.full(len(grams), FNV_BASIS, np.uint32)
    for unit in units.T:
        values = np.where(unit > 0, (values ^ unit) * np.uint32(FNV_PRIME), values)
    found: list[int] = (values % count).tolist()
    return found


def _raised(pieces: Pieces, levels: NDArray[np.int64], prominent: Pieces, level: int) -> list[int]:
    """Give the prominent of the pieces their level; return those that are not among the pieces."""
    asked = np.unique(prominent)
    at = np.searchsorted(pieces, asked)
    is_there = np.append(pieces, -1)[at] == asked
    levels[at[is_there]] = level
    unseen: list[int] = asked[~is_there].tolist()
    return unseen


def _most_prominent(places: NDArray[np.int32], page_of: NDArray[np.intp]) -> NDArray[np.int32]:
    """Return one of the places on each page; what any of them shows there is not hidden."""
    pages, levels = page_of[places // LEVELS], places % LEVELS
    order = np.lexsort((places, -_RANK[levels], pages))
    places, pages, levels = places[order], pages[order], levels[order]
    starts = _starts(pages)
    is_shown = np.maximum.reduceat(levels, starts) > HIDDEN
    best = places[starts]
    best[is_shown & (levels[starts] == HIDDEN)] += HEADING - HIDDEN
    return best


def _starts(ordered: Pieces) -> NDArray[np.intp]:
    """Return where in sorted numbers another one begins."""
    return np.flatnonzero(np.diff(ordered, prepend=-1))


def _slices(
    places: NDArray[np.int32], starts: NDArray[np.intp], ends: NDArray[np.intp]
) -> Iterator[list[str]]:
    """Yield the places of all pieces as characters, those of some pieces at a time."""
    first = 0
    while first < len(starts):
        begin = starts[first]
        last = max(first + 1, int(np.searchsorted(ends, begin + AT_ONCE, "right")))
        some = places[begin : ends[last - 1]].astype(np.int64)
        own = starts[first:last] - begin
        before = np.roll(some, 1) // LEVELS
        before[own] = -1
        yield _written(some - before * LEVELS, own)
        first = last


def _written(numbers: NDArray[np.int64], starts: NDArray[np.intp]) -> list[str]:
    """Return numbers as `write_numbers` does, a text from each start to the next."""
    lengths = np.ones(len(numbers), np.int64)
    bound = _BASE
    while (longer := numbers >= bound).any():
        lengths += longer
        bound *= _BASE
    ends = np.append(0, np.cumsum(lengths))
    text = _digits(numbers, ends[:-1], int(ends[-1]))
    bounds = [*ends[:-1][starts].tolist(), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def _digits(numbers: NDArray[np.int64], at: NDArray[np.int64], size: int) -> str:
    """Return a text of that many characters where each number begins at its place."""
    written = np.empty(size, np.uint8)
    while len(numbers):
        is_last = numbers < _BASE
        written[at] = _DIGIT[np.where(is_last, numbers, _BASE + numbers % _BASE)]
        numbers, at = numbers[~is_last] // _BASE, at[~is_last] + 1
    return written.tobytes().decode()
