# SPDX-License-Identifier: MIT
"""A training session for staff, drivers, guards or parents: practised, tested, recorded."""

from typing import Annotated

from pydantic import Field

from generator.model.lesson import Criterion, LessonStep, Objectives, Question, Texts
from generator.model.record import Id, Teaching, Text


class Training(Teaching):
    """One session that a school can hold from this page alone."""

    minutes: Annotated[int, Field(gt=0, le=240)]
    summary: Text
    trainer: Text
    """Who may lead it, and what that person must have learnt."""
    objectives: Objectives
    materials: Texts
    steps: Annotated[tuple[LessonStep, ...], Field(min_length=3)]
    questions: Annotated[tuple[Question, ...], Field(min_length=5)]
    """The test at the end."""
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=2)]
    """What an observer sees each one do."""
    access: Texts
    distress: Text
    record: Texts
    """What is written down about the session: day, who, how long, results."""
    refresh: Text
    """When it is repeated, and what is done in between."""
    procedure: Id | None = None
    """The procedure that is practised."""
    needs: tuple[Id, ...] = ()
    """Other items whose papers it uses: forms, checklists, posters. Its page lists them; says
    nothing to its readers."""
