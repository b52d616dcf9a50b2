# SPDX-License-Identifier: MIT
"""The texts around the plan, as blocks that know their height."""

from generator.maps import ink, wording
from generator.maps.advice import accident_lines, fire_lines
from generator.maps.choice import Posting
from generator.maps.label import SMALLEST_MM
from generator.maps.legend import draw_legend
from generator.maps.marks import exit_name, find_roles, stair_names
from generator.maps.scale import MM_PER_M
from generator.maps.stack import Block, Setting, Stack
from generator.maps.wording import as_label
from generator.model.record import Text
from generator.model.route import Route, RouteRole
from generator.render.qr import draw_qr

NARROWEST_ASIDE_MM = 26.0
"""Beside the code stands text only if a column of this width is left."""

SCALE_BAR_MM = 70.0
"""Room for the scale bar on A3."""

PADDING_MM = 2.4
"""Air between a frame and its text."""
FRAME_MM = 0.9


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
