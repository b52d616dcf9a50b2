# SPDX-License-Identifier: MIT
"""A building in millimetres or centimetres is told in one finding; a slip in one value is not."""

from typing import Any

import pytest

from generator.load.read_item import Reading, parse_item
from generator.load.unit_guess import find_other_unit
from generator.load.yaml_lines import parse_yaml
from generator.model.building import Building
from tests.tiny_tree import BUILDING


def written(factor: float, *, rooms: bool = True, widths: bool = True) -> str:
    text = BUILDING
    if rooms:
        corners = [[0, 0], [8 * factor, 0], [8 * factor, 6 * factor], [0, 6 * factor]]
        text = text.replace("[[0, 0], [8, 0], [8, 6], [0, 6]]", str(corners))
    return text.replace("1.4", str(1.4 * factor)) if widths else text


def read(text: str) -> Reading[Building]:
    return parse_item(text.encode(), "buildings/hut.yml", Building)


@pytest.mark.parametrize(
    ("factor", "parts", "unit", "what"),
    [
        (1000, {}, "millimetres", "all coordinates and lengths by 1000"),
        (100, {}, "centimetres", "all coordinates and lengths by 100"),
        (1000, {"rooms": False}, "millimetres", "all widths by 1000"),
        (100, {"rooms": False}, "centimetres", "all widths by 100"),
        (1000, {"widths": False}, "millimetres", "all coordinates by 1000"),
        (100, {"widths": False}, "centimetres", "all coordinates by 100"),
    ],
)
def test_another_unit_is_the_one_finding_and_names_what_to_divide(
    factor: float, parts: dict[str, Any], unit: str, what: str
) -> None:
    reading = read(written(factor, **parts))
    (finding,) = reading.findings
    assert reading.item is None
    assert finding.code == "C111"
    assert unit in finding.what_en
    assert what in finding.mend_en


@pytest.mark.parametrize("factor", [10, 100, 1000])
def test_a_building_that_was_divided_once_too_often_is_told_at_once(factor: int) -> None:
    reading = read(written(1 / factor))
    (finding,) = reading.findings
    assert reading.item is None
    assert finding.code == "C111"
    assert f"multiply all coordinates and lengths by {factor}" in finding.mend_en
    assert "C111" not in [f.code for f in read(written(1 / factor, rooms=False)).findings]


def test_metres_are_metres_and_one_slip_is_told_as_itself() -> None:
    assert read(BUILDING).item
    exits = BUILDING.index("    exits:\n") + len("    exits:\n")
    more = "".join(
        f"      - {{id: Y{i}, name: {{zh: 门, en: door}}, space: room, at_m: [4, 0],\n"
        f"         clear_width_m: {width}}}\n"
        for i, width in enumerate((900, 1.2))
    )
    (slip,) = read(BUILDING[:exits] + more + BUILDING[exits:]).findings
    assert slip.code == "C105"
    assert "900" in slip.what_en


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "a",
        "floors: 3",
        "floors: [{spaces: [1, {}]}, 2]",
        "floors: [{doors: {a: 1}, spaces: [{outline_m: [[a, b], 3]}]}]",
        "floors: [{exits: [{clear_width_m: .inf}]}]",
    ],
)
def test_what_is_no_building_is_left_to_others(data: str) -> None:
    assert find_other_unit(parse_yaml(data).data, "x.yml") is None
