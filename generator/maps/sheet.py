# SPDX-License-Identifier: MIT
"""One evacuation sheet for each posting place, on every paper in every language."""

from collections.abc import Iterable, Iterator

from generator.addresses import landing_path, landing_url
from generator.finding import Finding, Origin, Severity
from generator.maps.berth import settle
from generator.maps.choice import Posting, SheetChoice
from generator.maps.closed_stair import tell_closed
from generator.maps.composition import draw_page
from generator.maps.layout import PAPERS, Paper
from generator.maps.order import building_in_order, buildings_in_order, school_in_order
from generator.maps.page import WALL_PAPERS, choose_page
from generator.maps.phone import draw_phone
from generator.maps.roomname import KNOWN_USES, UNNAMED_USES
from generator.maps.scale import COARSEST, Frame
from generator.maps.structure import polygon
from generator.model.building import Building, Floor
from generator.model.record import Text
from generator.model.route import BuildingRoutes
from generator.model.school import Campus
from generator.model.sheet import Sheet, SheetVariant

MARKS = ("room", "number", "beside")
"""What marks a space of which the plan tells the name."""


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
    """Return the places of a building for which a sheet can be drawn, in the order of the file.

    The order of nothing else in the files shows in what is drawn.
    """
    registry = campus.registry.codes if campus.registry else ()
    issued = {code.place: code for code in registry if code.building == building.id}
    ordered = tell_closed(building_in_order(building))
    floors = {floor.id: floor for floor in ordered.floors}
    school, buildings = school_in_order(campus.school), buildings_in_order(campus.buildings)
    return tuple(
        Posting(
            school=school,
            buildings=buildings,
            building=ordered,
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
        phone_drawing=draw_phone(posting, choice),
        variants=tuple(
            draw_variant(posting, choice, PAPERS[paper], language)
            for paper in choice.papers
            for language in choice.languages
        ),
    )


def draw_variant(
    posting: Posting, choice: SheetChoice, paper: Paper, language: str
) -> SheetVariant:
    """Return one page: the layout with the finest scale, its plan settled in its box, drawn."""
    page = settle(choose_page(posting, choice, paper, language))
    width, height = page.grid.page_mm
    section = page.setting.posting.section
    drawing = draw_page(page)
    return SheetVariant(
        paper=paper.name,
        language=language,
        width_mm=float(width),
        height_mm=float(height),
        drawing=drawing,
        scale_denominator=int(page.frame.denominator),
        plan_box_mm=_box_of_floor(posting.floor, page.frame),
        rotation_deg=page.frame.rotation_deg,
        part=section.number if section else 1,
        parts=section.count if section else 1,
        unnamed=tuple(_find_unnamed(page.setting.posting, drawing)),
    )


def _find_unnamed(posting: Posting, drawing: str) -> Iterator[str]:
    """Yield the spaces that are drawn, at least half of them, and named nowhere.

    Corridors and the like need no name; a lift has its sign.
    """
    for space in posting.floor.spaces:
        shape = polygon(space)
        window = posting.section.window if posting.section else shape
        is_drawn = shape.intersection(window).area >= shape.area / 2
        is_named = any(f'data-{mark}="{space.id}"' in drawing for mark in MARKS)
        if is_drawn and not is_named and space.use not in (*UNNAMED_USES, *KNOWN_USES):
            yield space.id


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

    And advice for each other on which names of rooms found no place. With `buildings` they point
    to the posting place in its file.
    """
    known = {building.id: building for building in buildings}
    for sheet in sheets:
        building = known.get(sheet.building)
        coarsest = max(sheet.variants, key=lambda variant: variant.scale_denominator)
        bare = [variant for variant in sheet.variants if variant.unnamed]
        if coarsest.scale_denominator > COARSEST and coarsest.paper in WALL_PAPERS:
            yield _too_coarse(sheet, coarsest, _origin(sheet, building))
        elif bare:
            yield _unnamed(sheet, bare, building)


def _origin(sheet: Sheet, building: Building | None) -> Origin:
    if building is None:
        return Origin(file=f"schools/{sheet.school}", key=f"{sheet.building}.{sheet.place.id}")
    places = [place.id for place in building.posting_places]
    return building.at("posting_places", places.index(sheet.place.id))


def _unnamed(sheet: Sheet, bare: list[SheetVariant], building: Building | None) -> Finding:
    papers = ", ".join(dict.fromkeys(variant.paper for variant in bare))
    missing = dict.fromkeys(name for variant in bare for name in variant.unnamed)
    spaces = {s.id: s.name for f in (building.floors if building else ()) for s in f.spaces}
    names = {name: spaces.get(name, Text(zh=name, en=name)) for name in missing}
    zh = "、".join(f"“{text.zh}”（{name}）" for name, text in names.items())
    en = ", ".join(f'"{text.en}" ({name})' for name, text in names.items())
    return Finding(
        code="M302",
        severity=Severity.ADVICE,
        origin=_origin(sheet, building),
        what_zh=f"张贴点“{sheet.place.id}”的 {papers} 疏散图上写不下这些房间的名字：{zh}",
        what_en=f'on {papers}, the sheet of posting place "{sheet.place.id}" has no room for the '
        f"names of {en}",
        mend_zh="把这些名字改短，或把设备挪得稀一些；A4 上写不下的，换成 A3（sheets.papers）。",
        mend_en="Shorten these names, or give equipment that hangs together fewer places; where "
        "A4 is too small, print A3 (`sheets.papers`).",
        subject=sheet.code,
    )


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
