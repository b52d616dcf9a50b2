# SPDX-License-Identifier: MIT
"""A lesson or a training as slides to teach from; what the teacher says stands in the notes."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from generator.model.lesson import Lesson, LessonStep, Phase, Question
from generator.model.poster import Poster
from generator.model.record import Teaching, Text
from generator.model.training import Training
from generator.office.item_document import Desk, cite, imprint
from generator.office.slide import (
    BODY_PT,
    FINE_PT,
    Deck,
    Line,
    Picture,
    PicturePanel,
    Slide,
)
from generator.render.own_number import unlettered
from generator.render.pictogram_png import draw_pictogram

INK, GREEN = (0x2B, 0x2B, 0x2C), (0x14, 0x50, 0x2F)

LETTERS = "ABCDEFGH"

TOLD_ALOUD = (Phase.OPEN, Phase.TELL, Phase.SHOW, Phase.CLOSE)
"""Steps whose words the class sees; where it acts itself, it sees what it has to do."""

PICTOGRAM_OF = {
    Phase.OPEN: "human-greeting",
    Phase.TELL: "ear-hearing",
    Phase.SHOW: "eye",
    Phase.REHEARSE: "account-group",
    Phase.FEEDBACK: "checkbox-marked-outline",
    Phase.CLOSE: "flag-checkered",
}


def lesson_deck(lesson: Lesson, desk: Desk) -> Deck:
    """Return the slides of a lesson: aims, questions, steps, pictures, answers, home, sources."""
    before = tuple(takewhile(lambda step: step.phase is not Phase.REHEARSE, lesson.steps))
    check = lesson.assessment
    return _deck(
        lesson,
        desk,
        (
            *_opening(lesson, desk),
            _learn(lesson.can_do, desk),
            *_questions(check.before, "lesson.before", desk, has_answers=False),
            *(_step(step, desk) for step in before),
            *_posters(lesson, desk),
            *(_step(step, desk) for step in lesson.steps[len(before) :]),
            *_questions(check.after, "lesson.after", desk),
            _plain(desk.voice.word("lesson.try_at_home"), lesson.letter.try_at_home, desk),
            _sources(lesson, desk),
        ),
    )


def training_deck(training: Training, desk: Desk) -> Deck:
    """Return the slides of a training: aims, steps, procedure, test with answers, sources."""
    return _deck(
        training,
        desk,
        (
            *_opening(training, desk),
            _learn(training.objectives.do, desk),
            *(_step(step, desk) for step in training.steps),
            *_procedure(training, desk),
            *_questions(training.questions, "training.test", desk),
            _sources(training, desk),
        ),
    )


def _deck(item: Teaching, desk: Desk, slides: tuple[Slide, ...]) -> Deck:
    language = desk.voice.language
    return Deck(
        title=item.title[language],
        author=desk.settings.name[language],
        language=language,
        as_of=desk.settings.as_of,
        slides=slides,
    )


def _opening(item: Lesson | Training, desk: Desk) -> Iterator[Slide]:
    voice, topic = desk.voice, desk.content.topics.get(item.topic)
    lines = (
        f"{item.minutes} {voice.word('lesson.minutes')} · {voice.name(item.audiences)}",
        desk.settings.name[voice.language],
    )
    yield Slide(
        title=item.title[voice.language],
        lines=tuple(Line(text=line) for line in lines),
        picture=_picture(topic.pictogram, topic.title[voice.language], desk) if topic else None,
        notes=item.summary[voice.language],
        sizes_pt=BODY_PT[voice.language],
        is_opening=True,
    )


def _picture(pictogram: str, alt: str, desk: Desk) -> Picture:
    return Picture(png=draw_pictogram(desk.theme, pictogram, GREEN), alt=alt)


def _learn(aims: Sequence[Text], desk: Desk) -> Slide:
    return _plain(desk.voice.word("office.we_learn"), aims, desk)


def _plain(title: str, texts: Sequence[Text], desk: Desk) -> Slide:
    return Slide(
        title=title,
        lines=tuple(Line(text=text) for text in desk.voice.say(texts)),
        sizes_pt=BODY_PT[desk.voice.language],
    )


def _step(step: LessonStep, desk: Desk) -> Slide:
    """Return what the class sees of a step; the teacher has all of it in the notes."""
    voice = desk.voice
    phase = voice.word(f"lesson.{step.phase.value}")
    said = voice.say(step.say) if step.phase in TOLD_ALOUD else ()
    done = voice.say(step.do)
    lead = voice.lead(voice.word("lesson.do_step")) if said else ""
    return Slide(
        title=step.title[voice.language],
        tag=f"{phase} · {step.minutes} {voice.word('lesson.minutes')}",
        lines=(*(Line(text=t) for t in said), *(Line(text=t, lead=lead) for t in done)),
        picture=_picture(PICTOGRAM_OF[step.phase], phase, desk),
        notes=_step_notes(step, desk),
        sizes_pt=BODY_PT[voice.language],
    )


def _step_notes(step: LessonStep, desk: Desk) -> str:
    voice = desk.voice
    parts = (("lesson.say", step.say), ("lesson.do_step", step.do))
    told = ("\n".join((voice.word(key), *voice.say(texts))) for key, texts in parts if texts)
    return "\n\n".join(told)


def _questions(
    questions: Sequence[Question], key: str, desk: Desk, *, has_answers: bool = True
) -> Iterator[Slide]:
    """Yield each question; its answer comes on the next slide, or only into the notes."""
    for number, question in enumerate(questions, start=1):
        title = f"{desk.voice.word(key)} {number} / {len(questions)}"
        yield _question(question, title, desk)
        if has_answers:
            yield _answer(question, title, desk)


def _question(question: Question, title: str, desk: Desk) -> Slide:
    voice = desk.voice
    options = zip(LETTERS, unlettered(voice.say(question.options)), strict=False)
    return Slide(
        title=title,
        lines=(
            Line(text=question.question[voice.language], is_strong=True),
            *(Line(text=option, lead=f"{letter}.{voice.gap}") for letter, option in options),
        ),
        picture=_picture("hand-pointing-up", voice.word("office.question"), desk),
        notes=_told_answer(question, desk),
        sizes_pt=BODY_PT[voice.language],
    )


def _told_answer(question: Question, desk: Desk) -> str:
    voice = desk.voice
    parts = (("lesson.answer", question.answer), ("lesson.reason", question.reason))
    return "\n".join(voice.lead(voice.word(key)) + text[voice.language] for key, text in parts)


def _answer(question: Question, title: str, desk: Desk) -> Slide:
    voice = desk.voice
    answer, reason = (voice.lead(voice.word(f"lesson.{key}")) for key in ("answer", "reason"))
    return Slide(
        title=f"{title} · {voice.word('lesson.answer')}",
        lines=(
            Line(text=question.question[voice.language]),
            Line(lead=answer, text=question.answer[voice.language], is_strong=True),
            Line(lead=reason, text=question.reason[voice.language]),
        ),
        picture=_picture("checkbox-marked-outline", voice.word("lesson.answer"), desk),
        sizes_pt=BODY_PT[voice.language],
    )


def _posters(lesson: Lesson, desk: Desk) -> Iterator[Slide]:
    """Yield the pictures of the lesson's poster, and the numbers to call."""
    poster = desk.content.posters.get(lesson.poster or "")
    if poster is None:
        return
    language = desk.voice.language
    yield Slide(
        title=poster.headline[language],
        panels=tuple(_panels(poster, desk)),
        notes=poster.closing[language],
        sizes_pt=BODY_PT[language],
    )
    if poster.emergency:
        told = ((call.number, call.meaning[language]) for call in poster.emergency)
        yield Slide(
            title=poster.closing[language],
            lines=tuple(Line(lead=f"{number}{desk.voice.gap}", text=text) for number, text in told),
            picture=_picture("phone", desk.voice.word("office.call"), desk),
            sizes_pt=BODY_PT[language],
        )


