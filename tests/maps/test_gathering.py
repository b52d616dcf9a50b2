# SPDX-License-Identifier: MIT
"""Signs that have no room in their places: near them, in their own room, or on one plate."""

from dataclasses import replace
from functools import cache
from itertools import combinations

from shapely.geometry import LineString, Point, Polygon, box

from generator.maps.sheet import draw_sheets
from generator.model.building import Building, EquipmentKind
from generator.model.sheet import Sheet
from generator.routing.escape import route_building
from tests.maps.drawing import Shape, covers, having, named, path_points, sign_box, text_box
from tests.maps.judging import faults_of
from tests.maps.long_school import Drawn, finish
from tests.maps.made_up_school import door, make_choice, space, text
from tests.maps.test_paper import print_sheet, raster
from tests.maps.walled_school import make_walled

NEAR_MM = 25.5

GREEN, BAND = (0x23, 0x7F, 0x52), (0xA9, 0xD9, 0xB0)


def make_heaped(turn: float) -> Drawn:
    """Return a school with fifteen things on four square metres of a room."""
    campus, building, _ = make_walled(0.0, at=(0.0, 0.0))
    kinds = [kind.value for kind in EquipmentKind]
    data = building.model_dump()
    data["floors"][0]["equipment"] = [
        {"id": f"q{n:02}", "kind": kinds[n % len(kinds)],
         "at_m": (0.3 + 0.45 * (n % 5), 3.0 + 1.2 * (n // 5))}
        for n in range(15)
    ]  # fmt: skip
    for place in data["posting_places"]:
        place["facing_deg"] = (place["facing_deg"] + turn) % 360
    heaped = Building.model_validate(data)
    campus = campus.model_copy(update={"buildings": (heaped,)})
    return campus, heaped, route_building(campus, heaped)


@cache
def heaped(turn: float = 0.0) -> tuple[Sheet, ...]:
    campus, building, routes = make_heaped(turn)
    return draw_sheets(campus, building, routes, make_choice())


def leaders(svg: str) -> list[LineString]:
    return [LineString(path_points(line)) for line in having(svg, "data-leader")]


def test_a_heap_of_things_is_gathered_on_plates_that_stand_near() -> None:
    for turn in (0.0, 17.0, 180.0):
        svg = heaped(turn)[0].variants[0].svg
        marks = {m.get("data-mark") for m in having(svg, "data-mark")}
        assert {f"q{n:02}" for n in range(15)} <= marks
        assert having(svg, "data-gathered")
        lengths = sorted(line.length for line in leaders(svg))
        assert lengths[-1] <= NEAR_MM


def test_no_line_to_a_sign_crosses_another() -> None:
    for turn in (0.0, 17.0, 180.0):
        lines = leaders(heaped(turn)[0].variants[0].svg)
        assert not [pair for pair in combinations(lines, 2) if pair[0].crosses(pair[1])]


def test_every_place_on_a_plate_lies_in_the_ring_that_its_line_starts_from() -> None:
    svg = heaped(17.0)[0].variants[0].svg
    rings = [area_of(ring) for ring in having(svg, "data-ring")]
    plates = having(svg, "data-gathered")
    assert len(rings) == len(plates) > 0
    for plate in plates:
        inside = [m for m in having(svg, "data-mark") if plate.element in m.within]
        (line,) = [i for i in having(svg, "data-leader") if plate.element in i.within]
        (ring,) = [r for r in rings if r.distance(Point(path_points(line)[0])) < 0.1]
        assert len(inside) > 1
        for mark in inside:
            spot = Point(*(float(part) for part in mark.get("data-at").split()))
            assert ring.contains(spot)


def area_of(rect: Shape) -> Polygon:
    x, y = rect.point(rect.number("x"), rect.number("y"))
    return box(x, y, x + rect.number("width"), y + rect.number("height"))


def test_nothing_on_a_heaped_floor_covers_anything_else() -> None:
    for sheet in heaped(17.0):
        svg = sheet.variants[0].svg
        areas = [sign_box(s) for s in having(svg, "data-sign")]
        areas += [text_box(t) for t in named(svg, "text") if not t.is_sample]
        assert not [pair for pair in combinations(areas, 2) if covers(*pair)]


def test_the_sign_of_a_refuge_stands_alone_even_in_a_heap() -> None:
    """On a plate in another room it would send people there."""
    campus, building, _ = make_heaped(0.0)
    data = building.model_dump()
    data["floors"][0]["refuges"] = [
        {"id": "wait", "name": {"zh": "等候处", "en": "the refuge"}, "space": "r10",
         "at_m": (1.2, 4.2)}
    ]  # fmt: skip
    moved = Building.model_validate(data)
    campus = campus.model_copy(update={"buildings": (moved,)})
    routes = route_building(campus, moved)
    for sheet in draw_sheets(campus, moved, routes, make_choice()):
        svg = sheet.variants[0].svg
        plates = [plate.element for plate in having(svg, "data-gathered")]
        for mark in having(svg, "data-mark"):
            if mark.get("data-mark") == "wait":
                assert not [plate for plate in plates if plate in mark.within]
                break
        else:
            assert sheet.place.floor != "f1"


def with_stair_amid_the_gallery() -> Drawn:
    """Return a school with a stair where the name of its gallery would stand."""
    campus, building, _ = make_walled(0.0, at=(0.0, 0.0))
    data = building.model_dump()
    gallery = next(s for s in data["floors"][1]["spaces"] if s["use"] == "gallery")
    xs, ys = zip(*gallery["outline_m"], strict=True)
    middle = (sum(xs) / len(xs), sum(ys) / len(ys))
    for landing in data["stairs"][0]["landings"]:
        landing["at_m"] = middle
    moved = Building.model_validate(data)
    campus = campus.model_copy(update={"buildings": (moved,)})
    return campus, moved, route_building(campus, moved)


def test_words_keep_off_a_stair_in_a_gallery() -> None:
    campus, building, routes = with_stair_amid_the_gallery()
    for sheet in draw_sheets(campus, building, routes, make_choice()):
        svg = sheet.variants[0].svg
        stairs = having(svg, "data-stair")
        frames = [
            r for r in named(svg, "rect") if any(stair.element in r.within for stair in stairs)
        ]
        words = [t for t in named(svg, "text") if not t.is_sample]
        assert len(frames) == 2
        assert [t for t in words if t.element.text == "Gallery"]
        for frame in frames:
            x, y = frame.point(frame.number("x"), frame.number("y"))
            area = (x, y, x + frame.number("width"), y + frame.number("height"))
            assert not [t.element.text for t in words if covers(area, text_box(t))]


def make_hairpin(thing: tuple[float, float] = (25.0, 1.7)) -> Drawn:
    """Return a long narrow passage there and back; a thing hangs on the wall between."""
    spaces = [
        space("south", "corridor", text("南道", "South"), (0, 0, 50, 1.6)),
        space("north", "corridor", text("北道", "North"), (0, 1.8, 50, 3.4)),
    ]
    house = {
        "id": "teaching", "name": text("来回楼", "Hairpin"),
        "floors": [{
            "id": "f1", "level": 1, "name": text("1楼", "Floor 1"), "spaces": spaces,
            "doors": [door("d", ("south", "north"), (49.0, 1.7), swing="none")],
            "exits": [{"id": "x", "name": text("西门", "the west door"), "space": "north",
                       "at_m": (0.0, 2.6), "clear_width_m": 1.4}],
            "equipment": [{"id": "aed", "kind": "aed", "at_m": thing}],
        }],
        "posting_places": [{"id": "p", "name": text("南道", "South"), "floor": "f1",
                            "at_m": (3.0, 0.15), "facing_deg": 270.0}],
    }  # fmt: skip
    return finish(Building.model_validate(house))


def test_a_line_that_must_cross_the_way_is_hidden_beneath_its_band() -> None:
    campus, building, routes = make_hairpin()
    (sheet,) = draw_sheets(campus, building, routes, make_choice())
    assert faults_of(campus.school, building, sheet) == []
    svg = sheet.variants[0].svg
    (hidden,) = having(svg, "data-hidden")
    assert hidden.get("data-hidden") == "aed"
    (line,) = [i for i in having(svg, "data-leader") if hidden.element in i.within]
    (way,) = [i for i in having(svg, "data-route") if i.inside("data-part") == "plan"]
    leader, band = LineString(path_points(line)), LineString(path_points(way))
    assert leader.length < NEAR_MM
    spot = leader.intersection(band).centroid
    assert seen_at(sheet, (spot.x, spot.y)) == GREEN
    assert seen_at(sheet, (spot.x, spot.y + 1.5)) == BAND


def seen_at(sheet: Sheet, spot: tuple[float, float], dpi: int = 600) -> tuple[int, ...]:
    """Return the colour at a spot of the printed page."""
    picture = raster(print_sheet(sheet.variants[0]), dpi)
    found = picture.getpixel((round(spot[0] / 25.4 * dpi), round(spot[1] / 25.4 * dpi)))
    assert isinstance(found, tuple)
    return found[:3]


def test_a_line_over_the_band_of_a_way_is_found() -> None:
    campus, building, routes = make_hairpin()
    (sheet,) = draw_sheets(campus, building, routes, make_choice())
    svg = sheet.variants[0].svg
    start = svg.index('<g data-hidden="aed">')
    hidden = svg[start : svg.index("</g>", start) + len("</g>")]
    above = svg.replace(hidden, "").replace('<g data-mark="aed"', hidden + '<g data-mark="aed"', 1)
    shown = replace(sheet, variants=(replace(sheet.variants[0], drawing=above),))
    told = faults_of(campus.school, building, shown)
    assert any("R21: a leader line crosses a way" in fault for fault in told)
