# SPDX-License-Identifier: MIT
"""A telephone shows the reader and the whole way on this floor, as large as it can."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from generator.maps.choice import Posting
from generator.maps.scale import rotation_deg
from generator.maps.sheet import find_postings
from generator.maps.structure import find_structure
from generator.maps.vicinity import find_vicinity
from generator.model.building import Floor
from tests.maps.made_up_school import make_campus, make_routes

ANGLES = (0.0, 45.0, 90.0, 180.0, 233.0, 270.0)


def posting(place: str, facing_deg: float) -> Posting:
    campus = make_campus(facing_deg)
    found = find_postings(campus, campus.buildings[0], make_routes())
    return next(each for each in found if each.place.id == place)


def seen(given: Posting) -> object:
    footprint = find_structure(given.floor).footprint
    return find_vicinity(given, footprint, rotation_deg(given.place.facing_deg))


@pytest.mark.parametrize("place", ["room", "hall"])
@pytest.mark.parametrize("facing_deg", ANGLES)
def test_the_reader_and_the_way_on_this_floor_are_shown_with_some_air(
    place: str, facing_deg: float
) -> None:
    given = posting(place, facing_deg)
    part = seen(given)
    on_floor = [p for p in given.primary.points if p.floor == given.floor.id]
    way = LineString([(p.x_m, p.y_m) for p in on_floor])
    if part is not None:
        assert part.window.covers(way.buffer(5))  # type: ignore[attr-defined]
        assert part.holds(given.place.at_m)  # type: ignore[attr-defined]


def test_of_a_long_floor_only_the_part_around_the_way_is_shown() -> None:
    part = seen(posting("hall", 90.0))
    assert part is not None
    assert not part.window.covers(Point(48, 1))  # type: ignore[attr-defined]
    assert part.cuts.length > 2  # type: ignore[attr-defined]


def test_a_small_floor_is_shown_whole() -> None:
    given = posting("hall", 90.0)
    spaces = tuple(s for s in given.floor.spaces if max(x for x, _ in s.outline_m) < 20)
    small: Floor = given.floor.model_copy(update={"spaces": spaces, "doors": (), "exits": ()})
    short = replace(given.primary, points=given.primary.points[-1:])
    routes = (short,)
    place = given.place.model_copy(update={"at_m": (5.0, 5.0)})
    assert seen(replace(given, floor=small, place=place, routes=routes)) is None
