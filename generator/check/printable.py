# SPDX-License-Identifier: MIT
"""Whether the print fonts have every character of what is printed.

A missing one would stop a build at the first PDF that needs it (D701); here it is told of the file
that holds it, before anything is drawn. Texts in two languages are judged; what papers print
besides (numbers of clauses, what a plan asks) is left to the page layout.
"""

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

from generator.check.words import texts_of
from generator.finding import Finding, Origin, Severity
from generator.model.record import Item
from generator.settings import THEME

NEVER_ON_PAPER = frozenset({"history", "keywords"})
"""Parts of an item that no paper shows: its changes, and words for the search."""

LAYOUT = frozenset("\n\t\r")
"""Characters that need no glyph."""

_UNICODE = (3, 1)
"""Platform and encoding of the table that both fonts have: Windows, characters of 16 bits."""


def print_fonts(theme: Path = THEME) -> tuple[Path, ...]:
    """Return the files of the print fonts."""
    return tuple(sorted((theme / "fonts").glob("*.ttf")))


@cache
def printed_characters(theme: Path = THEME) -> frozenset[str]:
    """Return the characters that all print fonts have, line breaks included; read once.

    Reads the tables themselves: loading a library for it would take longer than the check.
    """
    sets = [_characters(path.read_bytes()) for path in print_fonts(theme)]
    return frozenset.intersection(*sets) | LAYOUT


def find_unprintable(item: Item) -> Iterator[Finding]:
    """Yield every text of the item with a character that the print fonts lack (C225)."""
    known = printed_characters()
    if known.issuperset(item.model_dump_json(exclude_defaults=True)):
        return
    for key, text in texts_of(item, NEVER_ON_PAPER):
        for language in ("zh", "en"):
            if lacking := dict.fromkeys(c for c in text[language] if c not in known):
                yield _lacking(item.at(*key, language), lacking)


def _lacking(origin: Origin, characters: Collection[str]) -> Finding:
    zh = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in characters)
    en = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in characters)
    return Finding(
        code="C225",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"打印字体里没有{zh}，纸上会缺字",
        what_en=f"the print font lacks {en}: paper would show a gap",
        mend_zh="换一个常用字；人名、地名不能换的，写汉语拼音，打印后再用笔写上。",
        mend_en="Take a common character; for a name that cannot change write pinyin, and add the "
        "character by pen on the print.",
    )


def _characters(font: bytes) -> frozenset[str]:
    """Return the characters of a TrueType font, by its table for characters of 16 bits."""
    start = _place(font, b"cmap")
    number = unpack_from(">H", font, start + 2)[0]
    for place in range(start + 4, start + 4 + 8 * number, 8):
        *kind, offset = unpack_from(">HHL", font, place)
        if tuple(kind) == _UNICODE:
            return frozenset(map(chr, _codes(font, start + offset)))
    message = "a print font without a table of 16-bit characters"
    raise ValueError(message)


def _place(font: bytes, tag: bytes) -> int:
    """Return where a table begins (OpenType 1.9, table directory)."""
    number = unpack_from(">H", font, 4)[0]
    directory = iter_unpack(">4sLLL", font[12 : 12 + 16 * number])
    places: dict[bytes, int] = {name: offset for name, _, offset, _ in directory}
    return places[tag]


def _codes(font: bytes, start: int) -> Iterator[int]:
    """Yield the codes of a character table in segments (OpenType 1.9, cmap format 4)."""
    size = unpack_from(">H", font, start + 2)[0] // 2
    words = unpack_from(f">{size}H", font, start)
    count = words[3] // 2
    ends, begins = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    deltas = words[8 + 2 * count : 8 + 3 * count]
    rows_at = 8 + 3 * count
    for i, (begin, end, delta) in enumerate(zip(begins, ends, deltas, strict=True)):
        shift = rows_at + i + words[rows_at + i] // 2 - begin
        for code in range(begin, end + 1):
            glyph = words[shift + code] if words[rows_at + i] else code
            if glyph and (glyph + delta) % 0x10000:
                yield code
