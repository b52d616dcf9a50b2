# SPDX-License-Identifier: MIT
"""Shortest ways out by other means: a point walker among bare walls, in plain Python.

Imports nothing of the program under test. Reads the same YAML data (lists and dicts). The walker
has no width, may touch every wall and passes doors from jamb to jamb, so that no real way is
shorter. Lengths are in metres, stairs along the slope.
"""

from heapq import heappop, heappush
from itertools import pairwise
from math import dist, hypot

EPS = 1e-7
GAP_M = 0.62


def shortest_ways(building, starts):
    """Return for each start, (floor, (x, y)), the length to each final exit by id."""
    levels = sorted(building["floors"], key=lambda floor: floor["level"])
    graph: dict[tuple, dict[tuple, float]] = {}
    exits: dict[str, tuple] = {}
    for floor in levels:
        terminals = [tuple(at) for where, at in starts if where == floor["id"]]
        terminals += [
            tuple(end["at_m"])
            for stair in building["stairs"]
            for end in stair["landings"]
            if end["floor"] == floor["id"]
        ]
        for item in floor.get("exits", ()):
            if not item.get("usable", True):
                continue
            terminals.append(tuple(item["at_m"]))
            exits[item["id"]] = (floor["id"], tuple(item["at_m"]))
        for a, b in sightlines(floor, sorted(set(terminals))):
            join(graph, (floor["id"], a), (floor["id"], b), dist(a, b))
    level = {floor["id"]: floor["level"] for floor in levels}
    for stair in building["stairs"]:
        ends = sorted(stair["landings"], key=lambda end: level[end["floor"]])
        for low, high in pairwise(ends):
            a, b = ((end["floor"], tuple(end["at_m"])) for end in (low, high))
            join(graph, a, b, stair["slope_length_m"])
    lengths = {name: spread(graph, node) for name, node in exits.items()}
    return [
        {
            name: found[where, tuple(at)]
            for name, found in lengths.items()
            if (where, tuple(at)) in found
        }
        for where, at in starts
    ]


def join(graph, a, b, length):
    graph.setdefault(a, {})[b] = min(length, graph.get(a, {}).get(b, length))
    graph.setdefault(b, {})[a] = graph[a][b]


def spread(graph, goal):
    found, queue = {}, [(0.0, goal)]
    while queue:
        length, node = heappop(queue)
        if node in found:
            continue
        found[node] = length
        for other, step in graph.get(node, {}).items():
            if other not in found:
                heappush(queue, (length + step, other))
    return found


def sightlines(floor, terminals):
    """Yield the pairs of points on a floor between which one walks straight."""
    rooms = {
        s["id"]: [tuple(c) for c in s["outline_m"]]
        for s in floor["spaces"]
        if s["use"] not in ("closed", "lift")
    }
    walls, jambs, gaps = [], set(), []
    cuts: dict[str, list] = {name: [] for name in rooms}
    for door in floor.get("doors", ()):
        if door.get("usable", True) and all(name in rooms for name in door["joins"]):
            sides = [cut(rooms[name], door) for name in door["joins"]]
            for name, side in zip(door["joins"], sides, strict=True):
                cuts[name].append(side)
                jambs.update(side)
            (a, b), (c, d) = sides
            if dist(a, c) + dist(b, d) > dist(a, d) + dist(b, c):
                c, d = d, c
            walls += [(a, c), (b, d)]
            gaps.append([a, b, d, c])
    for name, outline in rooms.items():
        walls += [w for edge in ring(outline) for w in openings(edge, cuts[name])]
    walls = [(a, b) for a, b in walls if dist(a, b) > EPS]
    corners = {c for outline in rooms.values() for c in reflex(outline)}
    areas = [*rooms.values(), *gaps]
    points = sorted({*terminals, *corners, *jambs})
    for i, a in enumerate(points):
        for b in points[i + 1 :]:
            if is_free(a, b, walls, areas):
                yield a, b


def ring(outline):
    return [(outline[i - 1], outline[i]) for i in range(len(outline))]


def reflex(outline):
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in ring(outline))
    for i, corner in enumerate(outline):
        before, after = outline[i - 1], outline[(i + 1) % len(outline)]
        if side(before, corner, after) * turn < 0:
            yield corner


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cut(outline, door):
    """Return the two jambs of a door on the nearest edge of an outline."""
    at, half = tuple(door["at_m"]), door["clear_width_m"] / 2
    a, b = min(ring(outline), key=lambda edge: (round(off(at, *edge), 6), -dist(*edge)))
    assert off(at, a, b) < GAP_M
    ux, uy = (b[0] - a[0]) / dist(a, b), (b[1] - a[1]) / dist(a, b)
    along = (at[0] - a[0]) * ux + (at[1] - a[1]) * uy
    ends = [min(dist(a, b), max(0.0, along + s * half)) for s in (-1, 1)]
    return tuple((a[0] + ux * e, a[1] + uy * e) for e in ends)


def off(point, a, b):
    length = dist(a, b)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length**2
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - a[0] - along * (b[0] - a[0]), point[1] - a[1] - along * (b[1] - a[1]))


def openings(edge, cuts):
    """Return what is left of an edge between the door openings on it."""
    a, b = edge
    length = dist(a, b)
    holes = sorted(
        sorted(dist(a, jamb) for jamb in pair)
        for pair in cuts
        if all(off(jamb, a, b) < EPS for jamb in pair)
    )
    marks = [0.0, *(m for hole in holes for m in hole), length]
    spot = [(a[0] + (b[0] - a[0]) * m / length, a[1] + (b[1] - a[1]) * m / length) for m in marks]
    return [(spot[i], spot[i + 1]) for i in range(0, len(spot), 2)]


def is_free(a, b, walls, areas):
    """Say whether the line crosses no wall and stays inside rooms and doorways."""
    marks = [0.0, 1.0]
    for c, d in walls:
        if max(c[0], d[0]) < min(a[0], b[0]) - EPS or min(c[0], d[0]) > max(a[0], b[0]) + EPS:
            continue
        if max(c[1], d[1]) < min(a[1], b[1]) - EPS or min(c[1], d[1]) > max(a[1], b[1]) + EPS:
            continue
        p, q, r, s = side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
        if p * q < -EPS and r * s < -EPS:
            return False
        if p * q <= EPS and abs(p - q) > EPS:
            marks.append(min(1.0, max(0.0, share(a, b, c, d))))
    marks.sort()
    middles = [(m + n) / 2 for m, n in pairwise(marks) if n - m > EPS]
    return all(
        any(holds(area, (a[0] + (b[0] - a[0]) * m, a[1] + (b[1] - a[1]) * m)) for area in areas)
        for m in middles
    )


def share(a, b, c, d):
    p, q = side(c, d, a), side(c, d, b)
    return p / (p - q) if abs(p - q) > EPS else 0.5


def holds(area, point):
    """Say whether a point lies inside an area or within a millimetre of its edge."""
    inside = False
    for a, b in ring(area):
        if off(point, a, b) < 0.001 if dist(a, b) > EPS else False:
            return True
        is_level = (a[1] > point[1]) != (b[1] > point[1])
        if is_level and point[0] < a[0] + (point[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
            inside = not inside
    return inside
