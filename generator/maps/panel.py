# SPDX-License-Identifier: MIT
"""The texts around the plan, as blocks that know their height."""

from dataclasses import dataclass

from shapely.geometry import LineString

from generator.maps import ink, wording
from generator.maps.advice import accident_lines, fire_lines
from generator.maps.choice import Posting, SheetChoice
from generator.maps.fabric import EDGE_DASH, EDGE_MM, stair_symbol
from generator.maps.label import SMALLEST_MM
from generator.maps.layout import Paper
from generator.maps.letter import ASCENT, Typeface, read_typeface
from generator.maps.marks import (
    EXIT_LEFT,
    EXIT_RIGHT,
    STEP_FREE,
    VIEWER,
    exit_name,
    find_codes,
    find_roles,
    has_stairs,
    stair_names,
)
from generator.maps.scale import MM_PER_M
from generator.maps.way import draw_arrows, draw_bands, draw_lines
from generator.maps.wording import as_label
from generator.model.record import Text
from generator.model.route import Route, RouteRole
from generator.render.qr import draw_qr
from generator.render.sign import SIGNS, draw_sign

LEADING = 1.32
NARROWEST_ASIDE_MM = 26.0
"""Beside the code stands text only if a column of this width is left."""

LEGEND_SIGN_MM = 7.2
"""Source: ISO 23601:2020 §6 c, at least 7 mm."""

LEGEND_TIGHT_MM = 90.0
"""In a narrower column each text of the legend begins right beside its sign."""

LEGEND_DOUBLE_MM = 66.0
"""In a narrower column the legend has but one row of entries, so that no word is cut."""

SCALE_BAR_MM = 70.0
"""Room for the scale bar on A3."""

PADDING_MM = 2.4
"""Air between a frame and its text."""
FRAME_MM = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A drawn piece of the panel; its upper left corner is the origin."""

    name: str
    height_mm: float
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all blocks of a sheet need to be set."""

    posting: Posting
    choice: SheetChoice
    paper: Paper
    language: str
    width_mm: float
    """Width of a column."""
    text_mm: float
    """Size of Chinese text."""
    qr_text: str

    @property
    def typeface(self) -> Typeface:
        """Return the measures of the letters."""
        return read_typeface(self.choice.theme)

    def both(self, text: Text) -> tuple[tuple[str, float], ...]:
        """Return the lines of `text` to be set, each with its size."""
        zh = (text.zh, self.text_mm)
        en = (text.en, self.english_mm)
        return {"zh": (zh,), "en": (en,), "both": (zh, en)}[self.language]

    @property
    def english_mm(self) -> float:
        """Return the size of English text."""
        return max(SMALLEST_MM, self.text_mm * 0.84)


class Stack:
    """Lines of text set one below the other in a column."""

    def __init__(self, setting: Setting, left_mm: float, width_mm: float, top_mm: float) -> None:
        """Start at the upper left corner of a column."""
        self.setting = setting
        self.left_mm = left_mm
        self.width_mm = width_mm
        self.y_mm = top_mm
        self.parts: list[str] = []

    def text(self, text: str, size_mm: float, *, bold: bool = False, fill: str = ink.BLACK) -> None:
        """Set a paragraph, folded to the width of the column."""
        for line in self.setting.typeface.wrap(text, size_mm, self.width_mm, bold=bold):
            base = self.y_mm + ASCENT * size_mm
            self.parts.append(ink.words(line, (self.left_mm, base), size_mm, bold=bold, fill=fill))
            self.y_mm += LEADING * size_mm

    def texts(self, text: Text, *, bold: bool = False, fill: str = ink.BLACK) -> None:
        """Set a text in the languages of the sheet."""
        for line, size_mm in self.setting.both(text):
            self.text(line, size_mm, bold=bold, fill=fill)

    def title(self, text: Text, fill: str = ink.BLACK) -> None:
        """Set a heading: both languages on one line where they fit."""
        size = self.setting.text_mm * 1.22
        shown = " ".join(wording.in_languages(text, self.setting.language))
        self.text(shown, size, bold=True, fill=fill)
        self.gap(0.6)

    def item(self, sign: str, text: Text) -> None:
        """Set a text with a sign before it, the lines hanging."""
        indent = 1.7 * self.setting.text_mm
        size = self.setting.both(text)[0][1]
        base = self.y_mm + ASCENT * size
        self.parts.append(ink.words(sign, (self.left_mm, base), size, bold=True))
        self._indent(indent)
        self.texts(text)
        self._indent(-indent)
        self.gap(0.7)

    def gap(self, height_mm: float) -> None:
        """Leave some air."""
        self.y_mm += height_mm

    def _indent(self, by_mm: float) -> None:
        self.left_mm += by_mm
        self.width_mm -= by_mm


