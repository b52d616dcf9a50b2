# SPDX-License-Identifier: MIT
"""A printed sheet compared with the building it is about: its PDF and the data, nothing else.

Imports nothing of the program under test. Where `sheet_pdf` measures the page, this module asks
whether it is true: the reader's mark is found by its colour, the scale is read, and from these and
the wall that the reader faces follows where every room, arrow, sign and name has to be. Signs are
told apart by what is drawn in them, their meaning is learnt from the words beside them in the
legend. Lengths are in millimetres from the upper left, y down.
"""

import re
from ctypes import c_float, c_uint
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from math import atan2, cos, degrees, dist, hypot, radians, sin

import pypdfium2
from pypdfium2 import raw
from shapely.geometry import LineString, Point, Polygon, box

from tests.oracle.sheet_pdf import BLUE, DARK, GREEN, MM, RED, WHITE, Mark, read_marks

BAND, HIGHLIGHT = (0xA9, 0xD9, 0xB0), (0xF9, 0xD9, 0x8A)

MEANING_OF_KIND = {
    "extinguisher": "灭火器", "hose-reel": "消火栓（软管）", "call-point": "火灾报警按钮",
    "fire-telephone": "消防电话", "fire-blanket": "灭火毯", "first-aid": "急救",
    "emergency-telephone": "紧急电话", "aed": "自动体外除颤器", "eyewash": "洗眼器",
    "safety-shower": "应急喷淋", "stretcher": "担架", "evacuation-chair": "疏散椅",
}  # fmt: skip

MEANINGS = {
    *MEANING_OF_KIND.values(), "安全出口", "集合点", "临时避难处", "火灾时禁乘电梯", "无台阶路线",
}  # fmt: skip
"""What a sign may mean; each stands in the legend in just these words."""

OPEN_USES = {"corridor", "gallery", "lobby", "court", "stair"}

OVERPRINT = (0xE2, 0xE2, 0xE2)
"""Grey of the words that keep a sample off the wall: they lie under everything."""

APART_MM = 9.0
"""A room so far to one side of the reader must have its name on that side."""

LED_MM = 45.0
"""A name at the end of a line stands no farther from its room than this."""

NEAR_MM = 2.5
"""An arrow head no farther from a way than this stands on it."""

SMALL_PLAN_MM = 9.0
"""A sign in the overview stands no farther than its own size from the place."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words that stand on one line."""

    text: str
    box: Box
    size: float
    tall: float
    """Height of its tallest letter."""


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A square with a picture in it."""

    box: Box
    picture: tuple
    meaning: str | None
    """What the legend says beside it; none for a sign that stands elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the page shows."""

    size: tuple[float, float]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]
    outlines: dict
    """By the place of a mark in `marks`: its corners."""

    @cached_property
    def words(self):
        return "".join("".join(line.text.split()) for line in self.lines)

    @cached_property
    def denominator(self):
        found = re.search(r"1:(\d+)", self.words)
        return int(found[1]) if found else 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the sheet has to be about, as the school wrote it."""

    school: dict
    building: dict
    place: dict
    routes: dict
    """By role, each as a list of (floor, x, y), in metres."""

    @property
    def floor(self):
        return next(f for f in self.building["floors"] if f["id"] == self.place["floor"])


def read_plan(file):
    """Return what the only page of a PDF shows."""
    document = pypdfium2.PdfDocument(file)
    try:
        (page,) = document
        size = tuple(side * MM for side in page.get_size())
        marks = tuple(read_marks(page, size[1]))
        lines = tuple(_lines(page.get_textpage(), size[1]))
        found = [(marks[at].box, _picture(marks, at)) for at in _squares(marks)]
        listed = {area: _meaning(area, lines) for area, _ in found}
        signs = tuple(
            Sign(box=area, picture=picture, meaning=listed[area] or _paired(area, listed))
            for area, picture in found
        )
        outlines = dict(_outlines(page, size[1]))
        return Plan(size=size, marks=marks, lines=lines, signs=signs, outlines=outlines)
    finally:
        document.close()


def judge_plan(plan, facts):
    """Return what is untrue on a printed plan, as sentences."""
    readers = _readers(plan)
    if len(readers) != 1 or not plan.denominator:
        return [f"R10: {len(readers)} marks of the reader, scale 1:{plan.denominator}"]
    view = View(plan=plan, facts=facts, here=readers[0])
    rules = (
        _scale_bar, _hanging, _title, _thin_walls, _rooms, _hands, _arrows, _overlaps,
        _legend, _equipment, _overview, _solid_and_dashed,
    )  # fmt: skip
    return [fault for rule in rules for fault in rule(view)]


