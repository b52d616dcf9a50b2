# SPDX-License-Identifier: MIT
"""The search index: small script files that a page loads as it needs them, also from file://.

Pages are cut into blocks, so that a found page costs one small text. An entry of the index says
for each page the first block that holds a piece, and how prominent it is there.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from pathlib import Path

from generator.model.search import (
    LEVELS,
    hanzi_in,
    pieces_of,
    shard_of,
    words_in,
    write_numbers,
)
from generator.site.search_pages import SearchPage
from generator.site.search_spelling import Lexicon, misspelt, spellings, syllables
from generator.site.search_words import SearchWords

BLOCK_CHARACTERS = 1200
"""About how much text is loaded to show one result: 3.6 kB of Chinese."""

SHARD_BYTES = 3000
"""About how large a file of the index is."""

WORDS_BYTES = 1200
FEWEST_SHARDS, MOST_SHARDS = 16, 4096

HIDDEN, BODY, OFTEN, HEADING, TITLE = range(LEVELS)
"""How prominent a piece is on a page."""

OFTEN_COUNT = 3
SHORT_GRAM = 2

WORTH: Mapping[str, int] = {
    "procedures": 23, "lessons": 22, "drills": 22, "micros": 20, "activities": 20, "posters": 20,
    "duties": 19, "checklists": 19, "forms": 19, "questions": 19, "trainings": 19,
    "curricula": 18, "regulations": 18, "reminders": 18, "schools": 16, "calendar": 10,
    "coverage": 8, "sources": 6,
}  # fmt: skip
"""What comes first among equals: what to do now, then teaching; in twentieths."""

WORTH_OF_OTHERS = 14
WORTH_OF_LISTS = 14

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SENTENCES = re.compile(r"[^。！？；\s]*[。！？；\s]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTables:
    """What is the same for all pages of one language."""

    language: str
    words: SearchWords
    kinds: Mapping[str, str]
    """Names of the kinds of page, in the language of the site."""
    audiences: Mapping[str, str]
    lexicon: Lexicon = Lexicon()  # noqa: RUF009 - frozen


def write_index(pages: tuple[SearchPage, ...], tables: SearchTables, folder: Path) -> None:
    """Write the index of one language into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    out = _Writer(folder, tables.language)
    index = _Postings()
    number = 0
    for page in pages:
        blocks = blocks_of(page.text)
        index.add(page, blocks, number)
        for block in blocks:
            out.write(f"t{number}", [page.url, page.title, page.gist, block])
            number += 1
    entries = dict(index.written())
    if tables.language == "zh":
        seen = {gram: len(places) for gram, places in index.grams.items()}
        texts = [" ".join((page.title, page.hidden, *page.names)) for page in pages]
        entries.update(spellings(seen, texts, tables.lexicon))
        out.write("terms", list(misspelt(tables.lexicon)))
        sounds = syllables(seen)
        out.write("syllables", " ".join(sounds))
        out.write("sounds", sounds)
    count = _write_shards(entries, out)
    out.write("words", list(_write_words(index.words, out)))
    out.write("dictionary", tables.words.data(tables.language))
    out.write("index", _summary(pages, tables, count))


