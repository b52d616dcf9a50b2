# SPDX-License-Identifier: MIT
import re
from dataclasses import replace
from math import cos, radians, sin

import pytest

from generator.finding import Severity
from generator.maps.sheet import draw_sheets, find_sheet_faults
from generator.model.building import Building, SpaceUse
from generator.model.sheet import SheetVariant
from generator.render.sign import SIGN_OF_KIND
from tests.maps.drawing import (
    covers,
    distance,
    having,
    named,
    path_points,
    shapes,
    sheet,
    sign_box,
    text_box,
)
from tests.maps.made_up_school import CODES, make_campus, make_choice, make_routes

WALL_MM = 2.0
"""How far a drawn wall may reach beyond the outlines of the spaces."""

FACINGS = (0.0, 33.0, 90.0, 123.4, 180.0, 270.0, 301.0)


def variant(place: str, facing: float = 90.0, language: str = "both") -> SheetVariant:
    return sheet(place, facing, language).variants[0]


def room_spots(svg: str) -> dict[str, tuple[float, float]]:
    """Return where the name of each room stands."""
    spots = {}
    for group in having(svg, "data-room"):
        boxes = [text_box(s) for s in named(svg, "text") if group.element in s.within]
        if boxes:
            left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
            right, low = max(b[2] for b in boxes), max(b[3] for b in boxes)
            spots[group.get("data-room")] = ((left + right) / 2, (top + low) / 2)
    return spots


def squeeze(svg: str) -> str:
    """Return all words of a drawing without gaps."""
    return "".join("".join(s.element.text or "" for s in named(svg, "text")).split())


def viewer_spot(svg: str) -> tuple[float, float]:
    (mark,) = plan_viewers(svg)
    return mark


def plan_viewers(svg: str) -> list[tuple[float, float]]:
    signs = (s for s in having(svg, "data-sign") if s.get("data-sign") == "viewer")
    return [s.point(50, 50) for s in signs if s.inside("data-part") == "plan"]


@pytest.mark.parametrize("facing", FACINGS)
@pytest.mark.parametrize("place", ["room", "hall"])
def test_rooms_to_the_left_of_the_reader_stand_left_on_paper(place: str, facing: float) -> None:
    campus = make_campus(facing)
    posted = next(p for p in campus.buildings[0].posting_places if p.id == place)
    floor = next(f for f in campus.buildings[0].floors if f.id == posted.floor)
    svg = variant(place, facing).svg
    spots, here = room_spots(svg), viewer_spot(svg)
    ahead = (cos(radians(facing)), sin(radians(facing)))
    judged = 0
    for space in floor.spaces:
        xs, ys = zip(*space.outline_m, strict=True)
        away = (sum(xs) / 4 - posted.at_m[0], sum(ys) / 4 - posted.at_m[1])
        leftward = ahead[0] * away[1] - ahead[1] * away[0]
        forward = ahead[0] * away[0] + ahead[1] * away[1]
        if space.use is SpaceUse.CORRIDOR:
            continue  # its name may stand anywhere along it
        if space.id in spots and abs(leftward) > 5:
            judged += 1
            assert (spots[space.id][0] < here[0]) == (leftward > 0), space.id
        if space.id in spots and abs(forward) > 5:
            judged += 1
            assert (spots[space.id][1] < here[1]) == (forward > 0), space.id
    assert judged >= 4


@pytest.mark.parametrize("facing", FACINGS)
def test_there_is_one_viewer_mark_in_its_true_place(facing: float) -> None:
    for place in ("room", "hall"):
        assert len(plan_viewers(variant(place, facing).svg)) == 1