class View:
    """The page as its reader has to see it."""

    def __init__(self, *, plan, facts, here):
        self.plan, self.facts, self.here = plan, facts, here
        self.is_part = "分图" in plan.words or bool(re.search(r"[Pp]art\d+of\d+", plan.words))

    def page(self, at):
        """Return where a point in metres has to lie on the page."""
        forward, rightward = self.seen(at)
        k = 1000 / self.plan.denominator
        return self.here[0] + k * rightward, self.here[1] - k * forward

    def seen(self, at):
        """Return how many metres a point lies ahead of the reader and to the right."""
        ahead = radians(self.facts.place["facing_deg"])
        x, y = (a - b for a, b in zip(at, self.facts.place["at_m"], strict=True))
        return x * cos(ahead) + y * sin(ahead), x * sin(ahead) - y * cos(ahead)

    def shape(self, outline):
        return Polygon([self.page(corner) for corner in outline]).buffer(0)

    @cached_property
    def grounds(self):
        """The spaces of the floor, where they have to be."""
        return [self.shape(space["outline_m"]) for space in self.facts.floor["spaces"]]


def _readers(plan):
    """Return the middles of blue discs on white ones that no words of the legend explain."""
    discs = [
        m for m in plan.marks if m.fill == BLUE and m.size[0] >= 6 and _is_square(m.size)
    ]  # fmt: skip
    rings = [m.box for m in plan.marks if m.fill == WHITE and _is_square(m.size)]
    return [
        _middle(disc.box)
        for disc in discs
        if disc.size[0] >= 6.95
        and any(_holds(ring, disc.box) and _width(ring) < 12 for ring in rings)
        and not _explained(disc.box, _off_plates(plan), "您在此处")
    ]


def _off_plates(plan):
    """Return the words that stand on no blue plate: the reader's mark has one, the legend none."""
    plates = [m.box for m in plan.marks if m.fill == BLUE and not _is_square(m.size)]
    return [line for line in plan.lines if not any(_holds(area, line.box) for area in plates)]


def _scale_bar(view):
    """R3: the bar in the imprint is as long as its figure says."""
    metres = re.search(r"(\d+)m·1:(\d+)", view.plan.words)
    if not metres:
        yield "R3: no figure beside the scale bar"
        return
    long = int(metres[1]) * 1000 / view.plan.denominator
    bars = [m for m in view.plan.marks if m.stroke == DARK and 1.5 < m.size[1] < 3]
    if not any(abs(m.size[0] - long) < 0.01 * long + m.width + 0.1 for m in bars):
        yield f"R3: no bar of {long:.1f} mm for {metres[1]} m"


def _hanging(view):
    """R1, R2: a small paper hangs in a single room or says that it does not hang."""
    said = "不得上墙" in view.plan.words or "notforthewall" in view.plan.words
    is_small = min(view.plan.size) < 250
    at = Point(view.facts.place["at_m"])
    rooms = [s for s in view.facts.floor["spaces"] if s["use"] not in OPEN_USES]
    is_room = any(Polygon(s["outline_m"]).covers(at) for s in rooms)
    fine = view.plan.denominator <= (350 if is_small else 250)
    if not is_small and not fine:
        yield f"R2: 1:{view.plan.denominator} on a wall"
    if is_small and said == (fine and is_room):
        yield f"R2: a small paper says {'not to' if said else 'to'} hang"


def _title(view):
    """R5: the letters of the title fill at least 60 % of a header of 7 %."""
    least = 0.6 * 0.07 * min(view.plan.size)
    titles = [x for x in view.plan.lines if x.text in ("疏散平面图", "EVACUATION PLAN")]
    if max((line.tall for line in titles), default=0) < least:
        yield f"R5: no title of {least:.1f} mm"


def _thin_walls(view):
    for mark in view.plan.marks:
        is_wall = mark.stroke == DARK and mark.fill is None and mark.corners > 2
        if is_wall and max(mark.size) > 40 and mark.width < 0.6:
            yield f"R7: walls of {mark.width:.2f} mm"


def _rooms(view):
    """R3, R9: the ground of every room lies where reader, wall and scale put it."""
    if view.is_part:
        return
    grounds = [m.box for m in view.plan.marks if m.fill and m.stroke is None]
    for space in view.facts.floor["spaces"]:
        true = view.shape(space["outline_m"]).bounds
        slack = 0.3 + 0.005 * max(dist(view.here, true[:2]), dist(view.here, true[2:]))
        if not any(max(abs(a - b) for a, b in zip(g, true, strict=True)) < slack for g in grounds):
            yield f"R9: nothing is drawn where {space['id']} has to be"


