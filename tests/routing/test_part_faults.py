# SPDX-License-Identifier: MIT
"""What a building with form errors tells is what it tells without them, and no more."""

import random
import re
from pathlib import Path

import pytest

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

SLIPS = (
    ("joins: [O2, C2], at_m: [12, 6.1]", "joins: [O2, C2], at_m: [12, 3.1]"),
    ("tread_m: 0.28\n    riser_m: 0.15", "tread_m: 0.15\n    riser_m: 0.28"),
    ("joins: [S1A, C1], at_m: [2, 9.1], clear_width_m: 1.5, swing: C1", "joins: [S1A, C7]"),
    ("id: Q2, kind: extinguisher, at_m: [12, 6.3]", "id: Q1, kind: aed, at_m: [52, 6.3]"),
    ("at_m: [24, 7.6]", "at_m: [20, 7.6]"),
    ("id: W2", "id: W1"),
)
"""Some faults that a building can have, where a text of the case stands."""


def read(text: str) -> tuple[Campus, bool]:
    school = parse_item((HUT / "school.yml").read_bytes(), "school.yml", School).item
    assert school
    reading = parse_item(text.encode(), "hut.yml", Building)
    buildings = (reading.item,) if reading.item else ()
    parts = () if reading.item else (read_part(reading),)
    campus = Campus.model_construct(school=school, buildings=buildings, parts=parts)
    return campus, reading.item is not None


def told(findings: list[Finding]) -> set[tuple[str, int, str]]:
    return {(f.code, f.origin.line, f.what_en) for f in findings if f.code != "C113"}


def spoil(chance: random.Random) -> str:
    text = (HUT / "buildings" / "hut.yml").read_text(encoding="utf-8")
    for old, new in chance.sample(SLIPS, 3):
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


def test_a_misspelt_key_hides_only_what_it_may_be() -> None:
    text = (HUT / "buildings" / "hut.yml").read_text(encoding="utf-8").replace("tread_m: 0.28", "")
    text = text.replace("riser_m: 0.15", "").replace("fire_grade: 2", "fire_grad: 2")
    text = text.replace("doors:\n      - {id: D1W", "dors:\n      - {id: D1W")
    (part,) = read(text)[0].parts
    assert [(lost.kind, lost.name) for lost in part.lost] == [("doors", ""), ("lifts", "")]
    (finding,) = find_part_faults(read(text)[0])
    assert (finding.code, finding.origin.file) == ("C113", "hut.yml")
    assert "R203, R211, R219" in finding.what_en
