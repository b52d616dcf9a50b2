# SPDX-License-Identifier: MIT
from itertools import pairwise

import pytest
from shapely.geometry import LineString, Point

from generator.maps.track import ASIDE_SHARE, lay_tracks
from generator.model.route import RouteRole

BAND_MM = 4.6
ASIDE_MM = ASIDE_SHARE * BAND_MM

FIRST = LineString([(0, 0), (60, 0), (90, 0)])


def lay(second: LineString, *more: tuple[RouteRole, LineString]):
    lines = [(RouteRole.PRIMARY, FIRST), (RouteRole.SECOND, second), *more]
    return lay_tracks(lines, BAND_MM)


def test_a_second_route_is_drawn_beside_the_first_up_to_the_fork() -> None:
    for sign in (1, -1):
        first, second = lay(LineString([(0, 0), (50, 0), (50, sign * 40)]))
        assert first.line == FIRST
        for x in (1, 20, 40):
            crossing = second.line.intersection(LineString([(x, -9), (x, 9)]))
            assert isinstance(crossing, Point)
            assert crossing.y == pytest.approx(sign * ASIDE_MM, abs=0.01), "on the side of its turn"
        assert second.line.coords[-1] == (50, sign * 40)
        (own,) = second.own
        assert own.distance(FIRST) == pytest.approx(0.9 * BAND_MM, abs=0.05)


def test_the_drawn_line_has_no_gap_and_never_turns_back() -> None:
    _, second = lay(LineString([(0, 0), (50, 0.5), (50, 40)]))
    assert max(abs(a[1] - b[1]) + abs(a[0] - b[0]) for a, b in pairwise(second.line.coords)) < 60
    xs = [x for x, _ in second.line.coords]
    assert xs == pytest.approx(sorted(xs), abs=ASIDE_MM)


def test_a_route_the_other_way_has_its_own_ground_from_the_start() -> None:
    _, second = lay(LineString([(0, 0), (-60, 0)]))
    assert second.line == LineString([(0, 0), (-60, 0)])
    assert sum(piece.length for piece in second.own) > 55


def test_a_route_that_crosses_another_goes_straight_on() -> None:
    straight = LineString([(30, -40), (30, 40)])
    _, second = lay(straight)
    assert second.line.length == pytest.approx(80)
    assert second.line.distance(Point(30, 0)) == pytest.approx(0)


def test_a_route_that_joins_another_later_runs_beside_it_on_the_side_it_came_from() -> None:
    _, second = lay(LineString([(10, -40), (10, 0), (90, 0)]))
    assert second.line.intersection(LineString([(60, -9), (60, 9)])).y == pytest.approx(-ASIDE_MM)


def test_two_lesser_routes_on_the_same_ground_take_both_sides() -> None:
    same = LineString([(0, 0), (50, 0), (50, 40)])
    step_free = (RouteRole.STEP_FREE, LineString([(0, 0), (40, 0)]))
    _, second, third = lay(same, step_free)
    ys = {
        round(track.line.intersection(LineString([(20, -9), (20, 9)])).y, 2)
        for track in (second, third)
    }
    assert ys == {round(ASIDE_MM, 2), round(-ASIDE_MM, 2)}
    assert third.own == ()
