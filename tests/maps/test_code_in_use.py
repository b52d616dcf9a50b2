# SPDX-License-Identifier: MIT
"""The code of a printed sheet is read as it is met in use: out of focus, from the side, dirty.

The page is rendered, its code cut out with its quiet zone, and the picture spoilt: by the blur of
a shaking hand, by looking at the wall from 30° aside, by blots over a twentieth of the code. What
reads it is the decoder with which every build reads its codes.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from math import cos, pi, radians, sin
from random import Random
from typing import TypeAlias

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from generator.model.sheet import Sheet
from tests.maps.sample_campus import PLACES
from tests.maps.test_paper import print_sheet, raster

DPI = 150
BLUR_MM = 0.7
"""Standard deviation: some two fifths of a module of a code on A3, half of one on A4."""
TILT_DEG = 30.0
FROM_CODES = 4.0
"""From how many widths of the code it is looked at."""
DIRTY_SHARE = 0.05
BLOT = (0.05, 0.10)
"""From how large to how large a blot is: 3 to 6 mm from its middle, as a share of the code."""
SQUARE = 12 / 33
"""From the edge of the picture to the end of the squares by which a code is found."""
SEEDS = range(40)
MOST = 0.7
"""Level M of correction with large modules (docs/decisions/010) read 33 of 40 when measured."""
FEW = ("PLB", "P107")
WALL = [pytest.param(place, marks=() if place in FEW else pytest.mark.audit) for place in PLACES]


Code: TypeAlias = tuple[Image.Image, str]
"""A picture of a code with its quiet zone, and where it has to lead."""

Codes: TypeAlias = Callable[[str], Code]


@pytest.fixture(scope="module")
def printed_code(sample_sheets: tuple[Sheet, ...]) -> Codes:
    """Return what gives the code of the sheet of a place."""
    return cache(partial(cut_out, {sheet.place.id: sheet for sheet in sample_sheets}))


def cut_out(sheets: Mapping[str, Sheet], place: str) -> Code:
    sheet = sheets[place]
    page = raster(print_sheet(sheet.variants[0]), DPI).convert("L")
    (code,) = zxingcpp.read_barcodes(page)
    corners = code.position
    left, top = corners.top_left.x, corners.top_left.y
    side = corners.bottom_right.x - left
    quiet = round(side * 4 / 25)
    return page.crop((left - quiet, top - quiet, left + side + quiet, top + side + quiet)), (
        sheet.qr_text
    )


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def blurred(picture: Image.Image, blur_mm: float = BLUR_MM) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(blur_mm * DPI / 25.4))


def tilted(picture: Image.Image, angle_deg: float, across: float = 1.0) -> Image.Image:
    """Return the wall seen from aside; `across` 1: turned about the upright, 0: about the level."""
    side, far = picture.width, FROM_CODES * picture.width
    half, angle = side / 2, radians(angle_deg)
    spots = []
    for x, y in ((-half, -half), (half, -half), (half, half), (-half, half)):
        turned = x if across else y
        zoom = far / (far + turned * sin(angle))
        flat = (x * cos(angle), y) if across else (x, y * cos(angle))
        spots.append((half + flat[0] * zoom, half + flat[1] * zoom))
    corners = [(0, 0), (side, 0), (side, side), (0, side)]
    way = Image.Transform.PERSPECTIVE
    return picture.transform(
        (side, side), way, _coefficients(spots, corners), Image.Resampling.BICUBIC, fillcolor=255
    )


def _coefficients(
    seen: list[tuple[float, float]], flat: list[tuple[int, int]]
) -> tuple[float, ...]:
    """Return the eight figures that lead from a spot that is seen to the one on the flat page."""
    rows, ends = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    return tuple(np.linalg.solve(np.array(rows, float), np.array(ends, float)).tolist())


def dirty(picture: Image.Image, seed: int, share: float = DIRTY_SHARE) -> Image.Image:
    """Return the code under round blots, dark or light, over a share of its area.

    They keep off the three squares by which a code is found: no level of correction mends those.
    """
    chance, spoilt = Random(seed), picture.copy()  # noqa: S311
    pen, side, left = ImageDraw.Draw(spoilt), picture.width, share * picture.width**2
    while left > side:
        reach = min(chance.uniform(*BLOT) * side, (left / pi) ** 0.5)
        x, y = chance.uniform(0, side), chance.uniform(0, side)
        if not _is_on_square(x / side, y / side, reach / side):
            pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=chance.choice((20, 245)))
            left -= pi * reach**2
    return spoilt


def _is_on_square(x: float, y: float, reach: float) -> bool:
    first, last = SQUARE + reach, 1 - SQUARE - reach
    is_left, is_right, is_high, is_low = x < first, x > last, y < first, y > last
    return (is_left or is_right) and (is_high or is_low) and not (is_right and is_low)


@pytest.mark.parametrize("place", WALL)
def test_a_code_out_of_focus_is_read(printed_code: Codes, place: str) -> None:
    code, address = printed_code(place)
    assert read(blurred(code)) == [address]


@pytest.mark.parametrize("place", WALL)
@pytest.mark.parametrize("across", [1.0, 0.0])
@pytest.mark.parametrize("angle", [-TILT_DEG, TILT_DEG])
def test_a_code_seen_from_aside_is_read(
    printed_code: Codes, place: str, across: float, angle: float
) -> None:
    code, address = printed_code(place)
    assert read(tilted(code, angle, across)) == [address]


def share_read(printed: Code, dirty_share: float) -> float:
    code, address = printed
    return sum(read(dirty(code, seed, dirty_share)) == [address] for seed in SEEDS) / len(SEEDS)


@pytest.mark.parametrize("place", WALL)
def test_of_dirty_codes_most_are_read(printed_code: Codes, place: str) -> None:
    assert share_read(printed_code(place), DIRTY_SHARE) >= MOST


def test_a_code_printed_at_a_third_is_not_read_so(printed_code: Codes) -> None:
    """What is asked of a code here is more than a small one can do."""
    code, address = printed_code(FEW[0])
    page = Image.new("L", code.size, 255)
    small = code.resize((code.width // 3, code.height // 3), Image.Resampling.LANCZOS)
    page.paste(small, (code.width // 3, code.height // 3))
    assert read(page) == [address]
    assert read(blurred(page)) != [address]


def test_a_code_under_a_great_blot_or_seen_edgewise_is_not_read(printed_code: Codes) -> None:
    code, address = printed_code(FEW[0])
    assert read(tilted(code, 85.0)) != [address]
    assert share_read(printed_code(FEW[0]), 4 * DIRTY_SHARE) < MOST
