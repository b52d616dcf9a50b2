# SPDX-License-Identifier: MIT
"""Small fonts for screens are made once for the same characters."""

from pathlib import Path

from generator.kept_files import KeptFiles
from generator.render.web_font import WEIGHTS, subset_font
from generator.settings import THEME


def test_a_font_is_taken_from_the_build_before_unless_it_shows_something_else(
    tmp_path: Path,
) -> None:
    font, folder = THEME / "fonts" / WEIGHTS[400], tmp_path / "cache" / "font"
    made = subset_font(font, "口走", KeptFiles(folder))
    (entry,) = folder.iterdir()
    written_ns = entry.stat().st_mtime_ns
    assert made == subset_font(font, "口走", KeptFiles(folder)) == subset_font(font, "口走")
    assert entry.stat().st_mtime_ns == written_ns
    assert subset_font(font, "口火走", KeptFiles(folder)) != made
    assert len([*folder.iterdir()]) == 2
