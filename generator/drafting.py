# SPDX-License-Identifier: MIT
"""Drafts in a process of their own: it reads the program afresh, and keeps no page waiting."""

import gc
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NoReturn

from generator.draft import Drafted, Drafts, DraftSource

Told = Callable[[Drafted], None]
"""Takes what came of the last edit, several times for one edit."""

HAS_STAND_IN = sys.platform == "linux"
"""Whether a process can be copied as it is; elsewhere libraries of the system forbid it."""


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
        gc.disable()
        pipe.send(None)
        while True:
            drafted = drafts.edited(_taken(pipe))
            pipe.send(drafted)
            if not drafted.faults:
                _tell_others(drafts, pipe)


def _taken(pipe: Connection) -> list[Path]:
    """Wait for an edit and return the files of all edits so far."""
    files = list(pipe.recv())
    while pipe.poll():
        files += pipe.recv()
    return files


def _tell_others(drafts: Drafts, pipe: Connection) -> None:
    """Send all other pages that the last edit touches.

    What is edited meanwhile is shown at once by a stand-in; without one all the rest waits.
    """
    if not HAS_STAND_IN:
        _send_others(drafts, pipe, pipe)
        return
    is_known = False
    while not is_known:
        stand_in = _StandIn(drafts, pipe)
        while not _send_others(drafts, stand_in, stand_in.asked):
            while drafts.edited(_taken(stand_in.asked)).faults:
                pass
        gc.collect()
        files = stand_in.dismiss()
        is_known = not files or bool(drafts.edited(files).faults)


def _send_others(drafts: Drafts, to: "Connection | _StandIn", asked: Connection) -> bool:
    """Send other pages until all are sent or something is asked; say whether all were."""
    for other in drafts.others():
        if asked.poll():
            return False
        to.send(other)
    return True


class _StandIn:
    """A copy of this process, as it is after an edit, that shows what is edited from now on.

    It draws the pages of edited items alone, and hands on what was edited.
    """

    def __init__(self, drafts: Drafts, pipe: Connection) -> None:
        """Make the copy; it takes the edits that come through the pipe until it is dismissed."""
        context = get_context("fork")
        self._pipe = pipe
        self._lock = context.Lock()
        self.asked, theirs = context.Pipe()
        self._process = os.fork()
        if not self._process:
            self.asked.close()
            self._stand_in(drafts, theirs)
        theirs.close()

    def send(self, drafted: Drafted) -> None:
        """Send a draft; both write into one pipe, so each waits for the other."""
        with self._lock:
            self._pipe.send(drafted)

    def dismiss(self) -> list[Path]:
        """End the copy and return the files of edits that only it knows of."""
        files: list[Path] = []
        self.asked.send(())
        with suppress(EOFError):
            while True:
                files += self.asked.recv()
        os.waitpid(self._process, 0)
        return files

    def _stand_in(self, drafts: Drafts, former: Connection) -> NoReturn:
        """Answer edits until `former`, the process that was copied, says or does something."""
        try:
            while self._pipe in wait((self._pipe, former)):
                files = _taken(self._pipe)
                former.send(files)
                self.send(drafts.edited(files))
            former.recv()  # an end that is closed with something unread would be an error there
        except (EOFError, OSError, KeyboardInterrupt):
            pass
        except Exception:  # noqa: BLE001 - the copy ends here whatever it was
            traceback.print_exc()
        finally:
            os._exit(0)
