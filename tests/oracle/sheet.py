# SPDX-License-Identifier: MIT
"""An evacuation sheet judged as a stranger would: from its drawing and the data of the building.

Imports nothing of the program under test. Reads the finished SVG with a parser of its own, works
out where everything must stand from the data alone (the reader's mark, the wall the reader faces
and the printed scale), and returns what is wrong, each fault beginning with the rule it breaks.
The rules R1 to R34 are those of ISO 23601 and of common practice: sizes (R1 to R8), the reader
(R9, R10), colours and lines (R11 to R13, R22), legend (R14), words (R15 to R17, R26, R28, R30),
content (R18 to R20, R29), overlaps (R21), ends of routes (R31, R32). R23 and R24 are judged on
pictures, R25 and R27 where sheets are put up, R33 and R34 on the data.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, pairwise
from math import atan2, cos, degrees, dist, hypot, pi, radians, sin
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont
from shapely import unary_union
from shapely.geometry import LineString, Point, Polygon, box

SVG = "{http://www.w3.org/2000/svg}"

PAPERS_MM = {"A3": (297, 420), "A4": (210, 297)}

GREEN, RED, BLUE, WHITE = "#237F52", "#9B2423", "#005387", "#FFFFFF"

SIGN_COLOURS = {GREEN, RED, BLUE, WHITE, "#2B2B2C", "none"}

CODE_OF_KIND = {
    "extinguisher": "F001", "hose-reel": "F002", "call-point": "F005", "fire-telephone": "F006",
    "fire-blanket": "F016", "first-aid": "E003", "emergency-telephone": "E004", "aed": "E010",
    "eyewash": "E011", "safety-shower": "E012", "stretcher": "E013", "evacuation-chair": "E060",
}  # fmt: skip
"""Written from ISO 7010, not from the program."""

BANDS = ("#A9D9B0", "#D6EDD9")
"""The light ground of ways: of the way out, and of the others."""

GROUND_OF_CLASS = {"E": GREEN, "F": RED, "P": WHITE}

OPEN_USES = {"corridor", "gallery", "lobby", "court", "stair"}

PLACE_MM = 1.0
"""R19: so near to its scaled place, or at the end of a line that begins there."""

LETTER_OF_FONT = 0.72
"""Height of a capital as a share of the font size; ideographs are higher."""

SEEN_RIM = 0.5
"""So much of a ring must be seen where ways pass over it."""

LEADER_MM = 25.5
"""Longest line to a sign that has no room in its place."""

Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Item:
    """An element with the place on the page that its groups give it."""

    element: ET.Element
    matrix: Affine
    parents: tuple[ET.Element, ...]

    def get(self, name):
        return self.element.get(name, "")

    def near(self, name):
        """Return an attribute of the element or of its nearest group that has it."""
        found = (one.get(name) for one in (self.element, *reversed(self.parents)))
        return next((value for value in found if value is not None), None)

    def spot(self, x, y):
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    @property
    def zoom(self):
        a, b, c, d, _, _ = self.matrix
        return abs(a * d - b * c) ** 0.5

    @cached_property
    def subpaths(self):
        """The corners of a path, one run for each stroke of the pen."""
        return tuple(tuple(self.spot(x, y) for x, y in part) for part in _subpaths(self.get("d")))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sheet and what it has to be about."""

    svg: str
    school: dict
    building: dict
    place: dict
    code: str
    routes: dict
    """By role: final exit, stairs and, with `refuge`, where the way ends."""
    fonts: object
    """Folder with both weights."""

    @property
    def floor(self):
        return next(f for f in self.building["floors"] if f["id"] == self.place["floor"])


class Reading:
    """What stands on the page."""

    def __init__(self, case):
        self.case = case
        self.root = ET.fromstring(case.svg)  # noqa: S314
        self.items = tuple(_walk(self.root, (1, 0, 0, 1, 0, 0), ()))
        self.texts = [i for i in self.items if i.element.tag == f"{SVG}text" and not _sample(i)]
        self.signs = [i for i in self.items if i.get("data-sign")]
        self.width, self.height = (float(self.root.get(s, "0mm")[:-2]) for s in ("width", "height"))
        self._having = {}

    def having(self, name, part=None):
        """Return the elements with an attribute; rules ask for the same ones again and again."""
        if (name, part) not in self._having:
            self._having[name, part] = tuple(
                i for i in self.items
                if i.element.get(name) is not None and (part is None or i.near("data-part") == part)
            )  # fmt: skip
        return self._having[name, part]

    def plan_signs(self, code=None):
        return [
            s for s in self.signs
            if s.near("data-part") == "plan" and code in (None, s.get("data-sign"))
        ]  # fmt: skip

    @cached_property
    def words(self):
        return _squeeze("".join(t.element.text or "" for t in self.texts))

    @cached_property
    def denominator(self):
        found = re.search(r"1:(\d+)", self.words)
        return int(found[1]) if found else 0

    @cached_property
    def here(self):
        marks = self.plan_signs("viewer")
        return marks[0].spot(50, 50) if marks else (0.0, 0.0)

    def page(self, at):
        """Return where a point in metres must lie, from the reader's mark, wall and scale alone."""
        x, y = (a - b for a, b in zip(at, self.case.place["at_m"], strict=True))
        ahead = radians(self.case.place["facing_deg"])
        forward = x * cos(ahead) + y * sin(ahead)
        rightward = x * sin(ahead) - y * cos(ahead)
        k = 1000 / self.denominator
        return self.here[0] + k * rightward, self.here[1] - k * forward

    def shape(self, outline):
        return Polygon([self.page(corner) for corner in outline]).buffer(0)

    @cached_property
    def cuts(self):
        return [LineString(path_spots(cut)) for cut in self.having("data-cut", "plan")]

    @cached_property
    def long_cuts(self):
        return [_longer(cut) for cut in self.cuts]

    @cached_property
    def boxes(self):
        """Signs, words and the code: where each stands, its name, and which element it is."""
        return tuple(_boxes(self))

    @cached_property
    def way_shapes(self):
        """What is drawn of ways, each line, band and arrow head with its role, if it has one."""
        return tuple(_way_shapes(self))

    @cached_property
    def ways(self):
        """All of it in one shape."""
        return unary_union([shape for _, shape in self.way_shapes])

    def is_drawn(self, at, margin_mm=0.0):
        """Say whether a place lies on the part of the floor that the sheet shows."""
        spot = self.page(at)
        line = LineString([self.here, spot])
        if any(line.crosses(cut) for cut in self.long_cuts):
            return False
        return all(cut.distance(Point(spot)) >= margin_mm for cut in self.long_cuts)


