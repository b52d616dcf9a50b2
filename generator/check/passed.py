# SPDX-License-Identifier: MIT
"""Deadlines that plans name with their year and that have passed: told, never a gap."""

from collections.abc import Iterator
from itertools import groupby

from generator.finding import Finding, Severity
from generator.model.coverage import Coverage
from generator.model.passed import PassedGroup, PassedRow, group_passed
from generator.model.plan import Plan


def find_passed_deadlines(coverage: Coverage) -> Iterator[Finding]:
    """Yield for each plan, year and annex which clauses had a deadline that has passed."""
    for plan in coverage.plans:
        for group in group_passed(plan):
            yield _told(plan.plan, group)


def _told(plan: Plan, group: PassedGroup) -> Finding:
    count = len(group.clauses)
    u, r = group.rows[0].place
    of_zh, of_en = (f" {group.annex} ", f" {group.annex}") if group.annex else (" ", "")
    listed = list(_listed(group.rows))
    return Finding(
        code="V514",
        severity=Severity.ADVICE,
        origin=plan.at("units", u, "requirements", r, "cadence"),
        what_zh=f"{plan.short_name}{of_zh}写的 {group.year} 年的期限已过，共 {count} 条："
        + "；".join(f"{deadline}：{'、'.join(rows)}" for deadline, rows in listed),
        what_en=f"deadlines in {group.year} of {plan.short_name}{of_en} have passed, for {count} "
        f"{'clause' if count == 1 else 'clauses'}: "
        + "; ".join(f"{deadline}: {', '.join(rows)}" for deadline, rows in listed),
        mend_zh="不是缺口：这些条款判的是现在有没有。方案换了新的，就换上新方案。",
        mend_en="This is no gap: what is judged is whether it is there now. Where a newer plan "
        "took its place, follow that.",
        subject=f"{plan.id}@{group.year}{group.annex}",
    )


def _listed(rows: tuple[PassedRow, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield each deadline with its rows, neighbouring numbers as `1–3`."""
    for deadline in sorted({row.deadline for row in rows}):
        own = dict.fromkeys(row.row for row in rows if row.deadline == deadline)
        yield deadline, [*_in_runs(own)]


def _in_runs(names: dict[str, None]) -> Iterator[str]:
    numbered = enumerate(names)
    for _, run in groupby(numbered, lambda n: int(n[1]) - n[0] if n[1].isdecimal() else n[1]):
        several = [name for _, name in run]
        is_long = len(several) > 2  # noqa: PLR2004 - two are told as two
        yield from [f"{several[0]}–{several[-1]}"] if is_long else several
