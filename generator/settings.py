# SPDX-License-Identifier: MIT
"""What `site_config.yml` can say."""

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.model.record import Id, Item, Record, Text

THEME = Path(__file__).resolve().parent.parent / "theme"
"""How everything looks: templates, fonts, signs."""

ADDRESS_PATTERN = r"^https?://[a-z0-9.-]+(:\d+)?(/[a-z0-9._/-]*)?$"
"""What the address of a site looks like."""

Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)]


class SheetPaper(StrEnum):
    """Paper for evacuation sheets; A4 is a handout, not for the wall."""

    A3 = "A3"
    A4 = "A4"


class SheetLanguage(StrEnum):
    """Languages on a sheet."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class Period(Record):
    """A stretch of days, both ends included."""

    id: Id
    name: Text
    first: date
    last: date

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.first > self.last:
            message = "`first` lies after `last`"
            raise ValueError(message)
        return self

    def __contains__(self, day: date) -> bool:
        """Say whether `day` lies in the period."""
        return self.first <= day <= self.last


WEEKEND = {5: Text(zh="星期六", en="a Saturday"), 6: Text(zh="星期日", en="a Sunday")}
"""Days of the week without classes, Monday being 0."""

OUTSIDE_TERMS = Text(zh="不在学期内", en="outside the terms")


def _names(**periods: Period) -> dict[str, str]:
    """Return how messages call the periods in both languages, each with its id."""
    zh = {f"{key}_zh": f"“{period.name.zh}” [{period.id}]" for key, period in periods.items()}
    return zh | {
        f"{key}_en": f'"{period.name.en}" [{period.id}]' for key, period in periods.items()
    }


class SchoolYear(Record):
    """The year that is judged: its terms and the holidays inside them."""

    terms: Annotated[tuple[Period, ...], Field(min_length=1, max_length=3)]
    holidays: tuple[Period, ...] = ()
    """Days off inside the terms, as announced."""
    school_days: tuple[date, ...] = ()
    """Days at weekends or in holidays on which classes are held, as announced (调休)."""

    @field_validator("terms")
    @classmethod
    def _share_no_day(cls, terms: tuple[Period, ...]) -> tuple[Period, ...]:
        for earlier, later in pairwise(sorted(terms, key=lambda term: term.first)):
            if later.first <= earlier.last:
                kind, what = "terms_overlap", "the terms {earlier_en} and {later_en} share days"
                raise PydanticCustomError(kind, what, _names(earlier=earlier, later=later))
        return terms

    @property
    def first(self) -> date:
        """First day of the school year."""
        return min(term.first for term in self.terms)

    def free_because(self, day: date) -> Text | None:
        """Return why no classes are held on a day: weekend, holiday, vacation; else nothing."""
        if day in self.school_days:
            return None
        for holiday in self.holidays:
            if day in holiday:
                return holiday.name
        if not any(day in term for term in self.terms):
            return OUTSIDE_TERMS
        return WEEKEND.get(day.weekday())

    @property
    def last(self) -> date:
        """Last day before the same date next year, so that the summer belongs to it."""
        first = self.first
        if (first.month, first.day) == (2, 29):
            return date(first.year + 1, 2, 28)
        return first.replace(year=first.year + 1) - timedelta(days=1)


class SheetSettings(Record):
    """How evacuation sheets are made."""

    papers: Annotated[tuple[SheetPaper, ...], Field(min_length=1)] = (SheetPaper.A3,)
    languages: Annotated[tuple[SheetLanguage, ...], Field(min_length=1)] = (SheetLanguage.BOTH,)


class PrintSettings(Record):
    """What a printing house wants around posters, flow charts and a school's charts."""

    bleed_mm: Annotated[float, Field(ge=0, le=3.5)] = 0
    """By how much what is printed reaches over each side until it is trimmed."""
    crop_marks: bool = False
    """True where lines outside the corners show where to trim: with a bleed outside it, on paper
    that is 8 mm larger on each side; without one in 2.1 mm around the page."""


class Settings(Item):
    """The configuration of one site."""

    name: Text
    address: Address
    """Where the site will be reachable; part of every printed code."""
    as_of: date
    """The day that everything built is dated with; builds never ask the clock."""
    content: str = "content"
    """Folder of the content tree, relative to the configuration file."""
    out: str = "dist"
    """Folder for the output, relative to the configuration file."""
    schools: tuple[str, ...] = ()
    """Folders of further schools outside the content tree."""
    plans: tuple[Id, ...]
    """The plans that are followed; others in the content tree are not judged."""
    school_year: SchoolYear
    sheets: SheetSettings = SheetSettings()
    poster_papers: tuple[SheetPaper, ...] = (SheetPaper.A3, SheetPaper.A4)
    print: PrintSettings = PrintSettings()
    extra_font: str = ""
    """A TrueType font, relative to the configuration file, for characters that ours lacks."""
    extra_font_licence: str = ""
    """Who made it and under which licence it may be embedded; needed with the font."""

    @property
    def host(self) -> str:
        """Return the host name of the address."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_placeholder(self) -> bool:
        """Say whether the host can never be real (RFC 2606): then every sheet is a sample."""
        labels = self.host.split(".")
        reserved = {"example", "test", "invalid", "localhost"}
        return labels[-1] in reserved or labels[-2:-1] == ["example"]

    @property
    def content_folder(self) -> Path:
        """Return the folder of the content tree; an absolute path stays so."""
        return self._folder / self.content

    @property
    def out_folder(self) -> Path:
        """Return the folder for the output."""
        return self._folder / self.out

    @property
    def school_folders(self) -> tuple[Path, ...]:
        """Return the folders of schools that live outside the content tree."""
        return tuple(self._folder / name for name in self.schools)

    @property
    def extra_font_file(self) -> Path | None:
        """Return the file of the extra font; None where none is named."""
        return self._folder / self.extra_font if self.extra_font else None

    @property
    def sources(self) -> tuple[Path, ...]:
        """Return all that a site is made from beside its configuration."""
        font = (self.extra_font_file,) if self.extra_font_file else ()
        return (self.content_folder, *self.school_folders, *font)

    @property
    def _folder(self) -> Path:
        return Path(self.file).parent