def judge(case):
    """Return everything that is wrong with a sheet, as sentences."""
    sheet = Reading(case)
    if not sheet.denominator or len(sheet.plan_signs("viewer")) != 1:
        return ["R10: one viewer mark and one printed scale are needed to judge anything"]
    rules = (
        _page, _scale, _letters, _header, _sizes, _walls, _overview, _grounds, _labels, _viewer,
        _lines, _arrows, _background, _legend, _words, _notices, _imprint, _exits, _stairs,
        _numbered, _equipment, _overlaps, _words_on_ways, _plates_on_ways,
        _rings_on_ways, _strangers_in_rings,
        _leaders, _leaders_long, _leaders_on_ways, _colours, _ends,
        _walls_crossed, _stay_on_page,
    )  # fmt: skip
    return [fault for rule in rules for fault in rule(sheet)]


def _page(sheet):
    sides = sorted((sheet.width, sheet.height))
    if not any(
        all(abs(a / b - 1) < 0.05 for a, b in zip(sides, size, strict=True))
        for size in PAPERS_MM.values()
    ):
        yield f"R1: {sides} is neither A3 nor A4"


def _is_a4(sheet):
    return min(sheet.width, sheet.height) < 250


def _scale(sheet):
    bar = sheet.having("data-scale-bar-m")
    metres = re.search(r"(\d+)m·1:(\d+)", sheet.words)
    if len(bar) != 1 or not metres:
        yield "R3: no scale bar with its figure"
        return
    length = float(bar[0].get("width")) + 0.2
    if abs(length * sheet.denominator / 1000 / int(metres[1]) - 1) > 0.01:
        yield f"R3: the bar of {metres[1]} m is {length} mm long at 1:{sheet.denominator}"
    is_handout = "不得上墙" in sheet.words or "notforthewall" in sheet.words
    at = Point(sheet.case.place["at_m"])
    rooms = [s for s in sheet.case.floor["spaces"] if s["use"] not in OPEN_USES]
    is_room = any(Polygon(s["outline_m"]).covers(at) for s in rooms)
    may_hang = sheet.denominator <= 350 and is_room if _is_a4(sheet) else sheet.denominator <= 250
    if _is_a4(sheet) and may_hang == is_handout:
        yield f"R2: A4 at 1:{sheet.denominator}, handout {is_handout}, in a room {is_room}"
    if not _is_a4(sheet) and not may_hang:
        yield f"R2: 1:{sheet.denominator} is too coarse for a wall"


def _letters(sheet):
    for text in sheet.texts:
        height = float(text.get("font-size")) * text.zoom * LETTER_OF_FONT
        if height < 2.0:
            yield f"R4: letters of {height:.2f} mm in {text.element.text!r}"


def _header(sheet):
    bars = sheet.having("data-part")
    bar = next((i for i in bars if i.get("data-part") == "header"), None)
    if bar is None or bar.get("fill") != GREEN:
        yield "R5: no green header"
        return
    height = float(bar.get("height"))
    if height < 0.07 * min(sheet.width, sheet.height):
        yield f"R5: a header of {height} mm"
    inside = [t for t in sheet.texts if t.spot(0.0, float(t.get("y")))[1] <= height]
    largest = max(inside, key=lambda t: float(t.get("font-size")))
    share = 0.9 if "\u4e00" <= (largest.element.text or " ")[0] <= "\u9fff" else LETTER_OF_FONT
    if share * float(largest.get("font-size")) < 0.6 * height:
        yield "R5: the title is lower than 60 % of the header"
    if largest.element.text not in ("疏散平面图", "EVACUATION PLAN"):
        yield "R15: the title is not that of an evacuation plan"


def _sizes(sheet):
    for sign in sheet.signs:
        left, top, right, low = sign_box(sign)
        if min(right - left, low - top) < 7 - 1e-6:
            yield f"R6: {sign.get('data-sign')} is {right - left:.2f} mm wide"
        a, b, c, d, _, _ = sign.matrix
        if a <= 0 or d <= 0 or abs(b) > 1e-9 or abs(c) > 1e-9:
            yield f"R6: {sign.get('data-sign')} is mirrored or turned"


def _walls(sheet):
    least = {"outer": 1.6, "partition": 0.6}
    for wall in sheet.having("data-wall", "plan"):
        width = float(wall.get("stroke-width")) * wall.zoom
        if width < least.get(wall.get("data-wall"), 0):
            yield f"R7: {wall.get('data-wall')} wall of {width} mm"


def _overview(sheet):
    frames = sheet.having("data-overview")
    if len(frames) != 1:
        if not _is_a4(sheet):
            yield "R8: no overview plan"
        return
    area = float(frames[0].get("width")) * float(frames[0].get("height"))
    if area > 0.1 * sheet.width * sheet.height:
        yield f"R8: the overview takes {area:.0f} mm²"
    shown = [i for i in sheet.items if i.near("data-highlight") and i.element.tag == f"{SVG}path"]
    if not shown:
        yield "R8: nothing is highlighted in the overview"
        return
    lit = MultiSpot(spot for part in shown for spot in path_spots(part))
    if sheet.cuts:
        grey = [
            MultiSpot(path_spots(i)) for i in sheet.items
            if i.element.tag == f"{SVG}path" and i.near("data-block") == "overview"
            and i.get("fill") == "#E2E4E3"
        ]  # fmt: skip
        if not any(lit.reach < other.reach for other in grey):
            yield "R8: a part of the floor is shown, but the whole building is highlighted"
    yield from _assembly(sheet, lit)


class MultiSpot:
    """Some spots: their middle and how far they reach."""

    def __init__(self, spots):
        xs, ys = zip(*spots, strict=True)
        self.middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self.reach = hypot(max(xs) - min(xs), max(ys) - min(ys))


