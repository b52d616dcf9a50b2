# SPDX-License-Identifier: MIT
"""The page of a building in a real browser: choose a room, see its way, block something."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built.output import read_html, squeeze

BUILDING = "buildings/sample/teaching.html"

LARGEST_BYTES = 150_000
"""Of a page with all its drawings, compressed; that of five floors with forty classes too."""

MOST_ELEMENTS = 6_000
"""Of the page as it opens; with the drawings of all ways of all rooms it had 20,000."""

PLACES = 34
UNPOSTED = 8
"""Toilets and stores of the sample building, at which no sheet hangs."""

WIDTHS = [360, 1280]
LANGUAGES = ["", "en/"]


@pytest.fixture
def page(telephone: Page) -> Page:
    """One tab for all tests here, none of which leaves anything behind in it."""
    return telephone


def address(dist: Path, language: str = "", anchor: str = "") -> str:
    return (dist / language / BUILDING).as_uri() + (f"#{anchor}" if anchor else "")


def shown(page: Page) -> list[str]:
    """Return the anchors of what is shown of rooms."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.plan-view')].filter(v => v.offsetHeight).map(v => v.id)"
    )
    return found


def test_the_page_of_a_building_is_small_enough(dist: Path) -> None:
    for language in LANGUAGES:
        text = (dist / language / BUILDING).read_bytes()
        assert len(gzip.compress(text, 6)) <= LARGEST_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_a_room_is_touched_and_a_blocked_stair_leads_to_what_is_left(
    dist: Path, browser: Browser, width: int, language: str
) -> None:
    size = {"width": width, "height": 740}
    with browser.new_context(java_script_enabled=False, viewport=size) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(address(dist, language))
        assert tab.locator(".plan-view:visible").count() == 0
        tab.click('.plan a[href="#room-P203"] .plan-touch')
        assert tab.locator(".plan-view:visible").count() == 1
        view = tab.locator("#room-P203")
        assert view.locator("ol.plan-words").first.is_visible()
        figure = view.locator(".plan").first.bounding_box()
        assert figure
        assert figure["x"] >= 0
        assert figure["x"] + figure["width"] <= width
        assert figure["y"] + figure["height"] <= 740, "the way is on the first screen"
        view.locator('a[href="#room-P203_no-B"]').click()
        assert tab.locator(".plan-view:visible").count() == 1
        assert tab.locator("#room-P203_no-B ol.plan-words li").count() > 3


