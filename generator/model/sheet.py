# SPDX-License-Identifier: MIT
"""An evacuation sheet for one posting place, drawn and ready for paper."""

from dataclasses import dataclass
from pathlib import Path

from generator.model.building import PostingPlace
from generator.model.route import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDrawing:
    """A drawing that lies in a file until somebody asks: a district has tens of thousands."""

    file: Path
    first_byte: int
    byte_count: int

    def read(self) -> str:
        """Return the drawing; raises OSError once the file is gone."""
        with self.file.open("rb") as stored:
            stored.seek(self.first_byte)
            return stored.read(self.byte_count).decode()


Drawing = str | StoredDrawing
"""An SVG, at hand or in a file."""


def _at_hand(drawing: Drawing) -> str:
    return drawing if isinstance(drawing, str) else drawing.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetVariant:
    """The same sheet on one paper in one language choice."""

    paper: str
    """`A3` or `A4`."""
    language: str
    """`zh`, `en` or `both`."""
    width_mm: float
    height_mm: float
    drawing: Drawing
    """The whole sheet, one user unit a millimetre."""
    scale_denominator: int
    plan_box_mm: tuple[float, float, float, float]
    """x, y, width and height that frame the outlines of all spaces of the floor, from the upper
    left; where only a part of the floor is drawn, the rest of the frame lies beyond the page."""
    rotation_deg: float
    """How far the building was turned, counter-clockwise, so that the reader looks up the page."""
    part: int = 1
    """Which part of a floor too large for one sheet is drawn, counted from 1."""
    parts: int = 1
    """Into how many parts the floor is divided; 1: the whole floor is drawn."""
    unnamed: tuple[str, ...] = ()
    """Spaces whose names found no room on the sheet, not even in its key."""

    @property
    def svg(self) -> str:
        """Return the drawing itself."""
        return _at_hand(self.drawing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What hangs at one posting place."""

    code: str
    school: str
    building: str
    place: PostingPlace
    routes: tuple[Route, ...]
    revision: int
    qr_text: str
    """What the code says: an address in capitals."""
    landing: str
    """The landing page, relative to the output folder."""
    phone_drawing: Drawing
    """The plan of this place for the landing page, sized by its view box."""
    variants: tuple[SheetVariant, ...]

    @property
    def phone_svg(self) -> str:
        """Return the plan for the landing page itself."""
        return _at_hand(self.phone_drawing)
