# SPDX-License-Identifier: MIT
"""Micro-lessons, activities, banks, curricula, trainings and working sheets that are not whole."""

from typing import Any

import pytest

from generator.check.depth import find_shallow_parts
from generator.check.sentence_length import find_long_sentences
from generator.example import EXAMPLES
from generator.load.read_item import read_item
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.record import Text
from generator.model.shelf import ITEMS, gist_of


def example(kind: str, **changes: Any) -> Any:
    """Return the example of a kind with some of its fields changed."""
    reading = read_item(EXAMPLES / f"{kind}.yml", f"{kind}.yml", ITEMS[ItemKind[kind.upper()]])
    assert reading.item, reading.findings
    return reading.item.model_copy(update=changes)


def faults(item: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.origin.key) for finding in find_shallow_parts(item)]


def changed(record: Any, **changes: Any) -> Any:
    return record.model_copy(update=changes)


def text(zh: str, en: str = "Words in English.") -> Text:
    return Text(zh=zh, en=en)


KINDS = [kind.name.lower() for kind in ItemKind]


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_of_every_kind_says_in_a_sentence_what_it_is(kind: str) -> None:
    assert len(gist_of(example(kind)).zh) > 5


def test_a_micro_lesson_must_fit_into_its_minutes() -> None:
    long = tuple(text(f"第{n}句话，" + "说得很多很多。" * 12) for n in range(16))
    micro = example("micro", minutes=1, say=long)
    assert ("C206", "say") in faults(micro)
    assert ("C206", "say") not in faults(changed(micro, minutes=5, say=long[:10]))


def test_the_answer_of_a_micro_lesson_is_one_of_its_options() -> None:
    micro = example("micro")
    asked = changed(micro.check, options=(text("甲"), text("乙")), answer=text("丙"))
    assert ("C209", "check") in faults(changed(micro, check=asked))


def scenes(*ways: tuple[str, str, bool]) -> tuple[Any, ...]:
    """Return scenes by id, the ids their choices lead to, and whether they end well."""
    model = example("activity").scenes[0]
    choice = model.choices[0]
    return tuple(
        changed(
            model,
            id=name,
            choices=tuple(changed(choice, leads_to=to) for to in leads.split()),
            is_safe_end=is_safe,
        )
        for name, leads, is_safe in ways
    )


RIGHT = (("start", "a b", False), ("a", "c", False), ("b", "c", False), ("c", "", True))


def test_an_exercise_in_deciding_that_ends_well_is_whole() -> None:
    codes = {code for code, _ in faults(example("activity", scenes=scenes(*RIGHT)))}
    assert "C220" not in codes


@pytest.mark.parametrize(
    ("ways", "key"),
    [
        ((*RIGHT[:2], ("b", "nowhere", False), RIGHT[3]), "scenes.2.choices.0.leads_to"),
        ((*RIGHT, ("d", "c", False)), "scenes.4"),
        ((*RIGHT[:2], ("b", "b", False), RIGHT[3]), "scenes.2"),
        (RIGHT[1:], "scenes"),
        ((*RIGHT, RIGHT[1]), "scenes"),
        ((*RIGHT[:2], ("b", "a c d", False), RIGHT[3], ("d", "", False)), "scenes.4"),
    ],
    ids=[
        "a choice to nowhere",
        "unreachable",
        "round for ever",
        "too few",
        "an id twice",
        "an end in danger",
    ],
)
def test_an_exercise_in_deciding_that_breaks_off_is_told(
    ways: tuple[tuple[str, str, bool], ...], key: str
) -> None:
    assert ("C220", key) in faults(example("activity", scenes=scenes(*ways)))


def test_an_activity_needs_material_and_a_talk() -> None:
    song = example("activity", form="song", scenes=(), parts=())
    alone = example("activity", talk=example("activity").talk[:1])
    assert ("C220", "parts") in faults(song)
    assert ("C220", "talk") in faults(alone)


def bank(*changes: dict[str, Any]) -> Any:
    questions = list(example("question").questions)
    for i, change in enumerate(changes):
        questions[i] = changed(questions[i], **change)
    return example("question", questions=tuple(questions))


