# SPDX-License-Identifier: MIT
"""Short messages to parents, one for every week of a year."""

from typing import Annotated

from pydantic import Field

from generator.model.record import Id, Record, Teaching, Text


class Reminder(Record):
    """One message, short enough for a telephone."""

    month: Annotated[int, Field(ge=1, le=12)]
    week: Annotated[int, Field(ge=1, le=5)]
    """Which week of the month, counted by its Monday."""
    topic: Id
    title: Text
    text: Text
    ask: Text
    """One thing to do or to talk about with the child this week."""


class ReminderSet(Teaching):
    """The messages of a year."""

    purpose: Text
    reminders: Annotated[tuple[Reminder, ...], Field(min_length=12)]
