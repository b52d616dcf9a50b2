# SPDX-License-Identifier: MIT
"""The green bar at the head of a sheet: title, names, and what keeps it off the wall."""

from collections.abc import Iterator

from shapely.geometry import Point

from generator.maps import ink, wording
from generator.maps.choice import Posting
from generator.maps.fabric import OPEN_USES
from generator.maps.label import SMALLEST_MM
from generator.maps.layout import UNPRINTED_MM, Paper
from generator.maps.letter import CAP_HEIGHT, LEADING, ROUNDING_MM
from generator.maps.page import WALL_PAPERS, Page
from generator.maps.panel import sheet_names
from generator.maps.stack import Setting
from generator.maps.structure import polygon
from generator.maps.wording import as_label

ROOM_COARSEST = 350
"""Coarsest scale of a sheet for a single room.

Source: 1:350, with A4 for single rooms only, as a secondary source gives it for UNI ISO 23601.
"""

HANZI_ABOVE = 0.86
"""Height of hanzi above their base line, in ems. Measured: Noto Sans SC."""

NAME_MARKS = {"zh": " · ", "en": ", "}
"""What stands between names, by language."""

NAME_ROWS = {
    "zh": (("zh", 0.27, 0.65),),
    "en": (("en", 0.24, 0.65),),
    "both": (("zh", 0.25, 0.55), ("en", 0.19, 0.86)),
}
"""Language, size and base line of the names in the header, as shares of its height."""


def draw_header(page: Page) -> Iterator[str]:
    """Yield the green bar with the title on the left and the names on the right."""
    setting, width = page.setting, page.grid.page_mm[0]
    paper, language = setting.paper, setting.language
    yield ink.rect((0, 0, width, paper.header_mm), fill=ink.GREEN, data_part="header")
    title = wording.TITLE.en if language == "en" else wording.TITLE.zh
    size = paper.title_mm * (1.2 if language == "en" else 1.0)
    above = size * (CAP_HEIGHT if language == "en" else HANZI_ABOVE)
    x, base = paper.margin_mm, max((paper.header_mm + above) / 2, UNPRINTED_MM + above)
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
    top = max((height - depth) / 2, UNPRINTED_MM - size / 2)
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
