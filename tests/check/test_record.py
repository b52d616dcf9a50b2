# SPDX-License-Identifier: MIT
"""Records hold no personal data, name what exists, and late actions are told with their post."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.check.record import find_record_faults, is_id_card_number
from generator.finding import Finding, Severity
from generator.load.config import load_settings
from generator.load.read_item import read_item
from generator.model.school import Campus, HeldRecord, School, SchoolCalendar
from tests.check.made_up import AS_OF, YEAR, at, text

ROOT = Path(__file__).parents[2]

ID_CARD = "11010519491231002X"
"""The example of GB 11643-1999; nobody's number."""

ACTION = {"what": text("清空楼梯间", "clear the stair"), "owner": "guard", "due": "2026-11-15"}

SCHOOL = School.parse(
    {
        "id": "school-a",
        "name": text("甲校", "School A"),
        "address": text("虚构"),
        "stages": ["primary"],
        "classes": [
            {
                "id": "c1",
                "name": text("一班"),
                "audience": "primary",
                "head_count": 30,
                "building": "house",
                "room": "room",
            }
        ],
    },
    at("school.yml"),
)

CALENDAR = SchoolCalendar.parse(
    {
        "id": "calendar",
        "entries": [
            {
                "id": "drill-1",
                "kind": "drill",
                "title": text("演练"),
                "item": "fire-drill",
                "dates": ["2026-11-09"],
                "audiences": ["primary"],
            }
        ],
    },
    at("calendar.yml"),
)


def record(**changes: Any) -> HeldRecord:
    data = {
        "id": "held-1",
        "kind": "drill",
        "entry": "drill-1",
        "date": "2026-11-09",
        "audiences": ["primary"],
        "minutes": 20,
        **changes,
    }
    return HeldRecord.parse(data, at("records/held-1.yml"))


def faults(*records: HeldRecord, calendar: SchoolCalendar | None = CALENDAR) -> list[Finding]:
    campus = Campus.model_construct(school=SCHOOL, calendar=calendar, records=records)
    return list(find_record_faults(campus, AS_OF, YEAR))


def seen(words: str, **more: Any) -> HeldRecord:
    return record(observed=[{"what": {"zh": words, "en": "something was seen"}, **more}])


def test_a_record_of_what_was_planned_and_seen_is_right() -> None:
    words = "2 楼用了 215 秒，集合点 11-09 清点 312 人，编号 2026110900123 的灭火器过期"
    assert faults(record(classes=["c1"]), seen(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        f"一名同学（{ID_CARD}）摔倒",
        "证号11010519491231002x",
        "证号１１０１０５１９４９１２３１００２Ｘ",
        "证号 110105 19491231 002X",
        "家长电话 13912345678",
        "请拨 139 1234 5678",
        "请拨 139-1234-5678",
        "请拨 +8613912345678",
        "姓名：某某",
        "姓 名: 某某",
        "姓名是某某",
        "学号 20260123",
        "学号：A0123",
        "Name: Somebody",
        "student no. 20260123",
        "家长座机 010-62345678",
        "家长座机（0512）6234 5678",
        "家长座机01062345678",
        "联系人：王某 62345678",
        "电话 6234-5678",
        "phone: 62345678",
        "写信到 somebody.a@mail.example.cn",
        "微信号：wx_abc123",
        "微信 wxid_abc123",
        "QQ：123456789",
        "QQ号12345678",
        "WeChat ID: somebody1",
        "让王小明同学先走",
        "张三同学摔倒，李四老师在场",
        "李芳老师扶住他",
        "欧阳小明同学",
        "后来，周明同学哭了",
        "请陈一凡同学带路",
        "110105194912310021",  # 18 digits whose check is wrong
    ],
)
def test_personal_data_is_an_error_that_does_not_repeat_it(words: str) -> None:
    (finding,) = faults(seen(words))
    assert (finding.code, finding.severity) == ("A311", Severity.ERROR)
    assert finding.origin.key == "observed.0.what.zh"
    told = finding.what_zh + finding.what_en + finding.mend_zh + finding.mend_en
    assert not any(
        word in told for word in ("1101", "139", "某某", "0123", "Somebody", "6234", "王小明")
    )


