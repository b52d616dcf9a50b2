# SPDX-License-Identifier: MIT
"""Whether an item is whole: every part its kind needs, with real substance.

What the parts of one kind must be stands in the modules whose names end in `_depth`;
here is what holds for every item. All limits are our choice: real content lies well above.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.check.activity_depth import activity_faults, micro_faults, training_faults
from generator.check.curriculum_depth import curriculum_faults
from generator.check.drill_depth import drill_faults
from generator.check.lesson_depth import lesson_faults
from generator.check.question_depth import bank_faults
from generator.check.shallow import Said, shallow
from generator.check.sheet_depth import FIRST_MINUTE_SYLLABLES, poster_faults, procedure_faults
from generator.check.words import NOT_PRINTED, texts_of
from generator.check.working_sheet_depth import (
    checklist_faults,
    duty_faults,
    form_faults,
    regulation_faults,
    reminder_faults,
)
from generator.finding import Finding, Severity
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
from generator.model.record import Citation, Teaching, Text, Trust
from generator.model.regulation import Regulation
from generator.model.reminder import ReminderSet
from generator.model.shelf import KIND_OF
from generator.model.training import Training

__all__ = ["FIRST_MINUTE_SYLLABLES", "find_shallow_parts", "find_unlike_texts"]

MIN_CHARACTERS: Mapping[ItemKind, int] = MappingProxyType(
    {
        ItemKind.LESSON: 900,
        ItemKind.MICRO: 120,
        ItemKind.ACTIVITY: 300,
        ItemKind.QUESTION: 300,
        ItemKind.CURRICULUM: 300,
        ItemKind.TRAINING: 700,
        ItemKind.DRILL: 900,
        ItemKind.PROCEDURE: 250,
        ItemKind.POSTER: 60,
        ItemKind.REGULATION: 500,
        ItemKind.DUTY: 300,
        ItemKind.CHECKLIST: 250,
        ItemKind.FORM: 200,
        ItemKind.REMINDER: 600,
    }
)
"""Chinese characters below which an item only names its subject. Our choice."""

MAX_REPEATED_SHARE = 0.2
"""How much of an item may be sentences that it has said before. Our choice.

Real lessons that print a list twice stay below 0.06.
"""

MIN_DISTINCT_SHARE = 0.125
"""Of a long text, the share of characters that must differ from one another. Our choice."""

LONG_TEXT = 60
"""Chinese characters from which a text is held against `MIN_DISTINCT_SHARE`. Our choice."""

MIN_RATIO, MAX_RATIO = 0.75, 8.0
"""English letters for one Chinese character in a text of 12 characters or more. Our choice.

