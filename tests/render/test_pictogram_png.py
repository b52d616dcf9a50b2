# SPDX-License-Identifier: MIT
"""Pictograms as PNG look as the SVG they are drawn from."""

import io

import pytest
from PIL import Image

from generator.render.pictogram_png import SIDE, SIDE_PX, draw_pictogram
from generator.settings import THEME

BLUE = (0, 0x53, 0x87)


def pixel(name: str, x: float, y: float) -> tuple[int, ...]:
    """Return a pixel at a spot of the drawing's own square."""
    picture = Image.open(io.BytesIO(draw_pictogram(THEME, name, BLUE)))
    found = picture.getpixel((round(x * SIDE_PX / SIDE), round(y * SIDE_PX / SIDE)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("name", "x", "y", "is_ink"),
    [
        ("fire", 7, 16, True),
        ("fire", 13, 15, False),  # the hole in the flame
        ("fire", 1, 1, False),
        ("swim", 18, 9, True),  # the head, drawn with arcs
        ("swim", 18, 6.5, False),
        ("numeric-1-circle", 5, 12, True),
        ("numeric-1-circle", 12, 12, False),  # the figure in the disc
    ],
)
def test_ink_lies_where_the_drawing_has_it(name: str, x: float, y: float, *, is_ink: bool) -> None:
    assert pixel(name, x, y) == ((*BLUE, 255) if is_ink else (*BLUE, 0))


def test_every_pictogram_can_be_drawn() -> None:
    for path in (THEME / "pictograms").glob("*.svg"):
        ink = Image.open(io.BytesIO(draw_pictogram(THEME, path.stem, BLUE))).getchannel("A")
        assert 0.02 < sum(ink.histogram()[128:]) / SIDE_PX**2 < 0.9, path.stem
