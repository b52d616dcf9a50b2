# SPDX-License-Identifier: MIT
"""Blanks to be filled in by hand stay on one line with the word that says what goes there."""

import re
from html import escape

MOST_KEPT = 16
"""A blank of more strokes may be wider than its column, and is left to break."""

LABELLED = re.compile(
    rf"(?:[A-Za-z'’-]+[:,]? |[^\s_，。；、？！]{{0,4}}[：:]?)(?<!_)_{{2,{MOST_KEPT}}}(?!_)[^\s_]?"
)
"""A word, or four hanzi; then the blank; then a mark or the unit: `电话：____`, `____月`."""


def with_blanks(text: str) -> str:
    """Return a text as HTML in which no line ends between a blank and its label."""
    parts, end = [], 0
    for found in LABELLED.finditer(text):
        parts += [
            escape(text[end : found.start()]),
            f'<span class="fill">{escape(found[0])}</span>',
        ]
        end = found.end()
    return "".join([*parts, escape(text[end:])])
