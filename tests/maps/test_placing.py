# SPDX-License-Identifier: MIT
from itertools import combinations

from shapely.geometry import LineString, box

from generator.maps.placing import Crowd, Ground, around, box_at, overlaps

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
