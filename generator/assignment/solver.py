# SPDX-License-Identifier: MIT
"""Whole-number programs: the one place that knows HiGHS."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import highspy

TOLERANCE = 1e-6
"""How nearly a row must be kept, as HiGHS keeps it."""

Terms = Mapping[int, float]
"""Factors by column."""


class NoSolutionError(Exception):
    """No values keep all rows."""


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

        The least is found to within `gap`. Raises NoSolutionError.
        """
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes name and value
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", 0)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", gap)
        solver.passModel(self._model(costs))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoSolutionError
        return tuple(solver.getSolution().col_value)

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
