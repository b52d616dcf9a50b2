# SPDX-License-Identifier: MIT
"""Print fonts with a few characters more: theirs come along, all others stay as they were."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.render.extra_font import join_font
from generator.render.print_font import read_print_font
from generator.render.web_font import WEIGHTS
from generator.settings import THEME
from tests.made_font import EM, HIGH, LOW, write_squares

RARE = "㛃𠮷"
"""One of 16 bits, one beyond."""


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("font")
    extra = write_squares(folder / "squares.ttf", f"{RARE}口")
    join_font(THEME / "fonts" / WEIGHTS[700], extra, RARE, folder / "joined.ttf")
    return folder / "joined.ttf"


@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_there_in_the_size_of_the_others(joined: Path, character: str) -> None:
    font = TTFont(joined, checkChecksums=2)
    name = font.getBestCmap()[ord(character)]
    scale = font["head"].unitsPerEm / EM
    glyph = font["glyf"][name]
    assert (glyph.yMin, glyph.yMax) == (round(LOW * scale), round(HIGH * scale))
    assert font["hmtx"][name][0] == round(EM * scale)
    assert read_print_font(joined).glyphs[character].outline


def test_what_the_font_had_already_keeps_number_and_outline(joined: Path) -> None:
    before, after = read_print_font(THEME / "fonts" / WEIGHTS[700]), read_print_font(joined)
    assert {c: after.glyphs[c] for c in before.glyphs} == dict(before.glyphs)
    assert set(after.glyphs) - set(before.glyphs) == set(RARE)
    old, new = TTFont(THEME / "fonts" / WEIGHTS[700]), TTFont(joined)
    assert new.getGlyphOrder()[: len(old.getGlyphOrder())] == old.getGlyphOrder()


def test_the_same_fonts_give_the_same_bytes(joined: Path, tmp_path: Path) -> None:
    extra = write_squares(tmp_path / "other-name.ttf", f"{RARE}口")
    join_font(THEME / "fonts" / WEIGHTS[700], extra, RARE[::-1], tmp_path / "again.ttf")
    assert (tmp_path / "again.ttf").read_bytes() == joined.read_bytes()
