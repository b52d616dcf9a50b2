# SPDX-License-Identifier: MIT
"""The search index: small script files that a page loads as it needs them, also from file://."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from generator.model.search import SHARD_COUNT, grams_of, shard_of, words_of
from generator.model.topic import Synonym

SNIPPET_CHARACTERS = 110
"""How much of a page's text stands under its title among the results."""

RANK_BY_FOLDER = (
    "procedures",
    "lessons",
    "drills",
    "micros",
    "activities",
    "posters",
    "duties",
    "checklists",
    "forms",
    "questions",
    "trainings",
    "curricula",
    "regulations",
    "reminders",
    "schools",
    "calendar",
)
"""What is shown first among equals: what to do now, then teaching; the rest comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page as the search sees it."""

    url: str
    title: str
    text: str
    """Visible text of the page's own content."""


def read_pages(folder: Path, paths: Iterable[str]) -> tuple[SearchPage, ...]:
    """Return the content of rendered pages, without menus and frame."""
    found = []
    for path in paths:
        reader = _ArticleReader()
        reader.feed((folder / path).read_text(encoding="utf-8"))
        found.append(SearchPage(url=path, title=reader.title, text=" ".join(reader.texts)))
    return tuple(found)


def write_index(pages: tuple[SearchPage, ...], synonyms: tuple[Synonym, ...], folder: Path) -> None:
    """Write `pages.js`, `words.js` and the shards for one language into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[p.url, p.title, p.text[:SNIPPET_CHARACTERS], _rank(p)] for p in pages]
    _write(folder / "pages.js", f"window.musterPages={_json(rows)};\n")
    postings: dict[str, list[int]] = defaultdict(list)
    vocabulary: set[str] = set()
    for number, page in enumerate(pages):
        text = f"{page.title} {page.text}"
        extra = " ".join(s.word for s in synonyms if s.same_as in text)
        vocabulary |= words_of(f"{text} {extra}")
        for gram in grams_of(text) | _of_whole_words(extra):
            postings[gram].append(number)
    _write(folder / "words.js", f"window.musterWords={_json(sorted(vocabulary))};\n")
    shards: dict[int, list[list[object]]] = {number: [] for number in range(SHARD_COUNT)}
    for gram in sorted(postings):
        shards[shard_of(gram)].append([gram, postings[gram]])
    for number, entries in shards.items():
        _write(folder / f"{number}.js", f"musterShard({number},{_json(entries)});\n")


def _of_whole_words(synonyms: str) -> frozenset[str]:
    """Return the pieces of synonyms: a single one of their hanzi stands nowhere in the page."""
    words = frozenset(synonyms.split())
    return frozenset(g for g in grams_of(synonyms) if len(g) > 1 or g in words)


def _rank(page: SearchPage) -> int:
    top = page.url.split("/")[0]
    place = RANK_BY_FOLDER.index(top) if top in RANK_BY_FOLDER else len(RANK_BY_FOLDER)
    return place * 10 + (5 if page.url.endswith("index.html") else 0)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


class _ArticleReader(HTMLParser):
    """Gathers the text of the <article>, and the first heading as title."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.texts: list[str] = []
        self._depth = 0
        self._mute = 0
        self._in_heading = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "article"
        self._mute += tag in ("script", "style")
        self._in_heading = self._in_heading or tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"
        self._mute -= tag in ("script", "style")
        self._in_heading = self._in_heading and tag != "h1"

    def handle_data(self, data: str) -> None:
        if self._mute or not self._depth or not data.strip():
            return
        if self._in_heading:
            self.title += data.strip()
        else:
            self.texts.append(data.strip())
