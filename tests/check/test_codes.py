# SPDX-License-Identifier: MIT
"""Codes on walls: none missing, none impossible, none twice, none under another host."""

from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from generator.addresses import CODE_LETTERS, make_code, propose_code
from generator.check.codes import find_code_faults, find_outdated_sheets
from generator.finding import Finding, Severity
from generator.intake.code_registry import revise_codes, withdraw_codes
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.building import Building
from generator.model.content import Content
from generator.model.school import Campus
from generator.settings import THEME
from tests.check.made_up import at, campus, registry, settings, text
from tests.tiny_tree import write_tree

GOOD, OTHER = make_code(0), make_code(700_000)


def house(*places: str) -> Building:
    corners = [[0, 0], [4, 0], [4, 3], [0, 3]]
    room = {"id": "room", "name": text("房"), "use": "classroom", "outline_m": corners}
    data = {
        "id": "house",
        "name": text("楼"),
        "floors": [{"id": "F1", "level": 1, "name": text("一层"), "spaces": [room]}],
        "posting_places": [
            {"id": p, "name": text("处"), "floor": "F1", "at_m": [1, 1], "facing_deg": 90}
            for p in places
        ],
    }
    return Building.parse(data, at("buildings/house.yml"))


def with_codes(
    places: tuple[str, ...], *codes: tuple[str, str], name: str = "school-a", **changes: Any
) -> Campus:
    issued = registry(*codes, **changes)
    return campus(name=name).model_copy(update={"buildings": (house(*places),), "registry": issued})


def faults(*campuses: Campus, **changes: Any) -> list[Finding]:
    content = Content(campuses=MappingProxyType({c.school.id: c for c in campuses}))
    return list(find_code_faults(content, settings(**changes)))


def test_a_school_whose_places_all_have_codes_is_right() -> None:
    assert faults(with_codes(("P1", "P2"), (GOOD, "P1"), (OTHER, "P2"))) == []


def test_a_place_without_a_code_names_the_command() -> None:
    (finding,) = faults(with_codes(("P1", "P2"), (GOOD, "P1")))
    assert (finding.code, finding.severity) == ("A301", Severity.ERROR)
    assert (finding.origin.file, finding.origin.key) == ("buildings/house.yml", "posting_places.1")
    assert "muster code assign --school school-a" in finding.mend_zh
    assert "muster code assign --school school-a" in finding.mend_en


def test_without_a_registry_every_place_lacks_its_code() -> None:
    bare = campus().model_copy(update={"buildings": (house("P1", "P2"),)})
    assert [f.code for f in faults(bare)] == ["A301", "A301"]


def test_every_wrong_character_of_a_code_is_caught() -> None:
    for place, letter in ((p, x) for p in range(5) for x in CODE_LETTERS):
        wrong = OTHER[:place] + letter + OTHER[place + 1 :]
        expected = [] if wrong == OTHER else ["A302"]
        assert [f.code for f in faults(with_codes(("P1",), (wrong, "P1")))] == expected, wrong


def test_two_swapped_characters_of_a_code_are_caught() -> None:
    code = make_code(123_456)
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(4)]
    for wrong in (s for s in swaps if s != code):
        assert [f.code for f in faults(with_codes(("P1",), (wrong, "P1")))] == ["A302"], wrong


def test_a_wrong_code_is_shown_where_it_stands() -> None:
    (finding,) = faults(with_codes(("P1", "P2"), (GOOD, "P1"), ("22223", "P2")))
    assert (finding.code, finding.origin.key) == ("A302", "codes.1.code")
    assert "22223" in finding.what_zh


def test_a_code_used_twice_names_its_first_use() -> None:
    (finding,) = faults(with_codes(("P1", "P2"), (GOOD, "P1"), (GOOD, "P2")))
    assert (finding.code, finding.origin.key) == ("A303", "codes.1.code")
    assert "codes.yml" in finding.what_en


def test_two_schools_cannot_share_a_code() -> None:
    first = with_codes(("P1",), (GOOD, "P1"))
    second = with_codes(("P1",), (GOOD, "P1"), name="school-b")
    assert [f.code for f in faults(first, second)] == ["A303"]


