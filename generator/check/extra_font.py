# SPDX-License-Identifier: MIT
"""The font that a site brings along for rare names: whether it can be used, and what it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import error as UnpackError  # noqa: N812 - it is one
from struct import unpack_from

from generator.check.character_table import glyph_numbers, tables_of
from generator.finding import Finding, Severity
from generator.settings import Settings

NEEDED = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
"""Tables of a font with TrueType outlines (OpenType 1.9, required tables)."""

_LOCA_FORMAT_AT = 50

_FAULTS = {
    "missing": ("没有这个文件", "there is no such file"),
    "no_font": (
        "不是一份 TrueType 字体（.ttf）；字体集（.ttc）和 CFF 轮廓（.otf）不能用",
        "it is no TrueType font (.ttf); collections (.ttc) and CFF outlines (.otf) cannot be used",
    ),
    "variable": (
        "是可变字体；要固定字重的一份",
        "it is a variable font; a file of one fixed weight is needed",
    ),
    "licence": (
        "没有写明许可：加一行 extra_font_licence",
        "its licence is not told: add a line extra_font_licence",
    ),
}
"""What can be wrong with an extra font."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraFont:
    """What came of looking into a font file."""

    characters: frozenset[str] = frozenset()
    """Those that have an outline; none where the font cannot be used."""
    fault: str = ""
    """A key of the faults; empty where the font can be used."""


def extra_characters(settings: Settings) -> frozenset[str]:
    """Return the characters that the site's extra font adds; none without one that can be used."""
    if settings.extra_font_file is None or not settings.extra_font_licence:
        return frozenset()
    return _read(settings.extra_font_file).characters


def find_font_faults(settings: Settings) -> Iterator[Finding]:
    """Yield why the extra font cannot be used (C226)."""
    if settings.extra_font_file is None:
        return
    fault = _read(settings.extra_font_file).fault
    fault = fault or ("" if settings.extra_font_licence else "licence")
    if fault:
        zh, en = _FAULTS[fault]
        yield Finding(
            code="C226",
            severity=Severity.ERROR,
            origin=settings.at("extra_font"),
            what_zh=f"extra_font 的字体 {settings.extra_font} 不能用：{zh}",
            what_en=f"the font {settings.extra_font} of extra_font cannot be used: {en}",
            mend_zh="换一份固定字重、TrueType 轮廓、许可允许嵌入 PDF 的字体，写上它的许可。",
            mend_en="Give a font of one fixed weight with TrueType outlines whose licence allows "
            "embedding in PDFs, and tell that licence.",
        )


def _read(file: Path) -> ExtraFont:
    try:
        raw = file.read_bytes()
    except OSError:
        return ExtraFont(fault="missing")
    return _judged(raw)


@lru_cache(maxsize=4)
def _judged(raw: bytes) -> ExtraFont:
    try:
        tables = tables_of(raw)
        if not set(NEEDED) <= tables.keys():
            return ExtraFont(fault="no_font")
        if b"fvar" in tables:
            return ExtraFont(fault="variable")
        return ExtraFont(characters=frozenset(_drawn(raw, tables[b"head"], tables[b"loca"])))
    except (UnpackError, ValueError, OverflowError):
        return ExtraFont(fault="no_font")


def _drawn(raw: bytes, head: int, loca: int) -> Iterator[str]:
    """Yield the characters whose glyph has an outline."""
    form, size = ("L", 4) if unpack_from(">H", raw, head + _LOCA_FORMAT_AT)[0] else ("H", 2)
    for code, glyph in glyph_numbers(raw).items():
        begin, end = unpack_from(f">2{form}", raw, loca + size * glyph)
        if begin < end:
            yield chr(code)
