# SPDX-License-Identifier: MIT
"""Made-up plans, items and schools in code, small enough to see through."""

from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Any
from zlib import crc32

from generator.check.card import with_cards
from generator.check.judgement import Judgement
from generator.finding import SourceFile
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.coverage import Coverage, Outcome, Step, Verdict
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.plan import Plan
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching
from generator.model.review import Reviewer
from generator.model.school import Campus, CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.shelf import ITEMS
from generator.model.topic import Source, Topic
from generator.review import Comparison, make_reviews, subjects
from generator.settings import SchoolYear, Settings

SHA256 = "0" * 64

AS_OF = date(2026, 11, 22)

COMPARISON = Comparison(compared=("law",), by=Reviewer.PROGRAM, day=AS_OF)
"""With what `reviewed` compares every claim."""


HANZI = bytes(b for pair in product(range(0xB0, 0xD7), range(0xA1, 0xFF)) for b in pair).decode(
    "gb2312"
)
"""The 3,666 first hanzi of GB 2312, which every font of ours has."""

MOST_STRIDE = 50


def text(zh: str, en: str = "") -> dict[str, str]:
    """Return both languages; English that is left out is as long as it should be."""
    return {"zh": zh, "en": en or " ".join(["word"] * max(1, len(zh) * 3 // 5))}


def prose(characters: int, of: str) -> dict[str, str]:
    """Return a text of so many different characters, another one for every name."""
    seed = crc32(of.encode())
    first, stride = seed % len(HANZI), 1 + seed // len(HANZI) % MOST_STRIDE
    return text("".join(HANZI[(first + stride * i) % len(HANZI)] for i in range(characters)))


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
                "supports": text("学校要教消防"),
                "mark": "A",
                "read": "2026-11-01",
            }
        ],
        "history": [{"version": "1", "date": "2026-11-01", "change": text("初版")}],
        "review_by": "2027-11-01",
        **changes,
    }


LONG = [prose(300, name) for name in ("long", "longer", "longest")]
"""As many characters as a lesson or drill must have at least."""


def step(phase: str, minutes: int) -> dict[str, Any]:
    return {"phase": phase, "minutes": minutes, "title": text("步骤"), "do": [prose(24, phase)]}


def question(name: str) -> dict[str, Any]:
    return {"question": text(name), "answer": text("答"), "reason": prose(6, name)}


def lesson(name: str = "fire-lesson", **changes: Any) -> Lesson:
    criterion = {
        "behaviour": text("行为"),
        "not_yet": text("未"),
        "nearly": text("近"),
        "secure": text("稳"),
    }
    own = {
        "minutes": 40,
        "summary": prose(20, "summary"),
        "domain": text("领域"),
        "pillar": 3,
        "objectives": {key: [prose(14, key)] for key in ("know", "do", "feel")},
        "can_do": [prose(20, "can do")],
        "materials": {"teacher": [prose(20, "materials")]},
        "low_tech": prose(20, "low tech"),
        "steps": [
            step("tell", 10),
            step("show", 10),
            step("rehearse", 15),
            step("feedback", 5),
        ],
        "differentiation": {key: prose(14, key) for key in ("support", "core", "stretch")},
        "access": LONG,
        "distress": prose(20, "distress"),
        "assessment": {
            "before": [question(name) for name in "甲乙"],
            "after": [question(name) for name in "丙丁戊己"],
            "rubric": [criterion] * 2,
        },
        "letter": {
            "greeting": text("家长"),
            "body": [prose(80, "letter")],
            "try_at_home": [prose(14, "at home")],
        },
        "booster": {"after_weeks": 4, "activity": prose(16, "booster")},
    }
    return Lesson.parse(teaching(name, **{**own, **changes}), at(f"lessons/{name}.yml"))


