# SPDX-License-Identifier: MIT
"""Slides hold what a teacher needs to teach a lesson from them, in one language."""

from pathlib import Path

import pytest

from generator.load.config import load_settings
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.lesson import Phase
from generator.model.training import Training
from generator.office.item_document import Desk
from generator.office.lesson_deck import lesson_deck, training_deck
from generator.office.slide import Deck, Slide
from generator.office.slide_page import TAG_PT, TAG_WIDTH
from generator.office.text_width import width_em
from generator.office.voice import Voice
from generator.render.own_number import unlettered
from generator.render.words import load_words
from generator.settings import THEME
from tests.check.real_content import real_content

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


def said(slide: Slide) -> str:
    lines = [slide.title, *(line.lead + line.text for line in slide.lines)]
    return "\n".join((*lines, *(f"{panel.title}\n{panel.text}" for panel in slide.panels)))


def seen(deck: Deck) -> str:
    return "\n".join(said(slide) for slide in deck.slides)


def trainings(content: Content) -> list[Training]:
    shelf = content.shelf(ItemKind.TRAINING).values()
    return [item for item in shelf if isinstance(item, Training)]


def test_every_step_is_a_slide_with_its_minutes_and_all_its_words_in_the_notes(desk: Desk) -> None:
    language = desk.voice.language
    for lesson in desk.content.lessons.values():
        tagged = [slide for slide in lesson_deck(lesson, desk).slides if slide.tag]
        assert [slide.title for slide in tagged] == [step.title[language] for step in lesson.steps]
        for slide, step in zip(tagged, lesson.steps, strict=True):
            assert f" {step.minutes} " in slide.tag
            assert width_em(slide.tag, is_bold=True) * TAG_PT <= TAG_WIDTH
            assert all(text[language] in slide.notes for text in (*step.say, *step.do))
            assert all(text[language] in said(slide) for text in step.do)


def test_what_the_class_must_find_itself_is_not_told_on_the_slide(desk: Desk) -> None:
    language = desk.voice.language
    for lesson in desk.content.lessons.values():
        tagged = [slide for slide in lesson_deck(lesson, desk).slides if slide.tag]
        for slide, step in zip(tagged, lesson.steps, strict=True):
            told = [text[language] in said(slide) for text in step.say]
            acts_itself = step.phase in (Phase.REHEARSE, Phase.FEEDBACK)
            assert not any(told) if acts_itself else all(told)


def test_the_answer_comes_on_the_slide_after_its_question(desk: Desk) -> None:
    language = desk.voice.language
    for lesson in desk.content.lessons.values():
        slides = lesson_deck(lesson, desk).slides
        before, after = lesson.assessment.before, lesson.assessment.after
        last = len(slides) - 2 - 2 * len(after)
        for number, question in enumerate(after):
            asked, answered = slides[last + 2 * number : last + 2 * number + 2]
            assert question.question[language] in said(asked)
            options = unlettered([option[language] for option in question.options])
            for letter, option in zip("ABCDEFGH", options, strict=False):
                assert f"\n{letter}.{desk.voice.gap}{option}" in said(asked)
            assert question.reason[language] not in said(asked)
            assert question.answer[language] in said(answered)
            assert question.reason[language] in said(answered)
        for slide, question in zip(slides[2:], before, strict=False):
            assert question.reason[language] in slide.notes
            assert question.reason[language] not in said(slide)


def test_pictures_of_the_poster_come_before_the_class_practises(desk: Desk) -> None:
    found = 0
    for lesson in desk.content.lessons.values():
        slides = lesson_deck(lesson, desk).slides
        places = [n for n, slide in enumerate(slides) if slide.panels]
        assert len(places) == bool(lesson.poster)
        for place in places:
            tags = [slide.tag for slide in slides[:place] if slide.tag]
            phases = [step.phase for step in lesson.steps[: len(tags)]]
            assert Phase.REHEARSE not in phases
            poster = desk.content.posters[lesson.poster or ""]
            assert [panel.is_forbidden for panel in slides[place].panels] == [
                panel.forbidden for panel in poster.panels
            ]
            found += 1
    assert found > 20


def test_a_training_has_its_steps_its_test_and_the_first_minute(desk: Desk) -> None:
    language = desk.voice.language
    for training in trainings(desk.content):
        whole = seen(training_deck(training, desk))
        assert all(step.title[language] in whole for step in training.steps)
        assert all(question.answer[language] in whole for question in training.questions)
        if procedure := desk.content.procedures.get(training.procedure or ""):
            assert all(action.how[language] in whole for action in procedure.first_minute)


def test_every_source_is_named_and_what_nobody_checked_says_so(desk: Desk) -> None:
    for lesson in desk.content.lessons.values():
        last = lesson_deck(lesson, desk).slides[-1]
        assert len(last.lines) == 1 + len(lesson.citations)
        for line, citation in zip(last.lines[1:], lesson.citations, strict=True):
            assert citation.supports[desk.voice.language] in line.text
            assert ("source not checked" in line.text) is (citation.mark.value in ("C", "S2"))
