# SPDX-License-Identifier: MIT
"""Clauses that count the same thing and differ; the strictest is the working target."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from generator.check.cadence import windows_of
from generator.finding import Finding, Severity
from generator.model.audience import Audience
from generator.model.coverage import Conflict, Demand
from generator.model.plan import Cadence, Plan
from generator.settings import SchoolYear

Targets = Mapping[tuple[str, Audience], tuple[Demand, Cadence]]
"""The strictest demand of each measure and audience, with its cadence."""

_Counting = tuple[Demand, Cadence]

_Asked = dict[Audience, list[_Counting]]
"""What clauses ask for on one measure, by audience."""


def has_number(cadence: Cadence) -> bool:
    """Say whether a cadence can be counted."""
    return cadence.asks_number or cadence.by is not None


def find_targets(plans: Iterable[Plan], year: SchoolYear) -> tuple[Targets, tuple[Conflict, ...]]:
    """Return the strictest demand on every measure and audience, and where demands differ.

    What is asked of a whole stage is asked of its bands too, and the number of a band binds a
    vague clause on the stage; but two bands never contradict each other.
    """
    counted = _count(plans, lambda c: c.count * sum(1 for _ in windows_of(c, year)))
    targets = {
        (measure, audience): binding[0]
        for measure, asked in counted.items()
        for audience in Audience
        if (binding := _binding(asked, audience))
    }
    conflicts = chain.from_iterable(
        _conflicts(measure, counted[measure]) for measure in sorted(counted)
    )
    return targets, tuple(conflicts)


def _conflicts(measure: str, asked: _Asked) -> Iterator[Conflict]:
    for audience in sorted(asked):
        demands = _strictest_first(asked, [a for a in asked if a.comprises(audience)])
        if len({demand.required for demand, _ in demands}) > 1:
            told = tuple(demand for demand, _ in demands)
            yield Conflict(measure=measure, audience=audience, demands=told)


def _binding(asked: _Asked, audience: Audience) -> list[_Counting]:
    """Return what is asked of all or some of the audience, the strictest first."""
    same = [a for a in asked if a.comprises(audience) or audience.comprises(a)]
    return _strictest_first(asked, same)


def _strictest_first(asked: _Asked, audiences: Iterable[Audience]) -> list[_Counting]:
    joined = chain.from_iterable(asked[audience] for audience in audiences)
    return sorted(joined, key=lambda pair: (-pair[0].required, pair[0].requirement))


def _count(plans: Iterable[Plan], required: Callable[[Cadence], int]) -> Mapping[str, _Asked]:
    """Return all demands with a number, by measure and audience."""
    found: dict[str, _Asked] = defaultdict(lambda: defaultdict(list))
    for plan in plans:
        for u, unit in enumerate(plan.units):
            for r, requirement in enumerate(unit.requirements):
                if not requirement.measure or not has_number(requirement.cadence):
                    continue
                demand = Demand(
                    requirement=requirement.id,
                    clause=f"{plan.short_name} {unit.clause}",
                    required=required(requirement.cadence),
                    origin=plan.at("units", u, "requirements", r, "cadence"),
                )
                for audience in requirement.audiences:
                    found[requirement.measure][audience].append((demand, requirement.cadence))
    return found


def find_conflicts(conflicts: Iterable[Conflict]) -> Iterator[Finding]:
    """Yield each conflict as advice: every clause is judged by itself all the same."""
    for conflict in conflicts:
        strictest, audience = conflict.demands[0], conflict.audience
        told = [f"{d.clause}: {d.required}" for d in conflict.demands]
        yield Finding(
            code="V510",
            severity=Severity.ADVICE,
            origin=strictest.origin,
            what_zh=f"各条款对{audience.shown_zh} 数的是同一件事（measure: {conflict.measure}），"
            f"每学年的次数却不同：{'；'.join(told)}",
            what_en=f"clauses that count the same thing for {audience.shown_en} "
            f"(measure: {conflict.measure}) differ on how often a school year: {'; '.join(told)}",
            mend_zh=f"逐条照判；安排日程以最严的 {strictest.clause} 为准。",
            mend_en=f"Each is judged by itself; plan by the strictest, {strictest.clause}.",
            subject=f"{conflict.measure}@{conflict.audience.value}",
        )
