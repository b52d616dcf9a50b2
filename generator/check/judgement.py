# SPDX-License-Identifier: MIT
"""What verdicts are judged by."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.check.doubt import Doubt, find_doubt
from generator.check.evidence import Shelf
from generator.check.schedule import CampusYear
from generator.model.content import Content
from generator.model.coverage import Step
from generator.model.output import Output
from generator.model.plan import Plan, Unit
from generator.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What verdicts are judged by."""

    content: Content
    """With the cards of its items."""
    settings: Settings
    as_of: date
    output: Output | None = None
    """What was built; without it, step `built` is not judged."""
    is_built_assumed: bool = False
    """True while pages are made that tell of the verdict before it can be known."""
    steps: frozenset[Step] = frozenset(Step)
    """The steps to judge."""
    only: frozenset[str] | None = None
    """Requirements to judge; where none are named, all. Clauses without one are left out."""
    whole: frozenset[str] = frozenset()
    """Plans of which no clause is left out."""

    def wants(self, plan: Plan, unit: Unit) -> bool:
        """Say whether a clause, or anything that it asks for, is to be judged."""
        is_wanted = self.only is None or plan.id in self.whole
        return is_wanted or any(r.id in (self.only or ()) for r in unit.requirements)

    @cached_property
    def followed(self) -> tuple[Plan, ...]:
        """The plans that the configuration follows, in its order."""
        plans = self.content.plans
        return tuple(plans[name] for name in self.settings.plans if name in plans)

    @cached_property
    def campus_years(self) -> tuple[CampusYear, ...]:
        """The judged year of every school."""
        year, campuses = self.settings.school_year, self.content.campuses.values()
        return tuple(CampusYear(campus=c, year=year, as_of=self.as_of) for c in campuses)

    @cached_property
    def doubt(self) -> Doubt:
        """What cannot be known for files that cannot be read."""
        return find_doubt(self.content)

    @cached_property
    def shelf(self) -> Shelf:
        """Where evidence stands in the output."""
        return Shelf(content=self.content, settings=self.settings, output=self.output)
