# SPDX-License-Identifier: MIT
"""All sheets of a building in one PDF, with where each goes and the records of hanging it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from generator.addresses import set_path
from generator.model.building import Building, Floor
from generator.model.content import Content
from generator.model.record import Text
from generator.model.sheet import Sheet, SheetVariant
from generator.paper.embedded import picture_address
from generator.paper.page_size import PAPER_MM, page_rule, paper_style
from generator.paper.pdf import PrintJob
from generator.paper.whereabouts import describe_wall
from generator.render.extra_font import credit_of
from generator.render.key_plan import draw_key_plan
from generator.render.template import environment
from generator.render.words import load_words
from generator.settings import Settings

KEY_PLAN_MM = (180.0, 105.0)
"""Largest key plan; two floors share a page of A4."""

CHECKS = 12
"""Rows of the inspection record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A sheet in the set."""

    number: int
    sheet: Sheet
    variant: SheetVariant
    floor: Text
    wall: Text
    serves: Text | None


def set_jobs(
    sheets: tuple[Sheet, ...], content: Content, settings: Settings, theme: Path
) -> Iterator[PrintJob]:
    """Yield the bound set of every building that has sheets, on each paper in each language."""
    for (school, name), group in groupby(sheets, key=lambda sheet: (sheet.school, sheet.building)):
        own = tuple(group)
        campus = content.campuses[school]
        building = next(each for each in campus.buildings if each.id == name)
        for variant in own[0].variants:
            leaves = tuple(_leaves(building, own, (variant.paper, variant.language)))
            yield PrintJob(
                path=set_path(school, name, variant.paper, variant.language),
                html=_html(
                    _Set(
                        school=campus.school.name,
                        is_sample=campus.school.sample or settings.is_placeholder,
                        building=building,
                        leaves=leaves,
                        settings=settings,
                        language=variant.language,
                    ),
                    theme,
                ),
                origin=building.at("posting_places"),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    school: Text
    is_sample: bool
    building: Building
    leaves: tuple[Leaf, ...]
    settings: Settings
    language: str
    """`zh`, `en` or `both`."""

    @property
    def page_sizes_mm(self) -> list[tuple[str, float, float]]:
        """Return name, width and height of every size of sheet."""
        sizes = {(leaf.variant.width_mm, leaf.variant.height_mm) for leaf in self.leaves}
        return [(page_name(*size), *size) for size in sorted(sizes)]

    def key_plans(self) -> list[tuple[Floor, str]]:
        """Return each floor that has sheets, with its drawing."""
        numbers = {leaf.sheet.place.id: leaf.number for leaf in self.leaves}
        used = {leaf.sheet.place.floor for leaf in self.leaves}
        spoken = "en" if self.language == "en" else "zh"
        return [
            (floor, draw_key_plan(self.building, floor, numbers, spoken, KEY_PLAN_MM))
            for floor in self.building.floors
            if floor.id in used
        ]


def _leaves(
    building: Building, sheets: tuple[Sheet, ...], wanted: tuple[str, str]
) -> Iterator[Leaf]:
    floors = {floor.id: floor.name for floor in building.floors}
    rooms = {space.id: space.name for floor in building.floors for space in floor.spaces}
    for number, sheet in enumerate(sheets, start=1):
        place = sheet.place
        yield Leaf(
            number=number,
            sheet=sheet,
            variant=next(v for v in sheet.variants if (v.paper, v.language) == wanted),
            floor=floors[place.floor],
            wall=describe_wall(building, place),
            serves=rooms.get(place.serves) if place.serves else None,
        )


def _html(given: _Set, theme: Path) -> str:
    words = load_words(theme)
    say = _Speaker(words=words, language=given.language)
    return (
        environment(theme / "print")
        .get_template("set.html")
        .render(
            given=given,
            css=paper_style(theme, page_rule(*PAPER_MM["A4"])),
            w=say.key,
            t=say.text,
            page_name=page_name,
            picture=picture_address,
            imprint=f"{given.settings.name.zh} · {given.settings.as_of}",
            rows=CHECKS,
            font_credit=credit_of(theme),
        )
    )


def page_name(width_mm: float, height_mm: float) -> str:
    """Return what the pages of a size are called in CSS."""
    return f"sheet-{width_mm:.0f}-{height_mm:.0f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """Says things in one language, or in both with a stroke between."""

    words: Mapping[str, Text]
    language: str

    def text(self, text: Text) -> str:
        """Return a text."""
        both = dict.fromkeys((text.zh, text.en))
        return " / ".join(both) if self.language == "both" else text[self.language]

    def key(self, key: str) -> str:
        """Return a word of the interface."""
        return self.text(self.words[key])
