# SPDX-License-Identifier: MIT
"""What stands beside a lesson: the one before and after it in its curriculum, its questions."""

from collections.abc import Iterator
from typing import cast

from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.curriculum import Curriculum
from generator.model.lesson import Lesson
from generator.site.order import MATRIX_STAGES, is_for, ordered


def lesson_values(content: Content, lesson: Lesson) -> dict[str, object]:
    """Return what the page of a lesson shows besides the lesson itself."""
    before, after = _neighbours(content, lesson)
    banks = (b for b in ordered(content, ItemKind.QUESTION) if b.topic == lesson.topic)
    stages = [stage for stage in MATRIX_STAGES if is_for(lesson, stage)]
    return {
        "before": before,
        "after": after,
        "banks": [b for b in banks if not stages or any(is_for(b, stage) for stage in stages)],
        "stages": stages,
    }


def _neighbours(content: Content, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """Return the lessons before and after a lesson in its curriculum, where there are any."""
    course = list_course(content, lesson.topic)
    if lesson not in course:
        return None, None
    place = course.index(lesson)
    around = (None, *course, None)
    return around[place], around[place + 2]


def list_course(content: Content, topic: str) -> tuple[Lesson, ...]:
    """Return the lessons of a topic's curricula, youngest stage first, each where it first comes.

    Within a stage they follow the strands, and the order in which a strand names them.
    """
    curricula = cast("tuple[Curriculum, ...]", ordered(content, ItemKind.CURRICULUM))
    names = (name for c in curricula if c.topic == topic for name in _names(c))
    return tuple(content.lessons[name] for name in dict.fromkeys(names) if name in content.lessons)


def _names(curriculum: Curriculum) -> Iterator[str]:
    steps = [step for strand in curriculum.strands for step in strand.steps]
    for stage in dict.fromkeys(sorted((s.audience for s in steps), key=list(Audience).index)):
        yield from (name for step in steps if step.audience is stage for name in step.items)
