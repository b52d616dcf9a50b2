# SPDX-License-Identifier: MIT
"""Which office files there are: documents, slides, films, workbooks, calendars; both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.addresses import (
    DRILL_SHEETS,
    LANGUAGES,
    SHELF_OF,
    calendar_path,
    coverage_book_path,
    drill_sheet_path,
    film_path,
    letter_path,
    office_path,
    record_book_path,
    training_book_path,
    year_book_path,
)
from generator.kept_files import KeptFiles
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.poster import Poster
from generator.model.question import QuestionBank
from generator.model.record import Teaching
from generator.model.school import Campus
from generator.model.training import Training
from generator.office.block import OfficeFile
from generator.office.coverage_book import Audit, coverage_workbook, find_titles
from generator.office.docx import write_docx
from generator.office.drill_sheet import sheet_document
from generator.office.film import poster_film
from generator.office.film_picture import Studio, shoot, title_picture
from generator.office.item_document import BLOCKS_OF, Desk, item_document, letter_document
from generator.office.lesson_deck import lesson_deck, training_deck
from generator.office.pptx import deck_key, write_pptx
from generator.office.question_book import question_workbook
from generator.office.question_test import test_paper_document
from generator.office.record_book import record_workbook
from generator.office.school_calendar import calendars
from generator.office.training_book import training_workbook
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
    theme: Path
    reviewed: frozenset[str] = frozenset()
    """Ids of the items whose review is wholly in force."""
    kept: KeptFiles = field(default_factory=lambda: KeptFiles(None))
    """Slides that earlier builds made."""
    films: KeptFiles = field(default_factory=lambda: KeptFiles(None))
    """Films that earlier builds made."""


def list_files(given: OfficeInput) -> Iterator[OfficeFile]:
    """Yield every office file of items and schools, finished; nothing waits in memory."""
    for voice in _voices(given):
        desk = Desk(
            content=given.content,
            settings=given.settings,
            voice=voice,
            reviewed=given.reviewed,
            theme=given.theme,
        )
        for item in given.content.teaching:
            yield from _item_files(item, desk, given.kept)
        for poster in given.content.posters.values():
            yield from _film_files(poster, desk, given.films)
        yield from _school_files(given, voice)
    given.kept.forget_unused()
    given.films.forget_unused()


def list_verdict_files(given: OfficeInput, coverage: Coverage) -> Iterator[OfficeFile]:
    """Yield what tells of the verdict, which is known last."""
    for voice in _voices(given):
        yield _coverage_file(given, coverage, voice)
        yield from _training_files(given, coverage, voice)


def _voices(given: OfficeInput) -> Iterator[Voice]:
    words = load_words(given.theme)
    return (Voice(language=language, words=words) for language in LANGUAGES)


def _item_files(item: Teaching, desk: Desk, kept: KeptFiles) -> Iterator[OfficeFile]:
    shelf, language = SHELF_OF[type(item).__name__], desk.voice.language
    if type(item) in BLOCKS_OF:
        path = office_path(shelf, item.id, language, "docx")
        yield OfficeFile(path=path, content=write_docx(item_document(item, desk)))
    if isinstance(item, Lesson):
        letter = write_docx(letter_document(item, desk))
        yield OfficeFile(path=letter_path(item.id, language), content=letter)
    if isinstance(item, Drill):
        for sheet in DRILL_SHEETS:
            path = drill_sheet_path(sheet, item.id, language)
            yield OfficeFile(path=path, content=write_docx(sheet_document(item, sheet, desk)))
    if isinstance(item, Lesson | Training):
        path = office_path(shelf, item.id, language, "pptx")
        yield OfficeFile(path=path, content=_slides(item, desk, kept))
    if isinstance(item, QuestionBank):
        path = office_path(shelf, item.id, language, "xlsx")
        yield OfficeFile(path=path, content=write_xlsx(question_workbook(item, desk)))
        path = office_path(shelf, item.id, language, "docx")
        yield OfficeFile(path=path, content=write_docx(test_paper_document(item, desk)))


def _film_files(poster: Poster, desk: Desk, kept: KeptFiles) -> Iterator[OfficeFile]:
    """Yield the film of a poster and the picture that stands in its place until it plays."""
    film, language = poster_film(poster, desk), desk.voice.language
    content = shoot(film, Studio(theme=desk.theme, kept=kept))
    yield OfficeFile(path=film_path(poster.id, language), content=content)
    picture = title_picture(film, desk.theme)
    yield OfficeFile(path=film_path(poster.id, language, "png"), content=picture)


def _slides(item: Lesson | Training, desk: Desk, kept: KeptFiles) -> bytes:
    """Return the slides of an item, taken from an earlier build where nothing of it has changed."""
    deck = lesson_deck(item, desk) if isinstance(item, Lesson) else training_deck(item, desk)
    continued = f"{'' if deck.language == 'zh' else ' '}{desk.voice.word('office.continued')}"
    key = deck_key(deck, continued)
    known = kept.get(key)
    if known is not None:
        return known
    content = write_pptx(deck, continued)
    kept.put(key, content)
    return content


def _school_files(given: OfficeInput, voice: Voice) -> Iterator[OfficeFile]:
    for campus in given.content.campuses.values():
        school = campus.school.id
        year = _year(campus, given, voice)
        if campus.calendar:
            for told in (year, replace(year, is_inside=True)):
                path = year_book_path(school, voice.language, is_inside=told.is_inside)
                yield OfficeFile(path=path, content=write_xlsx(year_workbook(told)))
        if campus.records or campus.calendar:
            path = record_book_path(school, voice.language)
            yield OfficeFile(path=path, content=write_xlsx(record_workbook(year)))
        for audience, content in calendars(year):
            path = calendar_path(school, audience.value, voice.language)
            yield OfficeFile(path=path, content=content)


def _coverage_file(given: OfficeInput, coverage: Coverage, voice: Voice) -> OfficeFile:
    audit = Audit(
        coverage=coverage,
        content=given.content,
        settings=given.settings,
        voice=voice,
        titles=find_titles(given.content, voice),
    )
    content = write_xlsx(coverage_workbook(audit))
    return OfficeFile(path=coverage_book_path(voice.language), content=content)


def _training_files(given: OfficeInput, coverage: Coverage, voice: Voice) -> Iterator[OfficeFile]:
    for campus in given.content.campuses.values():
        if campus.calendar:
            year, school = _year(campus, given, voice), campus.school.id
            for told in (year, replace(year, is_inside=True)):
                path = training_book_path(school, voice.language, is_inside=told.is_inside)
                content = write_xlsx(training_workbook(told, coverage))
                yield OfficeFile(path=path, content=content)


def _year(campus: Campus, given: OfficeInput, voice: Voice) -> Year:
    return Year(campus=campus, content=given.content, settings=given.settings, voice=voice)
