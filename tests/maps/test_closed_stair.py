# SPDX-License-Identifier: MIT
"""Stairs and exits out of use, and the open sides of galleries."""

from dataclasses import replace
from functools import cache

from generator.evacuation import CampusEvacuation, evacuate_campus, find_drawn
from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from generator.model.school import Campus
from generator.model.sheet import Sheet
from tests.maps.drawing import having, named
from tests.maps.judging import faults_of
from tests.maps.made_up_school import make_choice
from tests.maps.walled_school import make_walled


@cache
def repaired(*closed: str) -> tuple[Campus, Building, CampusEvacuation]:
    """Return the school with two stairs open to a gallery, some of them closed."""
    campus, building, _ = make_walled(0.0)
    stairs = tuple(s.model_copy(update={"usable": s.id not in closed}) for s in building.stairs)
    building = building.model_copy(update={"stairs": stairs})
    campus = campus.model_copy(update={"buildings": (building,)})
    return campus, building, evacuate_campus(campus)


@cache
def upstairs(*closed: str) -> Sheet:
    campus, building, left = repaired(*closed)
    routes = left.routes.buildings[campus.school.id, building.id]
    (sheet,) = draw_sheets(
        campus.model_copy(update={"registry": _for_place(campus, "g2")}), building, routes,
        make_choice(),
    )  # fmt: skip
    return sheet


def _for_place(campus: Campus, place: str) -> object:
    assert campus.registry
    codes = tuple(code for code in campus.registry.codes if code.place == place)
    return campus.registry.model_copy(update={"codes": codes})


def legend(svg: str) -> set[str | None]:
    return {entry.get("data-legend") for entry in having(svg, "data-legend")}


def test_a_closed_stair_is_crossed_out_and_no_way_or_word_leads_to_it() -> None:
    sheet = upstairs("a")
    assert {stair for way in sheet.routes for stair in way.stairs} == {"b"}
    svg = sheet.variants[0].svg
    assert len(having(svg, "data-closed")) == len(having(svg, "data-stair")) == 1
    assert {"stair", "closed-stair"} <= legend(svg)
    assert not [t for t in named(svg, "text") if "a楼梯" in (t.element.text or "")]
    plain = upstairs().variants[0].svg
    assert not having(plain, "data-closed")
    assert "closed-stair" not in legend(plain)


def test_sheets_with_a_closed_stair_and_railings_break_no_rule() -> None:
    campus, building, _ = repaired("a")
    assert faults_of(campus.school, building, upstairs("a")) == []


@cache
def shut(final_exit: str) -> tuple[Campus, Building, tuple[Sheet, ...]]:
    """Return the school, one of its exits out of use, with all its sheets."""
    campus, building, _ = make_walled(0.0)
    floors = tuple(
        floor.model_copy(
            update={
                "exits": tuple(
                    way.model_copy(update={"usable": way.id != final_exit}) for way in floor.exits
                )
            }
        )
        for floor in building.floors
    )
    building = building.model_copy(update={"floors": floors})
    campus = campus.model_copy(update={"buildings": (building,)})
    routes = evacuate_campus(campus).routes.buildings[campus.school.id, building.id]
    return campus, building, draw_sheets(campus, building, routes, make_choice())


def test_an_exit_out_of_use_is_wall_with_a_cross_without_a_sign_and_no_way_leads_there() -> None:
    campus, building, sheets = shut("x1")
    below = [sheet for sheet in sheets if sheet.place.floor == "f1"]
    for sheet in sheets:
        assert {way.final_exit for way in sheet.routes} <= {"x2", ""}
        assert faults_of(campus.school, building, sheet) == []
    for sheet in below:
        svg = sheet.variants[0].svg
        assert [s.get("data-closed-exit") for s in having(svg, "data-closed-exit")] == ["x1"]
        assert "x1" not in {s.get("data-mark") for s in having(svg, "data-mark")}
        assert "closed-exit" in legend(svg)
        assert not [t for t in named(svg, "text") if "左门" in (t.element.text or "")]
    assert below


def test_a_sign_at_an_exit_out_of_use_and_a_missing_cross_are_found() -> None:
    campus, building, sheets = shut("x1")
    plain = shut("")[2]
    at = next(n for n, sheet in enumerate(sheets) if sheet.place.floor == "f1")
    told = {f.split(": ")[1] for f in faults_of(campus.school, building, plain[at])}
    assert {"R18", "R31"} <= told
    bare = replace(
        sheets[at].variants[0],
        drawing=sheets[at].variants[0].svg.replace("data-closed-exit", "data-nothing"),
    )
    told = set(faults_of(campus.school, building, replace(sheets[at], variants=(bare,))))
    assert any(f.endswith("R18: exit x1 is out of use and not crossed out") for f in told)


def test_the_sheets_of_a_floor_must_be_exchanged_when_its_stair_is_closed() -> None:
    drawn = [find_drawn(repaired(*x)[0], repaired(*x)[2].routes) for x in ((), ("a",))]
    assert all(drawn[0][at] != drawn[1][at] for at in drawn[0])


def test_the_open_side_of_a_gallery_is_a_railing_and_told_in_the_legend() -> None:
    svg = upstairs().variants[0].svg
    plan = [s for s in having(svg, "data-wall") if s.inside("data-part") == "plan"]
    widths = {s.get("data-wall"): float(s.get("stroke-width") or 0) for s in plan}
    assert widths["outer"] >= 1.6 > widths["rail"]
    assert "rail" in legend(svg)
