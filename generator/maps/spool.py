# SPDX-License-Identifier: MIT
"""Drawings of sheets, put by in one file while the others are drawn."""

from dataclasses import replace
from pathlib import Path

from generator.model.sheet import Drawing, Sheet, StoredDrawing


class Spool:
    """A file that grows by each drawing; whoever made it removes it when the sheets are done."""

    def __init__(self, file: Path) -> None:
        """Begin with an empty file."""
        self._file = file
        self._length = 0
        file.write_bytes(b"")

    def store(self, sheet: Sheet) -> Sheet:
        """Return the same sheet, with its drawings in the file."""
        return replace(
            sheet,
            phone_drawing=self._put(sheet.phone_drawing),
            variants=tuple(replace(v, drawing=self._put(v.drawing)) for v in sheet.variants),
        )

    def _put(self, drawing: Drawing) -> StoredDrawing:
        if isinstance(drawing, StoredDrawing):
            return drawing
        content = drawing.encode()
        stored = StoredDrawing(file=self._file, first_byte=self._length, byte_count=len(content))
        with self._file.open("ab") as grown:
            grown.write(content)
        self._length += len(content)
        return stored
