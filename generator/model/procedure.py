# SPDX-License-Identifier: MIT
"""What to do now: one page, action words first."""

from typing import Annotated

from pydantic import Field

from generator.model.lesson import Texts
from generator.model.record import Record, Teaching, Text


class Action(Record):
    """One thing to do: the short command, then how."""

    who: Text
    action: Text
    """At most a dozen characters in Chinese; begins with a verb."""
    how: Text


class Call(Record):
    """A call or report in the order in which it is made."""

    who: Text
    to: Text
    number: str = ""
    """What to dial; empty where the school fills in its own."""
    say: Text


class Procedure(Teaching):
    """An emergency procedure on one page."""

    trigger: Text
    first_minute: Annotated[tuple[Action, ...], Field(min_length=3, max_length=7)]
    """Actions of the first sixty seconds."""
    then: Annotated[tuple[Action, ...], Field(min_length=2, max_length=7)]
    calls: Annotated[tuple[Call, ...], Field(min_length=1)]
    report: Text
    """Who reports to the authority, by when."""
    do_not: Texts
    hand_over: Texts
    """What to tell those who take over."""
