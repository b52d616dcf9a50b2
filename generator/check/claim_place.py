# SPDX-License-Identifier: MIT
"""In which file a claim belongs, and what the kinds of demands are called."""

from collections.abc import Mapping

from generator.check.claim import FITTING_ENTRIES, fitting_items
from generator.model.plan import Requirement, RequirementKind

KIND_EN: Mapping[RequirementKind, str] = {
    RequirementKind.TOPIC: "a lesson",
    RequirementKind.DRILL: "a drill",
    RequirementKind.PROCEDURE: "a procedure",
    RequirementKind.TRAINING: "a training lesson",
    RequirementKind.AWARENESS_DAY: "an awareness day in the calendar",
    RequirementKind.DISPLAY: "a poster or evacuation sheet",
    RequirementKind.CHECKLIST: "a checklist",
    RequirementKind.FORM: "a form",
    RequirementKind.DUTY: "a statement of duties",
    RequirementKind.PARENT: "a letter to parents",
    RequirementKind.ASSESSMENT: "a test",
    RequirementKind.METHOD: "a lesson, activity or drill of that form",
    RequirementKind.CALENDAR: "an entry in the calendar",
}

KIND_ZH: Mapping[RequirementKind, str] = {
    RequirementKind.TOPIC: "课",
    RequirementKind.DRILL: "演练",
    RequirementKind.PROCEDURE: "处置流程",
    RequirementKind.TRAINING: "培训",
    RequirementKind.AWARENESS_DAY: "宣传日日程",
    RequirementKind.DISPLAY: "海报或疏散图",
    RequirementKind.CHECKLIST: "检查表",
    RequirementKind.FORM: "记录表",
    RequirementKind.DUTY: "岗位职责",
    RequirementKind.PARENT: "家长信",
    RequirementKind.ASSESSMENT: "测评",
    RequirementKind.METHOD: "教学形式",
    RequirementKind.CALENDAR: "日程",
}


def where_to_claim(requirement: Requirement) -> tuple[str, str]:
    """Return in which file a claim belongs, in both languages."""
    name, kind = requirement.id, requirement.kind
    if kind in FITTING_ENTRIES:
        return (
            f"在学校 calendar.yml 的一条日程的 covers 里写上 {name}。",
            f"Write {name} under `covers` of an entry in a school's calendar.yml.",
        )
    items = fitting_items(requirement)
    if not items:
        return (
            f"还没有“{KIND_ZH[kind]}”这一种内容，只能照实列为缺口。",
            f"There is no content of kind {kind.value} yet; it stays an open gap.",
        )
    shelves = sorted(kind.value for kind in items)
    return (
        f"在 content/{'、'.join(shelves)} 里合适的一篇的 covers 里写上 {name}。",
        f"Write {name} under `covers` of a fitting item in content/{' or '.join(shelves)}.",
    )
