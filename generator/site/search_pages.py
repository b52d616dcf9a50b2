# SPDX-License-Identifier: MIT
"""What the search knows of each page: its text as readers see it, and what it is and for whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from generator.model.record import Teaching
from generator.model.search import grams_of
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
    names: tuple[str, ...] = ()
    """What people call such a page in Chinese: 校车演练."""
    kind: str = ""
    """The folder that people know it by: `lessons`."""
    topic: str = ""
    audiences: tuple[str, ...] = ()
    gist: str = ""
    """What it is in one sentence."""


def read_pages(folder: Path, paths: Iterable[str]) -> tuple[SearchPage, ...]:
    """Return the content of rendered pages, without menus and frame."""
    return tuple(_read(folder, path) for path in paths)


def _read(folder: Path, path: str) -> SearchPage:
    reader = _ArticleReader()
    reader.feed(_article((folder / path).read_text(encoding="utf-8")))
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


def _article(html: str) -> str:
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
        return replace(known, kind=page.section)
    topic = topics[item.topic]
    hidden = [keyword[language] for keyword in item.keywords]
    hidden.append(topic.title[language])
    return replace(
        known,
        kind=page.section,
        topic=topic.title[language],
        audiences=tuple(item.audiences),
        hidden=" ".join(hidden),
        names=tuple(_names(topic, page.section, words, language)),
        gist=gist_of(item)[language],
    )


def _names(topic: Topic, kind: str, words: SearchWords, language: str) -> Iterator[str]:
    """Yield subject and kind as one word, where no space parts them."""
    if language == "zh":
        kinds = [word for word in kind_words(words, kind) if not word.isascii()][:NAMED_KINDS]
        yield from (f"{term}{kind}" for term in topic.terms[:NAMED_TERMS] for kind in kinds)


def _squeezed(texts: list[str]) -> str:
    return " ".join("".join(texts).replace("\xad", "").split())


class _ArticleReader(HTMLParser):
    """Gathers the text of the <article>; the first heading is the title."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.headings: list[str] = []
        self.texts: list[str] = []
        self.repeated: list[str] = []
        self._depth = 0
        self._mute = 0
        self._heading = ""
        self._is_left_out = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "article"
        if tag == "section":
            self._is_left_out = (UNSEARCHED, "1") in attrs
        self._mute += tag in ("script", "style")
        if tag in ("h1", "h2", "h3"):
            self._heading = tag
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"
        self._mute -= tag in ("script", "style")
        if tag == "section":
            self._is_left_out = False
        self._part(tag)
        if tag == self._heading:
            self._heading = ""

    def _part(self, tag: str) -> None:
        """Keep apart what stands in separate boxes; a word may run on through inline tags."""
        if tag not in _INLINE:
            for texts in (self.texts, self.headings, self.titles):
                texts.append(" ")
            self.repeated.append("\n")

    def handle_data(self, data: str) -> None:
        if self._mute or not self._depth:
            return
        if self._is_left_out:
            self.repeated.append(data.replace("\n", " "))
            return
        if self._heading == "h1":
            self.titles.append(data)
            return
        self.texts.append(data)
        if self._heading:
            self.headings.append(data)
