# SPDX-License-Identifier: MIT
"""Reads everything that stands in a file, whatever it is packed in."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

ZIPPED = {".zip", ".docx", ".xlsx", ".pptx"}
"""Packs, and files of office programs, which are zips too."""


def said_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield where in a file what text stands: in zips within zips, on pages, in their streams."""
    yield from _said(path.as_posix(), path.read_bytes())


def _said(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    suffix = Path(name).suffix
    if suffix in ZIPPED:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from _said(f"{name}!{inner}", packed.read(inner))
    elif suffix == ".pdf":
        yield name, _pages(data)
        yield f"{name}!info", _kept_beside(data)
    else:
        yield name, data.decode("utf-8", errors="replace")


def _pages(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return "".join("\n".join(texts).split())


def _kept_beside(data: bytes) -> str:
    """Return titles, bookmarks, fields and attachments: all strings of the file's objects."""
    told: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                is_file = each.get("/Type") == "/EmbeddedFile"
                told += [each.read_bytes().decode("utf-8", "replace")] if is_file else []
            elif each is not None:  # a number that no object has
                told.append(str(each.unparse(resolved=True).decode("utf-8", "replace")))
    return "\n".join(told)
