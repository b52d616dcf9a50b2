# SPDX-License-Identifier: MIT
"""A page drawn: header, plan, blocks in their columns, the overview in what they leave."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from generator.maps import ink, wording
from generator.maps.canvas import Canvas, PlanStyle
from generator.maps.header import draw_header
from generator.maps.label import SMALLEST_MM
from generator.maps.layout import OVERVIEW_SHARE, stack_height
from generator.maps.overview import draw_overview
from generator.maps.page import Page
from generator.maps.panel import draw_imprint, sheet_names
from generator.maps.plan import draw_plan
from generator.maps.roomname import Naming
from generator.maps.stack import Block, Setting, Stack
from generator.maps.structure import find_structure

OVERVIEW_TITLE_MM = 7.0

PLAN_STYLES = {
    "A3": PlanStyle(),
    "A4": PlanStyle(
        sign_mm=7.2, viewer_mm=8.0, band_mm=3.8, outer_mm=1.7, partition_mm=0.65, call_mm=3.4,
        label_mm=(3.1, SMALLEST_MM),
    ),
}  # fmt: skip
"""A smaller paper has a smaller plan: its marks keep to the least sizes with little to spare."""


def draw_page(page: Page) -> str:
    """Return the page as SVG, in millimetres."""
    setting = page.setting
    width, height = page.grid.page_mm
    parts = [
        f"<title>{escape(_title(setting), quote=False)}</title>",
        ink.rect((0, 0, width, height), fill=ink.WHITE),
        ink.group((draw_plan(canvas_of(page)),), data_part="plan"),
        *draw_header(page),
        *_draw_panel(page),
        _draw_footer(page),
    ]
    size = f'width="{ink.number(width)}mm" height="{ink.number(height)}mm"'
    view = f'viewBox="0 0 {ink.number(width)} {ink.number(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} '
        f'font-family="{ink.FONT_FAMILY}">{"".join(parts)}</svg>'
    )


def _title(setting: Setting) -> str:
    posting = setting.posting
    names = (*sheet_names(posting), posting.place.name)
    parts = [*(name.zh for name in names), wording.TITLE.zh]
    return " ".join(parts)


def canvas_of(page: Page) -> Canvas:
    """Return what the plan of a page is drawn on."""
    x, y, width, height = page.plan_mm
    setting = page.setting
    return Canvas(
        posting=setting.posting,
        structure=find_structure(setting.posting.floor),
        frame=page.frame,
        area=(x, y, x + width, y + height),
        style=PLAN_STYLES[setting.paper.name],
        language=setting.language,
        typeface=setting.typeface,
        theme=setting.choice.theme,
        is_sample=setting.choice.is_sample or setting.posting.school.sample,
    )


def _draw_footer(page: Page) -> str:
    setting = page.setting
    width, height = page.grid.page_mm
    margin = setting.paper.margin_mm
    imprint = draw_imprint(setting, width - 2 * margin, int(page.frame.denominator))
    top = height - 0.5 * margin - imprint.height_mm
    return ink.moved((imprint.svg,), margin, top, data_block="imprint")


def _draw_panel(page: Page) -> Iterator[str]:
    grid, gap = page.grid, page.setting.paper.gap_mm
    heights = tuple(block.height_mm for block in page.blocks)
    for column, part in enumerate(page.arrangement.columns):
        is_below = column < page.arrangement.plan_columns
        height = page.arrangement.below_mm if is_below else page.body_mm
        top = grid.top_mm + page.body_mm - height
        spare = height - stack_height(heights, part, gap)
        blocks = [page.blocks[index] for index in part]
        yield from _draw_column(page.setting, blocks, (grid.left_mm(column), top), spare)


def _draw_column(
    setting: Setting, blocks: list[Block], at: tuple[float, float], spare: float
) -> Iterator[str]:
    """Yield the blocks of a column; an overview in it grows into the spare room."""
    x, y = at
    for block in blocks:
        shown, height = block, block.height_mm
        if block.name == "overview":
            height = _overview_height(setting, block.height_mm + spare)
            shown = replace(block, svg=_draw_overview(setting, height))
        yield ink.moved((shown.svg,), x, y, data_block=block.name)
        y += height + setting.paper.gap_mm


def _overview_height(setting: Setting, wanted: float) -> float:
    sheet = setting.paper.short_mm * setting.paper.long_mm
    largest = 0.98 * OVERVIEW_SHARE * sheet / setting.width_mm
    return min(wanted, largest, setting.width_mm)


def _draw_overview(setting: Setting, height: float) -> str:
    stack = Stack(setting, 0, setting.width_mm, 0)
    stack.title(wording.OVERVIEW)
    area = (0.2, OVERVIEW_TITLE_MM, setting.width_mm - 0.2, height - 0.2)
    naming = Naming(language=setting.language, sizes_mm=(SMALLEST_MM,), typeface=setting.typeface)
    frame = ink.rect(area, fill="none", stroke=ink.GREY, stroke_width=0.4, data_overview="1")
    drawn = draw_overview(setting.posting, setting.choice.theme, area, naming)
    return "".join((*stack.parts, frame, drawn))
