# SPDX-License-Identifier: MIT
"""Places on the ground: strips that fill it, in an order in which nobody passes another."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from shapely import Polygon, unary_union

from generator.assignment.assign import assign
from tests.assignment.corridor_school import GROUND, Made, turn

ENDS = ((2.0, 1.8), (70.0, 1.8))
MADE = Made(heads=[[40, 41], [45, 40, 42, 44], [38, 41, 39]], stairs=ENDS)
SLANTED = ((0.0, 40.0), (72.0, 46.0), (60.0, 85.0), (10.0, 80.0))
NOTCHED = ((0, 40), (72, 40), (72, 80), (40, 80), (40, 60), (30, 60), (30, 80), (0, 80))


def find(made):
    return assign(*made.build())


def strips(assigned):
    return {a.school_class: Polygon(a.stand.outline_m) for a in assigned}


@pytest.mark.parametrize("ground", [GROUND, SLANTED, NOTCHED])
def test_strips_fill_the_ground_and_do_not_overlap(ground):
    made = replace(MADE, ground=ground)
    found = strips(find(made))
    whole = unary_union([strip.buffer(0) for strip in found.values()])
    assert whole.symmetric_difference(Polygon(ground)).area < 1e-3
    assert sum(strip.area for strip in found.values()) == pytest.approx(Polygon(ground).area)


def test_every_pupil_has_the_same_share():
    shares = {a.school_class: Polygon(a.stand.outline_m).area / a.head_count for a in find(MADE)}
    assert max(shares.values()) == pytest.approx(min(shares.values()), rel=1e-6)


def test_each_strip_is_open_towards_those_who_arrive():
    for strip in strips(find(MADE)).values():
        assert strip.bounds[1] == pytest.approx(40.0)


def test_classes_of_one_exit_stand_together_and_on_its_side():
    ordered = sorted(find(MADE), key=lambda a: Polygon(a.stand.outline_m).centroid.x)
    exits = [a.route.final_exit for a in ordered]
    assert exits == sorted(exits)
    assert len(set(exits)) == 2


def test_rows_are_counted_without_gaps():
    rows = sorted((a.stand.row, Polygon(a.stand.outline_m).centroid.x) for a in find(MADE))
    assert [row for row, _ in rows] == list(range(1, 10))
    steps = [b[1] - a[1] for a, b in pairwise(rows)]
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps)


def test_who_comes_first_goes_farthest_from_where_all_arrive():
    made = replace(MADE, stairs=ENDS[:1], heads=[[], [40, 40, 40, 40]])
    entry = (20.9, 40.0)  # on the line from the exit to the middle of the ground
    by_turn = sorted(find(made), key=lambda a: a.slot)
    away = [dist(Polygon(a.stand.outline_m).centroid.coords[0], entry) for a in by_turn]
    assert away == sorted(away, reverse=True)


def test_places_turn_with_the_ground():
    move = turn(angle_deg=61.0, shift=(300.0, 5.0))
    before, after = strips(find(MADE)), strips(find(replace(MADE, move=move)))
    for name, strip in before.items():
        moved = Polygon([move(corner) for corner in strip.exterior.coords])
        assert moved.symmetric_difference(after[name]).area < 0.01


def test_a_class_with_an_area_of_its_own_stands_there():
    corner = [[0, 60], [20, 60], [20, 80], [0, 80]]
    area = {"id": "G1", "name": {"zh": "a", "en": "a"}, "outline_m": corner}
    made = replace(MADE, areas=({**area, "classes": ["k2.0", "k3.0"]},))
    found = strips(find(made))
    own = unary_union([found["k2.0"], found["k3.0"]])
    assert own.symmetric_difference(Polygon(corner)).area < 1e-6


def test_ground_without_an_outline_still_has_rows():
    found = find(replace(MADE, ground=None))
    assert {a.stand.outline_m for a in found} == {()}
    assert sorted(a.stand.row for a in found) == list(range(1, 10))
