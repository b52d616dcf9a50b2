# SPDX-License-Identifier: MIT
"""A micro-lesson of one or five minutes: one message, done and asked back at once."""

from typing import Literal

from generator.model.lesson import Question, Texts
from generator.model.record import Teaching, Text


class Micro(Teaching):
    """What a teacher does in the last minutes of a day, a week or a term ("1530")."""

    minutes: Literal[1, 5]
    occasion: Text
    """When it is held: at the end of a day, before a weekend, before a holiday, after rain."""
    message: Text
    """The one sentence that pupils take along."""
    say: Texts
    """What the teacher says, ready to be read aloud."""
    do: Texts
    """What the pupils do; at least one thing with their own hands or voice."""
    check: Question
    """One question that shows whether it arrived."""
