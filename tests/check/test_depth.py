# SPDX-License-Identifier: MIT
"""What keeps an item from counting as evidence, and figures that differ between languages."""

from typing import Any

import pytest

from generator.check.depth import (
    FIRST_MINUTE_SYLLABLES,
    find_shallow_parts,
    find_unlike_texts,
)
from generator.finding import Severity
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from tests.check.made_up import drill, lesson, poster, procedure, prose, question, step, text


def codes(item: Lesson | Drill | Procedure | Poster) -> list[str]:
    return [finding.code for finding in find_shallow_parts(item)]


@pytest.mark.parametrize("make", [lesson, drill, procedure, poster])
def test_a_whole_item_has_no_shallow_part(make: Any) -> None:
    assert codes(make()) == []


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lesson, "access"),
        (drill, "preparation"),
        (procedure, "trigger"),
        (poster, "headline"),
    ],
)
def test_an_item_that_only_names_its_subject_is_shallow(make: Any, field: str) -> None:
    short = text("短") if make is poster else prose(20, "short")
    (finding,) = find_shallow_parts(make(**{field: [short] if field[0] in "ap" else short}))
    assert (finding.code, finding.severity) == ("C201", Severity.GAP)
    assert finding.origin.file.endswith(f"{make().id}.yml")


def test_only_chinese_characters_make_an_item_deep() -> None:
    assert "C201" in codes(lesson(access=[text("和大家一样练习，" * 2, "x " * 60)]))


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


def moments(*seconds: int, **changes: str) -> list[dict[str, Any]]:
    """A timeline: the last but one counts, the last ends; `changes` by position: `m4="走"`."""
    actions = [*["走"] * (len(seconds) - 2), "点名两遍", "宣布结束"]
    for position, action in changes.items():
        actions[int(position[1:])] = action
    return [
        {"at_s": s, "who": text("谁"), "action": text(zh)}
        for s, zh in zip(seconds, actions, strict=True)
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [((-60, 0, 0, 30, 90), []), ((0, -60, 0, 30, 90), ["C205"]), ((0, 5, 2, 30, 90), ["C205"])],
)
def test_a_timeline_runs_forward(seconds: tuple[int, ...], expected: list[str]) -> None:
    assert codes(drill(timeline=moments(*seconds))) == expected


def first_minute(syllables: int, **last: str) -> list[dict[str, Any]]:
    """Three actions to be called out; stops are not spoken, the number called is."""
    short = {"who": text("老师"), "action": text("走"), "how": text("快！，。")}
    rest = syllables - 2 * 4 - len("老师") - len("打119")
    how = prose(rest, "how") | last
    return [short, short, {"who": text("老师"), "action": text("打119", "Call 119"), "how": how}]


@pytest.mark.parametrize(
    ("syllables", "expected"),
    [(FIRST_MINUTE_SYLLABLES, []), (FIRST_MINUTE_SYLLABLES + 1, ["C206"])],
)
def test_the_first_minute_can_be_called_out_in_a_minute(
    syllables: int, expected: list[str]
) -> None:
    assert codes(procedure(first_minute=first_minute(syllables))) == expected


def test_the_first_minute_can_be_called_out_in_english_too() -> None:
    item = procedure(first_minute=first_minute(200, en="word " * 170))
    assert "C206" in codes(item)


def test_every_shallow_part_is_reported() -> None:
    bad = lesson(minutes=60, access=[prose(20, "short")], steps=[step("open", 10)] * 3)
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


def found(item: Lesson | Drill | Procedure | Poster) -> list[tuple[str, str]]:
    return [(finding.code, finding.origin.key) for finding in find_shallow_parts(item)]


def assessment(*after: dict[str, Any]) -> dict[str, Any]:
    return {**lesson().assessment.model_dump(), "after": list(after)}


