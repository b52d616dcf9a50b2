# SPDX-License-Identifier: MIT
"""The largest type size in which a page description stays on one page."""

from collections.abc import Callable
from math import exp, log
from typing import NamedTuple, TypeVar

T = TypeVar("T")

USUAL_PLACE = 1 / 3
"""Most posters come out so far up the list of sizes."""

GROWTH = 1.1
"""Text twice as large fills about twice the page: lines break earlier, but pictures stay."""

LEAST_GROWTH, MOST_GROWTH = 0.15, 3.0
"""What two tries tell of growth is believed between these."""

LEAST_FILLED = 0.01
"""Of a page; less tells nothing."""

GUESSES = 4
"""After so many sizes that were guessed, the list is halved."""


class Try(NamedTuple):
    """How a layout came out in one size."""

    size_pt: float
    pages: int
    filled: float
    """How many pages it fills: 0.5 for half a page, 1.2 for a bit of a second."""


def find_largest(
    sizes_pt: tuple[float, ...],
    lay_out: Callable[[float], T],
    look: Callable[[T], tuple[int, float]],
    first_pt: float = 0.0,
    overflows: Callable[[T, float], bool] = lambda _, __: False,
) -> T:
    """Return the layout in the largest of `sizes_pt` that takes one page, else in the smallest.

    `look` says how many pages a layout has and how many it fills. A larger size never takes fewer
    pages. How full they were tells where to try next; the size next to `first_pt` is tried first.
    `overflows` says of a layout that fits whether it surely no longer would so many times as large.
    """
    sizes, tried, found = sorted(sizes_pt), list[Try](), list[T]()
    while sizes:
        size = _next_size(sizes, tried, first_pt)
        laid_out = lay_out(size)
        latest = Try(size, *look(laid_out))
        tried.append(latest)
        if latest.pages == 1:
            found = [laid_out]
            larger = (each for each in sizes if each > size)
            sizes = [each for each in larger if not overflows(laid_out, each / size)]
        else:
            sizes = [each for each in sizes if each < size]
    return (found or [laid_out])[0]


def _next_size(sizes: list[float], tried: list[Try], first_pt: float) -> float:
    """Return the size to try: that told or a usual one first, then what should just fill a page."""
    if not tried and not first_pt:
        return sizes[int(len(sizes) * USUAL_PLACE)]
    if len(tried) > GUESSES:
        return sizes[len(sizes) // 2]
    aim = _full_size_pt(tried) if tried else first_pt
    return min(sizes, key=lambda each: abs(each - aim))


def _full_size_pt(tried: list[Try]) -> float:
    """Return the size that should just fill a page."""
    nearest, *others = sorted(tried, key=lambda each: abs(_log_filled(each)))
    growth = _growth(nearest, others[0]) if others else GROWTH
    return nearest.size_pt * exp(-_log_filled(nearest) / growth)


def _growth(one: Try, other: Try) -> float:
    """Return the power of the size with which the filled part of the paper grew."""
    growth = (_log_filled(one) - _log_filled(other)) / log(one.size_pt / other.size_pt)
    return min(max(growth, LEAST_GROWTH), MOST_GROWTH)


def _log_filled(each: Try) -> float:
    return log(max(each.filled, LEAST_FILLED))
