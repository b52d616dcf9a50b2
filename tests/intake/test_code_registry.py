# SPDX-License-Identifier: MIT
"""The registry of codes only grows, whatever state it is found in."""

import re
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.addresses import is_valid_code, propose_code
from generator.check.codes import find_code_faults
from generator.intake.code_registry import append_codes, assign_codes, revise_codes
from generator.load.read_item import read_item
from generator.model.content import Content
from generator.model.school import Campus, CodeRegistry
from tests.check.made_up import campus, settings
from tests.check.test_codes import house, with_codes

DAY = date(2026, 11, 22)
LATER = date(2027, 3, 1)
OLD, NEW = "0123456789abcdef", "fedcba9876543210"
P1 = ("house", "P1")


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
    append_codes(issued, None, settings(), tmp_path / "codes.yml")
    found = read(tmp_path / "codes.yml")
    assert found.host == "school.example"
    assert [c.model_copy(update={"seal": None}) for c in found.codes] == list(issued)
    assert tuple(c.seal for c in found.codes) == found.chain()


def test_a_code_is_bound_to_where_its_reader_stands() -> None:
    (issued,) = assign_codes(new_school("P1"), frozenset(), DAY, {P1: OLD})
    assert (issued.floor, issued.space, issued.at_m) == ("F1", "room", (1.0, 1.0))
    assert (issued.drawn, issued.revision) == (OLD, 1)


BEFORE = """\
id: codes
host: school.example
codes:
  - {code: "NEDC2", building: house, place: "P1", issued: 2026-11-22, revision: 1}
"""


def uncounted(path: Path) -> str:
    """Return the text of a registry without the number of its lines."""
    return re.sub(r"(?m)^lines: \d+\n", "", path.read_bytes().decode())


@pytest.mark.parametrize(
    "before",
    [BEFORE, BEFORE.rstrip(), f"{BEFORE}# 2026\n\n"],
    ids=["as written", "last line without an end", "comment at the end"],
)
def test_old_bytes_stay_as_they_are_and_the_whole_can_be_read(tmp_path: Path, before: str) -> None:
    path = tmp_path / "codes.yml"
    path.write_text(before, encoding="utf-8")
    school = with_codes(("P1", "P2"), ("NEDC2", "P1"))
    issued = assign_codes(school, frozenset({"NEDC2"}), DAY)
    append_codes(issued, school.registry, settings(), path)
    assert uncounted(path).startswith(before)
    assert [c.place for c in read(path).codes] == ["P1", "P2"]
    assert read(path).lines == 2


def test_assigning_again_finds_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    append_codes(assign_codes(new_school("P1"), frozenset(), DAY), None, settings(), path)
    again = new_school("P1").model_copy(update={"registry": read(path)})
    assert assign_codes(again, frozenset(), DAY) == ()


def begun(path: Path, *places: str, drawn: str = OLD) -> Campus:
    """Return a school whose codes have been issued and whose sheets hang."""
    school = new_school(*places)
    sheets = {("house", place): drawn for place in places}
    append_codes(assign_codes(school, frozenset(), DAY, sheets), None, settings(), path)
    return school.model_copy(update={"registry": read(path)})


def revised(school: Campus, path: Path, day: date, drawn: str) -> Campus:
    lines = revise_codes(school, day, {P1: drawn})
    append_codes(lines, school.registry, settings(), path)
    return school.model_copy(update={"registry": read(path)})


def faults(school: Campus) -> list[str]:
    content = Content(campuses=MappingProxyType({"school-a": school}))
    return [finding.code for finding in find_code_faults(content, settings())]