def test_codes_exchanged_between_two_places_are_found_though_no_line_is_sealed() -> None:
    first, second = (propose_code("school-a", "house", p, ()) for p in ("P1", "P2"))
    assert faults(with_codes(("P1", "P2"), (first, "P1"), (second, "P2"))) == []
    told = faults(with_codes(("P1", "P2"), (second, "P1"), (first, "P2")))
    assert [(f.code, f.severity, f.origin.key) for f in told] == [
        ("A338", Severity.ERROR, "codes.0.place"),
        ("A338", Severity.ERROR, "codes.1.place"),
    ]


def test_a_changed_host_is_an_error_that_names_both() -> None:
    school = with_codes(("P1",), (GOOD, "P1"))
    (finding,) = faults(school, address="https://safe.sample.cn/a")
    assert (finding.code, finding.severity) == ("A304", Severity.ERROR)
    assert finding.origin.key == "host"
    assert "school.example" in finding.what_zh
    assert "safe.sample.cn" in finding.what_zh


OLD, NEW = "0123456789abcdef", "fedcba9876543210"
DAY = date(2027, 3, 1)


def hung(**changes: Any) -> Campus:
    """Return a school with one code on record as it hangs in the room."""
    school = with_codes(("P1",), (GOOD, "P1"))
    assert school.registry
    on_record = {"floor": "F1", "space": "room", "at_m": (1.0, 1.0), "drawn": OLD, **changes}
    line = school.registry.codes[0].model_copy(update=on_record)
    whole = school.registry.model_copy(update={"codes": (line,)})
    sealed = line.model_copy(update={"seal": whole.chain()[0]})
    return school.model_copy(update={"registry": whole.model_copy(update={"codes": (sealed,)})})


def test_a_place_that_stands_where_its_code_was_issued_is_right() -> None:
    assert faults(hung()) == []


@pytest.mark.parametrize("changes", [{"space": "hall"}, {"floor": "F2"}])
def test_a_place_in_another_space_or_floor_than_its_code_is_an_error(
    changes: dict[str, str],
) -> None:
    (finding,) = faults(hung(**changes))
    assert (finding.code, finding.severity) == ("A305", Severity.ERROR)
    assert (finding.origin.file, finding.origin.key) == ("buildings/house.yml", "posting_places.0")
    assert all(name in finding.what_en for name in (GOOD, "P1", *changes.values(), "room", "F1"))
    assert "muster code assign" in finding.mend_zh


HALL = {"A": (1.0, 0.2), "B": (29.0, 0.2), "C": (15.0, 2.8), "D": (8.0, 0.2), "E": (22.0, 2.8)}


