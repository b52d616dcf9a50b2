# SPDX-License-Identifier: MIT
"""Catalogues that contradict themselves, and items that serve no clause."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from generator.check.card import with_cards
from generator.check.catalogue import find_catalogue_faults
from generator.finding import Finding, Severity
from generator.model.content import Content
from generator.model.plan import Plan
from tests.check.made_up import SHA256, at, content, lesson, plan, requirement, text


def plan_of(unit: dict[str, Any]) -> Plan:
    data = {
        "id": "plan-a",
        "title": text("方案甲"),
        "issuer": text("甲局"),
        "units": [{"clause": "一", "sha256": SHA256, **unit}],
    }
    return Plan.parse(data, at("plans/plan-a.yml"))


def faults(unit: dict[str, Any]) -> list[Finding]:
    return list(find_catalogue_faults(content(plan_of(unit)), []))


RIGHT: list[dict[str, Any]] = [
    {"disposition": "requirement", "requirements": [requirement()]},
    {"disposition": "not-content", "reason": "frame"},
    {"disposition": "not-content", "reason": "hardware", "term": "灭火器"},
    {"disposition": "unread"},
]

WRONG: list[dict[str, Any]] = [
    {"disposition": "requirement"},
    {"disposition": "not-content", "reason": "frame", "requirements": [requirement()]},
    {"disposition": "unread", "requirements": [requirement()]},
    {"disposition": "not-content"},
    {"disposition": "not-content", "reason": "hardware"},
    {"disposition": "unread", "reason": "frame"},
    {"disposition": "requirement", "reason": "frame", "requirements": [requirement()]},
    {"disposition": "requirement", "requirements": [{**requirement(), "id": "plan-b/1"}]},
]


@pytest.mark.parametrize("unit", RIGHT)
def test_an_entry_that_agrees_with_itself_is_right(unit: dict[str, Any]) -> None:
    assert faults(unit) == []


@pytest.mark.parametrize("unit", WRONG)
def test_an_entry_that_contradicts_itself_is_shown_at_its_clause(unit: dict[str, Any]) -> None:
    (finding,) = faults(unit)
    assert (finding.code, finding.severity) == ("P405", Severity.ERROR)
    assert (finding.origin.file, finding.origin.key) == ("plans/plan-a.yml", "units.0")
    assert finding.what_zh.startswith("条款 一：")
    assert finding.what_en.startswith("clause 一: ")


def orphans(given: Content) -> list[tuple[str, str, str]]:
    found = find_catalogue_faults(with_cards(given), ["plan-a"])
    return [(f.code, f.severity.value, f.subject) for f in found]


def test_an_item_that_serves_no_clause_is_advice() -> None:
    given = content(plan(requirement()), lesson(), lesson("spare", covers=[]))
    assert orphans(given) == [("V512", "advice", "spare")]
    (finding,) = find_catalogue_faults(with_cards(given), ["plan-a"])
    assert finding.what_zh == "“消防” [spare] 没有对应任何条款"
    assert finding.what_en == '"Fire" [spare] serves no clause'


def test_where_there_are_no_plans_no_item_is_an_orphan() -> None:
    given = replace(content(plan(), lesson(covers=[])), plans=MappingProxyType({}))
    assert orphans(given) == []


def test_a_clause_that_nobody_has_read_is_a_gap_where_its_plan_is_followed() -> None:
    given = content(plan_of({"disposition": "unread"}))
    (finding,) = find_catalogue_faults(given, ["plan-a"])
    assert (finding.code, finding.severity) == ("P406", "gap")
    assert list(find_catalogue_faults(given, [])) == []
