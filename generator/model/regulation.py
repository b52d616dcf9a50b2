# SPDX-License-Identifier: MIT
"""A school's written rules on one subject (制度): who does what, when, and what is recorded."""

from typing import Annotated

from pydantic import Field

from generator.model.lesson import Texts
from generator.model.record import Record, Teaching, Text


class Article(Record):
    """One rule with its lines."""

    title: Text
    lines: Texts
    """Each says who does what, when; where a figure stands, it is the one of a source."""


class Regulation(Teaching):
    """Rules that a school can put in force after filling in its own names."""

    purpose: Text
    scope: Text
    """For whom, where and when it holds."""
    articles: Annotated[tuple[Article, ...], Field(min_length=4)]
    records: Texts
    """What is written down, on which sheet, and how long it is kept."""
    fill_in: Texts
    """What the school must settle and fill in before it puts the rules in force."""
    revise: Text
    """When it is looked at again, and by whom."""
