# SPDX-License-Identifier: MIT
from itertools import combinations

import pytest
from shapely.geometry import LineString, box

from generator.maps.placing import Crowd, Ground, around, box_at, crosses, nearest_edge, overlaps

AREA = (0.0, 0.0, 200.0, 100.0)


def test_twenty_signs_in_one_place_find_room_beside_each_other() -> None:
    crowd = Crowd(AREA, [])
    placed = [crowd.squeeze(around((100, 50), (8, 8))) for _ in range(20)]
    assert not any(overlaps(one, other) for one, other in combinations(placed, 2))


def test_a_sign_keeps_off_the_way() -> None:
    way = LineString([(0, 50), (200, 50)]).buffer(2.3)
    area = Crowd(AREA, [way]).squeeze((box_at((100, 50), (8, 8)), *around((100, 50), (8, 8))))
    assert not way.intersects(box(*area))


def test_what_belongs_outside_stands_outside_if_there_is_room() -> None:
    house = box(80, 0, 200, 100)
    crowd = Crowd(AREA, [], building=[house])
    area = crowd.first_free(around((82, 50), (8, 8)), Ground.OUTSIDE)
    assert area is not None
    assert area[2] <= 80


def test_nothing_is_placed_beyond_the_edge() -> None:
    crowd = Crowd(AREA, [])
    assert crowd.first_free([(-1.0, 0.0, 5.0, 5.0), (196.0, 0.0, 201.0, 5.0)]) is None


@pytest.mark.parametrize(
    ("start", "end", "does"),
    [
        ((0, 0), (10, 10), True),
        ((0, 4), (10, 4), True),
        ((0, 7), (10, 7), False),
        ((5, 0), (5, 10), True),
        ((0, 0), (3, 3), False),
        ((0, 9), (9, 20), False),
        ((5, 5), (5.5, 5), True),
    ],
)
def test_a_line_crosses_a_box(start, end, *, does: bool) -> None:
    area = (4.0, 3.0, 6.0, 6.0)
    assert crosses(start, end, area) is does
    assert LineString([start, end]).intersects(box(*area)) is does


def test_a_line_leads_to_a_sign_around_what_stands_in_its_way() -> None:
    crowd = Crowd(AREA, [])
    crowd.take((90, 55, 110, 60))
    anchor = (100.0, 50.0)
    low = box_at((100, 70), (8, 8))
    area = crowd.squeeze([low, *around(anchor, (8, 8))], anchor=anchor)
    assert area != low
    assert not crosses(anchor, nearest_edge(area, anchor), (90, 55, 110, 60))


def test_a_place_that_is_still_to_be_marked_is_left_free() -> None:
    crowd = Crowd(AREA, [])
    crowd.reserved = [(100.0, 50.0), (104.0, 50.0)]
    sign = box_at((100, 50), (9, 9))
    assert crowd.first_free([sign], anchor=(100.0, 50.0)) is None, "it would cover its neighbour"
    assert crowd.first_free([box_at((97, 50), (9, 9))], anchor=(100.0, 50.0)) is not None


def test_a_crowded_plan_is_searched_to_its_corners() -> None:
    crowd = Crowd((0.0, 0.0, 200.0, 100.0), [])
    crowd.take((0, 0, 200, 88))
    area = crowd.squeeze(around((10, 5), (8, 8)))
    assert area[1] >= 88


def test_a_line_that_shuns_dots_leaves_the_place_of_another_thing_free() -> None:
    """From there the line of the other thing begins: the two would cross at once."""
    anchor, low = (100.0, 50.0), box_at((100, 70), (8, 8))
    crowd = Crowd(AREA, [])
    crowd.reserved = [(100.4, 58.0)]
    assert crowd.first_free([low], anchor=anchor, is_led_to=True) == low
    crowd = Crowd(AREA, [])
    crowd.reserved, crowd.shuns_dots = [(100.4, 58.0)], True
    assert crowd.first_free([low], anchor=anchor, is_led_to=True) is None
