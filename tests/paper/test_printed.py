# SPDX-License-Identifier: MIT
"""A fingerprint of what is printed changes with what is printed, and with no day of a build."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.evacuation import Evacuation
from generator.model.route import BuildingRoutes, Routes
from generator.model.school import Campus
from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.printed import list_printed
from generator.settings import THEME, Settings
from tests.maps.made_up_school import make_campus, make_choice, make_routes


@pytest.fixture(scope="module")
def settings() -> Settings:
    found = load_settings(Path("site_config.yml")).item
    assert found
    return found


@pytest.fixture(scope="module")
def given(settings: Settings) -> PaperInput:
    whole, _ = load_content(settings.content_folder, (), THEME)
    kinds = (ItemKind.PROCEDURE, ItemKind.POSTER, ItemKind.FORM)
    content = replace(whole, shelves={kind: whole.shelf(kind) for kind in kinds}, campuses={})
    return PaperInput(content=content, settings=settings, sheets=(), theme=THEME)


def prints(given: PaperInput) -> dict[str, str]:
    return {each.path: each.fingerprint for each in list_printed(given, list_jobs(given))}


def test_another_day_changes_nothing_and_every_paper_is_told(given: PaperInput) -> None:
    other = given.settings.model_copy(update={"as_of": date(2027, 1, 5)})
    before = prints(given)
    assert len(before) > 100
    assert len(set(before.values())) == len(before)
    assert prints(replace(given, settings=other)) == before


def test_a_changed_word_changes_the_papers_that_print_it(given: PaperInput) -> None:
    name, procedure = next(iter(given.content.procedures.items()))
    kind = next(kind for kind, shelf in given.content.shelves.items() if name in shelf)
    edited = procedure.model_copy(
        update={"report": procedure.report.model_copy(update={"en": "x"})}
    )
    shelves = {**given.content.shelves, kind: {**given.content.shelves[kind], name: edited}}
    before, after = (
        prints(given),
        prints(replace(given, content=replace(given.content, shelves=shelves))),
    )
    assert {path for path in before if after[path] != before[path]} == {
        f"pdf/procedures/{name}-{paper}-en.pdf" for paper in ("A3", "A4")
    }


def school_prints(content: Content, settings: Settings) -> dict[str, str]:
    """Return what is printed of one school's own papers, on a day."""
    name, campus = next((n, c) for n, c in content.campuses.items() if c.buildings)
    school = replace(content, shelves={}, campuses={name: campus})
    routes = {(name, b.id): NO_ROUTES for b in campus.buildings}
    evacuation = Evacuation(routes=Routes(buildings=routes))
    given = PaperInput(
        content=school, settings=settings, sheets=(), theme=THEME, evacuation=evacuation
    )
    jobs = list_jobs(given)
    return {p.path: p.fingerprint for p in list_printed(given, (*jobs.of_schools, *jobs.of_items))}


NO_ROUTES = BuildingRoutes(from_place={}, from_space={})


def test_plans_of_leaving_and_charts_are_told_whatever_the_day(settings: Settings) -> None:
    content, _ = load_content(settings.content_folder, (), THEME)
    before = school_prints(content, settings)
    name, campus = next((n, c) for n, c in content.campuses.items() if c.buildings)
    plans = {
        f"internal/{name}/leaving-{building.id}-{language}.pdf"
        for building in campus.buildings
        for language in ("zh", "en")
    }
    assert plans <= before.keys()
    assert f"pdf/schools/{name}/calls-A4-zh.pdf" in before
    later = settings.model_copy(update={"as_of": date(2027, 1, 5)})
    assert school_prints(content, later) == before
    data: dict[str, Any] = campus.buildings[0].model_dump(mode="json")
    data["floors"][0]["spaces"][0]["holds"] = {"zh": "酒精", "en": "alcohol"}
    stores = (Building.model_validate(data), *campus.buildings[1:])
    edited = campus.model_copy(update={"buildings": stores})
    after = school_prints(replace(content, campuses={name: edited}), settings)
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {f"internal/{name}/leaving-{data['id']}-{x}.pdf" for x in ("zh", "en")}


def sheet_prints(campus: Campus, settings: Settings) -> dict[str, str]:
    sheets = draw_sheets(campus, campus.buildings[0], make_routes(), make_choice())
    content = Content(campuses={campus.school.id: campus})
    given = PaperInput(content=content, settings=settings, sheets=sheets, theme=THEME)
    return {each.path: each.fingerprint for each in list_printed(given, ())}


@pytest.mark.parametrize("floor", [0, 1])
def test_a_moved_door_changes_the_sheets_that_show_it_and_no_others(
    settings: Settings, floor: int
) -> None:
    campus = make_campus()
    data: dict[str, Any] = campus.buildings[0].model_dump(mode="json")
    data["floors"][floor]["doors"][0]["at_m"][0] -= 0.8
    moved = campus.model_copy(update={"buildings": (Building.model_validate(data),)})
    before, after = sheet_prints(campus, settings), sheet_prints(moved, settings)
    building = campus.buildings[0]
    shown = building.floors[floor].id
    own = {place.id for place in building.posting_places if place.floor == shown}
    codes = {code.code: code.place for code in campus.registry.codes} if campus.registry else {}
    changed = {
        codes[Path(path).stem.split("-")[0]] for path in before if after[path] != before[path]
    }
    assert before.keys() == after.keys()
    assert changed == own
    assert changed