def _assembly(sheet, lit):
    signs = [
        s for s in sheet.signs
        if s.get("data-sign") == "E007" and s.near("data-block") == "overview"
    ]  # fmt: skip
    points = sheet.case.school["assembly_points"]
    if len(signs) != len(points):
        yield f"R30: {len(signs)} signs for {len(points)} assembly points in the overview"
    if not any(_squeeze(p["name"][lang]) in sheet.words for p in points for lang in ("zh", "en")):
        yield "R30: no assembly point is named"
    if sheet.cuts:
        return  # the highlighted part has another middle than the building
    corners = [
        c for f in sheet.case.building["floors"] for s in f["spaces"] for c in s["outline_m"]
    ]
    own = MultiSpot([sheet.page(corner) for corner in corners]).middle
    for sign, point in ((s, p) for s in signs for p in points if s.near("data-mark") == p["id"]):
        true = sheet.page(point["at_m"])
        group = next(i for i in sheet.having("data-mark") if i.element in sign.parents)
        spot = group.spot(*(float(value) for value in sign.near("data-at").split()))
        wanted = (true[0] - own[0], true[1] - own[1])
        seen = (spot[0] - lit.middle[0], spot[1] - lit.middle[1])
        if hypot(*seen) > 3 and _angle(wanted, seen) > 12:
            yield f"R8: {point['id']} lies in another direction in the overview"


def _grounds(sheet):
    """R3, R9: every room stands where the reader, the wall and the scale put it."""
    drawn: dict[str, list[Item]] = {}
    for ground in sheet.having("data-ground", "plan"):
        drawn.setdefault(ground.get("data-ground"), []).append(ground)
    cuts = unary_union(sheet.cuts).buffer(0.3) if sheet.cuts else Polygon()
    for space in sheet.case.floor["spaces"]:
        true = sheet.shape(space["outline_m"])
        parts = drawn.pop(space["id"], [])
        spots = [spot for part in parts for spot in path_spots(part)]
        slack = 0.1 + 0.005 * max(dist(sheet.here, spot) for spot in true.exterior.coords)
        for spot in spots:
            away = true.exterior.distance(Point(spot))
            if away > slack and not cuts.covers(Point(spot)):
                yield f"R3: a corner of {space['id']} is {away:.1f} mm from its place"
                break
        for corner in space["outline_m"]:
            spot = sheet.page(corner)
            if sheet.is_drawn(corner, 0.5) and not any(dist(spot, s) <= slack for s in spots):
                yield f"R3: a corner of {space['id']} is missing"
                break
    for name in drawn:
        yield f"R3: {name} is drawn but is not on this floor"


def _labels(sheet):
    """R9: the name of every room stands in its room as the reader sees it."""
    spaces = {space["id"]: space for space in sheet.case.floor["spaces"]}
    ahead = radians(sheet.case.place["facing_deg"])
    for group in sheet.having("data-room"):
        texts = [t for t in sheet.texts if group.element in t.parents]
        space = spaces.get(group.get("data-room"))
        if space is None or not texts:
            continue
        said = _squeeze("".join(t.element.text or "" for t in texts))
        names = [_squeeze(space["name"][lang]) for lang in ("zh", "en")]
        if not any(name and name in said for name in names):
            yield f"R9: {space['id']} is called {said}"
        boxes = [text_box(sheet, t) for t in texts]
        spot = (
            (min(b[0] for b in boxes) + max(b[2] for b in boxes)) / 2,
            (min(b[1] for b in boxes) + max(b[3] for b in boxes)) / 2,
        )
        led = _led_from(sheet, group, boxes)
        if led is not None:
            if not sheet.shape(space["outline_m"]).covers(Point(led)):
                yield f"R9: the line to the name of {space['id']} begins in another room"
            continue
        if not sheet.shape(space["outline_m"]).buffer(0.2).covers(Point(spot)):
            yield f"R9: the name of {space['id']} does not stand in it"
        middle = Polygon(space["outline_m"]).centroid
        x, y = (a - b for a, b in zip((middle.x, middle.y), sheet.case.place["at_m"], strict=True))
        leftward = y * cos(ahead) - x * sin(ahead)
        is_small = max(dist(a, b) for a, b in combinations(space["outline_m"], 2)) < 15
        if is_small and abs(leftward) > 9 and (spot[0] < sheet.here[0]) != (leftward > 0):
            yield f"R9: {space['id']} lies on the other hand of the reader"


def _numbered(sheet):
    """R9: the number of a room stands in it, or at a line from there, and its name in the key."""
    spaces = {space["id"]: space for space in sheet.case.floor["spaces"]}
    said = "".join(_squeeze(t.element.text or "") for t in sheet.texts if t.near("data-key"))
    for group in sheet.having("data-number"):
        name = group.get("data-number")
        texts = [t for t in sheet.texts if group.element in t.parents]
        plate = box(*text_box(sheet, texts[0])).buffer(1.0, join_style="mitre")
        lines = [i for i in sheet.having("data-leader", "plan") if group.element in i.parents]
        led = [path_spots(i) for i in lines]
        if any(plate.distance(Point(spots[-1])) > 0.2 for spots in led):
            yield f"R9: the line of {name} does not end at its number"
        spot = led[0][0] if led else _middle(text_box(sheet, texts[0]))
        if not sheet.shape(spaces[name]["outline_m"]).covers(Point(spot)):
            yield f"R9: the number of {name} stands neither in it nor at a line from there"
        rows = [f"{texts[0].element.text}{_squeeze(n)}" for n in spaces[name]["name"].values()]
        if not any(row in said for row in rows):
            yield f"R9: the key does not tell what {name} is called"
    for group in sheet.having("data-beside"):
        if not any(_squeeze(n) in said for n in spaces[group.get("data-beside")]["name"].values()):
            yield f"R9: the key does not tell where {group.get('data-beside')} lies"


def judge_names(case):
    """Return which spaces of a wall sheet in both languages lack a name in one of them."""
    return list(_both_languages(Reading(case)))


def _both_languages(sheet):
    """R9: on a wall sheet in both languages every space that is drawn whole is named in both.

    A4 hangs only in single rooms; there a small space far off may stay without its name.
    """
    if min(sheet.width, sheet.height) < 250:
        return
    titles = {"疏散平面图", "EVACUATIONPLAN"}
    if not titles <= {_squeeze(t.element.text or "") for t in sheet.texts}:
        return
    said: dict[str, str] = {}
    for text in sheet.texts:
        room = text.near("data-room")
        said[room] = said.get(room, "") + _squeeze(text.element.text or "")
    for space in sheet.case.floor["spaces"]:
        is_whole = all(sheet.is_drawn(corner, 0.5) for corner in space["outline_m"])
        if space["use"] in ("lift", "closed") or not is_whole:
            continue
        for lang in ("zh", "en"):
            if _squeeze(space["name"][lang]) not in said.get(space["id"], ""):
                yield f"R9: {space['id']} has no name in {lang}"


