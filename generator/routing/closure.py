# SPDX-License-Identifier: MIT
"""What of a building cannot be used while a way is sought."""

from dataclasses import dataclass

from generator.model.building import Building
from generator.model.route import Barrier, Blockage


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Doors, stairs, exits and refuges that are not to be used, by id."""

    doors: frozenset[str] = frozenset()
    stairs: frozenset[str] = frozenset()
    exits: frozenset[str] = frozenset()
    refuges: frozenset[str] = frozenset()

    def __or__(self, other: "Closure") -> "Closure":
        """Return what either closes."""
        return Closure(
            doors=self.doors | other.doors,
            stairs=self.stairs | other.stairs,
            exits=self.exits | other.exits,
            refuges=self.refuges | other.refuges,
        )


NOTHING_CLOSED = Closure()


def close(blockage: Blockage) -> Closure:
    """Return what a blockage closes."""
    what = frozenset({blockage.id})
    if blockage.barrier is Barrier.DOOR:
        return Closure(doors=what)
    return Closure(stairs=what) if blockage.barrier is Barrier.STAIR else Closure(exits=what)


def close_refuges(building: Building, blockage: Blockage) -> Closure:
    """Return the refuges in the room of a stair that is blocked."""
    if blockage.barrier is not Barrier.STAIR:
        return NOTHING_CLOSED
    refuges = (refuge.id for floor in building.floors for refuge in floor.refuges)
    return Closure(
        refuges=frozenset(r for r in refuges if blockage.id in building.stairs_beside(r))
    )


def close_steps(building: Building) -> Closure:
    """Return all stairs, and the doors and exits with a step or a high threshold."""
    return Closure(
        doors=frozenset(d.id for f in building.floors for d in f.doors if not d.step_free),
        stairs=frozenset(stair.id for stair in building.stairs),
        exits=frozenset(e.id for f in building.floors for e in f.exits if not e.step_free),
    )
