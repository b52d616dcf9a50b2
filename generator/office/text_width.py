# SPDX-License-Identifier: MIT
"""How wide words are in faces that lie on another computer, and into which lines they fall."""

import re
from collections.abc import Iterator

_ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556"
    " 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833"
    " 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556"
    " 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334"
    " 260 334 584"
)
"""Widths of the signs from blank to tilde in Arial, in thousandths of the size (Helvetica AFM)."""

WIDTHS = {chr(32 + n): int(width) / 1000 for n, width in enumerate(_ASCII.split())}

HANZI_EM = 1.0
"""Width of what is not ASCII: a hanzi fills the square, any other sign fills less."""

BOLD = 1.1
"""How much wider bold Latin letters are, at most on average of a word (Helvetica-Bold AFM)."""

_PIECES = re.compile(r"[!-~]+| +|.", re.DOTALL)
"""Words, blanks and single hanzi: where a line may end."""


def width_em(text: str, *, is_bold: bool = False) -> float:
    """Return the width of a text, in parts of its size."""
    factor = BOLD if is_bold else 1.0
    return sum(WIDTHS[c] * factor if c in WIDTHS else HANZI_EM for c in text)


def wrap(text: str, room_em: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """Return the lines into which a text falls.

    The last em of a line stays free, since programs move a hanzi to the next line so that no line
    begins with a comma. Words wider than a line are broken, as programs do.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_paragraph(paragraph, room_em - HANZI_EM, is_bold=is_bold)
    return tuple(lines)


def _wrap_paragraph(text: str, room_em: float, *, is_bold: bool) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(text, room_em, is_bold=is_bold):
        width = width_em(piece, is_bold=is_bold)
        if used + width > room_em and line and not piece.isspace():
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + width
    yield line


def _pieces(text: str, room_em: float, *, is_bold: bool) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if width_em(piece, is_bold=is_bold) > room_em:
            yield from piece
        else:
            yield piece
