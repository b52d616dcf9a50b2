# SPDX-License-Identifier: MIT
"""A folder of files as one string of bytes, quick to write and to lay out again.

A line of JSON lists groups of files; their contents follow, each group zipped by itself, so that
only one group lies open in memory.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

GROUP_FILES = 64
"""Some 3 MB of pages."""

_ZIPPED = frozenset({".html"})
"""Pages are a fifth of their size then; the files of the search hardly shrink and take longest."""
_FAST, _STORED = 1, 0


def pack_folder(folder: Path) -> list[bytes]:
    """Return all files below a folder in parts, which together are the same for the same files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    zipped = [path for path in files if path.suffix in _ZIPPED]
    stored = [path for path in files if path.suffix not in _ZIPPED]
    heads: list[dict[str, object]] = []
    bodies: list[bytes] = []
    for level, group in (*_groups(_FAST, zipped), *_groups(_STORED, stored)):
        contents = [path.read_bytes() for path in group]
        names = [path.relative_to(folder).as_posix() for path in group]
        bodies.append(zlib.compress(b"".join(contents), level))
        sizes = [len(content) for content in contents]
        heads.append({"bytes": len(bodies[-1]), "names": names, "sizes": sizes})
    return [json.dumps(heads).encode(), b"\n", *bodies]


def _groups(level: int, files: list[Path]) -> Iterator[tuple[int, list[Path]]]:
    for start in range(0, len(files), GROUP_FILES):
        yield level, files[start : start + GROUP_FILES]


def unpack_folder(packed: bytes, folder: Path) -> None:
    """Lay all files out in a folder, from which everything else goes."""
    end = packed.index(b"\n")
    heads = json.loads(packed[:end])
    wanted = {name for head in heads for name in head["names"]}
    _remove_others(folder, wanted)
    for parent in sorted({(folder / name).parent for name in wanted}):
        parent.mkdir(parents=True, exist_ok=True)
    at = end + 1
    for head in heads:
        body = zlib.decompress(packed[at : at + head["bytes"]])
        at += head["bytes"]
        _write(folder, body, zip(head["names"], head["sizes"], strict=True))


def _write(folder: Path, body: bytes, files: Iterable[tuple[str, int]]) -> None:
    at = 0
    for name, size in files:
        (folder / name).write_bytes(body[at : at + size])
        at += size


def _remove_others(folder: Path, wanted: set[str]) -> None:
    """Remove files that are not wanted; the others are written over."""
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