def _rings(sheet):
    """Return the rings around the places of signs that stand on a plate, as they are drawn."""
    found = []
    for item in sheet.having("data-ring", "plan"):
        x, y = item.spot(*_numbers(item, "x", "y"))
        width, height = (size * item.zoom for size in _numbers(item, "width", "height"))
        found.append(box(x, y, x + width, y + height))
    return found


def _rings_on_ways(sheet):
    """R21: no ring lies over a way: it is drawn beneath, and enough of it is seen beside."""
    ways = sheet.ways
    above = [i for i in sheet.items if i.get("data-ring") or _is_way(i)]
    lowest = min((at for at, item in enumerate(above) if _is_way(item)), default=len(above))
    hung = [item for item in above[lowest:] if item.get("data-ring")]
    for item, ring in zip(sheet.having("data-ring", "plan"), _rings(sheet), strict=True):
        rim = ring.buffer(-0.1).exterior
        spot = f"{ring.centroid.x:.0f}, {ring.centroid.y:.0f}"
        if item in hung and rim.intersects(ways):
            yield f"R21: a ring lies over a way at {spot}"
        if rim.difference(ways).length < SEEN_RIM * rim.length:
            yield f"R21: a ring is hidden by a way at {spot}"


def _is_way(item):
    is_line = item.get("data-route") or item.get("data-arrow") or item.get("stroke") in BANDS
    return bool(is_line) and item.near("data-part") == "plan"


def _lines_to(sheet, own):
    """Return the lines to the signs of a plate: in its group, or apart beneath a way."""
    names = " ".join(i.get("data-mark") for i in own if i.get("data-mark"))
    hidden = [i for i in sheet.having("data-leader", "plan") if i.near("data-hidden") == names]
    return [*(i for i in own if i.get("data-leader")), *hidden]


def _strangers_in_rings(sheet):
    """R19: a ring holds the places of the things on its plate and of no other."""
    rings = _rings(sheet)
    things = (*sheet.case.floor["equipment"], *sheet.case.floor.get("refuges", ()))
    spots = {t["id"]: Point(sheet.page(t["at_m"])) for t in things if sheet.is_drawn(t["at_m"])}
    for plate in sheet.having("data-gathered", "plan"):
        own = [i for i in sheet.items if plate.element in i.parents]
        names = {i.get("data-mark") for i in own if i.get("data-mark")}
        starts = [Point(path_spots(i)[0]) for i in _lines_to(sheet, own)]
        held = [r for r in rings if all(r.contains(spots[n]) for n in names & set(spots))]
        if len(starts) != 1 or not any(ring.distance(starts[0]) <= 1 for ring in held):
            yield f"R19: no ring holds the places of {sorted(names)}"
            continue
        ring = min((r for r in held if r.distance(starts[0]) <= 1), key=lambda r: r.area)
        for name in sorted(set(spots) - names):
            if ring.contains(spots[name]):
                yield f"R19: the ring of {sorted(names)} holds {name} too"


def _led_from(sheet, group, boxes):
    """Return where the line begins that leads to a name; none without one that reaches it."""
    lines = [
        path_spots(i) for i in sheet.having("data-leader", "plan") if group.element in i.parents
    ]
    whole = unary_union([box(*area) for area in boxes]).envelope
    return next((spots[0] for spots in lines if whole.distance(Point(spots[-1])) <= 1.2), None)


def _viewer(sheet):
    (mark,) = sheet.plan_signs("viewer")
    left, _, right, _ = sign_box(mark)
    if right - left < 7:
        yield "R10: the viewer mark is smaller than 7 mm"
    rings = [
        i for i in sheet.items if mark.element in i.parents and i.element.tag == f"{SVG}circle"
    ]
    fills = [i.get("fill") for i in sorted(rings, key=lambda i: -float(i.get("r")))]
    if fills[:2] != [WHITE, BLUE]:
        yield "R10: the viewer mark is not blue in a white ring"
    last = [i for i in sheet.items if i.near("data-part") == "plan"][-1]
    if mark.element not in (last.element, *last.parents):
        yield "R10: something covers the viewer mark"


def _plan_lines(sheet):
    return [i for i in sheet.having("data-route", "plan") if i.near("data-legend") is None]


def _lines(sheet):
    """R11, R12: green lines on light beds, each role with a dash of its own."""
    dashes: dict[str, set[str]] = {}
    for line in _plan_lines(sheet):
        if line.get("stroke") != GREEN:
            yield f"R11: the {line.get('data-route')} route is not green"
        dashes.setdefault(line.get("data-route"), set()).add(line.get("stroke-dasharray"))
    if "primary" not in dashes:
        yield "R11: no primary route"
    if dashes.get("primary", {""}) != {""}:
        yield "R12: the primary route is dashed"
    lesser = [dash for role, dash in dashes.items() if role != "primary"]
    if any("" in dash or len(dash) != 1 for dash in lesser):
        yield "R12: a lesser route is not dashed"
    if len({next(iter(dash)) for dash in lesser}) != len(lesser):
        yield "R12: two lesser routes look alike"
    beds = [
        LineString(path_spots(i)) for i in sheet.items
        if i.near("data-part") == "plan" and i.get("stroke") == "#A9D9B0"
        and float(i.get("stroke-width")) >= 3
    ]  # fmt: skip
    for line in _plan_lines(sheet):
        if line.get("data-route") == "primary":
            drawn = LineString(path_spots(line))
            if not any(bed.buffer(0.2).covers(drawn) for bed in beds):
                yield "R11: the primary route has no band"


def _arrows(sheet):
    """R11: lines begin at the reader; arrow heads lie on their line and point along it."""
    lines: dict[str, list[list]] = {}
    for line in _plan_lines(sheet):
        lines.setdefault(line.get("data-route"), []).append(path_spots(line))
    mark = max(50 * viewer.zoom for viewer in sheet.plan_signs("viewer"))
    for role, drawn in lines.items():
        start = min(dist(spots[0], sheet.here) for spots in drawn)
        if start > mark and min(dist(s, sheet.here) for spots in drawn for s in spots) < start:
            yield f"R11: the {role} route does not begin at the reader"
    heads = [h for h in sheet.having("data-arrow", "plan") if h.near("data-legend") is None]
    for head in heads:
        yield from _arrow(head, lines.get(head.get("data-arrow"), []))
    if not any(head.get("data-arrow") == "primary" for head in heads):
        yield "R11: the primary route has no arrow head"


