# SPDX-License-Identifier: MIT
"""In which order items stand in lists, and for whom each of them is."""

from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.record import Teaching
from generator.model.topic import Topic

MATRIX_STAGES = (
    Audience.KINDERGARTEN,
    Audience.PRIMARY_LOWER,
    Audience.PRIMARY_UPPER,
    Audience.JUNIOR,
    Audience.SENIOR,
    Audience.VOCATIONAL,
    Audience.COLLEGE,
)
"""The stages by which people look for something, youngest first."""


def ordered(content: Content, kind: ItemKind) -> tuple[Teaching, ...]:
    """Return the items of a kind by topic, then youngest audience, then id."""
    return tuple(sorted(content.shelf(kind).values(), key=lambda item: _rank(content, item)))


def _rank(content: Content, item: Teaching) -> tuple[int, int, str]:
    youngest = min(list(Audience).index(a) for a in item.audiences)
    return content.topics[item.topic].order, youngest, item.id


def topics_in_use(content: Content) -> tuple[Topic, ...]:
    """Return the topics that have items, in their order."""
    used = (content.topics[name] for name in {item.topic for item in content.teaching})
    return tuple(sorted(used, key=lambda topic: (topic.order, topic.id)))


def is_for(item: Teaching, stage: Audience) -> bool:
    """Say whether an item is for all of a stage: one for `primary` is for both of its bands."""
    return any(audience.comprises(stage) for audience in item.audiences)
