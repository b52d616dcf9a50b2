# SPDX-License-Identifier: MIT
from itertools import product

import pytest

from generator.maps.layout import PAPERS, Grid, arrange, list_grids, stack_height

A3 = Grid(paper=PAPERS["A3"], is_landscape=True, columns=4)


def test_blocks_below_the_plan_take_as_little_height_as_possible() -> None:
    heights = (60.0, 50.0, 40.0, 30.0, 20.0)
    found = arrange(heights, A3, 4, 250)
    assert found is not None
    lowest = min(
        max(
            stack_height(heights, tuple(b for b, c in enumerate(choice) if c == column), 4)
            for column in range(4)
        )
        for choice in product(range(4), repeat=5)
    )
    assert found.below_mm == pytest.approx(lowest)


def test_columns_beside_the_plan_are_filled_up_to_the_whole_height() -> None:
    found = arrange((100.0, 90.0, 30.0), A3, 3, 250)
    assert found is not None
    assert found.below_mm == 0
    assert found.columns[3] == (0, 1, 2)


def test_every_block_is_placed_once_and_none_where_nothing_fits() -> None:
    for grid in list_grids(PAPERS["A3"]):
        found = arrange((70.0, 60.0, 50.0, 40.0, 30.0, 58.0), grid, grid.columns, 260)
        assert found is not None
        assert sorted(b for part in found.columns for b in part) == [0, 1, 2, 3, 4, 5]
    assert arrange((300.0,), A3, 4, 250) is None