def _panels(poster: Poster, desk: Desk) -> Iterator[PicturePanel]:
    language = desk.voice.language
    for panel in poster.panels:
        title = panel.title[language]
        yield PicturePanel(
            picture=Picture(png=draw_pictogram(desk.theme, panel.pictogram, INK), alt=title),
            title=title,
            text=panel.text[language],
            is_forbidden=panel.forbidden,
        )


def _procedure(training: Training, desk: Desk) -> Iterator[Slide]:
    """Yield the first minute of the procedure that is practised."""
    procedure = desk.content.procedures.get(training.procedure or "")
    if procedure is None:
        return
    language = desk.voice.language
    said = (desk.voice.say((a.who, a.action, a.how)) for a in procedure.first_minute)
    yield Slide(
        title=procedure.title[language],
        lines=tuple(
            Line(lead=f"{number}. {action} ", text=f"({who}) {how}")
            for number, (who, action, how) in enumerate(said, start=1)
        ),
        picture=_picture("clock-alert", procedure.title[language], desk),
        notes=procedure.trigger[language],
        sizes_pt=BODY_PT[language],
    )


def _sources(item: Teaching, desk: Desk) -> Slide:
    cited = (cite(citation, desk) for citation in item.citations)
    return Slide(
        title=desk.voice.word("item.citations"),
        lines=(
            Line(text=imprint(item, desk)),
            *(Line(lead=f"{number}. ", text=text) for number, text in enumerate(cited, start=1)),
        ),
        sizes_pt=FINE_PT,
    )
