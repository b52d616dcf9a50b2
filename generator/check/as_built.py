# SPDX-License-Identifier: MIT
"""The output folder held against its `manifest.json`: what is gone, something else, or strange.

V517 a file is gone · V518 it is not what was built · V519 nobody built it.
A title alone does not tell one paper from another, or today's from last year's: its bytes do.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.finding import Finding, Origin, Severity
from generator.model.output import AsBuilt, Output

MANIFEST = "manifest.json"

LITTER = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows leaves in folders by itself, in small letters; macOS and others begin with a dot."""

_Listed = Mapping[str, tuple[int, str]]
"""Bytes and SHA-256 of every file that was built, by path."""


def compare_with_manifest(out: Path) -> AsBuilt | None:
    """Return how the folder differs from what was built; None where no manifest lies in it yet.

    In the folder that `muster publish` fills, the manifest names public files alone.
    """
    if not (out / MANIFEST).is_file():
        return None
    listed = _read(out / MANIFEST)
    if listed is None:
        return AsBuilt(changed=(MANIFEST,))
    gone = frozenset(path for path in listed if not (out / path).is_file())
    there = listed.keys() - gone
    changed = (path for path in there if not _is_whole(out / path, *listed[path]))
    return AsBuilt(
        gone=tuple(sorted(gone)),
        changed=tuple(sorted(changed)),
        strange=tuple(sorted(_strangers(out, listed))),
    )


def find_unlike(output: Output) -> Iterator[Finding]:
    """Yield every file that is gone, changed or strange, once each."""
    if output.as_built is None:
        return
    told = output.as_built
    folder = f"{output.folder}/" if output.folder else ""
    for code, paths in (("V517", told.gone), ("V518", told.changed), ("V519", told.strange)):
        for path in paths:
            yield _unlike(code, path, folder)


def _read(manifest: Path) -> _Listed | None:
    """Return what a manifest lists; None where it is damaged."""
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {file["path"]: (file["bytes"], file["sha256"]) for file in files}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_whole(path: Path, size: int, sha256: str) -> bool:
    """Say whether a file is as it was built; one of another size is not read."""
    try:
        if path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _strangers(out: Path, listed: Iterable[str]) -> Iterator[str]:
    """Yield what lies beside built files in their folders and is none.

    Beside the home page others may lie, such as what a server wants, or a zip for a USB stick.
    """
    known = frozenset(listed)
    for folder in {path.partition("/")[0] for path in known if "/" in path}:
        for inside, folders, files in os.walk(out / folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            here = Path(inside).relative_to(out).as_posix()
            for name in files:
                is_litter = name.startswith(".") or name.lower() in LITTER
                if not is_litter and f"{here}/{name}" not in known:
                    yield f"{here}/{name}"


_SAID = {
    "V517": (
        "生成了的文件不在了",
        "this file was built and is gone",
        "重新生成。",
        "Build again.",
    ),
    "V518": (
        "这个文件不是生成时的那个：换过、改过或坏了",
        "this is not the file that was built: it was exchanged, changed or damaged",
        "重新生成；不要打印或张贴这一份。",
        "Build again; do not print or post this one.",
    ),
    "V519": (
        "这个文件不是这次生成的，却放在生成的文件中间",
        "this file was not built, yet lies among those that were",
        "移到别处，或重新生成（会整个换掉这个文件夹）；不要打印它。",
        "Move it elsewhere, or build again, which replaces the folder. Do not print it.",
    ),
}
"""What is wrong and how to mend it, in Chinese and English."""


def _unlike(code: str, path: str, folder: str) -> Finding:
    what_zh, what_en, mend_zh, mend_en = _SAID[code]
    return Finding(
        code=code,
        severity=Severity.GAP,
        origin=Origin(file=f"{folder}{path}"),
        what_zh=what_zh,
        what_en=what_en,
        mend_zh=mend_zh,
        mend_en=mend_en,
        subject=path,
    )
