# SPDX-License-Identifier: MIT
"""What a curriculum must have: a way through every stage that never goes back."""

from collections.abc import Iterator

from generator.check.shallow import shallow, thin_parts
from generator.finding import Finding, Key
from generator.model.audience import Audience
from generator.model.curriculum import Curriculum, Level
from generator.model.record import Text

MIN_GOAL = 8
"""Chinese characters of what pupils can do at the end of a stage. Our choice."""


def curriculum_faults(curriculum: Curriculum) -> Iterator[Finding]:
    """Yield what keeps a curriculum from being a way through all its stages."""
    yield from thin_parts(curriculum, {"summary": 20})
    yield from _stages(curriculum)
    for s, strand in enumerate(curriculum.strands):
        reached = -1
        for t, step in enumerate(strand.steps):
            level = list(Level).index(step.level)
            if level < reached:
                what = Text(
                    zh=f"“{strand.title.zh}”到这一学段反而退回",
                    en=f'"{strand.title.en}" goes back at this stage',
                )
                yield _gap(curriculum, ("strands", s, "steps", t, "level"), what)
            reached = max(reached, level)
            if len(step.goal.zh) < MIN_GOAL:
                what = Text(zh="没有写出能做到什么", en="it does not say what pupils can do")
                yield _gap(curriculum, ("strands", s, "steps", t, "goal"), what)


def _stages(curriculum: Curriculum) -> Iterator[Finding]:
    taught = {step.audience for strand in curriculum.strands for step in strand.steps}
    left_out = {each.audience for each in curriculum.not_taught}
    for audience in curriculum.audiences:
        if audience not in taught | left_out:
            what = Text(
                zh=f"{audience.shown_zh} 既没有内容，也没有说明为什么不教",
                en=f"{audience.shown_en} has neither a step nor a reason why it is not taught",
            )
            yield _gap(curriculum, ("audiences",), what)
    for step_audience in sorted(taught - set(curriculum.audiences)):
        yield _unnamed(curriculum, step_audience)


def _unnamed(curriculum: Curriculum, audience: Audience) -> Finding:
    what = Text(
        zh=f"{audience.shown_zh} 有内容，但不在 audiences 里",
        en=f"{audience.shown_en} has a step but does not stand under `audiences`",
    )
    return _gap(curriculum, ("audiences",), what)


def _gap(curriculum: Curriculum, key: Key, what: Text) -> Finding:
    return shallow(
        "C223",
        curriculum.at(*key),
        what,
        Text(
            zh="给每个学段写明程度和能做到的事，或写明为什么不教。",
            en="Give each stage its level and what pupils can do, or why it is not taught.",
        ),
    )
