# SPDX-License-Identifier: MIT
"""The page behind a code whose place is gone; the sample school has none, so it is made here."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.maps.landing import landing_files
from generator.maps.sheet import draw_sheets
from generator.model.content import Content
from generator.model.record import Text
from generator.render.page_policy import seal
from tests.built.axe_judge import make_ready, violations
from tests.built.output import squeeze
from tests.built.test_accessible import faults_when_read_out
from tests.built.test_keyboard import walk
from tests.maps.made_up_school import CODES, THEME, make_campus, make_choice, make_routes


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    campus, routes = make_campus(), make_routes()
    left = type(routes)(from_place={"hall": routes.from_place["hall"]}, from_space={})
    sheets = draw_sheets(campus, campus.buildings[0], left, make_choice(papers=()))
    found = dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1)))
    file: Path = tmp_path_factory.mktemp("withdrawn") / "Q" / "gone" / "index.html"
    file.parent.mkdir(parents=True)
    page = seal(found[f"Q/{CODES['room']}/index.html"], "", Text(zh="外", en="outside"))
    file.write_text(page, encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_breaks_no_rule_and_is_walked_through_with_keys_at_any_width(
    address: str, browser: Browser, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults_when_read_out(page) == []
        stops = walk(page)
        assert len(stops) == 2, "the nearest sheet that is left, and all of the school"
        assert [s["html"] for s in stops if not (s["seen"] and s["outlined"] and s["free"])] == []
        make_ready(page)
        assert violations(page) == []


def test_on_paper_it_says_where_to_go_too(address: str, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        shown = page.locator(".nearest").inner_text()
        page.emulate_media(media="print")
        printed = page.locator("body").inner_text()
    assert shown
    assert squeeze(shown) in squeeze(printed)
