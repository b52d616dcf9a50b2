# SPDX-License-Identifier: MIT
"""Deadlines that plans name with their year and that have passed: told, never a gap."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.finding import Finding, Origin, Severity
from generator.model.coverage import Coverage, PlanCoverage

Passed = Mapping[str, list[tuple[str, Origin]]]
"""Clauses, and where their cadences stand, by deadline."""


def find_passed_deadlines(coverage: Coverage) -> Iterator[Finding]:
    """Yield for each plan and deadline that has passed which clauses it ended."""
    for plan in coverage.plans:
        for deadline, places in sorted(_passed(plan).items()):
            yield _told(plan, deadline, places)


def _passed(plan: PlanCoverage) -> Passed:
    found: dict[str, list[tuple[str, Origin]]] = defaultdict(list)
    verdicts = (v for unit in plan.units for v in unit.verdicts if v.is_past_deadline)
    ended = {verdict.requirement.id for verdict in verdicts}
    for u, unit in enumerate(plan.plan.units):
        for r, requirement in enumerate(unit.requirements):
            if requirement.id in ended:
                origin = plan.plan.at("units", u, "requirements", r, "cadence")
                found[requirement.cadence.deadline or ""].append((unit.clause, origin))
    return found


def _told(plan: PlanCoverage, deadline: str, places: list[tuple[str, Origin]]) -> Finding:
    name, clauses = plan.plan.short_name, list(dict.fromkeys(clause for clause, _ in places))
    return Finding(
        code="V514",
        severity=Severity.ADVICE,
        origin=places[0][1],
        what_zh=f"{name} 写的期限 {deadline} 已过，共 {len(clauses)} 条：{'、'.join(clauses)}",
        what_en=f"the deadline {deadline} of {name} has passed, for {len(clauses)} "
        f"{'clause' if len(clauses) == 1 else 'clauses'}: {', '.join(clauses)}",
        mend_zh="不是缺口：这些条款判的是现在有没有。方案换了新的，就换上新方案。",
        mend_en="This is no gap: what is judged is whether it is there now. Where a newer plan "
        "took its place, follow that.",
        subject=f"{plan.plan.id}@{deadline}",
    )
