# SPDX-License-Identifier: MIT
"""Required, planned, held and overdue: a school's calendar and records against a cadence."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from generator.check.cadence import Window, windows_of
from generator.model.audience import Audience
from generator.model.coverage import Schedule
from generator.model.plan import Cadence, Per, Requirement, RequirementKind
from generator.model.school import Campus, Entry, EntryKind, HeldRecord
from generator.settings import SchoolYear

COUNTING_ENTRIES: Mapping[RequirementKind, tuple[EntryKind, ...]] = MappingProxyType(
    {
        RequirementKind.DRILL: (EntryKind.DRILL,),
        RequirementKind.TRAINING: (EntryKind.TRAINING, EntryKind.LESSON),
        RequirementKind.TOPIC: (EntryKind.LESSON, EntryKind.AWARENESS_DAY),
    }
)
"""Which calendar entries count as holding what is asked; for other kinds any does."""

UNRECORDED = frozenset({Per.DAY, Per.WEEK})
"""What happens so often stands in the school's own books, not in `records/`. Our choice."""

WindowsOf = Callable[[Cadence], tuple[Window, ...]]


@dataclass(frozen=True, kw_only=True)
class CampusYear:
    """A school's entries and records, by what they are looked up by."""

    campus: Campus
    year: SchoolYear
    as_of: date

    @cached_property
    def by_item(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries that hold an item."""
        return _grouped((entry.item, entry) for entry in self._entries if entry.item)

    @cached_property
    def by_requirement(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries that meet a requirement themselves."""
        return _grouped((name, entry) for entry in self._entries for name in entry.covers)

    @cached_property
    def records(self) -> tuple[HeldRecord, ...]:
        """Records up to the judged day."""
        return tuple(r for r in self.campus.records if r.date <= self.as_of)

    @cached_property
    def first(self) -> date:
        """First day of the judged year."""
        return self.year.first

    @cached_property
    def last(self) -> date:
        """Last day of the judged year."""
        return self.year.last

    @cached_property
    def _windows(self) -> dict[Cadence, tuple[Window, ...]]:
        return {}

    def windows(self, cadence: Cadence) -> tuple[Window, ...]:
        """Return the windows of a cadence in the judged year; worked out once."""
        if cadence not in self._windows:
            self._windows[cadence] = tuple(windows_of(cadence, self.year))
        return self._windows[cadence]

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return self.campus.calendar.entries if self.campus.calendar else ()

    def counting(
        self, requirement: Requirement, audience: Audience, items: frozenset[str]
    ) -> tuple[Entry, ...]:
        """Return the entries that hold what is asked, for the audience."""
        found = list(self.by_requirement.get(requirement.id, ()))
        for name in sorted(items):
            found += self.by_item.get(name, ())
        kinds = COUNTING_ENTRIES.get(requirement.kind)
        return tuple(
            entry
            for entry in dict.fromkeys(found)
            if (kinds is None or entry.kind in kinds) and _is_for(entry.audiences, audience)
        )

    def held(
        self,
        requirement: Requirement,
        audience: Audience,
        entries: tuple[Entry, ...],
        items: frozenset[str],
    ) -> tuple[date, ...]:
        """Return the days on which one of the entries or items is on record."""
        names = {entry.id for entry in entries}
        kinds = COUNTING_ENTRIES.get(requirement.kind)
        days = {
            r.date
            for r in self.records
            if (r.entry in names or r.item in items)
            and (kinds is None or r.kind in kinds)
            and _is_for(r.audiences, audience)
        }
        return tuple(sorted(d for d in days if d >= self.first))


def _grouped(pairs: Iterator[tuple[str, Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for name, entry in pairs:
        found.setdefault(name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _is_for(audiences: tuple[Audience, ...], audience: Audience) -> bool:
    return any(a.group is audience.group for a in audiences)


def make_schedule(
    known: CampusYear, cadence: Cadence, entries: tuple[Entry, ...], held: tuple[date, ...]
) -> Schedule:
    """Return what the cadence asks of the school, what it plans, held and owes."""
    first, last, windows = known.first, known.last, known.windows(cadence)
    planned = sorted({d for e in entries for d in e.dates if first <= d <= last})
    short = tuple(w for w in windows if _count(planned, w.first, w.last) < cadence.count)
    if cadence.on or cadence.by or cadence.per is Per.HOLIDAY:
        inside = [d for d in planned if any(d in w for w in windows)]
        held = tuple(d for d in held if any(d in w for w in windows))
    else:
        inside = planned
    required = cadence.count * len(windows)
    # More days than a fixed day asks for serve other clauses as well: none is out of time.
    serves_others = len(planned) > required and not cadence.by
    outside = [] if serves_others else [d for d in planned if d not in inside]
    is_recorded = cadence.per not in UNRECORDED
    has_come = [w for w in windows if w.first < known.as_of]
    owed = sum(_owed(w, cadence.count, planned, held, known.as_of) for w in has_come)
    return Schedule(
        school=known.campus.school.id,
        required=required,
        planned=len(inside),
        held=len(held),
        overdue=owed if is_recorded else 0,
        short=tuple((w.first, w.last) for w in short),
        outside=tuple(outside),
        days=tuple(sorted([*inside, *outside])),
        held_days=held,
    )


def _owed(
    window: Window, count: int, planned: list[date], held: tuple[date, ...], as_of: date
) -> int:
    """Return how many should have been held by now in this window and were not."""
    done = _count(held, window.first, window.last)
    if window.last < as_of:
        return max(0, count - done)
    yesterday = as_of - timedelta(days=1)
    return max(0, min(count, _count(planned, window.first, yesterday)) - done)


def _count(days: Sequence[date], first: date, last: date) -> int:
    """Return how many of the sorted `days` lie from `first` to `last`, both included."""
    return bisect_right(days, last) - bisect_left(days, first)
