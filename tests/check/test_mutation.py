# SPDX-License-Identifier: MIT
"""Faults put into the real content: each turns exactly the verdicts red that rested on it."""

import random
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest

from generator.check.claim import FITTING_ITEMS
from generator.check.coverage import judge_coverage
from generator.finding import Finding
from generator.model.content import Content
from generator.model.coverage import Verdict
from generator.model.drill import Drill
from generator.model.lesson import Lesson, Phase
from generator.model.record import Teaching
from tests.check.real_content import real_content, real_judgement

SEED = 20261122

Key = tuple[str, str]
"""A requirement and an audience."""


@cache
def judged() -> dict[Key, Verdict]:
    return judge(real_content())


def judge(content: Content) -> dict[Key, Verdict]:
    verdicts = judge_coverage(real_judgement(content)).verdicts
    return {(v.requirement.id, v.audience.value): v for v in verdicts}


def shelf_of(item: Teaching) -> str:
    return f"{type(item).__name__.lower()}s"


def with_items(content: Content, shelf: str, items: dict[str, Any]) -> Content:
    return replace(content, **{shelf: MappingProxyType(items)})


@cache
def judged_without(shelf: str, name: str) -> dict[Key, Verdict]:
    content = real_content()
    kept = {k: v for k, v in getattr(content, shelf).items() if k != name}
    return judge(with_items(content, shelf, kept))


def changed(item: Teaching, **changes: Any) -> Content:
    content = real_content()
    items = {**getattr(content, shelf_of(item)), item.id: item.model_copy(update=changes)}
    return with_items(content, shelf_of(item), items)


def turned(after: dict[Key, Verdict]) -> dict[Key, str]:
    """Return the verdicts that the fault changed, with their new status."""
    before = judged()
    assert before.keys() == after.keys()
    return {k: after[k].status for k in after if after[k].status != before[k].status}


def fits(item: Teaching, verdict: Verdict) -> bool:
    """Say again, in other words than the checker's, whether an item can meet a demand."""
    asked = verdict.requirement
    who = {a.group for a in item.audiences}
    is_heard = verdict.audience.group in who or (
        verdict.audience == "parents" and isinstance(item, Lesson)
    )
    terms = real_content().topics[asked.topic].terms
    is_on = {
        "general": item.topic == "general" or asked.kind != "procedure",
        "evacuation": any(term in item.model_dump_json() for term in terms),
    }.get(asked.topic, item.topic == asked.topic)
    is_scheme = (asked.kind, asked.topic) == ("procedure", "evacuation") and isinstance(item, Drill)
    is_kind = is_scheme or isinstance(item, FITTING_ITEMS.get(asked.kind, ()))
    return asked.id in item.covers and is_heard and is_on and is_kind


def has_other_evidence(item: Teaching, verdict: Verdict) -> bool:
    others = (i for i in real_content().teaching if i.id != item.id)
    campuses = real_content().campuses.values()
    by_sheets = {c for campus in campuses for c in campus.school.covers}
    return verdict.requirement.id in by_sheets or any(fits(other, verdict) for other in others)


def rests_on(item: Teaching) -> set[Key]:
    """Return the covered verdicts for which the item is the only evidence."""
    return {
        key
        for key, verdict in judged().items()
        if verdict.status == "covered"
        and fits(item, verdict)
        and not has_other_evidence(item, verdict)
    }


def lost(item: Teaching, after: dict[Key, Verdict]) -> dict[Key, str]:
    """Return what was covered and is no more, where no other item shares the dates."""
    return {
        key: status
        for key, status in turned(after).items()
        if judged()[key].status == "covered"
        and not (judged()[key].planned and has_other_evidence(item, judged()[key]))
    }


ITEMS = sorted(real_content().teaching, key=lambda item: item.id)
CHANCE = random.Random(SEED)  # noqa: S311 - a fixed sample, the same in every run
SAMPLE = CHANCE.sample(ITEMS, min(6, len(ITEMS)))
LESSONS = CHANCE.sample([i for i in ITEMS if isinstance(i, Lesson)], 3)


