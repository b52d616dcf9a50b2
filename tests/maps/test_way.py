# SPDX-License-Identifier: MIT
import pytest
from shapely.geometry import LineString, box

from generator.maps.scale import Frame
from generator.maps.way import arrow_tips, find_runs, line_pieces, outdoor_line, stair_at
from tests.maps.made_up_school import make_building, make_routes


def test_a_route_over_two_floors_leads_from_the_one_to_the_other() -> None:
    upper, lower = find_runs(make_routes().from_place["room"][0])
    assert (upper.floor, upper.leads_to) == ("f2", "f1")
    assert (lower.floor, lower.leads_to) == ("f1", None)


def test_the_stair_is_the_one_at_which_the_run_ends() -> None:
    first, second = make_routes().from_place["room"]
    for route, stair in ((first, "west"), (second, "east")):
        found = stair_at(make_building(), find_runs(route)[0])
        assert found is not None
        assert found.id == stair


def test_pieces_in_a_window_keep_order_and_walking_direction() -> None:
    way = LineString([(60, 0), (0, 0)])
    pieces = line_pieces(way, box(-5, -5, 20, 5).union(box(30, -5, 70, 5)))
    assert [piece.coords[0][0] for piece in pieces] == [60, 20]
    assert all(piece.coords[0][0] > piece.coords[-1][0] for piece in pieces)


def test_arrow_heads_point_along_the_way_and_one_stands_at_its_end() -> None:
    tips = list(arrow_tips(LineString([(0, 0), (50, 0), (50, -30)]), 4.6))
    assert tips[-1] == ((50, -30), (0, -1))
    assert {direction for _, direction in tips} == {(1.0, 0.0), (0.0, -1.0)}


def test_a_way_cut_off_just_after_a_bend_ends_in_an_arrow_along_what_is_seen_of_it() -> None:
    tips = list(arrow_tips(LineString([(0, 0), (0, -30), (0.2, -30)]), 4.6))
    assert tips[-1][0] == (0.2, -30)
    assert tips[-1][1] == pytest.approx((0, -1), abs=0.01)


def test_the_way_outside_starts_at_the_exit_and_stops_at_its_longest() -> None:
    route = make_routes().from_place["hall"][0]
    frame = Frame(rotation_deg=0, denominator=100, shift_mm=(200, 100))
    line = outdoor_line(route, frame, (0, 0, 400, 400), 70)
    assert line.coords[0] == pytest.approx((200, 88))
    assert line.length == pytest.approx(70)
    assert line.coords[1] == pytest.approx((140, 88))
