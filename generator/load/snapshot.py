# SPDX-License-Identifier: MIT
"""Folders as they lie on disk: every path in them with size, times and inode; nothing is read."""

import os
import stat
from collections.abc import Iterable
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int]
"""Size, time of the last change of content and of inode in ns, inode; zeros for a folder."""

FOLDER_STAMP: Stamp = (0, 0, 0, 0)
ABSENT: Stamp = (-1, 0, 0, 0)
"""Stands for a path that is not there."""

SETTLED_NS = 2_000_000_000
"""How old a change must be before a file's times prove it unchanged: FAT counts in 2 s."""


class UnsteadyError(Exception):
    """Something whose state cannot be told from stamps: a link to a folder, a pipe."""


def full_name(path: object) -> str:
    """Return an absolute name of a path; it is not followed, nor are dots taken out."""
    name = str(path)
    return os.getcwd() if name == "." else os.path.join(os.getcwd(), name)  # noqa: PTH109, PTH118


def shown_name(name: str) -> str:
    """Return the path of which `full_name` made an absolute name."""
    return name.removeprefix(f"{os.getcwd()}{os.sep}")  # noqa: PTH109


def stamp_of(name: str) -> Stamp:
    """Return the stamp of a file; raises OSError where there is none."""
    return _stamp(os.stat(name))  # noqa: PTH116 - thousands of them: half the time of Path


def take_snapshot(roots: Iterable[str], without: str | tuple[str, ...]) -> dict[str, Stamp]:
    """Return the stamp of every file and folder in the roots, and of the roots themselves.

    Folders whose path ends in `without`, or in one of several, are passed over. Raises OSError
    where something cannot be looked at, UnsteadyError where that is not enough.
    """
    found: dict[str, Stamp] = {}
    for root in roots:
        try:
            _note(root, os.stat(root), found)  # noqa: PTH116
        except FileNotFoundError:
            found[root] = ABSENT
        if found[root] is FOLDER_STAMP:
            _gather(root, without, found)
    return found


def is_settled(stamp: Stamp, at_ns: int) -> bool:
    """Say whether a file that was read at a time must have another stamp if it changed since."""
    return max(stamp[1], stamp[2]) < at_ns - SETTLED_NS


def _gather(folder: str, without: str | tuple[str, ...], found: dict[str, Stamp]) -> None:
    inner = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                _note(entry.path, entry.stat(), found)
                if found[entry.path] is FOLDER_STAMP:
                    raise UnsteadyError(entry.path)
            elif not entry.path.endswith(without):
                inner.append(entry.path)
    for path in inner:
        found[path] = FOLDER_STAMP
        _gather(path, without, found)


def _note(path: str, seen: os.stat_result, found: dict[str, Stamp]) -> None:
    if stat.S_ISREG(seen.st_mode):
        found[path] = _stamp(seen)
    elif stat.S_ISDIR(seen.st_mode):
        found[path] = FOLDER_STAMP
    else:
        raise UnsteadyError(path)


def _stamp(seen: os.stat_result) -> Stamp:
    return (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
