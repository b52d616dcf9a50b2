# SPDX-License-Identifier: MIT
"""Words on a screen are told how far they run, in the typeface by which they were placed."""

import pytest

from generator.maps import ink
from generator.maps.held_width import hold_widths
from generator.maps.letter import read_typeface
from generator.settings import THEME


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["西门", "Main exit", "7(1) & <A>"])
def test_a_line_is_told_its_planned_width_whatever_it_says(text: str, *, bold: bool) -> None:
    drawn = ink.words(text, (1.0, 2.0), 3.4, bold=bold)
    width = read_typeface(THEME).width_mm(text, 3.4, bold=bold)
    held = hold_widths(f"<g>{drawn}</g>", read_typeface(THEME))
    told = f' textLength="{ink.number(width)}" lengthAdjust="spacingAndGlyphs">'
    assert held == f"<g>{drawn.replace('>', told, 1)}</g>"
