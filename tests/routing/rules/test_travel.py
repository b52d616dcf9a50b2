# SPDX-License-Identifier: MIT
"""Distances to exits are told just beyond their limits and not just within them."""

import pytest

from generator.finding import Severity
from tests.routing.rules.block import at_both_ends, codes, ground_floor, room, told, tower
from tests.routing.small_building import building


def middle(x, way="corridor", length=72, **more):
    """Return a block with exits at both ends and a room with doors at `x` and 7 m on."""
    rooms = [room("R", x - 1, x + 8, x, x + 7)]
    return building(ground_floor(length, rooms, at_both_ends(length), use=way)) | more


def test_a_careful_block_has_no_findings():
    assert codes(middle(20)) == []


@pytest.mark.parametrize(
    ("x", "more", "is_told"),
    [
        (34.8, {}, False),
        (35.0, {}, True),
        (29.8, {"fire_grade": 3}, False),
        (30.0, {"fire_grade": 3}, True),
        (34.5, {"fire_grade": 2}, False),
        (35.3, {"sprinklers": True}, False),
        (24.8, {"use": "kindergarten"}, False),
        (25.0, {"use": "kindergarten"}, True),
        (39.8, {"use": "dormitory", "length": 84}, False),
        (40.1, {"use": "dormitory", "length": 84}, True),
    ],
)
def test_a_door_between_two_exits_may_be_so_far_from_the_nearest(x, more, is_told):
    found = [f for f in told(middle(x, **more), None, "R301") if '"DR0"' in f.what_en]
    assert bool(found) is is_told
    for finding in found:
        assert finding.severity == Severity.GAP
        assert "between two exits" in finding.what_en
        assert "5.5.17" in finding.what_en
        assert finding.origin.key == "floors.0.doors.0"


def test_an_open_gallery_lets_doors_be_five_metres_farther():
    assert codes(middle(39.8, length=84), None, "R301") == ["R301", "R301"]
    assert codes(middle(39.8, way="gallery", length=84), None, "R301") == []
    assert codes(middle(40.1, way="gallery", length=84), None, "R301") == ["R301"]


def end(x, **more):
    """Return a block with both its exits in the west, and a room in the long dead end."""
    rooms = [room("R", x - 8, x + 1, x - 7, x)]
    exits = {"W": (0, 1.4), "N": (6, 2.8)}
    return building(ground_floor(x + 4, rooms, exits)) | more


@pytest.mark.parametrize(
    ("x", "more", "is_told"),
    [
        (27.6, {}, False),
        (27.9, {}, True),
        (25.2, {"use": "kindergarten"}, False),
        (25.8, {"use": "kindergarten"}, True),
        (32.5, {"sprinklers": True}, False),
        (33.5, {"sprinklers": True}, True),
        (20.6, {"fire_grade": 4, "use": "other"}, False),
        (20.9, {"fire_grade": 4, "use": "other"}, True),
        (15.2, {"fire_grade": 4}, False),
        (15.8, {"fire_grade": 4}, True),
    ],
)
def test_a_door_in_a_dead_end_may_be_so_far_from_the_nearest(x, more, is_told):
    found = told(end(x, **more), None, "R301")
    assert [f.origin.key for f in found] == (["floors.0.doors.1"] if is_told else [])
    assert all("dead end" in f.what_en for f in found)


def test_an_unknown_fire_grade_is_told_once_where_it_decides():
    found = told(middle(32), None, "R301", "R302")
    assert [(f.code, f.severity, f.origin.key) for f in found] == [
        ("R302", Severity.ADVICE, "fire_grade")
    ]
    assert '"DR0", "DR1"' in found[0].what_en
    assert codes(middle(32, fire_grade=2), None, "R301", "R302") == []
    assert set(codes(middle(32, fire_grade=3), None, "R301", "R302")) == {"R301"}


