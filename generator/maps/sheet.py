# SPDX-License-Identifier: MIT
"""One evacuation sheet for each posting place: the plan, the texts, the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from generator.addresses import landing_path, landing_url
from generator.finding import Finding, Origin, Severity
from generator.maps import ink, wording
from generator.maps.choice import Posting, SheetChoice
from generator.maps.fabric import OPEN_USES
from generator.maps.label import SMALLEST_MM
from generator.maps.layout import (
    OVERVIEW_SHARE,
    PAPERS,
    Arrangement,
    Grid,
    Paper,
    arrange,
    list_grids,
    stack_height,
)
from generator.maps.letter import CAP_HEIGHT, LEADING, ROUNDING_MM
from generator.maps.overview import draw_overview
from generator.maps.panel import (
    Block,
    Setting,
    Stack,
    draw_blocks,
    draw_imprint,
    sheet_names,
)
from generator.maps.phone import draw_phone
from generator.maps.plan import Canvas, PlanStyle, draw_plan
from generator.maps.roomname import Naming
from generator.maps.scale import COARSEST, DENOMINATORS, Frame, fit_frame, rotation_deg
from generator.maps.section import find_section
from generator.maps.structure import find_structure, polygon
from generator.maps.wording import as_label
from generator.model.building import Building, Floor
from generator.model.route import BuildingRoutes
from generator.model.school import Campus
from generator.model.sheet import Sheet, SheetVariant

PLAN_AIR_MM = 8.0
"""Between the plan's box and the outer wall: room for the leaf, sign and arrow of an exit."""

OVERVIEW_TITLE_MM = 7.0

WALL_PAPERS = ("A3",)
"""Papers for any place; a smaller one hangs in single rooms alone, else it is a handout."""

ROOM_COARSEST = 350
"""Coarsest scale of a sheet for a single room.

Source: 1:350, with A4 for single rooms only, as a secondary source gives it for UNI ISO 23601.
"""

NAME_MARKS = {"zh": " · ", "en": ", "}
"""What stands between names, by language."""

NAME_ROWS = {
    "zh": (("zh", 0.27, 0.6),),
    "en": (("en", 0.24, 0.6),),
    "both": (("zh", 0.27, 0.44), ("en", 0.2, 0.8)),
}
"""Language, size and base line of the names in the header, as shares of its height."""

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


def draw_sheets(
    campus: Campus, building: Building, routes: BuildingRoutes, choice: SheetChoice
) -> tuple[Sheet, ...]:
    """Return the sheets of a building, in the order of its posting places.

    A place without an issued code or without a way out has none: both are errors elsewhere.
    """
    postings = find_postings(campus, building, routes)
    return tuple(draw_sheet(posting, choice) for posting in postings)


def find_postings(
    campus: Campus, building: Building, routes: BuildingRoutes
) -> tuple[Posting, ...]:
    """Return the places of a building for which a sheet can be drawn."""
    registry = campus.registry.codes if campus.registry else ()
    issued = {code.place: code for code in registry if code.building == building.id}
    floors = {floor.id: floor for floor in building.floors}
    return tuple(
        Posting(
            school=campus.school,
            buildings=campus.buildings,
            building=building,
            floor=floors[place.floor],
            place=place,
            routes=routes.from_place[place.id],
            issued=issued[place.id],
        )
        for place in building.posting_places
        if place.id in issued and routes.from_place.get(place.id) and place.floor in floors
    )


def draw_sheet(posting: Posting, choice: SheetChoice) -> Sheet:
    """Return the sheet of one place on every paper in every language asked for."""
    code = posting.issued.code
    return Sheet(
        code=code,
        school=posting.school.id,
        building=posting.building.id,
        place=posting.place,
        routes=posting.routes,
        revision=posting.issued.revision,
        qr_text=landing_url(choice.base_url, code),
        landing=landing_path(code),
        phone_svg=draw_phone(posting, choice),
        variants=tuple(
            draw_variant(posting, choice, PAPERS[paper], language)
            for paper in choice.papers
            for language in choice.languages
        ),
    )