@pytest.mark.parametrize(
    ("audience", "asked", "expected"),
    [
        ("kindergarten", "丙丁戊", []),
        ("kindergarten", "丙丁丁", ["C209"]),
        ("primary-lower", "丙丁戊", []),
        ("primary", "丙丁戊", []),
        ("primary-upper", "丙丁戊", ["C209"]),
        ("primary-upper", "丙丁戊己", []),
        ("senior", "丙丁戊", ["C209"]),
        ("teachers", "丙丁戊", ["C209"]),
    ],
)
def test_older_pupils_are_asked_more(audience: str, asked: str, expected: list[str]) -> None:
    questions = assessment(*(question(name) for name in asked))
    assert codes(lesson(audiences=[audience], assessment=questions)) == expected


def test_the_youngest_stage_decides_how_many_questions_are_asked() -> None:
    questions = assessment(*(question(name) for name in "丙丁戊"))
    assert codes(lesson(audiences=["senior", "primary-lower"], assessment=questions)) == []


@pytest.mark.parametrize(
    ("answer", "options", "expected"),
    [
        ("叫人", ("叫人", "下水"), []),
        ("B", ("A. 下水", "B. 叫人"), []),
        ("2", ("1 下水", "2 叫人"), []),
        ("C", ("A. 下水", "B. 叫人"), ["assessment.after.0"]),
        ("报警", ("下水", "叫人"), ["assessment.after.0"]),
        ("任何话", (), []),
    ],
)
def test_an_answer_is_one_of_the_options(
    answer: str, options: tuple[str, ...], expected: list[str]
) -> None:
    asked = {**question("丙"), "answer": text(answer), "options": [text(o) for o in options]}
    item = lesson(assessment=assessment(asked, *(question(name) for name in "丁戊己")))
    assert found(item) == [("C209", key) for key in expected]


def test_an_answer_without_its_reason_teaches_nothing() -> None:
    asked = {**question("丙"), "reason": text("对")}
    item = lesson(assessment=assessment(*(question(name) for name in "丁戊己"), asked))
    assert found(item) == [("C209", "assessment.after.3")]


@pytest.mark.parametrize(
    ("field", "thin", "key"),
    [
        ("summary", text("消防"), "summary"),
        ("can_do", [text("我会")], "can_do"),
        ("low_tech", text("不用电"), "low_tech"),
        ("distress", text("陪着"), "distress"),
        ("materials", {"teacher": [text("图")]}, "materials"),
        ("objectives", {k: [text("懂")] for k in ("know", "do", "feel")}, "objectives"),
        ("booster", {"after_weeks": 4, "activity": text("复习")}, "booster"),
        (
            "letter",
            {
                "greeting": text("家长"),
                "body": [text("今天上了消防课。")],
                "try_at_home": [prose(14, "home")],
            },
            "letter.body",
        ),
    ],
)
def test_a_thin_part_of_a_lesson_is_shown(field: str, thin: Any, key: str) -> None:
    assert found(lesson(**{field: thin})) == [("C210", key)]


def test_a_step_that_only_names_its_subject_is_shown() -> None:
    steps = [step("tell", 10), step("show", 10), step("rehearse", 15), step("feedback", 5)]
    steps[2] = {**steps[2], "do": [text("学生练习。")]}
    assert found(lesson(steps=steps)) == [("C210", "steps.2")]


@pytest.mark.parametrize("field", ["signal", "routes", "stop_word", "safety_officer", "purpose"])
def test_a_thin_part_of_a_drill_is_shown(field: str) -> None:
    thin: dict[str, Any] = {field: text("照常")}
    assert found(drill(**thin)) == [("C210", field)]


@pytest.mark.parametrize("field", ["roll_call", "record", "after_action", "access_needs"])
def test_a_thin_list_of_a_drill_is_shown(field: str) -> None:
    thin: dict[str, Any] = {field: [text("照常")]}
    assert found(drill(**thin)) == [("C210", field)]