def _hands(view):
    """R9: what lies to the left of the person at the wall lies to the left on paper.

    A name at the end of a line may stand on either hand: the line leads to its room.
    """
    spaces = view.facts.floor["spaces"]
    k = 1000 / view.plan.denominator
    for space in spaces:
        if sum(other["name"]["zh"] == space["name"]["zh"] for other in spaces) > 1:
            continue
        sides = [k * view.seen(corner)[1] for corner in space["outline_m"]]
        hand = 1 if min(sides) > APART_MM else -1 if max(sides) < -APART_MM else 0
        ground = view.shape(space["outline_m"])
        names = [line for line in view.plan.lines if line.text == space["name"]["zh"]]
        spots = [Point(_middle(line.box)) for line in names]
        if spots and all(ground.distance(spot) > LED_MM for spot in spots):
            yield f"R9: the name of {space['id']} stands elsewhere"
        inside = [spot for spot in spots if ground.buffer(1).covers(spot)]
        if hand and any((spot.x - view.here[0]) * hand < 0 for spot in inside):
            yield f"R9: {space['id']} is named on the other hand of the reader"


def _arrows(view):
    """R11: every full arrow head on the plan points along the way out, every empty one along
    another, in the direction in which people walk."""
    ways = {role: _ways(view, points) for role, points in view.facts.routes.items()}
    heads = [head for head in _heads(view.plan) if _is_on_plan(view, head[0])]
    if not any(is_full for _, _, is_full in heads):
        yield "R11: no arrow head on the way out"
    for tip, ahead, is_full in heads:
        roles = [role for role in ways if (role == "primary") == is_full]
        lines = [line for role in roles for line in ways[role]]
        if not _points_along(lines, tip, ahead):
            yield f"R11: the arrow head at {tip[0]:.0f}, {tip[1]:.0f} leads nowhere that people go"


def _ways(view, points):
    """Return a route on this floor and outside as lines on the page."""
    stays: list[list] = [[]]
    floor = view.facts.place["floor"]
    for name, x, y in points:
        if name in (floor, ""):
            stays[-1].append(view.page((x, y)))
        elif stays[-1]:
            stays.append([])
    return [LineString(stay) for stay in stays if len(stay) > 1]


def _heads(plan):
    """Yield tip, direction and whether it is full, of every arrow head on the page."""
    for at, mark in enumerate(plan.marks):
        spots = plan.outlines.get(at, ())
        if mark.stroke == GREEN and mark.fill in (GREEN, WHITE) and len(set(spots)) == 4:
            corners = list(dict.fromkeys(spots))
            x, y = (sum(c[k] for c in corners) / 4 for k in (0, 1))
            tip = max(corners, key=lambda corner: dist(corner, (x, y)))
            yield tip, (tip[0] - x, tip[1] - y), mark.fill == GREEN


def _is_on_plan(view, tip):
    legend = [s.box for s in view.plan.signs if s.meaning]
    frames = [m.box for m in view.plan.marks if m.fill == HIGHLIGHT]
    is_listed = any(dist(_middle(area), tip) < 16 for area in legend)
    is_listed = is_listed or any(
        _explained((tip[0] - 6, tip[1] - 3, tip[0], tip[1] + 3), view.plan.lines, word)
        for word in ("撤离路线", "备用路线", "无台阶路线")
    )
    is_small = any(box(*area).buffer(30).covers(Point(tip)) for area in frames)
    return not is_listed and not is_small and any(s.distance(Point(tip)) < 26 for s in view.grounds)


def _points_along(lines, tip, ahead):
    near = [
        (b[0] - a[0], b[1] - a[1])
        for line in lines
        for a, b in pairwise(line.coords)
        if LineString([a, b]).distance(Point(tip)) < NEAR_MM and dist(a, b) > 0.5
    ]
    return any(_angle(along, ahead) < 35 for along in near)


def _overlaps(view):
    """R21: no sign covers another, no words stand on a sign or on other words."""
    things = [(sign.box, "a sign") for sign in view.plan.signs]
    things += [(line.box, line.text) for line in view.plan.lines]
    for (one, name), (other, other_name) in combinations(things, 2):
        if _covers(one, other, 0.25):
            yield f"R21: {name!r} and {other_name!r} overlap"


