# SPDX-License-Identifier: MIT
"""A few edited files in a tree that is else as it was, and all whose verdicts they touch.

A verdict depends on its requirement, on what claims that, on the reviews of what claims it, on
the days that calendars plan for it and records tell of it, and, where it counts what others
count, on these; and what is found on a claim depends on the verdicts on everything that its
subject claims. Items may come and go. Edits of other files, and those that leave a name without
what it leads to, are refused: then the whole tree is judged. See `docs/decisions/005`.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from generator.check.calendar import find_calendar_faults
from generator.check.claim import all_claims
from generator.check.freshness import find_review_faults
from generator.check.printable import find_unprintable
from generator.check.record import find_record_faults
from generator.edit.campus import (
    changed_days,
    entries_of,
    is_edited,
    known_parts,
    named_parts,
)
from generator.edit.row import OF_ITEMS, ItemRow, Rows, item_row, plan_row, requirements_of
from generator.finding import Finding
from generator.inspection import Question, judge_part
from generator.load.answer import Known
from generator.load.cache import Cache
from generator.load.cached_item import CardMaker, kept_card
from generator.load.snapshot import full_name
from generator.load.tree import load_plans, pictogram_names
from generator.model.card import Card, ItemKind
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.plan import Plan, Requirement
from generator.model.reference import Reference
from generator.model.school import Campus, Entry, HeldRecord
from generator.model.shelf import ITEMS
from generator.settings import THEME

MOST_TOUCHED = 1500
"""So many requirements at most; with more, the whole tree is as quick."""

Place: TypeAlias = tuple[str, str]
"""The file of a finding as it was told, and its subject."""


class Part(NamedTuple):
    """What a small judgement says."""

    coverage: Coverage
    findings: tuple[Finding, ...]


class Parts(NamedTuple):
    """What an edit does."""

    before: Part
    after: Part
    only: frozenset[str]
    """Requirements whose verdicts may differ; those on others in the parts may be wrong."""
    whole: frozenset[str]
    """Plans that were edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an edit changes, as it was or as it is."""

    common: Content
    """Everything but items and plans."""
    cards: Mapping[str, Card]
    """The edited items that are there, by file."""
    plans: Mapping[str, Plan]
    """The edited plans, by file."""
    cache: Cache

    def requirements(self) -> Iterator[Requirement]:
        """Yield what the edited plans ask."""
        return chain.from_iterable(map(requirements_of, self.plans.values()))


@dataclass(frozen=True, kw_only=True)
class Edit:
    """Files that were edited, in a tree that is else as it was."""

    question: Question
    rows: Rows
    files: Known
    """All files as they were."""
    maker: CardMaker
    before: State
    after: State

    def parts(self, told: Iterable[Place]) -> Parts | None:
        """Return the small judgements on the tree as it was and as it is.

        `told` are the findings as they were told. None where the whole tree must be judged.
        """
        if not self._is_local():
            return None
        direct = self._touched(frozenset(told))
        # What else is claimed by all that claims it decides which finding tells of a claim.
        beside = (names for _, names in self._groups if not direct.isdisjoint(names))
        only = direct.union(*beside)
        near = self._cards(row for row in self.rows.items if not only.isdisjoint(row.covers))
        if near is None or len(only) > MOST_TOUCHED:
            return None
        before = self._judged(self.before, self.rows.items, near, only)
        after = self._judged(self.after, self._rows_now.items, near, only)
        whole = frozenset(plan.id for plan in self.before.plans.values())
        return Parts(before, after, direct, whole)

    @property
    def item_folders(self) -> tuple[str, ...]:
        """Where items lie: full names."""
        root = self.question.settings.content_folder
        return tuple(full_name(root / kind) for kind in ItemKind)

    def new_rows(self) -> Rows:
        """Return all items and plans as they are now."""
        return self._rows_now

    @cached_property
    def _rows_now(self) -> Rows:
        cards, plans = self.after.cards, self.after.plans
        were = self.before.cards
        items = [row for row in self.rows.items if row.file in cards or row.file not in were]
        if cards:
            items = [item_row(cards[row.file]) if row.file in cards else row for row in items]
            new = [item_row(card) for file, card in cards.items() if file not in were]
            for row in new:
                items.insert(bisect_left(items, row.place, key=attrgetter("place")), row)
        return Rows(
            items,
            [plan_row(plans[row.file]) if row.file in plans else row for row in self.rows.plans],
        )

    def _is_local(self) -> bool:
        """Say whether the edits change nothing that others may name, or name nothing unknown."""
        plans = zip(self.before.plans.values(), self.after.plans.values(), strict=True)
        schools = self.before.common.campuses.keys() == self.after.common.campuses.keys()
        return (
            schools
            and all(was.id == now.id for was, now in plans)
            and self._are_plans_sound()
            and self._are_items_sound()
            and all(map(self._is_school_sound, *self._campuses()))
            and not any(find_review_faults(self._changed_reviews()))
        )

    def _campuses(self) -> tuple[tuple[Campus, ...], tuple[Campus, ...]]:
        old, new = self.before.common.campuses, self.after.common.campuses
        return tuple(old.values()), tuple(new[name] for name in old)

    @cached_property
    def _changed(self) -> Mapping[str, tuple[list[Entry], list[HeldRecord]]]:
        """What came, went or changed in the edited schools, by school."""
        pairs = zip(*self._campuses(), strict=True)
        return {was.school.id: changed_days(was, now) for was, now in pairs if is_edited(was, now)}

    def _are_plans_sound(self) -> bool:
        """Say whether every id is asked once, none that is claimed is lost, all names are known."""
        if not self.after.plans:
            return True
        common = self.after.common
        others = {
            i for row in self.rows.plans if row.file not in self.after.plans for i in row.asked
        }
        asked = [requirement.id for requirement in self.after.requirements()]
        lost = {requirement.id for requirement in self.before.requirements()}.difference(asked)
        return (
            len({*asked}) == len(asked)
            and others.isdisjoint(asked)
            and not any(lost.intersection(names) for _, names in self._groups)
            and all(r.topic in common.topics for r in self.after.requirements())
            and all(common.phrases.keys() >= {*r.phrases} for r in self.after.requirements())
        )

    def _are_items_sound(self) -> bool:
        """Say whether edited items have ids of their own and name what is there.

        Nothing may name an item that is gone.
        """
        rows, were, now = self._rows_now.items, self.before.cards, self.after.cards
        if not (were or now):
            return True
        kinds = {row.id: row.kind for row in rows}
        lost = {card.id for card in were.values() if kinds.get(card.id) != card.kind}
        return (
            len(kinds) == len(rows)
            and (not lost or lost.isdisjoint(self._named_items(rows)))
            and all(self._is_known(r, kinds) for card in now.values() for r in card.references)
            and all(now[f].variants == card.variants for f, card in were.items() if f in now)
        )

    def _named_items(self, rows: Iterable[ItemRow]) -> Iterator[str]:
        """Yield every name under which something asks for an item."""
        yield from chain.from_iterable(row.items for row in rows)
        for campus in self.after.common.campuses.values():
            yield from (entry.item for entry in entries_of(campus) if entry.item)
            yield from (record.item for record in campus.records if record.item)

    @cached_property
    def _shelves(self) -> Mapping[str, Collection[str]]:
        """What edited items may name besides items, by what it is."""
        common = self.after.common
        return {
            "topic": common.topics,
            "source": common.sources,
            "requirement": {name for row in self._rows_now.plans for name in row.asked},
            "pictogram": pictogram_names(THEME),
        }

    def _is_known(self, reference: Reference, kinds: Mapping[str, str]) -> bool:
        """Say whether what an edited item names is there; `kinds` are those of all items."""
        if reference.shelf in OF_ITEMS:
            wanted, kind = OF_ITEMS[reference.shelf], kinds.get(reference.name)
            return kind is not None and wanted in (None, kind)
        return reference.name in self._shelves.get(reference.shelf, ())

    def _is_school_sound(self, was: Campus, now: Campus) -> bool:
        """Say whether a school's edited entries and records name only what is there."""
        if not is_edited(was, now):
            return True
        entries, records = self._changed[was.school.id]
        known = {row.id for row in self.new_rows().items}
        asked = {name for row in self.new_rows().plans for name in row.asked}
        return (
            bool(was.records) == bool(now.records)
            and not (now.calendar and any(find_unprintable(now.calendar)))
            and all(entry.item in known for entry in entries if entry.item)
            and all(record.item in known for record in records if record.item)
            and all(asked.issuperset(entry.covers) for entry in entries)
            and {named_parts(entry) for entry in entries} <= known_parts(was)
        )

    def _changed_reviews(self) -> Content:
        """Return the content with those reviews alone that are new or were changed."""
        old, common = self.before.common.reviews, self.after.common
        new = {name: r for name, r in common.reviews.items() if old.get(name) != r}
        return replace(common, reviews=MappingProxyType(new))

    @cached_property
    def _groups(self) -> list[tuple[str, frozenset[str]]]:
        """Every subject, as it was and as it is, with all that it claims."""
        own = (item_row(card) for card in self.after.cards.values())
        groups = [(row.id, frozenset(row.covers)) for row in (*self.rows.items, *own)]
        for common in {id(c): c for c in (self.before.common, self.after.common)}.values():
            schools: dict[str, set[str]] = {}
            for claim in all_claims(common):
                schools.setdefault(claim.subject, set()).add(claim.requirement)
            groups += [(name, frozenset(asked)) for name, asked in schools.items()]
        return groups

    def _touched(self, told: frozenset[Place]) -> frozenset[str]:
        """Return what the edits bear upon."""
        cards = (*self.before.cards.values(), *self.after.cards.values())
        direct = {name for card in cards for name, _ in card.covers} | self._of_plans()
        direct |= self._of_reviews()
        for was, now in zip(*self._campuses(), strict=True):
            if is_edited(was, now):
                direct |= self._of_school(was, now, told)
        return frozenset(direct)

    def _of_plans(self) -> set[str]:
        """Return what edited plans ask, and what counts the same as they count."""
        asked = (*self.before.requirements(), *self.after.requirements())
        measures = {requirement.measure for requirement in asked} - {None}
        files = [row.file for row in self.rows.plans if row.is_counted and measures]
        counted = load_plans(files, self.before.cache).values()
        same = (
            r.id
            for r in chain.from_iterable(map(requirements_of, counted))
            if r.measure in measures
        )
        return {requirement.id for requirement in asked}.union(same)

    def _of_reviews(self) -> set[str]:
        """Return what the subjects claim whose reviews are new, gone or changed."""
        old, new = self.before.common.reviews, self.after.common.reviews
        if old is new:
            return set()
        changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
        return {asked for name, names in self._groups if name in changed for asked in names}

    def _of_school(self, was: Campus, now: Campus, told: frozenset[Place]) -> set[str]:
        """Return what edited days and records bear upon, and all that is told of the calendar.

        What the calendar claims is told with its lines; so is what is planned amiss in it.
        """
        entries, records = self._changed[was.school.id]
        by_id = [{e.id: e for e in entries_of(campus)} for campus in (was, now)]
        held = [e[record.entry] for e in by_id for record in records if record.entry in e]
        items = {entry.item for entry in (*entries, *held)} | {record.item for record in records}
        found = {name for entry in held for name in entry.covers}
        found |= {name for row in self.rows.items if row.id in items for name in row.covers}
        if was.calendar is not now.calendar:
            every = (*entries_of(was), *entries_of(now))
            found |= {name for entry in every for name in entry.covers}
            calendar = was.calendar.file if was.calendar else ""
            of_verdicts = (s for file, s in told if file == calendar and "@" in s)
            found |= {subject.partition("@")[0] for subject in of_verdicts}
        return found

    def _cards(self, rows: Iterable[ItemRow]) -> dict[str, Card] | None:
        """Return the cards of items that were not edited; None where one is not kept."""
        cards: dict[str, Card] = {}
        for row in rows:
            digest = self.files[full_name(row.file)][1]
            if row.file not in self.before.cards and row.file not in self.after.cards:
                model = ITEMS[ItemKind(row.kind)]
                kept = kept_card(digest, row.file, model, self.maker, self.before.cache)
                if kept is None or kept.card is None:
                    return None
                cards[row.file] = kept.card
        return cards

    def _judged(
        self,
        state: State,
        rows: Iterable[ItemRow],
        near: Mapping[str, Card],
        only: frozenset[str],
    ) -> Part:
        cards = {**near, **state.cards}
        by_id = {row.id: cards[row.file] for row in rows if row.file in cards}
        content = replace(
            state.common, cards=MappingProxyType(by_id), plans=self._plans(state, only)
        )
        whole = frozenset(plan.id for plan in state.plans.values())
        coverage, findings = judge_part(content, self.question, only, whole)
        return Part(coverage, (*findings, *self._of_schools(state)))

    def _plans(self, state: State, only: frozenset[str]) -> Mapping[str, Plan]:
        """Return the edited plans, then those that ask what is touched or count with others.

        Whether an item that claims nothing is an orphan depends on there being any plan.
        """
        rows = [row for row in self.rows.plans if row.is_counted or not only.isdisjoint(row.asked)]
        files = [row.file for row in rows or self.rows.plans[:1] if row.file not in state.plans]
        edited = {plan.id: plan for plan in state.plans.values()}
        return MappingProxyType({**edited, **load_plans(files, self.before.cache)})

    def _of_schools(self, state: State) -> Iterator[Finding]:
        """Yield what is wrong by itself in the calendars and records of edited schools."""
        year = self.question.settings.school_year
        for was, now in zip(*self._campuses(), strict=True):
            if is_edited(was, now):
                campus = state.common.campuses[was.school.id]
                yield from find_calendar_faults(campus, year)
                yield from find_record_faults(campus, self.question.as_of, year)
