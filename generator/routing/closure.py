# SPDX-License-Identifier: MIT
"""What of a building cannot be used while a way is sought."""

from dataclasses import dataclass

from generator.model.building import Building
from generator.model.route import Barrier, Blockage


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Doors, stairs and exits that are not to be used, by id."""

    doors: frozenset[str] = frozenset()
    stairs: frozenset[str] = frozenset()
    exits: frozenset[str] = frozenset()


NOTHING_CLOSED = Closure()


def close(blockage: Blockage) -> Closure:
    """Return what a blockage closes."""
    what = frozenset({blockage.id})
    if blockage.barrier is Barrier.DOOR:
        return Closure(doors=what)
    return Closure(stairs=what) if blockage.barrier is Barrier.STAIR else Closure(exits=what)


def close_steps(building: Building) -> Closure:
    """Return all stairs, and the doors and exits with a step or a high threshold."""
    return Closure(
        doors=frozenset(d.id for f in building.floors for d in f.doors if not d.step_free),
        stairs=frozenset(stair.id for stair in building.stairs),
        exits=frozenset(e.id for f in building.floors for e in f.exits if not e.step_free),
    )
