# SPDX-License-Identifier: MIT
"""To which element a value in a file belongs, by the names that the file itself gives."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.finding import Key

_CALLED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "floors": ("楼层", "floor"),
        "spaces": ("空间", "space"),
        "doors": ("门", "door"),
        "stairs": ("楼梯", "stair"),
        "exits": ("出口", "exit"),
        "equipment": ("设备", "equipment"),
        "classes": ("班级", "class"),
        "entries": ("日程", "entry"),
        "requirements": ("要求", "requirement"),
        "clauses": ("条款", "clause"),
        "questions": ("题目", "question"),
        "terms": ("学期", "term"),
        "holidays": ("假期", "holiday"),
    }
)
"""What a list holds, in Chinese and English; any other goes by its key."""


def owner_of(data: object, key: Key) -> tuple[str, str]:
    """Return the elements around the value at `key`, outermost first, in Chinese and English.

    Empty where no list entry on the way names itself.
    """
    names = tuple(_named(data, key))
    zh, en = (
        " › ".join(f"{_CALLED.get(kind, (kind, kind))[n]} {name}" for kind, name in names)
        for n in (0, 1)
    )
    return zh, en


def _named(data: object, key: Key) -> Iterator[tuple[str, str]]:
    """Yield the list and the id of each entry on the way to `key`."""
    kind = ""
    for step in key:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
            if isinstance(data, dict) and isinstance(data.get("id"), str | int):
                yield kind, str(data["id"])
        elif isinstance(data, dict) and step in data:
            data, kind = data[step], str(step)
        else:
            return
