# SPDX-License-Identifier: MIT
"""A lesson as a plan for the teacher (教案), and its letter to families as a separate document."""

from collections.abc import Iterator

from generator.model.lesson import Lesson, LessonStep, Question
from generator.office.block import Block, Heading, Numbered, Paragraph, Table
from generator.office.voice import Voice


def lesson_blocks(lesson: Lesson, voice: Voice) -> Iterator[Block]:
    """Yield the plan from its aims to the repetition weeks later."""
    minutes = f"{lesson.minutes} {voice.word('lesson.minutes')}"
    yield Paragraph(text=f"{minutes} · {voice.name(lesson.audiences)}")
    yield Paragraph(text=lesson.summary[voice.language])
    yield from _aims(lesson, voice)
    yield from _materials(lesson, voice)
    yield voice.heading("lesson.steps")
    for step in lesson.steps:
        yield from _step(step, voice)
    yield from _levels(lesson, voice)
    yield from _assessment(lesson, voice)
    yield voice.heading("lesson.booster")
    weeks = f"{lesson.booster.after_weeks} {voice.word('lesson.booster_weeks')}"
    yield Paragraph(lead=voice.lead(weeks), text=lesson.booster.activity[voice.language])
    yield voice.led("lesson.domain", lesson.domain)


def letter_blocks(lesson: Lesson, voice: Voice) -> Iterator[Block]:
    """Yield the letter alone: what goes home carries nothing else."""
    letter = lesson.letter
    yield Paragraph(text=letter.greeting[voice.language])
    for text in voice.say(letter.body):
        yield Paragraph(text=text)
    yield Paragraph(lead=voice.word("lesson.try_at_home"), text="")
    yield voice.list(letter.try_at_home)
    keys = ("office.school", "checklist.date")
    yield Paragraph(text=voice.gap.join(voice.word(key) + voice.blank for key in keys))


def _aims(lesson: Lesson, voice: Voice) -> Iterator[Block]:
    yield voice.heading("lesson.objectives")
    for key in ("know", "do", "feel"):
        yield voice.heading(f"lesson.{key}", 2)
        yield voice.list(getattr(lesson.objectives, key))
    yield voice.heading("lesson.can_do", 2)
    yield voice.list(lesson.can_do)


def _materials(lesson: Lesson, voice: Voice) -> Iterator[Block]:
    yield voice.heading("lesson.materials")
    for key in ("teacher", "pupil", "print"):
        if texts := getattr(lesson.materials, key):
            yield voice.heading(f"lesson.{key}", 2)
            yield voice.list(texts)
    yield voice.led("lesson.low_tech", lesson.low_tech)


def _step(step: LessonStep, voice: Voice) -> Iterator[Block]:
    phase = voice.word(f"lesson.{step.phase.value}")
    minutes = f"{step.minutes} {voice.word('lesson.minutes')}"
    yield Heading(text=f"{step.title[voice.language]} ({phase}, {minutes})", level=2)
    for text in voice.say(step.say):
        yield Paragraph(lead=voice.lead(voice.word("lesson.say")), text=text)
    yield Paragraph(lead=voice.word("lesson.do_step"), text="")
    yield voice.list(step.do)


def _levels(lesson: Lesson, voice: Voice) -> Iterator[Block]:
    yield voice.heading("lesson.differentiation")
    for key in ("support", "core", "stretch"):
        yield voice.led(f"lesson.{key}", getattr(lesson.differentiation, key))
    yield voice.heading("lesson.access")
    yield voice.list(lesson.access)
    yield voice.led("lesson.distress", lesson.distress)


def _assessment(lesson: Lesson, voice: Voice) -> Iterator[Block]:
    yield voice.heading("lesson.assessment")
    for key in ("before", "after"):
        yield voice.heading(f"lesson.{key}", 2)
        questions: tuple[Question, ...] = getattr(lesson.assessment, key)
        yield Numbered(lines=tuple(_question(question, voice) for question in questions))
    yield voice.heading("lesson.rubric", 2)
    keys = ("behaviour", "not_yet", "nearly", "secure")
    yield Table(
        head=tuple(voice.word(f"lesson.{key}") for key in keys),
        rows=tuple(
            voice.say(getattr(criterion, key) for key in keys)
            for criterion in lesson.assessment.rubric
        ),
        shares=(1, 1, 1, 1),
    )


def _question(question: Question, voice: Voice) -> str:
    options = " ".join(f"□ {option}" for option in voice.say(question.options))
    answer = voice.lead(voice.word("lesson.answer")) + question.answer[voice.language]
    reason = voice.lead(voice.word("lesson.reason")) + question.reason[voice.language]
    return "\n".join(filter(None, (question.question[voice.language], options, answer, reason)))
