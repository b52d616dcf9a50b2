# SPDX-License-Identifier: MIT
import pytest
from shapely.geometry import Point

from generator.maps.structure import find_openings, find_structure
from generator.model.building import Floor
from tests.maps.made_up_school import make_building


def floor(**changes: object) -> Floor:
    return Floor.model_validate(make_building().floors[0].model_dump() | changes)


def test_doors_and_exits_are_holes_in_the_walls() -> None:
    structure = find_structure(floor())
    for opening in find_openings(floor()):
        gap = Point(opening.at_m).buffer(opening.width_m / 2 - 0.05)
        assert not structure.outer.intersects(gap), opening
        assert not structure.partitions.intersects(gap), opening


def test_a_locked_door_is_drawn_as_a_wall() -> None:
    data = make_building().floors[0].model_dump()
    data["doors"][0]["usable"] = False
    locked = Floor.model_validate(data)
    at = Point(data["doors"][0]["at_m"])
    assert find_structure(locked).partitions.distance(at) < 0.01
    assert find_structure(floor()).partitions.distance(at) > 0.4


def test_rooms_a_wall_apart_have_a_wall_with_a_body_between_them() -> None:
    data = make_building().floors[0].model_dump()
    for space in data["spaces"]:
        space["outline_m"] = _shrunk(space["outline_m"], 0.1)
    structure = find_structure(Floor.model_validate(data))
    assert structure.bodies.distance(Point(13, 6)) < 0.01
    assert structure.footprint.geom_type == "Polygon"
    assert structure.footprint.contains(Point(13, 6))
    assert structure.partitions.is_empty


def test_a_gallery_has_railings_where_it_is_open_and_walls_towards_rooms() -> None:
    data = make_building().floors[0].model_dump()
    corridor = next(s for s in data["spaces"] if s["id"] == "corridor-1")
    corridor["use"] = "gallery"
    made = find_structure(Floor.model_validate(data))
    assert made.rails.distance(Point(25, 0)) < 0.01
    assert made.outer.distance(Point(25, 0)) > 2
    assert made.partitions.distance(Point(18, 2.4)) < 0.01
    assert made.outer.distance(Point(20, 9.6)) < 0.01
    assert made.rails.distance(Point(42, 0)) > 0.8, "the exit stays open"
    assert find_structure(floor()).rails.is_empty


def test_an_exit_opens_outwards() -> None:
    gates = [o for o in find_openings(floor()) if o.width_m == pytest.approx(1.8)]
    assert [o.leaf for o in gates] == [pytest.approx((-1, 0)), pytest.approx((0, -1))]


def _shrunk(outline: tuple[tuple[float, float], ...], by: float) -> list[tuple[float, float]]:
    xs, ys = zip(*outline, strict=True)
    left, right, low, high = min(xs) + by, max(xs) - by, min(ys) + by, max(ys) - by
    return [(left, low), (right, low), (right, high), (left, high)]


def test_an_opening_as_wide_as_its_corridor_breaks_no_wall_along_its_sides() -> None:
    """Where parts of one corridor meet without a wall, its own side walls go on."""
    corridors = [_corridor("west", (0, 0, 10, 2.4)), _corridor("east", (10.2, 0, 20, 2.4))]
    room = {**_corridor("room", (0, 2.6, 20, 9)), "use": "classroom"}
    joint = {"id": "joint", "joins": ("west", "east"), "at_m": (10.1, 1.2), "clear_width_m": 2.4}
    gate = {"id": "gate", "name": NAME, "space": "west", "at_m": (0, 1.2), "clear_width_m": 2.5}
    plain = {"id": "f1", "level": 1, "name": NAME, "spaces": [*corridors, room]}
    made = Floor.model_validate({**plain, "doors": [joint], "exits": [gate]})
    structure = find_structure(made)
    assert structure.outer.distance(Point(10.1, 0)) < 0.01, "the outer wall is whole"
    assert structure.outer.distance(Point(0.1, 0)) < 0.01, "and so at the gate"
    assert structure.bodies.covers(Point(10.1, 2.5)), "the wall of the room behind is whole"
    assert structure.bodies.distance(Point(10.1, 1.2)) > 1.0, "the joint itself is open"
    assert structure.outer.distance(Point(0, 1.2)) > 1.0


NAME = {"zh": "名", "en": "Name"}


def _corridor(name: str, box: tuple[float, float, float, float]) -> dict[str, object]:
    left, low, right, high = box
    outline = [(left, low), (right, low), (right, high), (left, high)]
    return {"id": name, "name": NAME, "use": "corridor", "outline_m": outline}
