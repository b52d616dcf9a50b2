# SPDX-License-Identifier: MIT
"""The registry of codes only grows, whatever state it is found in."""

from datetime import date
from pathlib import Path

import pytest

from generator.addresses import is_valid_code, propose_code
from generator.intake.code_registry import append_codes, assign_codes
from generator.load.read_item import read_item
from generator.model.school import Campus, CodeRegistry
from tests.check.made_up import campus, settings
from tests.check.test_codes import house, with_codes

DAY = date(2026, 11, 22)


def new_school(*places: str) -> Campus:
    return campus().model_copy(update={"buildings": (house(*places),)})


def read(path: Path) -> CodeRegistry:
    reading = read_item(path, "codes.yml", CodeRegistry)
    assert reading.findings == ()
    assert reading.item is not None
    return reading.item


def test_every_place_gets_a_valid_code_of_its_own() -> None:
    issued = assign_codes(new_school("P1", "P2", "P3"), frozenset(), DAY)
    assert [c.place for c in issued] == ["P1", "P2", "P3"]
    assert len({c.code for c in issued}) == 3
    assert all(is_valid_code(c.code) for c in issued)
    assert {c.issued for c in issued} == {DAY}


def test_a_place_that_has_its_code_keeps_it() -> None:
    school = with_codes(("P1", "P2"), ("NEDC2", "P1"))
    assert [c.place for c in assign_codes(school, frozenset(), DAY)] == ["P2"]


def test_a_code_that_is_taken_elsewhere_is_passed_over() -> None:
    first = propose_code("school-a", "house", "P1", frozenset())
    (issued,) = assign_codes(new_school("P1"), frozenset({first}), DAY)
    assert issued.code != first
    assert is_valid_code(issued.code)


def test_a_new_registry_is_begun_for_the_host_and_can_be_read(tmp_path: Path) -> None:
    issued = assign_codes(new_school("P1", "P2"), frozenset(), DAY)
    append_codes(issued, settings(), tmp_path / "codes.yml")
    found = read(tmp_path / "codes.yml")
    assert found.host == "school.example"
    assert found.codes == issued


BEFORE = """\
id: codes
host: school.example
codes:
  - {code: "NEDC2", building: house, place: "P1", issued: 2026-11-22, revision: 1}
"""


@pytest.mark.parametrize(
    "before",
    [BEFORE, BEFORE.rstrip(), f"{BEFORE}# 2026\n\n"],
    ids=["as written", "last line without an end", "comment at the end"],
)
def test_old_bytes_stay_as_they_are_and_the_whole_can_be_read(tmp_path: Path, before: str) -> None:
    path = tmp_path / "codes.yml"
    path.write_text(before, encoding="utf-8")
    school = with_codes(("P1", "P2"), ("NEDC2", "P1"))
    append_codes(assign_codes(school, frozenset({"NEDC2"}), DAY), settings(), path)
    assert path.read_bytes().startswith(before.encode())
    assert [c.place for c in read(path).codes] == ["P1", "P2"]


def test_assigning_again_finds_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    append_codes(assign_codes(new_school("P1"), frozenset(), DAY), settings(), path)
    again = new_school("P1").model_copy(update={"registry": read(path)})
    assert assign_codes(again, frozenset(), DAY) == ()
