# SPDX-License-Identifier: MIT
"""The plan for a telephone: the same turn as on the wall, fewer and larger marks."""

from dataclasses import replace
from html import escape

from generator.maps import ink, wording
from generator.maps.choice import Posting, SheetChoice
from generator.maps.held_width import hold_widths
from generator.maps.letter import read_typeface
from generator.maps.marks import exit_name, stair_names
from generator.maps.plan import Canvas, PlanStyle, draw_plan
from generator.maps.scale import Frame, centre_frame, rotation_deg
from generator.maps.structure import find_structure
from generator.maps.vicinity import find_vicinity
from generator.render.told_building import told_floor

WIDTH = 100.0
"""Width of the view box; on a telephone of 360 pixels a unit is 3.6 pixels."""

AIR = 9.5
"""Around the floor, for the way outside."""

NARROWEST, WIDEST = 0.45, 1.5
"""Height of the view box as a share of its width."""

STYLE = PlanStyle(
    sign_mm=6.5,
    viewer_mm=7.0,
    band_mm=3.6,
    outer_mm=1.1,
    partition_mm=0.45,
    call_mm=3.9,
    label_mm=(3.6, 3.2),
    outdoor_mm=18.0,
    is_simple=True,
)


PART = 'data-part="1"'
"""Stands in a plan that shows a part of the floor."""

RIGHT = 'data-viewer="right"'
"""Stands in a plan whose reader is in its right half."""


def draw_phone(told: Posting, choice: SheetChoice) -> str:
    """Return the plan as SVG without a size of its own: the page stretches it to its width."""
    floor = told_floor(told.floor)
    structure = find_structure(floor)
    turn = rotation_deg(told.place.facing_deg)
    part = find_vicinity(told, structure.footprint, turn)
    posting = replace(told, floor=floor, section=part)
    shown = part.ground if part else structure.footprint
    loose = Frame(rotation_deg=turn, denominator=1000)
    left, top, right, bottom = loose.draw(shown).bounds
    scale = min((WIDTH - 2 * AIR) / (right - left), (WIDEST * WIDTH - 2 * AIR) / (bottom - top))
    height = max(NARROWEST * WIDTH, (bottom - top) * scale + 2 * AIR)
    frame = centre_frame(shown, turn, 1000 / scale, (0, 0, WIDTH, height))
    typeface = read_typeface(choice.theme)
    drawn = draw_plan(
        Canvas(
            posting=posting,
            structure=structure,
            frame=frame,
            area=(0.5, 0.5, WIDTH - 0.5, height - 0.5),
            style=STYLE,
            language="both",
            typeface=typeface,
            theme=choice.theme,
            is_sample=choice.is_sample or posting.school.sample,
        )
    )
    ground = ink.rect((0, 0, WIDTH, height), fill=ink.WHITE)
    edged = PART if part else ""
    side = RIGHT if frame.page(posting.place.at_m)[0] > WIDTH / 2 else 'data-viewer="left"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 {ink.number(height)}" '
        f'font-family="sans-serif" {side} {edged} role="img" '
        'aria-labelledby="plan-title plan-desc">'
        f"{_spoken(posting)}{ground}{hold_widths(drawn, typeface)}</svg>"
    )


def _spoken(posting: Posting) -> str:
    """Return what a screen reader says of the plan, in both languages."""
    title = f"{wording.TITLE.zh} {wording.TITLE.en}"
    names = f"{posting.place.name.zh} {posting.place.name.en}"
    exit_ = exit_name(posting.building, posting.primary)
    way = wording.by_stairs_to(stair_names(posting.building, posting.primary), exit_)
    lines = (wording.YOU_ARE_HERE, way, wording.UP_IS_AHEAD)
    said = " ".join(f"{line.zh.rstrip('。')}。" for line in lines)
    spoken = " ".join(f"{line.en.rstrip('.')}." for line in lines)
    return ink.element("title", escape(f"{title}: {names}"), id="plan-title") + ink.element(
        "desc", escape(f"{said} {spoken}"), id="plan-desc"
    )
