# SPDX-License-Identifier: MIT
"""A whole check and all that it was told: where both are the same again, so is what it says.

Loads nothing but the standard library, so that a check of an unchanged tree starts at once. What
a check depends on is not listed by name. Of the process: its arguments, folder, user, Python and
day. Of the disk: every path in the content tree, in further schools, in the program and its
theme, and the configuration. Files of content are compared by the SHA-256 of what was read,
where stamps do not prove them unchanged; all others by their stamps.
"""

import hashlib
import marshal
import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias, cast

from generator.load.snapshot import (
    FOLDER_STAMP,
    Stamp,
    UnsteadyError,
    full_name,
    is_settled,
    take_snapshot,
)

FOLDER = ".muster-cache"
"""Lies beside the configuration; Git ignores it."""

KEPT = 4
"""How many answers are kept: of other options or other days."""

UNSETTLED: Stamp = (0, 0, 0, -1)
"""Stands for a stamp that proves nothing: no file has it."""

Known: TypeAlias = Mapping[str, tuple[Stamp, bytes]]
"""Stamp and SHA-256 of files by their full names; no SHA-256 of what was never read."""

_MAGIC = b"muster-answer-2\n"
_DIGEST_BYTES = 32
_LENGTH_BYTES = 8
_PROGRAM = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
_BESIDE = ("theme", "muster.egg-info")
"""What else belongs to the program; the second tells its version where it is worked on."""

_COMPILED = f"{os.sep}__pycache__"
_CONFIG = "--config"


class Asked(NamedTuple):
    """What a process is told besides files."""

    arguments: tuple[str, ...]
    folder: str
    day: str
    user: int
    python: tuple[str, ...]

    @property
    def home(self) -> str:
        """The folder in which answers to this are kept."""
        config = "site_config.yml"
        for i, argument in enumerate(self.arguments):
            if argument == _CONFIG:
                config = "".join(self.arguments[i + 1 : i + 2])
            elif argument.startswith(f"{_CONFIG}="):
                config = argument.removeprefix(f"{_CONFIG}=")
        return os.path.join(os.path.dirname(full_name(config)), FOLDER)  # noqa: PTH118, PTH120

    @property
    def file(self) -> str:
        """The file of the answer to this."""
        told = hashlib.sha256(ascii(tuple(self)).encode()).hexdigest()[:16]
        return os.path.join(self.home, f"answer-{told}")  # noqa: PTH118


class Answer(NamedTuple):
    """What a check said, and the state of the disk that it depends on."""

    asked: tuple[Any, ...]
    installed: dict[str, tuple[str, ...]]
    roots: tuple[str, ...]
    """Content, further schools, configuration."""
    program: dict[str, Stamp]
    """Everything in the program and its theme; settled."""
    files: dict[str, tuple[Stamp, bytes]]
    """Everything in the roots."""
    code: int
    """With which the command ended."""
    out: bytes
    """What it wrote."""
    basis: bytes
    """What an answer to a slightly changed tree can be made from; may be empty."""


def asked_now(arguments: Iterable[str]) -> Asked:
    """Return what this process was told."""
    return Asked(
        arguments=tuple(arguments),
        folder=os.getcwd(),  # noqa: PTH109 - pathlib takes longer to load than all of this
        day=time.strftime("%Y-%m-%d %z"),
        user=getattr(os, "getuid", int)(),
        python=(sys.version, sys.executable, str(sys.flags), *sys.path),
    )


def find_answer(asked: Asked) -> Answer | None:
    """Return what was kept of the same question, whatever became of the files; None if nothing.

    A file that is damaged, cut short or of another kind is as good as none.
    """
    with suppress(OSError, ValueError, EOFError, TypeError):
        with open(asked.file, "rb") as file:  # noqa: PTH123 - as in `asked_now`
            packed = file.read()
        start = len(_MAGIC) + _DIGEST_BYTES
        body = memoryview(packed)[start:]
        if packed[:start] == _MAGIC + hashlib.sha256(body).digest():
            answer = _unpack(body)
            return answer if answer.asked == tuple(asked) else None
    return None


