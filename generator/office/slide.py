# SPDX-License-Identifier: MIT
"""What slides are made of, before any file format."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

BODY_PT = MappingProxyType({"zh": (40, 34, 28), "en": (36, 30, 24)})
"""Sizes of lines, the first in which a page holds them all; never less than the last, which is
read from the last row: 1/19 and 1/22 of the picture's height."""

FINE_PT = (16,)
"""Sources, which are looked up afterwards and not read aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing beside the words."""

    png: bytes
    alt: str
    """What it shows, for those who do not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of a slide."""

    text: str
    lead: str = ""
    """What stands in front, in bold."""
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePanel:
    """A picture with a few words, one of several on a slide."""

    picture: Picture
    title: str
    text: str
    is_forbidden: bool = False
    """Framed in red with a cross: something not to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelLook:
    """How panels are set on a page: in one row large or small, in two rows small."""

    rows: int
    title_pt: int
    text_pt: int
    picture: float

    @property
    def count(self) -> int:
        """Return how many panels a page takes, two in a row."""
        return 2 * self.rows


PANEL_LOOKS = (
    PanelLook(rows=2, title_pt=30, text_pt=26, picture=120.0),
    PanelLook(rows=2, title_pt=24, text_pt=20, picture=104.0),
    PanelLook(rows=1, title_pt=32, text_pt=28, picture=130.0),
    PanelLook(rows=1, title_pt=24, text_pt=20, picture=104.0),
)
"""In the order in which they are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One thing to show; where it has too many words it becomes several pages."""

    title: str
    tag: str = ""
    """What kind of step it is, and its minutes."""
    lines: tuple[Line, ...] = ()
    picture: Picture | None = None
    panels: tuple[PicturePanel, ...] = ()
    """In place of lines."""
    look: PanelLook = PANEL_LOOKS[0]
    """How the panels are set; chosen when the slide is divided into pages."""
    notes: str = ""
    """For the teacher alone."""
    sizes_pt: tuple[int, ...] = BODY_PT["zh"]
    """Sizes that the lines may have, largest first."""
    is_opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Slides with what their file says of them."""

    title: str
    author: str
    language: str
    """"zh" or "en"."""
    as_of: date
    slides: tuple[Slide, ...]
