# SPDX-License-Identifier: MIT
"""Teaching forms that plans name: a case to discuss, an oath, a dictation, a song, a role play."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.lesson import Question, Texts
from generator.model.record import Id, Record, Teaching, Text


class ActivityForm(StrEnum):
    """How it is taught."""

    CASE_DISCUSSION = "case-discussion"
    OATH = "oath"
    DICTATION = "dictation"
    SONG = "song"
    ROLE_PLAY = "role-play"
    DECISION = "decision"
    """An exercise in deciding with branches; runs on screen and on paper."""
    GAME = "game"
    WORK_SESSION = "work-session"
    """Staff sit together and make or put in order what they need."""
    LECTURE = "lecture"
    """One speaks to many, who then try it themselves: the text of the talk is in the material."""


class Part(Record):
    """A piece of the material itself: the case, a verse, the words of the oath, a role's lines."""

    title: Text
    lines: Texts


class Choice(Record):
    """What one may decide, and what comes of it."""

    choose: Text
    leads_to: Id
    """The scene that follows."""
    because: Text
    """Shown at once: why this was right, or what would happen."""


class Scene(Record):
    """A moment at which something must be decided; without choices it is an end."""

    id: Id
    situation: Text
    choices: tuple[Choice, ...] = ()
    is_safe_end: bool = False
    """True for an end at which everybody is safe."""


class Activity(Teaching):
    """A piece of teaching material in one form, ready to be used."""

    form: ActivityForm
    minutes: Annotated[int, Field(gt=0, le=45)]
    uses_plan: bool = False
    """True where ways are tried out on the page of a building: those pages are linked."""
    purpose: Text
    lead: Texts
    """How the teacher leads it, step by step."""
    parts: tuple[Part, ...] = ()
    """The material; empty only for a decision exercise."""
    scenes: tuple[Scene, ...] = ()
    """Of a decision exercise; the first is the beginning."""
    talk: Annotated[tuple[Question, ...], Field(min_length=1)]
    """Questions for the talk afterwards."""
    access: Text
    """How pupils with disabilities take part."""
    distress: Text
    """What to do when the subject upsets a pupil."""
    needs: tuple[Id, ...] = ()
    """Other items whose papers it uses: forms, checklists, posters. Its page lists them; says
    nothing to its readers."""
