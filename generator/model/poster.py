# SPDX-License-Identifier: MIT
"""A poster: one message, a few pictures, read in passing."""

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


class Poster(Teaching):
    """A poster for one wall and one group of readers."""

    headline: Text
    subline: Text
    panels: Annotated[tuple[Panel, ...], Field(min_length=4, max_length=8)]
    closing: Text
    """The one sentence to remember."""
    emergency: tuple[Emergency, ...] = ()
