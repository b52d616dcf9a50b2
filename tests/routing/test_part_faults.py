# SPDX-License-Identifier: MIT
"""What a building with form errors tells is what it tells without them, and no more."""

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.data.geojson import building_geojson
from generator.finding import Finding
from generator.load.part_building import read_part
from generator.load.read_item import parse_item
from generator.model.building import Building
from generator.model.school import Campus, School
from generator.routing.building_findings import find_faults_indoors
from generator.routing.part_faults import find_part_faults

HUT = Path(__file__).parents[1] / "cases" / "clean-two-floors" / "content" / "schools" / "hut"

VALUE = re.compile(r"\b\w+: ([^,{}\[\]\n]+|\[[^{}\n]*?\])(?=[,}\n])")
"""A key with a plain value or a list of such."""

TOLD = re.compile(r'"(?!type|schema)(\w+)": ("[^"]+"|[\d.]+|true)')
"""A property with a plain value, in JSON."""

SLIPS = (
    ("joins: [O2, C2], at_m: [12, 6.1]", "joins: [O2, C2], at_m: [12, 3.1]"),
    ("tread_m: 0.28\n    riser_m: 0.15", "tread_m: 0.15\n    riser_m: 0.28"),
    ("joins: [S1A, C1], at_m: [2, 9.1], clear_width_m: 1.5, swing: C1", "joins: [S1A, C7]"),
    ("id: Q2, kind: extinguisher, at_m: [12, 6.3]", "id: Q1, kind: aed, at_m: [52, 6.3]"),
    ("at_m: [24, 7.6]", "at_m: [20, 7.6]"),
    ("id: W2", "id: W1"),
)
"""Some faults that a building can have, where a text of the case stands."""


def read(text: str, name: str = "hut.yml") -> tuple[Campus, bool]:
    school = parse_item((HUT / "school.yml").read_bytes(), "school.yml", School).item
    assert school
    reading = parse_item(text.encode(), name, Building)
    buildings = (reading.item,) if reading.item else ()
    parts = () if reading.item else (read_part(reading),)
    campus = Campus.model_construct(school=school, buildings=buildings, parts=parts)
    return campus, reading.item is not None


def told(findings: list[Finding]) -> set[tuple[str, int, str]]:
    return {(f.code, f.origin.line, f.what_en) for f in findings if f.code != "C113"}


def spoil(chance: random.Random, slips: Sequence[tuple[str, str]] = SLIPS) -> str:
    text = (HUT / "buildings" / "hut.yml").read_text(encoding="utf-8")
    for old, new in chance.sample(slips, 3):
        assert text.count(old) == 1
        more = ", at_m: [2, 9.1], clear_width_m: 1.5" if new.endswith("C7]") else ""
        text = text.replace(old, new + more)
    return text


@pytest.mark.parametrize("seed", range(24))
def test_what_is_told_of_a_part_is_told_of_the_whole(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    text = spoil(chance)
    campus, is_whole = read(text)
    assert is_whole
    whole = told([*find_faults_indoors(campus)])
    places = [m.span(1) for m in VALUE.finditer(text)]
    for start, end in sorted(chance.sample(places, chance.randint(1, 2)), reverse=True):
        text = f"{text[:start]}{{no: value}}{text[end:]}"
    part, is_whole = read(text)
    assert not is_whole
    found = [*find_part_faults(part)]
    assert [f.code for f in found].count("C113") == 1
    assert told(found) <= whole


@pytest.mark.parametrize("seed", range(24))
def test_what_is_told_of_a_part_in_geojson_is_told_of_the_whole(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    (building,) = read(spoil(chance, [*SLIPS[:3], SLIPS[4]]))[0].buildings  # no id twice: C125
    text = json.dumps(building_geojson(building), indent=1, ensure_ascii=False)
    campus, is_whole = read(text, "hut.geojson")
    assert is_whole
    whole = told([*find_faults_indoors(campus)])
    places = [m.span(chance.randint(1, 2)) for m in TOLD.finditer(text)]
    for start, end in sorted(chance.sample(places, chance.randint(1, 2)), reverse=True):
        spoilt = "nothing" if text[end] == '"' else '{"no": "value"}'
        text = f"{text[:start]}{spoilt}{text[end:]}"
    part, is_whole = read(text, "hut.geojson")
    assert not is_whole
    found = [*find_part_faults(part)]
    assert [f.code for f in found].count("C113") == 1
    assert told(found) <= whole


def test_features_that_cannot_be_used_are_named_and_the_rest_is_judged() -> None:
    (building,) = read((HUT / "buildings" / "hut.yml").read_text(encoding="utf-8"))[0].buildings
    whole = json.loads(json.dumps(building_geojson(building)))
    told_by = {feature["properties"]["id"]: feature["properties"] for feature in whole["features"]}
    told_by["W2"]["id"] = "W1"
    told_by["S1A"]["floor"] = "F9"
    told_by["D1W"]["clear_width_m"] = "wide"
    told_by["D2O"]["joins"] = ["O2", "C9"]
    told_by["C1"]["name_en"] = ""
    whole["features"].append({"type": "Feature", "geometry": None, "properties": {"kind": "yard"}})
    campus, _ = read(json.dumps(whole, indent=1), "hut.geojson")
    (part,) = campus.parts
    lost = {(lost.kind, lost.name) for lost in part.lost}
    assert lost == {("spaces", "S1A"), ("doors", "D1W"), ("refuges", "W1")}
    told_lines = [(f.code, f.what_en.split(":")[0]) for f in find_part_faults(campus)]
    assert told_lines == [
        ("C113", "this building was judged without what cannot be read"),
        ("R201", 'joins of door "D2O"'),
        ("R201", 'swing of door "D2O"'),
    ]


def test_a_misspelt_key_hides_only_what_it_may_be() -> None:
    text = (HUT / "buildings" / "hut.yml").read_text(encoding="utf-8").replace("tread_m: 0.28", "")
    text = text.replace("riser_m: 0.15", "").replace("fire_grade: 2", "fire_grad: 2")
    text = text.replace("doors:\n      - {id: D1W", "dors:\n      - {id: D1W")
    (part,) = read(text)[0].parts
    assert [(lost.kind, lost.name) for lost in part.lost] == [("doors", ""), ("lifts", "")]
    (finding,) = find_part_faults(read(text)[0])
    assert (finding.code, finding.origin.file) == ("C113", "hut.yml")
    assert "R203, R211, R219" in finding.what_en
