# SPDX-License-Identifier: MIT
"""The plan for a telephone: the same turn as on the wall, fewer and larger marks."""

from generator.maps import ink
from generator.maps.choice import Posting, SheetChoice
from generator.maps.letter import read_typeface
from generator.maps.plan import Canvas, PlanStyle, draw_plan
from generator.maps.scale import Frame, centre_frame, rotation_deg
from generator.maps.structure import find_structure

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


def draw_phone(posting: Posting, choice: SheetChoice) -> str:
    """Return the plan as SVG without a size of its own: the page stretches it to its width."""
    structure = find_structure(posting.floor)
    turn = rotation_deg(posting.place.facing_deg)
    loose = Frame(rotation_deg=turn, denominator=1000)
    left, top, right, bottom = loose.draw(structure.footprint).bounds
    scale = min((WIDTH - 2 * AIR) / (right - left), (WIDEST * WIDTH - 2 * AIR) / (bottom - top))
    height = max(NARROWEST * WIDTH, (bottom - top) * scale + 2 * AIR)
    frame = centre_frame(structure.footprint, turn, 1000 / scale, (0, 0, WIDTH, height))
    drawn = draw_plan(
        Canvas(
            posting=posting,
            structure=structure,
            frame=frame,
            area=(0.5, 0.5, WIDTH - 0.5, height - 0.5),
            style=STYLE,
            language="both",
            typeface=read_typeface(choice.theme),
            theme=choice.theme,
            is_sample=choice.is_sample or posting.school.sample,
        )
    )
    ground = ink.rect((0, 0, WIDTH, height), fill=ink.WHITE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 {ink.number(height)}" '
        f'font-family="sans-serif">{ground}{drawn}</svg>'
    )
