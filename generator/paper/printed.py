# SPDX-License-Identifier: MIT
"""What each paper prints, as a fingerprint without the day of the build, and where it belongs."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.addresses import (
    HANDOUTS_OF,
    LANGUAGES,
    SHELF_OF,
    handout_path,
    leaving_path,
    papers_of,
    pdf_path,
    sheet_path,
)
from generator.model.record import Teaching, Text
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.paper.jobs import PaperInput, imprint_of
from generator.paper.pdf import PrintJob
from generator.paper.school_chart import charts_of
from generator.paper.whereabouts import describe_wall
from generator.render.words import load_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a PDF prints."""

    path: str
    title: Text
    where: tuple[str, str] | None
    """Building, floor, wall and height of an evacuation sheet in Chinese and English; None for
    other papers."""
    version: str
    """Of an item; of a sheet its revision; empty where a paper has none."""
    change: Text | None
    """What the newest version of an item changed."""
    fingerprint: str
    """SHA-256 of all that decides what is printed, but for the day of the build."""


def list_printed(given: PaperInput, jobs: Iterable[PrintJob]) -> Iterator[Printed]:
    """Yield every evacuation sheet, and each paper of an item or a school that `jobs` print."""
    pages = {job.path: job.html for job in jobs}
    yield from _of_schools(given, pages)
    for item in given.content.teaching:
        yield from _papers(item, given, pages)
    for sheet in given.sheets:
        yield from _sheets(sheet, given.content.campuses[sheet.school])


def _of_schools(given: PaperInput, pages: Mapping[str, str]) -> Iterator[Printed]:
    """Yield the plans of leaving and the charts, which hang or are handed out in a school.

    Opening sheets are left out: each is for one day.
    """
    for campus in given.content.campuses.values():
        for path, title in _titles(campus, load_words(given.theme)):
            if path in pages:
                undated = pages[path].replace(f" · {given.settings.as_of}", "")
                yield Printed(
                    path=path,
                    title=title,
                    where=None,
                    version="",
                    change=None,
                    fingerprint=_hash(undated),
                )


def _titles(campus: Campus, words: Mapping[str, Text]) -> Iterator[tuple[str, Text]]:
    school = campus.school
    for language in LANGUAGES:
        for building in campus.buildings:
            path = leaving_path(school.id, building.id, language)
            yield path, _joined(words["leaving.title"], building.name, school.name)
        for chart in charts_of(school, language):
            yield chart.path, _joined(words[f"chart.{chart.kind}"], school.name)


def _joined(*texts: Text) -> Text:
    return Text(zh=" · ".join(t.zh for t in texts), en=" · ".join(t.en for t in texts))


def _papers(item: Teaching, given: PaperInput, pages: Mapping[str, str]) -> Iterator[Printed]:
    shelf = SHELF_OF[type(item).__name__]
    for language in LANGUAGES:
        imprint = imprint_of(item, given.settings, language)
        undated = imprint.removesuffix(str(given.settings.as_of))
        papers = (pdf_path(shelf, item.id, p, language) for p in papers_of(shelf, given.settings))
        handouts = (handout_path(kind, item.id, language) for kind in HANDOUTS_OF.get(shelf, ()))
        for path in (*papers, *handouts):
            yield Printed(
                path=path,
                title=item.title,
                where=None,
                version=item.history[0].version,
                change=item.history[0].change,
                fingerprint=_hash(pages[path].replace(imprint, undated)),
            )


def _sheets(sheet: Sheet, campus: Campus) -> Iterator[Printed]:
    building = next(each for each in campus.buildings if each.id == sheet.building)
    floor = next(each for each in building.floors if each.id == sheet.place.floor)
    wall, height = describe_wall(building, sheet.place), f"{sheet.place.height_m:.2f} m"
    for variant in sheet.variants:
        name = f"{sheet.code}-{variant.paper}-{variant.language}"
        yield Printed(
            path=sheet_path(sheet.school, sheet.building, name, "pdf"),
            title=sheet.place.name,
            where=(
                f"{building.name.zh} {floor.name.zh}，{wall.zh}，高 {height}",
                f"{building.name.en}, {floor.name.en}: {wall.en}; height {height}",
            ),
            version=str(sheet.revision),
            change=None,
            fingerprint=_hash(variant.svg),
        )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
