# SPDX-License-Identifier: MIT
"""Drafts in a process of their own: it reads the program afresh, and keeps no page waiting."""

import gc
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple, NoReturn

from generator.draft import Drafted, Drafts, DraftSource, look_ahead


class Asked(NamedTuple):
    """What is to be drawn."""

    files: tuple[Path, ...] = ()
    """Edited files."""
    places: tuple[str, ...] = ()
    """Pages that somebody looks at, by their path in the output; they are drawn first."""


Told = Callable[[Drafted], None]
"""Takes what came of the last edit, several times for one edit."""

Steps = Callable[[], Iterator[Drafted]]

HAS_STAND_IN = sys.platform == "linux"
"""Whether a process can be copied as it is; elsewhere libraries of the system forbid it."""


class Drafting:
    """A process that makes drafts until it is stopped."""

    def __init__(self, source: DraftSource) -> None:
        """Start the process, which takes its time; it reads nothing that is edited until begun."""
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=make_drafts, args=(source, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._told: Told = _forget
        self._ready = threading.Event()

    def begin(self, told: Told) -> None:
        """Let everything be read, and edits be taken; `told` is called in a thread of its own."""
        self._told = told
        with suppress(OSError):
            self._pipe.send(None)
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

    def tell(self, files: Iterable[Path], places: Iterable[str] = ()) -> None:
        """Let drafts be made of what some files say now, and of pages that somebody looks at."""
        with suppress(OSError):
            self._pipe.send(Asked(tuple(files), tuple(places)))

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
        self._told(Drafted())  # nothing more comes of the last edit


def _forget(_drafted: Drafted) -> None:
    """Take what nobody waits for any more."""


def make_drafts(source: DraftSource, pipe: Connection) -> None:
    """Answer edits with drafts until the other end is closed.

    None is what lets it begin, and what it answers as soon as edits are taken.
    """
    with suppress(EOFError, OSError, KeyboardInterrupt):
        look_ahead(source)
        pipe.recv()
        drafts = Drafts(source)
        gc.freeze()  # all of it stays: looking through it for waste would take longer than a page
        gc.disable()
        pipe.send(None)
        if drafts.faults:
            pipe.send(Drafted(faults=drafts.faults, is_of_edit=False))
        _send_steps(drafts, pipe, drafts.prepare)
        while True:
            asked = _taken(pipe)
            if _answer(drafts, pipe.send, asked) and asked.files:
                _send_steps(drafts, pipe, drafts.others)


def _taken(pipe: Connection) -> Asked:
    """Wait until something is asked and return all that was asked so far."""
    found = [pipe.recv()]
    while pipe.poll():
        found.append(pipe.recv())
    files = tuple(file for asked in found for file in asked.files)
    return Asked(files, tuple(dict.fromkeys(place for asked in found for place in asked.places)))


def _answer(drafts: Drafts, send: Callable[[Drafted], None], asked: Asked) -> bool:
    """Send what is asked for: pages of edited items, then what is looked at; say if all is well."""
    places = asked.places
    if asked.files:
        drafted = drafts.edited(asked.files)
        send(drafted)
        if drafted.faults:
            return False
        places = tuple(place for place in places if place not in drafted.pages)
    if places:
        send(drafts.opened(places, is_of_edit=bool(asked.files)))
    return True


def _send_steps(drafts: Drafts, pipe: Connection, steps: Steps) -> None:
    """Send what comes of steps that take long: what else is drawn from, or all other pages.

    What is asked meanwhile is answered at once by a stand-in; without one all the rest waits.
    """
    if not HAS_STAND_IN:
        _send_all(steps, pipe.send, pipe)
        return
    while True:
        stand_in = _StandIn(drafts, pipe)
        while not _send_all(steps, stand_in.send, stand_in.asked):
            while not _take(drafts, _taken(stand_in.asked)):
                pass
            steps = drafts.others
        gc.collect()
        asked = stand_in.dismiss()
        if not asked.files or not _take(drafts, asked):
            return
        steps = drafts.others


def _take(drafts: Drafts, asked: Asked) -> bool:
    """Take what a stand-in has answered; say whether all is well."""
    drafts.forget(asked.places)
    return not (asked.files and drafts.edited(asked.files).faults)


def _send_all(steps: Steps, send: Callable[[Drafted], None], asked: Connection) -> bool:
    """Send what comes of steps until all is sent or something is asked; say whether all was."""
    for drafted in steps():
        if asked.poll():
            return False
        if drafted.is_of_edit:
            send(drafted)
    return True


class _StandIn:
    """A copy of this process, as it is now, that answers what is asked from now on.

    It draws the pages of edited items and those that are looked at, and hands on what was asked.
    """

    def __init__(self, drafts: Drafts, pipe: Connection) -> None:
        """Make the copy; it takes what comes through the pipe until it is dismissed."""
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

    def dismiss(self) -> Asked:
        """End the copy and return what it alone has answered."""
        files: list[Path] = []
        places: list[str] = []
        self.asked.send(())
        with suppress(EOFError):
            while True:
                asked = self.asked.recv()
                files += asked.files
                places += asked.places
        os.waitpid(self._process, 0)
        return Asked(tuple(files), tuple(places))

    def _stand_in(self, drafts: Drafts, former: Connection) -> NoReturn:
        """Answer edits until `former`, the process that was copied, says or does something."""
        opened: tuple[str, ...] = ()
        try:
            while self._pipe in wait((self._pipe, former)):
                asked = _taken(self._pipe)
                opened += asked.places
                if asked.files:  # what is merely opened disturbs nobody
                    former.send(Asked(asked.files, opened))
                    opened = ()
                _answer(drafts, self.send, asked)
            former.send(Asked((), opened))
            former.recv()  # an end that is closed with something unread would be an error there
        except (EOFError, OSError, KeyboardInterrupt):
            pass
        except Exception:  # noqa: BLE001 - the copy ends here whatever it was
            traceback.print_exc()
        finally:
            os._exit(0)
