# SPDX-License-Identifier: MIT
"""Floors too long for a sheet: cut into parts, each drawn to the same scale."""

from functools import cache
from itertools import pairwise

import pytest
from shapely import affinity, unary_union
from shapely.geometry import box

from generator.maps.section import OVERLAP_M, PART_BOX_MM, find_section
from generator.maps.sheet import draw_sheets, find_sheet_faults
from generator.model.sheet import Sheet
from tests.maps.drawing import having, named, path_points
from tests.maps.long_school import make_long
from tests.maps.made_up_school import make_choice

FLOOR = box(0, 0, 150, 16)

TURNS = [(0.0, 90.0), (0.0, 0.0), (17.0, 133.0)]


@cache
def sheets(turn: float, facing: float) -> tuple[Sheet, ...]:
    campus, building, routes = make_long(18, turn, facing)
    return draw_sheets(campus, building, routes, make_choice())


def words(svg: str) -> str:
    return " ".join(text.element.text or "" for text in named(svg, "text"))


def parts_of(turn_deg: float):
    found = [find_section(FLOOR, turn_deg, (x + 0.5, 8.0)) for x in range(150)]
    return {part.number: part for part in found if part is not None}


@pytest.mark.parametrize("turn_deg", [0.0, 17.0, 90.0, 223.0])
def test_parts_cover_the_floor_and_overlap(turn_deg: float) -> None:
    parts = parts_of(turn_deg)
    (count,) = {part.count for part in parts.values()}
    assert sorted(parts) == list(range(1, count + 1))
    assert unary_union([part.ground for part in parts.values()]).area == pytest.approx(FLOOR.area)
    for one, other in pairwise(parts[number] for number in sorted(parts)):
        assert one.ground.intersection(other.ground).area == pytest.approx(2 * OVERLAP_M * 16)


@pytest.mark.parametrize("turn_deg", [0.0, 90.0, 180.0, 270.0])
def test_parts_are_counted_from_the_left_or_from_the_top_of_the_page(turn_deg: float) -> None:
    parts = parts_of(turn_deg)
    is_forward = turn_deg in (0.0, 270.0)
    first, last = parts[1].ground.centroid.x, parts[len(parts)].ground.centroid.x
    assert (first < last) == is_forward


def test_a_place_near_a_cut_is_shown_well_inside_its_part() -> None:
    for x in range(1, 150):
        part = find_section(FLOOR, 0.0, (float(x), 8.0))
        assert part is not None
        left, _, right, _ = part.ground.bounds
        assert left == 0 or x - left >= OVERLAP_M
        assert right == pytest.approx(150) or right - x >= OVERLAP_M


def test_a_deep_floor_is_cut_both_ways() -> None:
    part = find_section(box(0, 0, 150, 120), 0.0, (5.0, 5.0))
    assert part is not None
    left, low, right, high = part.ground.bounds
    assert right - left < 150
    assert high - low < 120


def test_a_floor_that_needs_too_many_parts_is_not_cut() -> None:
    assert find_section(box(0, 0, 3000, 16), 0.0, (5.0, 5.0)) is None


@pytest.mark.parametrize(("turn", "facing"), TURNS)
def test_all_sheets_of_a_floor_and_direction_have_one_scale_and_no_gap(
    turn: float, facing: float
) -> None:
    drawn = sheets(turn, facing)
    assert not tuple(find_sheet_faults(drawn))
    (scale,) = {sheet.variants[0].scale_denominator for sheet in drawn}
    assert scale <= 250
    assert max(size for pair in PART_BOX_MM for size in pair) < 420


@pytest.mark.parametrize(("turn", "facing"), TURNS)
def test_a_part_is_named_and_a_route_that_leaves_it_says_where_to_and_how_far(
    turn: float, facing: float
) -> None:
    for sheet in sheets(turn, facing):
        svg = sheet.variants[0].svg
        assert "part " in words(svg).lower()
        assert having(svg, "data-cut")
        assert "edge" in {entry.get("data-legend") for entry in having(svg, "data-legend")}
        onward = having(svg, "data-onward")
        assert onward, "no part of this floor holds both exits"
        calls = [
            c.get("data-call") for c in having(svg, "data-call") if "further" in c.get("data-call")
        ]
        assert len(calls) == len(onward)
        for call in calls:
            metres = int(call.split()[-3])
            assert 5 < metres < 150


def test_the_length_left_is_that_of_the_route_beyond_the_cut() -> None:
    first = sheets(0.0, 90.0)[0]
    svg = first.variants[0].svg
    cut = path_points(having(svg, "data-cut")[0])[0]
    (here,) = (
        s.point(50, 50)
        for s in having(svg, "data-sign")
        if s.get("data-sign") == "viewer" and s.inside("data-part") == "plan"
    )
    drawn_m = (cut[0] - here[0]) * first.variants[0].scale_denominator / 1000
    (second,) = (route for route in first.routes if route.role == "second")
    (call,) = (
        c.get("data-call") for c in having(svg, "data-call") if "further" in c.get("data-call")
    )
    left_m = int(call.split()[-3])
    assert drawn_m + left_m == pytest.approx(second.length_m, abs=1.0)


def test_nothing_is_drawn_beyond_the_cut() -> None:
    for sheet in sheets(0.0, 90.0):
        svg = sheet.variants[0].svg
        xs = sorted(path_points(cut)[0][0] for cut in having(svg, "data-cut"))
        (here,) = (
            s.point(50, 50)[0]
            for s in having(svg, "data-sign")
            if s.get("data-sign") == "viewer" and s.inside("data-part") == "plan"
        )
        left = max((x for x in xs if x < here), default=0.0)
        right = min((x for x in xs if x > here), default=420.0)
        for attribute in ("data-wall", "data-route", "data-ground"):
            for shape in having(svg, attribute):
                if shape.inside("data-part") == "plan":
                    for x, _ in path_points(shape):
                        assert left - 0.05 <= x <= right + 0.05, attribute


def test_the_overview_highlights_the_part_and_draws_the_rest() -> None:
    for sheet in sheets(0.0, 90.0):
        (group,) = having(sheet.variants[0].svg, "data-highlight")
        (part,) = [p for p in named(sheet.variants[0].svg, "path") if group.element in p.within]
        xs = [x for x, _ in path_points(part)]
        blocks = [p for p in named(sheet.variants[0].svg, "path") if p.get("fill") == "#E2E4E3"]
        whole = [
            x
            for block in blocks
            if block.inside("data-part") != "plan"
            for x, _ in path_points(block)
        ]
        assert 0.2 < (max(xs) - min(xs)) / (max(whole) - min(whole)) < 0.7


@pytest.mark.parametrize("angle_deg", [17.0, 37.0, 143.0])
def test_what_stands_on_a_cut_is_drawn_whatever_the_last_digits_say(angle_deg: float) -> None:
    part = find_section(affinity.rotate(FLOOR, angle_deg, origin=(0, 0)), 0.0, (0.5, 0.5))
    assert part is not None
    line = part.cuts.geoms[0]
    spots = [line.interpolate(step / 20, normalized=True) for step in range(21)]
    assert all(part.holds((spot.x, spot.y)) for spot in spots)
