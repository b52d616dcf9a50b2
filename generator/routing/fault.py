# SPDX-License-Identifier: MIT
"""How a fault in a building is told: who it is about, what is wrong, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from generator.finding import Finding, Key, Severity
from generator.model.building import Building, Floor, Space
from generator.model.record import Text
from generator.model.school import Campus


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A building as its faults are looked for."""

    school: str
    building: Building

    def fault(self, code: str, key: Key, what: Text, mend: Text) -> Finding:
        """Return an error at the value under `key` of the building's file."""
        return Finding(
            code=code,
            severity=Severity.ERROR,
            origin=self.building.at(*key),
            what_zh=what.zh,
            what_en=what.en,
            mend_zh=mend.zh,
            mend_en=mend.en,
            subject=f"{self.school}/{self.building.id}",
        )

    def floors(self) -> Iterable[tuple[int, Floor]]:
        """Return the floors with their places in the file."""
        return enumerate(self.building.floors)

    def spaces(self) -> Iterable[tuple[Key, Floor, Space]]:
        """Yield each space with its key and its floor."""
        for i, floor in self.floors():
            for j, space in enumerate(floor.spaces):
                yield ("floors", i, "spaces", j), floor, space


def school_fault(campus: Campus, code: str, key: Key, telling: tuple[Text, Text]) -> Finding:
    """Return an error at the value under `key` of `school.yml`: what is wrong, how to mend it."""
    what, mend = telling
    return Finding(
        code=code,
        severity=Severity.ERROR,
        origin=campus.school.at(*key),
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
        subject=campus.school.id,
    )


def suggest(name: str, known: Iterable[str]) -> Text:
    """Return how to mend an unknown name: the names that come nearest, if any do."""
    near = get_close_matches(name, sorted(known), n=2)
    if not near:
        return Text(zh="请改用已有的编号，或补上它。", en="Use an id that exists, or add it.")
    zh, en = "、".join(f"“{n}”" for n in near), " or ".join(f'"{n}"' for n in near)
    return Text(zh=f"是否想写 {zh}？", en=f"Did you mean {en}?")
