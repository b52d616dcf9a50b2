# SPDX-License-Identifier: MIT
"""What a procedure and a poster must have, to be used at once."""

import re
from collections.abc import Iterator

from generator.check.shallow import shallow, thin_entries, thin_parts
from generator.finding import Finding
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Text

FIRST_MINUTE_SYLLABLES = 240
"""What can be called out in 60 seconds: a calm four Chinese characters or digits a second, who
is called upon included; commas and stops are not spoken. Our choice."""

FIRST_MINUTE_WORDS = 165
"""What can be called out in 60 seconds of English, at the pace of a newsreader. Our choice."""

SYLLABLE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]")
"""What takes its time when Chinese is spoken; 119 takes three."""

COMMAND_CHARACTERS = 12
"""The longest command that is understood at a glance: the model's own "at most a dozen"."""

MIN_PART = {"trigger": 8, "report": 12, "do_not": 20, "hand_over": 16}
"""Chinese characters of a part that says something; real ones have twice as many. Our choice."""

MIN_CALL = 14
"""Chinese characters of a call: who, to whom, what is said. The shortest real one has 32."""

MIN_ENTRIES = {"do_not": 3, "hand_over": 3}
"""Entries that these lists must have; real ones have five and more. Our choice."""

PANEL_CHARACTERS = 60
"""The most that is read in passing on a panel; the longest real one has 37. Our choice."""

MIN_PANEL = 5
"""Chinese characters of a panel's title and text together. Our choice."""


def procedure_faults(procedure: Procedure) -> Iterator[Finding]:
    """Yield what keeps a procedure from being whole."""
    yield from _first_minute(procedure)
    yield from _commands(procedure)
    yield from thin_parts(procedure, MIN_PART)
    yield from thin_entries(procedure, "calls", MIN_CALL)
    for name, least in MIN_ENTRIES.items():
        if (written := len({text.zh for text in getattr(procedure, name)})) < least:
            yield shallow(
                "C212",
                procedure.at(name),
                Text(
                    zh=f"{name} 只有 {written} 条不同的内容，至少 {least} 条",
                    en=f"{name} has {written} different entries, fewer than {least}",
                ),
                Text(zh="把要点写全。", en="Write out all that matters."),
            )


def _first_minute(procedure: Procedure) -> Iterator[Finding]:
    actions = procedure.first_minute
    texts = [text for action in actions for text in (action.who, action.action, action.how)]
    spoken = sum(len(SYLLABLE.findall(text.zh)) for text in texts)
    words = sum(len(text.en.split()) for text in texts)
    if spoken > FIRST_MINUTE_SYLLABLES:
        yield _too_long(
            procedure,
            f"第一分钟有 {spoken} 字，一分钟念不完（最多 {FIRST_MINUTE_SYLLABLES} 字）",
            f"the first minute has {spoken} Chinese characters to be called out, more "
            f"than {FIRST_MINUTE_SYLLABLES}",
        )
    elif words > FIRST_MINUTE_WORDS:
        yield _too_long(
            procedure,
            f"第一分钟的英文有 {words} 个词，一分钟念不完（最多 {FIRST_MINUTE_WORDS} 个）",
            f"the first minute has {words} English words, more than {FIRST_MINUTE_WORDS}",
        )


def _too_long(procedure: Procedure, zh: str, en: str) -> Finding:
    return shallow(
        "C206",
        procedure.at("first_minute"),
        Text(zh=zh, en=en),
        Text(
            zh="删短句子，或把动作移到 then。",
            en="Shorten the sentences, or move actions to `then`.",
        ),
    )


def _commands(procedure: Procedure) -> Iterator[Finding]:
    for name in ("first_minute", "then"):
        for i, action in enumerate(getattr(procedure, name)):
            if len(action.action.zh) > COMMAND_CHARACTERS:
                yield shallow(
                    "C212",
                    procedure.at(name, i, "action"),
                    Text(
                        zh=f"动作有 {len(action.action.zh)} 字，最多 {COMMAND_CHARACTERS} 字",
                        en=f"the command has {len(action.action.zh)} Chinese characters, more "
                        f"than {COMMAND_CHARACTERS}",
                    ),
                    Text(zh="先写短的命令，其余写到 how。", en="Command first; the rest in `how`."),
                )


def poster_faults(poster: Poster) -> Iterator[Finding]:
    """Yield what keeps a poster from saying something on every panel."""
    yield from thin_entries(poster, "panels", MIN_PANEL)
    seen: set[str] = set()
    for i, panel in enumerate(poster.panels):
        if panel.text.zh in seen:
            yield _panel(poster, i, "与前面的一格重复", "it repeats an earlier panel")
        if len(panel.text.zh) > PANEL_CHARACTERS:
            yield _panel(
                poster,
                i,
                f"有 {len(panel.text.zh)} 字，路过时读不完（最多 {PANEL_CHARACTERS} 字）",
                f"{len(panel.text.zh)} Chinese characters, too many to read in passing "
                f"(at most {PANEL_CHARACTERS})",
            )
        seen.add(panel.text.zh)


def _panel(poster: Poster, i: int, zh: str, en: str) -> Finding:
    return shallow(
        "C213",
        poster.at("panels", i, "text"),
        Text(zh=f"海报的一格：{zh}", en=f"a panel of the poster: {en}"),
        Text(
            zh="每格一件不同的事，一句短话。",
            en="One thing for each panel, another one each time, in one short sentence.",
        ),
    )