def draw_blocks(setting: Setting) -> tuple[Block, ...]:
    """Return all blocks but the overview, in reading order."""
    return (
        draw_words(setting),
        *draw_step_free(setting),
        draw_code(setting),
        draw_fire(setting),
        draw_accident(setting),
        draw_legend(setting),
    )


def draw_words(setting: Setting) -> Block:
    """Return the primary route in words, and where the second leads."""
    stack = Stack(setting, 0, setting.width_mm, 0)
    primary, second = setting.posting.primary, setting.posting.second
    stack.title(wording.WAY_OUT, ink.GREEN)
    for step, line in enumerate(primary.words, start=1):
        stack.item(f"{step}", line)
    stack.texts(wording.about_metres(primary.length_m))
    stack.gap(2)
    is_seen = RouteRole.SECOND in find_roles(setting.posting)
    stack.title(wording.SECOND_WAY if is_seen else wording.SECOND_LINE, ink.GREEN)
    stack.texts(_in_one_line(setting.posting, second) if second else wording.NO_SECOND_WAY)
    if setting.posting.is_step_free_primary:
        stack.gap(2)
        stack.title(wording.STEP_FREE_LINE, ink.GREEN)
        stack.texts(wording.STEP_FREE_SAME)
    return Block(name="words", height_mm=stack.y_mm, svg="".join(stack.parts))


def draw_step_free(setting: Setting) -> tuple[Block, ...]:
    """Return the way of people who cannot use stairs in words, where it is one of its own."""
    route = setting.posting.step_free
    if route is None or setting.posting.is_step_free_primary:
        return ()
    stack = Stack(setting, 0, setting.width_mm, 0)
    is_drawn = RouteRole.STEP_FREE in find_roles(setting.posting)
    stack.title(wording.STEP_FREE_WAY if is_drawn else wording.STEP_FREE_LINE, ink.GREEN)
    stack.texts(wording.in_one_breath(route.words))
    return (Block(name="step-free", height_mm=stack.y_mm, svg="".join(stack.parts)),)


def draw_code(setting: Setting) -> Block:
    """Return the QR code with its address in letters, and when not to use it."""
    side = setting.paper.qr_mm
    code = draw_qr(setting.qr_text)
    share = ink.number(round(side / code.size, 5) * 1000)
    module = f"scale({float(share) / 1000:.5f})"
    square = ink.rect((0, 0, side, side), fill=ink.WHITE)
    drawn = ink.element("path", d=code.path, fill="#000000", transform=module, data_qr="1")
    is_wide = setting.width_mm >= side + NARROWEST_ASIDE_MM
    stack = (
        Stack(setting, side + 2, setting.width_mm - side - 2, 3)
        if is_wide
        else Stack(setting, 0, setting.width_mm, side + 1)
    )
    stack.texts(wording.NOT_IN_ALARM, bold=True, fill=ink.RED)
    stack.gap(4 if is_wide else 1)
    stack.texts(wording.SCAN_TO_LEARN)
    size = setting.typeface.shrink(setting.qr_text, (3.4, SMALLEST_MM), setting.width_mm, bold=True)
    below = Stack(setting, 0, setting.width_mm, max(side + 0.5, stack.y_mm))
    below.text(setting.qr_text, size, bold=True)
    svg = "".join((square, drawn, *stack.parts, *below.parts))
    return Block(name="code", height_mm=below.y_mm, svg=svg)


def draw_fire(setting: Setting) -> Block:
    """Return what to do in a fire, framed in red."""
    posting = setting.posting
    second = posting.second
    has_second = second is not None and second.is_apart_from(posting.primary)
    lines = fire_lines(posting.floor, posting.assembly_point, has_second=has_second)
    return _notice(setting, ("fire", wording.FIRE), lines, ink.RED)


def draw_accident(setting: Setting) -> Block:
    """Return what to do when somebody is hurt, framed in green."""
    lines = accident_lines(setting.posting.school)
    return _notice(setting, ("accident", wording.ACCIDENT), lines, ink.GREEN)