Real texts lie between 1.1 and 6.1.
"""

MIN_TOTAL_RATIO, MAX_TOTAL_RATIO = 2.0, 5.0
"""The same for a whole item; real items lie between 3.1 and 3.7. Our choice."""

RATED_TEXT = 12
"""Chinese characters from which the ratio of lengths says something. Our choice."""

MANY_SENTENCES = 4
"""From so many sentences in one language, the other must have half as many. Our choice."""

MIN_SUPPORT = 4
"""Chinese characters that it takes to say what a source supports. Our choice."""

_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_SENTENCE_LENGTH = 8
"""Characters from which a sentence counts as said before; shorter ones are formulas."""

FAULTS_OF: Mapping[type[Teaching], Callable[[Any], Iterator[Finding]]] = MappingProxyType(
    {
        Lesson: lesson_faults,
        Micro: micro_faults,
        Activity: activity_faults,
        QuestionBank: bank_faults,
        Curriculum: curriculum_faults,
        Training: training_faults,
        Drill: drill_faults,
        Procedure: procedure_faults,
        Poster: poster_faults,
        Regulation: regulation_faults,
        DutyCard: duty_faults,
        Checklist: checklist_faults,
        Form: form_faults,
        ReminderSet: reminder_faults,
    }
)
"""What finds the parts that an item of each kind lacks."""

_PLACEHOLDER = re.compile(
    r"待补|待填|待完善|待撰写|待续写|此处略|内容略|[（(]略[)）]|占位|\b(?i:todo|tbd|tbc|fixme)\b"
    r"|(?i:lorem ipsum|coming soon|insert text here)|(?i:(?<![a-z])x{3,}(?![a-z]))"
)
_SIGNS_ZH = (
    "待补",
    "待填",
    "待完善",
    "待撰写",
    "待续写",
    "略",
    "占位",
    "xxx",
    "todo",
    "tbd",
    "tbc",
)
_SIGNS_EN = ("todo", "tbd", "tbc", "fixme", "lorem", "coming soon", "insert text", "xxx")
"""What placeholders hold one of, in small letters: quickly looked for."""

_EMPTY = re.compile(r"^\W*(?:略|无|暂无|同上|待定|无内容|[nN]/?[aA]|[xX×]{2,})?\W*$")
"""A whole text that says nothing."""

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_STOPS = "。！？!?"
_STOP_ZH = re.compile(f"[{_STOPS}]")
_STOP_EN = re.compile(r"[.!?](?=[\s”\"')’]|$)")
_BREAK_ZH = re.compile(r"[。！？!?；：;:，、]")
_BREAK_EN = re.compile(r"[.!?;:,–—](?=[\s”\"')’]|$)")


def find_shallow_parts(item: Teaching) -> Iterator[Finding]:
    """Yield what keeps an item from being deep enough to count as evidence."""
    said = texts_of(item, NOT_PRINTED)
    yield from _too_short(item, said)
    yield from FAULTS_OF[type(item)](item)
    yield from _unlike_shape(item, said)
    yield from _padding(item, said)
    yield from _placeholders(item, said)
    yield from _weak_citations(item)


def find_unlike_texts(item: Teaching) -> Iterator[Finding]:
    """Yield pairs of texts whose figures differ between Chinese and English."""
    for key, text in texts_of(item):
        zh = _figures(text.zh)
        en = _figures(text.en) if zh else zh
        if not en or not (absent := zh - en):
            continue
        if missing := sorted(absent - _spelled(text.en)):
            yield shallow(
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


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


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
    words = set(_WORD.findall(text.lower()))
    return {str(n) for n, word in enumerate(_NUMBER_WORDS) if word in words}


def _too_short(item: Teaching, said: Said) -> Iterator[Finding]:
    needed = MIN_CHARACTERS[KIND_OF[type(item)]]
    written = sum(len(text.zh) for _, text in said)
    if written < needed:
        yield shallow(
            "C201",
            item.at(),
            Text(
                zh=f"中文只有 {written} 字，少于 {needed} 字：只提到主题，没有内容",
                en=f"{written} Chinese characters, fewer than {needed}: it only names its subject",
            ),
            Text(zh="把步骤、角色和理由写完整。", en="Write out steps, roles and reasons."),
        )


def _unlike_shape(item: Teaching, said: Said) -> Iterator[Finding]:
    """Yield texts of which one language can hardly say what the other does."""
    for key, text in said:
        if fault := _shape_fault(text):
            yield shallow(
                "C214",
                item.at(*key),
                fault,
                Text(
                    zh="让两种语言说同样的话，句子大致一一对应。",
                    en="Make both languages say the same, sentence by sentence, roughly.",
                ),
            )
    zh, en = (sum(len(text[language]) for _, text in said) for language in ("zh", "en"))
    if zh and not MIN_TOTAL_RATIO <= en / zh <= MAX_TOTAL_RATIO:
        yield shallow(
            "C214",
            item.at(),
            Text(
                zh=f"全文中文 {zh} 字，英文 {en} 个字符：两种语言不一样长",
                en=f"the item has {zh} Chinese and {en} English characters: "
                "the languages are not of one length",
            ),
            Text(zh="把缺的一种语言补全。", en="Complete the language that lacks something."),
        )


def _shape_fault(text: Text) -> Text | None:
    if len(text.zh) >= RATED_TEXT and not MIN_RATIO <= len(text.en) / len(text.zh) <= MAX_RATIO:
        return Text(
            zh=f"中文 {len(text.zh)} 字，英文 {len(text.en)} 个字符：两种语言不一样长",
            en=f"{len(text.zh)} Chinese and {len(text.en)} English characters: "
            "the languages are not of one length",
        )
    if len(text.en) < 2 * len(text.zh) and _is_left_in_chinese(text.en):
        return Text(zh="英文里写的是中文", en="the English is written in Chinese")
    if text.zh.isascii() and len(text.zh) >= RATED_TEXT and _LETTER.search(text.zh):
        return Text(zh="中文里写的不是中文", en="the Chinese is not written in Chinese")
    return _sentence_fault(text)


def _is_left_in_chinese(en: str) -> bool:
    return not en.isascii() and len(_HANZI.findall(en)) > len(_LETTER.findall(en))


def _sentence_fault(text: Text) -> Text | None:
    """Compare the sentences; what one language ends, the other may only break."""
    if _count(text.zh, _STOPS) < MANY_SENTENCES and _count(text.en, ".!?") < MANY_SENTENCES:
        return None
    zh, en = len(_STOP_ZH.findall(text.zh)), len(_STOP_EN.findall(text.en))
    if (zh >= MANY_SENTENCES and 2 * len(_BREAK_EN.findall(text.en)) < zh) or (
        en >= MANY_SENTENCES and 2 * len(_BREAK_ZH.findall(text.zh)) < en
    ):
        return Text(
            zh=f"中文有 {zh} 句，英文有 {en} 句", en=f"{zh} sentences in Chinese, {en} in English"
        )
    return None


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))


def _padding(item: Teaching, said: Said) -> Iterator[Finding]:
    """Yield texts that are long only because they say one thing again and again."""
    counted: Counter[str] = Counter()
    for key, text in said:
        if len(text.zh) >= LONG_TEXT and len(set(text.zh)) < MIN_DISTINCT_SHARE * len(text.zh):
            yield _padded(item, key, text.zh)
        if "options" not in key and "answer" not in key:
            counted.update(s for s in _SENTENCE_END.split(text.zh) if len(s) >= _SENTENCE_LENGTH)
    if not counted or max(counted.values()) == 1:
        return
    total = sum(len(s) * n for s, n in counted.items())
    again = sum(len(s) * (n - 1) for s, n in counted.items())
    if again > MAX_REPEATED_SHARE * total:
        sentence = max(counted, key=lambda s: len(s) * (counted[s] - 1))
        key = next(key for key, text in said if sentence in text.zh)
        yield _padded(item, key, sentence)


def _padded(item: Teaching, key: tuple[str | int, ...], text: str) -> Finding:
    begin = text[:16]
    return shallow(
        "C215",
        item.at(*key),
        Text(zh=f"重复的话充数：“{begin}…”", en=f"repeated words as padding: “{begin}…”"),
        Text(
            zh="删去重复，写出还没有说的内容。",
            en="Remove what is repeated and write what has not been said.",
        ),
    )


def _placeholders(item: Teaching, said: Said) -> Iterator[Finding]:
    zh = "\n".join([text.zh for _, text in said]).lower()
    en = "\n".join([text.en for _, text in said]).lower()
    is_likely = any(s in zh for s in _SIGNS_ZH) or any(s in en for s in _SIGNS_EN)
    for key, text in said:
        for words in (text.zh, text.en):
            found = _PLACEHOLDER.search(words) if is_likely else None
            if found or (len(words) < _SENTENCE_LENGTH and _is_empty(words, key)):
                shown = found[0] if found else words
                yield shallow(
                    "C216",
                    item.at(*key),
                    Text(zh=f"占位文字：“{shown}”", en=f"a placeholder: “{shown}”"),
                    Text(zh="写出真正的内容。", en="Write the real text."),
                )
                break


def _is_empty(words: str, key: tuple[str | int, ...]) -> bool:
    """Say whether the text says nothing; an answer may well be 无."""
    is_reply = not {"assessment", "options", "answer"}.isdisjoint(key)
    return not is_reply and bool(_EMPTY.match(words))


def _weak_citations(item: Teaching) -> Iterator[Finding]:
    """Yield citations that say nothing, and items that rest on no source that was read."""
    for i, citation in enumerate(item.citations):
        if len(citation.supports.zh) < MIN_SUPPORT or _PLACEHOLDER.search(citation.supports.zh):
            yield _weak(
                item, i, "没有说清这个来源支持什么", "it does not say what the source supports"
            )
    if not any(_is_read(citation) for citation in item.citations):
        yield _weak(item, 0, "没有一条查证过的出处", "no source in it was read")


def _is_read(citation: Citation) -> bool:
    return citation.mark in (Trust.A, Trust.B, Trust.S)


def _weak(item: Teaching, i: int, zh: str, en: str) -> Finding:
    return shallow(
        "C217",
        item.at("citations", i),
        Text(zh=f"出处不足：{zh}", en=f"weak citation: {en}"),
        Text(
            zh="写明来源支持的那件事；至少一条出处是 A、B 或 S。",
            en="State the fact that it supports; at least one citation is marked A, B or S.",
        ),
    )
