# SPDX-License-Identifier: MIT
"""A building is drawn at whatever angle it stands: no rounding of a corner breaks a sheet."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from generator.maps.phone import draw_phone
from generator.maps.scale import Frame
from generator.maps.sheet import draw_sheets, find_postings
from generator.maps.sound import make_sound, snap
from tests.maps.made_up_school import make_choice
from tests.maps.walled_school import make_walled

ANGLES = (*range(-180, 180, 10), -33.3, -30.0, 11.3, 17.0, 23.7, 45.0)

BOW = Polygon([(0, 0), (4, 0), (0, 4), (4, 4)])
"""A shape that crosses itself."""


@pytest.mark.parametrize("turn", ANGLES)
def test_a_telephone_shows_a_floor_turned_by_any_angle(turn: float) -> None:
    campus, building, routes = make_walled(turn)
    postings = find_postings(campus, building, routes)
    assert len(postings) == 4
    assert all("data-wall" in draw_phone(posting, make_choice()) for posting in postings)


@pytest.mark.parametrize("turn", [-33.3, -30.0, 23.7])
def test_every_sheet_of_a_turned_floor_is_drawn(turn: float) -> None:
    campus, building, routes = make_walled(turn)
    assert len(draw_sheets(campus, building, routes, make_choice())) == 4


@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    turn=st.floats(-180, 180),
    rooms=st.integers(2, 5),
    at=st.tuples(st.floats(-200, 200), st.floats(-200, 200)),
)
def test_a_floor_of_any_length_anywhere_is_drawn(
    turn: float, rooms: int, at: tuple[float, float]
) -> None:
    campus, building, routes = make_walled(turn, rooms, at)
    for posting in find_postings(campus, building, routes):
        assert draw_phone(posting, make_choice())


def test_what_is_turned_can_be_cut() -> None:
    turned = Frame(rotation_deg=33.3, denominator=100).draw(BOW)
    assert turned.is_valid
    assert turned.area == pytest.approx(800.0, rel=1e-3)
    assert isinstance(turned, MultiPolygon)


def test_what_is_sound_stays_as_it_is() -> None:
    square = box(0, 0, 1, 1)
    line = LineString([(0, 0), (1, 1), (0, 1), (1, 0)])
    assert make_sound(square) is square
    assert make_sound(line) is line


def test_a_sliver_is_no_wall() -> None:
    wall, sliver = box(0, 0, 5, 0.2), box(0, 1, 5, 1 + 1e-9)
    assert snap(MultiPolygon([wall, sliver])).equals(wall)
