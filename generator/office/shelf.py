# SPDX-License-Identifier: MIT
"""Which office files there are: documents, workbooks and calendars, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import (
    LANGUAGES,
    SHELF_OF,
    calendar_path,
    coverage_book_path,
    letter_path,
    office_path,
    record_book_path,
    year_book_path,
)
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.lesson import Lesson
from generator.model.question import QuestionBank
from generator.model.record import Teaching
from generator.office.block import OfficeFile
from generator.office.coverage_book import Audit, coverage_workbook, find_titles
from generator.office.docx import write_docx
from generator.office.item_document import BLOCKS_OF, Desk, item_document, letter_document
from generator.office.question_book import question_workbook
from generator.office.record_book import record_workbook
from generator.office.school_calendar import calendars
from generator.office.voice import Voice
from generator.office.xlsx import write_xlsx
from generator.office.year import Year
from generator.office.year_book import year_workbook
from generator.render.words import load_words
from generator.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeInput:
    """Everything that office files are made from."""

    content: Content
    settings: Settings
    coverage: Coverage
    theme: Path
    reviewed: frozenset[str] = frozenset()
    """Ids of the items whose review is wholly in force."""


def list_files(given: OfficeInput) -> Iterator[OfficeFile]:
    """Yield every office file, finished: items, schools, the verdict; nothing waits in memory."""
    for language in LANGUAGES:
        voice = Voice(language=language, words=load_words(given.theme))
        desk = Desk(
            content=given.content, settings=given.settings, voice=voice, reviewed=given.reviewed
        )
        for item in given.content.teaching:
            yield from _item_files(item, desk)
        yield from _school_files(given, voice)
        yield _coverage_file(given, voice)


def _item_files(item: Teaching, desk: Desk) -> Iterator[OfficeFile]:
    shelf, language = SHELF_OF[type(item).__name__], desk.voice.language
    if type(item) in BLOCKS_OF:
        path = office_path(shelf, item.id, language, "docx")
        yield OfficeFile(path=path, content=write_docx(item_document(item, desk)))
    if isinstance(item, Lesson):
        letter = write_docx(letter_document(item, desk))
        yield OfficeFile(path=letter_path(item.id, language), content=letter)
    if isinstance(item, QuestionBank):
        path = office_path(shelf, item.id, language, "xlsx")
        yield OfficeFile(path=path, content=write_xlsx(question_workbook(item, desk)))


def _school_files(given: OfficeInput, voice: Voice) -> Iterator[OfficeFile]:
    for campus in given.content.campuses.values():
        school = campus.school.id
        year = Year(campus=campus, content=given.content, settings=given.settings, voice=voice)
        if campus.calendar:
            path = year_book_path(school, voice.language)
            yield OfficeFile(path=path, content=write_xlsx(year_workbook(year)))
        if campus.records:
            path = record_book_path(school, voice.language)
            yield OfficeFile(path=path, content=write_xlsx(record_workbook(year)))
        for audience, content in calendars(year):
            path = calendar_path(school, audience.value, voice.language)
            yield OfficeFile(path=path, content=content)


def _coverage_file(given: OfficeInput, voice: Voice) -> OfficeFile:
    audit = Audit(
        coverage=given.coverage,
        content=given.content,
        settings=given.settings,
        voice=voice,
        titles=find_titles(given.content, voice),
    )
    content = write_xlsx(coverage_workbook(audit))
    return OfficeFile(path=coverage_book_path(voice.language), content=content)