def draw_variant(
    posting: Posting, choice: SheetChoice, paper: Paper, language: str
) -> SheetVariant:
    """Return one page: the layout with the finest scale, drawn."""
    page = _choose_page(posting, choice, paper, language)
    width, height = page.grid.page_mm
    section = page.setting.posting.section
    return SheetVariant(
        paper=paper.name,
        language=language,
        width_mm=float(width),
        height_mm=float(height),
        svg=_draw_page(page),
        scale_denominator=int(page.frame.denominator),
        plan_box_mm=_box_of_floor(posting.floor, page.frame),
        rotation_deg=page.frame.rotation_deg,
        part=section.number if section else 1,
        parts=section.count if section else 1,
    )


def _box_of_floor(floor: Floor, frame: Frame) -> tuple[float, float, float, float]:
    """Return x, y, width and height on the page that frame the outlines of all spaces."""
    corners = [frame.page(corner) for space in floor.spaces for corner in space.outline_m]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    return left, top, right - left, bottom - top


def find_sheet_faults(
    sheets: Iterable[Sheet], buildings: Iterable[Building] = ()
) -> Iterator[Finding]:
    """Yield a gap for each sheet whose floor fits only at a scale too coarse for a wall.

    With `buildings` the gap points to the posting place in its file.
    """
    known = {building.id: building for building in buildings}
    for sheet in sheets:
        coarsest = max(sheet.variants, key=lambda variant: variant.scale_denominator)
        if coarsest.scale_denominator > COARSEST and coarsest.paper in WALL_PAPERS:
            yield _too_coarse(sheet, coarsest, _origin(sheet, known.get(sheet.building)))


def _origin(sheet: Sheet, building: Building | None) -> Origin:
    if building is None:
        return Origin(file=f"schools/{sheet.school}", key=f"{sheet.building}.{sheet.place.id}")
    places = [place.id for place in building.posting_places]
    return building.at("posting_places", places.index(sheet.place.id))


def _too_coarse(sheet: Sheet, variant: SheetVariant, origin: Origin) -> Finding:
    place, scale = sheet.place, f"1:{variant.scale_denominator}"
    return Finding(
        code="M301",
        severity=Severity.GAP,
        origin=origin,
        what_zh=f"张贴点“{place.id}”的疏散图在 {variant.paper} 上只能画到 {scale}，"
        f"最粗允许 1:{COARSEST}",
        what_en=f'the sheet of posting place "{place.id}" needs scale {scale} on {variant.paper}; '
        f"the coarsest allowed is 1:{COARSEST}",
        mend_zh="把这一层分成几个楼（每个一个文件），或把张贴点移到沿楼长方向的墙上。",
        mend_en="Divide the floor into several buildings, one file each, or move the place to "
        "a wall that lets the longer side lie along the page.",
        subject=sheet.code,
    )


def _choose_page(posting: Posting, choice: SheetChoice, paper: Paper, language: str) -> Page:
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
    """Return the page with the finest scale; text shrinks and blocks go only if they must."""
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
    message = f"the texts of {posting.place.id} leave no room for a plan on {paper.name}"
    raise ValueError(message)


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


