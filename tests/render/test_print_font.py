# SPDX-License-Identifier: MIT
"""A font cut down to a few letters: their outlines and widths stay as they were."""

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from generator.render.print_font import read_print_font
from generator.render.web_font import WEIGHTS
from generator.settings import THEME


@pytest.mark.parametrize("name", WEIGHTS.values())
def test_the_letters_asked_for_come_first_to_last_as_they_were(name: str) -> None:
    path, letters = THEME / "fonts" / name, "出口EXIT，é"
    cut = TTFont(BytesIO(read_print_font(path).cut(letters)), checkChecksums=2)
    whole = TTFont(path)
    assert cut["maxp"].numGlyphs == len(letters) + 1
    for number, letter in enumerate(letters, start=1):
        own, old = cut.getGlyphName(number), whole.getBestCmap()[ord(letter)]
        assert cut["hmtx"][own] == whole["hmtx"][old]
        assert drawn(cut, own) == drawn(whole, old)


def drawn(font: TTFont, name: str) -> list[object]:
    pen = RecordingPen()
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


def test_what_is_no_letter_by_itself_is_left_to_a_layout() -> None:
    known = read_print_font(THEME / "fonts" / WEIGHTS[400]).glyphs
    assert {" ", "\u3000", "“", "①", "é"} <= set(known)
    assert not {"\xad", "\u302a", "\u200d", "\n"} & set(known)
