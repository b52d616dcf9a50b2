# SPDX-License-Identifier: MIT
"""Required, planned, held and overdue: a school's calendar and records against a cadence."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from generator.check.cadence import Window, windows_of
from generator.model.audience import Audience
from generator.model.coverage import Schedule
from generator.model.plan import Cadence, Per, Requirement, RequirementKind
from generator.model.record import Text
from generator.model.school import Campus, Entry, EntryKind, HeldRecord
from generator.settings import SchoolYear

COUNTING_ENTRIES: Mapping[RequirementKind, tuple[EntryKind, ...]] = MappingProxyType(
    {
        RequirementKind.DRILL: (EntryKind.DRILL,),
        RequirementKind.TRAINING: (EntryKind.TRAINING, EntryKind.LESSON),
        RequirementKind.TOPIC: (EntryKind.LESSON, EntryKind.TRAINING, EntryKind.AWARENESS_DAY),
    }
)
"""Which calendar entries count as holding what is asked; for other kinds any does."""

UNRECORDED = frozenset({Per.DAY, Per.WEEK})
"""What happens so often stands in the school's own books, not in `records/`. Our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What only some classes did at a time, of those who should all do it."""

    classes: frozenset[str]
    """Who should take part."""
    turns: tuple[tuple[date, frozenset[str]], ...]
    """Each day with those who did."""

    def turns_in(self, window: Window) -> "Share":
        """Return what was done in the window."""
        return replace(self, turns=tuple(turn for turn in self.turns if turn[0] in window))

    def turns_outside(self, windows: Sequence[Window]) -> "Share":
        """Return what was done in none of the windows."""
        rest = (turn for turn in self.turns if not any(turn[0] in w for w in windows))
        return replace(self, turns=tuple(rest))

    def rounds(self) -> tuple[date, ...]:
        """Return the day on which the last class had its turn, for every round."""
        return tuple(max(days) for days in zip(*self._days().values(), strict=False))

    def absent(self) -> frozenset[str]:
        """Return the classes that had fewer turns than others."""
        days = self._days()
        most = max(map(len, days.values()), default=0)
        return frozenset(name for name, own in days.items() if len(own) < most)

    def _days(self) -> Mapping[str, list[date]]:
        return {
            name: sorted({day for day, who in self.turns if name in who}) for name in self.classes
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is on record for one audience."""

    days: tuple[date, ...] = ()
    """On which all took part."""
    shares: tuple[Share, ...] = ()
    """What classes did apart from others."""

    def days_in(self, windows: Sequence[Window], *, only: bool) -> tuple[date, ...]:
        """Return the days on which all had taken part; `only` leaves out what is in no window.

        Turns of different windows make up no round together.
        """
        found = {d for d in self.days if not only or any(d in w for w in windows)}
        for share in self.shares:
            for window in windows:
                found.update(share.turns_in(window).rounds())
            if not only:
                found.update(share.turns_outside(windows).rounds())
        return tuple(sorted(found))


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
    ) -> Held:
        """Return on which days the entries or items are on record.

        A record that names classes is theirs alone: it counts once all classes of those for whom
        it was planned have taken part, on one record or on several. Classes are those of the
        school's own list; one without a list is believed.
        """
        kinds = COUNTING_ENTRIES.get(requirement.kind)
        by_name = {entry.id: entry for entry in entries}
        days: set[date] = set()
        turns: dict[frozenset[str], list[tuple[date, frozenset[str]]]] = {}
        for record in self.records:
            entry = by_name.get(record.entry) if record.entry else None
            is_meant = entry is not None or record.item in items
            is_right = is_meant and (kinds is None or record.kind in kinds)
            if not (is_right and record.date >= self.first and _is_for(record.audiences, audience)):
                continue
            wanted = self._classes(entry.audiences if entry else record.audiences, audience)
            took_part = wanted & self._classes_of(record)
            if took_part == wanted:
                days.add(record.date)
            elif took_part:
                turns.setdefault(wanted, []).append((record.date, took_part))
        shares = (Share(classes=wanted, turns=tuple(own)) for wanted, own in turns.items())
        return Held(days=tuple(sorted(days)), shares=tuple(shares))

    def _classes_of(self, record: HeldRecord) -> frozenset[str]:
        if record.classes:
            return frozenset(record.classes)
        classes = self.campus.school.classes
        return frozenset(c.id for c in classes if _comprise(record.audiences, c.audience))

    def _classes(self, planned: tuple[Audience, ...], audience: Audience) -> frozenset[str]:
        """Return the classes of an audience among those for whom something is planned."""
        return frozenset(
            one.id
            for one in self.campus.school.classes
            if _comprise(planned, one.audience)
            and (audience.comprises(one.audience) or one.audience.comprises(audience))
        )


def _grouped(pairs: Iterator[tuple[str, Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for name, entry in pairs:
        found.setdefault(name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _is_for(audiences: tuple[Audience, ...], audience: Audience) -> bool:
    return any(a.group is audience.group for a in audiences)


def _comprise(audiences: tuple[Audience, ...], audience: Audience) -> bool:
    return any(a.comprises(audience) for a in audiences)


def make_schedule(
    known: CampusYear, cadence: Cadence, entries: tuple[Entry, ...], on_record: Held
) -> Schedule:
    """Return what the cadence asks of the school, what it plans, held and owes."""
    first, last, windows = known.first, known.last, known.windows(cadence)
    planned = sorted({d for e in entries for d in e.dates if first <= d <= last})
    short = tuple(w for w in windows if _count(planned, w.first, w.last) < cadence.count)
    is_fixed = bool(cadence.on or cadence.by) or cadence.per is Per.HOLIDAY
    inside = [d for d in planned if any(d in w for w in windows)] if is_fixed else planned
    held = on_record.days_in(windows, only=is_fixed)
    required = cadence.count * len(windows)
    # More days than a fixed day asks for serve other clauses as well: none is out of time.
    serves_others = len(planned) > required and not cadence.by
    outside = [] if serves_others else [d for d in planned if d not in inside]
    is_recorded = cadence.per not in UNRECORDED and not known.campus.has_faulty_records
    has_come = [w for w in windows if w.first < known.as_of]
    owed = {w: _owed(w, cadence.count, planned, held, known.as_of) for w in has_come}
    return Schedule(
        school=known.campus.school.id,
        required=required,
        planned=len(inside),
        held=len(held),
        overdue=sum(owed.values()) if is_recorded else 0,
        short=tuple((w.first, w.last) for w in short),
        outside=tuple(outside),
        days=tuple(sorted([*inside, *outside])),
        held_days=held,
        absent=_absent(known, on_record, [w for w, count in owed.items() if count]),
    )


def _absent(known: CampusYear, on_record: Held, windows: Sequence[Window]) -> tuple[Text, ...]:
    """Return the names of the classes that are missing from records of the windows."""
    names = {
        name for w in windows for share in on_record.shares for name in share.turns_in(w).absent()
    }
    return tuple(one.name for one in known.campus.school.classes if one.id in names)


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