def _legend(view):
    """R14: every picture on the page is explained, every picture explained is on the page."""
    listed = [sign for sign in view.plan.signs if sign.meaning]
    drawn = [sign for sign in view.plan.signs if not sign.meaning]
    if not listed:
        return
    for sign in listed:
        is_far = min(view.plan.size) < 250 and sign.meaning == "集合点"
        if not is_far and not any(_is_same(sign.picture, s.picture) for s in drawn):
            yield f"R14: {sign.meaning} stands in the legend but is not drawn"
    for sign in drawn:
        if not any(_is_same(sign.picture, s.picture) for s in listed):
            yield f"R14: the sign at {sign.box[0]:.0f}, {sign.box[1]:.0f} is not in the legend"


def _equipment(view):
    """R19: as many signs of a meaning as there are things of the kind on the floor."""
    listed = {sign.meaning: sign.picture for sign in view.plan.signs if sign.meaning}
    if view.is_part or not listed:
        return
    kinds = [MEANING_OF_KIND[t["kind"]] for t in view.facts.floor.get("equipment", ())]
    kinds += ["临时避难处"] * len(view.facts.floor.get("refuges", ()))
    for meaning in set(kinds) | (set(MEANING_OF_KIND.values()) & set(listed)):
        picture = listed.get(meaning, ())
        drawn = [s for s in view.plan.signs if not s.meaning and _is_same(s.picture, picture)]
        if len(drawn) != kinds.count(meaning):
            yield f"R19: {len(drawn)} signs of {meaning} for {kinds.count(meaning)} things"


def _overview(view):
    """R8, R30: in the small plan people gather where they gather as seen from the reader."""
    lit = [m.box for m in view.plan.marks if m.fill == HIGHLIGHT]
    if not lit:
        if min(view.plan.size) > 250:
            yield "R8: nothing is highlighted in the overview"
        return
    picture = next((s.picture for s in view.plan.signs if s.meaning == "集合点"), None)
    frames = [
        m.box for m in view.plan.marks
        if m.fill is None and m.stroke and _holds(m.box, lit[0]) and m.corners in (4, 5)
    ]  # fmt: skip
    if not frames or picture is None or view.is_part:
        return
    frame = min(frames, key=_width)
    if _width(frame) * (frame[3] - frame[1]) > 0.1 * view.plan.size[0] * view.plan.size[1]:
        yield "R8: the overview takes more than a tenth of the sheet"
    same = [s.box for s in view.plan.signs if _is_same(s.picture, picture)]
    signs = [area for area in same if _holds(frame, area)]
    corners = [
        c for f in view.facts.building["floors"] for s in f["spaces"] for c in s["outline_m"]
    ]
    own = _middle(_bounds([view.page(corner) for corner in corners]))
    share = _width(lit[0]) / _width(_bounds([view.page(corner) for corner in corners]))
    here = _middle(lit[0])
    for point in view.facts.school["assembly_points"]:
        true = view.page(point["at_m"])
        wanted = (here[0] + share * (true[0] - own[0]), here[1] + share * (true[1] - own[1]))
        near = [area for area in signs if dist(_middle(area), wanted) < SMALL_PLAN_MM]
        if not near and not any(_leads(view.plan, wanted, area) for area in signs):
            yield f"R8: the overview does not show {point['id']} where it lies"


def _leads(plan, spot, area):
    """Say whether a thin green line leads from a spot to a box."""
    return any(
        dist(plan.outlines[at][0], spot) < 2.5
        and box(*area).distance(Point(plan.outlines[at][-1])) < 1
        for at, mark in enumerate(plan.marks)
        if mark.stroke == GREEN and mark.fill is None and 0.4 < mark.width < 0.5
    )


def _solid_and_dashed(view):
    """R11, R12: the way out is a whole line on a band; every other line of a way is broken."""
    lines = [m for m in view.plan.marks if m.stroke == GREEN and 0.7 < m.width < 1.4 and not m.fill]
    if not any(m.stroke == BAND for m in view.plan.marks):
        yield "R11: no band"
    if not any(m.dashes == 0 for m in lines):
        yield "R11: no whole line"
    others = [role for role in view.facts.routes if role == "second"]
    if others and "虚线" in view.plan.words and not any(m.dashes for m in lines):
        yield "R12: no dashed line"


def _lines(text, height):
    """Yield the words of a page, letters that follow each other on one base line together."""
    found: list[tuple[str, Box, float, float]] = []
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        left, low, right, top = (side * MM for side in text.get_charbox(at, loose=True))
        _, foot, _, head = (side * MM for side in text.get_charbox(at))
        area = (left, height - top, right, height - low)
        size = raw.FPDFText_GetFontSize(text, at) * MM
        if letter.isspace() or _ink(text, at) == OVERPRINT:
            continue
        if found and _follows(found[-1], area, size):
            words, before, _, tall = found[-1]
            gap = " " if area[0] - before[2] > 0.12 * (area[3] - area[1]) else ""
            whole = _bounds_of(before, area)
            found[-1] = (words + gap + letter, whole, size, max(tall, head - foot))
        else:
            found.append((letter, area, size, head - foot))
    for words, area, size, tall in found:
        air = 0.16 * (area[3] - area[1])
        inner = (area[0], area[1] + air, area[2], area[3] - air)
        yield Line(text=words, box=inner, size=size, tall=tall)


