# SPDX-License-Identifier: MIT
"""A wrong value is told with a cure that fits what was typed, and with the element it is in."""

import pytest

from generator.finding import Finding
from generator.load.read_item import parse_item
from generator.model.building import Building
from generator.model.record import Item
from generator.model.school import School, SchoolCalendar
from generator.settings import Settings


def at_key(text: str, model: type[Item], key: str) -> Finding:
    findings = parse_item(text.encode(), "x.yml", model).findings
    (found,) = (f for f in findings if f.origin.key == key)
    return found


def test_a_name_in_one_language_is_shown_as_a_pair() -> None:
    assert "{zh: 示例学校, en: " in at_key("name: 示例学校\n", School, "name").mend_zh
    assert "en: Sample school}" in at_key("name: Sample school\n", School, "name").mend_en


@pytest.mark.parametrize(
    ("address", "cure"),
    [
        ("http://我的学校.cn/", "http://xn--48sz8mcsf4uq.cn/"),
        ("school.example", "https://school.example"),
        ("https://School.example", "https://school.example"),
    ],
)
def test_an_address_is_told_what_is_wrong_with_it(address: str, cure: str) -> None:
    finding = at_key(f"address: {address}\n", Settings, "address")
    assert finding.mend_zh.removesuffix("。").endswith(cure)
    assert finding.mend_en.removesuffix(".").endswith(cure)


def test_full_width_signs_in_a_value_are_named() -> None:
    text = "entries:\n  - id: a\n    dates: [2026-10-16，2026-10-19]\n"
    finding = at_key(text, SchoolCalendar, "entries.0.dates.0")
    assert "全角的“，”" in finding.mend_zh
    assert "（日程 a）" in finding.what_zh
    pair = at_key("name:\n  zh：学校\n  en：School\n", School, "name")
    assert "全角的“：”" in pair.mend_zh


def test_a_value_of_a_building_is_told_with_its_door_and_floor() -> None:
    text = "floors:\n  - id: F1\n    doors:\n      - id: D101\n        clear_width_m: wide\n"
    finding = at_key(text, Building, "floors.0.doors.0.clear_width_m")
    assert "（楼层 F1 › 门 D101）" in finding.what_zh
    assert "(floor F1 › door D101)" in finding.what_en
