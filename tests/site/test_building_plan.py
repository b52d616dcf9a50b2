# SPDX-License-Identifier: MIT
"""The plan of a building: each line is drawn where it was computed, each word is the sheet's.

Metres are read off the page by the outlines of rooms that can be touched, not by its own scale.
"""

import json
import re
from functools import cache
from html import unescape
from itertools import groupby

import pytest
from shapely.geometry import LineString, Point

from generator.maps.building_view import FloorMemory, draw_buildings
from generator.maps.floor_view import Fixed, Lettering, Site, letter_floor
from generator.model.building import Building, SpaceUse
from generator.model.evacuation import Evacuation
from generator.model.floor_view import BuildingView
from generator.model.route import Blockage, RoomWays, Route, RouteRole
from generator.render.template import environment
from generator.render.told_building import UNTOLD
from generator.render.words import load_words
from generator.settings import THEME
from generator.site.building_pages import building_pages
from generator.site.staging import escape_markdown
from tests.sample_school import sample_school

NEAR_M = 0.1
"""Corners nearer than this are one on a screen."""


@cache
def drawn() -> BuildingView:
    made = sample_school()
    (found,) = draw_buildings([made.campus], made.evacuation, THEME).values()
    return found


@cache
def render(language: str) -> str:
    """Return the page as its template makes it."""
    made, words = sample_school(), load_words(THEME)
    views = {("sample", "teaching"): drawn()}
    (page,) = building_pages(made.campus, made.evacuation, made.sheets, language, views)
    templates = environment(THEME / "site")
    templates.filters["md"] = escape_markdown
    return templates.get_template(page.template).render(
        page=page,
        content=made.content,
        language=language,
        up=page.up,
        w=lambda key: words[key][language],
        **page.values,
    )


@cache
def views(language: str) -> dict[str, str]:
    """Return what is shown under each anchor."""
    found = re.findall(
        r'<section class="plan-view[^"]*" id="([^"]+)".*?</section>', render(language), re.DOTALL
    )
    parts = re.findall(r'<section class="plan-view.*?</section>', render(language), re.DOTALL)
    return dict(zip(found, parts, strict=True))


def word_lists(part: str) -> list[list[str]]:
    lists = re.findall(r'<ol class="plan-words">(.*?)</ol>', part, re.DOTALL)
    return [[unescape(line) for line in re.findall(r"<li>(.*?)</li>", each)] for each in lists]


def spots(data: str) -> list[tuple[float, float]]:
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", data)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@cache
def scale(floor: str) -> tuple[float, float, float]:
    """Return units in a metre and where the origin lies, by a room that can be touched."""
    house = sample_school().building
    rooms = {s.id: s for f in house.floors if f.id == floor for s in f.spaces}
    plain = re.findall(r'<svg class="plan"[^>]*role="group".*?</svg>', render("zh"), re.DOTALL)
    part = next(svg for svg in plain if f"#p-ground-{floor}" in svg)
    for place in house.posting_places:
        touch = re.search(rf'href="#room-{place.id}"[^>]*><path[^>]* d="([^"]*)"', part)
        if touch and place.serves in rooms:
            (x, y), (u, v) = spots(touch[1])[0], spots(touch[1])[2]
            (a, b), (c, d) = rooms[place.serves].outline_m[0], rooms[place.serves].outline_m[2]
            across, up = (u - x) / (c - a), (y - v) / (d - b)
            assert across == pytest.approx(up, abs=0.01)
            return across, x - across * a, y + across * b
    raise AssertionError(floor)


@cache
def runs() -> dict[str, str]:
    """Return the shapes of each stretch, by its id."""
    return dict(re.findall(r'<g id="p-(w\d+)">(.*?)</g>', render("zh"), re.DOTALL))


def lines(part: str, role: str) -> dict[str, list[LineString]]:
    """Return the lines of a kind that a part of the page shows, in metres, by floor."""
    found = dict[str, list[LineString]]()
    for figure in re.findall(r'<svg class="plan".*?</svg>', part, re.DOTALL):
        floor = re.search(r"#p-ground-([\w.-]+)", figure)
        for run in re.findall(r'href="#p-(w\d+)"', figure) if floor else ():
            data = re.search(rf'<path d="([^"]*)"[^>]*data-route="{role}"', runs()[run])
            if data and floor:
                k, left, top = scale(floor[1])
                line = [((x - left) / k, (top - y) / k) for x, y in spots(data[1])]
                found.setdefault(floor[1], []).append(LineString(line))
    return found