def test_a_way_is_drawn_when_its_room_is_chosen_though_the_script_that_finds_rooms_fails(
    dist: Path, browser: Browser
) -> None:
    with browser.new_context() as context:
        context.route("**/plan-room.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(address(dist))
        assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
        assert page.locator(".plan-view .plan").count() == 0
        page.click('.plan a[href="#room-P203"] .plan-touch')
        page.click('#room-P203 a[href="#room-P203_no-B"]')
        for anchor in ("room-P203", "room-P203_no-B"):
            view = page.locator(f"#{anchor}")
            uses = view.locator(".plan").first.locator("use")
            names = [use.get_attribute("href") for use in uses.all()]
            assert any(name and name.startswith("#p-w") for name in names)
            assert all(page.locator(f"g{name}").count() == 1 for name in names)
        assert page.locator("#room-P203_no-B ol.plan-words li").count() > 3
        assert page.locator("#room-P304 .plan").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_room_is_found_with_the_keys_alone_and_the_blocked_exit_is_remembered(
    dist: Path, browser: Browser, width: int, language: str
) -> None:
    size = {"width": width, "height": 740}
    with browser.new_context(viewport=size) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(address(dist, language))
        tab.focus(".plan-form input")
        tab.keyboard.type("五年级2" if not language else "classroom 5(2)")
        assert tab.locator(".plan-rooms li:visible").count() == 1
        tab.keyboard.press("Enter")
        tab.wait_for_function("location.hash === '#room-P203'")
        assert shown(tab) == ["room-P203"]
        assert tab.evaluate("document.activeElement.id") == "room-P203"
        tab.select_option(".plan-form select", "B")
        tab.wait_for_function("location.hash === '#room-P203_no-B'")
        assert shown(tab) == ["room-P203_no-B"]
        tab.evaluate("location.hash = 'room-P304'")
        tab.wait_for_function("location.hash === '#room-P304_no-B'")
        tab.click("#room-P304_no-B [data-open]")
        tab.wait_for_function("location.hash === '#room-P304'")
        assert tab.locator(".plan-form select").input_value() == ""
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_what_lies_on_the_second_way_alone_leaves_the_first_and_takes_the_second_away(
    dist: Path, browser: Browser
) -> None:
    for has_script in (True, False):
        with browser.new_context(java_script_enabled=has_script) as context:
            page = context.new_page()
            page.goto(address(dist, "en/", "room-P203"))
            second, free = (page.locator(f"#room-P203 .plan-{way}") for way in ("second", "free"))
            dashed = page.locator("#room-P203 .plan-second-line")
            assert dashed.count() > 2
            assert all(line.is_visible() for line in dashed.all())
            page.click('#room-P203 a[href="#room-P203_no-EW"]')
            told = page.locator("#room-P203_no-EW")
            assert "The second route (dashed line) leads through it" in told.inner_text()
            assert shown(page) == ["room-P203"] if has_script else told.is_visible()
            assert not any(line.is_visible() for line in dashed.all()), "no arrow leads there"
            assert second.locator("ol").is_hidden()
            assert page.locator("#room-P203 ol.plan-words").first.is_visible()
            assert free.locator("ol").is_visible()
            told.locator("a").click()
            assert told.is_hidden()
            assert second.locator("ol").is_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_with_the_stair_of_a_refuge_blocked_another_refuge_is_shown(
    dist: Path, browser: Browser, *, has_script: bool
) -> None:
    with browser.new_context(java_script_enabled=has_script) as context:
        page = context.new_page()
        page.goto(address(dist, "en/", "room-P203"))
        page.click('#room-P203 a[href="#room-P203_no-A"]')
        view = page.locator("#room-P203_no-A")
        assert view.is_visible()
        assert page.locator(".plan-view:visible").count() == 1
        assert view.locator("ol.plan-words").count() == 2
        assert "Wait at the refuge in stair B" in view.inner_text()
        assert "refuge in stair A" not in view.inner_text()


def test_what_is_on_no_way_leaves_all_of_them(dist: Path, page: Page) -> None:
    page.goto(address(dist, "en/", "room-P203"))
    page.select_option(".plan-form select", "EC")
    page.wait_for_function(
        "document.querySelector('#room-P203 .plan-told').textContent.includes('canteen')"
    )
    assert "is on none of these ways" in page.inner_text("#room-P203 .plan-told")
    assert page.locator("#room-P203 .plan-second-line").first.is_visible()
    assert page.locator("#room-P203 .plan-free ol").is_visible()


def test_a_search_that_finds_nothing_says_so(dist: Path, page: Page) -> None:
    page.goto(address(dist, "en/"))
    page.fill(".plan-form input", "swimming pool")
    assert page.inner_text(".plan-found") == "No such room"


@pytest.mark.parametrize("asked", ["floor 3", "三楼", "第3层"])
def test_who_names_a_floor_sees_its_rooms_alone_and_chooses_among_them(
    dist: Path, page: Page, asked: str
) -> None:
    page.goto(address(dist, "en/"))
    page.fill(".plan-form input", asked)
    shown = page.locator(".plan-rooms li:visible a").evaluate_all("all => all.map(a => a.hash)")
    assert len(shown) > 5
    assert [way for way in shown if not re.match("#room-P?3", way)] == []
    page.press(".plan-form input", "Enter")
    assert page.evaluate("[location.hash, document.activeElement.hash]") == ["", shown[0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_way_is_left_the_page_says_what_the_procedure_says(
    dist: Path, page: Page, language: str
) -> None:
    page.goto(address(dist, language, "room-P107_no-D107"))
    box = page.locator("#room-P107_no-D107 .plan-stay")
    procedure = dist / language / "procedures" / "fire-in-building.html"
    said = squeeze(read_html(procedure).article)
    quoted = box.locator("li").all_inner_texts()
    assert len(quoted) == 2
    assert all(squeeze(line) in said for line in quoted)
    page.click("#room-P107_no-D107 .plan-stay a")
    assert page.url == procedure.as_uri()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chosen_room_is_printed_with_its_way_and_without_a_choice_every_room_in_words(
    dist: Path, page: Page, language: str
) -> None:
    page.emulate_media(media="print")
    page.goto(address(dist, language, "room-P203"))
    assert shown(page) == ["room-P203"]
    assert page.locator("#room-P203 .plan").first.is_visible()
    assert not page.locator(".plan-floors").is_visible()
    page.goto("about:blank")
    page.goto(address(dist, language))
    assert len(shown(page)) == PLACES + UNPOSTED
    assert page.locator(".plan-floors .plan").first.is_visible()
    assert not page.locator("#room-P203 .plan").first.is_visible()


def test_a_plan_is_enlarged_by_its_switch_and_the_page_stays_as_wide_as_the_screen(
    dist: Path, page: Page
) -> None:
    page.goto(address(dist, "", "room-P203"))
    plan, switch = page.locator("#room-P203 .plan").first, "#room-P203_1_l"
    before = plan.bounding_box()
    page.check(switch)
    after = plan.bounding_box()
    assert before
    assert after
    assert after["width"] > 2 * before["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_words_of_a_room_are_those_of_the_page_behind_its_code(dist: Path) -> None:
    page = (dist / BUILDING).read_text(encoding="utf-8")
    parts = re.findall(r'<section class="plan-view" id=.*?</section>', page, re.DOTALL)
    found = [(part, re.search(r'href="\.\./\.\./(Q/[^"]+)"', part)) for part in parts]
    posted = [(part, landing) for part, landing in found if landing]
    assert len(posted) == PLACES
    for part, landing in posted:
        behind = (dist / landing[1]).read_text(encoding="utf-8")
        first = re.search(r"<ol[^>]*>(.*?)</ol>", behind, re.DOTALL)
        told = re.search(r'<ol class="plan-words">(.*?)</ol>', part, re.DOTALL)
        assert first
        assert told
        lines = re.findall(r"<li>(.*?)</li>", first[1])
        assert lines
        assert re.findall(r"<li>(.*?)</li>", told[1]) == lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_room_without_a_sheet_is_chosen_on_the_plan_and_has_its_way_from_its_middle(
    dist: Path, browser: Browser, width: int, language: str
) -> None:
    size = {"width": width, "height": 740}
    with browser.new_context(java_script_enabled=False, viewport=size) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(address(dist, language))
        tab.click('.plan a[href="#room-209_space"] .plan-touch')
        view = tab.locator("#room-209_space")
        first = view.locator("ol.plan-words li").first.inner_text()
        assert first.startswith("储藏室：从中间出发" if not language else "Store: from the middle")
        told = view.locator(".plan-small").first.inner_text()
        assert ("从房间中间算起" if not language else "in the middle of the room") in told
        figure = view.locator(".plan").first.bounding_box()
        assert figure
        assert figure["y"] + figure["height"] <= 740, "the way is on the first screen"
        view.locator(".plan-asks a").nth(1).click()
        left = tab.locator(".plan-blocked:visible")
        assert (left.get_attribute("id") or "").startswith("room-209_space_no-")
        assert left.locator("ol.plan-words li").count() > 3
