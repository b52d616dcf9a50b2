# SPDX-License-Identifier: MIT
"""What content claims to cover: by items, by posted sheets, by the calendar."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.check.fingerprint import entry_fingerprint, sheets_fingerprint
from generator.finding import Origin
from generator.model.audience import Audience
from generator.model.card import Card, ItemKind
from generator.model.content import Content
from generator.model.plan import Requirement, RequirementKind
from generator.model.school import Campus, Entry, EntryKind

FITTING_ITEMS: Mapping[RequirementKind, tuple[ItemKind, ...]] = MappingProxyType(
    {
        RequirementKind.TOPIC: (ItemKind.LESSON, ItemKind.TRAINING),
        RequirementKind.DRILL: (ItemKind.DRILL,),
        RequirementKind.PROCEDURE: (ItemKind.PROCEDURE, ItemKind.REGULATION),
        RequirementKind.DUTY: (ItemKind.DUTY,),
        RequirementKind.TRAINING: (ItemKind.TRAINING, ItemKind.LESSON),
        RequirementKind.DISPLAY: (ItemKind.POSTER, ItemKind.PROCEDURE),
        RequirementKind.CHECKLIST: (ItemKind.CHECKLIST, ItemKind.FORM),
        RequirementKind.FORM: (ItemKind.FORM, ItemKind.DRILL),
        RequirementKind.PARENT: (ItemKind.LESSON, ItemKind.REMINDER),
        RequirementKind.ASSESSMENT: (ItemKind.QUESTION, ItemKind.LESSON),
        RequirementKind.METHOD: (
            ItemKind.LESSON,
            ItemKind.MICRO,
            ItemKind.ACTIVITY,
            ItemKind.DRILL,
            ItemKind.CURRICULUM,
        ),
    }
)
"""Which kinds of item can meet which kind of demand; awareness days stand in calendars."""

SPEAKS_TO_PARENTS = (ItemKind.LESSON, ItemKind.REMINDER)
"""Kinds of item that hold a letter or messages to parents, whoever else they are for."""

FITTING_ENTRIES: Mapping[RequirementKind, tuple[EntryKind, ...]] = MappingProxyType(
    {
        RequirementKind.AWARENESS_DAY: (EntryKind.AWARENESS_DAY,),
        RequirementKind.CALENDAR: tuple(EntryKind),
    }
)
"""Which calendar entries can meet a demand by themselves."""

GENERAL, EVACUATION = "general", "evacuation"
"""Topics of demands that name no single hazard."""


def fitting_items(requirement: Requirement) -> tuple[ItemKind, ...]:
    """Return the kinds of item that can meet a requirement.

    A drill guide is also the written scheme of a drill that some plans ask for.
    """
    kinds = FITTING_ITEMS.get(requirement.kind, ())
    is_scheme = requirement.kind is RequirementKind.PROCEDURE and requirement.topic == EVACUATION
    return (*kinds, ItemKind.DRILL) if is_scheme else kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that says it meets a requirement."""

    requirement: str
    origin: Origin
    subject: str
    """What a review names: an item's id, `SCHOOL/sheets`, `SCHOOL/calendar/ENTRY`."""
    sha256: str
    """Fingerprint of the subject."""
    audiences: frozenset[Audience]
    """Groups, both primary bands as one."""
    card: Card | None = None
    entry: Entry | None = None
    campus: Campus | None = None
    """The school whose sheets or calendar make the claim."""
    is_whole: bool = True
    """False where a part of the subject cannot be read: its fingerprint then tells nothing."""

    @property
    def reviewed_as(self) -> str:
        """Return what `muster review` takes: a calendar is reviewed as a whole."""
        return self.subject.rpartition("/")[0] if self.entry else self.subject

    @property
    def shown_zh(self) -> str:
        """Return what makes the claim, by its Chinese name and its id."""
        if self.card is not None:
            return self.card.shown_zh
        if self.entry is not None:
            return f"日程“{self.entry.title.zh}” [{self.subject}]"
        return f"疏散图 [{self.subject}]"

    @property
    def shown_en(self) -> str:
        """Return what makes the claim, by its English name and its id."""
        if self.card is not None:
            return self.card.shown_en
        if self.entry is not None:
            return f'the calendar entry "{self.entry.title.en}" [{self.subject}]'
        return f"what the evacuation sheets show [{self.subject}]"

    def has_right_kind(self, requirement: Requirement) -> bool:
        """Say whether this kind of thing can meet the demand at all."""
        if self.card is not None:
            return self.card.kind in fitting_items(requirement)
        if self.entry is not None:
            return self.entry.kind in FITTING_ENTRIES.get(requirement.kind, ())
        return requirement.kind is RequirementKind.DISPLAY

    def is_for(self, audience: Audience) -> bool:
        """Say whether it speaks to the audience; a lesson's letter speaks to parents."""
        if audience is Audience.PARENTS and self.card and self.card.kind in SPEAKS_TO_PARENTS:
            return True
        return audience.group in self.audiences

    def is_on(self, requirement: Requirement, topic_terms: tuple[str, ...]) -> bool:
        """Say whether it is on the subject, by its topic and by its words.

        A demand on evacuation is met on any hazard by an item that speaks of it; a demand
        that names no hazard is met on any, but one hazard's procedure is no plan for all.
        """
        if self.card is None:
            return True
        if requirement.topic == GENERAL:
            is_plan = requirement.kind is RequirementKind.PROCEDURE
            return self.card.topic == GENERAL or not is_plan
        on_topic = requirement.topic in (EVACUATION, self.card.topic)
        return on_topic and any(term in self.card.words for term in topic_terms)


def collect_claims(content: Content) -> Mapping[str, tuple[Claim, ...]]:
    """Return all claims by the requirement that they name."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in all_claims(content):
        found[claim.requirement].append(claim)
    return {name: tuple(claims) for name, claims in found.items()}


def all_claims(content: Content) -> Iterator[Claim]:
    """Yield every claim: of items, then of schools."""
    for card in content.cards.values():
        for name, origin in card.covers:
            yield Claim(
                requirement=name,
                origin=origin,
                subject=card.id,
                sha256=card.sha256,
                audiences=card.audiences,
                card=card,
            )
    for campus in content.campuses.values():
        yield from _sheet_claims(campus)
        yield from _entry_claims(campus)


def _sheet_claims(campus: Campus) -> Iterator[Claim]:
    school = campus.school
    if not school.covers:
        return
    sha256 = sheets_fingerprint(campus)
    audiences = frozenset(a for a in Audience if school.has(a))
    for i, name in enumerate(school.covers):
        yield Claim(
            requirement=name,
            origin=school.at("covers", i),
            subject=f"{school.id}/sheets",
            sha256=sha256,
            audiences=frozenset(a.group for a in audiences),
            campus=campus,
            is_whole=not campus.faulty_buildings,
        )


def _entry_claims(campus: Campus) -> Iterator[Claim]:
    calendar = campus.calendar
    for e, entry in enumerate(calendar.entries if calendar else ()):
        for i, name in enumerate(entry.covers):
            yield Claim(
                requirement=name,
                origin=calendar.at("entries", e, "covers", i) if calendar else Origin(file=""),
                subject=f"{campus.school.id}/calendar/{entry.id}",
                sha256=entry_fingerprint(entry),
                audiences=frozenset(a.group for a in entry.audiences),
                entry=entry,
                campus=campus,
            )
