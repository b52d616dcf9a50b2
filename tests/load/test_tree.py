# SPDX-License-Identifier: MIT
"""A content tree read as a whole: what could be read, and every problem of every file."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.finding import Finding, Severity
from generator.load.tree import load_content
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.lesson import Lesson
from tests.check.made_up import FIRE, LAW, drill, lesson, plan, poster, procedure, requirement

HANZI = re.compile(r"[\u4e00-\u9fff]")


def data_of(item: Any) -> dict[str, Any]:
    data: dict[str, Any] = item.model_dump(mode="json", exclude_none=True)
    return data


def write(path: Path, data: Mapping[str, Any] | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(data, str):
        data = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)
    path.write_text(data, encoding="utf-8")


SCHOOL = {
    "id": "school-a",
    "name": {"zh": "校", "en": "s"},
    "address": {"zh": "址", "en": "a"},
    "stages": ["primary"],
    "assembly_points": [{"id": "yard", "name": {"zh": "场", "en": "y"}, "at_m": [0, 0]}],
}

ENTRY = {
    "id": "entry",
    "kind": "drill",
    "title": {"zh": "练", "en": "d"},
    "item": "fire-drill",
    "dates": ["2026-09-10"],
    "audiences": ["primary"],
    "covers": ["plan-a/1"],
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one thing of every kind, all of it right."""
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "content"
    things = {
        "plans/plan-a.yml": plan(requirement("1"), requirement("2")),
        "topics/fire.yml": FIRE,
        "sources/law.yml": LAW,
        "lessons/fire/fire-lesson.yml": lesson(
            drill="fire-drill", procedure="fire-procedure", poster="fire-poster"
        ),
        "drills/fire-drill.yaml": drill(),
        "procedures/fire-procedure.yml": procedure(),
        "posters/fire-poster.yml": poster(),
    }
    for path, item in things.items():
        write(root / path, data_of(item))
    write(root / "schools/a/school.yml", {**SCHOOL, "covers": ["plan-a/2"]})
    write(root / "schools/a/calendar.yml", {"id": "calendar", "entries": [ENTRY]})
    write(tmp_path / "theme/pictograms/fire.svg", "<svg/>")
    return root


def load(tree: Path, *schools: Path) -> tuple[Content, tuple[Finding, ...]]:
    return load_content(tree, schools, tree.parent / "theme")


def change(path: Path, **changes: Any) -> None:
    write(path, {**yaml.safe_load(path.read_text("utf-8")), **changes})


def found(tree: Path) -> list[tuple[str, str, str]]:
    _, findings = load(tree)
    return sorted((f.code, f.origin.file, f.origin.key) for f in findings)


def test_a_right_tree_is_read_whole_and_has_no_findings(tree: Path) -> None:
    content, findings = load(tree)
    assert findings == ()
    assert content.moved is None
    shelves = [s for s in Content.__dataclass_fields__ if s != "moved"]
    assert [list(getattr(content, s)) for s in shelves] == [
        ["plan-a"], ["fire"], ["law"], list(ItemKind), [], [], [], [], ["school-a"], [], [], [],
    ]  # fmt: skip
    assert [item.id for item in content.teaching] == [
        "fire-lesson", "fire-drill", "fire-procedure", "fire-poster",
    ]  # fmt: skip
    assert [r.id for r in content.requirements] == ["plan-a/1", "plan-a/2"]
    assert content.lessons["fire-lesson"].file == "content/lessons/fire/fire-lesson.yml"


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    content, findings = load_content(tmp_path / "none", (), tmp_path)
    assert [f.code for f in findings] == ["C110"]
    assert dict(content.lessons) == {}


LESSON, DRILL, POSTER = (
    "lessons/fire/fire-lesson.yml",
    "drills/fire-drill.yaml",
    "posters/fire-poster.yml",
)


