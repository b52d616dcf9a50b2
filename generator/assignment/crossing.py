# SPDX-License-Identifier: MIT
"""Which ways would cross each other, and who is whose neighbour.

Two ways on a floor cross if both parties would walk less, taken together, had they exchanged
their stairs or exits: people who meet head-on, or one stream that cuts through another, always
could. Ways that run the same way, or apart, never gain by it. So no width and no angle has to be
guessed, and turning the plan changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from math import dist

from generator.assignment.frame import Frame, step
from generator.assignment.party import Leg, Node, Party

GAIN_M = 0.60
"""A gain below the width of one stream of people (GB 50099-2011, 8.2.1: 0.60 m) is none:
lines beside each other differ by as much at every corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the ways of one of the parties, by their numbers."""

    party: int
    way: int


Uses = Mapping[Leg, Sequence[Choice]]
"""Which choices use a leg; legs from rooms are told apart by party."""


def read_uses(parties: Sequence[Party]) -> tuple[Uses, Mapping[Leg, float]]:
    """Return which choices use each leg, and how long it is at its shortest.

    Those whose way the school has settled are left out: they cross where they must.
    """
    uses: dict[Leg, list[Choice]] = {}
    lengths: dict[Leg, float] = {}
    for i, party in enumerate(parties):
        for j, way in enumerate(party.ways):
            for leg, length in way.legs.items():
                own = _told_apart(leg, i)
                lengths[own] = min(length, lengths.get(own, length))
                if not party.is_fixed:
                    uses.setdefault(own, []).append(Choice(party=i, way=j))
    return uses, lengths


def _told_apart(leg: Leg, party: int) -> Leg:
    is_room = leg.source.kind == "room"
    return replace(leg, source=Node(kind="room", id=f"{party:04}")) if is_room else leg


def find_crossings(uses: Uses, lengths: Mapping[Leg, float]) -> Iterator[tuple[Leg, Leg]]:
    """Yield the pairs of legs that would cross; each pair once."""
    floors: dict[tuple[str, str], list[Leg]] = {}
    for leg in uses:
        floors.setdefault(leg.floor, []).append(leg)
    for legs in floors.values():
        yield from (pair for pair in combinations(legs, 2) if _gain_m(*pair, lengths) > GAIN_M)


def find_rows(crossings: Iterable[tuple[Leg, Leg]]) -> Iterator[set[Leg]]:
    """Yield sets of legs of which one at most may be used, so that no two that cross are.

    Since a party takes one leg only, all its legs that cross the same others stand in one set:
    along a corridor that says in one row that whoever is further on does not turn back earlier,
    which lets the search end at once.
    """
    rivals: dict[Leg, dict[Node, set[Leg]]] = {}
    for pair in crossings:
        for leg, other in (pair, pair[::-1]):
            rivals.setdefault(leg, {}).setdefault(other.source, set()).add(other)
    rooms = [leg for leg in rivals if leg.source.kind == "room"]
    legs_of = {source: list(legs) for source, legs in groupby(sorted(rooms), lambda o: o.source)}
    for leg, by_source in rivals.items():
        for source, others in by_source.items():
            if source.kind != "room":
                yield from ({leg, other} for other in others)
            else:
                alike = legs_of.get(leg.source, [leg])
                yield {a for a in alike if rivals[a].get(source, set()) >= others} | others


def _gain_m(first: Leg, second: Leg, lengths: Mapping[Leg, float]) -> float:
    """Return how much less the two would walk had they exchanged where they go."""
    if first.source == second.source or first.target == second.target:
        return 0.0
    other = (replace(first, target=second.target), replace(second, target=first.target))
    if not all(leg in lengths for leg in other):
        return 0.0
    return lengths[first] + lengths[second] - sum(lengths[leg] for leg in other)


def find_neighbours(parties: Sequence[Party], frame: Frame) -> Iterator[tuple[int, int]]:
    """Yield pairs of parties whose rooms adjoin along the corridor, so that all hang together.

    It is the shortest tree through their doors, floor by floor; along a corridor that is the
    order of the doors.
    """
    floors: dict[tuple[str, str], list[int]] = {}
    for i, party in enumerate(parties):
        floors.setdefault(party.ways[0].first.floor, []).append(i)
    for members in floors.values():
        pairs = ((_pair_key(parties, pair, frame), pair) for pair in combinations(members, 2))
        yield from _grow_tree(pair for _, pair in sorted(pairs))


def _pair_key(
    parties: Sequence[Party], pair: tuple[int, int], frame: Frame
) -> tuple[int, list[tuple[int, int]]]:
    gates = [parties[i].gate for i in pair]
    return step(dist(*gates)), sorted(frame.key(gate) for gate in gates)


def _grow_tree(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    groups: dict[int, int] = {}
    for a, b in pairs:
        first, second = groups.setdefault(a, a), groups.setdefault(b, b)
        if first != second:
            yield a, b
            groups = {i: first if g == second else g for i, g in groups.items()}