def _arrow(head, drawn):
    role = head.get("data-arrow")
    tip, back_left, notch, back_right = path_spots(head)[:4]
    pointing = (tip[0] - notch[0], tip[1] - notch[1])
    if min(dist(tip, back_left), dist(tip, back_right)) < dist(tip, notch):
        yield f"R11: an arrow head of the {role} route is inside out"
    near: tuple[float, list] = min(
        ((LineString(spots).distance(Point(tip)), spots) for spots in drawn), default=(9.0, [])
    )
    if near[0] > 2.5:
        yield f"R11: an arrow head stands off the {role} route"
    elif not _points_along(near[1], tip, pointing):
        yield f"R11: an arrow head of the {role} route points the wrong way"


def _points_along(spots, tip, pointing):
    """Say whether a head points along the stretch under it; at a bend along either side."""
    near = [
        (b[0] - a[0], b[1] - a[1])
        for a, b in pairwise(spots)
        if LineString([a, b]).distance(Point(tip)) < 2.5 and dist(a, b) > 0.5
    ]
    return any(_angle(along, pointing) < 30 for along in near)


def _background(sheet):
    first = next(i for i in sheet.items if i.element.tag == f"{SVG}rect")
    if first.get("fill") != WHITE or float(first.get("width")) != sheet.width:
        yield "R13: the page is not white"


def _legend(sheet):
    listed = [k for i in sheet.having("data-legend") for k in i.get("data-legend").split()]
    drawn = {s.get("data-sign") for s in sheet.signs if s.near("data-legend") is None}
    drawn |= {f"route-{i.get('data-route')}" for i in _plan_lines(sheet)}
    drawn |= {"stair"} if sheet.having("data-stair") else set()
    drawn |= {"edge"} if sheet.cuts else set()
    drawn |= {"closed-stair"} if sheet.having("data-closed") else set()
    drawn |= {"closed-exit"} if sheet.having("data-closed-exit") else set()
    walls = {wall.get("data-wall") for wall in sheet.having("data-wall", "plan")}
    drawn |= {"rail"} & walls
    if not sheet.having("data-overview"):
        drawn |= {"E007"} & set(listed)
    if not listed and _is_a4(sheet):
        return
    for key in sorted(set(listed) - drawn):
        yield f"R14: {key} stands in the legend but is not drawn"
    for key in sorted(drawn - set(listed)):
        yield f"R14: {key} is drawn but does not stand in the legend"
    if len(listed) != len(set(listed)):
        yield "R14: something stands in the legend twice"
    for entry in sheet.having("data-legend"):
        keys = [k for k in entry.get("data-legend").split() if not k.startswith("route-")]
        shown = [s.get("data-sign") for s in sheet.signs if entry.element in s.parents]
        if set(shown) != set(keys) - {"stair", "edge", "closed-stair", "closed-exit", "rail"}:
            yield f"R14: the legend shows {shown} for {keys}"


def _words(sheet):
    said = sheet.words
    if sheet.case.code not in said:
        yield "R17: the sheet does not say its number"
    if f"/Q/{sheet.case.code}/" not in said:
        yield "R17: the address beside the code is another"
    if "不要扫码" not in said and "donotscan" not in said:
        yield "R16: nothing says that nobody scans in an alarm"


def _notices(sheet):
    for number in ("119", "120", "110"):
        if not _is_a4(sheet) and number not in sheet.words:
            yield f"R16: {number} is missing"
    for colour, name in ((RED, "fire"), (GREEN, "accident")):
        frames = [
            i for i in sheet.items
            if i.near("data-block") == name
            and (i.get("stroke"), i.get("fill")) == (colour, "none")
        ]  # fmt: skip
        if not frames and not _is_a4(sheet):
            yield f"R16: the notice for {name} has no frame in its colour"


def _imprint(sheet):
    inside = [t for t in sheet.texts if t.near("data-block") == "imprint"]
    said = _squeeze("".join(t.element.text or "" for t in inside))
    case = sheet.case
    for thing in (case.school, case.building, case.floor, case.place):
        names = [re.sub("^the", "", _squeeze(thing["name"][lang])) for lang in ("zh", "en")]
        if not any(name.lower() in said.lower() for name in names):
            yield f"R17: the imprint does not name {thing['id']}"
    if len(re.findall(r"\d{4}-\d\d-\d\d", said)) < 2:
        yield "R28: date or next review is missing"
    if case.code not in said or not re.search(r"(修订|revision)\d+", said):
        yield "R17: number or revision is missing in the imprint"
    if "Muster" not in said:
        yield "R17: the maker is missing"
    if f"{case.place['height_m']:.2f}" not in said:
        yield "R26: the height above the floor is missing"


def _marks(sheet):
    return {s.near("data-mark"): s for s in sheet.plan_signs() if s.near("data-mark")}


def _exits(sheet):
    marks = _marks(sheet)
    for way in sheet.case.floor["exits"]:
        if not sheet.is_drawn(way["at_m"]):
            continue
        mark = marks.get(way["id"])
        if not way.get("usable", True):
            yield from _closed_exit(sheet, way, mark)
            continue
        if mark is None:
            yield f"R18: exit {way['id']} has no sign"
            continue
        true = sheet.page(way["at_m"])
        away = dist(_middle(sign_box(mark)), true)
        if away > 40:
            yield f"R18: the sign of exit {way['id']} is {away:.0f} mm away"
        across = _outward(sheet, way)
        if abs(across[0]) > 0.2 and (mark.get("data-sign") == "E001") != (across[0] < 0):
            yield f"R18: the sign of exit {way['id']} runs to the wrong side"


def _closed_exit(sheet, way, mark):
    """R18: an exit out of use has a cross in its place on whole wall, and no sign."""
    crosses = [
        box(*_extent(path_spots(i)))
        for i in sheet.having("d", "plan")
        if i.near("data-closed-exit") == way["id"]
    ]
    true = Point(sheet.page(way["at_m"]))
    if mark is not None:
        yield f"R18: exit {way['id']} is out of use and has a sign"
    if not any(cross.centroid.distance(true) < 0.1 for cross in crosses):
        yield f"R18: exit {way['id']} is out of use and not crossed out"
    walls = [LineString(p) for i in sheet.having("data-wall", "plan") for p in i.subpaths]
    if not any(wall.distance(true) < 1.0 for wall in walls):
        yield f"R18: the wall is open where exit {way['id']} is out of use"


