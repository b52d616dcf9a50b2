# SPDX-License-Identifier: MIT
"""What the preview shows: the last good output, drafts laid over it, and a note how it stands."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from html import escape
from pathlib import Path

from generator.render.words import load_words
from generator.settings import THEME


class Stand(Enum):
    """How what is shown stands to what was last saved, as words of `preview` tell it."""

    FRESH = "fresh"
    DRAFT = "draft"
    AWAITED = "awaited"
    FAULTY = "faulty"


class Showing:
    """Pages that are shown in the place of those in the output, and a note; for many threads."""

    def __init__(self) -> None:
        """Show the output as it is."""
        self._lock = threading.Condition()
        self._drafts: dict[str, tuple[int, bytes]] = {}
        self._stand = Stand.FRESH
        self._said: tuple[str, ...] = ()
        self._resets = 0
        self.number = 1
        """How often something else was shown, counted from 1."""
        self.changes = 0
        """How often anything was changed here, notes included."""
        self.opened: Callable[[str], None] = _nobody_cares
        """Told of every page that somebody begins to look at."""
        self._looked_at = Counter[str]()

    def page(self, path: str) -> bytes | None:
        """Return the draft of a page; None where the output has what is to be shown."""
        with self._lock:
            return self._drafts.get(path, (0, None))[1]

    @contextmanager
    def looked_at(self, path: str) -> Iterator[None]:
        """Know that somebody looks at a page."""
        with self._lock:
            self._looked_at[path] += 1
        self.opened(path)
        try:
            yield
        finally:
            with self._lock:
                self._looked_at[path] -= 1

    @property
    def open_pages(self) -> tuple[str, ...]:
        """The pages that somebody looks at."""
        with self._lock:
            return tuple(sorted(+self._looked_at))

    def is_awaited(self, path: str) -> bool:
        """Say whether something was edited and is not built yet, nor a draft of a page made."""
        with self._lock:
            return self._stand is Stand.AWAITED and path not in self._drafts

    def add(self, pages: Mapping[str, str]) -> None:
        """Show drafts of pages that are awaited, made of the last edit as those before them."""
        with self._lock:
            if self._stand is Stand.AWAITED:
                self._drafts |= {path: (self.number, html.encode()) for path, html in pages.items()}
                self._changed()

    def put(self, pages: Mapping[str, str], *, is_reset: bool = False) -> None:
        """Show drafts of some files; with `is_reset` every page is loaded again."""
        with self._lock:
            self.number += bool(pages)
            self._resets += is_reset
            for path, html in pages.items():
                self._drafts[path] = (self.number, html.encode())
            self._changed()

    def take_output(self, number: int, *, is_reset: bool) -> None:
        """Show a new output, and of the drafts only those that are newer than a number.

        With `is_reset` every page is loaded again, since more than its text may have changed.
        """
        with self._lock:
            self._drafts = {p: draft for p, draft in self._drafts.items() if draft[0] > number}
            self.number += 1
            self._resets += is_reset
            self._changed()

    def tell(self, stand: Stand, said: Iterable[str] = ()) -> None:
        """Say from now on how what is shown stands, with some lines of what is wrong."""
        with self._lock:
            self._stand, self._said = stand, tuple(said)
            self._changed()

    def wait(self, known: int, seconds: float) -> None:
        """Wait until there were other `changes` than are known, but not for ever."""
        with self._lock:
            self._lock.wait_for(lambda: self.changes != known, seconds)

    def _changed(self) -> None:
        """Wake all who wait; the lock is held."""
        self.changes += 1
        self._lock.notify_all()

    def version(self, path: str, file: Path) -> str:
        """Return another text whenever a page would look otherwise."""
        body = self.page(path)
        if body is None:
            body = file.read_bytes() if file.is_file() else b""
        return f"{self._resets}-{hashlib.sha256(body).hexdigest()[:16]}"

    def stand(self, path: str, file: Path) -> Mapping[str, str]:
        """Return the version of a page and the note on it."""
        return {"version": self.version(path, file), "note": self.note(path)}

    def note(self, path: str) -> str:
        """Return how a page stands as HTML; nothing where it is as it was last saved."""
        with self._lock:
            stand, said, is_draft = self._stand, self._said, path in self._drafts
        if stand is Stand.FRESH:
            return ""
        if stand is Stand.AWAITED and is_draft:
            stand = Stand.DRAFT
        words = load_words(THEME)[f"preview.{stand.value}"]
        lines = "".join(f"<li>{escape(line)}</li>" for line in said)
        role = "alert" if stand is Stand.FAULTY else "status"
        return (
            f'<div class="{stand.value}" role="{role}"><p lang="zh">{words.zh}</p>'
            f'<p lang="en">{words.en}</p>{f"<ul>{lines}</ul>" if lines else ""}</div>'
        )


def _nobody_cares(_path: str) -> None:
    """Take no notice of what is looked at."""
