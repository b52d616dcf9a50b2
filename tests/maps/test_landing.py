# SPDX-License-Identifier: MIT
import gzip
import re
from cmath import phase
from dataclasses import replace
from datetime import date
from html import unescape
from math import sin
from typing import Any

import pytest

from generator.maps.fingerprint import sheet_fingerprints
from generator.maps.landing import landing_files
from generator.maps.sheet import draw_sheets
from generator.model.content import Content
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Route, RouteRole, Routes
from generator.model.school import Campus
from tests.check.made_up import campus as made_up_campus
from tests.check.made_up import content, drill, entry, lesson, plan, procedure
from tests.maps.drawing import having, sheet
from tests.maps.made_up_school import CODES, THEME, make_campus, make_choice, make_routes

LARGEST_BYTES = 14 * 1024
"""Packed; what a slow connection brings in its first round trip."""


def pages(facing_deg: float = 90.0) -> dict[str, str]:
    campus = make_campus(facing_deg)
    choice = make_choice(papers=())
    sheets = draw_sheets(campus, campus.buildings[0], make_routes(), choice)
    return dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1)))


@pytest.fixture(scope="module")
def page() -> str:
    return pages()[f"Q/{CODES['room']}/index.html"]


def test_every_issued_code_has_a_page() -> None:
    assert set(pages()) == {f"Q/{code}/index.html" for code in CODES.values()}


def test_a_page_is_small_enough_for_a_poor_connection() -> None:
    for text in pages(33.0).values():
        assert len(gzip.compress(text.encode())) <= LARGEST_BYTES


def test_a_page_runs_no_script_and_asks_nobody_else(page: str) -> None:
    assert "<script" not in page
    bare = page.replace('<link rel="icon" href="data:,">', "")  # or a browser asks for an icon
    assert not re.search(r"\b(src|srcset|action)=|@import|<link", bare)
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= {"../hanzi.woff2"}, "the site's own font"
    addresses = re.findall(r'href="([^"]*)"', bare)
    assert addresses
    assert all(a.startswith(("tel:", "../../", "#")) for a in addresses)
    own = {a[1:] for a in addresses if a.startswith("#")}
    assert own <= set(re.findall(r'id="([^"]*)"', page))
    assert set(re.findall(r"https?://[^\"' ]*", page)) == {"http://www.w3.org/2000/svg"}


def test_the_way_in_words_comes_first_in_chinese_then_in_english(page: str) -> None:
    chinese = page.index("出教室门，沿走廊向右走 18 米")
    english = page.index("Leave the room and go right along the corridor, 18 m")
    assert chinese < english < page.index("<svg")


def test_the_emergency_numbers_can_be_rung(page: str) -> None:
    assert re.findall(r'href="tel:(\d+)"', page) == ["119", "120", "110"]


def test_the_page_says_which_sheet_it_belongs_to(page: str) -> None:
    assert CODES["room"] in page
    assert "修订 1" in page
    assert "日期 2026-03-01" in page, "the day of the revision, not that of the build"
    assert "报警响起时不要看手机" in page


