# SPDX-License-Identifier: MIT
"""Drawings that stand in a page description as pictures, whole in their own address."""

import re
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.paper.drawing import Drawn
from generator.paper.drawn_file import DrawnPictures
from generator.paper.undrawable import Undrawable

PIXELS_PER_MM = 96 / 25.4
"""Source: CSS Values and Units 3, 6.2."""

FIELD_FONT = "Wingdings"
"""What fields call their font. PDFium draws what was typed in the font of a field only where it
takes all its signs for symbols, which it tells by this name (`cpdf_bafontmap.cpp`); for hanzi it
would look among the fonts of the machine, and draws nothing where none has them. Other readers
take whatever font stands under the name."""

_BEFORE = "data:image/svg+xml;base64,"
_PICTURE = re.compile(rf'(?<=src="){re.escape(_BEFORE)}([A-Za-z0-9+/=]+)(?=")')


def picture_address(svg: str) -> str:
    """Return a drawing as an address that holds it whole.

    As a picture it costs a tenth of the memory that its elements would take as part of the page.
    """
    return f"{_BEFORE}{b64encode(svg.encode()).decode()}"


class Picture:
    """A drawing as WeasyPrint asks for pictures."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn

    def get_intrinsic_size(self, *_: object) -> tuple[float, float, float]:
        """Return width and height in CSS pixels, and their ratio."""
        width, height = self._drawn.width_mm, self._drawn.height_mm
        return width * PIXELS_PER_MM, height * PIXELS_PER_MM, width / height

    def draw(self, stream: Any, width: float, height: float, _: object) -> None:
        """Draw it over a box; the units are those of the stream, which forgets it afterwards."""
        stream.transform(a=width / self._drawn.width_mm, d=height / self._drawn.height_mm)
        stream.stream.append(self._drawn.operators)


class Pictures:
    """The drawings of a page description that are written as they are."""

    def __init__(self, theme: Path) -> None:
        """Begin with none; `theme` holds the fonts."""
        self.by_address: dict[str, Picture] = {}
        self._drawn = DrawnPictures(theme)

    def exchange(self, html: str) -> str:
        """Take every drawing that can be taken; the page calls it by a new address."""
        return _PICTURE.sub(self._take, html)

    def _take(self, found: re.Match[str]) -> str:
        address = f"drawn:{len(self.by_address)}"
        with suppress(Undrawable):
            self.by_address[address] = Picture(self._drawn.draw(b64decode(found[1]).decode()))
            return address
        return found[0]

    def add_fonts_to(self, file: Any) -> None:
        """Add the letters of drawings and fields to the file, before it is written."""
        self._drawn.add_fonts_to(file)
        if "AcroForm" in file.catalog:
            _name_field_font(file)


def _name_field_font(file: Any) -> None:
    """Let every field of a file call its font FIELD_FONT; a file has one font for fields."""
    form = file.catalog["AcroForm"]
    fonts = _object(file, _object(file, form["DR"])["Font"])
    typed = [each for each in (_object(file, ref) for ref in form["Fields"]) if "DA" in each]
    for field in typed:
        *before, name, size, operator = field["DA"].string.split()
        fonts[FIELD_FONT] = fonts[name.decode().removeprefix("/")]
        field["DA"].string = b" ".join([*before, f"/{FIELD_FONT}".encode(), size, operator])


def _object(file: Any, reference: bytes) -> Any:
    return file.objects[int(reference.split()[0])]
