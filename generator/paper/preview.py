# SPDX-License-Identifier: MIT
"""PDF → a picture of its first page, for telephones that show no PDF; knows Pillow alone.

The browser inside WeChat downloads a PDF or shows nothing; a picture it shows, enlarges and saves.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pypdfium2
from PIL import Image

from generator.addresses import preview_path
from generator.kept_files import KeptFiles

SHORT_SIDE_PX = 1000
"""Type of 8 pt on A4 is 13 pixels high, letters of 2 mm on A3 are seven: both can be read."""

COLOURS = 24
"""Inks of our paper and their edges against white; more take more bytes and show no more."""

COMPRESSION = 6
"""Of zlib; 9 takes eight times as long and saves a twentieth."""

PAPER, NEARLY_WHITE = (255, 255, 255), 250
"""Averaged with the edges of letters the paper comes out a little grey; it is made white again."""

LIBRARIES = ("pypdfium2", "pillow")

_SIZE_AT = slice(16, 24)
"""Where a PNG says its width and height, in four bytes each (ISO/IEC 15948, 11.2.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The picture of a PDF."""

    path: str
    """Relative to the output folder."""
    width_px: int
    height_px: int
    is_kept: bool
    """True where an earlier build had drawn it."""


def draw_previews(
    pdfs: Sequence[str], out: Path, executor: Executor, kept: KeptFiles
) -> Iterator[Preview]:
    """Draw the first page of each PDF beside it; yields the pictures in order.

    `pdfs` are paths below `out`. The workers of `executor` draw only what is not in `kept`; what
    no PDF asked for is forgotten at the end.
    """
    keys = [_key(out / pdf) for pdf in pdfs]
    found = [_take(pdf, out, kept.get(key)) for pdf, key in zip(pdfs, keys, strict=True)]
    missing = [out / pdf for pdf, known in zip(pdfs, found, strict=True) if known is None]
    drawn = executor.map(_draw_first_page, missing, chunksize=8)
    for pdf, key, known in zip(pdfs, keys, found, strict=True):
        if known:
            yield known
        else:
            picture = next(drawn)
            kept.put(key, picture)
            yield _write(pdf, out, picture, is_kept=False)
    kept.forget_unused()


def finished_previews(out: Path) -> Iterator[Preview]:
    """Yield the pictures that lie beside the PDFs of a finished output."""
    for path in sorted(out.rglob("*.pdf")):
        pdf = path.relative_to(out).as_posix()
        if (out / preview_path(pdf)).is_file():
            with (out / preview_path(pdf)).open("rb") as picture:
                yield _preview(pdf, picture.read(_SIZE_AT.stop), is_kept=True)


def _take(pdf: str, out: Path, picture: bytes | None) -> Preview | None:
    return _write(pdf, out, picture, is_kept=True) if picture else None


def _write(pdf: str, out: Path, picture: bytes, *, is_kept: bool) -> Preview:
    (out / preview_path(pdf)).write_bytes(picture)
    return _preview(pdf, picture, is_kept=is_kept)


def _preview(pdf: str, picture: bytes, *, is_kept: bool) -> Preview:
    size = picture[_SIZE_AT]
    return Preview(
        path=preview_path(pdf),
        width_px=int.from_bytes(size[:4], "big"),
        height_px=int.from_bytes(size[4:], "big"),
        is_kept=is_kept,
    )


def _key(pdf: Path) -> str:
    return hashlib.sha256(_toolchain().encode() + pdf.read_bytes()).hexdigest()


@cache
def _toolchain() -> str:
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return "\0".join([own, *(f"{name} {version(name)}" for name in LIBRARIES)])


def _draw_first_page(pdf: Path) -> bytes:
    """Return the first page as PNG in few colours, with no date and no other words inside."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        scale = SHORT_SIDE_PX / min(page.get_size())
        picture = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    finally:
        document.close()
    target = io.BytesIO()
    _in_few_colours(picture).save(target, "PNG", compress_level=COMPRESSION)
    return target.getvalue()


def _in_few_colours(picture: Image.Image) -> Image.Image:
    few = picture.quantize(
        colors=COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    palette = few.getpalette() or []
    colours = (palette[i : i + 3] for i in range(0, len(palette), 3))
    few.putpalette([part for c in colours for part in (PAPER if min(c) > NEARLY_WHITE else c)])
    return few