@pytest.mark.parametrize(("x", "is_told"), [(31.6, False), (31.9, True)])
def test_an_open_stair_is_nearer_and_only_advised_as_its_note_was_not_read(x, is_told):
    rooms = [room("R", x - 1, x + 8, x, x + 7, level=2)]
    plan = tower(72, rooms, enclosed=False)
    found = [f for f in told(plan, None, "R301") if '"DR0"' in f.what_en]
    assert bool(found) is is_told
    for finding in found:
        assert finding.severity == Severity.ADVICE
        assert "出处待核" in finding.what_zh
        assert "source not checked" in finding.what_en


@pytest.mark.parametrize(("x", "is_told"), [(21.6, False), (21.9, True)])
def test_an_open_stair_is_nearer_still_in_a_dead_end(x, is_told):
    rooms = [room("R", x - 8, x + 1, x - 7, x, level=2)]
    found = told(tower(40, rooms, wells={"A": 0.0}, enclosed=False), None, "R301")
    assert [f.severity for f in found] == ([Severity.ADVICE] if is_told else [])


@pytest.mark.parametrize(("x", "is_told"), [(36.0, False), (37.0, True)])
def test_upstairs_the_way_ends_at_the_door_of_an_enclosed_stair(x, is_told):
    rooms = [room("R", x - 1, x + 8, x, x + 7, level=2)]
    found = [f for f in told(tower(76, rooms), None, "R301") if '"DR0"' in f.what_en]
    assert bool(found) is is_told
    assert all('stair "A"' in f.what_en for f in found)


@pytest.mark.parametrize(("length", "is_told"), [(33.6, False), (34.4, True)])
def test_a_stair_ends_near_the_outdoors(length, is_told):
    plan = tower(length, [], wells={"A": 0.0, "M": length / 2})
    found = told(plan, None, "R304")
    assert [f.origin.key for f in found] == (["stairs.1"] if is_told else [])
    assert all(f.severity == Severity.ADVICE for f in found)


def test_no_stair_has_its_foot_in_a_basement():
    """Nobody comes down into it to leave by its exits, however far they are."""
    plan = tower(34.4, [], wells={"A": 0.0, "M": 17.2})
    assert told(plan, None, "R304")
    for floor, level in zip(plan["floors"], (-1, 1), strict=True):
        floor["level"] = level
    assert told(plan, None, "R304") == []


@pytest.mark.parametrize(("depth", "is_told"), [(21.9, False), (22.2, True)])
def test_a_room_may_be_so_deep(depth, is_told):
    rooms = [room("R", 10, 12, 10.8, depth=depth)]
    plan = building(ground_floor(30, rooms, at_both_ends(30)))
    assert ("R303" in codes(plan)) is is_told


@pytest.mark.parametrize(("depth", "is_told"), [(29.7, False), (30.2, True)])
def test_a_hall_with_two_doors_may_be_deeper(depth, is_told):
    rooms = [room("R", 10, 16, 10.8, 15.2, depth=depth, use="hall")]
    plan = building(ground_floor(30, rooms, at_both_ends(30)))
    assert [f.severity for f in told(plan, None, "R303")] == ([Severity.ADVICE] if is_told else [])


def test_the_depth_of_an_angled_room_is_walked_round_its_corner():
    (outline, ways) = room("R", 10, 12, 10.8, depth=14)
    outline["outline_m"] = [
        [10, -0.2],
        [10, -14.2],
        [20, -14.2],
        [20, -12.2],
        [12, -12.2],
        [12, -0.2],
    ]
    plan = building(ground_floor(30, [(outline, ways)], at_both_ends(30)))
    assert "R303" not in codes(plan)
    outline["outline_m"][2:4] = [[22, -14.2], [22, -12.2]]
    assert "R303" in codes(plan)


@pytest.mark.parametrize(
    "moved",
    [
        {"angle_deg": 37.0},
        {"shift": (1234.5, -876.5)},
        {"mirror": True},
        {"angle_deg": 203.0, "mirror": True, "shift": (-50.0, 20.0)},
    ],
)
@pytest.mark.parametrize("plan", [middle(35.0), end(27.9), middle(34.8), end(27.6)])
def test_nothing_changes_where_a_building_is_turned_mirrored_or_shifted(plan, moved):
    still = [(f.code, f.origin.key) for f in told(plan)]
    assert [(f.code, f.origin.key) for f in told(plan, None, **moved)] == still