def turned(spots: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the spots on axes that were laid anew: turned by a right angle and shifted."""
    return {name: (200.0 - y, x - 80.0) for name, (x, y) in spots.items()}


@pytest.mark.parametrize(
    ("now", "strays"),
    [
        (HALL, set()),
        ({**HALL, "A": (4.0, 0.2)}, set()),
        ({**HALL, "A": HALL["B"], "B": HALL["A"]}, {"A", "B"}),
        ({**HALL, "D": HALL["C"], "C": HALL["D"]}, {"C", "D"}),
        ({**HALL, "A": (27.0, 2.8)}, {"A"}),
        (turned(HALL), set()),
        (turned({**HALL, "A": (27.0, 2.8)}), {"A"}),
    ],
    ids=["still", "along the wall", "changed ends", "changed walls", "far", "new axes", "both"],
)
def test_a_place_on_another_spot_of_a_long_corridor_is_an_error_and_not_revised(
    now: dict[str, tuple[float, float]], strays: set[str]
) -> None:
    bare = house(*HALL)
    places = [p.model_copy(update={"at_m": now[p.id]}) for p in bare.posting_places]
    codes = {place: make_code(n) for n, place in enumerate(HALL)}
    issued = registry(*((code, place) for place, code in codes.items()))
    lines = [
        line.model_copy(update={"floor": "F1", "space": None, "at_m": HALL[line.place]})
        for line in issued.codes
    ]
    school = campus(name="school-a").model_copy(
        update={
            "buildings": (bare.model_copy(update={"posting_places": tuple(places)}),),
            "registry": issued.model_copy(update={"codes": tuple(lines)}),
        }
    )
    moved = [finding for finding in faults(school) if finding.code == "A305"]
    assert {place for place in HALL for f in moved if f'place "{place}"' in f.what_en} == strays
    assert all(finding.severity is Severity.ERROR for finding in moved)
    drawn = {("house", place): NEW for place in HALL}
    assert {line.place for line in revise_codes(school, DAY, drawn)} == {*HALL} - strays


def test_a_code_from_before_spaces_were_kept_is_bound_to_none() -> None:
    assert faults(hung(space=None, floor=None, at_m=None)) == []


def test_a_sheet_that_looks_different_is_a_gap_that_names_it_and_the_command() -> None:
    (finding,) = find_outdated_sheets(hung(), {("house", "P1"): NEW})
    assert (finding.code, finding.severity) == ("A306", Severity.GAP)
    assert "P1" in finding.what_zh
    assert "muster code revise --school school-a" in finding.mend_en


@pytest.mark.parametrize(
    ("school", "drawn"),
    [
        (hung(), {("house", "P1"): OLD}),
        (hung(), {}),
        (hung(drawn=None), {("house", "P1"): NEW}),
        (hung(space="hall"), {("house", "P1"): NEW}),
    ],
    ids=["looks the same", "cannot be drawn", "never on record", "has moved, which is an error"],
)
def test_other_sheets_are_no_gaps(school: Campus, drawn: dict[tuple[str, str], str]) -> None:
    assert list(find_outdated_sheets(school, drawn)) == []


def test_a_later_line_of_a_code_must_be_its_next_revision() -> None:
    school = hung()
    assert school.registry
    (line,) = school.registry.codes
    for changes, expected in (
        ({"revision": 2}, []),
        ({"revision": 3}, ["A303"]),
        ({"revision": 1}, ["A303"]),
        ({"revision": 2, "place": "P9"}, ["A303"]),
        ({"revision": 2, "space": "hall"}, ["A303"]),
    ):
        later = line.model_copy(update=changes)
        codes = school.registry.model_copy(update={"codes": (line, later)})
        later = later.model_copy(update={"seal": codes.chain()[1]})
        codes = codes.model_copy(update={"codes": (line, later)})
        found = [f.code for f in faults(school.model_copy(update={"registry": codes}))]
        assert [code for code in found if code == "A303"] == expected, changes
        assert "A307" not in found


def test_a_code_that_outlives_its_place_is_a_gap_until_it_is_withdrawn() -> None:
    school = with_codes(("P1",), (GOOD, "P1"), (OTHER, "gone"))
    (finding,) = faults(school)
    assert (finding.code, finding.severity) == ("A309", Severity.GAP)
    assert f"muster code withdraw --school school-a {OTHER}" in finding.mend_en
    assert school.registry
    lines = school.registry.codes
    out = withdraw_codes(lines[1:], DAY)
    whole = school.registry.model_copy(update={"codes": (*lines, *out)})
    sealed = out[0].model_copy(update={"seal": whole.chain()[2]})
    whole = whole.model_copy(update={"codes": (*lines, sealed)})
    assert faults(school.model_copy(update={"registry": whole})) == []


def test_a_line_that_withdraws_a_code_changes_nothing_else_of_it() -> None:
    school = hung()
    assert school.registry
    (line,) = school.registry.codes
    for changes, expected in (
        ({}, []),
        ({"revision": 2}, ["A303"]),
        ({"space": "hall"}, ["A303"]),
        ({"drawn": NEW}, ["A303"]),
    ):
        later = line.model_copy(update={"withdrawn": DAY, **changes})
        codes = school.registry.model_copy(update={"codes": (line, later)})
        found = [f.code for f in faults(school.model_copy(update={"registry": codes}))]
        assert [code for code in found if code == "A303"] == expected, changes


def test_a_registry_that_cannot_be_read_is_the_only_fault_told(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    (file,) = tmp_path.rglob("codes.yml")
    file.write_text(file.read_text().replace("host:", "hosts:"))
    read = load_settings(config).item
    assert read
    content, findings = load_content(read.content_folder, (), THEME)
    assert {f.code for f in findings} == {"C103", "C104"}
    assert list(find_code_faults(content, read)) == []
