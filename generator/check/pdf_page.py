# SPDX-License-Identifier: MIT
"""Finished PDFs as a reader gets them: texts, and pictures in which codes are read."""

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

MM_PER_POINT = 25.4 / 72

BoxMm = tuple[float, float, float, float]
"""Left, top, right and bottom on the page in millimetres, from the upper left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A grey picture, one byte a pixel, row by row from above."""

    width: int
    height: int
    pixels: bytes

    def rows(self) -> memoryview:
        """Return the pixels as an array of height × width."""
        return memoryview(self.pixels).cast("B", shape=(self.height, self.width))


def read_pdf_text(path: Path) -> str:
    """Return the text of all pages; nothing where it is no PDF, empty or cut short."""
    with suppress(pypdfium2.PdfiumError), closing(pypdfium2.PdfDocument(path)) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)
    return ""


def read_bookmarks(path: Path) -> dict[str, int]:
    """Return the title of every bookmark with its page, counted from 0; of equal ones the last."""
    document = pypdfium2.PdfDocument(path)
    try:
        marks = ((mark.get_title(), mark.get_dest()) for mark in document.get_toc())
        return {title: int(dest.get_index()) for title, dest in marks if dest is not None}
    finally:
        document.close()


def render_page(
    path: Path, dots_per_mm: float, box_mm: BoxMm | None = None, page_index: int = 0
) -> Raster:
    """Return a page, the first one of index 0, or a box of it, in grey; kept within the page."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[page_index]
        size_mm = [side * MM_PER_POINT for side in page.get_size()]
        crop = _crop(box_mm, size_mm) if box_mm else (0, 0, 0, 0)
        picture = page.render(scale=dots_per_mm * MM_PER_POINT, grayscale=True, crop=crop)
        rows, stride = bytes(picture.buffer), picture.stride
        pixels = b"".join(
            rows[start : start + picture.width] for start in range(0, len(rows), stride)
        )
        return Raster(width=picture.width, height=picture.height, pixels=pixels)
    finally:
        document.close()


def _crop(box_mm: BoxMm, size_mm: list[float]) -> tuple[float, float, float, float]:
    """Return what to cut off left, below, right and above, in points."""
    left, top, right, bottom = box_mm
    cut_mm = (left, size_mm[1] - bottom, size_mm[0] - right, top)
    sides = tuple(max(cut, 0) / MM_PER_POINT for cut in cut_mm)
    return sides[0], sides[1], sides[2], sides[3]
