# SPDX-License-Identifier: MIT
"""What earlier builds read out of the codes of unchanged PDFs, in `.muster-cache/codes`.

Found by the SHA-256 of the PDF; sealed with the versions of what reads the codes. What cannot be
read or written is passed over: then every code is decoded afresh.
"""

import hashlib
import json
import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

FILE = "codes"

LIBRARIES = ("pypdfium2", "zxing-cpp")

READERS = ("decode.py", "pdf_page.py")
"""Our own modules, beside this one, that decide what is read."""


class CodeCache:
    """Texts of codes by the PDF that they stand in; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        """Open the cache in `folder`."""
        self._file = folder / FILE if folder else None
        self._known: dict[str, str] = {}
        self._used: dict[str, str] = {}
        if self._file:
            with suppress(OSError, ValueError, TypeError, KeyError):
                kept = json.loads(self._file.read_bytes())
                if kept["seal"] == _seal(kept["texts"]):
                    self._known = kept["texts"]

    def get(self, sha256: str) -> str | None:
        """Return what was read in a PDF; None where it was never read."""
        text = self._known.get(sha256)
        if text is not None:
            self._used[sha256] = text
        return text

    def put(self, sha256: str, text: str) -> None:
        """Keep what was read in a PDF."""
        self._used[sha256] = text

    def save(self) -> None:
        """Write what this run used; what it did not use is forgotten."""
        if self._file is None or self._used == self._known:
            return
        kept = {"seal": _seal(self._used), "texts": self._used}
        with suppress(OSError):
            folder = self._file.parent
            folder.mkdir(exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            fresh = folder / f"{FILE}.{os.getpid()}"
            fresh.write_text(json.dumps(kept), encoding="utf-8")
            fresh.replace(self._file)


def _seal(texts: dict[str, str]) -> str:
    own = [(Path(__file__).parent / name).read_bytes() for name in READERS]
    program = [hashlib.sha256(code).hexdigest() for code in own]
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    said = json.dumps([program, versions, texts], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