@pytest.mark.parametrize(
    "change",
    [{"id": "lift"}, {"source": "elsewhere"}, {"options": (text("甲"), text("甲"))}],
    ids=["an id twice", "a source not cited", "an option twice"],
)
def test_a_question_of_a_bank_stands_by_itself(change: dict[str, Any]) -> None:
    found = faults(bank({}, {}, change) if "id" in change else bank(change))
    assert [code for code, _ in found] == ["C221"]


def test_guessing_one_letter_does_not_pass_a_bank() -> None:
    assert faults(bank(*[{"right": 1}] * 6)) == [("C221", "questions")]


def test_a_curriculum_speaks_of_every_stage_and_never_goes_back() -> None:
    curriculum = example("curriculum")
    assert faults(changed(curriculum, not_taught=())) == [("C223", "audiences")]
    strand = curriculum.strands[0]
    back = changed(strand, steps=(*strand.steps[1:], strand.steps[0]))
    assert faults(changed(curriculum, strands=(back, *curriculum.strands[1:]))) == [
        ("C223", "strands.0.steps.3.level")
    ]
    fewer = tuple(a for a in curriculum.audiences if a is not Audience.JUNIOR)
    assert faults(changed(curriculum, audiences=fewer)) == [("C223", "audiences")]


def test_the_minutes_of_a_training_add_up_and_everybody_practises() -> None:
    training = example("training")
    assert faults(changed(training, minutes=training.minutes + 5)) == [("C203", "minutes")]
    told = tuple(changed(step, phase="tell") for step in training.steps)
    assert faults(changed(training, steps=told)) == [("C204", "steps")]


def test_a_command_on_a_duty_card_is_short() -> None:
    card = example("duty")
    long = changed(card.in_emergency[0], action=text("大声喊人来帮忙并且马上打电话"))
    found = faults(changed(card, in_emergency=(long, *card.in_emergency[1:])))
    assert found == [("C212", "in_emergency.0.action")]


def test_a_checklist_looks_at_five_things_and_at_none_twice() -> None:
    checklist = example("checklist")
    first = checklist.groups[0]
    twice = changed(first, checks=(*first.checks, first.checks[0]))
    assert [c for c, _ in faults(changed(checklist, groups=(twice, *checklist.groups[1:])))] == [
        "C222"
    ]
    assert ("C222", "groups") in faults(changed(checklist, groups=(first,)))


def test_a_form_has_places_to_write() -> None:
    form = example("form")
    empty = changed(form.tables[0], rows=(), blank_rows=0)
    assert ("C222", "tables.0") in faults(changed(form, tables=(empty, *form.tables[1:])))
    assert ("C222", "heads") in faults(changed(form, heads=form.heads[:1], tables=()))


def test_a_week_has_one_reminder_that_a_telephone_shows_whole() -> None:
    reminders = example("reminder")
    first = reminders.reminders[0]
    twice = (*reminders.reminders, first)
    assert [code for code, _ in faults(changed(reminders, reminders=twice))] == ["C222", "C222"]
    told = changed(first, text=text("今天放学路上，请看好孩子的手。" * 11, "Mind. " * 90))
    found = faults(changed(reminders, reminders=(told, *reminders.reminders[1:])))
    assert ("C222", "reminders.0.text") in found


def test_an_article_of_a_regulation_says_something() -> None:
    regulation = example("regulation")
    thin = changed(regulation.articles[0], lines=(text("要注意。"),))
    found = faults(changed(regulation, articles=(thin, *regulation.articles[1:])))
    assert ("C210", "articles.0") in found


@pytest.mark.parametrize(
    ("audience", "most"), [("kindergarten", 16), ("primary-lower", 24), ("college", 60)]
)
def test_a_sentence_is_as_long_as_the_youngest_can_follow(audience: str, most: int) -> None:
    def told(written: int) -> list[str]:
        said = (text("走" * written + "。停。"),)
        item = example("micro", audiences=(Audience(audience), Audience.TEACHERS), say=said)
        found = (finding.origin.key for finding in find_long_sentences(item))
        return [key for key in found if key.startswith("say")]

    assert told(most) == []
    assert told(most + 1) == ["say.0"]


def test_what_only_adults_read_may_be_longer() -> None:
    long = (text("走" * 200 + "。"),)
    assert list(find_long_sentences(example("micro", audiences=(Audience.GUARD,), say=long))) == []
    pupils = example("micro", audiences=(Audience.KINDERGARTEN,))
    assert not any("do" in f.origin.key for f in find_long_sentences(changed(pupils, do=long)))
