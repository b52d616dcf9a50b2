# SPDX-License-Identifier: MIT
"""Which of many things a test tries: `make test` one of a seeded sample, `make audit` the others.

What there is may take seconds to find out; tests that are named by numbers are gathered without.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

Thing = TypeVar("Thing")

SEED = 20261122

PARTS = 20
"""Into so many tests `make audit` divides what no sample holds."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one test tries."""

    sample: int
    """How many things `make test` tries, each in a test of its own."""
    number: int
    """Of the thing in the sample, or of the part of the others; from 0."""
    is_drawn: bool
    """True for a thing of the sample."""

    def of(self, things: Iterable[Thing]) -> list[Thing]:
        """Return what is tried; raises IndexError where there are fewer than the sample needs."""
        order = list(things)
        random.Random(SEED).shuffle(order)  # noqa: S311 - no secret
        if self.is_drawn:
            return [order[self.number]]
        return order[self.sample + self.number :: PARTS]


def shares(sample: int) -> list[Any]:
    """Return as parameters shares of which every thing is in exactly one."""
    drawn = [Share(sample=sample, number=i, is_drawn=True) for i in range(sample)]
    others = [Share(sample=sample, number=i, is_drawn=False) for i in range(PARTS)]
    return [
        *(pytest.param(s, id=f"{s.number + 1} of {sample} drawn") for s in drawn),
        *(
            pytest.param(s, id=f"part {s.number + 1} of the others", marks=pytest.mark.audit)
            for s in others
        ),
    ]
