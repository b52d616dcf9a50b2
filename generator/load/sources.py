# SPDX-License-Identifier: MIT
"""One hash over all that a build reads, by which it is known whether a build is older than it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator.settings import Settings


def sources_fingerprint(settings: Settings) -> str:
    """Return the SHA-256 over names and bytes of configuration, content and schools.

    Where the folders lie does not count, hidden files do not either.
    """
    digest = hashlib.sha256(_sha256(Path(settings.file)))
    for folder in (settings.content_folder, *settings.school_folders):
        for name, path in _files(folder):
            digest.update(f"{name}\0".encode())
            digest.update(_sha256(path))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder by their name in it, in the order of their names."""
    found = ((path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file())
    named = ((name, path) for name, path in found if not any(p[0] == "." for p in name.parts))
    yield from sorted((name.as_posix(), path) for name, path in named)


def _sha256(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