def _ink(text, at):
    parts = [c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, at, *parts)
    return tuple(part.value for part in parts[:3])


def _follows(line, area, size):
    _, before, last, _ = line
    is_same = abs(before[3] - area[3]) < 0.3 and abs(last - size) < 0.05 * size
    return is_same and -0.5 < area[0] - before[2] < 0.5 * (area[3] - area[1])


def _squares(marks):
    """Yield where in the order of drawing a sign begins: its ground, with a picture on it."""
    for at, mark in enumerate(marks):
        is_ground = mark.fill in (GREEN, RED, WHITE) and mark.stroke is None
        if is_ground and mark.corners in (4, 5) and _is_square(mark.size) and 4 < mark.size[0] < 12:
            inside = [m for m in marks[at + 1 : at + 3] if _holds(mark.box, m.box, 0.6)]
            if inside and (mark.fill != WHITE or any(m.stroke == RED for m in marks[at : at + 6])):
                yield at


def _picture(marks, at):
    """Return what is drawn on a ground, in shares of its side."""
    left, top, right, _ = marks[at].box
    side = right - left
    parts = [marks[at].fill]
    for mark in marks[at + 1 : at + 12]:
        if not _holds(marks[at].box, mark.box, 0.6) or mark.size[0] > 0.99 * side:
            break
        spots = (mark.box[0] - left, mark.box[1] - top, mark.box[2] - left, mark.box[3] - top)
        parts.append((mark.fill, mark.corners, *(spot / side for spot in spots)))
    return tuple(parts)


def _is_same(one, other):
    """Say whether two pictures are the same but for what a printer rounds."""
    return len(one) == len(other) and all(
        a == b if k == 0 else a[:2] == b[:2] and all(
            abs(x - y) < 0.04 for x, y in zip(a[2:], b[2:], strict=True)
        )
        for k, (a, b) in enumerate(zip(one, other, strict=True))
    )  # fmt: skip


def _meaning(area, lines):
    """Return which of the known meanings stands close to the right of a sign."""
    near = [
        line.text for line in lines
        if 0.3 < line.box[0] - area[2] < 10
        and line.box[1] < area[3] and line.box[3] > area[1]
    ]  # fmt: skip
    return next((text for text in near if text in MEANINGS), None)


def _paired(area, listed):
    """Return the meaning of the sign that stands close to the right of one, in the legend."""
    return next(
        (
            meaning for other, meaning in listed.items()
            if meaning and abs(other[1] - area[1]) < 0.1 and 0 < other[0] - area[2] < 0.6
        ),
        None,
    )  # fmt: skip


def _explained(area, lines, word):
    return any(
        line.text == word and 0 < line.box[0] - area[2] < 12
        and line.box[1] < area[3] and line.box[3] > area[1]
        for line in lines
    )  # fmt: skip


def _outlines(page, height):
    """Yield the corners of every path, by its place in the order of drawing."""
    for at, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=8)):
        matrix = item.get_matrix()
        spots = []
        for step in range(min(raw.FPDFPath_CountSegments(item), 8)):
            x, y = c_float(), c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, step), x, y)
            a = matrix.a * x.value + matrix.c * y.value + matrix.e
            b = matrix.b * x.value + matrix.d * y.value + matrix.f
            spots.append((round(a * MM, 3), round(height - b * MM, 3)))
        yield at, tuple(spots)


def _is_square(size):
    return abs(size[0] - size[1]) < 0.06


def _width(area):
    return area[2] - area[0]


def _middle(area):
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


def _bounds(spots):
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _bounds_of(one, other):
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip


def _holds(outer, inner, slack=0.3):
    return (
        outer[0] <= inner[0] + slack and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack and outer[3] >= inner[3] - slack
    )  # fmt: skip


def _covers(one, other, slack):
    return (
        one[0] < other[2] - slack and other[0] < one[2] - slack
        and one[1] < other[3] - slack and other[1] < one[3] - slack
    )  # fmt: skip


def _angle(one, other):
    lengths = hypot(*one) * hypot(*other)
    across = one[0] * other[1] - one[1] * other[0]
    along = one[0] * other[0] + one[1] * other[1]
    return abs(degrees(atan2(across, along))) if lengths else 180.0
