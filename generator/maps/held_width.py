# SPDX-License-Identifier: MIT
"""Words on a screen run as far as was planned, whatever font a device draws them with."""

import re
from html import unescape

from generator.maps import ink
from generator.maps.letter import Typeface

_LINE = re.compile(r'<text ([^>]*?font-size="([0-9.]+)"( font-weight="700")?[^>]*)>([^<]*)</text>')
"""A line of text as `ink.words` writes it."""


def hold_widths(drawing: str, typeface: Typeface) -> str:
    """Return SVG in which each line of text is told its width in `typeface`, in units of its own.

    Room for a line was found by that width; a telephone has other fonts, some of them wider, and
    its letters would end beyond the wall or the edge. Source: SVG 2 §11.5, `textLength`.
    """

    def told(found: re.Match[str]) -> str:
        attributes, size, weight, text = found.groups()
        width = typeface.width_mm(unescape(text), float(size), bold=bool(weight))
        length = f'textLength="{ink.number(width)}" lengthAdjust="spacingAndGlyphs"'
        return f"<text {attributes} {length}>{text}</text>"

    return _LINE.sub(told, drawing)