@pytest.mark.parametrize("facing", [90.0, 33.0])
def test_signs_mark_their_scaled_place_within_a_millimetre_or_by_a_line(facing: float) -> None:
    drawn = variant("hall", facing)
    campus = make_campus(facing)
    floor = campus.buildings[0].floors[0]
    here = campus.buildings[0].posting_places[1].at_m
    origin = viewer_spot(drawn.svg)
    turn, scale = radians(drawn.rotation_deg), 1000 / drawn.scale_denominator
    leaders = [path_points(line)[0] for line in having(drawn.svg, "data-leader")]
    marks = {m.get("data-mark"): m for m in having(drawn.svg, "data-mark")}
    for thing in floor.equipment:
        x, y = thing.at_m[0] - here[0], thing.at_m[1] - here[1]
        true = (
            origin[0] + scale * (x * cos(turn) - y * sin(turn)),
            origin[1] - scale * (x * sin(turn) + y * cos(turn)),
        )
        (sign,) = [s for s in having(drawn.svg, "data-sign") if marks[thing.id].element in s.within]
        assert sign.get("data-sign") == SIGN_OF_KIND[thing.kind].code
        left, top, right, low = sign_box(sign)
        is_there = distance(((left + right) / 2, (top + low) / 2), true) < 1
        assert is_there or any(distance(line, true) < 1 for line in leaders), thing.id


def test_the_walls_are_true_to_scale() -> None:
    drawn = variant("room", 90.0)
    (outer,) = [w for w in having(drawn.svg, "data-wall") if w.get("data-wall") == "outer"]
    xs = [x for x, _ in path_points(outer)]
    ys = [y for _, y in path_points(outer)]
    metres = drawn.scale_denominator / 1000
    assert (max(xs) - min(xs)) * metres == pytest.approx(50.0, rel=0.005)
    assert (max(ys) - min(ys)) * metres == pytest.approx(9.6, rel=0.005)


def test_the_plan_stays_in_its_box() -> None:
    for facing in FACINGS:
        drawn = variant("hall", facing)
        x, y, width, height = drawn.plan_box_mm
        for wall in having(drawn.svg, "data-wall"):
            for spot in path_points(wall):
                assert x - WALL_MM < spot[0] < x + width + WALL_MM
                assert y - WALL_MM < spot[1] < y + height + WALL_MM


@pytest.mark.parametrize("facing", FACINGS)
def test_metres_become_millimetres_as_the_published_formula_says(facing: float) -> None:
    """docs/format/output.md, step by step."""
    building = make_campus(facing).buildings[0]
    place = next(p for p in building.posting_places if p.id == "hall")
    (floor,) = (f for f in building.floors if f.id == place.floor)
    drawn = variant("hall", facing)
    turn = radians(drawn.rotation_deg)

    def turned(point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)

    corners = [turned(corner) for space in floor.spaces for corner in space.outline_m]
    left, top, width, height = drawn.plan_box_mm
    per_m = 1000 / drawn.scale_denominator
    u_min, v_max = min(u for u, _ in corners), max(v for _, v in corners)
    u, v = turned(place.at_m)
    here = (left + (u - u_min) * per_m, top + (v_max - v) * per_m)
    assert distance(here, viewer_spot(drawn.svg)) < 0.1
    assert width == pytest.approx((max(u for u, _ in corners) - u_min) * per_m, abs=0.01)
    assert height == pytest.approx((v_max - min(v for _, v in corners)) * per_m, abs=0.01)


@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_a_printer_that_leaves_an_edge_white_cuts_no_word_of_the_header(
    paper: str, language: str
) -> None:
    drawn = sheet("hall", language=language, paper=paper).variants[0]
    head = next(r for r in having(drawn.svg, "data-part") if r.get("data-part") == "header")
    tops = []
    for text in named(drawn.svg, "text"):
        size, (_, base) = text.number("font-size"), text.point(0, text.number("y"))
        words = text.element.text or ""
        if base < head.number("height"):
            tops.append(base - size * (0.733 if words.isupper() and words.isascii() else 0.86))
    assert len(tops) >= 2
    assert min(tops) >= 4.99


@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("facing", [90.0, 33.0])
def test_sizes_keep_the_minimums_of_iso_23601(language: str, facing: float) -> None:
    drawn = variant("hall", facing, language)
    sizes = [text.number("font-size") * text.matrix[0] for text in named(drawn.svg, "text")]
    assert min(sizes) >= 2.8, "letters 2 mm"
    (header,) = [r for r in having(drawn.svg, "data-part") if r.get("data-part") == "header"]
    assert header.number("height") >= 0.07 * 297
    title = max(sizes)
    capital = 0.733 if language == "en" else 0.9
    assert title * capital >= 0.6 * header.number("height")
    widths = {w.get("data-wall"): w.number("stroke-width") for w in having(drawn.svg, "data-wall")}
    assert widths["outer"] >= 1.6
    assert widths["partition"] >= 0.6
    boxes = [sign_box(sign) for sign in having(drawn.svg, "data-sign")]
    assert min(box[2] - box[0] for box in boxes) >= 7
    (overview,) = having(drawn.svg, "data-overview")
    assert overview.number("width") * overview.number("height") <= 0.1 * 297 * 420


