# SPDX-License-Identifier: MIT
"""Which page a sheet becomes: the grid, the size of its text, what gives way, the scale."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from generator.addresses import landing_url
from generator.maps.choice import Posting, SheetChoice
from generator.maps.crowded import CrowdedSheetError
from generator.maps.layout import Arrangement, Grid, Paper, arrange, list_grids
from generator.maps.panel import draw_blocks, draw_imprint
from generator.maps.scale import COARSEST, DENOMINATORS, Frame, fit_frame, rotation_deg
from generator.maps.section import find_section
from generator.maps.stack import Block, Setting
from generator.maps.structure import find_structure

PLAN_AIR_MM = 8.0
"""Between the plan's box and the outer wall: room for the leaf, sign and arrow of an exit."""

WALL_PAPERS = ("A3",)
"""Papers for any place; a smaller one hangs in single rooms alone, else it is a handout."""

DISPENSABLE = (
    (),
    ("overview",),
    ("overview", "accident"),
    ("overview", "accident", "legend"),
    ("overview", "accident", "legend", "fire"),
)
"""Blocks that give way, step by step, where a small paper cannot hold the way in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A grid with everything in its place: the plan still to be drawn."""

    grid: Grid
    setting: Setting
    blocks: tuple[Block, ...]
    """The overview is among them as an empty block of its least height."""
    arrangement: Arrangement
    body_mm: float
    """Height between header and imprint."""
    frame: Frame

    @property
    def plan_mm(self) -> tuple[float, float, float, float]:
        """Return x, y, width and height of the plan's box."""
        return _plan_box(self.grid, self.arrangement, self.body_mm)


def choose_page(posting: Posting, choice: SheetChoice, paper: Paper, language: str) -> Page:
    """Return the best page with the whole floor; with a part of it where that is too coarse."""
    page = _choose_whole(posting, choice, paper, language)
    if page.frame.denominator <= COARSEST or paper.name not in WALL_PAPERS:
        return page
    turn = rotation_deg(posting.place.facing_deg)
    section = find_section(find_structure(posting.floor).footprint, turn, posting.place.at_m)
    if section is None:
        return page
    part = _choose_whole(replace(posting, section=section), choice, paper, language)
    return part if part.frame.denominator < page.frame.denominator else page


def _choose_whole(posting: Posting, choice: SheetChoice, paper: Paper, language: str) -> Page:
    """Return the page with the finest scale; text shrinks and blocks go only if they must.

    Raises CrowdedSheetError where even then no plan has room.
    """
    enough = posting.section.denominator if posting.section else COARSEST
    for left_out in DISPENSABLE:
        finest: Page | None = None
        for text_mm in paper.text_mm:
            base = _setting(posting, choice, paper, language, text_mm)
            for page in _set_pages(base, left_out):
                if finest is None or page.frame.denominator < finest.frame.denominator:
                    finest = page
            if finest is not None and finest.frame.denominator <= enough:
                return finest
        if finest is not None:
            return finest
    raise CrowdedSheetError(paper.name, language)


def _setting(
    posting: Posting, choice: SheetChoice, paper: Paper, language: str, text_mm: float
) -> Setting:
    return Setting(
        posting=posting,
        choice=choice,
        paper=paper,
        language=language,
        width_mm=0.0,
        text_mm=text_mm,
        qr_text=landing_url(choice.base_url, posting.issued.code),
    )


def _set_pages(base: Setting, left_out: tuple[str, ...]) -> Iterator[Page]:
    """Yield every page on which the blocks fit, each grid with ever narrower plans."""
    section = base.posting.section
    footprint = section.ground if section else find_structure(base.posting.floor).footprint
    for grid in list_grids(base.paper):
        setting = replace(base, width_mm=grid.column_mm)
        drawn = (*draw_blocks(setting), _empty_overview(setting.paper))
        blocks = tuple(block for block in drawn if block.name not in left_out)
        for plan_columns in range(grid.columns, 0, -1):
            page = _set_page(setting, grid, blocks, plan_columns, footprint)
            if page is not None:
                yield page


def _set_page(
    setting: Setting,
    grid: Grid,
    blocks: tuple[Block, ...],
    plan_columns: int,
    footprint: BaseGeometry,
) -> Page | None:
    """Return the page with the plan over so many columns, or nothing if the blocks do not fit."""
    body = _body_height(setting, grid)
    heights = tuple(block.height_mm for block in blocks)
    arrangement = arrange(heights, grid, plan_columns, body)
    if arrangement is None:
        return None
    x, y, width, height = _plan_box(grid, arrangement, body)
    inner = (
        x + PLAN_AIR_MM,
        y + PLAN_AIR_MM,
        width - 2 * PLAN_AIR_MM,
        height - 2 * PLAN_AIR_MM,
    )
    posting = setting.posting
    turn = rotation_deg(posting.place.facing_deg)
    finest = posting.section.denominator if posting.section else DENOMINATORS[0]
    return Page(
        grid=grid,
        setting=setting,
        blocks=blocks,
        arrangement=arrangement,
        body_mm=body,
        frame=fit_frame(footprint, turn, inner, finest),
    )


def _empty_overview(paper: Paper) -> Block:
    return Block(name="overview", height_mm=paper.overview_mm, svg="")


def _body_height(setting: Setting, grid: Grid) -> float:
    """Return the height between the header and the imprint at the foot of the page."""
    width, height = grid.page_mm
    margin, gap = setting.paper.margin_mm, setting.paper.gap_mm
    imprint = draw_imprint(setting, width - 2 * margin, 0)
    return height - grid.top_mm - imprint.height_mm - gap - 0.5 * margin


def _plan_box(
    grid: Grid, arrangement: Arrangement, body_mm: float
) -> tuple[float, float, float, float]:
    columns, gap = arrangement.plan_columns, grid.paper.gap_mm
    width = columns * grid.column_mm + (columns - 1) * gap
    below = arrangement.below_mm + gap if arrangement.below_mm else 0.0
    return grid.left_mm(0), grid.top_mm, width, body_mm - below
