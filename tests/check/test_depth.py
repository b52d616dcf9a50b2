# SPDX-License-Identifier: MIT
"""What keeps an item from counting as evidence, and figures that differ between languages."""

from typing import Any

import pytest

from generator.check.depth import (
    FIRST_MINUTE_CHARACTERS,
    find_shallow_parts,
    find_unlike_texts,
)
from generator.finding import Severity
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from tests.check.made_up import drill, lesson, poster, procedure, step, text


def codes(item: Lesson | Drill | Procedure | Poster) -> list[str]:
    return [finding.code for finding in find_shallow_parts(item)]


@pytest.mark.parametrize("make", [lesson, drill, procedure, poster])
def test_a_whole_item_has_no_shallow_part(make: Any) -> None:
    assert codes(make()) == []


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lesson, "low_tech"),
        (drill, "purpose"),
        (procedure, "trigger"),
        (poster, "headline"),
    ],
)
def test_an_item_that_only_names_its_subject_is_shallow(make: Any, field: str) -> None:
    (finding,) = find_shallow_parts(make(**{field: text("短")}))
    assert (finding.code, finding.severity) == ("C201", Severity.GAP)
    assert finding.origin.file.endswith(f"{make().id}.yml")


def test_only_chinese_characters_make_an_item_deep() -> None:
    assert codes(lesson(low_tech=text("短", "x" * 1200))) == ["C201"]


@pytest.mark.parametrize(("said", "expected"), [(40, []), (39, ["C203"]), (45, ["C203"])])
def test_the_minutes_of_the_steps_must_add_up(said: int, expected: list[str]) -> None:
    assert codes(lesson(minutes=said)) == expected


def test_minutes_that_do_not_add_up_are_shown_with_both_sums() -> None:
    (finding,) = find_shallow_parts(lesson(minutes=45))
    assert finding.origin.key == "minutes"
    assert "40 minutes" in finding.what_en
    assert "45" in finding.what_en
    assert "40 分钟" in finding.what_zh


PHASES = ("tell", "show", "rehearse", "feedback")


@pytest.mark.parametrize("absent", PHASES)
def test_a_missing_phase_is_named(absent: str) -> None:
    left = [p for p in PHASES if p != absent]
    steps = [step("open", 10), *(step(p, 10) for p in left)]
    (finding,) = find_shallow_parts(lesson(steps=steps))
    assert (finding.code, finding.origin.key) == ("C204", "steps")
    assert finding.what_en == f"phases are missing: {absent}"
    assert absent in finding.what_zh


def moments(*seconds: int) -> list[dict[str, Any]]:
    return [{"at_s": s, "who": text("谁"), "action": text("走")} for s in seconds]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [((-60, 0, 0, 30, 90), []), ((0, -60, 0, 30, 90), ["C205"]), ((0, 1, 2, 90, 30), ["C205"])],
)
def test_a_timeline_runs_forward(seconds: tuple[int, ...], expected: list[str]) -> None:
    assert codes(drill(timeline=moments(*seconds))) == expected


def first_minute(characters: int) -> list[dict[str, Any]]:
    short = {"who": text("老师"), "action": text("走"), "how": text("快")}
    rest = characters - 2 * 2 - len("报警")
    return [short, short, {"who": text("老师"), "action": text("报警"), "how": text("说" * rest)}]


@pytest.mark.parametrize(
    ("characters", "expected"),
    [(FIRST_MINUTE_CHARACTERS, []), (FIRST_MINUTE_CHARACTERS + 1, ["C206"])],
)
def test_the_first_minute_can_be_read_aloud_in_a_minute(
    characters: int, expected: list[str]
) -> None:
    item = procedure(first_minute=first_minute(characters))
    assert codes(item) == expected


def test_every_shallow_part_is_reported() -> None:
    bad = lesson(minutes=60, low_tech=text("短"), steps=[step("open", 10)] * 3)
    assert codes(bad) == ["C201", "C203", "C204"]


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("等 20 分钟", "wait 20 minutes", None),
        ("等 20 分钟", "wait 30 minutes", "20"),
        ("等 5 分钟", "wait five minutes, 1 by 1", None),
        ("1.5 米", "1.5 m", None),
        ("1.5 米", "15 m", "1.5"),
        ("拨 119 或 120", "call 119", "120"),
        ("拨 110", "call 1100", "110"),
        ("走", "go 20 m", None),
        ("走 20 米", "go far", None),
        ("二十米", "20 m", None),
    ],
)
def test_figures_must_be_the_same_in_both_languages(zh: str, en: str, missing: str | None) -> None:
    found = list(find_unlike_texts(lesson(summary=text(zh, en))))
    assert [f.code for f in found] == (["C202"] if missing else [])
    for finding in found:
        assert finding.severity is Severity.ADVICE
        assert finding.origin.key == "summary"
        assert str(missing) in finding.what_zh
        assert str(missing) in finding.what_en


def test_unlike_figures_are_found_deep_inside_an_item() -> None:
    asked = {"question": text("问"), "answer": text("3 米", "5 m"), "reason": text("因")}
    criterion = {k: text("文") for k in ("behaviour", "not_yet", "nearly", "secure")}
    assessment = {
        "before": [{**asked, "answer": text("答")}, asked],
        "after": [{**asked, "answer": text("答")}] * 3,
        "rubric": [criterion] * 2,
    }
    (finding,) = find_unlike_texts(lesson(assessment=assessment))
    assert finding.origin.key == "assessment.before.1.answer"
