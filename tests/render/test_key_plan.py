# SPDX-License-Identifier: MIT
"""Plain drawings: where each sheet hangs, and where each class stands."""

import re
from itertools import combinations
from math import dist, hypot

import pytest

from generator.render.ground_plan import by_point, draw_site, draw_stands
from generator.render.key_plan import DOT_MM, draw_key_plan
from tests.sample_school import sample_school

BOX = (180.0, 105.0)

Spot = tuple[float, float]


def drawn(floor: int) -> str:
    building = sample_school().building
    numbers = {place.id: n for n, place in enumerate(building.posting_places, start=1)}
    return draw_key_plan(building, building.floors[floor], numbers, "zh", BOX)


def dots(svg: str) -> list[Spot]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="2.3"', svg)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("floor", [0, 1, 2])
def test_each_place_has_a_dot_of_its_own_on_the_drawing(floor: int) -> None:
    building = sample_school().building
    places = [p for p in building.posting_places if p.floor == building.floors[floor].id]
    spots = dots(drawn(floor))
    assert len(spots) == len(places)
    assert all(dist(one, other) > 2 * DOT_MM for one, other in combinations(spots, 2))
    width, height = (
        float(x) for x in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn(floor))[0]
    )
    assert width <= BOX[0] + 0.01
    assert height <= BOX[1] + 0.01
    assert all(DOT_MM < x < width - DOT_MM and DOT_MM < y < height - DOT_MM for x, y in spots)


@pytest.mark.parametrize("floor", [0, 1, 2])
def test_no_dot_covers_the_name_of_a_room(floor: int) -> None:
    names = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" font-size="2.3"[^>]*>([^<]+)<', drawn(floor)
    )
    assert "走廊" in {name for _, _, name in names}
    for x, y, name in names:
        half = 2.3 * len(name) / 2
        for across, down in dots(drawn(floor)):
            aside = max(abs(across - float(x)) - half, 0)
            above = max(abs(down - (float(y) - 0.36 * 2.3)) - 1.15, 0)
            assert hypot(aside, above) > DOT_MM, name


def test_dots_of_neighbouring_places_do_not_cover_each_other() -> None:
    building = sample_school().building
    place = building.posting_places[0]
    twin = place.model_copy(update={"id": "twin", "at_m": (place.at_m[0] + 0.3, place.at_m[1])})
    crowded = building.model_copy(update={"posting_places": (place, twin)})
    one, other = dots(draw_key_plan(crowded, crowded.floors[0], {"P101": 1, "twin": 2}, "zh", BOX))
    assert dist(one, other) > 2 * DOT_MM


def test_the_line_from_a_dot_points_the_way_the_reader_looks() -> None:
    """P101 looks north, up the page; PLB at 30 degrees, up and to the right."""
    building = sample_school().building
    lines = re.findall(r'<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"', drawn(0))
    names = [p.id for p in building.posting_places if p.floor == "F1"]
    ways = {
        name: (float(u) - float(x), float(v) - float(y))
        for name, (x, y, u, v) in zip(names, lines, strict=True)
    }
    assert ways["P101"][0] == pytest.approx(0, abs=0.02)
    assert ways["P101"][1] < -3
    x, y = ways["PLB"]
    assert (x / hypot(x, y), y / hypot(x, y)) == pytest.approx((0.866, -0.5), abs=0.01)


def test_exits_are_triangles_and_stairs_are_named() -> None:
    svg = drawn(0)
    assert svg.count('fill="#237F52"') == 3
    assert ">A楼梯间<" in svg


def test_the_ground_shows_every_exit_and_assembly_point() -> None:
    campus = sample_school().campus
    svg = draw_site(campus.school, campus.buildings, "en", BOX)
    assert svg.count('r="1.5" fill="#237F52"') == 3
    assert svg.count('r="1.5" fill="#005387"') == 2
    assert ">the playground assembly point<" in svg


def test_a_strip_stands_where_its_class_does() -> None:
    """Row 1 of the playground lies at its western edge: leftmost on a drawing with y up."""
    made = sample_school()
    stands = by_point(made.evacuation.assignments["sample"].assigned)["playground-point"]
    assert [a.stand.row for a in stands] == [1, 2, 3, 4, 5, 6]
    point = next(p for p in made.campus.school.assembly_points if p.id == "playground-point")
    svg = draw_stands(point, [(a, f"#{a.stand.row}") for a in stands], "en", BOX)
    xs = {said: float(x) for x, said in re.findall(r'<text x="([\d.]+)"[^>]*>(#\d)<', svg)}
    assert sorted(xs, key=lambda said: xs[said]) == ["#1", "#2", "#3", "#4", "#5", "#6"]


def test_an_assembly_point_without_outlines_has_no_drawing() -> None:
    made = sample_school()
    assert draw_stands(made.campus.school.assembly_points[0], [], "en", BOX) == ""
