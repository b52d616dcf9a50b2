# SPDX-License-Identifier: MIT
"""What questions must have: different options, one right answer, a reason, a source."""

from collections import Counter
from collections.abc import Iterator

from generator.check.shallow import shallow, thin_part
from generator.finding import Finding, Key
from generator.model.lesson import Question
from generator.model.question import BankQuestion, QuestionBank
from generator.model.record import Record, Text

MIN_REASON = 5
"""Chinese characters of the reason for an answer. Our choice."""

MAX_SAME_PLACE = 0.5
"""Share of right answers that may stand at one place: else one letter passes the test. Ours."""


def question_fault(question: Question) -> Text | None:
    """Return what is wrong with a question by itself; None for a sound one."""
    if question.options and not _is_among(question):
        return Text(
            zh=f"答案“{question.answer.zh}”不在选项里",
            en=f"the answer “{question.answer.en}” is not among the options",
        )
    if len(question.reason.zh) < MIN_REASON:
        return Text(zh="没有写出答案的理由", en="it gives no reason for the answer")
    return None


def _is_among(question: Question) -> bool:
    """Say whether the answer is an option, or the letter or figure at the head of just one."""
    answer, options = question.answer.zh, [option.zh for option in question.options]
    return answer in options or sum(option.startswith(answer) for option in options) == 1


def questions_of(record: Record, key: Key = ()) -> Iterator[tuple[Key, Question | BankQuestion]]:
    """Yield every question below a record with the way to it."""
    for name, part in vars(record).items():
        yield from _questions_in(part, (*key, name))


def _questions_in(part: object, key: Key) -> Iterator[tuple[Key, Question | BankQuestion]]:
    if isinstance(part, Question | BankQuestion):
        yield key, part
    elif isinstance(part, Text):
        return
    elif isinstance(part, Record):
        yield from questions_of(part, key)
    elif isinstance(part, tuple):
        for i, inner in enumerate(part):
            yield from _questions_in(inner, (*key, i))


def wrong_options(record: Record) -> frozenset[Key]:
    """Return the keys of options that are wrong on purpose, in all questions below a record."""
    return frozenset(
        (*key, "options", o)
        for key, question in questions_of(record)
        for o, option in enumerate(question.options)
        if not _is_right(question, o, option)
    )


def _is_right(question: Question | BankQuestion, number: int, option: Text) -> bool:
    if isinstance(question, BankQuestion):
        return number + 1 == question.right
    return option.zh == question.answer.zh


def bank_faults(bank: QuestionBank) -> Iterator[Finding]:
    """Yield what keeps a question bank from being a fair test."""
    cited = {citation.source for citation in bank.citations}
    seen: dict[str, int] = {}
    for i, question in enumerate(bank.questions):
        for fault in _bank_question_faults(question, cited, seen):
            yield _weak(bank, ("questions", i), fault)
        seen.setdefault(question.id, i)
        yield from thin_part(bank, ("questions", i, "reason"), [question.reason], MIN_REASON)
    yield from _same_place(bank)


def _bank_question_faults(
    question: BankQuestion, cited: set[str], seen: dict[str, int]
) -> Iterator[Text]:
    if question.id in seen:
        yield Text(
            zh=f"编号“{question.id}”前面已经用过",
            en=f'the id "{question.id}" is used before',
        )
    if question.source not in cited:
        yield Text(
            zh=f"来源“{question.source}”不在这个题库的 citations 里",
            en=f'the source "{question.source}" is not among the citations of the bank',
        )
    for language in ("zh", "en"):
        if len({option[language] for option in question.options}) < len(question.options):
            yield Text(zh="有两个选项相同", en="two of the options are the same")
            return


def _same_place(bank: QuestionBank) -> Iterator[Finding]:
    """Yield a finding where guessing one letter would be right too often."""
    counted = Counter(question.right for question in bank.questions)
    place, number = counted.most_common(1)[0]
    if number > MAX_SAME_PLACE * len(bank.questions):
        letter = "ABCDE"[place - 1]
        fault = Text(
            zh=f"{len(bank.questions)} 题里有 {number} 题的答案都是 {letter}",
            en=f"{number} of {len(bank.questions)} right answers are {letter}",
        )
        yield _weak(bank, ("questions",), fault)


def _weak(bank: QuestionBank, key: Key, fault: Text) -> Finding:
    return shallow(
        "C221",
        bank.at(*key),
        Text(zh=f"题库：{fault.zh}", en=f"question bank: {fault.en}"),
        Text(
            zh="每题一个自己的编号、不同的选项、一条 citations 里的来源；正确答案的位置要打散。",
            en="Give each question its own id, different options and a source among the "
            "citations; spread the places of the right answers.",
        ),
    )
