# SPDX-License-Identifier: MIT
"""What a blockage leaves to people who cannot use stairs, judged by an oracle."""

import json
from functools import cache

from generator.routing.blocked import find_detours
from tests.oracle.shortest_way import holds, shortest_ways
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    place,
    read_sample,
    refuge,
    route,
    stair,
    storey,
)


def left(data, *grounds):
    """Return the step-free way that is left, by what is blocked and place."""
    whole = campus(data, *grounds)
    found = find_detours(whole, whole.buildings[0], route(data, *grounds))
    return {(d.blockage.id, name): way for d in found for name, way in d.step_free.items()}


@cache
def sample():
    grounds, house = read_sample()
    return house, route(house, grounds), left(house, grounds)


def stair_rooms(house, name):
    ends = [e for s in house["stairs"] if s["id"] == name for e in s["landings"]]
    return {(end["floor"], end["space"]) for end in ends}


def without_steps(house, floor, blocked):
    """Return a floor as it is found without stairs, its refuges as exits besides, and their ids."""
    smoky = stair_rooms(house, blocked)
    refuges = [r for r in floor.get("refuges", ()) if (floor["id"], r["space"]) not in smoky]
    level = {
        kind: [e for e in floor.get(kind, ()) if e.get("step_free", True) and e["id"] != blocked]
        for kind in ("doors", "exits")
    }
    whole = {**floor, "doors": level["doors"], "exits": [*level["exits"], *refuges]}
    return whole, {each["id"] for each in refuges}


def reached(floor, space):
    """Return all spaces of a floor that hang together with one by its doors."""
    found, ring = {space}, {space}
    while ring:
        pairs = [door["joins"] for door in floor["doors"]]
        ring = {n for pair in pairs if ring.intersection(pair) for n in pair} - found
        found |= ring
    return found


def holding(floor, at):
    return next(
        s["id"] for s in floor["spaces"] if holds([tuple(c) for c in s["outline_m"]], tuple(at))
    )


def cases():
    """Yield every place with what cuts off its step-free way, and the floor as that leaves it."""
    house, _, found = sample()
    places = {p["id"]: p for p in house["posting_places"]}
    floors = {floor["id"]: floor for floor in house["floors"]}
    for (blocked, name), way in sorted(found.items()):
        where = places[name]
        floor, refuges = without_steps(house, floors[where["floor"]], blocked)
        spaces = reached(floor, holding(floor, where["at_m"]))
        goals = {e["id"] for e in floor["exits"] if e["space"] in spaces}
        yield (blocked, where), way, (floor, spaces), (goals - refuges or goals)


def test_who_has_a_level_exit_left_goes_there_else_to_a_refuge_and_only_who_has_neither_has_none():
    told = {"exit": 0, "refuge": 0, "none": 0}
    for case, way, _, goals in cases():
        told["none" if not way else "refuge" if way.refuge else "exit"] += 1
        assert bool(way) is bool(goals), case
        if way:
            assert (way.final_exit or way.refuge) in goals, case
            assert not way.stairs
            assert case[0] not in {*way.doors, way.final_exit}
    assert told["exit"] > 15
    assert told["refuge"] > 30
    assert told["none"] > 5


def test_of_the_goals_that_are_left_the_nearest_is_taken_by_the_shortest_way():
    judged = 0
    for (blocked, where), way, (floor, spaces), goals in cases():
        if blocked not in ("A", "B", "D2A", "EC") or where["floor"] == "F3" or not way:
            continue
        seen = {
            **floor,
            "spaces": [s for s in floor["spaces"] if s["id"] in spaces],
            "doors": [d for d in floor["doors"] if spaces.issuperset(d["joins"])],
            "exits": [e for e in floor["exits"] if e["id"] in goals],
        }
        start = (floor["id"], tuple(where["at_m"]))
        lengths = walked_m(json.dumps(seen, sort_keys=True), start)
        least_m = min(lengths.values())
        assert lengths[way.final_exit or way.refuge] <= least_m + 0.5, (blocked, where)
        assert least_m - 0.002 <= way.length_m <= max(least_m * 1.03, least_m + 0.5)
        judged += 1
    assert judged > 15


@cache
def lines_of_sight(floor, starts):
    return shortest_ways({"floors": [json.loads(floor)], "stairs": []}, starts)


def walked_m(floor, start):
    """Return metres to each goal of a floor; all places of the floor are walked from at once."""
    starts = tuple(
        (p["floor"], tuple(p["at_m"]))
        for p in sample()[0]["posting_places"]
        if p["floor"] == start[0]
    )
    return lines_of_sight(floor, starts)[starts.index(start)]


def test_what_cuts_off_a_step_free_way_is_told_and_nothing_else():
    house, routes, found = sample()
    beside = {
        each["id"]: [
            s["id"]
            for s in house["stairs"]
            if (floor["id"], each["space"]) in stair_rooms(house, s["id"])
        ]
        for floor in house["floors"]
        for each in floor.get("refuges", ())
    }
    cuts = set()
    for name, ways in routes.from_place.items():
        way = ways[-1]
        smoky = beside.get(way.refuge, ())
        cuts |= {(cut, name) for cut in (*way.doors, *smoky, way.final_exit) if cut}
    assert set(found) == cuts


def upstairs(*refuges):
    spaces = [box("R", "classroom", 0, 2.2, 6, 8), box("C2", "corridor", 0, 0, 20, 2)]
    rooms = [box("SA", "stair", 20.2, 0, 23, 2), box("SB", "stair", -3, 0, -0.2, 2)]
    doors = [
        door("D", "R", "C2", (3, 2.1), 0.9),
        door("DA", "C2", "SA", (20.1, 1), 1.2),
        door("DB", "C2", "SB", (-0.1, 1), 1.2),
    ]
    upper = storey(2, [*spaces, *rooms], doors)
    upper["refuges"] = list(refuges)
    below = [box("C1", "corridor", -3, 0, 23, 2)]
    lower = storey(1, below, exits=[final_exit("E", "C1", (-3, 1))])
    ends = {"A": ("SA", (22, 1)), "B": ("SB", (-2, 1))}
    stairs = [
        stair(name, 9.0, ("F2", room, at), ("F1", "C1", at)) for name, (room, at) in ends.items()
    ]
    return building(lower, upper, stairs=stairs, places=[place("P", "F2", (1, 7), 180)])


def test_nobody_is_sent_to_wait_in_the_room_of_a_stair_that_is_blocked():
    near, far = refuge("RB", "SB", (-2.5, 1.5)), refuge("RA", "SA", (22.5, 1.5))
    found = left(upstairs(near, far))
    assert found["B", "P"].refuge == "RA"
    assert found["DB", "P"].refuge == "RA"
    assert found["D", "P"] is None
    assert left(upstairs(near))["B", "P"] is None
