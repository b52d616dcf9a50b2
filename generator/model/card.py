# SPDX-License-Identifier: MIT
"""What the checker must know of an item: small enough to keep thousands at hand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.finding import Finding, Origin
from generator.model.audience import Audience
from generator.model.record import Text
from generator.model.reference import Reference


class ItemKind(StrEnum):
    """Kinds of item that can be evidence, by the folder they lie in, in the order of the site."""

    LESSON = "lessons"
    MICRO = "micros"
    ACTIVITY = "activities"
    QUESTION = "questions"
    CURRICULUM = "curricula"
    TRAINING = "trainings"
    DRILL = "drills"
    PROCEDURE = "procedures"
    POSTER = "posters"
    REGULATION = "regulations"
    DUTY = "duties"
    CHECKLIST = "checklists"
    FORM = "forms"
    REMINDER = "reminders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An item as the checker sees it."""

    id: str
    kind: ItemKind
    title: Text
    topic: str
    audiences: frozenset[Audience]
    """Groups, both primary bands as one."""
    origin: Origin
    covers: tuple[tuple[str, Origin], ...]
    """Each claimed requirement, and where the claim stands."""
    words: str
    """All the Chinese that it prints, citations left out."""
    sha256: str
    """Fingerprint of all that it says, its claims left out."""
    review_by: date
    references: tuple[Reference, ...]
    shallow: tuple[Finding, ...]
    """What keeps it from counting as evidence."""
    findings: tuple[Finding, ...]
    """What else is wrong with it by itself."""
    variants: tuple[str, ...] = ()
    """Of a drill: the ids of its variants, which calendars may name."""

    @property
    def shown_zh(self) -> str:
        """Return its Chinese title with its id: “防溺水六不” [six-nos]."""
        return f"“{self.title.zh}” [{self.id}]"

    @property
    def shown_en(self) -> str:
        """Return its English title with its id."""
        return f'"{self.title.en}" [{self.id}]'
