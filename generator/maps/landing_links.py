# SPDX-License-Identifier: MIT
"""Where a landing page leads: the lesson, drill and procedure of this school, and its maps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.addresses import SHELF_OF, page_path
from generator.maps import landing_words, wording
from generator.model.audience import Audience
from generator.model.building import PostingPlace
from generator.model.content import Content
from generator.model.record import Teaching, Text
from generator.model.school import Campus, EntryKind

UP = "../../"
"""From a landing page to the output folder."""

TOPIC = "fire"
"""The topic that an evacuation sheet belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Somewhere to go from the page, in both languages."""

    zh: str
    """Relative to the landing page."""
    en: str
    kind: Text
    name: Text


def school_link(campus: Campus) -> Link:
    """Return the page with all sheets of the school."""
    return _link("schools", campus.school.id, wording.ALL_SHEETS, campus.school.name)


def find_links(
    campus: Campus, place: PostingPlace, content: Content, as_of: date
) -> tuple[Link, ...]:
    """Return the lessons for those who read here, the next drill, the procedure, all sheets."""
    stages = _stages(campus, place)
    return (
        *_items(content.lessons, landing_words.LESSON, stages),
        *_drill(campus, content, as_of),
        *_items(content.procedures, landing_words.PROCEDURE, frozenset()),
        school_link(campus),
    )


def _stages(campus: Campus, place: PostingPlace) -> frozenset[Audience]:
    """Return the stage of the class that the sheet serves; in a public place the school's."""
    own = [c.audience for c in campus.school.classes if c.room == place.serves]
    return frozenset(stage.group for stage in own or campus.school.stages)


def _items(
    shelf: Mapping[str, Teaching], kind: Text, stages: frozenset[Audience]
) -> Iterator[Link]:
    """Yield what a shelf holds of the topic for one of the stages, by id; for all without any."""
    for item in sorted(shelf.values(), key=lambda item: item.id):
        groups = {audience.group for audience in item.audiences}
        if item.topic == TOPIC and (not stages or stages & groups):
            yield _item_link(item, kind)


def _drill(campus: Campus, content: Content, as_of: date) -> Iterator[Link]:
    """Yield the guide of the drill that the school's calendar holds next, fire drills first."""
    entries = campus.calendar.entries if campus.calendar else ()
    coming = [
        (content.drills[entry.item].topic != TOPIC, day, entry.item)
        for entry in entries
        if entry.kind is EntryKind.DRILL and entry.item in content.drills
        for day in entry.dates
        if day >= as_of and entry.item
    ]
    if coming:
        _, day, name = min(coming)
        kind = Text(
            zh=f"{landing_words.NEXT_DRILL.zh} {day}", en=f"{landing_words.NEXT_DRILL.en} {day}"
        )
        yield _item_link(content.drills[name], kind)
        return
    stages = frozenset(stage.group for stage in campus.school.stages)
    yield from _items(content.drills, landing_words.DRILL, stages)


def _item_link(item: Teaching, kind: Text) -> Link:
    return _link(SHELF_OF[type(item).__name__], item.id, kind, item.title)


def _link(shelf: str, name: str, kind: Text, title: Text) -> Link:
    zh, en = (UP + page_path(shelf, name, language) for language in ("zh", "en"))
    return Link(zh=zh, en=en, kind=kind, name=title)