def _draw_page(page: Page) -> str:
    setting = page.setting
    width, height = page.grid.page_mm
    parts = [
        f"<title>{escape(_title(setting), quote=False)}</title>",
        ink.rect((0, 0, width, height), fill=ink.WHITE),
        ink.group((_draw_plan(page),), data_part="plan"),
        *_draw_header(page),
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


def _draw_plan(page: Page) -> str:
    x, y, width, height = page.plan_mm
    setting = page.setting
    canvas = Canvas(
        posting=setting.posting,
        structure=find_structure(setting.posting.floor),
        frame=page.frame,
        area=(x, y, x + width, y + height),
        style=PlanStyle(),
        language=setting.language,
        typeface=setting.typeface,
        theme=setting.choice.theme,
        is_sample=setting.choice.is_sample or setting.posting.school.sample,
    )
    return draw_plan(canvas)


def _draw_header(page: Page) -> Iterator[str]:
    """Yield the green bar with the title on the left and the names on the right."""
    setting, width = page.setting, page.grid.page_mm[0]
    paper, language = setting.paper, setting.language
    yield ink.rect((0, 0, width, paper.header_mm), fill=ink.GREEN, data_part="header")
    title = wording.TITLE.en if language == "en" else wording.TITLE.zh
    size = paper.title_mm * (1.2 if language == "en" else 1.0)
    x, base = paper.margin_mm, paper.header_mm / 2 + size * CAP_HEIGHT / 2
    yield ink.words(title, (x, base), size, bold=True, fill=ink.WHITE)
    x += setting.typeface.width_mm(title, size, bold=True) + paper.gap_mm
    if language == "both":
        yield ink.words(wording.TITLE.en, (x, base), size * 0.4, bold=True, fill=ink.WHITE)
        x += setting.typeface.width_mm(wording.TITLE.en, size * 0.4, bold=True) + paper.gap_mm
    right = width - paper.margin_mm
    for text in _stamps(page):
        stamp, right = _draw_stamp(setting, text, right)
        yield stamp
    yield from _draw_names(setting, x + paper.gap_mm, right)


def _stamps(page: Page) -> Iterator[tuple[str, ...]]:
    """Yield what keeps a sheet off the wall, in lines: a sample, a paper too small."""
    setting = page.setting
    if setting.choice.is_sample or setting.posting.school.sample:
        yield (" ".join(wording.in_languages(wording.SAMPLE, "both")),)
    if not _is_for_wall(setting.posting, setting.paper, page.frame.denominator):
        yield wording.in_languages(wording.HANDOUT, setting.language)


def _is_for_wall(posting: Posting, paper: Paper, denominator: float) -> bool:
    """Say whether a sheet may hang: on a large paper, or fine enough in a single room."""
    if paper.name in WALL_PAPERS:
        return True
    at = Point(posting.place.at_m)
    rooms = [space for space in posting.floor.spaces if space.use not in OPEN_USES]
    is_in_room = any(polygon(room).covers(at) for room in rooms)
    return is_in_room and denominator <= ROOM_COARSEST


def _draw_stamp(setting: Setting, lines: tuple[str, ...], right: float) -> tuple[str, float]:
    """Return red words in a white box, and where the box begins."""
    height = setting.paper.header_mm
    size = max(SMALLEST_MM, height * (0.3 if len(lines) == 1 else 0.22))
    pitch = LEADING * size
    width = max(setting.typeface.width_mm(line, size, bold=True) for line in lines) + size
    depth = pitch * (len(lines) - 1) + 2 * size
    top = (height - depth) / 2
    box = ink.rect((right - width, top, right, top + depth), fill=ink.WHITE, rx=1)
    words = [
        ink.words(
            line,
            (right - width + size / 2, top + row * pitch + size * (1 + CAP_HEIGHT / 2)),
            size,
            bold=True,
            fill=ink.RED,
        )
        for row, line in enumerate(lines)
    ]
    stamp = ink.group((box, *words), data_stamp=lines[-1])
    return stamp, right - width - setting.paper.gap_mm


def _draw_names(setting: Setting, left: float, right: float) -> Iterator[str]:
    """Yield school, building and floor, as large as the header allows."""
    height = setting.paper.header_mm
    for code, share, place in NAME_ROWS[setting.language]:
        text, size = _fit_names(setting, code, height * share, right - left)
        start = right - setting.typeface.width_mm(text, size, bold=True)
        yield ink.words(text, (start, height * place), size, bold=True, fill=ink.WHITE)


def _fit_names(
    setting: Setting, code: str, largest_mm: float, width_mm: float
) -> tuple[str, float]:
    """Return the names in one language with their size; the school's gives way if it must.

    It stands in the imprint as well, which folds.
    """
    names = [as_label(part)[code] for part in sheet_names(setting.posting)]
    for first in range(len(names)):
        text = NAME_MARKS[code].join(names[first:])
        size = setting.typeface.shrink(text, (largest_mm, SMALLEST_MM), width_mm, bold=True)
        if setting.typeface.width_mm(text, size, bold=True) <= width_mm + ROUNDING_MM:
            return text, size
    return setting.typeface.wrap(names[-1], SMALLEST_MM, width_mm, bold=True)[0], SMALLEST_MM


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
