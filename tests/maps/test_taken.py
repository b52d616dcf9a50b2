# SPDX-License-Identifier: MIT
"""What stands near is found by where it lies, as if every box had been looked at."""

import random

import pytest

from generator.maps.placing import SQUARE_MM, Box, Taken, overlaps


def boxes(count: int, seed: int) -> list[Box]:
    """Return boxes of all sizes, many with edges on those of the squares."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    found = []
    for _ in range(count):
        left, top = (
            chance.choice((chance.uniform(-20, 90), 8.0 * chance.randrange(9))) for _ in "xy"
        )
        width, height = (chance.choice((0.4, 8.0, chance.uniform(0, 40))) for _ in "xy")
        found.append((left, top, left + width, top + height))
    return found


@pytest.mark.parametrize("air_mm", [0.0, 0.5, SQUARE_MM, 20.0])
@pytest.mark.parametrize("seed", range(4))
def test_a_box_meets_exactly_what_it_overlaps(seed: int, air_mm: float) -> None:
    there = boxes(12, seed)
    taken = Taken(there)
    answers = set()
    for area in boxes(400, seed + 100):
        expected = any(overlaps(area, other, air_mm) for other in there)
        assert taken.meets(area, air_mm) == expected, area
        answers.add(expected)
    assert answers == {True, False}


def test_what_was_taken_last_is_forgotten_and_nothing_else() -> None:
    there = boxes(30, 9)
    taken = Taken(there)
    taken.forget(10)
    assert list(taken) == there[:10]
    assert len(taken) == 10
    for area in boxes(300, 10):
        expected = any(overlaps(area, other, 0.5) for other in there[:10])
        assert taken.meets(area, 0.5) == expected
    taken.append(there[20])
    assert taken.meets(there[20], 0.0) == overlaps(there[20], there[20])


def test_edges_that_touch_do_not_meet() -> None:
    taken = Taken([(0.0, 0.0, 8.0, 8.0)])
    assert not taken.meets((8.0, 0.0, 16.0, 8.0), 0.0)
    assert taken.meets((8.0, 0.0, 16.0, 8.0), 0.1)
    assert not taken.meets((-9.0, 0.0, -0.5, 8.0), 0.5)
