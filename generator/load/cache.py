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
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, TypeAlias

from generator.finding import Key
from generator.load.answer import UNSETTLED, installed_in
from generator.load.snapshot import Stamp, full_name, is_settled, stamp_of

FILE = "check"
"""Name of the one file in the folder."""

LIBRARIES = ("pydantic", "pydantic_core", "yaml", "shapely", "networkx", "numpy")
"""Libraries whose version decides what is found."""

Value: TypeAlias = Any
"""Plain values only: numbers, strings, bytes, None, tuples, lists, dicts."""

PackedLineNumbers: TypeAlias = tuple[int | None, bytes]
"""The line of the id that a file gives itself, and all lines, packed."""

_ID: Key = ("id",)

Place: TypeAlias = tuple[int, int, bytes]
"""Where a value lies behind the head of the file, its length, and what proves it whole."""

_MAGIC = b"muster-cache-2\n"
_LENGTH_BYTES = 8
DIGEST_BYTES = 32


class Cache:
    """Values by the content that they were worked out from; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, program: str) -> None:
        """Open the cache in `folder`; `program` is a fingerprint of all that works values out."""
        self._file = folder / FILE if folder else None
        self.program = program
        """The fingerprint of all that works values out."""
        self._read_at_ns = time.time_ns()
        self._index: dict[str, tuple[Stamp, bytes]] = {}
        self._values: dict[bytes, bytes] = {}
        self._places: dict[bytes, Place] = {}
        self._packed = memoryview(b"")
        self._seen: dict[str, tuple[Stamp, bytes]] = {}
        self._used: dict[bytes, bytes] = {}
        self._fresh: dict[str, bytes] = {}
        self._earlier: Mapping[str, tuple[Stamp, bytes]] = {}
        self.added: dict[bytes, bytes] = {}
        """What was put in this run, as `knowing` takes it."""
        self.items: dict[tuple[bytes, str, str], Any] | None = None
        """What was read and validated, by digest, sort and path, where it is asked for again."""
        self.has_failed = False
        """True once a file that is there could not be read."""
        self._unpack()

    @property
    def is_open(self) -> bool:
        """Say whether anything is kept at all."""
        return self._file is not None

    @property
    def read_files(self) -> Mapping[str, tuple[Stamp, bytes]]:
        """The stamp and digest of every file that was asked for, by its full name."""
        return self._seen

    def knowing(
        self,
        files: Mapping[str, tuple[Stamp, bytes]],
        values: Mapping[bytes, bytes],
        texts: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Self:
        """Return a cache of the same file, told what is known of files, and further values.

        `texts` are the bytes of files that say something else than they did to this one. What
        one of several such caches has read and validated, the others take from it.
        """
        self.items = self.items if self.items is not None else {}
        other = copy(self)
        other._know(files, values, texts)  # noqa: SLF001 - one of us
        return other

    def _know(
        self,
        files: Mapping[str, tuple[Stamp, bytes]],
        values: Mapping[bytes, bytes],
        texts: Mapping[str, bytes],
    ) -> None:
        self._earlier = self._seen
        self._seen, self._values, self._fresh = dict(files), dict(values), dict(texts)
        self._used, self.added = {}, {}

    def digest(self, path: Path | str) -> bytes:
        """Return the SHA-256 of a file's bytes; empty where it cannot be read or nothing is kept.

        Asked again in the same run, it answers the same, whatever became of the file.
        """
        if self._file is None:
            return b""
        name = full_name(path)
        if (seen := self._seen.get(name)) is not None:
            return seen[1]
        with self._noting_failure():
            known, stamp = self._index.get(name), stamp_of(name)
            if known is None or known[0] != stamp:
                self._note(name, Path(name).read_bytes(), stamp)
                return self._seen[name][1]
            self._seen[name] = known
            return known[1]
        return b""

    def earlier(self, path: Path | str) -> bytes:
        """Return the SHA-256 of what a file said before, where that is known; else nothing."""
        return self._earlier.get(full_name(path), (UNSETTLED, b""))[1]

    def read(self, path: Path | str) -> bytes | None:
        """Return a file's bytes, and `digest` theirs from now on; None where it is unreadable."""
        name = full_name(path)
        if (raw := self._fresh.pop(name, None)) is not None:
            return raw
        with self._noting_failure():
            stamp, raw = stamp_of(name), Path(name).read_bytes()
            self._note(name, raw, stamp)
            self._fresh.pop(name)
        return raw

    @contextmanager
    def _noting_failure(self) -> Iterator[None]:
        """Pass over a file that cannot be read."""
        try:
            yield
        except FileNotFoundError:
            pass
        except OSError:
            self.has_failed = True

    def _note(self, name: str, raw: bytes, stamp: Stamp) -> None:
        digest = hashlib.sha256(raw).digest()
        self._seen[name] = (stamp if is_settled(stamp, self._read_at_ns) else UNSETTLED, digest)
        self._fresh[name] = raw

    def get(self, digest: bytes, sort: str) -> Value:
        """Return what was put under the same digest and sort; None where nothing was."""
        if not digest:
            return None
        key = _key(digest, sort)
        packed = self._used.get(key) or self._values.get(key) or self._at(key)
        if packed is None:
            return None
        self._used[key] = packed
        return marshal.loads(packed)  # noqa: S302 - proven whole and our own by `_unpack`

    def _at(self, key: bytes) -> bytes | None:
        """Return what lies in the file; None where that is nothing, or damaged."""
        if (place := self._places.get(key)) is None:
            return None
        start, length, check = place
        packed = bytes(self._packed[start : start + length])
        return packed if _check(packed) == check else None

    def put(self, digest: bytes, sort: str, value: Value) -> None:
        """Keep a value; one that is no plain value is passed over."""
        if digest:
            with suppress(ValueError):
                packed = marshal.dumps(value)
                self._used[_key(digest, sort)] = self.added[_key(digest, sort)] = packed

    def save(self) -> None:
        """Write what this run used, if that differs from what was read."""
        is_same = not self.added and self._used.keys() == self._places.keys()
        if self._file is None or (is_same and self._seen == self._index):
            return
        head, body = self._pack()
        with suppress(OSError):
            folder = self._file.parent
            folder.mkdir(exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            fresh = folder / f"{FILE}.{os.getpid()}"
            fresh.write_bytes(b"".join((_MAGIC, self._seal(head), _length(head), head, *body)))
            fresh.replace(self._file)

    def _pack(self) -> tuple[bytes, Iterable[bytes]]:
        """Return the head of the file, and the values in their order."""
        places: dict[bytes, Place] = {}
        start = 0
        for key, packed in self._used.items():
            places[key] = (start, len(packed), _check(packed))
            start += len(packed)
        return marshal.dumps((self._seen, places)), self._used.values()

    def _seal(self, head: bytes) -> bytes:
        return hashlib.sha256(f"{self.program}\n".encode() + head).digest()

    def _unpack(self) -> None:
        """Read the file; one of another program, cut short or damaged is as good as none."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            packed = memoryview(self._file.read_bytes() if self._file else b"")
            start = len(_MAGIC) + DIGEST_BYTES + _LENGTH_BYTES
            end = start + int.from_bytes(packed[start - _LENGTH_BYTES : start])
            head = bytes(packed[start:end])
            if packed[: start - _LENGTH_BYTES] == _MAGIC + self._seal(head):
                self._index, self._places = marshal.loads(head)  # noqa: S302 - sealed by us
                self._packed = packed[end:]


def digest_of(path: Path) -> bytes:
    """Return the SHA-256 of the bytes of a file as it is now; empty where it cannot be read."""
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).digest()
    return b""


def _length(head: bytes) -> bytes:
    return len(head).to_bytes(_LENGTH_BYTES)


def _check(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=16).digest()


def _key(digest: bytes, sort: str) -> bytes:
    return digest + sort.encode()


class PackedLines(Mapping[Key, int]):
    """Lines of a file, unpacked when somebody asks for one; that of its id lies at hand."""

    def __init__(self, packed: PackedLineNumbers) -> None:
        """Keep the lines as `pack_lines` made them."""
        self._id_line, self._packed = packed
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
        if key == _ID and self._lines is None:
            return default if self._id_line is None else self._id_line
        return self._unpacked().get(key, default)

    def __iter__(self) -> Iterator[Key]:
        """Yield every key."""
        return iter(self._unpacked())

    def __len__(self) -> int:
        """Return how many keys have a line."""
        return len(self._unpacked())


def pack_lines(lines: Mapping[Key, int]) -> PackedLineNumbers:
    """Return the lines as `PackedLines` takes them."""
    return lines.get(_ID), marshal.dumps(dict(lines))


def program_fingerprint() -> str:
    """Return the SHA-256 of Muster's own code and tables, the Python and its libraries."""
    root = Path(__file__).resolve().parents[1]
    code = (
        f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted((*root.rglob("*.py"), *root.rglob("*.toml")))
    )
    return hashlib.sha256("\n".join((sys.version, *_versions(), *code)).encode()).hexdigest()


def _versions() -> Iterator[str]:
    """Yield the names of what is installed beside each library: they hold the versions."""
    for names in installed().values():
        yield from names


def installed() -> dict[str, tuple[str, ...]]:
    """Return what is installed beside the libraries, by folder; they are not loaded."""
    specs = [spec for name in LIBRARIES if (spec := find_spec(name)) and spec.origin]
    folders = sorted({str(Path(str(spec.origin)).parents[1]) for spec in specs})
    return {folder: installed_in(folder) for folder in folders}
