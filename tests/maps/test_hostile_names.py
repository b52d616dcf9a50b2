# SPDX-License-Identifier: MIT
"""Whatever school and place are called, every letter lies on the sheet and the name is whole."""

from datetime import date

import pytest

from generator.maps.landing import landing_files
from generator.maps.sheet import draw_sheets
from generator.model.content import Content
from generator.model.record import Text
from generator.model.sheet import Sheet
from tests.maps.drawing import named, text_box
from tests.maps.made_up_school import CODES, THEME, make_campus, make_choice, make_routes

EDGE_MM = 0.1
"""Rounding of what is measured."""

HOSTILE = {
    "60 hanzi": Text(zh="校" * 60, en="School " * 12),
    "a long word": Text(zh="W" * 60, en="W" * 60),
    "markup": Text(zh="<script>alert(1)</script>=cmd|&amp;", en="</svg><b>&quot;'"),
    "four lines": Text(zh="一行字\n二行字\n三行字\n四行字", en="one\ntwo\nthree\nfour"),
}


@pytest.fixture(scope="module", params=list(HOSTILE.values()), ids=list(HOSTILE))
def said(request: pytest.FixtureRequest) -> Text:
    name: Text = request.param
    return name


@pytest.fixture(scope="module")
def drawn(said: Text) -> tuple[Sheet, dict[str, str]]:
    """Return the sheet of a room in a school and at a place so called, and its phone pages."""
    campus = make_campus()
    building = campus.buildings[0]
    places = tuple(place.model_copy(update={"name": said}) for place in building.posting_places)
    building = building.model_copy(update={"posting_places": places})
    campus = campus.model_copy(
        update={
            "school": campus.school.model_copy(update={"name": said}),
            "buildings": (building, *campus.buildings[1:]),
        }
    )
    sheets = draw_sheets(campus, building, make_routes(), make_choice(papers=("A3",)))
    pages = dict(landing_files(campus, sheets, Content(), THEME, date(2026, 9, 1)))
    return next(sheet for sheet in sheets if sheet.code == CODES["room"]), pages


def test_every_letter_lies_on_the_sheet(drawn: tuple[Sheet, dict[str, str]]) -> None:
    for variant in drawn[0].variants:
        for shape in named(variant.svg, "text"):
            left, top, right, bottom = text_box(shape)
            assert left >= -EDGE_MM, shape.element.text
            assert top >= -EDGE_MM, shape.element.text
            assert right <= variant.width_mm + EDGE_MM, shape.element.text
            assert bottom <= variant.height_mm + EDGE_MM, shape.element.text


def test_the_name_stands_whole_in_header_or_imprint(
    said: Text, drawn: tuple[Sheet, dict[str, str]]
) -> None:
    for variant in drawn[0].variants:
        texts = "".join(shape.element.text or "" for shape in named(variant.svg, "text"))
        assert "".join(said.zh.split()) in "".join(texts.split())


def test_the_phone_page_says_it_whole_and_runs_nothing(
    said: Text, drawn: tuple[Sheet, dict[str, str]]
) -> None:
    page = drawn[1][f"Q/{CODES['room']}/index.html"]
    assert "<script" not in page
    assert "overflow-wrap:anywhere" in page, "a long word is broken on a narrow screen"
    assert said.zh.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page