def _extent(spots):
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _outward(sheet, way):
    """Return the direction on the page that leads out of the building at an exit."""
    space = next(s for s in sheet.case.floor["spaces"] if s["id"] == way["space"])
    ground = sheet.shape(space["outline_m"])
    x, y = sheet.page(way["at_m"])
    probe = 0.3 * 1000 / sheet.denominator
    best = min(
        range(72),
        key=lambda step: (
            ground.intersection(
                LineString([(x, y), _polar(x, y, 4 * probe, step * pi / 36)]).buffer(probe)
            ).area
        ),
    )
    return cos(best * pi / 36), sin(best * pi / 36)


def _polar(x, y, reach, angle):
    return x + reach * cos(angle), y + reach * sin(angle)


def _stairs(sheet):
    drawn = (*sheet.having("data-stair", "plan"), *sheet.having("data-closed", "plan"))
    floor = sheet.case.floor
    wells = [s for s in floor["spaces"] if s["use"] == "stair"]
    shown = [w for w in wells if any(sheet.is_drawn(c, 1.0) for c in w["outline_m"])]
    names = {i.get("data-stair") or i.get("data-closed") for i in drawn}
    shut = _shut_wells(sheet)
    for well in shown:
        if well["id"] not in names:
            yield f"R18: stair {well['id']} is not drawn"
        crossed = {i.get("data-closed") for i in sheet.having("data-closed", "plan")}
        if (well["id"] in shut) != (well["id"] in crossed):
            yield f"R18: whether stair {well['id']} is in use is drawn wrongly"
    lifts = [s for s in floor["spaces"] if s["use"] == "lift"]
    marks = _marks(sheet)
    for lift in lifts:
        middle = Polygon(lift["outline_m"]).centroid
        mark = marks.get(lift["id"])
        if sheet.is_drawn((middle.x, middle.y)) and (
            mark is None or mark.get("data-sign") != "P020"
        ):
            yield f"R29: lift {lift['id']} has no sign"


def _shut_wells(sheet):
    """Return the stairwells in which stairs stand, but none that may be used."""
    ends = [
        (end["space"], stair.get("usable", True))
        for stair in sheet.case.building.get("stairs", ())
        for end in stair["landings"]
    ]
    return {space for space, _ in ends} - {space for space, is_used in ends if is_used}


def _equipment(sheet):
    marks = _marks(sheet)
    things = [(t["id"], t["at_m"], CODE_OF_KIND[t["kind"]]) for t in sheet.case.floor["equipment"]]
    shut = _shut_wells(sheet)
    waits = [r for r in sheet.case.floor.get("refuges", ()) if r["space"] not in shut]
    things += [(r["id"], r["at_m"], "E024") for r in waits]
    known = {name for name, _, _ in things}
    for name, at, code in things:
        if not sheet.is_drawn(at):
            continue
        mark = marks.get(name)
        if mark is None:
            yield f"R19: {name} is not drawn"
            continue
        if mark.get("data-sign") != code:
            yield f"R19: {name} is marked {mark.get('data-sign')}, not {code}"
        yield from _place_of(sheet, name, sheet.page(at), sign_box(mark))
    rooms = {s["id"] for s in sheet.case.floor["spaces"]} | {
        e["id"] for e in sheet.case.floor["exits"]
    }
    rooms |= {p["id"] for p in sheet.case.school["assembly_points"]}
    for name in set(marks) - known - rooms:
        yield f"R19: {name} is drawn but is not on this floor"


def _place_of(sheet, name, true, area):
    if dist(_middle(area), true) <= PLACE_MM or _is_gathered(sheet, name, true, area):
        return
    for line in sheet.having("data-leader", "plan"):
        start, end = path_spots(line)[0], path_spots(line)[-1]
        if dist(start, true) <= PLACE_MM and box(*area).distance(Point(end)) <= PLACE_MM:
            return
    yield f"R19: {name} is {dist(_middle(area), true):.1f} mm off, and no line leads to it"


def _is_gathered(sheet, name, true, area):
    """Say whether a sign stands on a plate to which a line leads from a ring around its place."""
    for plate in sheet.having("data-gathered", "plan"):
        own = [i for i in sheet.items if plate.element in i.parents]
        if not any(i.get("data-mark") == name for i in own):
            continue
        marked = {i.get("data-mark"): i.element for i in own if i.get("data-mark")}
        signs = [sign_box(s) for s in sheet.signs if set(s.parents) & set(marked.values())]
        lines = [path_spots(i) for i in _lines_to(sheet, own)]
        if len(lines) != 1:
            return False
        rings = [
            r
            for r in _rings(sheet)
            if r.distance(Point(lines[0][0])) <= 1 and r.contains(Point(true))
        ]
        ring = min(rings, key=lambda r: r.area, default=Polygon())
        left, top, right, low = ring.bounds or (0, 0, 0, 0)
        whole = unary_union([box(*sign) for sign in signs])
        return (
            ring.contains(Point(true))
            and hypot(right - left, low - top) < 33
            and ring.distance(Point(lines[0][0])) <= 1
            and whole.envelope.distance(Point(lines[0][-1])) <= 1.2
            and whole.distance(box(*area)) == 0
        )
    return False


def _numbers(item, *names):
    return [float(item.get(name)) for name in names]


def _boxes(sheet):
    boxes = [(sign_box(s), s.get("data-sign"), id(s.element)) for s in sheet.signs]
    boxes += [(text_box(sheet, t), t.element.text or "", id(t.element)) for t in sheet.texts]
    for code in sheet.having("data-qr"):
        spots = path_spots(code)
        xs, ys = zip(*spots, strict=True)
        quiet = 4 * code.zoom
        area = (min(xs) - quiet, min(ys) - quiet, max(xs) + quiet, max(ys) + quiet)
        boxes.append((area, "QR", id(code.element)))
    return boxes


def _overlaps(sheet):
    boxes = sheet.boxes
    if sum(name == "QR" for _, name, _ in boxes) != 1:
        yield "R21: there is not one QR code"
    for (one, name, _), (other, other_name, _) in combinations(boxes, 2):
        if _covers(one, other, 0.05):
            yield f"R21: {name!r} and {other_name!r} overlap"


def _words_on_ways(sheet):
    """R21: no words stand on the line, band or an arrow head of a way, neither in the legend."""
    for text in sheet.texts:
        if box(*text_box(sheet, text)).buffer(-0.1).intersects(sheet.ways):
            yield f"R21: {text.element.text!r} stands on a way"


