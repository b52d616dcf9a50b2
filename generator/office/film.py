# SPDX-License-Identifier: MIT
"""A poster as a silent film with captions: title, one scene a panel, closing, imprint.

Nothing flashes (WCAG 2.3.1): a picture stands for four seconds at least.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.model.poster import Panel, Poster
from generator.model.record import Trust
from generator.office.item_document import UNCHECKED, Desk, imprint

SHORTEST_SECONDS = 4
"""How long a picture stands at least. Our choice."""

IMPRINT_SECONDS = 6
"""How long a page of the imprint stands; who wants to read all of it stops the film."""

HANZI_PER_SECOND = 4.0
"""Read aloud calmly; half as quick again as in talk is usual. Our choice."""

WORDS_PER_SECOND = 2.5
"""English, read aloud calmly: 150 words a minute. Our choice."""

_SPOKEN = re.compile(r"[㐀-鿿]|[0-9A-Za-z’'-]+")


class Look(StrEnum):
    """How a scene is drawn."""

    TITLE = "title"
    PANEL = "panel"
    CLOSING = "closing"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What stands on the screen at once; what has no room goes on in another."""

    look: Look
    title: str
    text: str = ""
    calls: tuple[str, ...] = ()
    """Numbers to call with their meaning."""
    pictogram: str = ""
    is_forbidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """Scenes in one language, in the order in which they are shown."""

    language: str
    scenes: tuple[Scene, ...]


def poster_film(poster: Poster, desk: Desk) -> Film:
    """Return the film of a poster; it says what the poster says, in its order."""
    language = desk.voice.language
    scenes = (
        Scene(look=Look.TITLE, title=poster.headline[language], text=poster.subline[language]),
        *(_panel(panel, language) for panel in poster.panels),
        _closing(poster, language),
        _imprint(poster, desk),
    )
    return Film(language=language, scenes=scenes)


def seconds_of(scene: Scene, language: str) -> int:
    """Return how long a scene stands, in whole seconds: long enough to be read aloud calmly."""
    if scene.look is Look.IMPRINT:
        return IMPRINT_SECONDS
    spoken = len(_SPOKEN.findall(" ".join((scene.title, scene.text, *scene.calls))))
    rate = HANZI_PER_SECOND if language == "zh" else WORDS_PER_SECOND
    return max(SHORTEST_SECONDS, math.ceil(spoken / rate))


def _panel(panel: Panel, language: str) -> Scene:
    return Scene(
        look=Look.PANEL,
        title=panel.title[language],
        text=panel.text[language],
        pictogram=panel.pictogram,
        is_forbidden=panel.forbidden,
    )


def _closing(poster: Poster, language: str) -> Scene:
    calls = tuple(f"{call.number} {call.meaning[language]}" for call in poster.emergency)
    return Scene(look=Look.CLOSING, title=poster.closing[language], calls=calls)


def _imprint(poster: Poster, desk: Desk) -> Scene:
    language = desk.voice.language
    named = ("；" if language == "zh" else "; ").join(_sources(poster, desk))
    origin = desk.voice.lead(desk.voice.word("item.citations")) + named
    title = poster.title[language]
    return Scene(look=Look.IMPRINT, title=title, text=f"{imprint(poster, desk)}\n{origin}")


def _sources(poster: Poster, desk: Desk) -> Iterator[str]:
    """Yield every source once, by title and number, with a doubt where there is one."""
    told: set[str] = set()
    for citation in poster.citations:
        source = desk.content.sources[citation.source]
        doubt = desk.voice.word("item.unchecked") if citation.mark in UNCHECKED else ""
        named = " ".join(filter(None, (source.title[desk.voice.language], source.number, doubt)))
        if citation.mark is not Trust.OWN and named not in told:
            told.add(named)
            yield named
