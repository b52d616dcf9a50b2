# SPDX-License-Identifier: MIT
"""A bank of questions as a workbook: one row a question, as test programs take them in."""

from generator.model.question import Aim, BankQuestion, QuestionBank
from generator.office.item_document import Desk
from generator.office.workbook import Cell, Column, Sheet, Workbook

LETTERS = "ABCDE"
"""Names of the options; a question has at most five."""


def question_workbook(bank: QuestionBank, desk: Desk) -> Workbook:
    """Return the bank with answers, reasons and sources."""
    voice = desk.voice
    return Workbook(
        title=bank.title[voice.language],
        author=desk.settings.name[voice.language],
        choices_name=voice.word("office.choices"),
        as_of=desk.settings.as_of,
        sheets=(
            Sheet(
                name=bank.title[voice.language],
                columns=_columns(desk),
                rows=tuple(_row(question, desk) for question in bank.questions),
            ),
        ),
    )


def _columns(desk: Desk) -> tuple[Column, ...]:
    word = desk.voice.word
    return (
        Column(name=word("office.number"), width=22),
        Column(name=word("item.audience"), width=18),
        Column(
            name=word("office.aim"),
            width=9,
            choices=tuple(word(f"question.{aim.value}") for aim in Aim),
        ),
        Column(name=word("office.question"), width=44),
        *(Column(name=f"{word('office.option')} {letter}", width=22) for letter in LETTERS),
        Column(name=word("office.right"), width=10, choices=tuple(LETTERS)),
        Column(name=word("office.reason"), width=44),
        Column(name=word("item.source"), width=30),
    )


def _row(question: BankQuestion, desk: Desk) -> tuple[Cell, ...]:
    voice = desk.voice
    options = voice.say(question.options)
    return (
        question.id,
        voice.name(question.audiences),
        voice.word(f"question.{question.aim.value}"),
        question.question[voice.language],
        *options,
        *(None,) * (len(LETTERS) - len(options)),
        LETTERS[question.right - 1],
        question.reason[voice.language],
        desk.content.sources[question.source].title[voice.language],
    )
