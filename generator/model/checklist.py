# SPDX-License-Identifier: MIT
"""A checklist: what is looked at, what is right, what to do if it is not."""

from typing import Annotated

from pydantic import Field

from generator.model.audience import Audience
from generator.model.lesson import Texts
from generator.model.record import Record, Teaching, Text


class Check(Record):
    """One thing to look at."""

    what: Text
    good: Text
    """How it is when it is right."""
    if_not: Text
    """What is done at once when it is not."""


class CheckGroup(Record):
    """Things that are looked at in one place or one go."""

    title: Text
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]


class Checklist(Teaching):
    """A sheet that a person takes along, ticks and signs."""

    purpose: Text
    post: Audience
    """Who fills it in."""
    when: Text
    """How often, and on which occasions besides; with the source where a plan says it."""
    where: Text
    groups: Annotated[tuple[CheckGroup, ...], Field(min_length=1)]
    after: Texts
    """What happens with what was found: who mends it, by when, who looks again."""
    sign: Texts
    """Who signs."""
    keep: Text
    """Where and how long the sheet is kept."""