class _Writer:
    """Writes values as scripts that hand them to the page."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language

    def write(self, name: str, value: object) -> None:
        text = _JSON.encode(value).replace("</", "<\\/")
        script = f'musterPiece("{self._language}","{name}",{text});\n'
        (self._folder / f"{name}.js").write_bytes(script.encode())


def blocks_of(text: str) -> tuple[str, ...]:
    """Return a text in blocks of about BLOCK_CHARACTERS hanzi, cut where no word is cut."""
    blocks = [""]
    size = 0.0
    for sentence in _SENTENCES.findall(text):
        weight = len(sentence.encode()) / 3
        if size and size + weight > BLOCK_CHARACTERS:
            blocks.append("")
            size = 0.0
        blocks[-1] += sentence
        size += weight
    return tuple(blocks)


class _Postings:
    """Where every piece stands: numbers of blocks, each with how prominent the piece is.

    A place is the number of its block times LEVELS, and the level: one number takes a tenth of the
    time of a pair of them.
    """

    def __init__(self) -> None:
        self.grams: dict[str, list[int]] = defaultdict(list)
        self.words: dict[str, list[int]] = defaultdict(list)

    def add(self, page: SearchPage, blocks: tuple[str, ...], number: int) -> None:
        """Note all pieces of a page whose first block has this number."""
        _note(self.grams, hanzi_in, page, blocks, number)
        words = _note(self.words, words_in, page, blocks, number)
        places: dict[str, int] = {}
        for word in words:
            place = self.words[word][-1] // LEVELS
            for piece in pieces_of(word):
                places[piece] = min(places.get(piece, place), place)
        for piece, place in places.items():
            self.grams[piece].append(place * LEVELS + BODY)

    def written(self) -> Iterator[tuple[str, str]]:
        """Yield pieces with their places as characters."""
        for gram, places in self.grams.items():
            yield gram, _written(places)


def _note(
    table: dict[str, list[int]],
    cut: Callable[[str], list[str]],
    page: SearchPage,
    blocks: tuple[str, ...],
    number: int,
) -> set[str]:
    """Note the pieces of one kind of a page in the table of its kind, and return them.

    All pieces of a block share one number, until the few that are more prominent get their own:
    this loop runs once for every piece of every page.
    """
    pieces = [cut(block) for block in blocks]
    seen: set[str] = set()
    for place, inside in enumerate(pieces, start=number):
        fresh, value = set(inside) - seen, place * LEVELS + BODY
        any(map(list.append, map(table.__getitem__, fresh), repeat(value)))  # none returns a thing
        seen |= fresh
    for piece, level in _prominent(pieces, cut, page, seen).items():
        if piece in seen:
            table[piece][-1] += level - BODY
        else:
            table[piece].append(number * LEVELS + level)
            seen.add(piece)
    return seen


def _prominent(
    pieces: list[list[str]], cut: Callable[[str], list[str]], page: SearchPage, seen: set[str]
) -> dict[str, int]:
    """Return how prominent those pieces are that do not merely stand in the text."""
    counted = Counter(chain.from_iterable(pieces))
    level = {piece: OFTEN for piece, count in counted.items() if count >= OFTEN_COUNT}
    level |= dict.fromkeys(cut(page.headings), HEADING)
    # Only the long pieces of names: their short ones would find pages without them.
    named = (piece for name in page.names for piece in cut(name) if len(piece) > SHORT_GRAM)
    for piece in {*cut(page.hidden), *named}:
        level[piece] = HEADING if piece in seen or piece in level else HIDDEN
    return level | dict.fromkeys(cut(page.title), TITLE)


def _written(places: list[int]) -> str:
    """Return places as characters, each by its distance from the block before."""
    return write_numbers([b - a + a % LEVELS for a, b in pairwise([-LEVELS, *places])])


def _write_shards(entries: Mapping[str, str], out: _Writer) -> int:
    size = sum(3 * len(key) + len(value) + 2 for key, value in entries.items())
    count = FEWEST_SHARDS
    while count < MOST_SHARDS and size / count > SHARD_BYTES:
        count *= 2
    shards: list[list[str]] = [[] for _ in range(count)]
    for key in sorted(entries):
        shards[shard_of(key, count)] += [key, entries[key]]
    for number, shard in enumerate(shards):
        out.write(f"s{number}", " ".join(shard))
    return count


def _write_words(words: Mapping[str, list[int]], out: _Writer) -> Iterator[str]:
    """Write places of Latin words in the order of the alphabet; yield the words of each file."""
    names: list[str] = []
    places: list[str] = []
    number = 0
    for word in sorted(words):
        names.append(word)
        places.append(_written(words[word]))
        if sum(map(len, places)) > WORDS_BYTES:
            out.write(f"w{number}", " ".join(places))
            yield " ".join(_front_coded(names))
            names, places, number = [], [], number + 1
    out.write(f"w{number}", " ".join(places))
    yield " ".join(_front_coded(names))


def _front_coded(words: Iterable[str]) -> Iterator[str]:
    """Yield each word without what it begins with like the one before, whose length comes first."""
    last = ""
    for word in words:
        shared = 0
        while shared < min(len(last), len(word), 9) and last[shared] == word[shared]:
            shared += 1
        yield f"{shared}{word[shared:]}"
        last = word


def _summary(pages: tuple[SearchPage, ...], tables: SearchTables, count: int) -> dict[str, object]:
    kinds = list(dict.fromkeys(page.kind for page in pages))
    topics = list(dict.fromkeys(page.topic for page in pages))
    groups = list(dict.fromkeys(page.audiences for page in pages))
    audiences = list(tables.audiences)
    rows = (
        number
        for page in pages
        for number in (
            len(blocks_of(page.text)),
            kinds.index(page.kind),
            topics.index(page.topic),
            groups.index(page.audiences),
            min(len(page.title), 90),
            _worth(page),
        )
    )
    return {
        "pages": len(pages),
        "shards": count,
        "kinds": [[kind, tables.kinds.get(kind, kind)] for kind in kinds],
        "topics": topics,
        "stages": list(tables.audiences.items()),
        "groups": [[audiences.index(a) for a in group if a in audiences] for group in groups],
        "rows": write_numbers(rows),
    }


def _worth(page: SearchPage) -> int:
    if page.url.endswith("index.html") and page.kind not in ("coverage", "sources", "calendar"):
        return WORTH_OF_LISTS
    return WORTH.get(page.kind, WORTH_OF_OTHERS)
