# SPDX-License-Identifier: MIT
"""The sample school with three sheets and two drills held: ways, classes, what is left."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.addresses import propose_code
from generator.evacuation import plan_evacuation
from generator.load.config import load_settings
from generator.load.read_item import read_item
from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from generator.model.content import Content
from generator.model.evacuation import Evacuation
from generator.model.school import Campus, CodeRegistry, HeldRecord, IssuedCode, School
from generator.model.sheet import Sheet
from generator.settings import Settings
from tests.maps.made_up_school import make_choice
from tests.tiny_tree import ROOT

PLACES = ("P101", "P203", "P1W")
"""A class room on the ground, one upstairs whose class is not led the shortest way, a corridor."""

SAMPLE = ROOT / "content" / "schools" / "sample"


@dataclass(frozen=True, kw_only=True)
class SampleSchool:
    content: Content
    settings: Settings
    evacuation: Evacuation

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return _sheets()

    @property
    def campus(self) -> Campus:
        return self.content.campuses["sample"]

    @property
    def building(self) -> Building:
        return self.campus.buildings[0]


@cache
def sample_school() -> SampleSchool:
    campus = _campus()
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    evacuation, _ = plan_evacuation({"sample": campus})
    return SampleSchool(
        content=Content(campuses=MappingProxyType({"sample": campus})),
        settings=settings,
        evacuation=evacuation,
    )


@cache
def _sheets() -> tuple[Sheet, ...]:
    """Return the sheets, drawn for those alone who ask: it takes seconds."""
    made = sample_school()
    routes = made.evacuation.routes.buildings["sample", made.building.id]
    return draw_sheets(made.campus, made.building, routes, make_choice(is_sample=True))


def _campus() -> Campus:
    school = read_item(SAMPLE / "school.yml", "school.yml", School).item
    building = read_item(_file("teaching.yml"), "teaching.yml", Building).item
    assert school
    assert building
    codes = tuple(
        IssuedCode(
            code=propose_code("sample", building.id, place, frozenset()),
            building=building.id,
            place=place,
            issued=date(2026, 9, 1),
        )
        for place in PLACES
    )
    registry = CodeRegistry(id="codes", host="muster.example", codes=codes)
    records = (_record(date(2026, 9, 4), 287), _record(date(2026, 11, 9), 251))
    return Campus(school=school, buildings=(building,), registry=registry, records=records)


def _file(name: str) -> Path:
    return SAMPLE / "buildings" / name


def _record(day: date, seconds: int) -> HeldRecord:
    return HeldRecord.model_validate(
        {
            "id": f"drill-{day}",
            "kind": "drill",
            "item": "fire-evacuation",
            "date": day,
            "audiences": ["primary"],
            "minutes": 20,
            "seconds_to_clear": seconds,
        }
    )