def drill(name: str = "fire-drill", **changes: Any) -> Drill:
    variants = [
        {
            "id": name,
            "title": text("一"),
            "situation": prose(14, f"situation {name}"),
            "expected": [prose(14, f"expected {name}")],
        }
        for name in "abc"
    ]
    moments = ((-60, "说明"), (0, "警报响"), (0, "停下"), (60, "点名两遍"), (90, "宣布结束"))
    own = {
        "purpose": prose(20, "purpose"),
        "minutes": 20,
        "announced": True,
        "announcement": prose(20, "announcement"),
        "target_time": prose(12, "target"),
        "preparation": LONG,
        "variants": variants,
        "roles": [{"post": text("岗位"), "job": [prose(14, name)]} for name in "xyz"],
        "signal": prose(16, "signal"),
        "timeline": [{"at_s": s, "who": text("谁"), "action": text(zh)} for s, zh in moments],
        "routes": prose(20, "routes"),
        "roll_call": [prose(24, "roll call")],
        "stop_word": prose(10, "stop"),
        "safety_officer": prose(20, "officer"),
        "access_needs": [prose(20, "access")],
        "distress": prose(20, "distress"),
        "debrief": [{"audience": "primary", "questions": [text("问一"), text("问二")]}],
        "observer_sheet": [prose(10, f"seen {n}") for n in range(5)],
        "record": [prose(24, "record")],
        "after_action": [prose(24, "after")],
        "procedure": "fire-procedure",
    }
    return Drill.parse(teaching(name, **{**own, **changes}), at(f"drills/{name}.yml"))


def procedure(name: str = "fire-procedure", **changes: Any) -> Procedure:
    action = {"who": text("老师"), "action": text("报警"), "how": text("大声喊")}
    own = {
        "trigger": prose(250, "trigger"),
        "first_minute": [action] * 3,
        "then": [action] * 2,
        "calls": [
            {"who": text("谁"), "to": text("消防"), "number": "119", "say": prose(14, "say")}
        ],
        "report": prose(16, "report"),
        "do_not": [text("不乘电梯"), prose(10, "not"), prose(10, "never")],
        "hand_over": [prose(10, f"told {n}") for n in range(3)],
    }
    return Procedure.parse(teaching(name, **{**own, **changes}), at(f"procedures/{name}.yml"))


def poster(name: str = "fire-poster", **changes: Any) -> Poster:
    panels = [
        {"pictogram": "fire", "title": text("标题"), "text": prose(8, name)} for name in "abcd"
    ]
    own = {
        "headline": prose(60, "headline"),
        "subline": text("副题"),
        "panels": panels,
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


def shelves(*items: Teaching) -> MappingProxyType[ItemKind, MappingProxyType[str, Teaching]]:
    """Return the items by kind and id."""
    return MappingProxyType(
        {
            kind: MappingProxyType({i.id: i for i in items if type(i) is model})
            for kind, model in ITEMS.items()
        }
    )


def content(judged: Plan, *items: Teaching, campuses: tuple[Campus, ...] = ()) -> Content:
    return Content(
        plans=MappingProxyType({judged.id: judged}),
        topics=MappingProxyType({"fire": FIRE}),
        sources=MappingProxyType({"law": LAW}),
        shelves=shelves(*items),
        campuses=MappingProxyType({c.school.id: c for c in campuses}),
    )


def reviewed(given: Content) -> Content:
    """Return the content with its cards, every claim compared with clause and sources."""
    carded = with_cards(given)
    reviews = [r for s in subjects(carded) for r in make_reviews(carded, s, COMPARISON)]
    return replace(carded, reviews=MappingProxyType({r.subject: r for r in reviews}))


def judgement(given: Content, **changes: Any) -> Judgement:
    """Return how the content is judged, once all of it has been reviewed."""
    return Judgement(content=reviewed(given), settings=settings(), as_of=AS_OF, **changes)


def outcomes(verdict: Verdict) -> dict[Step, Outcome]:
    return dict(verdict.steps)


def statuses(coverage: Coverage) -> dict[str, str]:
    """Return the status of every verdict by `requirement@audience`."""
    return {f"{v.requirement.id}@{v.audience}": v.status for v in coverage.verdicts}
