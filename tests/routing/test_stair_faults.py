# SPDX-License-Identifier: MIT
"""Stairs that cannot be as they are written are found, whichever way the building lies."""

import pytest

from generator.finding import Severity
from generator.routing.fault import Site
from generator.routing.stair_faults import find_stair_faults
from tests.routing.small_building import box, building, campus, move, stair, storey


def found(stairs, levels=(1, 2, 3), **moved):
    floors = [storey(level, [box(f"S{level}", "stair", 0, 0, 12, 4)]) for level in levels]
    plan = move(building(*floors, stairs=stairs), **moved)
    return list(find_stair_faults(Site(school="made-up", building=campus(plan).buildings[0])))


def codes(*args, **moved):
    return [f.code for f in found(*args, **moved)]


def through(slope_m, *ends, **more):
    return [stair("A", slope_m, *((f"F{n}", f"S{n}", at) for n, at in ends)) | more]


def test_a_stair_through_all_floors_is_fine():
    assert codes(through(9.0, (1, (2, 2)), (2, (2, 2)), (3, (2, 2)))) == []


@pytest.mark.parametrize(
    "moved", [{}, {"angle_deg": 33.0}, {"mirror": True, "shift": (90.0, -7.0)}]
)
@pytest.mark.parametrize(("far", "told"), [(10.9, []), (11.2, ["R222"])])
def test_a_stair_is_no_shorter_than_the_distance_of_its_ends(far, told, moved):
    ends = [(1, (1, 2)), (2, (far, 2)), (3, (far, 2))]
    assert codes(through(10.0, *ends), **moved) == told


@pytest.mark.parametrize(
    ("rises_m", "told"),
    [((0, 3.6), []), ((0, 4.1), ["R222"]), ((-4.1, 0), ["R222"]), ((None, None), [])],
)
def test_a_stair_is_no_shorter_than_its_floors_are_apart_in_height(rises_m, told):
    """A slip of a point, 0.96 for 9.6, made a stair of several storeys the shortest way."""
    floors = [
        storey(level, [box(f"S{level}", "stair", 0, 0, 12, 4)]) | {"elevation_m": rise_m}
        for level, rise_m in enumerate(rises_m, 1)
    ]
    plan = building(*floors, stairs=through(4.0, (1, (2, 2)), (2, (3, 2))))
    site = Site(school="made-up", building=campus(plan).buildings[0])
    assert [f.code for f in find_stair_faults(site)] == told


@pytest.mark.parametrize(
    ("tread_m", "riser_m", "told"),
    [(0.28, 0.15, []), (0.2, 0.2, []), (0.15, 0.28, ["R221"]), (None, 0.3, []), (0.28, None, [])],
)
def test_steps_higher_than_deep_are_found(tread_m, riser_m, told):
    more = {"tread_m": tread_m, "riser_m": riser_m}
    assert codes(through(9.0, (1, (2, 2)), (2, (2, 2)), (3, (2, 2)), **more)) == told


def test_a_stair_that_passes_a_floor_by_is_told_as_advice():
    (only,) = found(through(9.0, (1, (2, 2)), (3, (2, 2))))
    assert (only.code, only.severity) == ("R223", Severity.ADVICE)
    assert '"A"' in only.what_en
    assert '"F2"' in only.what_en


def test_a_building_without_a_ground_floor_number_zero_passes_nothing_by():
    ends = [("F-1", "S-1", (2, 2)), ("F1", "S1", (2, 2))]
    assert codes([stair("A", 9.0, *ends)], levels=(-1, 1)) == []


@pytest.mark.parametrize(
    ("slope_m", "rise_m", "told"),
    [
        (2.2, None, []),
        (2.1, None, ["R222"]),
        (0.1, None, ["R222"]),
        (2.1, 1.5, []),
        (0.1, 1.5, ["R222"]),
    ],
)
def test_without_heights_a_stair_is_no_shorter_than_a_storey(slope_m, rise_m, told):
    floors = [
        storey(level, [box(f"S{level}", "stair", 0, 0, 12, 4)]) | {"elevation_m": height_m}
        for level, height_m in ((1, None if rise_m is None else 0), (2, rise_m))
    ]
    plan = building(*floors, stairs=through(slope_m, (1, (2, 2)), (2, (2, 2))))
    site = Site(school="made-up", building=campus(plan).buildings[0])
    assert [f.code for f in find_stair_faults(site)] == told
