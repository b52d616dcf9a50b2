# SPDX-License-Identifier: MIT
"""Made-up plans, items and schools in code, small enough to see through."""

from datetime import date
from types import MappingProxyType
from typing import Any

from generator.check.coverage import Judgement
from generator.finding import SourceFile
from generator.model.content import Content
from generator.model.coverage import Coverage, Outcome, Step, Verdict
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.plan import Plan
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.school import Campus, CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.topic import Source, Topic
from generator.settings import SchoolYear, Settings

SHA256 = "0" * 64

AS_OF = date(2026, 11, 22)


def text(zh: str, en: str = "words") -> dict[str, str]:
    return {"zh": zh, "en": en}


def at(path: str) -> SourceFile:
    return SourceFile(path=path)


YEAR_DATA: dict[str, Any] = {
    "terms": [
        {"id": "autumn", "name": text("秋"), "first": "2026-09-01", "last": "2027-01-29"},
        {"id": "spring", "name": text("春"), "first": "2027-02-22", "last": "2027-07-02"},
    ],
    "holidays": [
        {"id": "national", "name": text("国庆"), "first": "2026-10-01", "last": "2026-10-07"},
        {"id": "labour", "name": text("劳动"), "first": "2027-05-01", "last": "2027-05-05"},
    ],
}

YEAR = SchoolYear.model_validate(YEAR_DATA)


def settings(**changes: Any) -> Settings:
    data = {
        "id": "site",
        "name": text("站"),
        "address": "https://school.example",
        "as_of": AS_OF,
        "plans": ["plan-a"],
        "school_year": YEAR_DATA,
        **changes,
    }
    return Settings.parse(data, at("site_config.yml"))


def teaching(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": text("消防", "Fire"),
        "topic": "fire",
        "audiences": ["primary"],
        "covers": ["plan-a/1"],
        "citations": [
            {
                "source": "law",
                "supports": text("依据"),
                "mark": "A",
                "read": "2026-11-01",
            }
        ],
        "history": [{"version": "1", "date": "2026-11-01", "change": text("初版")}],
        "review_by": "2027-11-01",
        **changes,
    }


LONG = "走" * 900
"""As many characters as a lesson or drill must have at least."""


def step(phase: str, minutes: int) -> dict[str, Any]:
    return {"phase": phase, "minutes": minutes, "title": text("步骤"), "do": [text("做")]}


def lesson(name: str = "fire-lesson", **changes: Any) -> Lesson:
    question = {"question": text("问"), "answer": text("答"), "reason": text("因")}
    criterion = {
        "behaviour": text("行为"),
        "not_yet": text("未"),
        "nearly": text("近"),
        "secure": text("稳"),
    }
    own = {
        "minutes": 40,
        "summary": text("概要"),
        "domain": text("领域"),
        "pillar": 3,
        "objectives": {"know": [text("知")], "do": [text("行")], "feel": [text("情")]},
        "can_do": [text("我能")],
        "materials": {"teacher": [text("图")]},
        "low_tech": text(LONG),
        "steps": [
            step("tell", 10),
            step("show", 10),
            step("rehearse", 15),
            step("feedback", 5),
        ],
        "differentiation": {"support": text("易"), "core": text("中"), "stretch": text("难")},
        "access": [text("同行")],
        "distress": text("陪伴"),
        "assessment": {
            "before": [question] * 2,
            "after": [question] * 3,
            "rubric": [criterion] * 2,
        },
        "letter": {
            "greeting": text("家长"),
            "body": [text("信")],
            "try_at_home": [text("在家")],
        },
        "booster": {"after_weeks": 4, "activity": text("复习")},
    }
    return Lesson.parse(teaching(name, **{**own, **changes}), at(f"lessons/{name}.yml"))


def drill(name: str = "fire-drill", **changes: Any) -> Drill:
    variant = {
        "id": "a",
        "title": text("一"),
        "situation": text("一"),
        "expected": [text("一")],
    }
    moment = {"at_s": 0, "who": text("谁"), "action": text("走")}
    own = {
        "purpose": text(LONG),
        "minutes": 20,
        "announced": True,
        "announcement": text("通知"),
        "target_time": text("目标"),
        "preparation": [text("准备")],
        "variants": [variant] * 3,
        "roles": [{"post": text("岗位"), "job": [text("职责")]}] * 3,
        "signal": text("铃声"),
        "timeline": [{**moment, "at_s": s} for s in (-60, 0, 0, 30, 90)],
        "routes": text("路线"),
        "roll_call": [text("点名")],
        "stop_word": text("停"),
        "safety_officer": text("安全员"),
        "access_needs": [text("轮椅")],
        "distress": text("陪伴"),
        "debrief": [{"audience": "primary", "questions": [text("问")]}],
        "observer_sheet": [text("看见")] * 5,
        "record": [text("记录")],
        "after_action": [text("改进")],
        "procedure": "fire-procedure",
    }
    return Drill.parse(teaching(name, **{**own, **changes}), at(f"drills/{name}.yml"))


