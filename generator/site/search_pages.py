# SPDX-License-Identifier: MIT
"""What the search knows of each page: its text as readers see it, and what it is and for whom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from generator.model.record import Teaching
from generator.model.search import grams_of, hanzi_runs
from generator.model.shelf import gist_of
from generator.model.topic import Topic
from generator.site.page import Page
from generator.site.search_words import SearchWords, kind_words

NAMED_TERMS = 4
"""How many words of a subject are joined with the words for a kind: 校车演练, 乘车演练."""

NAMED_KINDS = 3

UNSEARCHED = "data-unsearched"
"""Marks a section that says again what its page says elsewhere; none lies in another section.

Of such a section only the lines are kept that hold a piece found nowhere else on the page.
"""

_LEFT_OUT = f'{UNSEARCHED}="1"'

_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?P<whole>script|style)\b.*?</(?P=whole)\s*>"
    r"""|</?(?P<name>[a-zA-Z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL,
)
"""A comment, an element without any text, or a tag: marks of quotation may hide a ">"."""

_HEADINGS = frozenset(("h1", "h2", "h3"))

_INLINE = frozenset(
    "a abbr b bdi cite code em i kbd mark q s small span strong sub sup u".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page as the search sees it."""

    url: str
    title: str
    text: str
    """Visible text of the page's own content."""
    headings: str = ""
    hidden: str = ""
    """Words under which the page is found though it may not show them."""
    asked: tuple[str, ...] = ()
    """What people type who want it."""
    names: tuple[str, ...] = ()
    """What people call such a page in Chinese: 校车演练."""
    kind: str = ""
    """The folder that people know it by: `lessons`."""
    topic: str = ""
    topic_id: str = ""
    audiences: tuple[str, ...] = ()
    gist: str = ""
    """What it is in one sentence."""


def read_pages(folder: Path, paths: Iterable[str]) -> tuple[SearchPage, ...]:
    """Return the content of rendered pages, without menus and frame."""
    return tuple(
        read_article(path, article_of((folder / path).read_text(encoding="utf-8")))
        for path in paths
    )


def read_article(path: str, article: str) -> SearchPage:
    """Return what an article says on the page that lies there."""
    reader = _ArticleReader()
    reader.feed(article)
    return SearchPage(
        url=path,
        title=_squeezed(reader.titles),
        text=_with_unsaid(_squeezed(reader.texts), "".join(reader.repeated).splitlines()),
        headings=_squeezed(reader.headings),
    )


def _with_unsaid(text: str, lines: Iterable[str]) -> str:
    """Return a text with those lines that hold a piece which neither it nor a line before has."""
    said = dict.fromkeys(squeezed for line in lines if (squeezed := _squeezed([line])))
    if not said:
        return text
    known = set(grams_of(text))
    kept = [text]
    for line in said:
        pieces = grams_of(line)
        if not pieces <= known:
            known |= pieces
            kept.append(line)
    return " ".join(kept)


def article_of(html: str) -> str:
    """Return the part of a page that is its own; menus and frame would take longer to read."""
    start = html.find("<article")
    return html[start : html.rfind("</article>")] if start >= 0 else ""


def unread_page(path: str) -> SearchPage:
    """Return a page of which nothing is known but where it will lie."""
    return SearchPage(url=path, title="", text="")


def described(
    known: SearchPage, page: Page, topics: Mapping[str, Topic], words: SearchWords, language: str
) -> SearchPage:
    """Return a page with all that is known of it before it was rendered."""
    item = page.values.get("item")
    if not isinstance(item, Teaching):
        asked = _asked(words.asked(page.path.removesuffix(".md")), language)
        return replace(known, kind=page.section, asked=tuple(asked))
    topic = topics[item.topic]
    hidden = [keyword[language] for keyword in item.keywords]
    hidden.append(topic.title[language])
    return replace(
        known,
        kind=page.section,
        topic=topic.title[language],
        topic_id=topic.id,
        audiences=tuple(item.audiences),
        hidden=" ".join(hidden),
        asked=tuple(_asked(item.asked, language)),
        names=tuple(_names(topic, page.section, words, language)),
        gist=gist_of(item)[language],
    )


def _asked(asked: Iterable[str], language: str) -> Iterator[str]:
    """Yield what was asked in a language; what has a hanzi in it is Chinese."""
    return (words for words in asked if (language == "zh") == bool(hanzi_runs(words)))


def _names(topic: Topic, kind: str, words: SearchWords, language: str) -> Iterator[str]:
    """Yield subject and kind as one word, where no space parts them."""
    if language == "zh":
        kinds = [word for word in kind_words(words, kind) if not word.isascii()][:NAMED_KINDS]
        yield from (f"{term}{kind}" for term in topic.terms[:NAMED_TERMS] for kind in kinds)


def _squeezed(texts: list[str]) -> str:
    return " ".join("".join(texts).replace("\xad", "").split())


class _ArticleReader:
    """Gathers the text of the <article>; the first heading is the title.

    Pages are our own and well formed, so that one expression finds their tags: a parser for any
    page takes four times as long.
    """

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.headings: list[str] = []
        self.texts: list[str] = []
        self.repeated: list[str] = []
        self._heading = ""
        self._is_left_out = False

    def feed(self, html: str) -> None:
        """Read an article; what stands in scripts, styles and comments is no text."""
        at = 0
        for tag in _TAG.finditer(html):
            self._add(unescape(html[at : tag.start()]))
            if name := tag["name"] or tag["whole"]:
                self._see(name.lower(), tag[0])
            at = tag.end()
        self._add(unescape(html[at:]))

    def _see(self, name: str, tag: str) -> None:
        if name == "section":
            self._is_left_out = _LEFT_OUT in tag
        if name not in _INLINE:
            self._part()
        if name in _HEADINGS:
            self._heading = "" if tag.startswith("</") else name

    def _part(self) -> None:
        """Keep apart what stands in separate boxes; a word may run on through inline tags."""
        for texts in (self.texts, self.headings, self.titles):
            texts.append(" ")
        self.repeated.append("\n")

    def _add(self, data: str) -> None:
        if self._is_left_out:
            self.repeated.append(data.replace("\n", " "))
            return
        if self._heading == "h1":
            self.titles.append(data)
            return
        self.texts.append(data)
        if self._heading:
            self.headings.append(data)