def draw_legend(setting: Setting) -> Block:
    """Return every sign and line style that is drawn, and nothing else."""
    stack = Stack(setting, 0, setting.width_mm, 0)
    stack.title(wording.LEGEND)
    columns = 1 if setting.width_mm < LEGEND_DOUBLE_MM else 2
    top, width = stack.y_mm, setting.width_mm / columns
    rows = [0.0] * columns
    for entry in _legend_entries(setting):
        column = rows.index(min(rows))
        area = (column * width, top + rows[column], width)
        svg, height = _legend_entry(setting, entry, area)
        stack.parts.append(svg)
        rows[column] += height
    return Block(name="legend", height_mm=top + max(rows), svg="".join(stack.parts))


def draw_imprint(setting: Setting, width_mm: float, scale_denominator: int) -> Block:
    """Return what the sheet is, of which day, and at the right a bar to measure with."""
    bar_mm = SCALE_BAR_MM * setting.paper.short_mm / 297
    stack = Stack(setting, 0, width_mm - bar_mm - 4, 1.2)
    for line in wording.in_languages(_imprint(setting), setting.language):
        stack.text(line, setting.paper.footer_mm)
    rule = ink.stroke(ink.path(((0, 0), (width_mm, 0))), ink.GREY, 0.3)
    bar = _scale_bar(scale_denominator, bar_mm) if scale_denominator else ""
    placed = ink.moved((bar,), width_mm - bar_mm, 1.6)
    svg = "".join((rule, *stack.parts, placed))
    return Block(name="imprint", height_mm=max(stack.y_mm, 10.0), svg=svg)


def _in_one_line(posting: Posting, route: Route) -> Text:
    building = posting.building
    return wording.by_stairs_to(stair_names(building, route), exit_name(building, route))


def _notice(
    setting: Setting, heading: tuple[str, Text], lines: tuple[Text, ...], colour: str
) -> Block:
    """Return numbered lines in a coloured frame; `heading` is the block's name and its title."""
    name, title = heading
    head = 1.9 * setting.text_mm
    stack = Stack(setting, PADDING_MM, setting.width_mm - 2 * PADDING_MM, head + 1.6)
    shown = " ".join(wording.in_languages(title, setting.language))
    shown_title = ink.words(
        shown, (PADDING_MM, head * 0.7), setting.text_mm * 1.22, bold=True, fill=ink.WHITE
    )
    for step, text in enumerate(lines, start=1):
        stack.item(f"{step}", text)
    height = stack.y_mm + PADDING_MM - 1.2
    half = FRAME_MM / 2
    band = ink.rect((0, 0, setting.width_mm, head), fill=colour)
    box = (half, half, setting.width_mm - half, height - half)
    frame = ink.rect(box, fill="none", stroke=colour, stroke_width=FRAME_MM)
    return Block(name=name, height_mm=height, svg="".join((frame, band, shown_title, *stack.parts)))


def _legend_entries(setting: Setting) -> tuple[tuple[str, Text], ...]:
    """Return (key, meaning): signs by code, routes by role, stairs if there are any."""
    codes = find_codes(setting.posting)
    exits = [code for code in codes if code in (EXIT_LEFT, EXIT_RIGHT)]
    plain = [code for code in codes if code not in (*exits, VIEWER)]
    lines = {
        RouteRole.PRIMARY: wording.PRIMARY_LINE,
        RouteRole.SECOND: wording.SECOND_LINE,
        RouteRole.STEP_FREE: wording.STEP_FREE_LINE,
    }
    return (
        (VIEWER, SIGNS[VIEWER].meaning),
        *((_line_key(role), lines[role]) for role in find_roles(setting.posting)),
        *(((" ".join(exits), wording.EXIT),) if exits else ()),
        *((("stair", wording.STAIR),) if has_stairs(setting.posting) else ()),
        *((("edge", wording.EDGE),) if setting.posting.section is not None else ()),
        *((code, SIGNS[code].meaning) for code in plain),
    )


def _line_key(role: RouteRole) -> str:
    """Return the key of a line in the legend, with that of the sign that it bears."""
    sign = f" {STEP_FREE}" if role is RouteRole.STEP_FREE else ""
    return f"route-{role.value}{sign}"


