# SPDX-License-Identifier: MIT
"""Clauses that count the same thing and differ; the strictest is the working target."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.check.cadence import windows_of
from generator.finding import Finding, Severity
from generator.model.audience import Audience
from generator.model.coverage import Conflict, Demand
from generator.model.plan import Cadence, Per, Plan
from generator.settings import SchoolYear

NO_NUMBER = frozenset({Per.VAGUE, Per.UNSAID, Per.EVENT})
"""Cadences that say no number."""

Targets = Mapping[tuple[str, Audience], tuple[Demand, Cadence]]
"""The strictest demand of each measure and audience, with its cadence."""

_Counted = dict[tuple[str, Audience], list[tuple[Demand, Cadence]]]


def has_number(cadence: Cadence) -> bool:
    """Say whether a cadence can be counted."""
    return cadence.per not in NO_NUMBER or bool(cadence.on or cadence.by)


def find_targets(plans: Iterable[Plan], year: SchoolYear) -> tuple[Targets, tuple[Conflict, ...]]:
    """Return the strictest demand on every measure and audience, and where demands differ."""
    counted = _count(plans, lambda c: c.count * sum(1 for _ in windows_of(c, year)))
    conflicts = tuple(
        Conflict(measure=measure, audience=audience, demands=tuple(d for d, _ in demands))
        for (measure, audience), demands in sorted(counted.items())
        if len({d.required for d, _ in demands}) > 1
    )
    return {key: demands[0] for key, demands in counted.items()}, conflicts


def _count(plans: Iterable[Plan], required: Callable[[Cadence], int]) -> _Counted:
    found: _Counted = defaultdict(list)
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
                    found[requirement.measure, audience].append((demand, requirement.cadence))
    for demands in found.values():
        demands.sort(key=lambda pair: (-pair[0].required, pair[0].requirement))
    return found


def find_conflicts(conflicts: Iterable[Conflict]) -> Iterator[Finding]:
    """Yield each conflict as advice: every clause is judged by itself all the same."""
    for conflict in conflicts:
        strictest = conflict.demands[0]
        told = [f"{d.clause}: {d.required}" for d in conflict.demands]
        yield Finding(
            code="V510",
            severity=Severity.ADVICE,
            origin=strictest.origin,
            what_zh=f"各条款对 {conflict.audience.value} 的 {conflict.measure} "
            f"要求的次数不同（每学年）：{'；'.join(told)}",
            what_en=f"clauses differ on {conflict.measure} for {conflict.audience.value} "
            f"(a school year): {'; '.join(told)}",
            mend_zh=f"逐条照判；安排日程以最严的 {strictest.clause} 为准。",
            mend_en=f"Each is judged by itself; plan by the strictest, {strictest.clause}.",
            subject=f"{conflict.measure}@{conflict.audience.value}",
        )
