# SPDX-License-Identifier: MIT
"""Assignments and times by other means. Imports nothing of the program under test.

- `best_flow_s`: the least longest flow time over every combination of ways that do not cross,
  tried one by one (up to about six parties).
- `simulate_s`: people leave a queue at every element at its greatest flow, in small steps.
- the SFPE handbook's method, as an independent second opinion, with hand-worked cases.
"""

from itertools import combinations, product
from math import inf, sqrt

FLOW_DOWN, FLOW_DOOR = 1.1, 1.3
SPEED_FLAT, SPEED_DOWN = 0.67, 0.55


def best_flow_s(parties, capacities, crosses):
    """Return the least longest flow time and the least walk that goes with it and its grace.

    `parties` are lists of ways: (heads, length_m, elements). `capacities` are persons per second by
    element. `crosses(i, way, j, other)` says whether two ways may not be taken together.
    """
    plans = []
    for ways in product(*[range(len(party)) for party in parties]):
        pairs = combinations(enumerate(ways), 2)
        if not any(crosses(i, a, j, b) for (i, a), (j, b) in pairs):
            chosen = [party[w] for party, w in zip(parties, ways, strict=True)]
            loads: dict = {}
            for heads, _, elements in chosen:
                for element in elements:
                    loads[element] = loads.get(element, 0) + heads
            longest = max(n / capacities[e] for e, n in loads.items())
            plans.append((longest, sum(heads * length for heads, length, _ in chosen)))
    least = min(longest for longest, _ in plans)
    in_step = [plan for plan in plans if ceil5(plan[0]) <= with_grace_s(ceil5(least))]
    return ceil5(least), min(walk for _, walk in in_step)


def with_grace_s(least_s):
    """Return a time in steps of 5 s with 5 % more, in whole steps."""
    return 5 * int(least_s * 1.05 / 5 + 1e-6)


def ceil5(seconds):
    return 5 * -int(-(seconds - 1e-6) // 5)


def simulate_s(streams, capacities, step_s=0.05):
    """Return when the last is out: one queue before each element, served first come, first served.

    `streams` are (heads, [(walk_s to the element, element), …], walk_s after the last). Each
    person reaches the first element, waits until those before have passed, and walks on.
    """
    people = [
        [0, stages[0][0], stages, after] for heads, stages, after in streams for _ in range(heads)
    ]
    credit = dict.fromkeys(capacities, 0.0)
    last, now = 0.0, 0.0
    while any(person[1] < inf for person in people):
        now += step_s
        queues: dict = {}
        for person in people:
            if person[1] <= now:
                queues.setdefault(person[2][person[0]][1], []).append(person)
        for element, capacity in capacities.items():
            queue = sorted(queues.get(element, ()), key=lambda person: person[1])
            credit[element] = credit[element] + capacity * step_s if queue else 0.0
            while queue and credit[element] >= 1:
                credit[element] -= 1
                person = queue.pop(0)
                person[0] += 1
                if person[0] == len(person[2]):
                    last, person[1] = max(last, now + person[3]), inf
                else:
                    person[1] = now + person[2][person[0]][0]
    return last


def sfpe_factor(tread_m, riser_m):
    """Speed factor k of a stair, m/s."""
    return 51.8 * sqrt(tread_m / riser_m) / 60


def sfpe_speed(k, density):
    """Speed at a density in persons/m²; below 0.54 nobody is in the way."""
    return k * (1 - 0.266 * max(density, 0.54))


def sfpe_greatest_flow(k):
    """Greatest specific flow, persons per metre of effective width and second."""
    return k / (4 * 0.266)


def sfpe_passing_s(heads, width_m, flow, layer_m=0.15):
    """Time from the first to the last at a door or stair: (N - 1) / C."""
    return (heads - 1) / (flow * (width_m - 2 * layer_m))
