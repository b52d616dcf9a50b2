# SPDX-License-Identifier: MIT
"""Subjects that a query speaks of: their pages come first, and of one without pages it says so.

Otherwise a page on another danger might mislead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.activity import Activity
from generator.model.content import Content
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.micro import Micro
from generator.model.procedure import Procedure
from generator.model.reminder import ReminderSet
from generator.site.search_words import SearchWords, is_of

TEACHING = (Lesson, Micro, Activity, Procedure, Drill)
"""What tells somebody what to do in a danger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    """What a query speaks of, by its words."""

    taught: Mapping[str, tuple[str, ...]]
    """Id of a subject that the site teaches → its words: a query with one of them is answered."""
    untaught: Mapping[str, tuple[str, ...]]
    """Title of a subject that it does not teach → words that belong to it alone."""

    def data(self, language: str) -> dict[str, str]:
        """Return the words of one language as browsers read them."""
        return {
            "taught": _lines(self.taught, language),
            "untaught": _lines(self.untaught, language),
        }


def find_subjects(content: Content, words: SearchWords, language: str) -> Subjects:
    """Return the words of all subjects; titles are in `language`.

    A subject of which there is more than reminders, though none of TEACHING, is neither. A word in
    a title, among keywords, or that names a post, stage or kind of page is of no subject alone.
    """
    items = [item for item in content.teaching if not isinstance(item, ReminderSet)]
    texts = [text for item in items for text in (item.title, *item.keywords)]
    said = "\n".join(line.lower() for text in texts for line in (text.zh, text.en))
    named = {*words.stages, *words.kinds}
    by_topic = {
        name: (*topic.terms, *words.subjects.get(name, ()))
        for name, topic in content.topics.items()
    }
    taught = {item.topic for item in items if isinstance(item, TEACHING)}
    untaught = by_topic.keys() - {item.topic for item in items}
    return Subjects(
        taught={
            name: tuple(word for word in by_topic[name] if word not in words.skip)
            for name in by_topic
            if name in taught
        },
        untaught={
            content.topics[name].title[language]: tuple(
                word for word in by_topic[name] if word not in said and word not in named
            )
            for name in by_topic
            if name in untaught
        },
    )


def _lines(by_name: Mapping[str, tuple[str, ...]], language: str) -> str:
    known = ((name, _of(words, language)) for name, words in by_name.items())
    return ";".join(f"{name}={'|'.join(words)}" for name, words in known if words)


def _of(words: Iterable[str], language: str) -> list[str]:
    return [word for word in words if is_of(word, language)]