def test_a_post_without_a_job_is_shown() -> None:
    roles = [{"post": text("岗位"), "job": [prose(14, name)]} for name in "xyz"]
    roles[1] = {"post": text("门卫"), "job": [text("守门")]}
    assert found(drill(roles=roles)) == [("C210", "roles.1")]


@pytest.mark.parametrize(
    ("changes", "absent"),
    [
        ({"m3": "走"}, "a roll call after the signal"),
        ({"m4": "走"}, "the end"),
        ({"m3": "宣布结束", "m4": "点名两遍"}, "the end"),
    ],
)
def test_a_timeline_reaches_from_signal_to_end(changes: dict[str, str], absent: str) -> None:
    (finding,) = find_shallow_parts(drill(timeline=moments(-60, 0, 0, 30, 90, **changes)))
    assert (finding.code, finding.origin.key) == ("C211", "timeline")
    assert finding.what_en == f"the timeline lacks: {absent}"


def test_a_timeline_without_its_signal_is_shown() -> None:
    (finding,) = find_shallow_parts(drill(timeline=moments(-60, 5, 10, 30, 90)))
    assert "the signal" in finding.what_en


@pytest.mark.parametrize(
    ("minutes", "expected"), [(2, ["C211"]), (3, []), (22, []), (23, ["C211"])]
)
def test_the_minutes_of_a_drill_agree_with_its_timeline(minutes: int, expected: list[str]) -> None:
    assert codes(drill(minutes=minutes, timeline=moments(-60, 0, 0, 30, 90))) == expected


def test_every_stage_in_a_drill_is_asked_afterwards() -> None:
    (finding,) = find_shallow_parts(drill(audiences=["kindergarten", "primary-lower", "teachers"]))
    assert finding.code == "C218"
    assert finding.what_en.endswith(": kindergarten")
    one = [{"audience": "primary", "questions": [text("问一")]}]
    assert codes(drill(debrief=one)) == ["C218"]


@pytest.mark.parametrize("field", ["do_not", "hand_over"])
def test_a_procedure_says_what_not_to_do_and_what_to_hand_over(field: str) -> None:
    twice: dict[str, Any] = {field: [prose(20, "a"), prose(20, "b"), prose(20, "b")]}
    assert ("C212", field) in found(procedure(**twice))


def test_a_command_is_short() -> None:
    action = {"who": text("老师"), "how": text("大声喊"), "action": prose(12, "act")}
    assert codes(procedure(first_minute=[action] * 3)) == []
    long = {**action, "action": prose(13, "act")}
    assert found(procedure(then=[action, long])) == [("C212", "then.1.action")]


def test_a_call_says_what_to_say() -> None:
    call = {"who": text("我"), "to": text("消防"), "number": "119", "say": text("着火了")}
    assert found(procedure(calls=[call])) == [("C210", "calls.0")]


def panel(zh: dict[str, str]) -> dict[str, Any]:
    return {"pictogram": "fire", "title": text("标题"), "text": zh}


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (prose(60, "d"), []),
        (prose(61, "d"), [("C213", "panels.3.text")]),
        (prose(8, "a"), [("C213", "panels.3.text")]),
        (text("走"), [("C210", "panels.3")]),
    ],
)
def test_every_panel_of_a_poster_says_one_thing(
    last: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    panels = [panel(prose(8, name)) for name in "abc"]
    assert found(poster(panels=[*panels, panel(last)])) == expected


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("警报一响就停下手里的事，跟老师走。", "Stop at the alarm and follow the teacher.", []),
        ("警报一响就停下手里的事，跟老师走。", "Stop.", ["C214"]),
        ("警报一响就停。", "Stop " + "and then go on " * 20, []),
        ("警报一响就停下手里的事，跟老师走。", "Stop " + "and then go on " * 20, ["C214"]),
        ("警报一响就停下手里的事，跟老师走。", "警报一响就停下手里的事，跟老师走。", ["C214"]),
        ("Stop at the alarm and follow.", "Stop at the alarm and follow.", ["C214"]),
        (
            "停下。看路。排队。走。点名。坐下。",
            "Stop and look and line up and go out and count",
            ["C214"],
        ),
        ("停下。看路。排队。走。点名。坐下。", "Stop, look, line up; go, count, sit down.", []),
        ("听到警报先停下再走到外面点名坐好", "Stop. Look. Line up. Go. Count. Sit.", ["C214"]),
    ],
)
def test_both_languages_have_the_same_shape(zh: str, en: str, expected: list[str]) -> None:
    assert codes(lesson(domain=text(zh, en))) == expected


