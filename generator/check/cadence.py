# SPDX-License-Identifier: MIT
"""How often is often enough: windows of a school year, and occurrences counted in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.plan import Cadence, Per
from generator.settings import SchoolYear

MIN_TERM_DAYS_IN_MONTH = 10
"""A month with fewer days of term asks for no drill of its own. Our choice: no plan says."""

MIN_TERM_DAYS_IN_QUARTER = 20
"""The same for a quarter. Our choice: no plan says."""

MIN_TERM_DAYS_IN_WEEK = 3
"""The same for a week. Our choice: no plan says."""

SLACK_DAYS = 3
"""How far from a fixed day its event may be held, so that a Sunday can be met. Our choice."""

BEFORE_HOLIDAY_DAYS = 7
"""How long before a holiday its lesson counts as held before it. Our choice."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SATURDAY = _WEEKDAYS.index("sat")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Window:
    """Days, both ends included, in which a count must be reached."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Say whether `day` lies in the window."""
        return self.first <= day <= self.last


_REPEATED = frozenset({Per.DAY, Per.WEEK, Per.MONTH, Per.TWO_MONTHS, Per.QUARTER})
"""What may come round several times within the days that a clause fixes."""


def windows_of(cadence: Cadence, year: SchoolYear) -> Iterator[Window]:
    """Yield the windows of the cadence in the school year, first to last.

    A clause may fix the days within which something is repeated: every week from
    `05-01..06-30`; where no such window lies within them, they are one window themselves.
    """
    if cadence.on:
        fixed = tuple(_days_fixed_by(cadence.on, year))
        inside = _windows_inside(cadence.per, fixed, year) if cadence.per in _REPEATED else ()
        yield from inside or fixed
        return
    for window in _plain_windows(cadence.per, year):
        yield _cut_at_deadline(window, cadence) if cadence.by else window


def _windows_inside(per: Per, fixed: tuple[Window, ...], year: SchoolYear) -> tuple[Window, ...]:
    return tuple(
        w for w in _plain_windows(per, year) if any(w.first in f and w.last in f for f in fixed)
    )


def days_of_rule(rule: str, year: int) -> Window:
    """Return the day, or the month, that a rule names in a calendar year.

    `11-09` is a day, `03-last-mon` the last Monday of March, `09-3-sat` the third
    Saturday of September, `06` the whole of June; 29 February is the 28th in other years.
    """
    if ".." in rule:
        begin, end = rule.split("..")
        first, last = days_of_rule(begin, year).first, days_of_rule(end, year).last
        return Window(first=first, last=last if last >= first else days_of_rule(end, year + 1).last)
    month, *rest = rule.split("-")
    first = date(year, int(month), 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    match rest:
        case []:
            return Window(first=first, last=last)
        case [number]:
            day = first.replace(day=min(int(number), last.day))
        case [which, weekday]:
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            named = [d for d in days if d.weekday() == _WEEKDAYS.index(weekday)]
            day = named[-1] if which == "last" else named[int(which) - 1]
    return Window(first=day, last=day)


def _days_fixed_by(rule: str, year: SchoolYear) -> Iterator[Window]:
    slack = timedelta(days=SLACK_DAYS if "-" in rule and ".." not in rule else 0)
    for calendar_year in (year.first.year, year.last.year):
        window = days_of_rule(rule, calendar_year)
        if window.first <= year.last and window.last >= year.first:
            yield Window(first=window.first - slack, last=window.last + slack)
            return


def is_past_deadline(cadence: Cadence, as_of: date) -> bool:
    """Say whether the one day or year until which something was asked for lies before `as_of`."""
    if cadence.by_year is None:
        return False
    last = cadence.by or cadence.on or "12"
    return days_of_rule(last, cadence.by_year).last < as_of


def _cut_at_deadline(window: Window, cadence: Cadence) -> Window:
    """Return the window up to the deadline; one of another year leaves it whole."""
    named = (cadence.by_year,) if cadence.by_year else (window.first.year, window.last.year)
    for calendar_year in named:
        deadline = days_of_rule(cadence.by or "", calendar_year).last
        if window.first <= deadline <= window.last:
            return Window(first=window.first, last=deadline)
    return window


def _plain_windows(per: Per, year: SchoolYear) -> Iterator[Window]:
    if per is Per.DAY:
        yield from (Window(first=d, last=d) for d in _school_days(year))
    elif per is Per.WEEK:
        yield from _weeks(year)
    elif per is Per.MONTH:
        yield from _months(year)
    elif per is Per.TWO_MONTHS:
        yield from _pairs(tuple(_months(year)))
    elif per is Per.QUARTER:
        yield from _quarters(year)
    elif per is Per.TERM:
        yield from (Window(first=t.first, last=t.last) for t in year.terms)
    elif per is Per.HOLIDAY:
        yield from _before_holidays(year)
    else:
        yield Window(first=year.first, last=year.last)


def _school_days(year: SchoolYear) -> Iterator[date]:
    day = year.first
    while day <= year.last:
        is_off = any(day in holiday for holiday in year.holidays)
        if any(day in term for term in year.terms) and day.weekday() < _SATURDAY and not is_off:
            yield day
        day += timedelta(days=1)


def _term_days_in(window: Window, year: SchoolYear) -> int:
    total = 0
    for term in year.terms:
        first, last = max(window.first, term.first), min(window.last, term.last)
        total += max(0, (last - first).days + 1)
    return total


def _weeks(year: SchoolYear) -> Iterator[Window]:
    monday = year.first - timedelta(days=year.first.weekday())
    school_days = set(_school_days(year))
    while monday <= year.last:
        week = Window(first=monday, last=monday + timedelta(days=6))
        if sum(d in week for d in school_days) >= MIN_TERM_DAYS_IN_WEEK:
            yield week
        monday += timedelta(days=7)


def _months(year: SchoolYear) -> Iterator[Window]:
    first = year.first.replace(day=1)
    while first <= year.last:
        following = (first + timedelta(days=31)).replace(day=1)
        month = Window(first=first, last=following - timedelta(days=1))
        if _term_days_in(month, year) >= MIN_TERM_DAYS_IN_MONTH:
            yield month
        first = following


def _pairs(months: Sequence[Window]) -> Iterator[Window]:
    """Join neighbouring months of term two by two; a lone last month asks for nothing more."""
    for i in range(0, len(months) - 1, 2):
        yield Window(first=months[i].first, last=months[i + 1].last)


def _quarters(year: SchoolYear) -> Iterator[Window]:
    for calendar_year in range(year.first.year, year.last.year + 1):
        for month in (1, 4, 7, 10):
            first = date(calendar_year, month, 1)
            last = (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)
            quarter = Window(first=first, last=last)
            if _term_days_in(quarter, year) >= MIN_TERM_DAYS_IN_QUARTER:
                yield quarter


def _before_holidays(year: SchoolYear) -> Iterator[Window]:
    starts = {h.first for h in year.holidays} | {t.last + timedelta(days=1) for t in year.terms}
    for start in sorted(starts):
        before = start - timedelta(days=BEFORE_HOLIDAY_DAYS)
        yield Window(first=before, last=start - timedelta(days=1))