def _unpack(body: memoryview) -> Answer:
    """Return the answer that `_pack` packed."""
    lengths = [int.from_bytes(body[i : i + _LENGTH_BYTES]) for i in (0, _LENGTH_BYTES)]
    begin = 2 * _LENGTH_BYTES
    middle, end = begin + lengths[0], begin + sum(lengths)
    head = marshal.loads(body[begin:middle])  # noqa: S302 - proven whole, written by `keep`
    return Answer(*(*head, bytes(body[middle:end]), bytes(body[end:])))


def _pack(answer: Answer) -> tuple[bytes, ...]:
    """Return the parts of the body of a file: long texts are not copied."""
    out, basis = answer.out, answer.basis
    head = marshal.dumps(tuple(answer)[:-2])
    return (*(len(part).to_bytes(_LENGTH_BYTES) for part in (head, out)), head, out, basis)


MOST_FILES = 20
"""So many edited files at most; with more, the whole tree is judged."""


class Change(NamedTuple):
    """What became of an answer's files since."""

    files: dict[str, tuple[Stamp, bytes]]
    """As they are now."""
    texts: dict[str, bytes]
    """The bytes of those that are new or say something else now."""
    moved: frozenset[str]
    """Paths that have come or gone, folders included."""
    is_restamped: bool
    """True where stamps have changed."""

    @property
    def is_edit(self) -> bool:
        """Say whether a check may say something else now."""
        return bool(self.texts or self.moved)


def changes_since(answer: Answer) -> Change | None:
    """Return which files say something else, came or went; None where more has changed.

    That is: the program, a file that was never read as content, or too many files.
    """
    with suppress(OSError, UnsteadyError):
        if any(installed_in(folder) != names for folder, names in answer.installed.items()):
            return None
        if answer.program != program_snapshot():
            return None
        at_ns = time.time_ns()
        now = take_snapshot(answer.roots, Asked(*answer.asked).home)
        return _compared(answer.files, now, at_ns)
    return None


def is_still_so(answer: Answer, passed_over: tuple[str, ...]) -> bool:
    """Say whether program and files are as they were noted; some folders are passed over."""
    inside = tuple(os.path.join(folder, "") for folder in passed_over)  # noqa: PTH118
    kept = {name: was for name, was in answer.files.items() if not name.startswith(inside)}
    for folder in passed_over:
        kept.pop(folder, None)
    with suppress(OSError, UnsteadyError):
        at_ns = time.time_ns()
        now = take_snapshot(answer.roots, (Asked(*answer.asked).home, *passed_over))
        if now.keys() == kept.keys() and answer.program == program_snapshot():
            change = _compared(kept, now, at_ns)
            return change is not None and not change.is_edit
    return False


def _compared(
    kept: Mapping[str, tuple[Stamp, bytes]], now: Mapping[str, Stamp], at_ns: int
) -> Change | None:
    moved = kept.keys() ^ now.keys()
    files = {name: was for name, was in kept.items() if name not in moved}
    doubtful = [name for name, was in files.items() if now[name] != was[0]]
    if len(moved) > MOST_FILES or any(not files[name][1] for name in doubtful):
        return None
    change = Change(files=files, texts={}, moved=frozenset(moved), is_restamped=bool(doubtful))
    for name in (*doubtful, *(name for name in now if name in moved)):
        if not _note(name, now[name], change, at_ns):
            return None
    return change


def _note(name: str, stamp: Stamp, change: Change, at_ns: int) -> bool:
    """Note what a path is now that is new or has another stamp; False where a file is none now."""
    was = change.files.get(name, (UNSETTLED, b""))[1]
    if stamp == FOLDER_STAMP:
        change.files[name] = (stamp, b"")
        return not was
    with open(name, "rb") as file:  # noqa: PTH123 - as in `asked_now`
        raw = file.read()
    digest = hashlib.sha256(raw).digest()
    change.files[name] = (stamp if is_settled(stamp, at_ns) else UNSETTLED, digest)
    if digest != was:
        change.texts[name] = raw
    return True


def program_snapshot() -> dict[str, Stamp]:
    """Return the stamps of everything in the program and its theme."""
    beside = (os.path.join(os.path.dirname(_PROGRAM), name) for name in _BESIDE)  # noqa: PTH118, PTH120
    return take_snapshot((_PROGRAM, *beside), _COMPILED)


