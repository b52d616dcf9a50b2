# SPDX-License-Identifier: MIT
"""Pages as they look after an edit, at once: papers, packs and search follow with the next build.

Everything that pages are made from is kept in memory, so that an edit costs no more than judging
what changed and rendering the pages of one item.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.addresses import LANGUAGES
from generator.evacuation import CampusEvacuation
from generator.finding import Finding
from generator.inspection import Question, find_errors
from generator.load.config import load_settings
from generator.load.snapshot import full_name
from generator.making.live_input import LiveInput
from generator.making.pages import open_kept_pages
from generator.model.record import Teaching
from generator.render.page_policy import seal
from generator.render.words import load_words
from generator.settings import THEME, Settings
from generator.site.asset import stage_assets
from generator.site.build_site import SiteFolders, shell_job
from generator.site.kept_page import KeptPages
from generator.site.page import Page
from generator.site.pages import SiteInput, campus_pages, item_page, list_pages
from generator.site.shell import Shell
from generator.site.shell_job import html_path
from generator.site.staging import Stager


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSource:
    """What drafts are made from, and beside which output."""

    config: Path
    content: Path | None
    """In the place of the folder that the configuration names."""
    as_of: date | None
    out: Path
    """The last good output, which drafts are laid over."""
    scratch: Path
    """An empty folder for pages on their way."""

    def settings(self) -> Settings:
        """Return the settings with what the options override; raises ValueError on faults."""
        item = load_settings(self.config).item
        if item is None:
            message = f"{self.config} cannot be read"
            raise ValueError(message)
        changes = {
            "content": str(self.content.absolute()) if self.content else item.content,
            "as_of": self.as_of or item.as_of,
        }
        return item.model_copy(update=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What came of an edit."""

    faults: tuple[Finding, ...] = ()
    """What stops a build; then there are no pages."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The HTML of pages that look otherwise now, by their path in the output."""
    is_of_edit: bool = True
    """False where nothing was edited, a page only opened: then there is nothing to build."""
    is_worn: bool = False
    """True where drafts are to begin afresh once all is built."""
    is_last: bool = False
    """True when every page that the edit touches was told of."""


_REMEMBERING = type(load_words)
"""Functions that remember what they returned."""

OF_SCHOOLS = ("schools/", "buildings/")
"""Pages that show ways and sheets."""


def look_ahead(source: DraftSource) -> None:
    """Find out once about all files what is kept for as long as they are unchanged."""
    with suppress(ValueError):
        settings = source.settings()
        find_errors(Question(settings=settings, as_of=settings.as_of))


