# SPDX-License-Identifier: MIT
"""Drafts in a process of their own: it reads the program afresh, and keeps no page waiting."""

import gc
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from generator.draft import Drafted, Drafts, DraftSource

Told = Callable[[Drafted], None]
"""Takes what came of the last edit, several times for one edit."""


class Drafting:
    """A process that makes drafts until it is stopped."""

    def __init__(self, source: DraftSource, told: Told) -> None:
        """Start the process; `told` is called in a thread of its own."""
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=make_drafts, args=(source, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._told = told
        self._ready = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_ready(self) -> bool:
        """Say whether an edit would be taken now."""
        return self._ready.is_set() and self.is_alive

    @property
    def is_alive(self) -> bool:
        """Say whether edits are taken now, or will be."""
        return self._process.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait until the process takes edits, but not for ever; say whether it does."""
        return self._ready.wait(seconds)

    def tell(self, files: Iterable[Path]) -> None:
        """Let drafts be made of what some files say now."""
        with suppress(OSError):
            self._pipe.send(tuple(files))

    def stop(self) -> None:
        """End the process; nothing is told of any more."""
        self._told = _forget
        self._process.terminate()
        self._process.join()

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                drafted = self._pipe.recv()
                if drafted is None:
                    self._ready.set()
                else:
                    self._told(drafted)
        self._ready.clear()


def _forget(_drafted: Drafted) -> None:
    """Take what nobody waits for any more."""


def make_drafts(source: DraftSource, pipe: Connection) -> None:
    """Answer edits with drafts until the other end is closed; None says that all is ready."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        drafts = Drafts(source)
        gc.freeze()  # all of it stays: looking through it for waste would take longer than a page
        pipe.send(None)
        while True:
            files = list(pipe.recv())
            while pipe.poll():
                files += pipe.recv()
            _answer(drafts, files, pipe)


def _answer(drafts: Drafts, files: list[Path], pipe: Connection) -> None:
    """Send the pages of what was edited, then all others that it touches, unless more is edited."""
    drafted = drafts.edited(files)
    pipe.send(drafted)
    if drafted.faults:
        return
    for other in drafts.others():
        if pipe.poll():
            return
        pipe.send(other)
