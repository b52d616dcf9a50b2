# SPDX-License-Identifier: MIT
"""How a place is left: over its own floor to the gates of the floor, and on from there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.routing.network import Edge, FloorWays, Network, Node


@dataclass(frozen=True, eq=False)
class Departure:
    """How a start is left: over its floor to the gates, and on from there."""

    network: Network
    ways: FloorWays
    """The ways over the floor of the start."""
    start: Node
    steps: Sequence[Edge]
    """From where the clear area is entered to what is seen there, metres from the start."""

    @cached_property
    def first(self) -> Mapping[Node, tuple[float, Node, Node]]:
        """Metres to each gate that can be reached, the entry and the first corner."""
        return {
            gate: min(found)
            for gate in self.ways.gates
            if (found := list(self._ways_to(self.ways.to(gate).length_m)))
        }

    def _ways_to(self, left_m: Mapping[Node, float]) -> Iterator[tuple[float, Node, Node]]:
        for length_m, entry, corner in ((m, e, c) for e, c, m in self.steps if c in left_m):
            yield length_m + left_m[corner], entry, corner

    def to_gate(self, gate: Node) -> tuple[Node, ...]:
        """Return the nodes of the shortest way over the floor to a gate."""
        _, entry, corner = self.first[gate]
        return (self.start, entry, *self.ways.to(gate).follow(corner))

    def go_to(self, goal: str) -> tuple[Node, ...]:
        """Return the nodes of the shortest way to a goal; empty where there is none."""
        onward = self.network.onward[goal]
        lengths = [
            (length_m + onward.length_m[gate], gate)
            for gate, (length_m, _, _) in self.first.items()
            if gate in onward.length_m
        ]
        if not lengths:
            return ()
        _, gate = min(lengths)
        return (*self.to_gate(gate), *self.network.expand(onward.follow(gate)))
