# SPDX-License-Identifier: MIT
"""Slides → pages on which every word has room: what is too long goes on, nothing is made smaller.

All lengths in points; a page is 960 × 540, that is 16:9.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.office.slide import PANEL_LOOKS, Line, PanelLook, PicturePanel, Slide
from generator.office.text_width import width_em, wrap

PAGE = (960.0, 540.0)
EDGE = 48.0
"""Left and right of all words; projectors cut a little off."""

Box = tuple[float, float, float, float]
"""Left, top, width, height."""

TITLE_PT = (36, 32, 28)
"""Sizes of a title, the first in which it takes two lines."""

TITLE_LINES = 2
TITLE_PITCH = 1.25
TITLE_BOX: Box = (EDGE, 28.0, PAGE[0] - 2 * EDGE, TITLE_PT[0] * TITLE_PITCH * TITLE_LINES)

TAG_PT, TAG_WIDTH, TAG_HEIGHT = 20, 210.0, 36.0
GAP = 20.0
PICTURE_SIDE = 150.0

BODY_BOX: Box = (EDGE, 132.0, PAGE[0] - 2 * EDGE, 366.0)
PITCH = 1.4
"""From one line to the next, as a share of the size; set exactly, whatever the face."""

BEFORE_PT = 8.0
"""Between paragraphs."""

INDENT = 26.0
"""Of a paragraph behind its dot."""

LONGEST_HANG_EM = 4.0
"""Longest words in front that stand out to the left of their paragraph."""

OPENING_PT = (48, 40, 32)
OPENING_LINES = 3
OPENING_BOX: Box = (EDGE, 130.0, PAGE[0] - 2 * EDGE - 220.0, OPENING_PT[0] * TITLE_PITCH * 3)

PANEL_EDGE = 12.0
CROSS_PT = 40

ELLIPSIS = "…"

_SENTENCES = re.compile(r"(?<=[。！？；])|(?<=[.!?;] )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as it fits."""

    text: str
    size_pt: int
    is_whole: bool


@lru_cache
def fit_title(text: str, sizes: tuple[int, ...], most_lines: int, width: float) -> Title:
    """Return a title in the first size in which it has room; else its beginning in the last.

    Lines that it is written in are joined: breaks are set where there is room.
    """
    text = " ".join(text.split())
    for size in sizes:
        lines = wrap(text, width / size, is_bold=True)
        if len(lines) <= most_lines:
            return Title(text=text, size_pt=size, is_whole=True)
    begin = "".join(lines[:most_lines])
    return Title(text=begin[:-2].rstrip() + ELLIPSIS, size_pt=sizes[-1], is_whole=False)


def title_of(slide: Slide) -> Title:
    """Return the title of a page as it fits."""
    if slide.is_opening:
        return fit_title(slide.title, OPENING_PT, OPENING_LINES, OPENING_BOX[2])
    return fit_title(slide.title, TITLE_PT, TITLE_LINES, title_width(slide))


def title_width(slide: Slide) -> float:
    """Return the room of a title beside the tag."""
    return TITLE_BOX[2] - (TAG_WIDTH + GAP if slide.tag else 0.0)


def body_width(slide: Slide) -> float:
    """Return the room of the lines beside the picture."""
    return BODY_BOX[2] - (PICTURE_SIDE + GAP if slide.picture else 0.0)


def divide(slide: Slide, continued: str) -> Iterator[Slide]:
    """Yield the pages of a slide, each with the one size of its lines.

    `continued` stands behind the title from the second page on.
    """
    if slide.panels:
        yield from _divide_panels(slide, continued)
    else:
        sized = replace(slide, sizes_pt=(fit_size(slide),))
        yield from _number(sized, _fill(sized), continued)


def _number(slide: Slide, filled: Iterator[tuple[Line, ...]], continued: str) -> Iterator[Slide]:
    for number, lines in enumerate(filled):
        title = slide.title if number == 0 else slide.title + continued
        yield replace(slide, title=title, lines=lines)


def fit_size(slide: Slide) -> int:
    """Return the first size in which one page holds all lines; else the last."""
    for size in slide.sizes_pt:
        sized = replace(slide, sizes_pt=(size,))
        if sum(_height(line, sized) for line in _all_lines(sized)) <= BODY_BOX[3]:
            return size
    return slide.sizes_pt[-1]


def _all_lines(slide: Slide) -> tuple[Line, ...]:
    """Return the lines; a title that was cut stands whole above them."""
    whole = () if title_of(slide).is_whole else (Line(text=slide.title, is_strong=True),)
    return (*whole, *slide.lines)


