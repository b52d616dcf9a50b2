# SPDX-License-Identifier: MIT
"""Finished files of earlier builds, by what they were made from, in a folder of `.muster-cache`.

An entry is a file called by its key; it begins with the SHA-256 of key and content. What is
damaged, cut short or cannot be read or written is passed over: then the file is made afresh.
"""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_DIGEST_BYTES = 32

_HEXADECIMAL = frozenset("0123456789abcdef")


class KeptFiles:
    """Contents by key, a SHA-256 in hexadecimal; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        """Open what is kept in `folder`, whose parent is the cache as a whole."""
        self._folder = folder
        self._used: set[str] = set()

    @property
    def is_keeping(self) -> bool:
        """Whether there is a folder to keep anything in."""
        return self._folder is not None

    def need(self, keys: Iterable[str]) -> None:
        """Let entries stay that nobody asks for, because what is made from them was there."""
        self._used.update(keys)

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where nothing whole is."""
        self._used.add(key)
        if self._folder is None:
            return None
        try:
            entry = (self._folder / key).read_bytes()
        except OSError:
            return None
        digest, content = entry[:_DIGEST_BYTES], entry[_DIGEST_BYTES:]
        return content if digest == _digest(key, content) else None

    def put(self, key: str, *content: bytes) -> None:
        """Keep a content in parts, at once: a build that is broken off need not begin again."""
        self._used.add(key)
        if self._folder is None:
            return
        fresh = self._folder / f"{key}.{os.getpid()}"
        try:
            self._make_folder(self._folder)
            with fresh.open("wb") as file:
                file.writelines((_digest(key, *content), *content))
            fresh.replace(self._folder / key)
        except OSError:
            with suppress(OSError):
                fresh.unlink()

    def forget_unused(self) -> None:
        """Remove what nobody asked for since this was opened, and what broken-off runs left."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in self._used and _is_ours(path.name):
                with suppress(OSError):
                    path.unlink()

    @staticmethod
    def _make_folder(folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            (folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")


def _digest(key: str, *content: bytes) -> bytes:
    digest = hashlib.sha256(key.encode())
    for part in content:
        digest.update(part)
    return digest.digest()


def _is_ours(name: str) -> bool:
    """Say whether a file is an entry, or what a process left that was stopped while writing one."""
    key, dot, process = name.partition(".")
    is_key = len(key) == 2 * _DIGEST_BYTES and set(key) <= _HEXADECIMAL
    return is_key and (process.isdecimal() if dot else True)
