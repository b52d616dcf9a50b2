# SPDX-License-Identifier: MIT
import gzip
import re
from datetime import date

import pytest

from generator.maps.landing import landing_files
from generator.maps.sheet import draw_sheets
from generator.model.content import Content
from tests.maps.drawing import having, sheet
from tests.maps.made_up_school import CODES, THEME, make_campus, make_choice, make_routes

LARGEST_BYTES = 14 * 1024
"""Packed; what a slow connection brings in its first round trip."""


def pages(facing_deg: float = 90.0) -> dict[str, str]:
    campus = make_campus(facing_deg)
    sheets = draw_sheets(campus, campus.buildings[0], make_routes(), make_choice())
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
    assert not re.search(r"\b(src|srcset|action)=|@import|<link", page)
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= {"../hanzi.woff2"}, "the site's own font"
    addresses = re.findall(r'href="([^"]*)"', page)
    assert addresses
    assert all(a.startswith(("tel:", "../../")) for a in addresses)
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
    assert "2026-09-01" in page
    assert "报警响起时不要看手机" in page


def test_the_map_on_the_phone_is_turned_like_the_sheet() -> None:
    for facing in (0.0, 90.0, 200.0):
        drawn = sheet("hall", facing)
        on_phone = _exits(drawn.phone_svg)
        on_wall = _exits(drawn.variants[0].svg)
        for axis in (0, 1):
            wall = on_wall["gate-w"][axis] - on_wall["gate-e"][axis]
            phone = on_phone["gate-w"][axis] - on_phone["gate-e"][axis]
            assert abs(wall) < 30 or (wall > 0) == (phone > 0)


def test_a_withdrawn_place_sends_the_reader_to_those_that_are_left() -> None:
    campus = make_campus()
    shut = make_routes()
    routes = type(shut)(from_place={"hall": shut.from_place["hall"]}, from_space={})
    sheets = draw_sheets(campus, campus.buildings[0], routes, make_choice())
    found = dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1)))
    page = found[f"Q/{CODES['room']}/index.html"]
    assert f"../../Q/{CODES['hall']}/index.html" in page
    assert "撤下" in page


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


def _exits(svg: str) -> dict[str, tuple[float, float]]:
    marks = (m for m in having(svg, "data-mark") if m.get("data-mark").startswith("gate"))
    places = {m.get("data-mark"): m.get("data-at").split() for m in marks}
    return {name: (float(x), float(y)) for name, (x, y) in places.items()}
