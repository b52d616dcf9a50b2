# SPDX-License-Identifier: MIT
"""A drill guide: from the announcement to the open actions of the review."""

from typing import Annotated

from pydantic import Field

from generator.model.audience import Audience
from generator.model.lesson import Texts
from generator.model.record import Id, Record, Teaching, Text


class Variant(Record):
    """A scenario of the same drill: another hour, place or obstacle."""

    id: Id
    title: Text
    situation: Text
    """Time of day, place and what is different this time."""
    expected: Texts
    """What people should be seen to do."""


class DrillRole(Record):
    """A post in the drill with its job card."""

    post: Text
    job: Texts


class DrillMoment(Record):
    """A line of the timeline."""

    at_s: Annotated[int, Field(ge=-3600, le=7200)]
    """Seconds after the signal; negative before it."""
    who: Text
    action: Text


class Debrief(Record):
    """Questions for the talk afterwards, for one age."""

    audience: Audience
    questions: Texts


class Drill(Teaching):
    """A drill that a school can hold from this guide alone."""

    purpose: Text
    minutes: Annotated[int, Field(gt=0, le=120)]
    """From the briefing of pupils to the end of the debrief."""
    announced: bool
    announcement: Text
    """Who is told what beforehand, pupils, staff and neighbours."""
    target_time: Text
    """The aim for this drill and where it comes from."""
    preparation: Texts
    variants: Annotated[tuple[Variant, ...], Field(min_length=3)]
    roles: Annotated[tuple[DrillRole, ...], Field(min_length=3)]
    signal: Text
    timeline: Annotated[tuple[DrillMoment, ...], Field(min_length=5)]
    routes: Text
    """How routes are taken from the school's own sheets."""
    roll_call: Texts
    stop_word: Text
    """The word that ends the drill at once, and who may say it."""
    safety_officer: Text
    access_needs: Texts
    distress: Text
    debrief: Annotated[tuple[Debrief, ...], Field(min_length=1)]
    observer_sheet: Annotated[tuple[Text, ...], Field(min_length=5)]
    """What an observer ticks: seen or not seen."""
    record: Texts
    """What is written down about the drill held."""
    after_action: Texts
    """How actions get an owner and a due date, and open the next drill."""
    procedure: Id
    """The procedure that is practised."""
    needs: tuple[Id, ...] = ()
    """Other items whose papers are needed to hold it: forms, checklists, posters, and lessons for
    their letters to families. Its page and its pack have them; says nothing to its readers."""