def _fill(slide: Slide) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each page."""
    page: list[Line] = []
    used = 0.0
    for line in (part for each in _all_lines(slide) for part in _parts(each, slide)):
        height = _height(line, slide)
        if page and used + height > BODY_BOX[3]:
            yield tuple(page)
            page, used = [], 0.0
        page.append(line)
        used += height
    yield tuple(page)


def _height(line: Line, slide: Slide) -> float:
    return len(_wrapped(line, slide)) * slide.sizes_pt[0] * PITCH + BEFORE_PT


def hang(line: Line, size_pt: int) -> float:
    """Return how far the words in front, or the dot, stand out to the left."""
    if line.is_strong and not line.lead:
        return 0.0
    lead_em = width_em(line.lead, is_bold=True)
    return lead_em * size_pt if 0 < lead_em <= LONGEST_HANG_EM else INDENT


def _wrapped(line: Line, slide: Slide) -> tuple[str, ...]:
    size = slide.sizes_pt[0]
    out = hang(line, size)
    is_within = out == INDENT and bool(line.lead)
    text = line.lead + line.text if is_within else line.text
    return wrap(text, (body_width(slide) - out) / size, is_bold=line.is_strong or is_within)


def _parts(line: Line, slide: Slide) -> Iterator[Line]:
    """Yield a paragraph, or its pieces where it is longer than a page."""
    if _height(line, slide) <= BODY_BOX[3]:
        yield line
        return
    text, lead = "", line.lead
    for sentence in _short_sentences(line, slide):
        if text and _height(replace(line, lead=lead, text=text + sentence), slide) > BODY_BOX[3]:
            yield replace(line, lead=lead, text=text.strip())
            text, lead = "", ""
        text += sentence
    yield replace(line, lead=lead, text=text.strip())


def _short_sentences(line: Line, slide: Slide) -> Iterator[str]:
    """Yield sentences; of those that fill a page alone, pieces that leave a line free."""
    most = int((BODY_BOX[3] - BEFORE_PT) / (slide.sizes_pt[0] * PITCH)) - 1
    for sentence in _SENTENCES.split(line.text):
        lines = _wrapped(replace(line, lead="", text=sentence), slide)
        for start in range(0, len(lines), most):
            yield "".join(lines[start : start + most])


def panel_look(panels: Sequence[PicturePanel]) -> PanelLook | None:
    """Return the first look in which the words of all panels have room; None where none is."""
    fitting = (look for look in PANEL_LOOKS if all(_panel_fits(panel, look) for panel in panels))
    return next(fitting, None)


def _divide_panels(slide: Slide, continued: str) -> Iterator[Slide]:
    """Yield pages of panels; where words are too long for any look, one slide each."""
    look = panel_look(slide.panels)
    if look is None:
        for panel in slide.panels:
            alone = replace(slide, panels=(), picture=panel.picture, lines=_as_lines(panel))
            yield from divide(alone, continued)
        return
    for start in range(0, len(slide.panels), look.count):
        title = slide.title + continued if start else slide.title
        panels = slide.panels[start : start + look.count]
        yield replace(slide, title=title, panels=panels, look=look)


def _as_lines(panel: PicturePanel) -> tuple[Line, ...]:
    lead = "× " if panel.is_forbidden else ""
    return Line(text=lead + panel.title, is_strong=True), Line(text=panel.text)


def panel_boxes(count: int, look: PanelLook) -> tuple[Box, ...]:
    """Return where the panels of a page stand, row by row."""
    left, top, width, height = BODY_BOX
    wide, high = (width - GAP) / 2, (height - GAP * (look.rows - 1)) / look.rows
    return tuple(
        (left + column * (wide + GAP), top + row * (high + GAP), wide, high)
        for row in range(look.rows)
        for column in range(2)
    )[:count]


def panel_text_box(panel: PicturePanel, box: Box, look: PanelLook) -> Box:
    """Return the room of a panel's words beside its picture and its cross."""
    left, top, width, height = box
    inner = left + PANEL_EDGE * 2 + look.picture
    cross = CROSS_PT if panel.is_forbidden else 0.0
    right = left + width - PANEL_EDGE - cross
    return inner, top + PANEL_EDGE, right - inner, height - 2 * PANEL_EDGE


def _panel_fits(panel: PicturePanel, look: PanelLook) -> bool:
    *_, width, height = panel_text_box(panel, panel_boxes(1, look)[0], look)
    title = wrap(panel.title, width / look.title_pt, is_bold=True)
    text = wrap(panel.text, width / look.text_pt)
    return (len(title) * look.title_pt + len(text) * look.text_pt) * PITCH <= height