def procedure(name: str = "fire-procedure", **changes: Any) -> Procedure:
    action = {"who": text("老师"), "action": text("报警"), "how": text("大声喊")}
    own = {
        "trigger": text("火" * 250),
        "first_minute": [action] * 3,
        "then": [action] * 2,
        "calls": [{"who": text("谁"), "to": text("消防"), "number": "119", "say": text("说")}],
        "report": text("报告"),
        "do_not": [text("不乘电梯")],
        "hand_over": [text("交接")],
    }
    return Procedure.parse(teaching(name, **{**own, **changes}), at(f"procedures/{name}.yml"))


def poster(name: str = "fire-poster", **changes: Any) -> Poster:
    panel = {"pictogram": "fire", "title": text("标题"), "text": text("文字")}
    own = {
        "headline": text("走" * 60),
        "subline": text("副题"),
        "panels": [panel] * 4,
        "closing": text("记住"),
    }
    return Poster.parse(teaching(name, **{**own, **changes}), at(f"posters/{name}.yml"))


def requirement(path: str = "1", **changes: Any) -> dict[str, Any]:
    return {
        "id": f"plan-a/{path}",
        "kind": "topic",
        "topic": "fire",
        "audiences": ["primary"],
        "cadence": {"per": "unsaid"},
        "terms": ["消防"],
        "text": text("教消防"),
        **changes,
    }


def plan(*requirements: dict[str, Any]) -> Plan:
    """Return plan A with one clause for every requirement: 一, 二 …"""
    units = [
        {
            "clause": clause,
            "sha256": SHA256,
            "disposition": "requirement",
            "requirements": [each],
        }
        for clause, each in zip("一二三四五六", requirements, strict=False)
    ]
    data = {
        "id": "plan-a",
        "number": "甲〔2026〕1号",
        "title": text("方案甲", "Plan A"),
        "issuer": text("甲局"),
        "issued": "2026-01-01",
        "units": units,
    }
    return Plan.parse(data, at("plans/plan-a.yml"))


def entry(**changes: Any) -> dict[str, Any]:
    return {
        "id": "entry",
        "kind": "drill",
        "title": text("演练"),
        "item": "fire-drill",
        "dates": ["2026-09-10"],
        "audiences": ["primary"],
        **changes,
    }


def campus(*entries: dict[str, Any], name: str = "school-a", **changes: Any) -> Campus:
    """Return a school without buildings, with the entries in its calendar."""
    records = changes.pop("records", ())
    school = {
        "id": name,
        "name": text("甲校", "School A"),
        "address": text("某路"),
        "stages": ["primary"],
        "assembly_points": [{"id": "yard", "name": text("操场"), "at_m": [0, 0]}],
        **changes,
    }
    calendar = {"id": "calendar", "entries": list(entries)}
    return Campus.model_construct(
        school=School.parse(school, at(f"schools/{name}/school.yml")),
        calendar=SchoolCalendar.parse(calendar, at(f"schools/{name}/calendar.yml")),
        records=tuple(HeldRecord.parse(r, at("record.yml")) for r in records),
    )


def registry(*codes: tuple[str, str], host: str = "school.example") -> CodeRegistry:
    issued = [
        {"code": code, "building": "house", "place": place, "issued": "2026-11-22"}
        for code, place in codes
    ]
    return CodeRegistry.parse({"id": "codes", "host": host, "codes": issued}, at("codes.yml"))


FIRE = Topic.parse(
    {
        "id": "fire",
        "title": text("消防"),
        "summary": text("火"),
        "pictogram": "fire",
        "order": 1,
        "terms": ["消防", "火灾"],
    },
    at("topics/fire.yml"),
)

LAW = Source.parse({"id": "law", "title": text("法"), "issuer": text("某")}, at("sources/law.yml"))


def content(
    judged: Plan, *items: Lesson | Drill | Procedure | Poster, campuses: tuple[Campus, ...] = ()
) -> Content:
    def shelf(kind: type) -> MappingProxyType[str, Any]:
        return MappingProxyType({i.id: i for i in items if isinstance(i, kind)})

    return Content(
        plans=MappingProxyType({judged.id: judged}),
        topics=MappingProxyType({"fire": FIRE}),
        sources=MappingProxyType({"law": LAW}),
        lessons=shelf(Lesson),
        drills=shelf(Drill),
        procedures=shelf(Procedure),
        posters=shelf(Poster),
        campuses=MappingProxyType({c.school.id: c for c in campuses}),
    )


def judgement(given: Content, **changes: Any) -> Judgement:
    return Judgement(content=given, settings=settings(), as_of=AS_OF, **changes)


def outcomes(verdict: Verdict) -> dict[Step, Outcome]:
    return dict(verdict.steps)


def statuses(coverage: Coverage) -> dict[str, str]:
    """Return the status of every verdict by `requirement@audience`."""
    return {f"{v.requirement.id}@{v.audience}": v.status for v in coverage.verdicts}
