# SPDX-License-Identifier: MIT
"""The kinds of item that content is made of: the one place that lists them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from generator.model.activity import Activity
from generator.model.card import ItemKind
from generator.model.checklist import Checklist
from generator.model.curriculum import Curriculum
from generator.model.drill import Drill
from generator.model.duty import DutyCard
from generator.model.form import Form
from generator.model.lesson import Lesson
from generator.model.micro import Micro
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.question import QuestionBank
from generator.model.record import Teaching, Text
from generator.model.regulation import Regulation
from generator.model.reminder import ReminderSet
from generator.model.training import Training

ITEMS: Mapping[ItemKind, type[Teaching]] = MappingProxyType(
    {
        ItemKind.LESSON: Lesson,
        ItemKind.MICRO: Micro,
        ItemKind.ACTIVITY: Activity,
        ItemKind.QUESTION: QuestionBank,
        ItemKind.CURRICULUM: Curriculum,
        ItemKind.TRAINING: Training,
        ItemKind.DRILL: Drill,
        ItemKind.PROCEDURE: Procedure,
        ItemKind.POSTER: Poster,
        ItemKind.REGULATION: Regulation,
        ItemKind.DUTY: DutyCard,
        ItemKind.CHECKLIST: Checklist,
        ItemKind.FORM: Form,
        ItemKind.REMINDER: ReminderSet,
    }
)
"""What the files of each kind of item hold, in the order in which the site shows them."""

KIND_OF: Mapping[type[Teaching], ItemKind] = MappingProxyType(
    {model: kind for kind, model in ITEMS.items()}
)
"""The kind of item of each class."""

GIST_FIELDS = ("summary", "purpose", "message", "trigger", "subline")
"""Where items say in a sentence what they are: each kind has just one of these fields."""


def gist_of(item: Teaching) -> Text:
    """Return the sentence that says what an item is."""
    name = next(name for name in GIST_FIELDS if name in type(item).model_fields)
    return cast("Text", getattr(item, name))