@pytest.mark.parametrize(
    "words",
    [
        "点名表上姓名没有写全",
        "检查姓名是否写全",
        "学号栏空着",
        "报警电话 119、110、120",
        "热线 12355 和 12356，企业热线 400 电话",
        "灭火器电话演练 20260915",
        "999999999999999999",
        "各班同学都到了，小同学拉着手，班主任老师点名",
        "请高年级同学带着低年级同学，高三同学在后，周三老师再查",
        "周围同学让开；周围老师帮忙；任何同学都不回去",
        "任课老师、张贴海报的老师、值班老师和紧张的同学",
        "谢谢老师，照顾受伤同学，其余同学站好；许多同学鼓掌",
        "在微信群和QQ群里通知，微信发给家长",
        "学校王老师",
        "129123456789",
    ],
)
def test_what_only_resembles_personal_data_is_let_pass(words: str) -> None:
    assert faults(seen(words)) == []


def test_personal_data_is_also_found_in_an_action_and_in_english() -> None:
    action = {**ACTION, "due": "2026-12-01", "what": text("修门", "call 13912345678")}
    (finding,) = faults(seen("门关不上", action=action))
    assert (finding.code, finding.origin.key) == ("A311", "observed.0.action.what.en")


def test_a_fingerprint_of_a_sheet_is_no_personal_data() -> None:
    assert faults(record(sheet_sha256="13912345678" + "a" * 53)) == []


def test_every_wrong_check_character_of_an_id_card_is_told_apart() -> None:
    right = [c for c in "0123456789X" if is_id_card_number(ID_CARD[:17] + c)]
    assert right == ["X"]


@pytest.mark.parametrize("number", ["", "1" * 17, "1" * 19, "１" * 18, "X" * 18])
def test_what_has_no_eighteen_characters_is_no_id_card(number: str) -> None:
    assert not is_id_card_number(number)


def test_an_entry_that_the_calendar_lacks_is_an_error() -> None:
    (finding,) = faults(record(entry="drill-2"))
    assert (finding.code, finding.severity) == ("A312", Severity.ERROR)
    assert finding.origin.key == "entry"
    assert "drill-2" in finding.what_zh
    assert "drill-2" in finding.what_en


def test_without_a_calendar_no_entry_can_be_named() -> None:
    assert [f.code for f in faults(record(), calendar=None)] == ["A312"]
    assert faults(record(entry=None, item="fire-drill"), calendar=None) == []


def test_a_calendar_that_cannot_be_read_is_not_held_against_the_records() -> None:
    campus = Campus.model_construct(
        school=SCHOOL, calendar=None, records=(record(),), has_faulty_calendar=True
    )
    assert list(find_record_faults(campus, AS_OF, YEAR)) == []


@pytest.mark.parametrize(
    ("changes", "key", "told"),
    [
        ({"kind": "lesson"}, "kind", "drill"),
        ({"item": "flood-drill"}, "item", "fire-drill"),
        ({"audiences": ["primary", "teachers"]}, "audiences.1", "teachers"),
        ({"seconds_to_clear": 1201}, "seconds_to_clear", "1201"),
    ],
)
def test_a_record_that_cannot_be_true_is_an_error(
    changes: dict[str, Any], key: str, told: str
) -> None:
    (finding,) = faults(record(**changes))
    assert (finding.code, finding.severity) == ("A315", Severity.ERROR)
    assert finding.origin.key == key
    assert told in finding.what_zh
    assert told in finding.what_en


def test_what_a_record_contradicts_is_called_by_its_name() -> None:
    (finding,) = faults(record(kind="lesson"))
    assert "写的是课 [lesson]" in finding.what_zh
    assert "校历条目“演练” [drill-1] 是演练 [drill]" in finding.what_zh
    assert "[drill-1] is drill" in finding.what_en
    (finding,) = faults(record(audiences=["primary", "teachers"]))
    assert "没有安排教职工 [teachers]" in finding.what_zh
    assert "is not for staff [teachers]" in finding.what_en


def test_people_whom_the_school_lacks_cannot_have_taken_part() -> None:
    unplanned = record(entry=None, item="fire-drill", audiences=["primary-lower", "senior"])
    (finding,) = faults(unplanned)
    assert (finding.code, finding.origin.key) == ("A315", "audiences.1")


@pytest.mark.parametrize(
    "changes",
    [{"item": "fire-drill"}, {"audiences": ["primary-upper"]}, {"seconds_to_clear": 1200}],
)
def test_a_record_may_say_less_or_the_same_as_its_entry(changes: dict[str, Any]) -> None:
    assert faults(record(**changes)) == []