@pytest.mark.parametrize(
    ("file", "changes", "key"),
    [
        (LESSON, {"topic": "fir"}, "topic"),
        (LESSON, {"covers": ["plan-a/1", "plan-a/3"]}, "covers.1"),
        (LESSON, {"drill": "fire-dril"}, "drill"),
        (LESSON, {"procedure": "nothing"}, "procedure"),
        (LESSON, {"poster": "nothing"}, "poster"),
        (LESSON, {"citations": [{**data_of(lesson().citations[0]), "source": "lax"}]},
         "citations.0.source"),
        (DRILL, {"procedure": "fire-drill"}, "procedure"),
        (DRILL, {"topic": "drowning"}, "topic"),
        (POSTER, {"panels": [{**data_of(poster().panels[0]), "pictogram": "none"}] * 4},
         "panels.0.pictogram"),
        ("topics/fire.yml", {"pictogram": "none"}, "pictogram"),
        ("plans/plan-a.yml", {"units": data_of(plan(requirement(topic="x")))["units"]},
         "units.0.requirements.0.topic"),
        ("schools/a/school.yml", {"covers": ["plan-a/9"]}, "covers.0"),
        ("schools/a/calendar.yml", {"entries": [{**ENTRY, "item": "none"}]}, "entries.0.item"),
        ("schools/a/calendar.yml", {"entries": [{**ENTRY, "covers": ["plan-a/1", "x/1"]}]},
         "entries.0.covers.1"),
        ("schools/a/calendar.yml", {"entries": [{**ENTRY, "variant": "x"}]}, "entries.0.variant"),
        ("schools/a/calendar.yml",
         {"entries": [{**ENTRY, "blocked": {"building": "x", "element": "B"}}]},
         "entries.0.blocked.building"),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_found_where_it_is_written(
    tree: Path, file: str, changes: dict[str, Any], key: str
) -> None:
    change(tree / file, **changes)
    assert ("C107", f"content/{file}", key) in found(tree)


def test_a_broken_name_offers_the_nearest_and_speaks_both_languages(tree: Path) -> None:
    change(tree / LESSON, topic="fir")
    _, (finding,) = load(tree)
    assert finding.severity is Severity.ERROR
    assert finding.what_en == 'there is no topic "fir"'
    assert finding.what_zh == "找不到主题“fir”"
    assert finding.mend_en == "Did you mean fire?"
    assert finding.mend_zh == "是不是“fire”？"


def test_a_held_record_names_what_was_held(tree: Path) -> None:
    record = {
        "id": "r1", "kind": "drill", "item": "none", "date": "2026-09-10",
        "audiences": ["primary"], "minutes": 9,
    }  # fmt: skip
    write(tree / "schools/a/records/r1.yml", record)
    assert found(tree) == [("C107", "content/schools/a/records/r1.yml", "item")]


def test_a_second_item_with_the_same_id_names_the_first(tree: Path) -> None:
    write(tree / "lessons/second.yml", data_of(lesson()))
    content, (finding,) = load(tree)
    assert (finding.code, str(finding.origin)) == ("C106", "content/lessons/second.yml:1")
    assert "content/lessons/fire/fire-lesson.yml:1" in finding.what_en
    assert "content/lessons/fire/fire-lesson.yml:1" in finding.what_zh
    assert len(content.lessons) == 1


def test_items_of_two_kinds_cannot_share_an_id(tree: Path) -> None:
    write(tree / "posters/same.yml", data_of(poster("fire-drill")))
    assert found(tree) == [("C106", "content/posters/same.yml", "id")]


def test_a_requirement_written_twice_is_found_at_the_second(tree: Path) -> None:
    write(tree / "plans/plan-a.yml", data_of(plan(requirement("1"), *[requirement("2")] * 2)))
    assert found(tree) == [
        ("C106", "content/plans/plan-a.yml", "units.2.requirements.0.id"),
    ]


def test_two_schools_of_one_id_are_found(tree: Path) -> None:
    write(tree / "schools/b/school.yml", SCHOOL)
    assert found(tree) == [("C106", "content/schools/b/school.yml", "id")]


def test_a_school_folder_named_twice_is_told_with_both_places(tree: Path) -> None:
    inside, outside = tree / "schools" / "b", tree.parent / "other"
    write(inside / "school.yml", {**SCHOOL, "id": "b"})
    write(outside / "school.yml", {**SCHOOL, "id": "other"})
    _, findings = load(tree, outside, inside, outside)
    told = [f.what_en for f in findings if f.code == "C106"]
    assert [text.split(": ", 1)[1] for text in told] == [
        "entry 2 of `schools` in the settings, and content/schools/b among the content",
        "entry 3 of `schools` in the settings, and entry 1",
    ]


def test_a_school_outside_the_tree_is_read_like_one_inside(tree: Path) -> None:
    outside = tree.parent / "elsewhere"
    write(outside / "school.yml", {**SCHOOL, "id": "school-b", "covers": ["plan-a/8"]})
    content, findings = load(tree, outside)
    assert list(content.campuses) == ["school-a", "school-b"]
    assert [(f.code, f.origin.file) for f in findings] == [("C107", "elsewhere/school.yml")]


def test_a_school_folder_without_its_file_is_an_error(tree: Path) -> None:
    (tree / "schools/a/school.yml").unlink()
    assert ("C101", "content/schools/a/school.yml", "") in found(tree)


@pytest.mark.parametrize(
    "path", ["lesons/a.yml", "a.yml", "schools/a/calender.yml", "schools/a/building/x.yml",
             "schools/a.yml"],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_pointed_out(tree: Path, path: str) -> None:
    write(tree / path, "id: a\n")
    _, findings = load(tree)
    assert [(f.code, f.severity, f.origin.file) for f in findings] == [
        ("C109", Severity.ADVICE, f"content/{path}")
    ]


def test_a_stray_file_in_a_school_outside_the_tree_is_pointed_out(tree: Path) -> None:
    outside = tree.parent / "elsewhere"
    write(outside / "school.yml", {**SCHOOL, "id": "school-b"})
    write(outside / "calender.yml", "id: a\n")
    _, findings = load(tree, outside)
    assert [(f.code, f.origin.file) for f in findings] == [("C109", "elsewhere/calender.yml")]


def test_what_names_a_faulty_file_is_not_at_fault_as_well(tree: Path) -> None:
    change(tree / DRILL, minutes="long")
    assert found(tree) == [("C105", f"content/{DRILL}", "minutes")]


def test_a_faulty_plan_does_not_make_every_claim_a_fault(tree: Path) -> None:
    change(tree / "plans/plan-a.yml", issued="some day")
    assert found(tree) == [("C105", "content/plans/plan-a.yml", "issued")]


def test_names_in_a_faulty_file_are_looked_up_all_the_same(tree: Path) -> None:
    change(
        tree / LESSON,
        minutes="forty",
        coverz=[],
        topic="fir",
        covers=["plan-a/1", "plan-a/7"],
        drill="none",
        citations=[{**data_of(lesson().citations[0]), "source": "lax"}],
    )
    assert found(tree) == [
        ("C103", f"content/{LESSON}", "coverz"),
        ("C105", f"content/{LESSON}", "minutes"),
        ("C107", f"content/{LESSON}", "citations.0.source"),
        ("C107", f"content/{LESSON}", "covers.1"),
        ("C107", f"content/{LESSON}", "drill"),
        ("C107", f"content/{LESSON}", "topic"),
    ]


@pytest.mark.parametrize("name", ["a-second.yml", "z-second.yml"])
def test_the_id_of_a_faulty_file_may_not_be_used_twice_either(tree: Path, name: str) -> None:
    write(tree / "lessons/fire" / name, {**data_of(lesson()), "minutes": "forty"})
    assert ("C105", f"content/lessons/fire/{name}", "minutes") in found(tree)
    assert "C106" in [code for code, _, _ in found(tree)]


@pytest.mark.parametrize("covers", ["plan-a/1", None, [3, {"a": 1}, None], {"a": "b"}])
def test_names_of_a_wrong_type_are_one_fault_and_no_more(tree: Path, covers: object) -> None:
    change(tree / LESSON, covers=covers)
    assert {code for code, _, _ in found(tree)} == {"C105"}


def test_faults_of_many_files_are_reported_at_once(tree: Path) -> None:
    change(tree / LESSON, minuts=40)
    change(tree / DRILL, minutes="long")
    change(tree / POSTER, topic="fir")
    write(tree / "procedures/second.yml", data_of(procedure()))
    write(tree / "sources/law.yml", "id: law\nid: law\n")
    write(tree / "topics/broken.yml", "a: b: c\n")
    assert found(tree) == [
        ("C101", "content/topics/broken.yml", ""),
        ("C102", "content/sources/law.yml", "id"),
        ("C103", f"content/{LESSON}", "minuts"),
        ("C104", "content/sources/law.yml", "issuer"),
        ("C104", "content/sources/law.yml", "title"),
        ("C105", f"content/{DRILL}", "minutes"),
        ("C106", "content/procedures/second.yml", "id"),
        ("C107", f"content/{POSTER}", "topic"),
    ]


def test_a_lesson_written_out_and_read_again_is_the_same(tree: Path) -> None:
    content, _ = load(tree)
    before = lesson(drill="fire-drill", procedure="fire-procedure", poster="fire-poster")
    assert isinstance(content.lessons["fire-lesson"], Lesson)
    assert content.lessons["fire-lesson"].model_dump() == before.model_dump()


@pytest.mark.parametrize("faulty", ["entries: [", "entries: none"])
def test_a_faulty_calendar_or_plan_is_known_to_be_there(tree: Path, faulty: str) -> None:
    (tree / "schools/a/calendar.yml").write_text(faulty, encoding="utf-8")
    (tree / "plans/plan-a.yml").write_text(faulty, encoding="utf-8")
    content, _ = load(tree)
    assert content.campuses["school-a"].has_faulty_calendar
    assert content.faulty_plans == {"plan-a"}


def test_a_school_without_a_calendar_has_no_faulty_one(tree: Path) -> None:
    (tree / "schools/a/calendar.yml").unlink()
    content, _ = load(tree)
    assert not content.campuses["school-a"].has_faulty_calendar
