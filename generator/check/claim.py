# SPDX-License-Identifier: MIT
"""What content claims to cover: by items, by posted sheets, by the calendar."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from generator.check.depth import find_shallow_parts
from generator.finding import Finding, Origin
from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.plan import Requirement, RequirementKind
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching
from generator.model.school import Campus, Entry, EntryKind

FITTING_ITEMS: Mapping[RequirementKind, tuple[type[Teaching], ...]] = MappingProxyType(
    {
        RequirementKind.TOPIC: (Lesson,),
        RequirementKind.DRILL: (Drill,),
        RequirementKind.PROCEDURE: (Procedure,),
        RequirementKind.TRAINING: (Lesson,),
        RequirementKind.DISPLAY: (Poster, Procedure),
        RequirementKind.FORM: (Drill,),
        RequirementKind.PARENT: (Lesson,),
        RequirementKind.ASSESSMENT: (Lesson,),
        RequirementKind.METHOD: (Lesson, Drill),
    }
)
"""Which kinds of item can meet which kind of demand; the rest has none yet."""

FITTING_ENTRIES: Mapping[RequirementKind, tuple[EntryKind, ...]] = MappingProxyType(
    {
        RequirementKind.AWARENESS_DAY: (EntryKind.AWARENESS_DAY,),
        RequirementKind.CALENDAR: tuple(EntryKind),
    }
)
"""Which calendar entries can meet a demand by themselves."""

GENERAL, EVACUATION = "general", "evacuation"
"""Topics of demands that name no single hazard."""

COUNTING_ENTRIES: Mapping[RequirementKind, tuple[EntryKind, ...]] = MappingProxyType(
    {
        RequirementKind.DRILL: (EntryKind.DRILL,),
        RequirementKind.TRAINING: (EntryKind.TRAINING, EntryKind.LESSON),
        RequirementKind.TOPIC: (EntryKind.LESSON, EntryKind.AWARENESS_DAY),
    }
)
"""Which calendar entries count as holding what is asked; for other kinds any does."""


def fitting_items(requirement: Requirement) -> tuple[type[Teaching], ...]:
    """Return the kinds of item that can meet a requirement.

    A drill guide is also the written scheme of a drill that some plans ask for.
    """
    kinds = FITTING_ITEMS.get(requirement.kind, ())
    is_scheme = requirement.kind is RequirementKind.PROCEDURE and requirement.topic == EVACUATION
    return (*kinds, Drill) if is_scheme else kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that says it meets a requirement."""

    requirement: str
    origin: Origin
    audiences: frozenset[Audience]
    """Groups, both primary bands as one."""
    item: Teaching | None = None
    entry: Entry | None = None
    words: str = ""
    """All that the item says."""
    shallow: tuple[Finding, ...] = ()
    """What keeps the item from counting as evidence."""
    campus: Campus | None = None
    """The school whose sheets or calendar make the claim."""

    def has_right_kind(self, requirement: Requirement) -> bool:
        """Say whether this kind of thing can meet the demand at all."""
        if self.item is not None:
            return isinstance(self.item, fitting_items(requirement))
        if self.entry is not None:
            return self.entry.kind in FITTING_ENTRIES.get(requirement.kind, ())
        return requirement.kind is RequirementKind.DISPLAY

    def is_for(self, audience: Audience) -> bool:
        """Say whether it speaks to the audience; a lesson's letter speaks to parents."""
        if audience is Audience.PARENTS and isinstance(self.item, Lesson):
            return True
        return audience.group in self.audiences

    def is_on(self, requirement: Requirement, topic_terms: tuple[str, ...]) -> bool:
        """Say whether it is on the subject, by its topic and by its words.

        A demand on evacuation is met on any hazard by an item that speaks of it; a demand
        that names no hazard is met on any, but one hazard's procedure is no plan for all.
        """
        if self.item is None:
            return True
        if requirement.topic == GENERAL:
            is_plan = requirement.kind is RequirementKind.PROCEDURE
            return self.item.topic == GENERAL or not is_plan
        on_topic = requirement.topic in (EVACUATION, self.item.topic)
        return on_topic and any(term in self.words for term in topic_terms)

    def fits(self, requirement: Requirement, audience: Audience, terms: tuple[str, ...]) -> bool:
        """Say whether kind, audience and subject are right."""
        return (
            self.has_right_kind(requirement)
            and self.is_for(audience)
            and self.is_on(requirement, terms)
        )


def collect_claims(content: Content) -> Mapping[str, tuple[Claim, ...]]:
    """Return all claims by the requirement that they name."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in _all_claims(content):
        found[claim.requirement].append(claim)
    return {name: tuple(claims) for name, claims in found.items()}


def _groups(audiences: tuple[Audience, ...]) -> frozenset[Audience]:
    return frozenset(audience.group for audience in audiences)


def _all_claims(content: Content) -> Iterator[Claim]:
    for item in content.teaching:
        words, shallow = item.model_dump_json(), tuple(find_shallow_parts(item))
        for i, name in enumerate(item.covers):
            yield Claim(
                requirement=name,
                origin=item.at("covers", i),
                audiences=_groups(item.audiences),
                item=item,
                words=words,
                shallow=shallow,
            )
    for campus in content.campuses.values():
        yield from _campus_claims(campus)


def _campus_claims(campus: Campus) -> Iterator[Claim]:
    school = campus.school
    for i, name in enumerate(school.covers):
        yield Claim(
            requirement=name,
            origin=school.at("covers", i),
            audiences=frozenset(Audience) - _other_stages(campus),
            campus=campus,
        )
    if campus.calendar is None:
        return
    for e, entry in enumerate(campus.calendar.entries):
        for i, name in enumerate(entry.covers):
            yield Claim(
                requirement=name,
                origin=campus.calendar.at("entries", e, "covers", i),
                audiences=_groups(entry.audiences),
                entry=entry,
                campus=campus,
            )


def _other_stages(campus: Campus) -> frozenset[Audience]:
    taught = _groups(campus.school.stages)
    return frozenset(a for a in Audience if a.is_stage and a.group not in taught)


def planned_days(
    requirement: Requirement, audience: Audience, claims: tuple[Claim, ...], campus: Campus
) -> frozenset[date]:
    """Return the days on which the school plans something that meets the requirement."""
    items = {claim.item.id for claim in claims if claim.item}
    entries = campus.calendar.entries if campus.calendar else ()
    days: set[date] = set()
    for entry in entries:
        counts = entry.kind in COUNTING_ENTRIES.get(requirement.kind, tuple(EntryKind))
        is_named = requirement.id in entry.covers or entry.item in items
        if counts and is_named and audience.group in _groups(entry.audiences):
            days.update(entry.dates)
    return frozenset(days)


def held_days(
    audience: Audience, claims: tuple[Claim, ...], campus: Campus, until: date
) -> frozenset[date]:
    """Return the days up to `until` on which the school's records hold a fitting item."""
    items = {claim.item.id for claim in claims if claim.item}
    return frozenset(
        record.date
        for record in campus.records
        if record.item in items
        and record.date <= until
        and audience.group in _groups(record.audiences)
    )
