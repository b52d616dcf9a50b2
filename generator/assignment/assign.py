# SPDX-License-Identifier: MIT
"""Which class leaves by which stair and exit, when, and where it stands."""

from collections.abc import Sequence
from functools import partial

from generator.assignment.choose import choose_ways
from generator.assignment.estimate import estimate
from generator.assignment.frame import Frame, step
from generator.assignment.ground import lay_out
from generator.assignment.party import Party, Roll, Way
from generator.model.assignment import Assigned, Assignment, Half, Search, Stand
from generator.model.route import RouteOption
from generator.model.school import Campus

HALVES = tuple(Half)
"""In the order in which they are told."""


def assign_school(campus: Campus, options: Sequence[RouteOption]) -> Assignment:
    """Return what a whole school does, with an estimate for each building that has classes."""
    assigned, search = _assign(campus, options)
    used = {a.building for a in assigned}
    return Assignment(
        assigned=assigned,
        search=search,
        estimates=tuple(
            estimate(campus, building, assigned, campus.records)
            for building in sorted(campus.buildings, key=lambda building: building.id)
            if building.id in used
        ),
    )


def assign(campus: Campus, options: Sequence[RouteOption]) -> tuple[Assigned, ...]:
    """Return a way, a turn and a place for every class, or for both its halves.

    `options` are all ways that are open to the classes. A class without one is left out; a
    settled way that is not among them is passed over (`find_assignment_faults` tells of it).
    The aims stand in `choose`, the places in `ground`.
    """
    return _assign(campus, options)[0]


def _assign(campus: Campus, options: Sequence[RouteOption]) -> tuple[tuple[Assigned, ...], Search]:
    roll = Roll(campus, options)
    parties = roll.parties
    chosen = choose_ways(parties, roll.frame)
    pairs = [(party, party.ways[j]) for party, j in zip(parties, chosen.ways, strict=True)]
    slots = _find_slots(pairs, roll.frame)
    shortest = _shortest_ends(roll)
    assigned = [
        _assigned(party, way, slot, shortest)
        for (party, way), slot in zip(pairs, slots, strict=True)
    ]
    assigned.sort(key=lambda a: (a.building, a.school_class, HALVES.index(a.half)))
    return lay_out(campus, assigned, roll.frame), chosen.search


Ends = tuple[tuple[str, ...], str]
"""Stairs and final exit of a way."""


def _shortest_ends(roll: Roll) -> dict[str, set[Ends]]:
    """Return where the shortest of all ways of each class leads; more than one where level."""
    lengths: dict[str, dict[Ends, int]] = {}
    for o in roll.options:
        found = lengths.setdefault(o.school_class, {})
        ends, length = (o.route.stairs, o.route.final_exit), step(o.route.length_m)
        found[ends] = min(length, found.get(ends, length))
    return {
        name: {ends for ends, length in found.items() if length == min(found.values())}
        for name, found in lengths.items()
    }


def _assigned(party: Party, way: Way, slot: int, shortest: dict[str, set[Ends]]) -> Assigned:
    route, name = way.route, party.school_class.id
    return Assigned(
        school_class=name,
        half=party.half,
        building=party.school_class.building,
        room=party.school_class.room,
        head_count=party.head_count,
        route=route,
        slot=slot,
        stand=Stand(assembly_point=route.assembly_point, row=1, outline_m=()),
        is_shortest=(route.stairs, route.final_exit) in shortest[name],
    )


def _find_slots(pairs: Sequence[tuple[Party, Way]], frame: Frame) -> list[int]:
    """Return the turn of each on its first stair, or at its exit where it needs no stair.

    Floors nearer to the exits first, and on a floor the nearest to the stair first: so the
    plans of schools have it (floors 1, 2, 3, 4 on each side), and so nobody has to be held
    back at a landing to let those from above through. In a fire the burning floor goes first,
    then those above, then those below: that is for the leader on the day to say, and cannot be
    printed beforehand.
    """
    queues: dict[tuple[str, str, str], list[int]] = {}
    for i, (party, way) in enumerate(pairs):
        target = way.first.target
        queues.setdefault((party.school_class.building, target.kind, target.id), []).append(i)
    slots = [0] * len(pairs)
    for queue in queues.values():
        ordered = sorted(queue, key=partial(_turn_key, pairs, frame))
        for slot, i in enumerate(ordered, start=1):
            slots[i] = slot
    return slots


def _turn_key(
    pairs: Sequence[tuple[Party, Way]], frame: Frame, i: int
) -> tuple[float, int, int, tuple[int, int]]:
    party, way = pairs[i]
    return (
        round(sum(way.stair_m), 3),
        step(way.legs[way.first]),
        party.head_count,
        frame.key(party.start),
    )