def sampled(items: list[Any], sample: list[Any]) -> list[Any]:
    """Return all items; those outside the sample are tried by `make audit` alone."""
    return [
        pytest.param(item, id=item.id, marks=() if item in sample else pytest.mark.audit)
        for item in items
    ]


EVERY_ITEM = sampled(ITEMS, SAMPLE)
EVERY_LESSON = sampled([item for item in ITEMS if isinstance(item, Lesson)], LESSONS)


def test_something_rests_on_the_sample() -> None:
    assert sum(len(rests_on(item)) for item in SAMPLE) >= 8


@pytest.mark.parametrize("item", EVERY_ITEM)
def test_without_an_item_exactly_what_it_alone_covered_is_red(item: Teaching) -> None:
    after = judged_without(shelf_of(item), item.id)
    assert set(lost(item, after)) == rests_on(item)
    for key in rests_on(item):
        findings = after[key].findings
        assert {f.subject for f in findings} == {"@".join(key)}
        assert {f.code for f in findings} <= {"V501", "V502", "V503"}
        assert after[key].evidence == ()


@pytest.mark.parametrize("item", EVERY_ITEM)
def test_without_an_item_nothing_that_it_does_not_claim_changes(item: Teaching) -> None:
    after = judged_without(shelf_of(item), item.id)
    untouched = {k for k in after if k[0] not in item.covers}
    assert {k for k in untouched if after[k] != judged()[k]} == set()


@pytest.mark.parametrize("item", EVERY_ITEM)
def test_an_item_on_another_topic_covers_no_hazard(item: Teaching) -> None:
    after = judge(changed(item, topic="traffic"))
    hazards = {
        k for k in rests_on(item)
        if judged()[k].requirement.topic not in ("general", "evacuation", "traffic")
    }  # fmt: skip
    assert lost(item, after) == dict.fromkeys(hazards, "fitting")


@pytest.mark.parametrize("item", EVERY_LESSON)
def test_a_lesson_without_rehearsal_is_shallow_for_all_that_rests_on_it(item: Lesson) -> None:
    steps = tuple(
        s.model_copy(update={"phase": Phase.TELL}) if s.phase is Phase.REHEARSE else s
        for s in item.steps
    )
    after = judge(changed(item, steps=steps))
    assert lost(item, after) == dict.fromkeys(rests_on(item), "deep")


@pytest.mark.parametrize("item", EVERY_LESSON)
def test_a_lesson_for_one_audience_fewer_loses_exactly_that_audience(item: Lesson) -> None:
    gone = item.audiences[-1]
    left = tuple(a for a in item.audiences if a.group is not gone.group)
    after = judge(changed(item, audiences=left))
    assert set(lost(item, after)) == {k for k in rests_on(item) if k[1] == gone.group}


def test_without_its_calendar_a_school_holds_nothing_often_enough() -> None:
    content = real_content()
    campuses = {
        name: campus.model_copy(update={"calendar": None})
        for name, campus in content.campuses.items()
    }
    after = judge(replace(content, campuses=MappingProxyType(campuses)))
    assert all(verdict.planned == 0 for verdict in after.values())
    dated = {k for k, v in after.items() if v.requirement.kind in ("drill", "training", "parent")}
    assert [k for k in dated if after[k].status == "covered"] == []


def test_a_demand_that_nobody_claims_is_named_once_for_every_audience() -> None:
    after = judge(without_all_items())
    campuses = real_content().campuses.values()
    by_school = {c for campus in campuses for c in campus.school.covers}
    by_day = {
        c
        for campus in campuses
        for entry in (campus.calendar.entries if campus.calendar else ())
        for c in entry.covers
    }
    findings: list[Finding] = [f for v in after.values() for f in v.findings]
    named = [f.subject for f in findings if f.code == "V501"]
    expected = {"@".join(k) for k in after if k[0] not in by_school | by_day}
    assert set(named) == expected
    assert len(named) == len(expected)


def without_all_items() -> Content:
    shelves = ("lessons", "drills", "procedures", "posters")
    empty: dict[str, Any] = {name: MappingProxyType({}) for name in shelves}
    return replace(real_content(), **empty)
