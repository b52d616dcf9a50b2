# SPDX-License-Identifier: MIT
"""Whole-number programs: the one place that knows HiGHS."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import highspy

TOLERANCE = 1e-6
"""How nearly a row must be kept, as HiGHS keeps it."""

FEASIBLE = 2
"""How HiGHS says that values keep all rows (`kSolutionStatusFeasible`)."""

Terms = Mapping[int, float]
"""Factors by column."""


MOST_NODES = 5_000
"""A search is stopped after so many nodes of its tree, not after a time: so the same program has
the same solution on every machine. Five floors of eight classes in halves need about 800."""


class NoSolutionError(Exception):
    """No values keep all rows."""


class SearchStoppedError(Exception):
    """No values were found that keep all rows before the search was stopped; there may be some."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sum of columns that lies between two bounds."""

    terms: Terms
    least: float
    most: float


@dataclass(slots=True)
class Program:
    """Columns and rows, gathered one by one; columns are numbered in the order they come."""

    uppers: list[float] = field(default_factory=list)
    are_whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    most_nodes: int = MOST_NODES
    is_proven: bool = True
    """False once a search was stopped: then what it returned is allowed but may not be the best."""

    def add_column(self, upper: float = 1.0, *, is_whole: bool = False) -> int:
        """Add a column from 0 to `upper` and return its number."""
        self.uppers.append(upper)
        self.are_whole.append(is_whole)
        return len(self.uppers) - 1

    def keep(self, terms: Terms, *, least: float = -highspy.kHighsInf, most: float) -> None:
        """Demand that a sum of columns lies between two bounds."""
        self.rows.append(Row(dict(terms), least, most))

    def minimise(self, costs: Terms, gap: float = 0.01) -> tuple[float, ...]:
        """Return the values of the columns at the least cost; the same for the same program.

        The least is found to within `gap`, unless the search is stopped before: see `is_proven`.
        Raises NoSolutionError and SearchStoppedError.
        """
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes name and value
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", 0)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", gap)
        solver.setOptionValue("mip_max_nodes", self.most_nodes)
        solver.passModel(self._model(costs))
        solver.run()
        self._judge(solver)
        return tuple(solver.getSolution().col_value)

    def _judge(self, solver: highspy.Highs) -> None:
        """Note whether a search was stopped; raise where it has found nothing."""
        status, model = solver.getModelStatus(), highspy.HighsModelStatus
        if status in (model.kInfeasible, model.kUnboundedOrInfeasible):
            raise NoSolutionError
        if status != model.kOptimal:
            self.is_proven = False
            if solver.getInfo().primal_solution_status != FEASIBLE:
                raise SearchStoppedError

    def _model(self, costs: Terms) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.uppers), len(self.rows)
        model.col_cost_ = [costs.get(column, 0.0) for column in range(len(self.uppers))]
        model.col_lower_ = [0.0] * len(self.uppers)
        model.col_upper_ = self.uppers
        model.row_lower_ = [row.least for row in self.rows]
        model.row_upper_ = [row.most for row in self.rows]
        whole, any_value = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model.integrality_ = [whole if is_whole else any_value for is_whole in self.are_whole]
        self._fill(model.a_matrix_)
        return model

    def _fill(self, matrix: highspy.HighsSparseMatrix) -> None:
        starts, columns, factors = [0], [], []
        for row in self.rows:
            for column, factor in sorted(row.terms.items()):
                columns.append(column)
                factors.append(factor)
            starts.append(len(columns))
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_, matrix.index_, matrix.value_ = starts, columns, factors