def check_line(route: Route, shown: dict[str, list[LineString]]) -> None:
    """Assert that the lines shown are the route: every corner, in order, and nothing else."""
    stays = [
        (floor, [(p.x_m, p.y_m) for p in points])
        for floor, points in groupby(route.points, key=lambda point: point.floor)
    ]
    walked = [(f, p) for f, p in stays if len(p) > 1 and LineString(p).length > 1]
    assert {floor for floor, _ in walked} == set(shown)
    for floor, points in walked:
        is_last = floor == route.points[-1].floor
        outside = [*route.outdoor_points[1:]] if is_last else []
        (line,) = shown[floor]
        whole = LineString([*points, *outside])
        assert all(whole.distance(Point(spot)) < NEAR_M for spot in line.coords)
        assert Point(line.coords[0]).distance(Point(points[0])) < NEAR_M
        along = [line.project(Point(spot)) for spot in points]
        assert all(line.distance(Point(spot)) < NEAR_M for spot in points)
        assert along == sorted(along)


def rooms() -> tuple[RoomWays, ...]:
    return sample_school().evacuation.rooms["sample", "teaching"]


def ways() -> list[tuple[str, dict[RouteRole, Route]]]:
    """Return the ways of places, then of rooms at which no sheet hangs, as anchors name them."""
    routes = sample_school().evacuation.routes.buildings["sample", "teaching"].from_place
    unposted = [(f"{room.space}_space", room.ways) for room in rooms()]
    found = (*routes.items(), *unposted)
    return [(place, {route.role: route for route in own}) for place, own in found]


def test_every_way_of_every_place_is_drawn_where_it_was_computed() -> None:
    assert len(ways()) == 34 + 8
    for place, found in ways():
        part = views("zh")[f"room-{place}"]
        for role, route in found.items():
            is_same = route.points == found[RouteRole.PRIMARY].points
            if role is RouteRole.STEP_FREE and is_same:
                continue
            check_line(route, lines(part, role.value))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_way_is_told_in_the_words_of_its_sheet(language: str) -> None:
    for place, found in ways():
        told = word_lists(views(language)[f"room-{place}"])
        wanted = [
            [line[language] for line in route.words]
            for role, route in found.items()
            if role is not RouteRole.STEP_FREE or route.points != found[RouteRole.PRIMARY].points
        ]
        assert told == wanted, place


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_blockage_leaves_is_told_and_drawn_as_it_was_computed(language: str) -> None:
    detours = sample_school().evacuation.detours["sample", "teaching"]
    of_places = [(p, d.blockage, way) for d in detours for p, way in d.from_place.items()]
    of_rooms = [(f"{r.space}_space", cut, way) for r in rooms() for cut, way in r.left.items()]
    left = 0
    for place, cut, route in (*of_places, *of_rooms):
        part = views(language)[f"room-{place}_no-{cut.id}"]
        told = word_lists(part)
        assert told[:1] == ([[line[language] for line in route.words]] if route else [])
        assert 'href="#p-cut"' in part
        if route:
            left += 1
            check_line(route, lines(part, "primary"))
    assert left > 120
    assert len(of_rooms) > 20


def free_left() -> list[tuple[str, Blockage, Route | None]]:
    """Return the step-free way that each blockage leaves, by place as anchors name it."""
    detours = sample_school().evacuation.detours["sample", "teaching"]
    of_places = [(p, d.blockage, way) for d in detours for p, way in d.step_free.items()]
    of_rooms = [
        (f"{r.space}_space", cut, way) for r in rooms() for cut, way in r.left_step_free.items()
    ]
    return of_places + of_rooms


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_step_free_way_left_is_told_and_drawn_and_where_none_is_what_to_do(
    language: str,
) -> None:
    none, own = 0, 0
    for place, cut, free in free_left():
        part = views(language)[f"room-{place}_no-{cut.id}"]
        told, drawn_lines = word_lists(part), lines(part, "step-free")
        says_none = {"zh": "也没有别的等候处", "en": "there is no other refuge"}[language] in part
        assert says_none is (free is None), (place, cut)
        if free is None:
            none += 1
            assert not drawn_lines
            assert {"zh": "打 119", "en": "ring 119"}[language] in part
        elif [line[language] for line in free.words] != told[0]:
            own += 1
            assert told[1:] == [[line[language] for line in free.words]], (place, cut)
            check_line(free, drawn_lines)
        else:
            assert len(told) == 1
    assert own > 30
    assert none > 5


