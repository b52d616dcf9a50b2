# SPDX-License-Identifier: MIT
"""Evacuation sheets: drawn, written as SVG, and the phone pages behind their codes."""

from importlib.metadata import version

from generator.addresses import LANDING_FONT, sheet_path
from generator.finding import Finding
from generator.making.work import Work, drawing_program, write
from generator.maps.choice import SheetChoice
from generator.maps.crowded import CrowdedSheetError, crowded_finding
from generator.maps.kept_sheet import SheetDrawer
from generator.maps.landing import landing_files
from generator.maps.sheet import find_postings
from generator.maps.spool import Spool
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.render.web_font import WEIGHTS, embed_font, hanzi_of, subset_font

REVIEW_DAYS = 365
"""How long a sheet is valid before it must be looked at again.

Our choice; AS 3745 allows five years.
"""


def draw_sheets(work: Work) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Draw the sheet of every posting place, or take it from what an earlier build left.

    Also return an error for each place whose names leave no room: it has no sheet.
    """
    tasks = [(c, building) for c in work.content.campuses.values() for building in c.buildings]
    program, kept = drawing_program(work.theme), work.kept("sheet")
    spool, sheets, crowded = Spool(work.spool), list[Sheet](), list[Finding]()
    for done, (campus, building) in enumerate(tasks, start=1):
        routes = work.inspection.evacuation.routes.buildings[campus.school.id, building.id]
        drawer = SheetDrawer(_sheet_choice(work, campus), program, kept)
        for posting in find_postings(campus, building, routes):
            try:
                sheets.append(spool.store(drawer.draw(posting)))
            except CrowdedSheetError as error:
                crowded.append(crowded_finding(campus, building, posting.place, error))
        work.report("maps", done, len(tasks))
    kept.forget_unused()
    return tuple(sheets), tuple(crowded)


def _sheet_choice(work: Work, campus: Campus) -> SheetChoice:
    settings = work.settings
    return SheetChoice(
        base_url=settings.address,
        theme=work.theme,
        review_days=REVIEW_DAYS,
        version=version("muster"),
        papers=tuple(paper.value for paper in settings.sheets.papers),
        languages=tuple(language.value for language in settings.sheets.languages),
        is_sample=campus.school.sample or settings.is_placeholder,
    )


def write_drawings(work: Work, sheets: tuple[Sheet, ...]) -> None:
    """Write every sheet as SVG with the letters it needs inside."""
    variants = [(sheet, variant) for sheet in sheets for variant in sheet.variants]
    used = set[str]().union(*(variant.svg for _, variant in variants))
    letters, kept = "".join(sorted(used)), work.kept("sheet-font")
    for sheet, variant in variants:
        name = f"{sheet.code}-{variant.paper}-{variant.language}"
        svg = embed_font(variant.svg, work.theme / "fonts", letters, kept)
        write(work.fresh / sheet_path(sheet.school, sheet.building, name, "svg"), svg)
    kept.forget_unused()


def write_landings(work: Work, sheets: tuple[Sheet, ...]) -> None:
    """Write the phone pages behind the codes, and the one font that they share."""
    shown = set[str]()
    for campus in work.content.campuses.values():
        own = tuple(sheet for sheet in sheets if sheet.school == campus.school.id)
        for path, text in landing_files(campus, own, work.content, work.theme, work.settings.as_of):
            write(work.fresh / path, text)
            shown.update(text)
    kept = work.kept("landing-font")
    if shown:
        font = subset_font(work.theme / "fonts" / WEIGHTS[400], hanzi_of("".join(shown)), kept)
        (work.fresh / LANDING_FONT).write_bytes(font)
    kept.forget_unused()
