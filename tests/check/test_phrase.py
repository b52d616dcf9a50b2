# SPDX-License-Identifier: MIT
"""Official phrases: promised and missing, spoilt, or merely spoken of."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.phrase import (
    find_pack_faults,
    find_phrase_faults,
    holds_pack,
    printed_words,
)
from generator.finding import Severity
from generator.load.read_item import parse_item, read_item
from generator.model.lesson import Lesson
from generator.model.phrase import PhrasePack
from generator.model.record import Teaching
from tests.check.made_up import at, lesson, poster, procedure, text

PACKS = Path(__file__).parents[2] / "content" / "phrases"

SIX = (
    "不私自下水游泳",
    "不擅自与他人结伴游泳",
    "不在无家长或教师带领的情况下游泳",
    "不到无安全设施、无救援人员的水域游泳",
    "不到不熟悉的水域游泳",
    "不熟悉水性的学生不擅自下水施救",
)


def read_pack(name: str) -> PhrasePack:
    reading = read_item(PACKS / f"{name}.yml", f"content/phrases/{name}.yml", PhrasePack)
    assert reading.item is not None, reading.findings
    return reading.item


SIX_NOS = read_pack("six-nos")
EVERY_PACK = tuple(read_pack(path.stem) for path in sorted(PACKS.glob("*.yml")))


def codes(item: Teaching, *packs: PhrasePack) -> list[str]:
    return [f.code for f in find_phrase_faults(item, packs or EVERY_PACK)]


def taught(*printed: str, topic: str = "drowning", **changes: Any) -> Teaching:
    """A lesson whose print list holds the texts."""
    materials = {"teacher": [text("粉笔")], "print": [text(zh) for zh in printed]}
    return lesson(topic=topic, **{"materials": materials, **changes})


def list_of(*phrases: str) -> str:
    return "；".join(phrases) + "。"


def spoilt(number: int, wording: str) -> tuple[str, ...]:
    return (*SIX[: number - 1], wording, *SIX[number:])


def test_the_pack_of_the_six_nos_is_the_ministrys_list() -> None:
    assert tuple(phrase.zh for phrase in SIX_NOS.phrases) == SIX


@pytest.mark.parametrize("pack", EVERY_PACK, ids=lambda pack: pack.id)
def test_a_pack_holds_its_own_phrases_and_they_lie_apart(pack: PhrasePack) -> None:
    own = [phrase.zh for phrase in pack.phrases]
    assert holds_pack("\n".join(own), pack)
    item = taught(pack.triggers[-1], *own, topic=pack.topic)
    assert codes(item, pack) == []


def test_a_spoilt_phrase_is_found_in_its_own_line_below_the_key() -> None:
    texts = [
        f"    - zh: {zh}\n      en: Text\n" for zh in spoilt(3, SIX[2].replace("家长", "大人"))
    ]
    written = yaml.safe_dump(taught("六不").model_dump(mode="json", exclude={"materials"}))
    head = f"materials:\n  teacher:\n    - zh: 六不\n      en: Text\n  print:\n{''.join(texts)}"
    item = parse_item(f"{head}{written}".encode(), "a.yml", Lesson).item
    assert item is not None
    (finding,) = find_phrase_faults(item, [SIX_NOS])
    line = next(i for i, text in enumerate(head.split("\n"), 1) if "大人" in text)
    assert (finding.code, finding.origin.line) == ("C208", line)


@pytest.mark.parametrize("trigger", ["防溺水“六不”", "六不默写", "防溺水六不准", "六 不"])
def test_who_promises_the_list_must_print_all_of_it(trigger: str) -> None:
    (finding,) = find_phrase_faults(taught(trigger, list_of(*SIX[:4])), [SIX_NOS])
    assert (finding.code, finding.severity) == ("C207", Severity.GAP)
    assert finding.origin.key == "materials.print.0"
    assert finding.origin.file == "lessons/fire-lesson.yml"
    for absent in SIX[4:]:
        assert absent in finding.what_zh
        assert absent in finding.what_en
    assert SIX[0] not in finding.what_zh


@pytest.mark.parametrize(
    "printed",
    [
        (list_of(*SIX),),
        SIX,
        ("六不：一、" + "；二、".join(SIX),),
        ("，".join(SIX),),
        (" ".join(SIX), "不到无安全设施 无救援人员的水域游泳"),
        tuple(
            f"第{n}条，{phrase}。要记住。" for n, phrase in zip("一二三四五六", SIX, strict=True)
        ),
        (list_of(*SIX[:3]), "记住了吗？", list_of(*SIX[3:])),
        (SIX[4], list_of(*SIX), SIX[5]),
        (list_of(*SIX), "六不：________；" + list_of(*SIX[1:])),
    ],
)
def test_the_list_may_be_spread_and_set_out_in_any_way(printed: tuple[str, ...]) -> None:
    assert codes(taught("防溺水六不", *printed)) == []


@pytest.mark.parametrize(
    ("number", "wording"),
    [
        (1, "不准私自下水游泳"),
        (1, "不私自下河游泳"),
        (2, "不擅自与同学结伴游泳"),
        (3, "不在无家长或老师带领的情况下游泳"),
        (3, "不在无家长带领的情况下游泳"),
        (4, "不到无安全设施、无救护人员的水域游泳"),
        (4, "不到无安全设施、无救援人员水域游泳"),
        (5, "不到熟悉的水域游泳"),
        (5, "不到不熟悉水域游泳"),
        (6, "不熟悉水性的学生擅自下水施救"),
        (6, "不熟悉水性的不擅自下水施救"),
    ],
)
@pytest.mark.parametrize("setting", ["one text", "entries", "numbered", "commas", "spoken"])
def test_a_spoilt_phrase_is_found_however_the_list_is_set(
    number: int, wording: str, setting: str
) -> None:
    wrong = spoilt(number, wording)
    printed = {
        "one text": (list_of(*wrong),),
        "entries": wrong,
        "numbered": (" ".join(f"{n}.{phrase}" for n, phrase in enumerate(wrong, 1)),),
        "commas": ("，".join(wrong) + "。",),
        "spoken": tuple(f"第{n}，{p}。" for n, p in zip("一二三四五六", wrong, strict=True)),
    }[setting]
    (finding,) = find_phrase_faults(taught("防溺水六不", *printed), EVERY_PACK)
    assert (finding.code, finding.severity) == ("C208", Severity.GAP)
    assert f"“{wording}”" in finding.what_zh
    assert f"“{SIX[number - 1]}”" in finding.what_zh
    assert wording in finding.what_en


def test_a_spoilt_phrase_is_found_beside_a_right_one_and_shown_where_it_stands() -> None:
    item = taught("六不", list_of(*SIX), list_of(*spoilt(5, "不到熟悉的水域游泳")))
    (finding,) = find_phrase_faults(item, EVERY_PACK)
    assert (finding.code, finding.origin.key) == ("C208", "materials.print.2")


@pytest.mark.parametrize("absent", range(6))
@pytest.mark.parametrize("elsewhere", ["same list", "another list"])
def test_a_sentence_elsewhere_does_not_complete_a_printed_list(absent: int, elsewhere: str) -> None:
    cut = list_of(*SIX[:absent], *SIX[absent + 1 :])
    if elsewhere == "same list":
        item, place = taught("六不", list_of(*SIX), cut), "materials.print.2"
    else:
        materials = {"teacher": [text(list_of(*SIX))], "print": [text("六不"), text(cut)]}
        item, place = taught(materials=materials), "materials.print.1"
    (finding,) = find_phrase_faults(item, EVERY_PACK)
    assert (finding.code, finding.origin.key) == ("C207", place)
    assert SIX[absent] in finding.what_zh
    assert SIX[absent] in finding.what_en


def test_the_entries_of_a_list_must_be_complete_together() -> None:
    panels = [
        {"pictogram": "swim", "title": text("不"), "text": text(phrase)}
        for phrase in (*SIX[:4], SIX[5])
    ]
    item = poster(topic="drowning", subline=text(SIX[4]), panels=panels)
    (finding,) = find_phrase_faults(item, EVERY_PACK)
    assert (finding.code, finding.origin.key) == ("C207", "panels.0.text")
    assert SIX[4] in finding.what_zh


@pytest.mark.parametrize(
    "printed",
    [
        (list_of(*reversed(SIX)),),
        tuple(reversed(SIX)),
        (list_of(*SIX[1:]), SIX[0]),
        (list_of(*SIX), list_of(*SIX[:4], SIX[5], SIX[4])),
    ],
)
def test_a_list_is_printed_in_its_order(printed: tuple[str, ...]) -> None:
    (finding,) = find_phrase_faults(taught("六不", *printed), EVERY_PACK)
    assert finding.code == "C207"
    assert "次序" in finding.what_zh


def test_a_list_that_is_nowhere_named_is_compared_too() -> None:
    panels = [
        {"pictogram": "swim", "title": text("不"), "text": text(phrase)}
        for phrase in spoilt(6, "不熟悉水性的学生不擅自下水救人")
    ]
    item = poster(topic="drowning", panels=panels)
    (finding,) = find_phrase_faults(item, EVERY_PACK)
    assert (finding.code, finding.origin.key) == ("C208", "panels.5.text")


def test_one_sentence_of_the_list_alone_promises_nothing() -> None:
    assert codes(taught(SIX[4], "不准私自下水游泳。")) == []


@pytest.mark.parametrize(
    "said",
    [
        "有人写成“不到熟悉的水域游泳”，少了一个字。",
        "“不准私自下水游泳”是错的。",
        "看这一句：不到熟悉的水域游泳。哪里错了？",
        "你会不会到不熟悉的水域游泳？",
        "到不熟悉的水域游泳，会遇到看不见的坑。",
        "下过雨，不到不熟悉的水域游泳更要记住。",
        "不____下水游泳；不在无家长或教师____的情况下游泳；不到（ ）的水域游泳",
        "不到危险的地方玩。",
        "原句不是“不在无家长或老师带领的情况下游泳”。",
        "在不熟悉的水域游泳的人，常常不知道水有多深。",
    ],
)
def test_speaking_about_the_rules_is_no_fault(said: str) -> None:
    assert codes(taught("六不", list_of(*SIX), said)) == []


def test_an_option_that_is_wrong_on_purpose_is_no_fault() -> None:
    asked = {"question": text("哪一句对"), "answer": text(SIX[4]), "reason": text("因")}
    options = [text("不到熟悉的水域游泳"), text(SIX[4])]
    assessment = lesson().assessment.model_dump()
    assessment["after"] = [{**asked, "options": options}] * 3
    assert codes(taught("六不", list_of(*SIX), assessment=assessment)) == []
    assessment["after"][0] = {**asked, "answer": options[0], "options": options}
    assert codes(taught("六不", list_of(*SIX), assessment=assessment)) == ["C208", "C208"]


def test_only_printed_chinese_promises_anything() -> None:
    item = taught(
        keywords=[text("六不")],
        summary=text("防溺水", "六不 in English"),
        history=[{"version": "1", "date": "2026-11-01", "change": text("改六不")}],
    )
    assert codes(item) == []


def test_a_short_trigger_counts_in_items_of_its_topic_only() -> None:
    assert codes(taught("食堂六不", topic="food")) == []
    assert codes(taught("防溺水六不", topic="food")) == ["C207"]


def test_two_texts_do_not_make_a_trigger_together() -> None:
    assert codes(taught("星期六", "不上学")) == []


CALLS = read_pack("call-numbers")


def numbers(**meanings: str) -> list[dict[str, Any]]:
    return [{"number": n[1:], "meaning": text(zh)} for n, zh in meanings.items()]


def test_a_number_counts_with_the_words_printed_beside_it() -> None:
    emergency = numbers(n110="报警", n119="火警", n120="急救", n122="交通事故报警")
    item = poster(subline=text("紧急电话一览"), emergency=emergency)
    assert codes(item) == []
    assert holds_pack(printed_words(item), CALLS)
    mixed = numbers(n110="报警", n119="急救", n120="火警", n122="交通事故报警")
    found = find_phrase_faults(poster(subline=text("紧急电话一览"), emergency=mixed), EVERY_PACK)
    assert [(f.code, f.what_zh) for f in found] == [
        ("C208", "“119急救”走样了，原文是“120急救”"),
        ("C208", "“120火警”走样了，原文是“119火警”"),
    ]


def test_a_longer_number_is_not_the_number() -> None:
    assert not holds_pack("2110报警 119火警 120急救 122交通事故报警", CALLS)
    assert holds_pack("１１０ 报警、119：火警\n120急救\n122交通事故报警", CALLS)
    assert not holds_pack("110\n报警 119火警 120急救 122交通事故报警", CALLS)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("拨打全国统一心理援助热线12356。", []),
        ("12356是全国统一心理援助热线。", []),
        ("拨打全国统一心理援助热线。", ["C207"]),
        ("拨打全国统一心理援助热线12365。", ["C208"]),
        ("全国统一心理援助热线的号码是123567。", ["C208"]),
        ("全国统一心理援助热线12356，青少年服务台12355。", []),
        ("心理援助可以找学校老师。", []),
    ],
)
def test_the_help_line_is_named_with_its_number(said: str, expected: list[str]) -> None:
    assert codes(taught(said, topic="fire")) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("着火了打119火警。", []),
        ("着火了打118火警。", ["C208"]),
        ("119报警句给英文对照卡。", []),
        ("先打111报警。", ["C208"]),
        ("小明打了118火警，他打错了。", []),
        ("该打118火警吗？", []),
        ("编号2118火警", []),
    ],
)
def test_a_wrong_number_before_what_it_is_for_is_told_wherever_it_stands(
    said: str, expected: list[str]
) -> None:
    assert codes(taught(said, topic="fire")) == expected


def citing(*supports: str, source: str = "law") -> list[dict[str, Any]]:
    more = {"mark": "A", "read": "2026-11-01"}
    return [{"source": source, "supports": text(zh), **more} for zh in supports]


@pytest.mark.parametrize(
    ("supports", "expected"),
    [
        (["防溺水六不。"], []),
        ([f"六不：{list_of(*SIX)}"], []),
        ([f"六不之一：{SIX[0]}。", f"六不之二：{SIX[1]}。", f"六不之三：{SIX[2]}。"], []),
        ([f"六不：{list_of(*SIX[:5])}"], ["C207"]),
        ([f"六不：{list_of(*spoilt(5, '不到熟悉的水域游泳'))}"], ["C208"]),
        (["110报警、119火警、120急救。"], []),
        (["110报警、118火警、120急救。"], ["C208"]),
    ],
)
def test_a_citation_promises_nothing_but_quotes_word_for_word(
    supports: list[str], expected: list[str]
) -> None:
    assert codes(taught("量一量水有多深", citations=citing(*supports))) == expected


@pytest.mark.parametrize(
    ("supports", "told"),
    [
        ("部里说，学生在暑假里不私自下水游泳，家长要看住。", None),
        ("部里说，学生在暑假里不私自下河游泳，家长要看住。", "不私自下河游泳"),
        ("部里说，学生在暑假里不私下自水游泳，家长要看住。", "不私下自水游泳"),
        ("部里说，学生在暑假里不私自下水，家长要看住。", None),
        ("部里说，学生不要私自下水游泳，家长要看住。", None),
        ("部里说，常有学生私自下水游泳，家长要看住。", None),
        ("部里说，学生不在没有家长或教师带领的情况下游泳。", "不在没有家长或教师带领的情况下游泳"),
        ("六不说学生不到不熟悉的地方游泳，家长要看住。", "不到不熟悉的地方游泳"),
        ("有人把它写成不私自下河游泳，家长要看住。", None),
        ("“不私自下河游泳”，这里写成短句。", "不私自下河游泳"),
        ("六不里哪一句说不私自下河游泳而家长要看住？", None),
    ],
)
def test_a_citation_of_the_official_source_quotes_its_sentences_word_for_word(
    supports: str, told: str | None
) -> None:
    item = taught("量一量水有多深", citations=citing(supports, source="drowning-six-nos-2013"))
    found = list(find_phrase_faults(item, EVERY_PACK))
    assert [f.code for f in found] == ["C208"] * bool(told)
    assert all(f.what_zh.startswith(f"“{told}”") for f in found)


def test_a_citation_of_another_source_may_have_words_of_its_own() -> None:
    law = "机动车行驶时，乘坐人员按规定使用安全带，骑行要正确配戴安全头盔。"
    assert codes(taught("系好安全带", topic="traffic", citations=citing(law))) == []
    named = f"一盔一带：{law}"
    faults = codes(taught("系好安全带", topic="traffic", citations=citing(named)))
    assert faults == ["C208", "C208"]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("拨打12356。", "Ring 12356.", []),
        ("拨打12356。", "Ring the help line.", []),
        ("拨打12356。", "Ring 12156.", [("en", "12156")]),
        ("或拨打12056。", "Or ring 12356.", [("zh", "12056")]),
        ("或拨打42356。", "Or ring 12356.", [("zh", "42356")]),
        ("拨打12356。", "Ring 12.356.", []),
        ("着火打119，走200步。", "Fire: 119. Walk 200 steps.", []),
        ("着火打119，宽300厘米。", "Fire: ring the brigade. It is 300 cm wide.", []),
        ("119报警、119火警。", "110 police, 119 fire.", [("zh", "119")]),
        (
            "着火打119。119会问你。",
            "Fire: ring 119. It will ask you, as 110 does.",
            [("zh", "119")],
        ),
        ("着火打119。", "Fire: ring 120.", [("zh", "119"), ("en", "120")]),
    ],
)
def test_both_languages_tell_the_same_number(
    zh: str, en: str, expected: list[tuple[str, str]]
) -> None:
    item = taught(topic="fire", summary=text(zh, en))
    found = list(find_phrase_faults(item, EVERY_PACK))
    said = [(f.origin.key.rpartition(".")[2], f.what_zh.split("”")[0][1:]) for f in found]
    assert said == expected
    assert {f.code for f in found} <= {"C208"}


def test_a_procedure_is_judged_like_a_lesson() -> None:
    item = procedure(topic="drowning", report=text("按“六不”检查"))
    assert codes(item) == ["C207"]


def test_the_pack_names_the_finding() -> None:
    (finding,) = find_phrase_faults(taught("六不"), [SIX_NOS])
    assert finding.subject == "six-nos"
    assert "6 句" in finding.mend_zh


def test_a_made_up_pack_is_enough() -> None:
    own = PhrasePack.parse(
        {
            "id": "stairs",
            "title": text("上下楼梯"),
            "topic": "fire",
            "triggers": ["靠右"],
            "phrases": [text("轻声慢步靠右行")],
            "citations": [
                {"source": "law", "supports": text("依据"), "mark": "A", "read": "2026-11-01"}
            ],
        },
        at("content/phrases/stairs.yml"),
    )
    assert codes(taught("轻声慢步，靠右行", topic="fire"), own) == []
    assert codes(taught("靠右", topic="fire"), own) == ["C207"]


def cited_pack(*marks: str) -> PhrasePack:
    citations = [
        {"source": "law", "supports": text("原文"), "mark": mark, "read": "2026-11-01"}
        for mark in marks
    ]
    data = {
        "id": "pack",
        "title": text("三要", "Three musts"),
        "topic": "fire",
        "triggers": ["消防三要"],
        "phrases": [text("要走楼梯")],
        "citations": citations,
    }
    return PhrasePack.parse(data, at("phrases/pack.yml"))


@pytest.mark.parametrize("marks", [["own"], ["own", "own"], ["C"], ["S2", "own"]])
def test_a_wording_that_no_official_text_was_read_for_is_no_official_wording(
    marks: list[str],
) -> None:
    (finding,) = find_pack_faults(cited_pack(*marks))
    assert (finding.code, finding.severity) == ("C219", Severity.GAP)
    assert (finding.origin.file, finding.origin.key) == ("phrases/pack.yml", "citations")
    assert "三要" in finding.what_zh
    assert "Three musts" in finding.what_en
    assert "own" in finding.mend_zh + finding.mend_en


@pytest.mark.parametrize("marks", [["A"], ["own", "B"], ["S", "C"]])
def test_one_source_that_was_read_is_enough_for_a_pack(marks: list[str]) -> None:
    assert list(find_pack_faults(cited_pack(*marks))) == []


@pytest.mark.parametrize("pack", EVERY_PACK, ids=lambda pack: pack.id)
def test_every_pack_names_where_its_wording_was_read(pack: PhrasePack) -> None:
    assert list(find_pack_faults(pack)) == []
