# SPDX-License-Identifier: MIT
"""Lines of text set one below the other in a column, and the blocks that they make."""

from dataclasses import dataclass

from generator.maps import ink, wording
from generator.maps.choice import Posting, SheetChoice
from generator.maps.label import SMALLEST_MM
from generator.maps.layout import Paper
from generator.maps.letter import ASCENT, Typeface, read_typeface
from generator.model.record import Text

LEADING = 1.32


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A drawn piece of the panel; its upper left corner is the origin."""

    name: str
    height_mm: float
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all blocks of a sheet need to be set."""

    posting: Posting
    choice: SheetChoice
    paper: Paper
    language: str
    width_mm: float
    """Width of a column."""
    text_mm: float
    """Size of Chinese text."""
    qr_text: str

    @property
    def typeface(self) -> Typeface:
        """Return the measures of the letters."""
        return read_typeface(self.choice.theme)

    def both(self, text: Text) -> tuple[tuple[str, float], ...]:
        """Return the lines of `text` to be set, each with its size."""
        zh = (text.zh, self.text_mm)
        en = (text.en, self.english_mm)
        return {"zh": (zh,), "en": (en,), "both": (zh, en)}[self.language]

    @property
    def english_mm(self) -> float:
        """Return the size of English text."""
        return max(SMALLEST_MM, self.text_mm * 0.84)


class Stack:
    """Lines of text set one below the other in a column."""

    def __init__(self, setting: Setting, left_mm: float, width_mm: float, top_mm: float) -> None:
        """Start at the upper left corner of a column."""
        self.setting = setting
        self.left_mm = left_mm
        self.width_mm = width_mm
        self.y_mm = top_mm
        self.parts: list[str] = []

    def text(self, text: str, size_mm: float, *, bold: bool = False, fill: str = ink.BLACK) -> None:
        """Set a paragraph, folded to the width of the column."""
        for line in self.setting.typeface.wrap(text, size_mm, self.width_mm, bold=bold):
            base = self.y_mm + ASCENT * size_mm
            self.parts.append(ink.words(line, (self.left_mm, base), size_mm, bold=bold, fill=fill))
            self.y_mm += LEADING * size_mm

    def texts(self, text: Text, *, bold: bool = False, fill: str = ink.BLACK) -> None:
        """Set a text in the languages of the sheet."""
        for line, size_mm in self.setting.both(text):
            self.text(line, size_mm, bold=bold, fill=fill)

    def title(self, text: Text, fill: str = ink.BLACK) -> None:
        """Set a heading: both languages on one line where they fit."""
        size = self.setting.text_mm * 1.22
        parts = wording.in_languages(text, self.setting.language)
        whole = " ".join(parts)
        fits = self.setting.typeface.width_mm(whole, size, bold=True) <= self.width_mm
        for shown in (whole,) if fits else parts:
            self.text(shown, size, bold=True, fill=fill)
        self.gap(0.6)

    def item(self, sign: str, text: Text) -> None:
        """Set a text with a sign before it, the lines hanging."""
        indent = 1.7 * self.setting.text_mm
        size = self.setting.both(text)[0][1]
        base = self.y_mm + ASCENT * size
        self.parts.append(ink.words(sign, (self.left_mm, base), size, bold=True))
        self._indent(indent)
        self.texts(text)
        self._indent(-indent)
        self.gap(0.7)

    def gap(self, height_mm: float) -> None:
        """Leave some air."""
        self.y_mm += height_mm

    def _indent(self, by_mm: float) -> None:
        self.left_mm += by_mm
        self.width_mm -= by_mm