def test_where_only_the_second_way_is_cut_the_first_is_shown_alone() -> None:
    page, beside = render("en"), 0
    for place, found in ways():
        second = found.get(RouteRole.SECOND)
        cut = {*second.doors, *second.stairs, second.final_exit} if second else set()
        for name in cut:
            if f"room-{place}_no-{name}" not in views("en"):
                beside += 1
                told = re.search(rf'<section[^>]* id="room-{place}_no-{name}".*?</section>', page)
                assert told, (place, name)
                assert 'class="plan-beside plan-told"' in told[0]
                rest = page[told.end() :]
                assert rest.index(f'id="room-{place}"') < rest.index("</div>"), "in one place"
    assert beside > 100


def test_where_nothing_is_left_no_line_is_drawn_and_the_page_says_what_to_do() -> None:
    part = views("en")["room-P107_no-D107"]
    assert "No way is left that could be worked out." in part
    assert "shut the door, ring 119" in part
    assert not re.search(r"#p-w\d", part)
    assert "plan-words" not in part


def test_a_room_asks_only_for_what_lies_on_its_way() -> None:
    for place, found in ways():
        part = views("zh")[f"room-{place}"]
        asked = re.findall(rf'href="#room-{re.escape(place)}_no-([^"]+)"', part)
        first, passed = found[RouteRole.PRIMARY], set()
        for way in found.values():
            passed |= {*way.doors, *way.stairs, way.final_exit} - {""}
            passed |= {REFUGE_OF[way.refuge]} if way.refuge else set()
        own = {*first.doors, *first.stairs, first.final_exit}
        assert set(asked[: len(own)]) == own, "what lies on the way out comes first"
        assert set(asked) == passed
        assert len(asked) == len(passed)


REFUGE_OF = {"R2A": "A", "R3A": "A", "R2B": "B", "R3B": "B"}
"""The stairs of the sample building in whose rooms refuges are."""


def test_each_blockage_says_whether_the_step_free_way_stays() -> None:
    smoky = 0
    for place, found in ways():
        free = found.get(RouteRole.STEP_FREE)
        through = {*free.doors, *free.stairs, free.final_exit} if free else set()
        waiting = {REFUGE_OF[free.refuge]} if free and free.refuge else set()
        for name, part in views("en").items():
            if name.startswith(f"room-{place}_no-"):
                blocked = name.rpartition("_no-")[2]
                stays = free is not None and blocked not in through | waiting
                assert ("stays as it is" in part) is stays, name
                smoky += blocked in waiting
    assert smoky > 10, "nobody is sent to wait in the room of a stair that is blocked"


def test_a_refuge_in_the_room_of_a_stair_that_is_blocked_is_exchanged_for_another() -> None:
    part = views("en")["room-P203_no-A"]
    assert "The way out (solid line) does not lead through it" in part
    assert "to the refuge in stair B" in part
    assert "Wait at the refuge in stair B" in part
    assert "the refuge in stair A" not in part


def test_what_is_blocked_is_marked_where_it_is() -> None:
    house = sample_school().building
    part = views("zh")["room-P203_no-B"]
    marked = re.findall(r'<svg class="plan".*?</svg>', part, re.DOTALL)
    landings = next(stair.landings for stair in house.stairs if stair.id == "B")
    for landing in landings:
        for svg in marked:
            if f"#p-ground-{landing.floor}" in svg:
                k, left, top = scale(landing.floor)
                spot = re.search(r'#p-cut" x="([\d.]+)" y="([\d.]+)"', svg)
                assert spot
                at = ((float(spot[1]) - left) / k, (top - float(spot[2])) / k)
                assert Point(at).distance(Point(landing.at_m)) < NEAR_M


