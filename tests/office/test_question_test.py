# SPDX-License-Identifier: MIT
"""The papers of a bank ask each stage its own questions and tell no answer before the key."""

from itertools import takewhile

from generator.model.question import QuestionBank
from generator.office.block import Heading, Paragraph, Table
from generator.office.item_document import Desk
from generator.office.question_test import test_paper_document as paper_document
from tests.office.test_item_document import content, desk

__all__ = ["content", "desk"]


def banks(desk: Desk) -> list[QuestionBank]:
    found = [item for item in desk.content.teaching if isinstance(item, QuestionBank)]
    assert found
    return found


def test_each_audience_gets_its_questions_and_the_key_counts_alike(desk: Desk) -> None:
    language = desk.voice.language
    for bank in banks(desk):
        blocks = paper_document(bank, desk).blocks
        keys = [block for block in blocks if isinstance(block, Table)]
        assert len(keys) == len(bank.audiences)
        for audience, key in zip(bank.audiences, keys, strict=True):
            own = [q for q in bank.questions if audience in q.audiences]
            told = [(row[0], "ABCDE".index(row[1]) + 1, row[2]) for row in key.rows]
            assert told == [(str(n), q.right, q.reason[language]) for n, q in enumerate(own, 1)]


def test_no_reason_stands_before_the_key(desk: Desk) -> None:
    language = desk.voice.language
    key = desk.voice.word("question.answer_key")
    for bank in banks(desk):
        before = takewhile(
            lambda block: not (isinstance(block, Heading) and block.text.startswith(key)),
            paper_document(bank, desk).blocks,
        )
        said = [block.text for block in before if isinstance(block, Paragraph)]
        assert sum(text.startswith("□ ") for text in said) > len(bank.questions)
        reasons = {question.reason[language] for question in bank.questions}
        assert not [text for text in said if text in reasons]
