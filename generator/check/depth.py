# SPDX-License-Identifier: MIT
"""Whether an item is whole: every part its kind needs, with real substance."""

import re
from collections.abc import Iterator

from generator.finding import Finding, Key, Origin, Severity
from generator.model.drill import Drill
from generator.model.lesson import Lesson, Phase
from generator.model.procedure import Procedure
from generator.model.record import Record, Teaching, Text

NEEDED_PHASES = (Phase.TELL, Phase.SHOW, Phase.REHEARSE, Phase.FEEDBACK)
"""Behavioural skills training: telling alone leaves most children unable to act.

Source: Vanselow & Hanley 2014, J. Appl. Behav. Anal. 47:51–69.
"""

MIN_CHARACTERS = {"Lesson": 900, "Drill": 900, "Procedure": 250, "Poster": 60}
"""Chinese characters below which an item only names its subject. Our choice."""

FIRST_MINUTE_CHARACTERS = 280
"""What can be read aloud in 60 seconds at a calm 280 characters a minute. Our choice."""


def find_shallow_parts(item: Teaching) -> Iterator[Finding]:
    """Yield what keeps an item from being deep enough to count as evidence."""
    yield from _too_short(item)
    if isinstance(item, Lesson):
        yield from _lesson(item)
    elif isinstance(item, Drill):
        yield from _drill(item)
    elif isinstance(item, Procedure):
        yield from _procedure(item)


def find_unlike_texts(item: Teaching) -> Iterator[Finding]:
    """Yield pairs of texts whose figures differ between Chinese and English."""
    for key, text in _texts(item, ()):
        zh, en = _figures(text.zh), _figures(text.en)
        missing = sorted((zh - _spelled(text.en)) - en) if zh and en else []
        if missing:
            yield _shallow(
                "C202",
                item.at(*key),
                Text(
                    zh=f"中文里的数字 {'、'.join(missing)} 在英文里没有",
                    en=f"the Chinese says {', '.join(missing)}, the English does not",
                ),
                Text(
                    zh="让两种语言说同样的数字。", en="Make both languages state the same figures."
                ),
                Severity.ADVICE,
            )


def _texts(value: object, key: Key) -> Iterator[tuple[Key, Text]]:
    if isinstance(value, Text):
        yield key, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*key, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _texts(part, (*key, i))


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


_NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def _spelled(text: str) -> set[str]:
    """Return the figures that the English spells out."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    return {str(n) for n, word in enumerate(_NUMBER_WORDS) if word in words}


def _shallow(
    code: str, origin: Origin, what: Text, mend: Text, severity: Severity = Severity.GAP
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        origin=origin,
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
    )


def _too_short(item: Teaching) -> Iterator[Finding]:
    needed = MIN_CHARACTERS[type(item).__name__]
    written = sum(len(text.zh) for _, text in _texts(item, ()))
    if written < needed:
        yield _shallow(
            "C201",
            item.at(),
            Text(
                zh=f"中文只有 {written} 字，少于 {needed} 字：只提到主题，没有内容",
                en=f"{written} Chinese characters, fewer than {needed}: it only names its subject",
            ),
            Text(zh="把步骤、角色和理由写完整。", en="Write out steps, roles and reasons."),
        )


def _lesson(lesson: Lesson) -> Iterator[Finding]:
    total = sum(step.minutes for step in lesson.steps)
    if total != lesson.minutes:
        yield _shallow(
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
    present = {step.phase for step in lesson.steps}
    absent = [phase.value for phase in NEEDED_PHASES if phase not in present]
    if absent:
        yield _shallow(
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


def _drill(drill: Drill) -> Iterator[Finding]:
    times = [moment.at_s for moment in drill.timeline]
    if times != sorted(times):
        yield _shallow(
            "C205",
            drill.at("timeline"),
            Text(zh="时间线没有按先后排列", en="the timeline is not in order"),
            Text(zh="按 at_s 从小到大排列。", en="Sort it by at_s, smallest first."),
        )


def _procedure(procedure: Procedure) -> Iterator[Finding]:
    spoken = sum(len(action.action.zh) + len(action.how.zh) for action in procedure.first_minute)
    if spoken > FIRST_MINUTE_CHARACTERS:
        yield _shallow(
            "C206",
            procedure.at("first_minute"),
            Text(
                zh=f"第一分钟有 {spoken} 字，一分钟念不完（最多 {FIRST_MINUTE_CHARACTERS} 字）",
                en=f"the first minute has {spoken} characters, more than {FIRST_MINUTE_CHARACTERS}",
            ),
            Text(
                zh="删短句子，或把动作移到 then。",
                en="Shorten the sentences, or move actions to `then`.",
            ),
        )