@pytest.mark.parametrize("facing", FACINGS)
@pytest.mark.parametrize("place", ["room", "hall"])
def test_the_legend_lists_what_is_drawn_and_nothing_else(place: str, facing: float) -> None:
    svg = variant(place, facing).svg
    listed = {key for e in having(svg, "data-legend") for key in e.get("data-legend").split()}
    in_legend = "data-legend"
    drawn = {
        s.get("data-sign") for s in having(svg, "data-sign") if s.inside(in_legend) is None
    } | {
        f"route-{s.get('data-route')}"
        for s in having(svg, "data-route")
        if s.inside(in_legend) is None
    }
    if having(svg, "data-stair"):
        drawn.add("stair")
    assert listed == drawn


@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("facing", FACINGS)
@pytest.mark.parametrize("place", ["room", "hall"])
def test_signs_texts_and_the_qr_code_never_cover_each_other(
    place: str, facing: float, language: str
) -> None:
    svg = variant(place, facing, language).svg
    boxes = [(sign_box(s), s.get("data-sign")) for s in having(svg, "data-sign")]
    boxes += [(text_box(t), t.element.text or "") for t in named(svg, "text") if not t.is_sample]
    (code,) = having(svg, "data-qr")
    left, top = code.point(0, 0)
    boxes.append(((left, top, left + 60, top + 60), "qr"))
    for index, (box, name) in enumerate(boxes):
        for other, other_name in boxes[index + 1 :]:
            assert not covers(box, other), (name, other_name)


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_no_text_leaves_the_page(language: str) -> None:
    for facing in FACINGS:
        drawn = variant("room", facing, language)
        for text in named(drawn.svg, "text"):
            left, top, right, low = text_box(text)
            assert left >= 5, text.element.text
            assert right <= drawn.width_mm - 5, text.element.text
            assert top >= 0, text.element.text
            assert low <= drawn.height_mm - 2, text.element.text


def test_the_route_starts_at_the_reader_and_leaves_by_the_final_exit() -> None:
    svg = variant("hall", 90.0).svg
    primary = [r for r in having(svg, "data-route") if r.get("data-route") == "primary"]
    (line,) = [r for r in primary if r.inside("data-part") == "plan"]
    spots = path_points(line)
    assert distance(spots[0], viewer_spot(svg)) < 0.1
    drawn = variant("hall", 90.0)
    exit_mm = (-25 * 1000 / drawn.scale_denominator, 0.8 * 1000 / drawn.scale_denominator)
    here = viewer_spot(svg)
    door = (here[0] + exit_mm[0], here[1] + exit_mm[1])
    assert min(distance(spot, door) for spot in spots) < 0.1


def test_a_route_that_takes_a_stair_says_which_and_where_to() -> None:
    calls = {g.get("data-call") for g in having(variant("room").svg, "data-call")}
    assert "West stair, down to Floor 1" in calls


def test_exit_signs_run_towards_the_open() -> None:
    """Seen from the north wall the west door lies left; seen from the south wall, right."""
    for facing, code in ((90.0, "E001"), (270.0, "E002")):
        svg = variant("hall", facing).svg
        (mark,) = [m for m in having(svg, "data-mark") if m.get("data-mark") == "gate-w"]
        (sign,) = [s for s in having(svg, "data-sign") if mark.element in s.within]
        assert sign.get("data-sign") == code


def test_a_sample_is_overprinted_and_a_real_sheet_is_not() -> None:
    campus = make_campus()
    for is_sample in (True, False):
        choice = make_choice(is_sample=is_sample)
        for drawn in draw_sheets(campus, campus.buildings[0], make_routes(), choice):
            svg = drawn.variants[0].svg
            assert bool(having(svg, "data-sample")) is is_sample
            assert ("样张" in svg) is is_sample
            assert ("样张" in drawn.phone_svg) is is_sample


