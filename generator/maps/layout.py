# SPDX-License-Identifier: MIT
"""Papers, and the ways to divide a page between the plan and the texts."""

from dataclasses import dataclass

PLAN_LEAST_SHARE = 0.8
"""Blocks never take more of the body's height than this from the plan."""

OVERVIEW_SHARE = 0.10
"""Largest part of the sheet for the overview plan. Source: ISO 23601:2020 §7.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet of paper and the sizes that go with it, in millimetres."""

    name: str
    short_mm: float
    long_mm: float
    margin_mm: float
    header_mm: float
    """At least 7 % of the short side. Source: ISO 23601:2020 §6 b; letters 60 % of it."""
    title_mm: float
    text_mm: tuple[float, ...]
    """Sizes of Chinese text, the wanted one first; English is a little smaller."""
    qr_mm: float
    gap_mm: float
    overview_mm: float
    """Least height of the overview plan."""
    footer_mm: float
    """Size of the text in the imprint."""


UNPRINTED_MM = 5
"""So near to an edge a printer may print nothing: colour may run there, but no word."""

PAPERS = {
    "A3": Paper(
        name="A3", short_mm=297, long_mm=420, margin_mm=8, header_mm=22, title_mm=15.5,
        text_mm=(3.9, 3.5, 3.2), qr_mm=60, gap_mm=4, overview_mm=58, footer_mm=3.0,
    ),
    "A4": Paper(
        name="A4", short_mm=210, long_mm=297, margin_mm=6, header_mm=15.5, title_mm=10.8,
        text_mm=(3.0, 2.8), qr_mm=42, gap_mm=3, overview_mm=44, footer_mm=2.8,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A page divided into columns of equal width; the plan stands upper left."""

    paper: Paper
    is_landscape: bool
    columns: int

    @property
    def page_mm(self) -> tuple[float, float]:
        """Return width and height of the page."""
        sides = (self.paper.long_mm, self.paper.short_mm)
        return sides if self.is_landscape else (sides[1], sides[0])

    @property
    def column_mm(self) -> float:
        """Return the width of a column."""
        width = self.page_mm[0] - 2 * self.paper.margin_mm
        return (width - (self.columns - 1) * self.paper.gap_mm) / self.columns

    @property
    def top_mm(self) -> float:
        """Return where the body begins, below the header."""
        return self.paper.header_mm + self.paper.gap_mm

    def left_mm(self, column: int) -> float:
        """Return where a column begins, counted from nought."""
        return self.paper.margin_mm + column * (self.column_mm + self.paper.gap_mm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Which blocks stand in which column, and what is left for the plan."""

    columns: tuple[tuple[int, ...], ...]
    """Numbers of the blocks, column by column from the left."""
    plan_columns: int
    """So many columns from the left have the plan above them."""
    below_mm: float
    """Height of the blocks below the plan."""


def list_grids(paper: Paper) -> tuple[Grid, ...]:
    """Return the ways to divide a paper, in order of preference."""
    forms = ((True, 4), (False, 3), (True, 5), (False, 4))
    return tuple(Grid(paper=paper, is_landscape=wide, columns=count) for wide, count in forms)


def arrange(
    heights: tuple[float, ...], grid: Grid, plan_columns: int, body_mm: float
) -> Arrangement | None:
    """Return the arrangement with the lowest columns below the plan; None if nothing fits.

    Columns beside the plan are as high as the body, `body_mm`. Blocks keep their order
    within a column.
    """
    packing = _Packing(heights, grid, plan_columns, body_mm)
    packing.place(0)
    if packing.best is None:
        return None
    below = packing.lowest_mm
    return Arrangement(columns=packing.best, plan_columns=plan_columns, below_mm=below)


def stack_height(heights: tuple[float, ...], part: tuple[int, ...], gap_mm: float) -> float:
    """Return how high the blocks of a column are, gaps between them included."""
    return sum(heights[block] for block in part) + gap_mm * max(0, len(part) - 1)


class _Packing:
    """A search through all ways to give each block a column."""

    def __init__(
        self, heights: tuple[float, ...], grid: Grid, plan_columns: int, body_mm: float
    ) -> None:
        self.heights = heights
        self.gap_mm = grid.paper.gap_mm
        self.plan_columns = plan_columns
        self.body_mm = body_mm
        self.columns: list[list[int]] = [[] for _ in range(grid.columns)]
        self.best: tuple[tuple[int, ...], ...] | None = None
        self.lowest_mm = PLAN_LEAST_SHARE * body_mm

    def place(self, block: int) -> None:
        """Try every column for `block` and all blocks after it."""
        if block == len(self.heights):
            self.lowest_mm = self._below_mm()
            self.best = tuple(tuple(column) for column in self.columns)
            return
        tried = set()
        for position, column in enumerate(self.columns):
            kind = (position < self.plan_columns, tuple(column))
            if kind in tried:
                continue
            tried.add(kind)
            column.append(block)
            if self._is_promising(position):
                self.place(block + 1)
            column.pop()

    def _is_promising(self, position: int) -> bool:
        height = stack_height(self.heights, tuple(self.columns[position]), self.gap_mm)
        if position < self.plan_columns:
            return height < self.lowest_mm - 0.01
        return height <= self.body_mm

    def _below_mm(self) -> float:
        below = self.columns[: self.plan_columns]
        return max(stack_height(self.heights, tuple(part), self.gap_mm) for part in below)
