# SPDX-License-Identifier: MIT
"""Odd buildings by number: winding corridors and rings, rooms of any shape, slanted walls.

A floor is cut into cells of unlike size; some of them are corridor, in pieces that are joined by
wide openings (so that it may run round a court), the others are joined into rooms of one to three
cells. Rooms may open into rooms alone. The whole is then sheared, turned and perhaps mirrored.
Plain data as from a file, metres; what comes out follows from the number alone.
"""

from math import cos, dist, radians, sin
from random import Random

from shapely import Polygon, box, unary_union

from tests.routing.small_building import building, door, final_exit, place, refuge, stair, storey

LEAST_M = 1.8
"""No cell is narrower: what may be a corridor has to be as wide."""

SIDES = ((1, 0), (0, 1), (-1, 0), (0, -1))
EXITS, STAIRS, PLACES = 3, 2, 4


class OddBuilding:
    """The building of a number, while it is being put together."""

    def __init__(self, number: int, half_wall_m: float | None = None) -> None:
        """Draw the cells, the corridor and, unless it is given, how thick walls are."""
        self.random = Random(number)  # noqa: S311 - chance that anybody can repeat
        self.wide, self.deep = self.random.randint(3, 5), self.random.randint(3, 4)
        self.xs, self.ys = self._marks(self.wide), self._marks(self.deep)
        drawn_m = self.random.choice([0.02, 0.05, 0.1, 0.15])
        self.half_wall_m = drawn_m if half_wall_m is None else half_wall_m
        self.levels = range(1, self.random.choice([1, 2, 2, 3]) + 1)
        self.corridor = self._corridor()
        self.pieces = self._groups(self.corridor, 4)
        self.shafts = self.random.sample(sorted(self.corridor), STAIRS)

    def build(self):
        """Return the data of the building."""
        floors = [self._floor(level) for level in self.levels]
        floors[0]["exits"] = list(self._exits())
        stairs = list(self._stairs()) if len(floors) > 1 else []
        for level in self.levels[1:]:
            piece = f"{level}-{self._piece_of(self.shafts[0])}"
            floors[level - 1]["refuges"] = [
                refuge(f"W{level}", piece, self._spot_in(self.shafts[0]))
            ]
        places = [self._place(n) for n in range(PLACES)]
        return self._slanted(building(*floors, stairs=stairs, places=places))

    def _marks(self, count):
        marks = [0.0]
        for _ in range(count):
            marks.append(marks[-1] + self.random.randint(20, 62) / 10 + self.random.random() / 100)
        return marks

    def _cells(self):
        return {(i, j) for i in range(self.wide) for j in range(self.deep)}

    def _next_to(self, cell):
        beside = ((cell[0] + i, cell[1] + j) for i, j in SIDES)
        return [other for other in beside if other in self._cells()]

    def _corridor(self):
        """Return cells that hang together, of which one at least lies at the edge."""
        cells = {(0, self.random.randrange(self.deep))}
        while len(cells) < max(4, 0.45 * self.wide * self.deep):
            cells.add(self.random.choice(self._next_to(self.random.choice(sorted(cells)))))
        return cells

    def _groups(self, cells, most):
        """Return the cells in groups that hang together, none larger than `most`."""
        left, groups = set(cells), []
        while left:
            group = [self.random.choice(sorted(left))]
            left.remove(group[0])
            for _ in range(self.random.randrange(most)):
                beside = sorted({n for cell in group for n in self._next_to(cell)} & left)
                if beside:
                    group.append(self.random.choice(beside))
                    left.remove(group[-1])
            groups.append(group)
        return groups

    def _piece_of(self, cell):
        return next(f"C{n}" for n, group in enumerate(self.pieces) if cell in group)

    def _outline(self, group):
        cells = (box(self.xs[i], self.ys[j], self.xs[i + 1], self.ys[j + 1]) for i, j in group)
        whole = unary_union(list(cells)).simplify(1e-9)
        clear = whole.buffer(-self.half_wall_m, join_style="mitre") if self.half_wall_m else whole
        assert isinstance(clear, Polygon)
        return [list(corner) for corner in clear.exterior.coords[:-1]]

    def _floor(self, level):
        rooms = self._groups(self._cells() - self.corridor, 3)
        parts = {f"{level}-C{n}": group for n, group in enumerate(self.pieces)}
        uses = dict.fromkeys(parts, "corridor") | {
            f"{level}-R{n}": self.random.choice(["classroom", "office", "store"])
            for n in range(len(rooms))
        }
        parts |= {f"{level}-R{n}": group for n, group in enumerate(rooms)}
        owner = {cell: name for name, group in parts.items() for cell in group}
        doors = list(self._doors(owner))
        joined = {name for item in doors for name in item["joins"]}
        spaces = [
            {"id": name, "name": {"zh": name, "en": name}, "outline_m": self._outline(group),
             "use": use if name in joined or len(owner) == 1 else "closed"}
            for (name, group), use in zip(parts.items(), uses.values(), strict=True)
        ]  # fmt: skip
        return storey(level, spaces, doors)

    def _doors(self, owner):
        """Yield wide openings of the corridor, one or two doors a room, some between rooms."""
        shared: dict[tuple[str, str], list] = {}
        for cell in sorted(owner):
            for side in SIDES[:2]:
                other = (cell[0] + side[0], cell[1] + side[1])
                if other in owner and owner[other] != owner[cell]:
                    pair = tuple(sorted((owner[cell], owner[other])))
                    shared.setdefault(pair, []).append((cell, side))
        with_way = {b for a, b in shared if "-C" in a and "-R" in b}
        for (a, b), edges in sorted(shared.items()):
            self.random.shuffle(edges)
            for n, edge in enumerate(edges):
                if "-C" in b:
                    yield self._door(f"D{a}.{b}.{n}", (a, b), edge, wide=True)
                elif n < 2 and (
                    self.random.random() < 0.8 if "-C" in a else not {a, b} & with_way
                    or self.random.random() < 0.25 or not {a, b} <= with_way
                ):  # fmt: skip
                    yield self._door(f"D{a}.{b}.{n}", (a, b), edge)

    def _edge(self, cell, side):
        """Return the two ends of a side of a cell."""
        (i, j), (right, up) = cell, side
        if right:
            x = self.xs[i + (right > 0)]
            return (x, self.ys[j]), (x, self.ys[j + 1])
        y = self.ys[j + (up > 0)]
        return (self.xs[i], y), (self.xs[i + 1], y)

    def _opening(self, edge, width_m):
        """Return the middle of an opening on a side of a cell, clear of the walls beside."""
        (a, b), margin = self._edge(*edge), width_m / 2 + self.half_wall_m + 0.02
        share = margin / dist(a, b)
        at = self.random.uniform(share, 1 - share) if share < 0.5 else 0.5
        return [a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at]

    def _door(self, name, joins, edge, *, wide=False):
        room_m = dist(*self._edge(*edge)) - 2 * self.half_wall_m - 0.05
        width_m = room_m if wide else self.random.choice([0.8, 0.9, 1.0, 1.2])
        sill = {"step_free": wide or self.random.random() < 0.85}
        return door(
            name, joins[0], joins[1], self._opening(edge, width_m), round(width_m, 3), **sill
        )

    def _exits(self):
        """Yield one to three exits where the corridor lies at the edge."""
        edges = [
            (cell, side)
            for cell in sorted(self.corridor)
            for side in SIDES
            if (cell[0] + side[0], cell[1] + side[1]) not in self._cells()
        ]
        chosen = self.random.sample(edges, min(len(edges), self.random.randint(1, EXITS)))
        for n, (cell, side) in enumerate(chosen):
            width_m, inward_m = self.random.choice([1.1, 1.4]), self.half_wall_m
            x, y = self._opening((cell, side), width_m)
            at = (x - side[0] * inward_m, y - side[1] * inward_m)
            found = final_exit(f"X{n}", f"1-{self._piece_of(cell)}", at, width_m)
            yield {**found, "step_free": self.random.random() < 0.7}

    def _spot_in(self, cell, margin_m=0.5):
        i, j = cell
        low, high = (self.xs[i], self.ys[j]), (self.xs[i + 1], self.ys[j + 1])
        return [
            self.random.uniform(a + margin_m, b - margin_m) for a, b in zip(low, high, strict=True)
        ]

    def _stairs(self):
        """Yield two stairs, of which the second may end below the highest floor."""
        for n, cell in enumerate(self.shafts):
            at, top = self._spot_in(cell), self.random.choice([2, len(self.levels)])
            levels = self.levels if n == 0 else range(1, top + 1)
            ends = [(f"F{level}", f"{level}-{self._piece_of(cell)}", at) for level in levels]
            yield stair(f"S{n}", self.random.randint(70, 110) / 10, *ends)

    def _place(self, n):
        at = self._spot_in(self.random.choice(sorted(self._cells())), 0.4)
        level = self.random.choice(self.levels)
        return place(f"P{n}", f"F{level}", at, self.random.randrange(360))

    def _slanted(self, data):
        """Return the data sheared by up to a fifth, turned and perhaps mirrored."""
        shear, turn = self.random.choice([0.0, 0.1, 0.2]), radians(self.random.uniform(0, 360))
        hand = self.random.choice([1, -1])

        def spot(at):
            x, y = hand * (at[0] + shear * at[1]), at[1]
            return [cos(turn) * x - sin(turn) * y, sin(turn) * x + cos(turn) * y]

        def walk(value, key=None):
            if key == "at_m":
                return spot(value)
            if key == "outline_m":
                return [spot(corner) for corner in value]
            if isinstance(value, dict):
                return {k: walk(v, k) for k, v in value.items()}
            return [walk(v) for v in value] if isinstance(value, list) else value

        return walk(data)


def odd_building(number, half_wall_m=None):
    """Return the data of the odd building of a number, its walls as thick as drawn or given."""
    return OddBuilding(number, half_wall_m).build()