def test_every_room_can_be_touched_and_every_place_is_a_dot() -> None:
    house, page = sample_school().building, render("zh")
    for place in house.posting_places:
        assert re.search(rf'href="#room-{place.id}"[^>]*><circle class="plan-dot"', page)
    served = {place.serves for place in house.posting_places if place.serves}
    unposted = {f"{room.space}_space" for room in rooms()}
    assert len(re.findall('class="plan-touch"', page)) == len(served) + len(unposted)
    touched = set(re.findall(r'href="#room-([^"]+)"[^>]*><path class="plan-touch"', page))
    assert unposted <= touched


def test_every_id_to_which_a_picture_refers_stands_in_the_page_once() -> None:
    page = render("en")
    asked = re.findall(r'<use href="#([^"]+)"', page) + re.findall(r'href="#(room[^"]+)"', page)
    for name in set(asked):
        assert page.count(f'id="{name}"') == 1, name


def test_no_name_says_what_is_kept_in_a_store() -> None:
    made = sample_school()
    whole = json.loads(made.building.model_dump_json())
    for floor in whole["floors"]:
        for space in floor["spaces"]:
            if space["use"] in ("store", "preparation"):
                space["name"] = {"zh": "浓硫酸柜", "en": "Sulphuric acid"}
    house = Building.model_validate(whole)
    campus = made.campus.model_copy(update={"buildings": (house,)})
    (view,) = draw_buildings([campus], made.evacuation, THEME).values()
    said = "".join("".join(floor.names.values()) for floor in view.floors)
    assert "硫" not in said
    assert "Sulph" not in said
    assert UNTOLD[SpaceUse.STORE].zh[0] in said
    known = {("sample", "teaching"): view}
    (page,) = building_pages(campus, made.evacuation, made.sheets, "zh", known)
    assert "硫" not in str(page.values["barriers"])


def test_no_line_of_a_floor_is_lost_where_lines_drawn_alike_are_one() -> None:
    page = render("zh")
    for floor in drawn().floors:
        for name, shapes in (("ground", floor.ground), ("fabric", floor.fabric)):
            group = re.search(rf'<g id="p-{name}-{floor.floor}">(.*?)</g>', page, re.DOTALL)
            assert group
            wanted = re.findall(r'<path d="([^"]*)"([^>]*)/>', shapes)
            shown = re.findall(r'<path d="([^"]*)"([^>]*)/>', group[1])
            assert "".join(data for data, _ in shown) == "".join(data for data, _ in wanted)
            assert {style for _, style in shown} == {style for _, style in wanted}
            assert name == "ground" or len(shown) < len(wanted) / 2


def test_only_a_floor_that_changed_is_drawn_again_and_just_as_all_afresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, memory, lettered = sample_school(), FloorMemory(), set[str]()

    def letter(site: Site, fixed: Fixed, language: str) -> Lettering:
        lettered.add(site.floor.id)
        return letter_floor(site, fixed, language)

    def view(*known: FloorMemory) -> BuildingView:
        (found,) = draw_buildings([campus], evacuation, THEME, *known).values()
        return found

    monkeypatch.setattr("generator.maps.building_view.letter_floor", letter)
    campus, evacuation = made.campus, made.evacuation
    assert view(memory) == drawn()
    lettered.clear()
    assert view(memory) == drawn()
    assert lettered == set()
    whole = json.loads(made.building.model_dump_json())
    room = next(space for space in whole["floors"][1]["spaces"] if space["use"] == "classroom")
    room["name"] = {"zh": "改了名字的教室", "en": "A room with another name"}
    renamed = Building.model_validate(whole)
    campus = made.campus.model_copy(update={"buildings": (renamed,)})
    again = view(memory)
    assert lettered == {renamed.floors[1].id}
    assert again == view()
    assert again != drawn()
    evacuation = Evacuation()
    assert view(memory) == view()
    whole["stairs"][0]["usable"] = False
    campus = made.campus.model_copy(update={"buildings": (Building.model_validate(whole),)})
    assert view(memory) == view()
