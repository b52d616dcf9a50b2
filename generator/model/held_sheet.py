# SPDX-License-Identifier: MIT
"""The workbook of a school's records: which columns it has, so that what was filled in is read."""

from collections.abc import Mapping
from types import MappingProxyType

RECORD_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "day": "calendar.day",
        "kind": "calendar.kind",
        "what": "calendar.what",
        "audiences": "calendar.for",
        "classes": "office.classes",
        "minutes": "lesson.minutes",
        "seconds": "office.seconds",
        "observed": "office.observed",
        "id": "office.record_id",
    }
)
"""Columns of what was held with the word at the head of each."""

ACTION_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "day": "calendar.day",
        "what": "calendar.what",
        "found": "checklist.found",
        "action": "office.action",
        "owner": "checklist.owner",
        "due": "checklist.due",
        "done": "checklist.done",
    }
)
"""Columns of what must be mended; day and what name the record."""


def label(title: str, name: str) -> str:
    """Return what stands in the column of what was held: the title, then the id to find it by."""
    return f"{title} [{name}]"


def name_in(text: str) -> str | None:
    """Return the id in what `label` wrote; None where there is none."""
    before, bracket, rest = text.strip().rpartition("[")
    return rest.removesuffix("]") if bracket and before and rest.endswith("]") else None
