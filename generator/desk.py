# SPDX-License-Identifier: MIT
"""Takes edits while the output is looked at: drafts first, and a build behind them."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.draft import Drafted, DraftSource
from generator.drafting import Drafting
from generator.load.snapshot import full_name
from generator.settings import THEME
from generator.showing import Showing, Stand
from generator.site.asset import FOLDER as ASSETS
from generator.site.asset import edited_assets
from generator.text_report import finding_lines

QUIET_S = 1.0
"""How long nothing may be edited before everything is built again."""

LANGUAGE_OF_FINDINGS = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came of building everything again."""

    is_written: bool
    said: tuple[str, ...] = ()
    """What the build told, line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """How everything is built again."""

    run: Callable[[], Rebuilt]
    end: Callable[[], None] = lambda: None
    """Ends a build that is running, from another thread; what it was to replace stays."""


class Desk:
    """Takes edits: shows drafts of pages at once, and builds everything again behind them."""

    def __init__(
        self,
        showing: Showing,
        rebuild: Rebuild,
        source: DraftSource | None = None,
        drafting: Drafting | None = None,
        *,
        is_behind: bool = False,
    ) -> None:
        """Make drafts of `source` from now on; without one edits are shown when all is built.

        `drafting` of the same source may have been started before. The output `is_behind` where
        anything may have changed since it was built: then all is built at once.
        """
        self.showing = showing
        self._rebuild = rebuild
        self._source = source
        self._folder: Path | None = None
        self._is_open = True
        self._is_wanted = threading.Event()
        self._is_reset = False
        self._is_worn = False
        self._is_behind = is_behind
        self._edits = self._edits_before = 0
        self.drafting: Drafting | None = None
        self._draft_again(drafting)
        showing.opened = self._opened
        if is_behind:
            showing.tell(Stand.AWAITED)
            self._is_wanted.set()
        self._builder = threading.Thread(target=self._build_on, daemon=True)
        self._builder.start()

    def edited(self, files: Sequence[Path]) -> None:
        """Take an edit of files, or of what there was in their places."""
        self._edits += 1
        self._rebuild.end()
        self.showing.tell(Stand.AWAITED)
        assets = [file for file in files if _is_asset(file)]
        others = [file for file in files if file not in assets]
        for file in assets:
            self._show_asset(file)
        self._is_reset |= any(_is_inside(THEME, file) for file in others)
        if not all(map(self._is_drafted, others)):
            self._draft_afresh()
        elif self.drafting and others:
            self.drafting.tell(others, self.showing.open_pages)
        if assets or not (self.drafting and self.drafting.is_ready):
            self._is_wanted.set()

    def _draft_afresh(self) -> None:
        """Read program and settings again, and draw first what is looked at."""
        self._is_reset = True
        self._stop_drafting()
        self._draft_again()
        if self.drafting:
            self.drafting.tell((), self.showing.open_pages)

    def _opened(self, page: str) -> None:
        """Draw a page that somebody begins to look at before all other pages."""
        drafting = self.drafting
        if drafting and drafting.is_alive and self.showing.is_awaited(page):
            drafting.tell((), (page,))

    def _show_asset(self, file: Path) -> None:
        """Show an edited script or style; every page is loaded again."""
        if self._source:
            self.showing.put(dict(edited_assets(file, self._source.out)), is_reset=True)

    def close(self) -> None:
        """Stop making drafts, and building."""
        self._is_open = False
        self._is_wanted.set()
        self._rebuild.end()
        self._stop_drafting()
        self._builder.join()

    def _is_drafted(self, file: Path) -> bool:
        """Say whether a file is one that drafts can be made of: content, words, templates."""
        folders = (self._folder, THEME) if self._folder else (THEME,)
        return any(_is_inside(folder, file) for folder in folders)

    def _drafted(self, drafted: Drafted) -> None:
        """Show what came of an edit; only what has no fault is built."""
        if drafted.faults:
            # What is told of an edit tells of all that was there before, too.
            if drafted.is_of_edit or self._edits == self._edits_before:
                self.showing.tell(Stand.FAULTY, finding_lines(drafted.faults, LANGUAGE_OF_FINDINGS))
            return
        self._is_worn |= drafted.is_worn
        if drafted.is_of_edit:
            self.showing.put(drafted.pages)
            self._is_wanted.set()
        else:
            self.showing.add(drafted.pages)

    def _draft_again(self, started: Drafting | None = None) -> None:
        """Make drafts of how everything is now; not where the settings cannot be read."""
        if self._source is None:
            return
        with suppress(ValueError):
            self._folder = self._source.settings().content_folder
            self._edits_before = self._edits
            self.drafting = started or Drafting(self._source)
            self.drafting.begin(self._drafted)

    def _stop_drafting(self) -> None:
        if self.drafting:
            self.drafting.stop()
        self.drafting = None

    def _build_on(self) -> None:
        """Build whenever something was edited and then nothing for a while."""
        while self._is_wanted.wait() and self._is_open:
            self._is_wanted.clear()
            if not self._is_behind and self._is_wanted.wait(QUIET_S):
                continue
            self._is_behind = False
            self._build()

    def _build(self) -> None:
        number, edits, is_reset = self.showing.number, self._edits, self._is_reset
        self._is_reset = False
        rebuilt = self._rebuild.run()
        if rebuilt.is_written:
            self.showing.take_output(number, is_reset=is_reset)
        else:
            self._is_reset |= is_reset
        if edits == self._edits:
            stand = Stand.FRESH if rebuilt.is_written else Stand.FAULTY
            self.showing.tell(stand, () if rebuilt.is_written else rebuilt.said)
        if rebuilt.is_written and self._is_open:
            self._renew_drafting(edits)

    def _renew_drafting(self, edits: int) -> None:
        """Draft afresh where an edit that is built left more behind than drafts can know."""
        if self._is_worn and edits == self._edits:
            self._is_worn = False
            self._stop_drafting()
        if not (self.drafting and self.drafting.is_alive):
            self._draft_again()


def _is_inside(folder: Path, file: Path) -> bool:
    return full_name(file).startswith(f"{full_name(folder)}{os.sep}")


def _is_asset(file: Path) -> bool:
    """Say whether a file is a script or a style of the site."""
    folder = full_name(THEME / ASSETS)
    return full_name(file.parent) == folder and file.is_file() and file.suffix in (".css", ".js")
