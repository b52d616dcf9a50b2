# SPDX-License-Identifier: MIT
"""Requirements of a plan whose deadline has passed, by year and by annex."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.coverage import PlanCoverage
from generator.model.plan import Requirement

ANNEX = "附件"
"""How the clauses of an annex begin: `附件2 74`, `附件 3`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedRow:
    """One requirement whose deadline has passed."""

    clause: str
    row: str
    """The same without the annex: `74` of `附件2 74`."""
    requirement: Requirement
    place: tuple[int, int]
    """Number of the clause in the plan, and of the requirement in the clause."""

    @property
    def deadline(self) -> str:
        """Return the deadline as the clause gives it."""
        return self.requirement.cadence.deadline or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedGroup:
    """Those of one year in one annex, in the order of the plan."""

    year: str
    annex: str
    """Empty for the plan's own text."""
    rows: tuple[PassedRow, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the clauses, each once."""
        return tuple(dict.fromkeys(row.clause for row in self.rows))

    @property
    def lines(self) -> tuple[PassedRow, ...]:
        """Return the first of each clause and deadline."""
        first = {(row.clause, row.deadline): row for row in reversed(self.rows)}
        return tuple(row for row in self.rows if first[row.clause, row.deadline] is row)


def group_passed(plan: PlanCoverage) -> tuple[PassedGroup, ...]:
    """Return the requirements whose deadline had passed when they were judged, year by year."""
    groups: dict[tuple[str, str], list[PassedRow]] = {}
    for annex, row in _rows(plan):
        groups.setdefault((row.deadline[:4], annex), []).append(row)
    return tuple(
        PassedGroup(year=year, annex=annex, rows=tuple(rows))
        for (year, annex), rows in sorted(groups.items())
    )


def _rows(plan: PlanCoverage) -> Iterator[tuple[str, PassedRow]]:
    verdicts = (v for unit in plan.units for v in unit.verdicts if v.is_past_deadline)
    ended = {verdict.requirement.id for verdict in verdicts}
    for u, unit in enumerate(plan.plan.units):
        for r, requirement in enumerate(unit.requirements):
            if requirement.id in ended:
                annex, _, row = unit.clause.partition(" ")
                is_annex = annex.startswith(ANNEX)
                yield (
                    annex if is_annex else "",
                    PassedRow(
                        clause=unit.clause,
                        row=row or annex if is_annex else unit.clause,
                        requirement=requirement,
                        place=(u, r),
                    ),
                )
