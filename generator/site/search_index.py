# SPDX-License-Identifier: MIT
"""The search index: small script files that a page loads as it needs them, also from file://.

Pages are cut into blocks, so that a found page costs one small text. An entry of the index says
for each page the first block that holds a piece, and how prominent it is there.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.model.search import write_numbers
from generator.site.search_pages import SearchPage
from generator.site.search_spelling import (
    Lexicon,
    by_ends,
    by_inside,
    letters_of,
    sounds,
    sounds_like,
    spellings,
    syllables,
)
from generator.site.search_words import SearchWords
from generator.site.untaught import Subjects

if TYPE_CHECKING:
    from generator.site.search_postings import CutPage

BLOCK_CHARACTERS = 1200
"""About how much text is loaded to show one result: 3.6 kB of Chinese."""

WORDS_BYTES = 1200

MOST_FILES = 8
"""Of so many files the words around a piece of a Latin word are fetched, each about a kilobyte."""

SHORT = 3
"""Letters of the shortest pieces that are looked up by the words around them."""


class ShardSort(NamedTuple):
    """A sort of files among which entries of the index are dealt out."""

    letter: str
    """What their names begin with."""
    most_bytes: int
    """About how large one is at most."""
    fewest: int
    most: int
    place: Callable[[str], str] = str
    """By what of a key its file is found."""


STEP = 4
"""Sorts of files grow by such parts, so that few pages more do not deal all entries out anew."""

SHARD = ShardSort("s", 1200, 16, 16384)
SPELT_SHARD = ShardSort("p", 450, 1, 4096, sounds_like)
"""From letters to hanzi: long pinyin asks for a dozen of these, and they hold no places."""

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
    subjects: Subjects = Subjects(taught={}, untaught={})  # noqa: RUF009 - frozen


def write_index(pages: tuple[SearchPage, ...], tables: SearchTables, folder: Path) -> None:
    """Write the index of one language into `folder`."""
    write_cut([cut_whole(page) for page in pages], tables, folder)


def cut_whole(page: SearchPage) -> "CutPage":
    """Return a page as the index takes it."""
    from generator.site.search_postings import cut_page  # noqa: PLC0415 - loads numpy

    return cut_page(page, blocks_of(page.text))


def write_cut(cuts: "Sequence[CutPage]", tables: SearchTables, folder: Path) -> None:
    """Write the index of one language, whose pages were cut, into `folder`."""
    from generator.site.search_postings import Postings  # noqa: PLC0415 - loads numpy

    folder.mkdir(parents=True, exist_ok=True)
    out = _Writer(folder, tables.language)
    index = Postings()
    for cut in cuts:
        index.add(cut)
    texts = [(cut.page, text) for cut in cuts for text in cut.blocks]
    for number, (page, text) in enumerate(texts):
        out.write(f"t{number}", [page.url, page.title, page.gist, text])
    entries, seen = index.grams()
    pages = [cut.page for cut in cuts]
    words = index.words()
    files = list(_dealt(words))
    entries |= index.merged(_inside_many(files))
    spelt = by_inside(words)
    if tables.language == "zh":
        titles = [" ".join((page.title, page.hidden, *page.names)) for page in pages]
        spelt |= dict(spellings(seen, titles, tables.lexicon))
        read = syllables(seen)
        out.write("syllables", " ".join(read))
        spelt |= sounds(read) | by_ends(letters_of(tables.lexicon.terms))
    else:
        spelt |= by_ends({word: word for word in words if len(word) > SHORT and word.isalpha()})
    shards = _write_shards(entries, SHARD, out), _write_shards(spelt, SPELT_SHARD, out)
    out.write("words", list(_bounds(files)))
    for number, names in enumerate(files):
        places = " ".join(words[name] for name in names)
        out.write(f"w{number}", [" ".join(_front_coded(names)), places])
    said = tables.words.data(tables.language) | tables.subjects.data(tables.language)
    out.write("dictionary", said)
    blocks = [len(cut.blocks) for cut in cuts]
    out.write("index", _summary(pages, tables, blocks, shards))


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
    starts = [0]
    size, at = 0.0, 0
    for sentence in _SENTENCES.findall(text):
        weight = len(sentence.encode()) / 3
        if size and size + weight > BLOCK_CHARACTERS:
            starts.append(at)
            size = 0.0
        at += len(sentence)
        size += weight
    return tuple(text[start:end] for start, end in pairwise([*starts, len(text)]))


def _write_shards(entries: Mapping[str, str], sort: ShardSort, out: _Writer) -> int:
    """Deal entries out to files; return to how many."""
    from generator.site.search_places import shards_of  # noqa: PLC0415 - loads numpy

    size = sum(3 * len(key) + len(value) + 2 for key, value in entries.items())
    count = sort.fewest
    while count < sort.most and size / count > sort.most_bytes:
        count = min(sort.most, count + max(1, count // STEP))
    shards: list[list[str]] = [[] for _ in range(count)]
    keys = sorted(entries)
    places = shards_of([sort.place(key) for key in keys], count)
    for key, number in zip(keys, places, strict=True):
        shards[number] += [key, entries[key]]
    for number, shard in enumerate(shards):
        out.write(f"{sort.letter}{number}", " ".join(shard))
    return count


def _dealt(words: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield Latin words in the order of the alphabet, those of each file of their places."""
    names: list[str] = []
    size = 0
    for word in sorted(words):
        names.append(word)
        size += len(words[word])
        if size > WORDS_BYTES:
            yield names
            names, size = [], 0
    if names:
        yield names


def _bounds(files: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield of the first word of each file as much as sets it apart from the last one before."""
    last = ""
    for first, *others in files:
        yield first[: _shared(first, last) + 1]
        last = others[-1] if others else first


def _inside_many(files: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return pieces that stand inside of words of too many files to be asked for, with the words.

    They get pages of their own, as letters and pairs of letters have.
    """
    inside: dict[str, dict[str, int]] = defaultdict(dict)
    for number, names in enumerate(files):
        for word in names:
            for length in range(SHORT, len(word)):
                for start in range(1, len(word) - length + 1):
                    inside[word[start : start + length]][word] = number
    return {
        piece: list(words)
        for piece, words in inside.items()
        if len(set(words.values())) > MOST_FILES
    }


def _front_coded(words: Iterable[str]) -> Iterator[str]:
    """Yield each word without what it begins with like the one before, whose length comes first."""
    last = ""
    for word in words:
        shared = min(_shared(word, last), 9)
        yield f"{shared}{word[shared:]}"
        last = word


def _shared(word: str, other: str) -> int:
    """Return how many letters both begin with alike."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    return sum(1 for _ in alike)


def _summary(
    pages: Sequence[SearchPage], tables: SearchTables, blocks: list[int], shards: tuple[int, int]
) -> dict[str, object]:
    kinds = list(dict.fromkeys(page.kind for page in pages))
    topics = list(dict.fromkeys((page.topic_id, page.topic) for page in pages))
    groups = list(dict.fromkeys(page.audiences for page in pages))
    audiences = list(tables.audiences)
    rows = (
        number
        for page, count in zip(pages, blocks, strict=True)
        for number in (
            count,
            kinds.index(page.kind),
            topics.index((page.topic_id, page.topic)),
            groups.index(page.audiences),
            min(len(page.title), 90),
            _worth(page),
        )
    )
    return {
        "pages": len(pages),
        "joined": 1,  # piece in each file; joined_index writes more
        "shards": shards[0],
        "spelt": shards[1],
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
