# SPDX-License-Identifier: MIT
"""A curriculum: what is introduced, reinforced, mastered and assessed, at which stage and when."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.audience import Audience
from generator.model.record import Id, Record, Teaching, Text

Month = Annotated[int, Field(ge=1, le=12)]


class Level(StrEnum):
    """How far a stage goes with a strand."""

    INTRODUCED = "introduced"
    REINFORCED = "reinforced"
    MASTERED = "mastered"
    ASSESSED = "assessed"


class CurriculumStep(Record):
    """What one stage does with a strand."""

    audience: Audience
    level: Level
    months: Annotated[tuple[Month, ...], Field(min_length=1)]
    goal: Text
    """What pupils of this stage can do at its end, as an observer sees it."""
    items: tuple[Id, ...] = ()
    """Lessons, micro-lessons, activities, drills and question banks that serve it."""


class Strand(Record):
    """One thread through all stages."""

    title: Text
    steps: Annotated[tuple[CurriculumStep, ...], Field(min_length=1)]


class NotTaught(Record):
    """A stage at which the hazard is not taught, and why."""

    audience: Audience
    reason: Text


class Curriculum(Teaching):
    """The way of one hazard through all stages."""

    summary: Text
    strands: Annotated[tuple[Strand, ...], Field(min_length=3)]
    not_taught: tuple[NotTaught, ...] = ()