def test_an_item_half_in_english_is_not_deep() -> None:
    access = [{**each, "en": "word " * 50} for each in lesson().model_dump()["access"]]
    assert [c for c, key in found(lesson(access=access)) if not key] == ["C214"]


def test_a_sentence_said_again_and_again_is_padding() -> None:
    again = text("学生要注意安全，提高防范意识。" * 12, "Pupils must take care and be aware. " * 12)
    assert ("C215", "distress") in found(lesson(distress=again))
    spread = [
        text("老师讲解，学生认真听讲并记下要点。", "Pupils listen and note what matters.")
    ] * 40
    assert ("C215", "access.0") in found(lesson(access=spread))


def test_a_list_that_is_printed_twice_is_no_padding() -> None:
    twice = prose(40, "list")
    assert codes(lesson(can_do=[twice], distress=twice)) == []


def test_one_character_repeated_is_padding() -> None:
    assert ("C215", "low_tech") in found(lesson(low_tech=text("走" * 300)))


@pytest.mark.parametrize(
    "zh",
    [
        "这一步的内容待补，以后再写。",
        "具体做法（略），见教师用书第三页。",
        "TODO：写清路线和集合点在哪里。",
        "电话是xxx，请学校自己查一下再写。",
        "待完善的内容放在这里，下次再写。",
    ],
)
def test_a_placeholder_is_refused(zh: str) -> None:
    assert ("C216", "summary") in found(lesson(summary=text(zh)))


@pytest.mark.parametrize("zh", ["略", "无", "同上", "……", "N/A", "暂无。"])
def test_a_text_that_says_nothing_is_refused(zh: str) -> None:
    assert ("C216", "title") in found(lesson(title=text(zh, "Fire")))


@pytest.mark.parametrize("en", ["TBD", "Lorem ipsum dolor sit amet", "To do: TODO"])
def test_a_placeholder_in_english_is_refused(en: str) -> None:
    assert ("C216", "title") in found(lesson(title=text("消防演练和自救课", en)))


@pytest.mark.parametrize(
    "zh",
    [
        "忽略手机，听老师说。看懂就走。",
        "我叫____，电话____，地点____。",
        "我是××学校的老师，地点在××路。",
        "简略说一遍，再看一遍图上的路。",
    ],
)
def test_ordinary_words_are_no_placeholder(zh: str) -> None:
    assert codes(lesson(summary=text(zh))) == []


def test_an_answer_may_say_none() -> None:
    asked = {**question("丙"), "answer": text("无", "None")}
    assert codes(lesson(assessment=assessment(asked, *(question(n) for n in "丁戊己")))) == []


def cited(mark: str, supports: str = "学校要教消防") -> dict[str, Any]:
    return {"source": "law", "supports": text(supports), "mark": mark, "read": "2026-11-01"}


@pytest.mark.parametrize(
    ("marks", "expected"),
    [(("A",), []), (("own", "S"), []), (("own",), ["C217"]), (("C", "S2"), ["C217"])],
)
def test_an_item_rests_on_a_source_that_was_read(
    marks: tuple[str, ...], expected: list[str]
) -> None:
    assert codes(lesson(citations=[cited(mark) for mark in marks])) == expected


def test_a_citation_says_what_it_supports() -> None:
    assert found(lesson(citations=[cited("A"), cited("B", "依据")])) == [("C217", "citations.1")]