class Drafts:
    """All pages of both languages, ready to be drawn again."""

    def __init__(self, source: DraftSource) -> None:
        """Read what an edited item is drawn from; `prepare` does the rest.

        What pages look like until something is edited stands in the output.
        """
        self._source = source
        self._settings = source.settings()
        self._question = Question(settings=self._settings, as_of=self._settings.as_of)
        self._told: dict[str, bytes] = {}
        self._shells: dict[str, Shell] = {}
        self._pages: dict[str, tuple[SiteInput, Mapping[str, Page]]] = {}
        self._unread: list[Path] = []
        self._outside = load_words(THEME)["frame.outside"]
        self._kept = open_kept_pages(self._settings)
        self._has_own_theme = False
        cards, self.faults = find_errors(self._question)
        """What stops a build of what was last read: as long as it stands nothing is drawn."""
        self._input = LiveInput(self._settings, source.out, cards)
        for language in LANGUAGES:
            stage_assets(THEME, source.scratch / language)
            self._lay(language)

    def prepare(self) -> Iterator[Drafted]:
        """Make ready what else pages are made from; yields between steps."""
        for shell in self._shells.values():
            shell.rehearse()
            yield Drafted(is_of_edit=False)
        self._input.draw()
        yield Drafted(is_of_edit=False)

    def edited(self, files: Iterable[Path]) -> Drafted:
        """Return the pages of the items in some edited files, or what is wrong with the content.

        Other pages that the edit touches are told of by `opened` and `others`.
        """
        self._unread += files
        if any(map(_is_of_theme, self._unread)):
            self._take_theme()
        plans: dict[str, CampusEvacuation] = {}
        cards, self.faults = find_errors(self._question, plans)
        if self.faults:
            return Drafted(faults=self.faults)
        items = self._input.take(self._unread, cards, plans)
        self._unread.clear()
        return Drafted(pages=dict(self._pages_of(items)), is_worn=self.is_worn)

    @property
    def is_worn(self) -> bool:
        """Whether only a fresh start after the next build would know everything again."""
        return self._has_own_theme or self._input.is_worn

    def opened(self, places: Iterable[str], *, is_of_edit: bool = False) -> Drafted:
        """Return those of some pages that look otherwise now, by their path in the output."""
        if self.faults:
            return Drafted(is_of_edit=is_of_edit, is_worn=self.is_worn)
        pages: dict[str, str] = {}
        for language, paths in _by_language(places):
            of_schools = [path for path in paths if path.startswith(OF_SCHOOLS)]
            if of_schools:
                self._input.draw()
            if len(of_schools) < len(paths):
                self._input.judge()
            known = self._pages_at(language, paths)
            stager = Stager(self._input.given, language, THEME)
            for path in paths:
                if path in known:
                    pages |= self._otherwise(known[path], stager)
        return Drafted(pages=pages, is_of_edit=is_of_edit, is_worn=self.is_worn)

    def others(self) -> Iterator[Drafted]:
        """Yield all other pages that look otherwise since the last edit, and steps between them.

        Whoever stops asking may go on with `edited`. After an edit of the theme nearly all would,
        and the build is as quick.
        """
        if not self._has_own_theme:
            yield from self._others()
        yield Drafted(is_last=True)

    def _others(self) -> Iterator[Drafted]:
        self._input.draw()
        yield Drafted()
        self._input.judge()
        for language in LANGUAGES:
            known = self._lay(language)
            stager = Stager(self._input.given, language, THEME)
            for page in known.values():
                yield Drafted(pages=self._otherwise(page, stager))

    def forget(self, places: Iterable[str]) -> None:
        """Take some pages as told of by somebody else: they are told of again in any case."""
        self._told |= dict.fromkeys(places, b"")

    def _take_theme(self) -> None:
        """Read words and templates again. What earlier builds left was rendered from others."""
        for name, module in list(sys.modules.items()):
            if name.startswith("generator."):
                for each in list(vars(module).values()):
                    if isinstance(each, _REMEMBERING):
                        each.cache_clear()
        self._outside = load_words(THEME)["frame.outside"]
        self._kept = KeptPages()
        self._has_own_theme = True
        self._shells.clear()
        self._pages.clear()
        self._input.forget_drawings()

    def _lay(self, language: str) -> Mapping[str, Page]:
        """See how the pages of a language hang together now, and return them by path.

        They are empty files, for links to lead to; what they say is never written, since a copy of
        this process may be at the same.
        """
        given = self._input.given
        known = self._pages.get(language)
        if known is not None and known[0] is given and language in self._shells:
            return known[1]
        pages = list_pages(given, language)
        scratch = self._source.scratch
        for page in pages:
            path = scratch / language / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        folders = SiteFolders(theme=THEME, staging=scratch, out=scratch / "site")
        job = shell_job(pages, given, language, folders)
        self._shells[language] = Shell(job, self._kept, self._shells.get(language))
        self._pages[language] = given, {page.path: page for page in pages}
        return self._pages[language][1]

    def _pages_at(self, language: str, paths: Sequence[str]) -> Mapping[str, Page]:
        """Return the pages at some paths, and others.

        Where all of them are of schools, and were there before, only those schools' are listed:
        listing all pages takes as long as drawing a building.
        """
        given, (_, before) = self._input.given, self._pages.get(language, (None, {}))
        if language not in self._shells or any(path not in before for path in paths):
            return self._lay(language)
        own = [path for path in paths if path.startswith(OF_SCHOOLS)]
        ids = {path.removesuffix(".md").split("/")[1] for path in own}
        campuses = [c for c in given.content.campuses.values() if c.school.id in ids]
        found = {p.path: p for campus in campuses for p in campus_pages(given, campus, language)}
        if any(path not in found for path in paths):
            return self._lay(language)
        for path in found.keys() & before.keys():
            self._shells[language].rename(path, found[path].title)
        return found

    def _pages_of(self, items: tuple[Teaching, ...]) -> Iterator[tuple[str, str]]:
        if not items:
            return
        for language in LANGUAGES:
            if language not in self._shells:
                self._lay(language)
            shell = self._shells[language]
            stager = Stager(self._input.given, language, THEME)
            for item in items:
                page = item_page(self._input.given.content, item, language)
                shell.rename(page.path, page.title)
                yield self._note(page, stager)

    def _otherwise(self, page: Page, stager: Stager) -> dict[str, str]:
        """Return a page if it looks otherwise than it was told of, by its place."""
        before = self._shown(_place(stager.language, page.path))
        place, html = self._note(page, stager)
        return {place: html} if self._told[place] != before else {}

    def _shown(self, place: str) -> bytes | None:
        """Return the digest of a page as it was last told of, or lies in the output today."""
        if place in self._told:
            return self._told[place]
        with suppress(FileNotFoundError):  # also where a new output just takes its place
            return hashlib.sha256((self._source.out / place).read_bytes()).digest()
        return None

    def _note(self, page: Page, stager: Stager) -> tuple[str, str]:
        """Return where a page goes and its HTML, and remember what was told of it."""
        place = _place(stager.language, page.path)
        rendered = self._shells[stager.language].render(page.path, stager.text(page))
        html = seal(rendered.html, self._settings.host, self._outside)
        self._told[place] = hashlib.sha256(html.encode()).digest()
        return place, html


def _place(language: str, path: str) -> str:
    return html_path(path) if language == "zh" else f"{language}/{html_path(path)}"


def _by_language(places: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each language of some pages with their Markdown files."""
    inside: dict[str, list[str]] = {}
    for place in places:
        root, _, path = place.partition("/")
        language, path = (root, path) if root in LANGUAGES else ("zh", place)
        if path.endswith(".html"):
            inside.setdefault(language, []).append(f"{path.removesuffix('.html')}.md")
    yield from inside.items()


def _is_of_theme(file: Path) -> bool:
    return full_name(file).startswith(f"{full_name(THEME)}{os.sep}")
