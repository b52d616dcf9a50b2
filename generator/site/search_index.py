# SPDX-License-Identifier: MIT
"""The search index: small script files that a page loads as it needs them, also from file://.

Pages are cut into blocks, so that a found page costs one small text. An entry of the index says
for each page the first block that holds a piece, and how prominent it is there.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.model.search import write_numbers
from generator.site.search_pages import SearchPage
from generator.site.search_spelling import Lexicon, misspelt, spellings, syllables
from generator.site.search_words import SearchWords

if TYPE_CHECKING:
    from generator.site.search_postings import CutPage

BLOCK_CHARACTERS = 1200
"""About how much text is loaded to show one result: 3.6 kB of Chinese."""

WORDS_BYTES = 1200


class ShardSort(NamedTuple):
    """A sort of files among which entries of the index are dealt out."""

    letter: str
    """What their names begin with."""
    most_bytes: int
    """About how large one is at most."""
    fewest: int
    most: int


SHARD = ShardSort("s", 3000, 16, 4096)
SPELT_SHARD = ShardSort("p", 1000, 1, 2048)
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
    spelt: dict[str, str] = {}
    if tables.language == "zh":
        titles = [" ".join((page.title, page.hidden, *page.names)) for page in pages]
        spelt = dict(spellings(seen, titles, tables.lexicon))
        out.write("terms", list(misspelt(tables.lexicon)))
        sounds = syllables(seen)
        out.write("syllables", " ".join(sounds))
        out.write("sounds", sounds)
    shards = _write_shards(entries, SHARD, out), _write_shards(spelt, SPELT_SHARD, out)
    out.write("words", list(_write_words(index.words(), out)))
    out.write("dictionary", tables.words.data(tables.language))
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
        count *= 2
    shards: list[list[str]] = [[] for _ in range(count)]
    keys = sorted(entries)
    for key, number in zip(keys, shards_of(keys, count), strict=True):
        shards[number] += [key, entries[key]]
    for number, shard in enumerate(shards):
        out.write(f"{sort.letter}{number}", " ".join(shard))
    return count


def _write_words(words: Mapping[str, str], out: _Writer) -> Iterator[str]:
    """Write places of Latin words in the order of the alphabet; yield the words of each file."""
    names: list[str] = []
    places: list[str] = []
    number = 0
    for word in sorted(words):
        names.append(word)
        places.append(words[word])
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


def _summary(
    pages: Sequence[SearchPage], tables: SearchTables, blocks: list[int], shards: tuple[int, int]
) -> dict[str, object]:
    kinds = list(dict.fromkeys(page.kind for page in pages))
    topics = list(dict.fromkeys(page.topic for page in pages))
    groups = list(dict.fromkeys(page.audiences for page in pages))
    audiences = list(tables.audiences)
    rows = (
        number
        for page, count in zip(pages, blocks, strict=True)
        for number in (
            count,
            kinds.index(page.kind),
            topics.index(page.topic),
            groups.index(page.audiences),
            min(len(page.title), 90),
            _worth(page),
        )
    )
    return {
        "pages": len(pages),
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