def _legend_entry(
    setting: Setting, entry: tuple[str, Text], area: tuple[float, float, float]
) -> tuple[str, float]:
    """Return sign and words, and their height; `area` is left, top and width."""
    key, meaning = entry
    sign = LEGEND_SIGN_MM
    is_single = len(key.split()) == 1 and key in SIGNS
    is_tight = is_single and setting.width_mm < LEGEND_TIGHT_MM
    room = sign + 1.6 if is_tight else 2 * sign + 1.4
    left, top, whole = area
    width = whole - room - 1.2
    size_mm = SMALLEST_MM + (0.2 if setting.paper.name == "A3" else 0)
    lines = [
        line
        for text in wording.in_languages(meaning, setting.language)
        for line in setting.typeface.wrap(text, size_mm, width)
    ]
    block = LEADING * size_mm * len(lines)
    stack = Stack(setting, left + room, width, top + max(0.0, (sign - block) / 2))
    for line in lines:
        stack.text(line, size_mm)
    height = max(sign, block) + 1.4
    picture = _legend_picture(setting, key, (left, top, sign))
    return ink.group((picture, *stack.parts), data_legend=key), height


def _legend_picture(setting: Setting, key: str, at: tuple[float, float, float]) -> str:
    left, top, side = at
    if key.startswith("route-"):
        return _legend_line(setting, key, at)
    if key == "edge":
        ends = ((left + 1, top + side / 2), (left + 12, top + side / 2))
        return ink.stroke(ink.path(ends), ink.GREY, EDGE_MM, stroke_dasharray=EDGE_DASH)
    if key == "stair":
        return stair_symbol((left, top + 0.5, left + 12, top + side - 0.5))
    codes = key.split()
    return "".join(
        draw_sign(setting.choice.theme, code, (x, top, x + side, top + side))
        for code, x in zip(codes, (left, left + side + 0.3), strict=False)
    )


def _legend_line(setting: Setting, key: str, at: tuple[float, float, float]) -> str:
    """Return a piece of a route; with the wheelchair user at its beginning if it bears it."""
    left, top, side = at
    name, *signs = key.split()
    role = RouteRole(name.removeprefix("route-"))
    start = left + side + 0.4 if signs else left + 1.6
    end = left + 2 * side - 0.8 if signs else left + 11.6
    line = LineString([(start, top + side / 2), (end, top + side / 2)])
    band = (*draw_bands([line], role, 3.6), *draw_lines([line], role))
    box = (left, top, left + side, top + side)
    drawn = [draw_sign(setting.choice.theme, sign, box) for sign in signs]
    return "".join((*band, *draw_arrows([line], role, 3.6), *drawn))


def _imprint(setting: Setting) -> Text:
    """Return school, place, number, days and maker in one paragraph."""
    posting, choice = setting.posting, setting.choice
    names = (*sheet_names(posting), posting.place.name)
    issued, height = posting.issued, f"{posting.place.height_m:.2f}"
    facts = wording.imprint(issued.code, issued.revision, issued.issued.isoformat())
    review = posting.next_review(choice)
    zh = " · ".join(name.zh for name in names)
    en = ", ".join(as_label(name).en for name in names)
    return Text(
        zh=f"{zh}　{facts.zh} · 下次复核 {review}　"
        f"制图 Muster {choice.version} · 挂高（中心）{height} 米",
        en=f"{en}. {facts.en}, next review {review}. Made with Muster {choice.version}; "
        f"hang at {height} m (middle).",
    )


def sheet_names(posting: Posting) -> tuple[Text, ...]:
    """Return school, building and floor, and which part of the floor is drawn."""
    section = posting.section
    part = () if section is None else (wording.part_of(section.number, section.count),)
    return (posting.school.name, posting.building.name, posting.floor.name, *part)


def _scale_bar(scale_denominator: int, width_mm: float) -> str:
    """Return a bar of 10, 5 or 2 m, whichever fits, with the scale in figures below."""
    mm_per_m = MM_PER_M / scale_denominator
    metres = next(
        length for length in (10, 5, 2, 1) if length * mm_per_m <= width_mm or length == 1
    )
    length = metres * mm_per_m
    edge = (0.2, 0.2, length, 2.0)
    frame = ink.rect(
        edge, fill=ink.WHITE, stroke=ink.BLACK, stroke_width=0.4, data_scale_bar_m=metres
    )
    dark = ink.rect((0.2, 0.2, length / 2, 2.0), fill=ink.BLACK)
    text = f"{metres} m · 1:{scale_denominator}"
    return frame + dark + ink.words(text, (0, 6.0), 3.2, bold=True)
