# SPDX-License-Identifier: MIT
"""The pages behind codes as a telephone shows them: 360 pixels wide, scripts switched off."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

LANDING_BYTES = 14_000
"""What the first round trip of a connection carries."""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    size = {"width": 360, "height": 640}
    with browser.new_context(viewport=size, java_script_enabled=False) as context:  # type: ignore[arg-type]
        yield context.new_page()


def pages(dist: Path) -> list[Path]:
    found = sorted(dist.glob("Q/*/index.html"))
    assert found
    return found


def width_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["width"]


def test_every_page_behind_a_code_comes_in_one_round_trip(dist: Path) -> None:
    for path in pages(dist):
        assert len(gzip.compress(path.read_bytes(), 6)) <= LANDING_BYTES, path


def test_every_link_of_a_page_behind_a_code_leads_to_a_page(dist: Path) -> None:
    for path in pages(dist):
        text = path.read_text(encoding="utf-8")
        links = re.findall(r'href="(\.\./\.\./[^"]*)"', text)
        assert len(links) >= 6
        assert {kind for link in links for kind in link.split("/")} >= {"lessons", "drills"}
        for link in links:
            assert (path.parent / link).resolve().is_file(), link


def test_the_way_is_on_the_first_screen_and_nothing_is_cut_off(dist: Path, phone: Page) -> None:
    for path in pages(dist)[::5]:
        phone.goto(path.as_uri())
        steps = phone.locator("ol").first
        box, first = steps.bounding_box(), steps.locator("li").first.bounding_box()
        assert box
        assert first
        assert first["y"] < 130
        assert box["y"] + box["height"] < 640
        assert box["x"] + box["width"] <= 360


def test_a_tap_enlarges_the_map_and_another_reduces_it(dist: Path, phone: Page) -> None:
    for path in pages(dist)[::12]:
        phone.goto(path.as_uri())
        before = width_of(phone, ".map svg")
        assert before <= 360
        phone.click(".zoom.more")
        assert width_of(phone, ".map svg") > 2 * before
        assert width_of(phone, ".map") <= 360, "the page itself stays as wide as the screen"
        phone.click(".zoom.less")
        assert width_of(phone, ".map svg") == before


def test_the_reader_of_an_enlarged_map_sees_where_they_stand(dist: Path, phone: Page) -> None:
    """Whoever stands in the right half of the floor begins with the right half."""
    sides = set()
    for path in pages(dist)[::6]:
        phone.goto(f"{path.as_uri()}#map")
        svg = phone.locator(".map svg").bounding_box()
        frame = phone.locator(".map").bounding_box()
        assert svg
        assert frame
        is_right = 'data-viewer="right"' in path.read_text(encoding="utf-8")
        sides.add(is_right)
        edge = svg["x"] + svg["width"] - frame["x"] - frame["width"]
        assert (abs(edge) < 3) is is_right
    assert sides == {True, False}
