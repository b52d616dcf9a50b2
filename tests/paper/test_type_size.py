# SPDX-License-Identifier: MIT
"""Which type sizes are tried before the largest that fits is known."""

import pytest

from generator.paper.type_size import find_largest

SIZES_PT = tuple(size / 10 for size in range(180, 79, -3))

Paper = tuple[float, int, float]
"""Size, pages, and how many of them are filled."""


def find(
    full_pt: float, growth: float, fixed: float, first_pt: float = 0.0
) -> tuple[float, list[float]]:
    """Return the size found for a paper that is full at `full_pt`, and all that were tried.

    `fixed` is the part of the page that stays as it is whatever the size.
    """
    tried = []

    def lay_out(size: float) -> Paper:
        tried.append(size)
        filled = fixed + (1 - fixed) * (size / full_pt) ** growth
        return size, 1 if filled <= 1 else 2, filled

    found = find_largest(SIZES_PT, lay_out, lambda paper: paper[1:], first_pt)
    return found[0], tried


@pytest.mark.parametrize("fixed", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("growth", [0.7, 1.0, 1.6, 2.0])
def test_the_largest_size_that_fits_is_found_in_a_few_tries(growth: float, fixed: float) -> None:
    counts = []
    for full_pt in [*SIZES_PT, *(size + 0.1 for size in SIZES_PT)]:
        found, tried = find(full_pt, growth, fixed)
        assert found == max(size for size in SIZES_PT if size <= full_pt)
        assert len(tried) == len(set(tried)), "no size is laid out twice"
        counts.append(len(tried))
    assert sum(counts) / len(counts) < 4.5, "halving 34 sizes takes five tries"
    assert max(counts) <= 8


@pytest.mark.parametrize("wrong", [0.5, 0.95, 1.0, 1.05, 2.0])
def test_a_good_first_guess_saves_tries_and_a_bad_one_changes_nothing_found(wrong: float) -> None:
    counts = []
    for full_pt in SIZES_PT:
        found, tried = find(full_pt + 0.1, 1.2, 0.2, full_pt * wrong)
        assert found == full_pt
        counts.append(len(tried))
    assert sum(counts) / len(counts) < (3.0 if 0.9 < wrong < 1.1 else 5.0)


def test_where_no_size_fits_the_smallest_is_taken() -> None:
    found, tried = find(4.0, 1.5, 0.0)
    assert (found, found in tried) == (SIZES_PT[-1], True)


def test_an_empty_page_takes_the_largest_size() -> None:
    found = find_largest((3.0, 2.0, 1.0), lambda size: size, lambda _: (1, 0.0))
    assert found == 3.0
