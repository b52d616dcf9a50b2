# SPDX-License-Identifier: MIT
"""All ways on from a landing that make sense, told apart by their stairs and where they end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from generator.routing.network import Network, Node

Course: TypeAlias = tuple[tuple[str, ...], str]
"""The stairs of a way in walking order, and its goal."""

State: TypeAlias = tuple[Node, tuple[str, ...]]
"""A gate, and the stairs that follow from it."""


@dataclass(frozen=True, eq=False)
class Trails:
    """The shortest way on from each gate for each course.

    No stair is left and taken up again, and of two ways to one goal the longer is left out
    where it uses all the stairs of the shorter and more.
    """

    network: Network
    stair_of: Mapping[frozenset[Node], str]
    """The stair between two neighbouring landings."""
    cached: dict[str, dict[State, tuple[float, State | None]]] = field(default_factory=dict)

    @cached_property
    def courses(self) -> Mapping[Node, tuple[Course, ...]]:
        """The courses that are open from each gate."""
        found: dict[Node, list[Course]] = {}
        for goal in self.network.goals:
            for gate, stairs in self._states(goal):
                found.setdefault(gate, []).append((stairs, goal))
        return {gate: tuple(courses) for gate, courses in found.items()}

    def length_m(self, gate: Node, course: Course) -> float | None:
        """Return the metres from a gate on; None where the course is not open from it."""
        stairs, goal = course
        found = self._states(goal).get((gate, stairs))
        return found and found[0]

    def follow(self, gate: Node, course: Course) -> Iterator[Node]:
        """Yield the gates of a way, from the first to the goal."""
        stairs, goal = course
        state: State | None = (gate, stairs)
        while state is not None:
            yield state[0]
            state = self._states(goal)[state][1]

    def _states(self, goal: str) -> dict[State, tuple[float, State | None]]:
        if goal not in self.cached:
            self.cached[goal] = dict(self._seek((self.network.goals[goal], ())))
        return self.cached[goal]

    def _seek(self, end: State) -> Iterator[tuple[State, tuple[float, State | None]]]:
        """Yield each state with the metres left and the next state, the nearest first."""
        settled: dict[Node, list[frozenset[str]]] = {}
        serial = count()
        queue: list[tuple[float, State, int, State | None]] = [(0.0, end, next(serial), None)]
        while queue:
            left_m, state, _, following = heappop(queue)
            gate, stairs = state
            used, others = frozenset(stairs), settled.setdefault(gate, [])
            if any(other <= used for other in others):
                continue
            others.append(used)
            yield state, (left_m, following)
            for before, step_m in self._before(state):
                heappush(queue, (left_m + step_m, before, next(serial), state))

    def _before(self, state: State) -> Iterator[tuple[State, float]]:
        gate, stairs = state
        for neighbour, step_m in self.network.links.get(gate, ()):
            if neighbour[0] == gate[0]:
                yield (neighbour, stairs), step_m
                continue
            stair = self.stair_of[frozenset((gate, neighbour))]
            if stairs[:1] == (stair,):
                yield (neighbour, stairs), step_m
            elif stair not in stairs:
                yield (neighbour, (stair, *stairs)), step_m
