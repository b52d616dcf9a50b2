# SPDX-License-Identifier: MIT
"""Whether sentences that pupils hear or read are short enough for their age."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.check.shallow import shallow
from generator.check.words import NOT_PRINTED, texts_of
from generator.finding import Finding, Key, Severity
from generator.model.activity import Activity
from generator.model.audience import Audience
from generator.model.lesson import Lesson
from generator.model.micro import Micro
from generator.model.poster import Poster
from generator.model.question import QuestionBank
from generator.model.record import Teaching, Text

MOST_CHARACTERS: Mapping[Audience, int] = MappingProxyType(
    {
        Audience.KINDERGARTEN: 16,
        Audience.PRIMARY_LOWER: 24,
        Audience.PRIMARY: 24,
        Audience.PRIMARY_UPPER: 30,
        Audience.JUNIOR: 40,
        Audience.SENIOR: 50,
        Audience.VOCATIONAL: 50,
        Audience.COLLEGE: 60,
    }
)
"""Hanzi, letters and digits of a sentence by stage; the youngest decides. Our choice."""

PUPILS_PARTS: Mapping[type[Teaching], frozenset[str]] = MappingProxyType(
    {
        Lesson: frozenset({"say", "can_do", "question"}),
        Micro: frozenset({"say", "message", "question"}),
        Activity: frozenset({"lines", "situation", "choose", "question"}),
        Poster: frozenset({"text"}),
        QuestionBank: frozenset({"question", "options"}),
    }
)
"""Fields that pupils hear or read, by kind of item; everything else is for adults."""

_SENTENCE_END = re.compile(r"[。！？；!?;\n]|……")
_COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def find_long_sentences(item: Teaching) -> Iterator[Finding]:
    """Yield texts with a sentence that is too long for the youngest who hear or read it."""
    parts = PUPILS_PARTS.get(type(item))
    if not parts:
        return
    for key, text in texts_of(item, NOT_PRINTED):
        most = _most(item, key) if not parts.isdisjoint(map(str, key)) else 0
        if not most or len(text.zh) <= most:
            continue
        longest = max(_SENTENCE_END.split(text.zh), key=_length)
        if (written := _length(longest)) > most:
            yield _too_long(item, key, longest.strip(), written, most)


def _length(sentence: str) -> int:
    return len(_COUNTED.findall(sentence))


def _most(item: Teaching, key: Key) -> int:
    """Return the limit for a text; 0 where no pupils are among its readers."""
    audiences = item.audiences
    if isinstance(item, QuestionBank) and isinstance(key[1], int):
        audiences = item.questions[key[1]].audiences
    return min((MOST_CHARACTERS[a] for a in audiences if a in MOST_CHARACTERS), default=0)


def _too_long(item: Teaching, key: Key, sentence: str, written: int, most: int) -> Finding:
    return shallow(
        "C224",
        item.at(*key),
        Text(
            zh=f"“{sentence[:12]}…”一句有 {written} 字，这个年龄最多 {most} 字",
            en=f"the sentence “{sentence[:12]}…” has {written} characters, "
            f"more than {most} for this age",
        ),
        Text(zh="断成几句，一句一件事。", en="Break it up: one thing in each sentence."),
        Severity.ADVICE,
    )
