# SPDX-License-Identifier: MIT
"""A document says everything that its item says, in one language, and nothing of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.load.config import load_settings
from generator.model.checklist import Checklist
from generator.model.content import Content
from generator.model.drill import Drill
from generator.model.form import Form
from generator.model.lesson import Lesson
from generator.model.question import QuestionBank
from generator.model.record import Record, Teaching, Text, Trust
from generator.office.block import Document, Fine, Heading, Numbered, Paragraph, Table
from generator.office.item_document import (
    BLOCKS_OF,
    Desk,
    item_document,
    letter_document,
)
from generator.office.question_test import test_paper_document as paper_document
from generator.office.text_width import width_em
from generator.office.voice import Voice
from generator.render.signature import signers
from generator.render.words import load_words
from generator.settings import THEME
from tests.check.real_content import real_content
from tests.said import texts_of as said_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module", params=["zh", "en"])
def desk(request: pytest.FixtureRequest, content: Content) -> Desk:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    voice = Voice(language=request.param, words=load_words(THEME))
    return Desk(content=content, settings=settings, voice=voice)


def texts_of(value: Record) -> Iterator[Text]:
    """Yield every text that the document of an item shows."""
    yield from (text for key, text in said_of(value) if not key.startswith(".letter"))


def said(document: Document) -> str:
    lines = [document.title]
    for block in document.blocks:
        match block:
            case Heading() | Fine():
                lines.append(block.text)
            case Paragraph():
                lines.append(block.lead + block.text)
            case Numbered():
                lines += block.lines
            case Table():
                lines += [*block.head, *(cell for row in block.rows for cell in row)]
    return "\n".join(lines)


def items(content: Content) -> list[Teaching]:
    return [item for item in content.teaching if type(item) in BLOCKS_OF]


def test_nothing_that_an_item_says_is_missing_from_its_document(desk: Desk) -> None:
    assert len(items(desk.content)) > 100
    for item in items(desk.content):
        whole = said(item_document(item, desk))
        language, signed = desk.voice.language, getattr(item, "sign", ())
        told = [t[language] for t in texts_of(item) if t not in signed]
        missing = [text for text in (*told, *signers(signed, language)) if text not in whole]
        assert missing == [], item.id


def test_no_line_of_blanks_to_fill_is_longer_than_a_line(desk: Desk) -> None:
    signed = [item for item in items(desk.content) if isinstance(item, Form | Checklist)]
    banks = [item for item in desk.content.teaching if isinstance(item, QuestionBank)]
    documents = [item_document(item, desk) for item in signed]
    documents += [paper_document(bank, desk) for bank in banks]
    lines = [
        block.text
        for document in documents
        for block in document.blocks
        if isinstance(block, Paragraph) and block.text.count(desk.voice.blank) > 1
    ]
    assert len(lines) > len(documents) / 2
    assert [line for line in lines if width_em(line) > 26] == []


def test_what_else_is_printed_for_an_item_stands_before_its_first_heading(desk: Desk) -> None:
    both: tuple[Lesson | Drill, ...] = (
        *desk.content.lessons.values(),
        *desk.content.drills.values(),
    )
    needing = [item for item in both if item.needs]
    assert {type(item).__name__ for item in needing} == {"Drill", "Lesson"}
    for item in needing:
        blocks = item_document(item, desk).blocks
        first = next(i for i, block in enumerate(blocks) if isinstance(block, Heading))
        told = blocks[first - 1]
        assert isinstance(told, Paragraph)
        for name in item.needs:
            found = desk.content.find_item(name)
            assert found is not None
            assert found[1].title[desk.voice.language] in told.text


def test_the_letter_says_what_goes_home_and_nothing_for_the_teacher(desk: Desk) -> None:
    language = desk.voice.language
    for lesson in desk.content.lessons.values():
        whole = said(letter_document(lesson, desk))
        assert all(text[language] in whole for text in texts_of(lesson.letter))
        assert lesson.distress[language] not in whole
        assert lesson.assessment.after[0].question[language] not in whole


def test_a_document_speaks_one_language(desk: Desk) -> None:
    other = "en" if desk.voice.language == "zh" else "zh"
    for item in items(desk.content):
        lines = set(said(item_document(item, desk)).splitlines())
        lines |= {line.partition("　")[2] for line in lines}
        strange = [t for t in texts_of(item) if t.zh != t.en and t[other] in lines]
        assert strange == [], item.id


def test_a_fact_that_nobody_checked_says_so_beside_it(desk: Desk) -> None:
    for item in items(desk.content):
        lines = said(item_document(item, desk)).splitlines()
        for citation in item.citations:
            if citation.mark in (Trust.C, Trust.S2):
                text = citation.supports[desk.voice.language]
                assert any(text in line and "source not checked" in line for line in lines)


def test_a_table_has_as_many_cells_in_every_row_as_columns(desk: Desk) -> None:
    for item in items(desk.content):
        for block in item_document(item, desk).blocks:
            if isinstance(block, Table):
                widths = {len(row) for row in (*block.rows, *filter(None, (block.head,)))}
                assert widths == {len(block.shares)}, item.id


def test_a_form_with_many_columns_lies_on_its_side(desk: Desk) -> None:
    wide = {
        item.id: item_document(item, desk).is_landscape
        for item in items(desk.content)
        if isinstance(item, Form)
    }
    assert set(wide.values()) == {True, False}
    assert wide["fire-hazard-ledger"]