def installed_in(folder: str) -> tuple[str, ...]:
    """Return the names in a folder that tell what is installed there, with versions."""
    return tuple(sorted(name for name in os.listdir(folder) if name.endswith("-info")))  # noqa: PTH208


class Said(NamedTuple):
    """What a check said."""

    code: int
    out: bytes
    basis: bytes


class Witness(NamedTuple):
    """The disk as it was before a check, to see afterwards that nothing changed meanwhile."""

    asked: Asked
    installed: dict[str, tuple[str, ...]]
    roots: tuple[str, ...]
    program: dict[str, Stamp]
    before: dict[str, Stamp]

    def keep(self, read: Known, said: Said) -> None:
        """Keep what a check said that read these files; not if something changed meanwhile."""
        with suppress(OSError, UnsteadyError):
            after = take_snapshot(self.roots, self.asked.home)
            files = _known_files(after, read)
            if files is not None and (after, program_snapshot()) == (self.before, self.program):
                keep(
                    Answer(
                        asked=tuple(self.asked),
                        installed=self.installed,
                        roots=self.roots,
                        program=self.program,
                        files=files,
                        code=said.code,
                        out=said.out,
                        basis=said.basis,
                    )
                )


def watch(
    asked: Asked, roots: Iterable[str], installed: dict[str, tuple[str, ...]]
) -> Witness | None:
    """Return a witness of a check that begins; None where the disk cannot be relied on."""
    with suppress(OSError, UnsteadyError):
        own = tuple(roots)
        program = program_snapshot()
        if is_all_settled(program):
            before = take_snapshot(own, asked.home)
            return Witness(asked, installed, own, program, before)
    return None


def _known_files(
    snapshot: Mapping[str, Stamp], read: Known
) -> dict[str, tuple[Stamp, bytes]] | None:
    """Return stamp and SHA-256 of everything in a snapshot.

    `read` are the files that a check read; what it did not read has no SHA-256. Returns None
    where a file has another stamp by now than it was read with.
    """
    at_ns = time.time_ns()
    known: dict[str, tuple[Stamp, bytes]] = {}
    for name, stamp in snapshot.items():
        if name in read:
            known[name] = read[name]
            if read[name][0] not in (stamp, UNSETTLED):
                return None
        else:
            known[name] = (stamp if is_settled(stamp, at_ns) else UNSETTLED, b"")
    return known


def keep(answer: Answer) -> None:
    """Write the answer down; where that cannot be done, nothing is."""
    parts = _pack(answer)
    seal = hashlib.sha256()
    for part in parts:
        seal.update(part)
    file = Asked(*answer.asked).file
    with suppress(OSError):
        folder = os.path.dirname(file)  # noqa: PTH120 - as in `asked_now`
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        fresh = f"{file}.{os.getpid()}"
        with open(fresh, "wb") as written:  # noqa: PTH123
            written.writelines((_MAGIC, seal.digest(), *parts))
        os.replace(fresh, file)  # noqa: PTH105
        _forget_old(folder)


def _forget_old(folder: str) -> None:
    with os.scandir(folder) as entries:
        kept = [(e.stat().st_mtime_ns, e.path) for e in entries if e.name.startswith("answer-")]
    for _, path in sorted(kept)[:-KEPT]:
        os.remove(path)  # noqa: PTH107


def is_all_settled(snapshot: Mapping[str, Stamp]) -> bool:
    """Say whether the stamps of a snapshot that is taken now prove every file unchanged later."""
    at_ns = time.time_ns()
    return all(is_settled(stamp, at_ns) for stamp in snapshot.values())


def unpack_basis(answer: Answer) -> tuple[Any, ...]:
    """Return the basis of an answer as it was packed."""
    return cast("tuple[Any, ...]", marshal.loads(answer.basis))  # noqa: S302 - as in `find_answer`


def pack_basis(basis: tuple[Any, ...]) -> bytes:
    """Return a basis of plain values as `Answer` takes it."""
    return marshal.dumps(basis)