def test_an_action_is_not_done_before_it_was_seen() -> None:
    (finding,) = faults(seen("堆放杂物", action={**ACTION, "done": "2026-11-08"}))
    assert (finding.code, finding.origin.key) == ("A315", "observed.0.action.done")


def test_an_action_is_not_done_on_a_day_to_come() -> None:
    action = {**ACTION, "due": "2026-12-01", "done": "2026-11-23"}
    (finding,) = faults(seen("堆放杂物", action=action))
    assert (finding.code, finding.severity) == ("A313", Severity.GAP)
    assert finding.origin.key == "observed.0.action.done"


def test_a_class_that_the_school_lacks_is_an_error() -> None:
    (finding,) = faults(record(classes=["c1", "c9"]))
    assert (finding.code, finding.origin.key) == ("A312", "classes.1")
    assert "c9" in finding.what_en


@pytest.mark.parametrize("day", ["2026-11-23", "2027-05-12", "2026-08-31", "2019-11-09"])
def test_a_day_to_come_or_of_an_earlier_year_is_a_gap(day: str) -> None:
    (finding,) = faults(record(date=day))
    assert (finding.code, finding.severity) == ("A313", Severity.GAP)
    assert finding.origin.key == "date"
    assert day in finding.what_zh


@pytest.mark.parametrize("day", ["2026-09-01", AS_OF.isoformat()])
def test_the_first_day_of_the_year_and_the_judged_day_count(day: str) -> None:
    assert faults(record(date=day)) == []


def test_an_action_past_its_day_names_the_post_and_the_days() -> None:
    (finding,) = faults(seen("堆放杂物", action=ACTION))
    assert (finding.code, finding.severity) == ("A314", Severity.GAP)
    assert finding.origin.key == "observed.0.action"
    assert "保安 [guard]" in finding.what_zh
    assert "7 天" in finding.what_zh
    assert "guard" in finding.what_en
    assert "7 days" in finding.what_en


@pytest.mark.parametrize(
    "changes",
    [{"done": "2026-11-20"}, {"done": AS_OF.isoformat()}, {"due": AS_OF.isoformat()}],
)
def test_an_action_that_is_done_or_not_yet_due_is_no_finding(changes: dict[str, str]) -> None:
    assert faults(seen("堆放杂物", action={**ACTION, **changes})) == []


def test_an_action_to_be_done_tomorrow_is_not_done_today() -> None:
    late = seen("堆放杂物", action={**ACTION, "due": "2026-11-21", "done": "2026-11-23"})
    found = [(f.code, "1 day ago" in f.what_en) for f in faults(late)]
    assert found == [("A313", False), ("A314", True)]


def read_campus(folder: Path) -> Campus:
    def read(path: Path, model: Any) -> Any:
        reading = read_item(path, path.name, model)
        assert reading.findings == (), path
        return reading.item

    return Campus.model_construct(
        school=read(folder / "school.yml", School),
        calendar=read(folder / "calendar.yml", SchoolCalendar),
        records=tuple(read(p, HeldRecord) for p in sorted((folder / "records").glob("*.yml"))),
    )


def test_the_sample_schools_have_one_late_action_in_all_and_no_other_fault() -> None:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    day = date(2026, 11, 22)
    folders = sorted((ROOT / "content" / "schools").glob("sample*"))
    found = {
        folder.name: [
            finding.code
            for finding in find_record_faults(read_campus(folder), day, settings.school_year)
        ]
        for folder in folders
    }
    assert {name: codes for name, codes in found.items() if codes} == {"sample": ["A314"]}


def test_an_item_that_is_not_there_contradicts_no_record() -> None:
    campus = Campus.model_construct(
        school=SCHOOL, calendar=CALENDAR, records=(record(item="smoke-drill"),)
    )
    assert {f.code for f in find_record_faults(campus, AS_OF, YEAR)} == {"A315"}
    for known in ({"smoke-drill"}, {"fire-drill"}):
        assert list(find_record_faults(campus, AS_OF, YEAR, known)) == []
    both = {"smoke-drill", "fire-drill"}
    assert {f.code for f in find_record_faults(campus, AS_OF, YEAR, both)} == {"A315"}
