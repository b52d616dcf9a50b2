# SPDX-License-Identifier: MIT
"""Which characters a TrueType font has, read from its own tables.

Loading a library for it would take longer than the whole check.
"""

from collections.abc import Iterator, Mapping
from struct import iter_unpack, unpack_from

_SHORT, _LONG = (3, 1), (3, 10)
"""Platform and encoding: Windows, characters of 16 bits, and all characters."""

_SEGMENTS, _GROUPS = 4, 12
"""Formats of a table of characters that are read (OpenType 1.9, cmap)."""


def tables_of(font: bytes) -> Mapping[bytes, int]:
    """Return where each table begins (OpenType 1.9, table directory); raises struct.error."""
    number = unpack_from(">H", font, 4)[0]
    directory = iter_unpack(">4sLLL", font[12 : 12 + 16 * number])
    return {name: offset for name, _, offset, _ in directory}


def glyph_numbers(font: bytes) -> dict[int, int]:
    """Return the number of the glyph of every character, by the character's code.

    Raises ValueError where a font has no table that is known.
    """
    start = tables_of(font)[b"cmap"]
    number = unpack_from(">H", font, start + 2)[0]
    found: dict[int, int] = {}
    for place in range(start + 4, start + 4 + 8 * number, 8):
        *kind, offset = unpack_from(">HHL", font, place)
        form = unpack_from(">H", font, start + offset)[0]
        if (tuple(kind), form) == (_SHORT, _SEGMENTS):
            found.update(_of_segments(font, start + offset))
        elif (tuple(kind), form) == (_LONG, _GROUPS):
            found.update(_of_groups(font, start + offset))
    if not found:
        message = "a font without a table of characters for Windows"
        raise ValueError(message)
    return found


def _of_segments(font: bytes, start: int) -> Iterator[tuple[int, int]]:
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
                yield code, (glyph + delta) % 0x10000


def _of_groups(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    number = unpack_from(">L", font, start + 12)[0]
    for first, last, glyph in iter_unpack(">LLL", font[start + 16 : start + 16 + 12 * number]):
        yield from ((code, glyph + code - first) for code in range(first, last + 1))
