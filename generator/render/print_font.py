# SPDX-License-Identifier: MIT
"""Outlines of the vendored font for PDFs: cut down to the letters of one file in a millisecond.

Its letters are whole outlines without hints, so that those in use can be copied as they are.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import pack, unpack_from
from unicodedata import category

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter

TRUE_TYPE = "\0\1\0\0"
"""What a font file with TrueType outlines begins with (OpenType 1.9, organization of a font)."""

GLYPH_COUNT_AT, LOCA_FORMAT_AT, METRIC_COUNT_AT = 4, 50, 34
"""Where `maxp`, `head` and `hhea` tell them (OpenType 1.9)."""

LONG_LOCA = 1

NO_LETTERS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn", "Zl", "Zp"})
"""Controls and marks that join a letter: what they do is for a layout to say (Unicode 15, 4.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One letter, in units of the font."""

    outline: bytes
    advance: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFont:
    """A weight of the font."""

    units_per_em: int
    ascent: int
    descent: int
    """Below nought."""
    cap_height: int
    box: tuple[int, int, int, int]
    """Left, bottom, right and top of all letters laid over each other."""
    glyphs: Mapping[str, Glyph]
    """By character; what is put together from others, joins its neighbour or shows nothing by
    itself is not among them."""
    empty: Glyph
    """What a character without a glyph would show."""
    heads: tuple[bytes, bytes, bytes]
    """The tables `head`, `hhea` and `maxp`."""

    def cut(self, letters: Iterable[str]) -> bytes:
        """Return a font file with the letters as its glyphs 1, 2, 3 and so on."""
        glyphs = [self.empty, *(self.glyphs[letter] for letter in letters)]
        outlines = [glyph.outline + bytes(-len(glyph.outline) % 4) for glyph in glyphs]
        starts = [0]
        for outline in outlines:
            starts.append(starts[-1] + len(outline))
        head, hhea, maxp = self.heads
        count = len(glyphs)
        return _write(
            {
                "glyf": b"".join(outlines),
                "head": _exchange(head, LOCA_FORMAT_AT, LONG_LOCA),
                "hhea": _exchange(hhea, METRIC_COUNT_AT, count),
                "hmtx": b"".join(pack(">Hh", glyph.advance, glyph.left) for glyph in glyphs),
                "loca": pack(f">{len(starts)}L", *starts),
                "maxp": _exchange(maxp, GLYPH_COUNT_AT, count),
            }
        )


@cache
def read_print_font(path: Path) -> PrintFont:
    """Return the font of a file with TrueType outlines."""
    with TTFont(path, lazy=True) as font:
        starts, outlines = font["loca"].locations, font.reader["glyf"]
        head, metrics = font["head"], font["hmtx"].metrics
        found = {}
        for code, name in font.getBestCmap().items():
            number = font.getGlyphID(name)
            outline = outlines[starts[number] : starts[number + 1]]
            if category(chr(code)) not in NO_LETTERS and not _is_put_together(outline):
                advance, left = metrics[name]
                found[chr(code)] = Glyph(outline=outline, advance=advance, left=left)
        advance, left = metrics[font.getGlyphName(0)]
        return PrintFont(
            units_per_em=head.unitsPerEm,
            ascent=font["hhea"].ascent,
            descent=font["hhea"].descent,
            cap_height=font["OS/2"].sCapHeight,
            box=(head.xMin, head.yMin, head.xMax, head.yMax),
            glyphs=found,
            empty=Glyph(outline=outlines[: starts[1]], advance=advance, left=left),
            heads=(font.reader["head"], font.reader["hhea"], font.reader["maxp"]),
        )


def _is_put_together(outline: bytes) -> bool:
    """Say whether a glyph refers to others: it then counts its outlines as -1."""
    return bool(outline) and int(unpack_from(">h", outline)[0]) < 0


def _exchange(table: bytes, at: int, value: int) -> bytes:
    return table[:at] + pack(">H", value) + table[at + 2 :]


def _write(tables: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    writer = SFNTWriter(target, len(tables), TRUE_TYPE)
    for name, content in tables.items():
        writer[name] = content
    writer.close()
    return target.getvalue()
