# SPDX-License-Identifier: MIT
"""One font out of many small ones that were cut from it; bytes in, bytes out.

Every PDF holds the glyphs that it shows, under the numbers that they have in the whole font. So
the fonts of PDFs that are bound together differ only in which glyphs they have, and one font with
all of these serves every page: a handbook takes a fifth of the space.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

KEPT = (b"OS/2", b"cmap", b"gasp", b"head", b"hhea", b"maxp", b"name", b"post")
"""Tables that are taken as they are, but for two numbers; those for upright writing fall away.

OpenType 1.9, "Font file": each begins at a multiple of four bytes; their names are sorted.
"""

LONG_OFFSETS = 1
"""In `head`: places of glyphs are written in four bytes each."""


_NO_ADVANCE = bytes(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyphs:
    """Outline and advance of each glyph of a font, by its number."""

    tables: Mapping[bytes, bytes]
    outlines: tuple[bytes, ...]
    advances: tuple[bytes, ...]
    """Width and left edge, in four bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """One font, and those in whose place it can stand."""

    font: bytes
    members: frozenset[bytes]


def join_fonts(fonts: Iterable[bytes]) -> Union:
    """Return a TrueType font with every glyph of the fonts that can share one.

    These have under each number the same glyph or none, as fonts that are cut from one font and
    keep its numbers. A font that numbers its glyphs anew is no member: it keeps its own file. The
    order of the fonts does not count.
    """
    found = {font: _read(font) for font in sorted(set(fonts))}
    longest_first = sorted(found.items(), key=lambda each: -len(each[1].outlines))
    first = longest_first[0][1]
    size = len(first.outlines)
    outlines, advances = [b""] * size, [_NO_ADVANCE] * size
    members = set()
    for font, part in longest_first:
        if _fits(part.outlines, outlines, b"") and _fits(part.advances, advances, _NO_ADVANCE):
            _fill(part.outlines, outlines, b"")
            _fill(part.advances, advances, _NO_ADVANCE)
            members.add(font)
    whole = _written({**_kept(first, size), **_outline_tables(outlines, advances)})
    return Union(font=whole, members=frozenset(members))


def _fits(own: Sequence[bytes], taken: Sequence[bytes], nothing: bytes) -> bool:
    """Say whether no number stands for one thing here and for another there."""
    return all(
        new in (nothing, old) or old == nothing for new, old in zip(own, taken, strict=False)
    )


def _fill(own: Sequence[bytes], taken: list[bytes], nothing: bytes) -> None:
    for number, new in enumerate(own):
        if new != nothing:
            taken[number] = new


def _read(font: bytes) -> _Glyphs:
    tables = dict(_tables(font))
    size = _number(tables[b"maxp"], 4)
    form = "I" if _number(tables[b"head"], 50) == LONG_OFFSETS else "H"
    scale = 1 if form == "I" else 2
    places = [place * scale for place in struct.unpack(f">{size + 1}{form}", tables[b"loca"])]
    outlines = tables[b"glyf"]
    return _Glyphs(
        tables=tables,
        outlines=tuple(outlines[places[i] : places[i + 1]] for i in range(size)),
        advances=tuple(_advances(tables, size)),
    )


def _tables(font: bytes) -> Iterator[tuple[bytes, bytes]]:
    for entry in range(_number(font, 4)):
        name, _, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * entry)
        yield name, font[start : start + length]


def _number(table: bytes, place: int) -> int:
    return int.from_bytes(table[place : place + 2], "big")


def _advances(tables: Mapping[bytes, bytes], size: int) -> Iterator[bytes]:
    """Yield width and left edge; behind the last width stand left edges alone."""
    table, wide = tables[b"hmtx"], _number(tables[b"hhea"], 34)
    for number in range(size):
        if number < wide:
            yield table[4 * number : 4 * number + 4]
        else:
            start = 4 * wide + 2 * (number - wide)
            yield table[4 * wide - 4 : 4 * wide - 2] + table[start : start + 2]


def _kept(part: _Glyphs, size: int) -> dict[bytes, bytes]:
    tables = {name: part.tables[name] for name in KEPT if name in part.tables}
    head, hhea = bytearray(tables[b"head"]), bytearray(tables[b"hhea"])
    struct.pack_into(">H", head, 50, LONG_OFFSETS)
    struct.pack_into(">H", hhea, 34, size)
    return {**tables, b"head": bytes(head), b"hhea": bytes(hhea)}


def _outline_tables(outlines: list[bytes], advances: list[bytes]) -> dict[bytes, bytes]:
    places, end = [0], 0
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    for outline in padded:
        end += len(outline)
        places.append(end)
    loca = struct.pack(f">{len(places)}I", *places)
    return {b"glyf": b"".join(padded), b"loca": loca, b"hmtx": b"".join(advances)}


def _written(tables: Mapping[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    entries, bodies, place = [], [], 12 + 16 * count
    for name, table in sorted(tables.items()):
        body = table + bytes(-len(table) % 4)
        entries.append(struct.pack(">4sIII", name, _sum(body), place, len(table)))
        bodies.append(body)
        place += len(body)
    return b"".join([head, *entries, *bodies])


def _sum(body: bytes) -> int:
    """Return the checksum of a table: the sum of its numbers of four bytes."""
    numbers: tuple[int, ...] = struct.unpack(f">{len(body) // 4}I", body)
    return sum(numbers) & 0xFFFFFFFF