def test_a_sheet_that_looks_different_gets_the_next_revision_and_its_day(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    school = begun(path, "P1")
    before = uncounted(path)
    after = revised(school, path, LATER, NEW)
    assert uncounted(path).startswith(before)
    (newest,) = after.registry.newest  # type: ignore[union-attr]
    first = school.registry.codes[0]  # type: ignore[union-attr]
    assert newest.code == first.code
    assert (newest.revision, newest.issued, newest.drawn) == (2, LATER, NEW)
    assert faults(after) == []


def test_a_sheet_that_looks_the_same_is_not_revised(tmp_path: Path) -> None:
    school = begun(tmp_path / "codes.yml", "P1")
    assert revise_codes(school, LATER, {P1: OLD}) == ()


def test_a_line_from_before_is_completed_without_a_new_revision(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    path.write_text(BEFORE, encoding="utf-8")
    school = new_school("P1").model_copy(update={"registry": read(path)})
    after = revised(school, path, LATER, OLD)
    assert uncounted(path).startswith(BEFORE)
    (newest,) = after.registry.newest  # type: ignore[union-attr]
    assert (newest.revision, newest.issued) == (1, DAY)
    assert (newest.space, newest.drawn) == ("room", OLD)
    assert faults(after) == []


def test_a_withdrawn_or_moved_place_is_not_revised(tmp_path: Path) -> None:
    school = begun(tmp_path / "codes.yml", "P1")
    assert revise_codes(school.model_copy(update={"buildings": ()}), LATER, {P1: NEW}) == ()
    line = school.registry.codes[0].model_copy(update={"space": "hall"})  # type: ignore[union-attr]
    moved = school.registry.model_copy(update={"codes": (line,)})  # type: ignore[union-attr]
    assert revise_codes(school.model_copy(update={"registry": moved}), LATER, {P1: NEW}) == ()


def test_an_empty_registry_is_begun_anew_for_its_own_host(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    path.write_text("id: codes\nhost: school.example\ncodes: []\n", encoding="utf-8")
    append_codes(assign_codes(new_school("P1"), frozenset(), DAY), read(path), settings(), path)
    assert [c.place for c in read(path).codes] == ["P1"]


def changed(path: Path, edit: str) -> Campus:
    """Return the school after somebody has edited its registry of three codes by hand."""
    school = begun(path, "P1", "P2", "P3")
    *head, one, two, three = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = {
        "removed": [one, three],
        "first removed": [two, three],
        "swapped": [two, one, three],
        "moved": [one, two.replace("[1.0, 1.0]", "[1.0, 2.0]"), three],
        "backdated": [one, two.replace("2026-11-22", "2026-01-01"), three],
        "without seal": [one, two[: two.index(", seal")] + "}\n", three],
        "other place": [one, two.replace("P2", "P9"), three],
        "fingerprint": [one, two.replace(OLD, NEW), three],
    }[edit]
    path.write_text("".join([*head, *lines]), encoding="utf-8")
    return school.model_copy(update={"registry": read(path)})


@pytest.mark.parametrize(
    "edit",
    ["removed", "first removed", "swapped", "moved", "backdated", "without seal", "other place",
     "fingerprint"],
)  # fmt: skip
def test_a_line_that_was_changed_or_removed_by_hand_is_an_error(tmp_path: Path, edit: str) -> None:
    assert "A307" in faults(changed(tmp_path / "codes.yml", edit))


def test_another_host_written_over_the_first_breaks_the_seals(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    school = begun(path, "P1")
    path.write_text(path.read_text("utf-8").replace("school.example", "else.example"), "utf-8")
    school = school.model_copy(update={"registry": read(path)})
    assert faults(school) == ["A304", "A307"]


@pytest.mark.parametrize("cut", [1, 2])
def test_lines_cut_off_the_end_are_an_error(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "codes.yml"
    school = begun(path, "P1", "P2", "P3")
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-cut]), "utf-8")
    school = school.model_copy(update={"registry": read(path)})
    assert faults(school)[-1] == "A308"
    assert "A307" not in faults(school)


def test_a_registry_from_before_lines_were_counted_is_counted_by_the_next_command(
    tmp_path: Path,
) -> None:
    path = tmp_path / "codes.yml"
    path.write_text(BEFORE, encoding="utf-8")
    school = new_school("P1").model_copy(update={"registry": read(path)})
    assert faults(school) == []
    append_codes((), school.registry, settings(), path)
    assert (read(path).lines, uncounted(path)) == (1, BEFORE)
    counted = path.read_bytes()
    append_codes((), read(path), settings(), path)
    assert path.read_bytes() == counted
