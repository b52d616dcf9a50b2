# SPDX-License-Identifier: MIT
"""Where a text that stands on paper was written."""

from collections.abc import Iterable, Iterator

from generator.finding import Key, Origin
from generator.model.content import Content
from generator.model.record import Item, Record, Text
from generator.settings import Settings

SHORTEST_SOUGHT = 4
"""Characters of a line that tell where it was written; fewer stand in many texts."""

LONGEST_QUOTE = 40
"""Characters of the text that a finding repeats."""


def quote(text: str) -> str:
    """Return a text as a finding repeats it."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def sayers_of(content: Content, settings: Settings) -> tuple[Item, ...]:
    """Return all whose texts may stand on paper."""
    campuses = content.campuses.values()
    return (
        settings,
        *content.topics.values(),
        *content.sources.values(),
        *(campus.school for campus in campuses),
        *(building for campus in campuses for building in campus.buildings),
        *content.teaching,
    )


def where_written(text: str, sayers: Iterable[Item], origin: Origin) -> Origin:
    """Return where a line of text was written, sought in the file of `origin` first.

    Where nothing says it in one piece it is `origin`.
    """
    ordered = sorted(sayers, key=lambda item: item.file != origin.file)
    sought = _squeeze(text)
    for item in ordered if len(sought) >= SHORTEST_SOUGHT else ():
        for key, said in _said(item, ()):
            if sought in _squeeze(said):
                return item.at(*key)
    return origin


def _said(part: object, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(part, Text):
        yield (*key, "zh"), part.zh
        yield (*key, "en"), part.en
    elif isinstance(part, Record):
        for name, inner in vars(part).items():
            yield from _said(inner, (*key, name))
    elif isinstance(part, tuple):
        for i, inner in enumerate(part):
            yield from _said(inner, (*key, i))


def _squeeze(text: str) -> str:
    return "".join(text.split())
