# SPDX-License-Identifier: MIT
"""Everything that was read, resolved and ready for the steps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.plan import Plan, Requirement
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching
from generator.model.school import Campus
from generator.model.topic import Source, Topic


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content tree as values, by id."""

    plans: Mapping[str, Plan] = field(default_factory=_empty)
    topics: Mapping[str, Topic] = field(default_factory=_empty)
    sources: Mapping[str, Source] = field(default_factory=_empty)
    lessons: Mapping[str, Lesson] = field(default_factory=_empty)
    drills: Mapping[str, Drill] = field(default_factory=_empty)
    procedures: Mapping[str, Procedure] = field(default_factory=_empty)
    posters: Mapping[str, Poster] = field(default_factory=_empty)
    campuses: Mapping[str, Campus] = field(default_factory=_empty)
    """Schools with everything in their folders."""

    @property
    def teaching(self) -> Iterator[Teaching]:
        """Yield lessons, drills, procedures and posters, in that order."""
        for shelf in (self.lessons, self.drills, self.procedures, self.posters):
            yield from shelf.values()

    @property
    def requirements(self) -> Iterator[Requirement]:
        """Yield every requirement of every plan in document order."""
        for plan in self.plans.values():
            for unit in plan.units:
                yield from unit.requirements
