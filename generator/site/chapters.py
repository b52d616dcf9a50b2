# SPDX-License-Identifier: MIT
"""The clauses of a plan in pieces short enough to be read through on a telephone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model.coverage import UnitCoverage
from generator.model.passed import ANNEX

MOST_CLAUSES = 20
"""Of a longer chapter so many clauses stand together."""

_NUMERAL = re.compile(r"前文|[一二三四五六七八九十]+|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Clauses that follow each other under one numeral of the plan, or in one annex."""

    units: tuple[UnitCoverage, ...]

    @property
    def name(self) -> str:
        """Return its first clause and its last."""
        first, last = self.units[0].unit.clause, self.units[-1].unit.clause
        return first if first == last else f"{first} – {last}"

    @property
    def statuses(self) -> Counter[str]:
        """Return how often each status occurs among its verdicts."""
        return Counter(verdict.status for unit in self.units for verdict in unit.verdicts)


def list_chapters(units: Iterable[UnitCoverage]) -> Iterator[Chapter]:
    """Yield the chapters of a plan in its order; each clause stands in just one."""
    for _, found in groupby(units, key=lambda unit: _head(unit.unit.clause)):
        alike = tuple(found)
        for start in range(0, len(alike), MOST_CLAUSES):
            yield Chapter(units=alike[start : start + MOST_CLAUSES])


def _head(clause: str) -> str:
    """Return what the clauses of a chapter begin with: `二`, or `附件2` for an annex."""
    if clause.startswith(ANNEX):
        return clause.partition(" ")[0]
    found = _NUMERAL.match(clause)
    return found[0] if found else clause
