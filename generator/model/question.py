# SPDX-License-Identifier: MIT
"""A bank of questions, each with the reason for its answer and its source."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.audience import Audience
from generator.model.record import Id, Record, Teaching, Text

NO_SUCH_OPTION = "`right` counts the options from 1 and must be one of them"


class Aim(StrEnum):
    """What a question asks for."""

    KNOW = "know"
    UNDERSTAND = "understand"
    DECIDE = "decide"
    """What to do in a situation."""


class BankQuestion(Record):
    """A question with its options."""

    id: Id
    """Unique in the bank; never used again for another question."""
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    aim: Aim
    question: Text
    options: Annotated[tuple[Text, ...], Field(min_length=2, max_length=5)]
    right: Annotated[int, Field(ge=1)]
    """The right option, counted from 1."""
    reason: Text
    source: Id
    """The citation of the bank that the answer rests on."""

    @model_validator(mode="after")
    def _right_is_an_option(self) -> Self:
        if self.right > len(self.options):
            raise ValueError(NO_SUCH_OPTION)
        return self


class QuestionBank(Teaching):
    """Questions on one hazard for several stages and posts (应知应会)."""

    purpose: Text
    questions: Annotated[tuple[BankQuestion, ...], Field(min_length=10)]
