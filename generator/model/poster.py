# SPDX-License-Identifier: MIT
"""A poster: one message, a few pictures, read in passing."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.record import Id, Record, Teaching, Text


class Panel(Record):
    """A picture with a few words."""

    pictogram: Id
    """A file of `theme/pictograms/`."""
    title: Text
    text: Text
    forbidden: bool = False
    """Shown struck through: something not to do."""


class Emergency(Record):
    """A number to call, printed large."""

    number: str
    meaning: Text


class Shape(StrEnum):
    """How a poster is laid out on paper."""

    PANELS = "panels"
    """Panels in pairs."""
    LINES = "lines"
    """One panel across the page below the other: promises, rules that are read aloud."""
    CALLS = "calls"
    """The numbers first, as large as they go; panels below."""


class SignRule(StrEnum):
    """The four kinds of safety sign of GB 2894 and ISO 3864-1."""

    PROHIBITION = "prohibition"
    WARNING = "warning"
    MANDATORY = "mandatory"
    SAFE = "safe"


class PosterSign(Record):
    """A pictogram inside the shape of a safety sign."""

    rule: SignRule
    pictogram: Id
    """A file of `theme/pictograms/`."""


class Poster(Teaching):
    """A poster for one wall and one group of readers."""

    shape: Shape = Shape.PANELS
    sign: PosterSign | None = None
    """Drawn large at the head of a warning sign, with the headline in both languages."""

    headline: Text
    subline: Text
    panels: Annotated[tuple[Panel, ...], Field(min_length=4, max_length=8)]
    closing: Text
    """The one sentence to remember."""
    emergency: tuple[Emergency, ...] = ()
