# SPDX-License-Identifier: MIT
"""The site, and what its pages are made from."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.data.learning_resource import Surroundings, learning_resources, script_text
from generator.finding import Finding
from generator.inspection import inspect
from generator.kept_files import KeptFiles
from generator.load.answer import FOLDER
from generator.making.papers import OnPaper
from generator.making.sheets import draw_sheets
from generator.making.work import Work, drawing_program, open_places
from generator.maps.building_view import draw_buildings
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.record import Teaching
from generator.paper.preview import finished_previews
from generator.render.page_policy import seal_folder
from generator.render.words import load_words
from generator.settings import THEME, Settings
from generator.site.build_site import SiteFolders, build_site
from generator.site.kept_copies import write_worker
from generator.site.kept_page import KeptPages
from generator.site.pages import SiteInput
from generator.site.share_picture import draw_shares, list_shares


def make_site(
    work: Work, printed: OnPaper, coverage: Coverage, pages: KeptPages
) -> tuple[Finding, ...]:
    """Write the site, pictures beside its links included; return what its making found."""
    work.report("site", 0, 1)
    shares = list_shares(work.content, work.settings, load_words(work.theme))
    for path, content in draw_shares(shares, work.theme, work.kept("share")):
        (work.fresh / path).parent.mkdir(parents=True, exist_ok=True)
        (work.fresh / path).write_bytes(content)
    given = _site_input(work, printed, coverage)
    # Beside the output, so that finished files need not be copied from one disk to another.
    with tempfile.TemporaryDirectory(prefix=".site-", dir=work.fresh.resolve()) as name:
        # Folders inside, because the temporary one is closed to others and would pass that on.
        staging, out = Path(name) / "pages", Path(name) / "site"
        fonts = work.kept("page-font")
        folders = SiteFolders(theme=work.theme, staging=staging, out=out, fonts=fonts)
        findings = build_site(given, folders, pages)
        fonts.forget_unused()
        _move_into(work.fresh, folders.out)
    seal_folder(work.fresh, work.settings.host, load_words(work.theme)["frame.outside"])
    write_worker(work.fresh, work.theme)
    work.report("site", 1, 1)
    return findings


def _move_into(target: Path, folder: Path) -> None:
    """Move all that a folder holds into another, in the place of files of the same name."""
    for path in folder.iterdir():
        there = target / path.name
        if path.is_dir() and there.is_dir():
            _move_into(there, path)
        else:
            path.replace(there)


def _site_input(work: Work, printed: OnPaper, coverage: Coverage) -> SiteInput:
    return SiteInput(
        content=work.content,
        settings=work.settings,
        sheets=printed.sheets,
        previews={each.path: (each.width_px, each.height_px) for each in printed.previews},
        packs=printed.packs,
        coverage=coverage,
        reviewed=work.reviewed,
        linked_data=linked_data(work.content.teaching, work.content, work.settings),
        evacuation=work.inspection.evacuation,
        drawn=draw_buildings(
            work.content.campuses.values(), work.inspection.evacuation, work.theme
        ),
    )


def read_site_input(settings: Settings, out: Path) -> SiteInput:
    """Return what the pages of an output are made from if content was edited since it was built.

    Papers are those that lie in `out`; of sheets there are no drawings, for no page shows one. That
    everything claimed gets built is assumed.
    """
    cache = Path(settings.file).parent / FOLDER
    inspection = inspect(settings, settings.as_of)
    with open_places(inspection, settings) as (theme, spool):
        work = Work(
            settings=settings,
            inspection=inspection,
            fresh=out,
            report=lambda *_: None,
            cache=cache,
            theme=theme,
            spool=spool,
        )
        sheets, crowded = draw_sheets(work)
        printed = OnPaper(sheets=sheets, findings=crowded, papers=(), previews=(), packs={})
        return with_papers(_site_input(work, printed, work.judge(None)), out)


def with_papers(given: SiteInput, out: Path) -> SiteInput:
    """Return what pages are made from with the pictures and packs that lie in an output."""
    sizes = {each.path: (each.width_px, each.height_px) for each in finished_previews(out)}
    packs = {path.relative_to(out).as_posix(): path.stat().st_size for path in out.rglob("*.zip")}
    return replace(given, previews=sizes, packs=packs)


def open_kept_pages(settings: Settings, *, is_cached: bool = True) -> KeptPages:
    """Return the pages that earlier builds left beside the settings."""
    folder = Path(settings.file).parent / FOLDER / "page"
    return KeptPages(drawing_program(THEME), KeptFiles(folder if is_cached else None))


def linked_data(items: Iterable[Teaching], content: Content, settings: Settings) -> dict[str, str]:
    """Return what machines read of the pages of items, by the path of each page."""
    surroundings = Surroundings(
        plans=tuple(content.plans.values()),
        address=settings.address,
        words=load_words(THEME),
    )
    resources = learning_resources(items, surroundings)
    return {path: script_text(resource) for path, resource in resources}
