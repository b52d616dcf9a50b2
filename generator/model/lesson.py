# SPDX-License-Identifier: MIT
"""A lesson that can be taught from its page alone."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.record import Id, Record, Teaching, Text

Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Phase(StrEnum):
    """Where a step stands in behavioural skills training, with a frame around it."""

    OPEN = "open"
    TELL = "tell"
    SHOW = "show"
    REHEARSE = "rehearse"
    FEEDBACK = "feedback"
    CLOSE = "close"


class LessonStep(Record):
    """A stretch of the lesson with its minutes."""

    phase: Phase
    minutes: Annotated[int, Field(gt=0, le=90)]
    title: Text
    say: tuple[Text, ...] = ()
    """What the teacher says, ready to be read aloud."""
    do: Texts
    """What teacher and pupils do."""


class Objectives(Record):
    """What pupils know, can do and feel afterwards."""

    know: Texts
    do: Texts
    feel: Texts


class Materials(Record):
    """What must lie ready, by who brings it; `print` lists what to print."""

    teacher: Texts
    pupil: tuple[Text, ...] = ()
    print: tuple[Text, ...] = ()


class Differentiation(Record):
    """The same step at three levels of difficulty."""

    support: Text
    core: Text
    stretch: Text


class Question(Record):
    """A question with its answer and the reason for it."""

    question: Text
    options: tuple[Text, ...] = ()
    """Empty for an open question."""
    answer: Text
    reason: Text


class Criterion(Record):
    """A behaviour that an observer can see, at three grades."""

    behaviour: Text
    not_yet: Text
    nearly: Text
    secure: Text


class Assessment(Record):
    """How teacher and pupils see what was learnt."""

    before: Annotated[tuple[Question, ...], Field(min_length=2)]
    after: Annotated[tuple[Question, ...], Field(min_length=3)]
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=2)]


class Letter(Record):
    """A letter that goes home."""

    greeting: Text
    body: Texts
    try_at_home: Texts


class Booster(Record):
    """The short repetition that keeps the skill alive."""

    after_weeks: Annotated[int, Field(gt=0, le=26)]
    activity: Text


class Lesson(Teaching):
    """One lesson for one or two neighbouring stages."""

    minutes: Annotated[int, Field(gt=0, le=90)]
    summary: Text
    domain: Text
    """The domain of 生命安全与健康教育进中小学课程教材指南 (2021) that it serves."""
    pillar: Annotated[int, Field(ge=1, le=3)]
    """Pillar of the Comprehensive School Safety Framework 2022–2030."""
    objectives: Objectives
    can_do: Texts
    """Success criteria in the pupil's voice: "I can …"."""
    materials: Materials
    low_tech: Text
    """How to teach it without screen, printer or electricity."""
    steps: Annotated[tuple[LessonStep, ...], Field(min_length=3)]
    differentiation: Differentiation
    access: Texts
    """How pupils with disabilities take part."""
    distress: Text
    """What to do when the subject upsets a pupil."""
    assessment: Assessment
    letter: Letter
    booster: Booster
    drill: Id | None = None
    procedure: Id | None = None
    poster: Id | None = None
    needs: tuple[Id, ...] = ()
    """Other items whose papers it uses: forms, checklists, posters. Its page lists them and its
    pack holds them; says nothing to its readers."""