def _way_shapes(sheet):
    """Return what is drawn of ways, each line, band and arrow head with its role, if it has one."""
    ways = [(i, path_spots(i)) for name in ("data-route", "data-arrow") for i in sheet.having(name)]
    bands = [i for i in sheet.having("d") if i.get("stroke") in BANDS]
    ways += [(band, path_spots(band)) for band in bands]
    return [
        (
            item.get("data-arrow") or item.get("data-route"),
            (Polygon(spots) if item.get("data-arrow") else LineString(spots)).buffer(
                float(item.get("stroke-width")) * item.zoom / 2
            ),
        )
        for item, spots in ways
        if len(spots) > 1
    ]


def _plates_on_ways(sheet):
    """R21: no sign, and no plate for words or signs, lies over a way.

    That of the way without steps stands on its own dotted line, off the way out alone; and the
    reader's mark stands where all ways begin.
    """
    ways = sheet.ways
    primary = unary_union([shape for role, shape in sheet.way_shapes if role == "primary"])
    for sign in sheet.plan_signs():
        name = sign.get("data-sign")
        under = primary if name == "step-free" else ways
        if name != "viewer" and box(*sign_box(sign)).buffer(-0.1).intersects(under):
            yield f"R21: the sign {name} of {sign.near('data-mark')} lies over a way"
    for plate in _plain_boxes(sheet, lambda fill: fill != "none"):
        if plate.buffer(-0.1).intersects(ways):
            yield f"R21: a plate lies over a way at {plate.centroid.x:.0f}, {plate.centroid.y:.0f}"


def _plain_boxes(sheet, has_fill):
    """Yield the rectangles of calls and of gathered signs on the plan, signs themselves apart."""
    for item in sheet.having("width", "plan"):
        in_sign = any(parent.get("data-sign") for parent in item.parents)
        on_plate = item.near("data-call") is not None or item.near("data-gathered") is not None
        if item.element.tag == f"{SVG}rect" and on_plate and not in_sign:
            (x, y), (width, height) = (
                item.spot(*_numbers(item, "x", "y")),
                (size * item.zoom for size in _numbers(item, "width", "height")),
            )
            if has_fill(item.get("fill")):
                yield box(x, y, x + width, y + height)


def _leaders(sheet):
    """R21: a leader line crosses no sign and no words but those that it leads to."""
    areas = [(box(*area), name) for area, name, _ in sheet.boxes if name != "viewer"]
    boxes = [(area, area.buffer(-0.3), name) for area, name in areas]
    for leader in sheet.having("data-leader", "plan"):
        line = LineString(path_spots(leader))
        end = Point(path_spots(leader)[-1])
        for area, inner, name in boxes:
            if area.distance(end) > 1.2 and not inner.is_empty and line.intersects(inner):
                yield f"R21: a leader line runs through {name!r}"


def _leaders_long(sheet):
    """R19: a line to the sign of a thing is short enough to be followed, and crosses no other.

    What the reader's mark covers is not seen: two lines may begin under it.
    """
    signs = [box(*sign_box(s)) for s in sheet.plan_signs() if s.near("data-mark")]
    lines = [LineString(path_spots(i)) for i in sheet.having("data-leader", "plan")]
    mark = unary_union([box(*sign_box(s)) for s in sheet.plan_signs("viewer")])
    for line in lines:
        end = Point(line.coords[-1])
        if line.length > LEADER_MM and any(sign.distance(end) <= 1.2 for sign in signs):
            yield f"R19: a line of {line.length:.0f} mm leads to a sign"
    for one, other in combinations(lines, 2):
        spot = one.intersection(other).centroid
        if one.crosses(other) and not mark.covers(spot):
            yield f"R21: two leader lines cross at {spot.x:.0f}, {spot.y:.0f}"


def _leaders_on_ways(sheet):
    """R21: a leader line crosses a way only where it begins on it, or hidden beneath its band.

    The dotted way without steps has no band where it goes alone: the line is beneath its dots.
    """
    order = {id(item.element): n for n, item in enumerate(sheet.items)}
    lines = [LineString(path_spots(i)) for i in sheet.having("data-route", "plan")]
    beds = [(order[id(i.element)], bed) for i, bed in _beds(sheet)]
    for leader in sheet.having("data-leader", "plan"):
        spots = path_spots(leader)
        above = unary_union([bed for n, bed in beds if n > order[id(leader.element)]])
        apart = LineString(spots).difference(Point(spots[0]).buffer(3.0))
        if not apart.intersection(unary_union(lines)).difference(above).is_empty:
            yield f"R21: a leader line crosses a way at {spots[0][0]:.0f}, {spots[0][1]:.0f}"


def _beds(sheet):
    """Yield the bands of ways on the plan, and dotted ways, each with the ground that it covers."""
    for item in sheet.having("d", "plan"):
        is_bed = item.get("stroke") in BANDS or item.get("data-route") == "step-free"
        if is_bed and len(path_spots(item)) > 1:
            wide = float(item.get("stroke-width")) * item.zoom
            yield item, LineString(path_spots(item)).buffer(wide / 2, cap_style="flat")


def _colours(sheet):
    for sign in sheet.signs:
        inside = [i for i in sheet.items if sign.element in i.parents]
        used = {i.get(name) for i in inside for name in ("fill", "stroke")} - {""}
        if not used <= SIGN_COLOURS:
            yield f"R22: {sign.get('data-sign')} has the colours {sorted(used)}"
        ground = next((i.get("fill") for i in inside if i.get("width") == "100"), None)
        wanted = GROUND_OF_CLASS.get(sign.get("data-sign")[0])
        if wanted and sign.get("data-sign")[1:].isdigit() and ground != wanted:
            yield f"R22: {sign.get('data-sign')} stands on {ground}"


