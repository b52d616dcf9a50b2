# SPDX-License-Identifier: MIT
"""What a lesson must have to be taught from its page alone."""

from collections.abc import Iterator

from generator.check.question_depth import question_fault
from generator.check.shallow import shallow, thin_part, thin_parts
from generator.finding import Finding
from generator.model.audience import Audience
from generator.model.lesson import Lesson, Phase
from generator.model.record import Text

NEEDED_PHASES = (Phase.TELL, Phase.SHOW, Phase.REHEARSE, Phase.FEEDBACK)
"""Behavioural skills training: telling alone leaves most children unable to act.

Source: Vanselow & Hanley 2014, J. Appl. Behav. Anal. 47:51–69.
"""

MIN_QUESTIONS = {
    Audience.KINDERGARTEN: 3,
    Audience.PRIMARY_LOWER: 3,
    Audience.PRIMARY: 3,
    Audience.PRIMARY_UPPER: 4,
}
"""Different check questions after the lesson, by stage; the youngest stage decides."""

MIN_QUESTIONS_ELSE = 4
"""The same for everybody else. Our choice, as are the figures by stage."""

MIN_PART = {
    "summary": 12,
    "objectives": 30,
    "can_do": 12,
    "materials": 10,
    "low_tech": 12,
    "differentiation": 30,
    "access": 16,
    "distress": 16,
    "booster": 12,
}
"""Chinese characters of a part that says something; real ones have twice as many. Our choice."""

MIN_STEP = 20
"""Chinese characters of what is said and done in a step; the shortest real one has 39."""

MIN_LETTER = 60
"""Chinese characters of a letter's body; the shortest real one has 104. Our choice."""


def lesson_faults(lesson: Lesson) -> Iterator[Finding]:
    """Yield what keeps a lesson from being whole."""
    yield from _minutes(lesson)
    yield from _phases(lesson)
    yield from _questions(lesson)
    yield from thin_parts(lesson, MIN_PART)
    for i, step in enumerate(lesson.steps):
        yield from thin_part(lesson, ("steps", i), (*step.say, *step.do), MIN_STEP)
    yield from thin_part(lesson, ("letter", "body"), lesson.letter.body, MIN_LETTER)
    yield from thin_part(lesson, ("letter", "try_at_home"), lesson.letter.try_at_home, 10)


def _minutes(lesson: Lesson) -> Iterator[Finding]:
    total = sum(step.minutes for step in lesson.steps)
    if total != lesson.minutes:
        yield shallow(
            "C203",
            lesson.at("minutes"),
            Text(
                zh=f"各步骤合计 {total} 分钟，与 minutes: {lesson.minutes} 不符",
                en=f"the steps add up to {total} minutes, but `minutes` says {lesson.minutes}",
            ),
            Text(
                zh="改步骤的分钟数，或改 minutes。",
                en="Change the minutes of a step, or `minutes`.",
            ),
        )


def _phases(lesson: Lesson) -> Iterator[Finding]:
    present = {step.phase for step in lesson.steps}
    absent = [phase.value for phase in NEEDED_PHASES if phase not in present]
    if absent:
        yield shallow(
            "C204",
            lesson.at("steps"),
            Text(
                zh=f"缺少环节：{'、'.join(absent)}", en=f"phases are missing: {', '.join(absent)}"
            ),
            Text(
                zh="讲解、示范、练习、反馈四个环节都要有。",
                en="A lesson needs telling, showing, rehearsing and feedback.",
            ),
        )


def _questions(lesson: Lesson) -> Iterator[Finding]:
    after = lesson.assessment.after
    by_stage = [MIN_QUESTIONS.get(each, MIN_QUESTIONS_ELSE) for each in lesson.audiences]
    needed = min(by_stage, default=MIN_QUESTIONS_ELSE)
    if (asked := len({question.question.zh for question in after})) < needed:
        yield _weak_check(
            lesson,
            ("after",),
            Text(
                zh=f"课后只有 {asked} 道不同的检查题，这个年龄至少 {needed} 道",
                en=f"{asked} different check questions after the lesson, "
                f"fewer than {needed} for this age",
            ),
        )
    for when in ("before", "after"):
        for i, question in enumerate(getattr(lesson.assessment, when)):
            if fault := question_fault(question):
                yield _weak_check(lesson, (when, i), fault)


def _weak_check(lesson: Lesson, key: tuple[str | int, ...], what: Text) -> Finding:
    return shallow(
        "C209",
        lesson.at("assessment", *key),
        what,
        Text(
            zh="补上不同的检查题，每题写明答案和理由。",
            en="Add different questions, each with its answer and the reason.",
        ),
    )