def first_line(svg: str) -> list[tuple[float, float]]:
    """Return the corners of the primary route as drawn."""
    (line, *_) = (m for m in having(svg, "data-route") if m.get("data-route") == "primary")
    numbers = [float(x) for x in re.findall(r"-?[\d.]+", line.get("d"))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.parametrize("place", ["hall", "room"])
@pytest.mark.parametrize("facing_deg", [0.0, 90.0, 200.0])
def test_the_map_on_the_phone_is_turned_like_the_sheet(place: str, facing_deg: float) -> None:
    drawn = sheet(place, facing_deg)
    on_wall, on_phone = first_line(drawn.variants[0].svg), first_line(drawn.phone_svg)
    turns = [phase(complex(*line[1]) - complex(*line[0])) for line in (on_wall, on_phone)]
    assert abs(sin((turns[0] - turns[1]) / 2)) < 0.05


def test_the_map_on_the_phone_says_what_its_lines_mean(page: str) -> None:
    assert "实线：撤离路线；虚线：备用路线；点划线：这张图只画到这里，楼层还继续" in page
    assert "点线" not in page.replace("点划线", "")
    assert "dashed line: second route" in page


def text_of(page: str) -> str:
    """Return the visible text of a page, the plan's included, on one line."""
    body = re.sub(
        r"<style>.*?</style>|<title.*?</title>|<desc.*?</desc>", "", page, flags=re.DOTALL
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def landing(campus: Campus, routes: BuildingRoutes | None = None, **given: Any) -> str:
    """Return the page of the code of the room."""
    content = given.get("content", Content())
    choice = make_choice(papers=())
    sheets = draw_sheets(campus, campus.buildings[0], routes or make_routes(), choice)
    found = dict(landing_files(campus, sheets, content, THEME, date(2026, 9, 1)))
    return found[f"Q/{CODES['room']}/index.html"]


def test_the_first_thing_on_the_page_is_the_way(page: str) -> None:
    told = text_of(page)
    assert told.index("出教室门") < 60
    body = page[page.index("<body>") :]
    assert body.index("<ol") < body.index('class="alarm"') < body.index("<svg")


def test_the_page_says_what_the_sheet_says(page: str) -> None:
    drawn = sheet("room")
    told = "".join(text_of(page).split())
    on_wall = drawn.variants[0].svg
    for line in drawn.routes[0].words:
        assert "".join(line.zh.split()) in told
        assert "".join(line.en.split()) in told
        assert line.zh[:8] in on_wall


def test_a_reader_of_screens_finds_headings_landmarks_and_the_plan_by_name(page: str) -> None:
    for tag in ("header", "main", "nav", "footer", "h1"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == 1, tag
    labels = re.findall(r'aria-labelledby="([^"]*)"', page)
    names = {name for label in labels for name in label.split()}
    assert len(labels) >= 7
    assert names <= set(re.findall(r'id="([^"]*)"', page))
    assert re.search(r'<svg[^>]* role="img"[^>]*><title id="plan-title">[^<]+</title><desc', page)
    described = re.search(r'<desc id="plan-desc">([^<]+)</desc>', page)
    assert described
    assert all(word in described[1] for word in ("西楼梯", "西门", "West door", "图的上方"))
    assert '<html lang="zh-CN">' in page
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels == [1] + [2] * (len(levels) - 1)


def test_the_map_can_be_made_larger_by_fingers_and_by_a_tap(page: str) -> None:
    viewport = re.search(r'name="viewport" content="([^"]*)"', page)
    assert viewport
    assert viewport[1] == "width=device-width,initial-scale=1"
    assert 'href="#map"' in page
    assert re.search(r"#map:target svg{width:2\d0%}", page)


TOO_NEW = (
    ":has(", ":is(", ":where(", ":focus-visible", ":not(:", "@container", "@layer", "@scope",
    "@property", "@starting-style", "&", "dvh", "svh", "lvh", "dvw", "aspect-ratio", "inset:",
    "gap:", "accent-color", "color-mix", "oklch", "lab(", "clamp(", "min(", "max(", "subgrid",
    "text-wrap", "content-visibility", "backdrop-filter", "translate:", "rotate:", "scale:",
    "margin-inline", "padding-inline", "margin-block", "padding-block", "overscroll", "popover",
    "light-dark", "image-set",
)  # fmt: skip
"""Not in every WebView of 2020; `gap` came to flex boxes on iPhones in 2021."""


@pytest.mark.parametrize("template", ["landing.html", "landing_withdrawn.html"])
def test_the_page_needs_no_style_that_is_newer_than_2020(template: str) -> None:
    source = (THEME / template).read_text(encoding="utf-8")
    style = source[source.index("<style>") : source.index("</style>")]
    assert [feature for feature in TOO_NEW if feature in style] == []
    blocks = re.sub(r"@media[^{]*{((?:[^{}]*{[^{}]*})*)}", r"\1", style)
    assert not re.search(r"{[^{}]*{", blocks), "no rule within a rule"
    assert not re.search(r"<(dialog|details|picture)|loading=|popover", source)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` or `#rgb`. Source: WCAG 2.2."""
    digits = colour.lstrip("#")
    pairs = [d * 2 for d in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    r, g, b = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def declared(page: str, selector: str, key: str) -> str:
    found = re.search(rf"(?m)^{re.escape(selector)}{{[^}}]*?(?<![-a-z]){key}:(#[0-9a-f]+)", page)
    assert found, (selector, key)
    return found[1]


def test_the_way_can_be_read_in_sunlight(page: str) -> None:
    """Level AAA asks for 7:1; the words of the way have twice that, on light ground always."""
    way = (declared(page, "ol li", "color"), declared(page, "ol li", "background"))
    assert contrast(*way) >= 14
    for selector in ("body", "header", "ol li:before"):
        pair = (declared(page, selector, "color"), declared(page, selector, "background"))
        assert contrast(*pair) >= 7, selector
    for selector in ("h2", ".en", ".alarm", "a"):
        assert contrast(declared(page, selector, "color"), "#ffffff") >= 7, selector
    assert "prefers-color-scheme" not in page


def without_steps(*changes: Route) -> BuildingRoutes:
    routes = make_routes()
    ways = {**routes.from_place, "room": (*routes.from_place["room"], *changes)}
    return replace(routes, from_place=ways)


def test_whoever_cannot_use_stairs_is_told_when_nothing_is_known(page: str) -> None:
    assert "不能走楼梯？" in page
    assert "没有不走台阶的路线" in page
    assert "Agree with a teacher today" in page


def test_whoever_cannot_use_stairs_is_told_that_the_way_has_none() -> None:
    primary, _ = make_routes().from_place["room"]
    same = landing(make_campus(), without_steps(replace(primary, role=RouteRole.STEP_FREE)))
    assert "上面的路线没有台阶，就走这条。" in same
    assert "没有不走台阶的路线" not in same


def test_whoever_cannot_use_stairs_is_shown_the_other_way_or_the_refuge() -> None:
    primary, _ = make_routes().from_place["room"]
    words = (Text(zh="到东侧等候处等人来接", en="Wait in the east refuge to be fetched"),)
    refuge = replace(
        primary, role=RouteRole.STEP_FREE, points=primary.points[:2], final_exit="",
        refuge="east", stairs=(), assembly_point="", outdoor_points=(), words=words,
    )  # fmt: skip
    page = landing(make_campus(), without_steps(refuge))
    assert page.index("不能走楼梯？") < page.index("到东侧等候处等人来接")
    assert "Wait in the east refuge to be fetched" in page
    assert "就走这条" not in page


def with_lines(*lines: dict[str, Any]) -> Campus:
    """Return the school with more lines in its registry, each a change of the room's first."""
    campus = make_campus()
    assert campus.registry
    first = campus.registry.codes[0]
    more = tuple(first.model_copy(update=line) for line in lines)
    codes = (*campus.registry.codes, *more)
    return campus.model_copy(
        update={"registry": campus.registry.model_copy(update={"codes": codes})}
    )


def test_the_page_names_the_newest_revision_and_its_day() -> None:
    day = date(2026, 5, 4)
    page = landing(with_lines({"revision": 2, "issued": day}))
    assert "最新的是修订 2（2026-05-04）。" in page
    assert "The newest is revision 2 of 2026-05-04." in page
    assert f"编号 {CODES['room']} · 修订 2 · 日期 2026-05-04" in page
    assert "修订 1" not in page


def test_a_page_that_is_newer_than_every_revision_says_so() -> None:
    routes = Routes(buildings={("made-up", "teaching"): make_routes()})
    now = sheet_fingerprints(make_campus(), routes)["teaching", "room"]
    assert "楼里的情况又改过" not in landing(with_lines({"drawn": now}))
    assert "楼里的情况又改过" in landing(with_lines({"drawn": "0" * 16}))
    assert "楼里的情况又改过" not in landing(make_campus()), "nothing is on record"


def test_the_page_leads_to_the_lesson_and_the_drill_of_this_school() -> None:
    own = lesson("own-lesson", audiences=["primary-upper"])
    other = lesson("other-lesson", audiences=["junior"])
    water = lesson("water-lesson", topic="drowning")
    entries = [
        entry(id="past", item="old-drill", dates=["2026-05-01"]),
        entry(id="soon", item="water-drill", dates=["2026-09-02"]),
        entry(id="next", item="next-drill", dates=["2026-08-30", "2026-11-09"]),
        entry(id="later", item="later-drill", dates=["2026-12-09"]),
    ]
    drills = [drill(n) for n in ("old-drill", "next-drill", "later-drill")]
    drills.append(drill("water-drill", topic="drowning"))
    given = content(plan(), own, other, water, *drills, procedure("fire-procedure"))
    calendar = made_up_campus(*entries).calendar
    campus = make_campus().model_copy(update={"calendar": calendar})
    page = landing(campus, content=given)
    links = re.findall(r'href="\.\./\.\./([^"]*)"', page)
    assert links == [
        "lessons/own-lesson.html",
        "en/lessons/own-lesson.html",
        "drills/next-drill.html",
        "en/drills/next-drill.html",
        "procedures/fire-procedure.html",
        "en/procedures/fire-procedure.html",
        "schools/made-up.html",
        "en/schools/made-up.html",
    ]
    assert "下次演练 2026-11-09：消防" in page


def test_a_school_without_a_calendar_is_shown_the_fire_drill_of_its_stages() -> None:
    given = content(plan(), drill("own-drill"), drill("other-drill", audiences=["college"]))
    page = landing(make_campus(), content=given)
    assert "../../drills/own-drill.html" in page
    assert "other-drill" not in page


def test_nobody_reads_head_counts_classes_or_what_is_kept_where() -> None:
    campus = make_campus(0.0)
    classes = [{"id": "c1", "name": {"zh": "秘密班", "en": "Secret class"}, "audience": "primary",
                "head_count": 47, "building": "teaching", "room": "201"}]  # fmt: skip
    school = type(campus.school).model_validate({**campus.school.model_dump(), "classes": classes})
    data = campus.buildings[0].model_dump(mode="json")
    for floor in data["floors"]:
        for space in floor["spaces"]:
            if space["use"] == "classroom":
                space.update(use="store", name={"zh": "危险品库", "en": "Chemical store"})
    building = type(campus.buildings[0]).model_validate(data)
    page = landing(campus.model_copy(update={"school": school, "buildings": (building,)}))
    assert "储藏室" in text_of(page)
    for word in ("秘密班", "Secret", "47", "危险品", "Chemical"):
        assert word not in text_of(page), word


def test_the_school_s_own_number_can_be_rung_where_it_is_one() -> None:
    campus = make_campus()
    for phone, expected in (("010-5555 0100", ["010-55550100"]), ("门卫室", [])):
        school = campus.school.model_copy(update={"assembly_phone": phone})
        page = landing(campus.model_copy(update={"school": school}))
        assert re.findall(r'href="tel:([^"]+)"', page) == ["119", "120", "110", *expected]
        assert phone in page


def test_a_withdrawn_place_sends_the_reader_to_those_that_are_left() -> None:
    campus = make_campus()
    shut = make_routes()
    routes = type(shut)(from_place={"hall": shut.from_place["hall"]}, from_space={})
    sheets = draw_sheets(campus, campus.buildings[0], routes, make_choice())
    found = dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1)))
    page = found[f"Q/{CODES['room']}/index.html"]
    assert f"../../Q/{CODES['hall']}/index.html" in page
    assert "撤下" in page
    assert "../../schools/made-up.html" in page
    assert len(gzip.compress(page.encode())) <= LARGEST_BYTES


def places_after(**gone: Any) -> list[str]:
    """Return the places to which the page of a withdrawn code leads, in their order."""
    spots = {"near": ("f2", 20.0), "far": ("f2", 3.0), "below": ("f1", 21.0)}
    campus, routes = make_campus(), make_routes()
    building = campus.buildings[0]
    first = building.posting_places[0]
    places = tuple(
        first.model_copy(update={"id": name, "floor": floor, "at_m": (x, 1.0), "serves": None})
        for name, (floor, x) in spots.items()
    )
    ways = {place.id: routes.from_place["hall"] for place in places}
    wing = building.model_copy(update={"id": "wing", "posting_places": places[:1]})
    near = campus.registry.codes[0]  # type: ignore[union-attr]
    lines = [
        near.model_copy(update={"code": code, "place": place, "building": house})
        for code, place, house in (
            ("22225", "near", "teaching"), ("22226", "far", "teaching"),
            ("22227", "below", "teaching"), ("22228", "near", "wing"),
        )
    ]  # fmt: skip
    withdrawn = near.model_copy(update={"code": "22229", "place": "gone", **gone})
    registry = campus.registry.model_copy(  # type: ignore[union-attr]
        update={"codes": (withdrawn, *lines)}
    )
    buildings = (building.model_copy(update={"posting_places": places}), wing)
    campus = campus.model_copy(update={"buildings": buildings, "registry": registry})
    given = BuildingRoutes(from_place=ways, from_space={})
    sheets = [s for b in buildings for s in draw_sheets(campus, b, given, make_choice(papers=()))]
    found = dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1)))
    page = found["Q/22229/index.html"]
    assert page.index('class="nearest"') < page.index("<nav")
    return re.findall(r"\.\./Q/(\d+)/", page)


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ({"floor": "f2", "at_m": (22.0, 1.0)}, ["22225", "22226", "22227", "22228"]),
        ({"floor": "f2", "at_m": (4.0, 1.0)}, ["22226", "22225", "22227", "22228"]),
        ({"floor": "f1", "at_m": (4.0, 1.0)}, ["22227", "22226", "22225", "22228"]),
        ({"floor": None, "at_m": None}, ["22225", "22226", "22227", "22228"]),
        ({"building": "wing", "floor": None, "at_m": None}, ["22228", "22225", "22226", "22227"]),
        ({"building": "pulled-down", "floor": "f1", "at_m": (2.0, 1.0)},
         ["22226", "22225", "22228", "22227"]),
    ],
    ids=["same floor", "other end of it", "floor below", "old line", "old line of a wing",
         "building that is gone"],
)  # fmt: skip
def test_a_withdrawn_code_points_to_the_nearest_place_that_is_left(
    gone: dict[str, Any], expected: list[str]
) -> None:
    assert places_after(**gone) == expected


def test_names_are_escaped() -> None:
    campus = make_campus()
    school = campus.school.model_copy(
        update={"name": campus.school.name.model_copy(update={"zh": "<b>校&", "en": "A<i>"})}
    )
    campus = campus.model_copy(update={"school": school})
    sheets = draw_sheets(campus, campus.buildings[0], make_routes(), make_choice())
    for text in dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1))).values():
        assert "<b>校" not in text
        assert "&lt;b&gt;校&amp;" in text
    assert "<b>校" not in sheets[0].variants[0].svg
