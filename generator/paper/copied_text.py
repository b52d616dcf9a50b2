# SPDX-License-Identifier: MIT
"""What can be copied, sought and read aloud of text in a font that fields use as well."""

from collections.abc import Iterable
from typing import Any

END = b"endcmap"
"""Ends the list of what glyphs mean. Source: Adobe Technical Note 5014, CMaps."""

MOST_AT_ONCE = 100
"""So many glyphs may be told at once (the same note)."""


def tell_all_glyphs(fonts: Iterable[Any], file: Any) -> None:
    """Tell of every glyph that was set what it means, before the file is written.

    Of a font that fields use WeasyPrint tells only the glyphs that characters have by themselves
    (`weasyprint/pdf/fonts.py`): digits, hyphens and blanks that a feature of the font exchanged
    for others would be copied as nothing.
    """
    said: dict[str, dict[int, str]] = {}
    for font in fonts:
        if font.used_in_forms:
            said.setdefault(str(font.name), {}).update(font.to_unicode)
    for each in file.objects:
        if isinstance(each, dict) and "ToUnicode" in each and str(each["BaseFont"]) in said:
            number = int(each["ToUnicode"].split()[0])
            _add(said[str(each["BaseFont"])], file.objects[number].stream)


def _add(glyphs: dict[int, str], lines: list[bytes]) -> None:
    """Put what is not told yet before the end of the list."""
    told = {line[:6] for line in lines}
    new = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode()
        for glyph, text in sorted(glyphs.items())
        if f"<{glyph:04x}>".encode() not in told
    ]
    more: list[bytes] = []
    for start in range(0, len(new), MOST_AT_ONCE):
        batch = new[start : start + MOST_AT_ONCE]
        more += [f"{len(batch)} beginbfchar".encode(), *batch, b"endbfchar"]
    at = lines.index(END)
    lines[at:at] = more
