# SPDX-License-Identifier: MIT
"""What stands beside a lesson: its neighbours in the curriculum, drills, posters, questions."""

from collections.abc import Iterator
from typing import cast

from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.curriculum import Curriculum
from generator.model.lesson import Lesson
from generator.model.record import Teaching
from generator.site.order import MATRIX_STAGES, is_for, ordered


def lesson_values(content: Content, lesson: Lesson) -> dict[str, object]:
    """Return what the page of a lesson shows besides the lesson itself."""
    before, after = _neighbours(content, lesson)
    return {
        "before": before,
        "after": after,
        "drills": _beside(content, ItemKind.DRILL, lesson, lesson.drill),
        "posters": _beside(content, ItemKind.POSTER, lesson, lesson.poster),
        "banks": _beside(content, ItemKind.QUESTION, lesson),
        "stages": _stages(lesson),
    }


def _beside(
    content: Content, kind: ItemKind, lesson: Lesson, named: str | None = None
) -> list[Teaching]:
    """Return the item that a lesson names, else all on its topic for one of its stages."""
    if named:
        return [content.shelf(kind)[named]]
    stages = _stages(lesson)
    own = (item for item in ordered(content, kind) if item.topic == lesson.topic)
    return [x for x in own if not stages or any(is_for(x, stage) for stage in stages)]


def _stages(lesson: Lesson) -> list[Audience]:
    return [stage for stage in MATRIX_STAGES if is_for(lesson, stage)]


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
