# SPDX-License-Identifier: MIT
"""A duty card: what one post does every day, and in the first minutes of an emergency."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from generator.model.audience import Audience
from generator.model.lesson import Texts
from generator.model.procedure import Action
from generator.model.record import Record, Teaching, Text


class Duty(Record):
    """One thing that the post does."""

    what: Text
    how: Text
    """How it is done, and how one sees that it was done."""


class DutyGroup(Record):
    """Duties of one rhythm or one occasion: every day, every month, before a trip."""

    when: Text
    duties: Annotated[tuple[Duty, ...], Field(min_length=1)]


class DutyCard(Teaching):
    """A card for one post: one page, carried or hung where the work is done."""

    post: Audience
    stages: tuple[Audience, ...] = ()
    """Types of school that the card is for; where empty, every school that has the post."""
    summary: Text
    groups: Annotated[tuple[DutyGroup, ...], Field(min_length=1)]
    in_emergency: Annotated[tuple[Action, ...], Field(min_length=2, max_length=7)]
    do_not: Texts
    records: Texts
    """What the post writes down, and on which sheet."""
    training: Text
    """What it must have learnt, and how often that is repeated."""

    @field_validator("stages")
    @classmethod
    def _are_stages(cls, stages: tuple[Audience, ...]) -> tuple[Audience, ...]:
        if not all(stage.is_stage for stage in stages):
            kind = "no_stage"
            raise PydanticCustomError(kind, "a type of school is told by its pupils")
        return stages
