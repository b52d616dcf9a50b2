# SPDX-License-Identifier: MIT
from math import cos, hypot, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from generator.maps.scale import Frame, centre_frame, fit_frame, rotation_deg

ANGLE = st.floats(0, 359.99)
LENGTH = st.floats(-60, 60)


def frame_of(facing_deg: float, denominator: float = 200) -> Frame:
    return Frame(rotation_deg=rotation_deg(facing_deg), denominator=denominator, shift_mm=(150, 90))


@given(ANGLE, LENGTH, LENGTH)
def test_what_lies_ahead_of_the_reader_is_up_and_what_lies_left_is_left(
    facing: float, x: float, y: float
) -> None:
    frame = frame_of(facing)
    ahead = (cos(radians(facing)), sin(radians(facing)))
    left = (-ahead[1], ahead[0])
    here = frame.page((x, y))
    before = frame.page((x + ahead[0], y + ahead[1]))
    beside = frame.page((x + left[0], y + left[1]))
    assert before == pytest.approx((here[0], here[1] - 5.0), abs=2e-4)
    assert beside == pytest.approx((here[0] - 5.0, here[1]), abs=2e-4)


@given(ANGLE, LENGTH, LENGTH, st.sampled_from((50, 75, 100, 125, 150, 200, 250, 300)))
def test_distances_on_paper_times_the_denominator_are_metres(
    facing: float, x: float, y: float, denominator: int
) -> None:
    start, end = (frame_of(facing, denominator).page(point) for point in ((3, -2), (x, y)))
    paper_mm = hypot(end[0] - start[0], end[1] - start[1])
    assert paper_mm * denominator / 1000 == pytest.approx(hypot(x - 3, y + 2), abs=5e-5)


@pytest.mark.parametrize(
    ("size_m", "denominator"),
    [((10, 5), 50), ((19, 5), 100), ((49.9, 20), 250), ((51, 20), 300), ((5, 25.1), 300)],
)
def test_the_finest_scale_that_fits_is_chosen(
    size_m: tuple[float, float], denominator: int
) -> None:
    assert fit_frame(box(0, 0, *size_m), 0, (0, 0, 200, 100)).denominator == denominator


def test_a_long_building_turned_by_a_quarter_needs_a_coarser_scale_in_a_wide_box() -> None:
    long = box(0, 0, 40, 5)
    assert fit_frame(long, 0, (0, 0, 200, 100)).denominator == 200
    assert fit_frame(long, 90, (0, 0, 200, 100)).denominator == 400


def test_the_shape_stands_in_the_middle_of_its_box() -> None:
    frame = centre_frame(box(0, 0, 20, 10), 0, 100, (10, 20, 300, 200))
    assert frame.draw(box(0, 0, 20, 10)).bounds == pytest.approx((60, 70, 260, 170))