def test_the_next_review_is_counted_from_the_day_of_the_revision() -> None:
    """So a sheet that stays the same says the same next month."""
    words = squeeze(variant("room").svg)
    assert "日期2026-03-01·下次复核2027-03-01" in words


def test_notices_name_the_three_emergency_numbers() -> None:
    words = " ".join(t.element.text or "" for t in named(variant("room").svg, "text"))
    for number in ("119", "120", "110"):
        assert number in words
    assert "报警响起时不要扫码" in words.replace(" ", "")


def test_the_alarm_button_is_named_only_where_there_is_one() -> None:
    campus = make_campus()
    building = campus.buildings[0].model_dump()
    for floor in building["floors"]:
        floor["equipment"] = [e for e in floor["equipment"] if e["kind"] != "call-point"]
    bare = Building.model_validate(building)
    (one, _) = draw_sheets(campus, bare, make_routes(), make_choice())
    assert "按钮" in variant("room").svg
    assert "按钮" not in one.variants[0].svg


def test_a_place_without_code_or_without_a_way_out_has_no_sheet() -> None:
    campus = make_campus()
    routes = make_routes()
    unregistered = campus.model_copy(update={"registry": None})
    assert draw_sheets(unregistered, campus.buildings[0], routes, make_choice()) == ()
    shut = type(routes)(from_place={**routes.from_place, "room": ()}, from_space={})
    drawn = draw_sheets(campus, campus.buildings[0], shut, make_choice())
    assert [sheet.code for sheet in drawn] == [CODES["hall"]]


def test_a_floor_that_no_division_makes_fit_is_a_gap_that_names_its_place() -> None:
    campus = make_campus()
    long = campus.buildings[0].model_dump()
    for floor in long["floors"]:
        for space in floor["spaces"]:
            space["outline_m"] = [(60 * x, y) for x, y in space["outline_m"]]
        for thing in (*floor["doors"], *floor["exits"], *floor["equipment"]):
            thing["at_m"] = (60 * thing["at_m"][0], thing["at_m"][1])
    building = Building.model_validate(long)
    drawn = draw_sheets(campus, building, make_routes(), make_choice())
    findings = tuple(find_sheet_faults(drawn, (building,)))
    assert [(f.code, f.severity) for f in findings] == [("M301", Severity.GAP)] * 2
    scale = drawn[0].variants[0].scale_denominator
    assert scale > 250
    assert f"1:{scale}" in findings[0].what_en
    assert not tuple(find_sheet_faults((sheet("room"),)))


def test_drawing_twice_gives_the_same_bytes() -> None:
    first, second = (
        draw_sheets(c, c.buildings[0], make_routes(), make_choice(languages=("zh", "en", "both")))
        for c in (make_campus(33.0), make_campus(33.0))
    )
    assert first == second


def test_no_number_on_the_sheet_has_more_than_five_decimals() -> None:
    for shape in shapes(variant("hall", 33.0).svg):
        for value in shape.element.attrib.values():
            assert not re.search(r"\d\.\d{6,}", value), value


def test_a4_is_drawn_too_with_letters_and_signs_no_smaller() -> None:
    drawn = sheet("hall", paper="A4").variants[0]
    assert {drawn.width_mm, drawn.height_mm} == {210, 297}
    assert min(t.number("font-size") for t in named(drawn.svg, "text")) >= 2.8
    assert min(b[2] - b[0] for b in map(sign_box, having(drawn.svg, "data-sign"))) >= 7


def test_a_second_route_that_is_not_seen_on_the_floor_is_not_in_the_legend() -> None:
    """Both ways go down the same stair: on this floor they are one."""
    campus, routes = make_campus(), make_routes()
    primary, second = routes.from_place["room"]
    same = replace(primary, role=second.role, final_exit=second.final_exit)
    changed = replace(routes, from_place={**routes.from_place, "room": (primary, same)})
    sheets = draw_sheets(campus, campus.buildings[0], changed, make_choice())
    (room,) = (each for each in sheets if each.place.id == "room")
    keys = {entry.get("data-legend") for entry in having(room.variants[0].svg, "data-legend")}
    assert "route-primary" in keys
    assert "route-second" not in keys
    assert "虚线" not in "".join(re.findall(r">([^<>]+)<", room.variants[0].svg))
