# SPDX-License-Identifier: MIT
"""What earlier checks found out about unchanged files, in `.muster-cache/` beside the settings.

A cache never changes a result: what it holds is found by the SHA-256 of a file's bytes, by what
was worked out from them, and by a fingerprint of the program. A file whose size, times and inode
are those of the last run is not even read, as in Git's index. What cannot be read or written is
passed over: then everything is worked out afresh.
"""

import hashlib
import marshal
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from generator.finding import Key

FOLDER = ".muster-cache"
FILE = "check"
"""Name of the one file in the folder."""

SETTLED_NS = 2_000_000_000
"""How old a change must be before a file's times prove it unchanged: FAT counts in 2 s."""

LIBRARIES = ("pydantic", "pydantic_core", "yaml", "shapely", "networkx", "numpy")
"""Libraries whose version decides what is found."""

Stamp: TypeAlias = tuple[int, int, int, int]
"""Size, time of the last change of content and of inode in ns, inode."""

Value: TypeAlias = Any
"""Plain values only: numbers, strings, bytes, None, tuples, lists, dicts."""

_UNSETTLED: Stamp = (0, 0, 0, 0)
_MAGIC = b"muster-cache-1\n"
_DIGEST_BYTES = 32


class Cache:
    """Values by the content that they were worked out from; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, program: str) -> None:
        """Open the cache in `folder`; `program` is a fingerprint of all that works values out."""
        self._file = folder / FILE if folder else None
        self._program = program.encode()
        self._read_at_ns = time.time_ns()
        self._index: dict[str, tuple[Stamp, bytes]] = {}
        self._values: dict[bytes, bytes] = {}
        self._seen: dict[str, tuple[Stamp, bytes]] = {}
        self._used: dict[bytes, bytes] = {}
        self._fresh: dict[str, bytes] = {}
        self._unpack()

    @property
    def is_open(self) -> bool:
        """Say whether anything is kept at all."""
        return self._file is not None

    def digest(self, path: Path | str) -> bytes:
        """Return the SHA-256 of a file's bytes; empty where it cannot be read or nothing is kept.

        Asked again in the same run, it answers the same, whatever became of the file.
        """
        if self._file is None:
            return b""
        name = os.path.abspath(path)  # noqa: PTH100 - thousands of them: half the time of Path
        if (seen := self._seen.get(name)) is not None:
            return seen[1]
        with suppress(OSError):
            known, stamp = self._index.get(name), _stamp(name)
            if known is None or known[0] != stamp:
                self._note(name, Path(name).read_bytes(), stamp)
                return self._seen[name][1]
            self._seen[name] = known
            return known[1]
        return b""

    def read(self, path: Path | str) -> bytes | None:
        """Return a file's bytes, and `digest` theirs from now on; None where it is unreadable."""
        name = os.path.abspath(path)  # noqa: PTH100 - as in `digest`
        if (raw := self._fresh.pop(name, None)) is not None:
            return raw
        with suppress(OSError):
            stamp, raw = _stamp(name), Path(name).read_bytes()
            self._note(name, raw, stamp)
            self._fresh.pop(name)
        return raw

    def _note(self, name: str, raw: bytes, stamp: Stamp) -> None:
        is_settled = max(stamp[1], stamp[2]) < self._read_at_ns - SETTLED_NS
        digest = hashlib.sha256(raw).digest()
        self._seen[name] = (stamp if is_settled else _UNSETTLED, digest)
        self._fresh[name] = raw

    def get(self, digest: bytes, sort: str) -> Value:
        """Return what was put under the same digest and sort; None where nothing was."""
        if not digest:
            return None
        key = _key(digest, sort)
        packed = self._used.get(key) or self._values.get(key)
        if packed is None:
            return None
        self._used[key] = packed
        return marshal.loads(packed)  # noqa: S302 - proven whole and our own by `_unpack`

    def put(self, digest: bytes, sort: str, value: Value) -> None:
        """Keep a value; one that is no plain value is passed over."""
        if digest:
            with suppress(ValueError):
                self._used[_key(digest, sort)] = marshal.dumps(value)

    def save(self) -> None:
        """Write what this run used, if that differs from what was read."""
        if self._file is None or (self._seen, self._used) == (self._index, self._values):
            return
        body = marshal.dumps((self._seen, self._used))
        with suppress(OSError):
            folder = self._file.parent
            folder.mkdir(exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            fresh = folder / f"{FILE}.{os.getpid()}"
            fresh.write_bytes(_MAGIC + self._seal(body) + body)
            fresh.replace(self._file)

    def _seal(self, body: bytes) -> bytes:
        return hashlib.sha256(self._program + b"\n" + body).digest()

    def _unpack(self) -> None:
        """Read the file; one of another program, cut short or damaged is as good as none."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            packed = self._file.read_bytes() if self._file else b""
            start = len(_MAGIC) + _DIGEST_BYTES
            body = memoryview(packed)[start:]
            if packed[:start] == _MAGIC + self._seal(bytes(body)):
                self._index, self._values = marshal.loads(body)  # noqa: S302 - sealed by us


def _stamp(name: str) -> Stamp:
    found = os.stat(name)  # noqa: PTH116 - as in `digest`
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _key(digest: bytes, sort: str) -> bytes:
    return digest + sort.encode()


class PackedLines(Mapping[Key, int]):
    """Lines of a file, unpacked when somebody asks for one."""

    def __init__(self, packed: bytes) -> None:
        """Keep the lines as `pack_lines` made them."""
        self._packed = packed
        self._lines: dict[Key, int] | None = None

    def _unpacked(self) -> dict[Key, int]:
        if self._lines is None:
            self._lines = marshal.loads(self._packed)  # noqa: S302 - came out of a sealed cache
        return self._lines

    def __getitem__(self, key: Key) -> int:
        """Return the line of a key."""
        return self._unpacked()[key]

    def get(self, key: Key, default: int | None = None) -> int | None:  # type: ignore[override]
        """Return the line of a key, or `default`."""
        return self._unpacked().get(key, default)

    def __iter__(self) -> Iterator[Key]:
        """Yield every key."""
        return iter(self._unpacked())

    def __len__(self) -> int:
        """Return how many keys have a line."""
        return len(self._unpacked())


def pack_lines(lines: Mapping[Key, int]) -> bytes:
    """Return the lines as `PackedLines` takes them."""
    return marshal.dumps(dict(lines))


def program_fingerprint() -> str:
    """Return the SHA-256 of Muster's own code, the Python and the libraries that it runs on."""
    root = Path(__file__).resolve().parents[1]
    code = (
        f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(root.rglob("*.py"))
    )
    return hashlib.sha256("\n".join((sys.version, *_versions(), *code)).encode()).hexdigest()


def _versions() -> Iterator[str]:
    """Yield the names of what is installed beside each library: they hold the versions.

    The libraries themselves are not loaded.
    """
    specs = [spec for name in LIBRARIES if (spec := find_spec(name)) and spec.origin]
    for folder in sorted({Path(str(spec.origin)).parents[1] for spec in specs}):
        yield from sorted(name for name in os.listdir(folder) if name.endswith("-info"))  # noqa: PTH208
