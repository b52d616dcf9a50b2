# SPDX-License-Identifier: MIT
"""A theme whose print fonts have a few characters more, taken from a font that a site brings.

Everything that is drawn and laid out finds its letters in the theme, so that nothing else needs to
know: PDFs, sheets, pictures and phone pages alike.
"""

import shutil
from collections.abc import Collection
from itertools import chain
from pathlib import Path

from fontTools.misc.transform import Scale
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from generator.render.web_font import WEIGHTS

SHORT_CODES = 0x10000
"""Characters below have room in a table of 16 bits."""

_LONG_TABLE = (3, 10, 12)
"""Platform, encoding and format of a table for all characters (OpenType 1.9, cmap)."""

CREDIT = Path("fonts") / "extra_font.txt"
"""In such a theme: who made the font brought along, and which licence allows embedding it."""


def extended_theme(theme: Path, extra: Path, characters: Collection[str], target: Path) -> Path:
    """Copy a theme to `target`, with these characters of the font `extra` in both weights.

    They look alike in both: a font brought along has one weight.
    """
    shutil.copytree(theme, target)
    for name in WEIGHTS.values():
        join_font(theme / "fonts" / name, extra, characters, target / "fonts" / name)
    return target


def write_credit(theme: Path, licence: str) -> None:
    """Keep in an extended theme who made the font brought along, and its licence."""
    (theme / CREDIT).write_text(licence, encoding="utf-8")


def credit_of(theme: Path) -> str:
    """Return who made the rare characters of a theme and their licence; empty where it has none."""
    credit = theme / CREDIT
    return credit.read_text(encoding="utf-8") if credit.is_file() else ""


def join_font(base: Path, extra: Path, characters: Collection[str], target: Path) -> None:
    """Write a font that is `base` with these characters of `extra`; always the same bytes.

    What `base` numbers keeps its number; outlines are scaled to its em, without hints.
    """
    with (
        TTFont(base, recalcBBoxes=False, recalcTimestamp=False) as font,
        TTFont(extra, lazy=True) as donor,
    ):
        names = donor.getBestCmap()
        for character in sorted(characters):
            _add_glyph(font, donor, names[ord(character)], _name(character))
        font.setGlyphOrder(list(font["glyf"].glyphOrder))
        _add_codes(font, {ord(character): _name(character) for character in characters})
        font.save(target)


def _name(character: str) -> str:
    return f"u{ord(character):05X}.extra"


def _add_glyph(font: TTFont, donor: TTFont, theirs: str, ours: str) -> None:
    scale = font["head"].unitsPerEm / donor["head"].unitsPerEm
    glyphs = donor.getGlyphSet()
    whole, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
    glyphs[theirs].draw(whole)
    whole.replay(TransformPen(pen, Scale(scale)))
    glyph = pen.glyph()
    font["glyf"][ours] = glyph
    glyph.recalcBounds(font["glyf"])
    advance = round(glyphs[theirs].width * scale)
    font["hmtx"][ours] = (advance, glyph.xMin)
    if "vmtx" in font:
        ascent = font["hhea"].ascent
        font["vmtx"][ours] = (font["head"].unitsPerEm, ascent - glyph.yMax)
    _make_room(font, glyph, advance)


def _make_room(font: TTFont, glyph: object, advance: int) -> None:
    """Let the measures of the whole font hold one more glyph."""
    head, most = font["head"], font["maxp"]
    points, contours = len(glyph.coordinates), glyph.numberOfContours  # type: ignore[attr-defined]
    most.maxPoints, most.maxContours = max(most.maxPoints, points), max(most.maxContours, contours)
    for edge, wider in (("xMin", min), ("yMin", min), ("xMax", max), ("yMax", max)):
        setattr(head, edge, wider(getattr(head, edge), getattr(glyph, edge)))
    font["hhea"].advanceWidthMax = max(font["hhea"].advanceWidthMax, advance)


def _add_codes(font: TTFont, added: dict[int, str]) -> None:
    """Add characters to the tables; those beyond 16 bits need a table of their own kind."""
    tables = font["cmap"].tables
    known = dict(chain.from_iterable(table.cmap.items() for table in tables))
    for table in tables:
        table.cmap |= {code: name for code, name in added.items() if code < SHORT_CODES}
    if any(code >= SHORT_CODES for code in added):
        platform, encoding, form = _LONG_TABLE
        longer = CmapSubtable.newSubtable(form)
        longer.platformID, longer.platEncID, longer.language = platform, encoding, 0
        longer.cmap = known | added
        tables.append(longer)
