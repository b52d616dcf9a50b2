# SPDX-License-Identifier: MIT
"""The choice of a way for every party: exact, one aim after the other.

In this order, each aim kept while the next is sought:

1. Ways that the school has settled are kept; other ways do not cross each other on any floor.
   People who meet head-on are where crushes begin, and a plan that crosses cannot be drilled.
2. The longest time that any door, flight or exit takes for all to pass is least, by the
   hydraulic method, counted in steps of 5 s: the method is no finer, and a second is not worth
   sending a class to the far end of a corridor. From 100 s on one step in twenty more is let go
   for shorter walks (`grace`).
3. Neighbours go the same way: along a corridor each stair or exit serves one unbroken run of
   doors.
4. All people together walk least.
5. What is still level falls by place: ways and parties stand in an order of places (`party`),
   and the same program has the same solution.

Not crossing stands before the time, since it costs at most about one class on one stair: any
share of numbers can be had without crossing. The other order would scramble a whole corridor for
the sake of one pupil.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from generator.assignment.crossing import (
    Choice,
    find_crossings,
    find_neighbours,
    find_rows,
    read_uses,
)
from generator.assignment.frame import Frame, step
from generator.assignment.hydraulic import STEP_S
from generator.assignment.party import Element, Leg, Node, Party
from generator.assignment.solver import NoSolutionError, Program, SearchStoppedError
from generator.model.assignment import Half, Search

LATE = 0.001
"""A thousandth of a person more is none."""
MOST_STEPS = 100_000.0
HALF_A_WAY = 0.5
STEPS_A_GRACE = 20
"""For each so many steps of the least possible time one more is let go; see `grace`."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """The ways that were chosen, and whether the search came to its end."""

    ways: tuple[int, ...]
    """For each party the number of its way."""
    search: Search


def choose_ways(parties: Sequence[Party], frame: Frame) -> Choosing:
    """Return the way of each party: the shortest, where a search is stopped that found none."""
    try:
        return _choose(parties, frame)
    except SearchStoppedError:
        return Choosing((0,) * len(parties), Search.FAILED)


def _choose(parties: Sequence[Party], frame: Frame) -> Choosing:
    if not parties:
        return Choosing((), Search.COMPLETE)
    try:
        return _Plan(parties, frame, may_cross=False).solve()
    except NoSolutionError:  # halves of a class that can only meet by crossing others
        return _Plan(parties, frame, may_cross=True).solve()


def grace(steps: int) -> int:
    """Return how many steps longer than the least possible the longest flow may take.

    One in twenty: 5 % in whole steps of 5 s, none below 100 s. To balance three exits to the last
    of 300 s, whole floors would pass the stair before their doors. Our choice.
    """
    return steps // STEPS_A_GRACE


@dataclass(frozen=True)
class _Plan:
    """The program of a school: one column for each way of each party, and some more."""

    parties: Sequence[Party]
    frame: Frame
    may_cross: bool

    @cached_property
    def program(self) -> Program:
        return Program()

    @cached_property
    def columns(self) -> Mapping[Choice, int]:
        """1 for the way that is taken, 0 for the others."""
        columns = {}
        for i, party in enumerate(self.parties):
            for j in range(len(party.ways)):
                columns[Choice(party=i, way=j)] = self.program.add_column(is_whole=True)
            own = {columns[Choice(party=i, way=j)]: 1.0 for j in range(len(party.ways))}
            self.program.keep(own, least=1.0, most=1.0)
        return columns

    def solve(self) -> Choosing:
        """Seek one aim after the other; what a stopped search has reached stands for the next."""
        _ = self.columns
        self._keep_halves_together()
        if not self.may_cross:
            self._keep_from_crossing()
        ways = self._shorten_longest_flow()
        with suppress(SearchStoppedError):
            ways = self._shorten_walks()
            if not self._are_neighbours_joined(ways):
                self._join_neighbours()
                ways = self._shorten_walks()
        return Choosing(ways, Search.COMPLETE if self.program.is_proven else Search.STOPPED)

    def _keep_halves_together(self) -> None:
        """Both halves of a class go to one assembly point, where there is one for both."""
        numbers = {(p.school_class.id, p.half): i for i, p in enumerate(self.parties)}
        for (name, half), back in numbers.items():
            if half is Half.BACK:
                self._keep_together(numbers[name, Half.FRONT], back)

    def _keep_together(self, front: int, back: int) -> None:
        points = [self._by_point(i) for i in (front, back)]
        if not set(points[0]) & set(points[1]):
            return
        for point in {**points[0], **points[1]}:
            terms = dict.fromkeys(points[0].get(point, ()), 1.0)
            self.program.keep(
                terms | dict.fromkeys(points[1].get(point, ()), -1.0), least=0.0, most=0.0
            )

    def _by_point(self, i: int) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for j, way in enumerate(self.parties[i].ways):
            found.setdefault(way.route.assembly_point, []).append(
                self.columns[Choice(party=i, way=j)]
            )
        return found

    def _keep_from_crossing(self) -> None:
        uses, lengths = read_uses(self.parties)
        terms = [self._terms_of(leg, choices) for leg, choices in uses.items()]
        numbers = {leg: number for number, leg in enumerate(uses)}  # in order of place, not of id
        rows = find_rows(find_crossings(uses, lengths))
        for row in sorted({tuple(sorted(numbers[leg] for leg in row)) for row in rows}):
            self.program.keep(_sum([terms[number] for number in row]), most=1.0)

    def _terms_of(self, leg: Leg, choices: Sequence[Choice]) -> Mapping[int, float]:
        """Return what is 1 where a leg is used: its ways, or a column of its own."""
        if leg.source.kind == "room":
            return {self.columns[choice]: 1.0 for choice in choices}
        used = self.program.add_column()
        for choice in choices:
            self.program.keep({self.columns[choice]: 1.0, used: -1.0}, most=0.0)
        return {used: 1.0}

    def _shorten_longest_flow(self) -> tuple[int, ...]:
        """Let the longest flow take as few steps of time as can be, and its grace."""
        steps = self.program.add_column(upper=MOST_STEPS, is_whole=True)
        for element, terms in self._narrow_loads():
            self.program.keep({**terms, steps: -element.capacity * STEP_S}, most=LATE)
        walks = self._walks()
        most = 4.0 * sum(walks.values()) + 1.0
        guided = {column: cost / most for column, cost in walks.items()}
        values = self.program.minimise({**guided, steps: 1.0}, gap=0.5)
        least = round(values[steps])
        self.program.keep({steps: 1.0}, most=least + grace(least) + HALF_A_WAY)
        return self._read(values)

    def _narrow_loads(self) -> Iterator[tuple[Element, Mapping[int, int]]]:
        """Yield the loads but those of which all pass something narrower as well."""
        kept: list[tuple[Element, Mapping[int, int]]] = []
        for element, terms in sorted(self.loads.items(), key=lambda e: (e[0].capacity, -len(e[1]))):
            if not any(terms.keys() <= narrower.keys() for _, narrower in kept):
                kept.append((element, terms))
        yield from kept

    @cached_property
    def loads(self) -> Mapping[Element, Mapping[int, int]]:
        """Who passes each element: head counts by column."""
        loads: dict[Element, dict[int, int]] = {}
        for choice, column in self.columns.items():
            party = self.parties[choice.party]
            for element in party.ways[choice.way].elements:
                loads.setdefault(element, {})[column] = party.head_count
        return loads

    def _are_neighbours_joined(self, ways: Sequence[int]) -> bool:
        """Say whether each stair or exit of a floor serves one run of neighbours."""
        goals = [party.ways[j].first for party, j in zip(self.parties, ways, strict=True)]
        targets = [(leg.floor, leg.target) for leg in goals]
        pairs = find_neighbours(self.parties, self.frame)
        cuts = sum(targets[a] != targets[b] for a, b in pairs)
        return cuts + len({floor for floor, _ in targets}) == len(set(targets))

    def _join_neighbours(self) -> None:
        """Least runs of neighbours beyond the one that each stair or exit in use must have."""
        costs: dict[int, float] = {}
        for runs in self._runs().values():
            # a floor has at least as many runs as goals in use; to say so ends the search sooner
            self.program.keep(runs, least=-1.0, most=float(len(runs)))
            costs.update(runs)
        found = self.program.minimise(costs)
        beyond = sum(found[column] * cost for column, cost in costs.items())
        self.program.keep(costs, most=round(beyond) + HALF_A_WAY)

    def _runs(self) -> Mapping[tuple[str, str], dict[int, float]]:
        """Return by floor the cuts between neighbours, less the stairs and exits in use.

        Cuts are one fewer than runs, so the sum is the runs beyond one for each goal, less 1.
        """
        floors: dict[tuple[str, str], dict[int, float]] = {}
        for (floor, target), members in self._goals().items():
            used = self.program.add_column()
            everyone = {c: -1.0 for i in members for c in self._towards(i, target)}
            self.program.keep({used: 1.0, **everyone}, most=0.0)
            floors.setdefault(floor, {})[used] = -1.0
        for a, b in find_neighbours(self.parties, self.frame):
            floors[self.parties[a].ways[0].first.floor][self._cut(a, b)] = 1.0
        return floors

    def _goals(self) -> Mapping[tuple[tuple[str, str], Node], list[int]]:
        """Return for each stair or exit of a floor the parties who can go to it."""
        goals: dict[tuple[tuple[str, str], Node], list[int]] = {}
        for i, party in enumerate(self.parties):
            for leg in dict.fromkeys(way.first for way in party.ways):
                members = goals.setdefault((leg.floor, leg.target), [])
                if i not in members:
                    members.append(i)
        return goals

    def _towards(self, i: int, target: Node) -> list[int]:
        return [
            self.columns[Choice(party=i, way=j)]
            for j, way in enumerate(self.parties[i].ways)
            if way.first.target == target
        ]

    def _cut(self, a: int, b: int) -> int:
        """Return a column that is 1 where two neighbours go different ways."""
        cut = self.program.add_column()
        for target in dict.fromkeys(w.first.target for i in (a, b) for w in self.parties[i].ways):
            terms = dict.fromkeys(self._towards(a, target), 1.0)
            others = dict.fromkeys(self._towards(b, target), -1.0)
            self.program.keep({**terms, **others, cut: -1.0}, most=0.0)
        return cut

    def _walks(self) -> Mapping[int, float]:
        """Return what each way costs in walking: people times centimetres."""
        return {
            column: float(party.head_count * step(party.ways[choice.way].route.length_m))
            for choice, column in self.columns.items()
            for party in [self.parties[choice.party]]
        }

    def _shorten_walks(self) -> tuple[int, ...]:
        """Return the ways by which all together walk least."""
        return self._read(self.program.minimise(self._walks()))

    def _read(self, values: Sequence[float]) -> tuple[int, ...]:
        return tuple(
            max(range(len(party.ways)), key=lambda j: values[self.columns[Choice(party=i, way=j)]])
            for i, party in enumerate(self.parties)
        )


def _sum(parts: Sequence[Mapping[int, float]]) -> Mapping[int, float]:
    total: dict[int, float] = {}
    for part in parts:
        for column, factor in part.items():
            total[column] = total.get(column, 0.0) + factor
    return total
