# SPDX-License-Identifier: MIT
"""Pages as they look after an edit, at once: papers, packs and search follow with the next build.

Everything that pages are made from is kept in memory, so that an edit costs no more than judging
what changed and rendering the pages of one item.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.addresses import LANGUAGES
from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.finding import Finding
from generator.inspection import Question, find_errors
from generator.load.config import load_settings
from generator.load.read_item import read_item
from generator.load.snapshot import full_name
from generator.making.pages import linked_data, open_kept_pages, read_site_input, with_papers
from generator.model.content import Content
from generator.model.record import Teaching
from generator.model.shelf import KIND_OF
from generator.render.page_policy import seal
from generator.render.words import load_words
from generator.review import reviews_in_force
from generator.settings import THEME, Settings
from generator.site.asset import stage_assets
from generator.site.build_site import SiteFolders, shell_job
from generator.site.page import Page
from generator.site.pages import SiteInput, item_page, list_pages
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
    is_last: bool = False
    """True when every page that the edit touches was told of."""


class Drafts:
    """All pages of both languages, ready to be drawn again."""

    def __init__(self, source: DraftSource) -> None:
        """Read everything; what pages look like until something is edited stands in the output."""
        self._source = source
        self._settings = source.settings()
        self._kept = open_kept_pages(self._settings)
        self._outside = load_words(THEME)["frame.outside"]
        self._question = Question(settings=self._settings, as_of=self._settings.as_of)
        self._told: dict[str, bytes] = {}
        self._shells: dict[str, Shell] = {}
        self._unread: list[Path] = []
        self._is_stale = False
        find_errors(self._question)  # so that the next time what is unchanged is known
        self._read()
        for _ in self._staged():
            pass
        for shell in self._shells.values():
            shell.rehearse()

    def edited(self, files: Iterable[Path]) -> Drafted:
        """Return the pages of the items in some edited files, or what is wrong with the content.

        Other pages that the edit touches are told of by `others`.
        """
        self._unread += files
        cards, faults = find_errors(self._question)
        if faults:
            return Drafted(faults=faults)
        items = [self._again(file) for file in dict.fromkeys(self._unread)]
        self._unread.clear()
        known = tuple(item for item in items if item is not None)
        self._is_stale |= len(known) < len(items)
        self._given = self._with(known, cards)
        return Drafted(pages=dict(self._pages_of(known)))

    def others(self) -> Iterator[Drafted]:
        """Yield all other pages that look otherwise since the last edit, and steps between them.

        Whoever stops asking may go on with `edited`.
        """
        if self._is_stale:
            self._read()
        self._given = self._judged()
        for _ in self._staged():
            yield Drafted()
        for path, html in self._changed():
            yield Drafted(pages={path: html})
        yield Drafted(is_last=True)

    def _read(self) -> None:
        """Read everything afresh: another file than that of an item was edited, or one came."""
        self._papers_of = self._output_stamp()
        self._given = read_site_input(self._settings, self._source.out)
        items = self._given.content.teaching
        self._item_at = {full_name(item.file): item for item in items}
        self._is_stale = False

    def _staged(self) -> Iterator[Page]:
        """Write all pages as Markdown, yielding each, and see anew how they hang together."""
        scratch = self._source.scratch
        for language in LANGUAGES:
            pages = list_pages(self._given, language)
            stager = Stager(self._given, language, THEME)
            stage_assets(THEME, scratch / language)
            for page in pages:
                self._write(language, page, stager)
                yield page
            folders = SiteFolders(theme=THEME, staging=scratch, out=scratch / "site")
            job = shell_job(pages, self._given, language, folders)
            self._remove_others(language, {page.path for page in pages})
            self._shells[language] = Shell(job, self._kept, self._shells.get(language))

    def _write(self, language: str, page: Page, stager: Stager) -> None:
        path = self._source.scratch / language / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(stager.text(page), encoding="utf-8")

    def _remove_others(self, language: str, known: set[str]) -> None:
        """Remove pages that are no more."""
        folder = self._source.scratch / language
        for path in folder.rglob("*.md"):
            if path.relative_to(folder).as_posix() not in known:
                path.unlink()

    def _output_stamp(self) -> int:
        """Return what is another number for another output."""
        manifest = self._source.out / "manifest.json"
        return manifest.stat().st_mtime_ns if manifest.exists() else 0

    def _again(self, file: Path) -> Teaching | None:
        """Return the item of a file as it is now; None where it is not the item it was."""
        before = self._item_at.get(full_name(file))
        if before is None:
            return None
        item = read_item(file, before.file, type(before)).item
        if item is None or item.id != before.id:
            return None
        self._item_at[full_name(file)] = item
        return item

    def _with(self, items: tuple[Teaching, ...], cards: Content) -> SiteInput:
        """Return what pages are made from with some items exchanged."""
        shelves = {kind: dict(shelf) for kind, shelf in self._given.content.shelves.items()}
        for item in items:
            shelves[KIND_OF[type(item)]][item.id] = item
        content = replace(self._given.content, shelves=shelves, cards=cards.cards)
        given, stamp = self._given, self._output_stamp()
        if stamp != self._papers_of:
            self._papers_of, given = stamp, with_papers(given, self._source.out)
        return replace(
            given,
            content=content,
            reviewed=reviews_in_force(content, self._settings.as_of),
            linked_data={**given.linked_data, **linked_data(items, content, self._settings)},
        )

    def _judged(self) -> SiteInput:
        coverage = judge_coverage(
            Judgement(
                content=self._given.content,
                settings=self._settings,
                as_of=self._settings.as_of,
                output=None,
                is_built_assumed=True,
            )
        )
        return replace(self._given, coverage=coverage)

    def _pages_of(self, items: tuple[Teaching, ...]) -> Iterator[tuple[str, str]]:
        for language, shell in self._shells.items():
            stager = Stager(self._given, language, THEME)
            for item in items:
                page = item_page(self._given.content, item, language)
                self._write(language, page, stager)
                shell.rename(page.path, page.title)
                yield self._note(language, shell, page.path)

    def _changed(self) -> Iterator[tuple[str, str]]:
        for language, shell in self._shells.items():
            for path in shell.paths:
                before = self._shown(_place(language, path))
                place, html = self._note(language, shell, path)
                if self._told[place] != before:
                    yield place, html

    def _shown(self, place: str) -> bytes | None:
        """Return the digest of a page as it was last told of, or lies in the output."""
        file = self._source.out / place
        if place not in self._told and file.is_file():
            self._told[place] = hashlib.sha256(file.read_bytes()).digest()
        return self._told.get(place)

    def _note(self, language: str, shell: Shell, path: str) -> tuple[str, str]:
        """Return where a page goes and its HTML, and remember what was told of it."""
        place = _place(language, path)
        html = seal(shell.render(path).html, self._settings.host, self._outside)
        self._told[place] = hashlib.sha256(html.encode()).digest()
        return place, html


def _place(language: str, path: str) -> str:
    return html_path(path) if language == "zh" else f"{language}/{html_path(path)}"