def _ends(sheet):
    """R31: every drawn route ends at an exit, a stair or a refuge, or goes on beyond the part."""
    floor = sheet.case.floor
    goals = {e["id"]: e["at_m"] for e in floor["exits"] if e.get("usable", True)}
    refuges = {r["id"]: r["at_m"] for r in floor.get("refuges", ())}
    for role in {i.get("data-route") for i in _plan_lines(sheet)}:
        route = sheet.case.routes.get(role)
        if route is None:
            yield f"R31: a {role} route is drawn that nobody computed"
            continue
        spots = [
            s for i in _plan_lines(sheet) if i.get("data-route") == role for s in path_spots(i)
        ]
        path = [
            LineString(path_spots(i)) for i in _plan_lines(sheet) if i.get("data-route") == role
        ]
        landings = [
            landing["at_m"] for stair in sheet.case.building["stairs"]
            for landing in stair["landings"]
            if stair["id"] in route["stairs"] and landing["floor"] == floor["id"]
        ]  # fmt: skip
        ends = [refuges[route["refuge"]]] if route.get("refuge") in refuges else []
        ends += [goals[route["final_exit"]]] if route["final_exit"] in goals else []
        ends += landings
        seen = [end for end in ends if sheet.is_drawn(end)]
        if seen and not any(p.distance(Point(sheet.page(end))) < 2.5 for end in seen for p in path):
            yield f"R31: the {role} route reaches none of its ends"
        if not seen and not any(cut.distance(Point(s)) < 0.5 for cut in sheet.cuts for s in spots):
            yield f"R31: the {role} route neither ends here nor leads beyond"
        if (
            ends
            and not seen
            and role not in {i.get("data-onward") for i in sheet.having("data-onward", "plan")}
        ):
            yield f"R31: nothing says where the {role} route goes on"


def _walls_crossed(sheet):
    """R32: no route runs through a wall. A line beside another may graze the end of one."""
    walls = []
    for wall in sheet.having("data-wall", "plan"):
        if wall.get("data-wall") != "body":
            walls += [LineString(p) for p in wall.subpaths if len(p) > 1]
    standing = unary_union(walls)
    for line in _plan_lines(sheet):
        graze = 0.0 if line.get("data-route") == "primary" else 1.6
        for a, b in pairwise(path_spots(line)):
            hit = LineString([a, b]).intersection(standing)
            for spot in getattr(hit, "geoms", [hit]):
                if not spot.is_empty and _depth(walls, spot) > graze + 0.05:
                    yield f"R32: the {line.get('data-route')} route runs through a wall"


def _depth(walls, spot):
    """Return how far from the end of its wall a crossing lies, in mm."""
    wall = min(walls, key=lambda w: w.distance(spot))
    return min(Point(wall.coords[at]).distance(spot) for at in (0, -1))


def _stay_on_page(sheet):
    for area, name, _ in sheet.boxes:
        left, top, right, low = area
        if left < 3 or right > sheet.width - 3 or top < 0 or low > sheet.height - 2:
            yield f"R1: {name!r} leaves the page"


def sign_box(sign):
    (left, top), (right, low) = sign.spot(0, 0), sign.spot(100, 100)
    return min(left, right), min(top, low), max(left, right), max(top, low)


def text_box(sheet, text):
    """Return the box of a line of text: ascent and descent of an ideograph."""
    size = float(text.get("font-size")) * text.zoom
    widths = _widths(str(sheet.case.fonts), text.get("font-weight") == "700")
    width = size * sum(widths.get(letter, 1.0) for letter in text.element.text or "")
    x, base = text.spot(float(text.get("x")), float(text.get("y")))
    start = x - width if text.matrix[0] < 0 else x
    return start, base - 0.88 * size, start + width, base + 0.12 * size


@cache
def _widths(fonts, is_bold):
    name = f"{fonts}/NotoSansSC-{'Bold' if is_bold else 'Regular'}.ttf"
    with TTFont(name, lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(sign): metrics[glyph][0] / em for sign, glyph in font.getBestCmap().items()}


def _subpaths(drawn):
    """Return the corners of a path as it was written, one list for each stroke of the pen."""
    found: list[list[tuple[float, float]]] = []
    for command, numbers in re.findall(r"([MLHVhvAaZz])([^MLHVhvAaZz]*)", drawn):
        values = [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", numbers)]
        if command == "M":
            found.append([])
        if command in "ML":
            found[-1] += [(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
        elif command == "h":
            found[-1].append((found[-1][-1][0] + values[0], found[-1][-1][1]))
        elif command == "v":
            found[-1].append((found[-1][-1][0], found[-1][-1][1] + values[0]))
        elif command in "Zz" and found and found[-1]:
            found[-1].append(found[-1][0])
    return found


def path_spots(item):
    """Return all corners of a path, in order."""
    return [spot for part in item.subpaths for spot in part]


def _walk(element, matrix, parents):
    own = _times(matrix, _matrix(element.get("transform", "")))
    yield Item(element=element, matrix=own, parents=parents)
    for child in element:
        yield from _walk(child, own, (*parents, element))


def _matrix(transform):
    result = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for name, text in re.findall(r"(\w+)\(([^)]*)\)", transform):
        values = [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]
        result = _times(result, _single(name, values))
    return result


def _single(name, values):
    if name == "matrix":
        return tuple(values)
    if name == "translate":
        return (1.0, 0.0, 0.0, 1.0, values[0], values[1] if len(values) > 1 else 0.0)
    if name == "scale":
        return (values[0], 0.0, 0.0, values[-1], 0.0, 0.0)
    angle = radians(values[0])
    turn = (cos(angle), sin(angle), -sin(angle), cos(angle), 0.0, 0.0)
    x, y = values[1:] or (0.0, 0.0)
    return _times(_times((1, 0, 0, 1, x, y), turn), (1, 0, 0, 1, -x, -y))


def _times(one, other):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j,
            a * k + c * m + e, b * k + d * m + f)  # fmt: skip


def _sample(item):
    return any(parent.get("data-sample") for parent in item.parents)


def _squeeze(text):
    return "".join(text.split())


def _middle(area):
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


def _angle(one, other):
    """Return the angle between two directions, in degrees."""
    lengths = hypot(*one) * hypot(*other)
    if not lengths:
        return 180.0
    across = one[0] * other[1] - one[1] * other[0]
    along = one[0] * other[0] + one[1] * other[1]
    return abs(degrees(atan2(across, along)))


def _covers(one, other, slack):
    return (
        one[0] < other[2] - slack and other[0] < one[2] - slack
        and one[1] < other[3] - slack and other[1] < one[3] - slack
    )  # fmt: skip


def _longer(cut):
    """Return a cut across the whole page."""
    (x, y), (a, b) = cut.coords[0], cut.coords[-1]
    length = hypot(a - x, b - y) or 1.0
    dx, dy = 900 * (a - x) / length, 900 * (b - y) / length
    return LineString([(x - dx, y - dy), (a + dx, b + dy)])
