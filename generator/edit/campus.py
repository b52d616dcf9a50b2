# SPDX-License-Identifier: MIT
"""What came, went or changed in the calendar and the records of one school."""

from generator.model.school import Blocked, Campus, Entry, HeldRecord


def entries_of(campus: Campus) -> tuple[Entry, ...]:
    """Return what a school has planned."""
    return campus.calendar.entries if campus.calendar else ()


def is_edited(was: Campus, now: Campus) -> bool:
    """Say whether the calendar or a record was read anew; equal ones may have moved."""
    pairs = zip((was.calendar, *was.records), (now.calendar, *now.records), strict=False)
    return len(was.records) != len(now.records) or any(old is not new for old, new in pairs)


def changed_days(was: Campus, now: Campus) -> tuple[list[Entry], list[HeldRecord]]:
    """Return the entries and records that came, went or changed, as they were and as they are."""
    entries: list[Entry] = []
    if was.calendar is not now.calendar:
        old, new = ({entry.id: entry for entry in entries_of(c)} for c in (was, now))
        for name in {**old, **new}:
            was_entry, now_entry = old.get(name), new.get(name)
            if not (was_entry and now_entry and vars(was_entry) == vars(now_entry)):
                entries += [entry for entry in (was_entry, now_entry) if entry]
    gone = [record for record in was.records if record not in now.records]
    return entries, [*gone, *(record for record in now.records if record not in was.records)]


def named_parts(entry: Entry) -> tuple[str | None, str | None, Blocked | None]:
    """Return what an entry names inside other things: a variant of its drill, what is blocked."""
    return (entry.item if entry.variant else None, entry.variant, entry.blocked)


def known_parts(campus: Campus) -> set[tuple[str | None, str | None, Blocked | None]]:
    """Return what the entries of a sound calendar name; nothing is among it."""
    return {(None, None, None), *map(named_parts, entries_of(campus))}
