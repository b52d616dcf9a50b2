# SPDX-License-Identifier: MIT
"""A bank of questions as test papers to be edited: one for each stage or post, answers behind."""

from collections.abc import Iterator

from generator.model.audience import Audience
from generator.model.question import BankQuestion, QuestionBank
from generator.office.block import Block, Document, Fine, Heading, Paragraph, Table
from generator.office.item_document import Desk, imprint
from generator.office.question_book import LETTERS
from generator.office.voice import Voice


def test_paper_document(bank: QuestionBank, desk: Desk) -> Document:
    """Return the test papers of a bank and, on pages of their own, answers with reasons."""
    voice = desk.voice
    return Document(
        title=f"{voice.word('question.test')}\n{bank.title[voice.language]}",
        author=desk.settings.name[voice.language],
        language=voice.language,
        as_of=desk.settings.as_of,
        blocks=(*_blocks(bank, voice), Fine(text=imprint(bank, desk))),
    )


def _blocks(bank: QuestionBank, voice: Voice) -> Iterator[Block]:
    papers = [(a, [q for q in bank.questions if a in q.audiences]) for a in bank.audiences]
    for number, (audience, questions) in enumerate(papers):
        yield Heading(text=_name(audience, voice), begins_page=number > 0)
        yield from _paper(questions, voice)
    for number, (audience, questions) in enumerate(papers):
        words = f"{voice.word('question.answer_key')} · {_name(audience, voice)}"
        yield Heading(text=words, begins_page=number == 0)
        yield _key(questions, voice)


def _name(audience: Audience, voice: Voice) -> str:
    return voice.name((audience,))


def _paper(questions: list[BankQuestion], voice: Voice) -> Iterator[Block]:
    asked = ("question.name", "question.class", "checklist.date", "question.got")
    yield from voice.blanks(voice.lead(voice.word(key)).strip(" ") for key in asked)
    yield Paragraph(text=voice.word("question.test_note"))
    for number, question in enumerate(questions, start=1):
        yield Paragraph(text=f"{number}. {question.question[voice.language]}")
        for letter, option in zip(LETTERS, voice.say(question.options), strict=False):
            yield Paragraph(text=f"□ {letter} {option}")


def _key(questions: list[BankQuestion], voice: Voice) -> Table:
    keys = ("question.number", "lesson.answer", "lesson.reason")
    return Table(
        head=tuple(voice.word(key) for key in keys),
        rows=tuple(
            (str(number), LETTERS[question.right - 1], question.reason[voice.language])
            for number, question in enumerate(questions, start=1)
        ),
        shares=(1, 1, 8),
    )
