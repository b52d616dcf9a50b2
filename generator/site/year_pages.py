# SPDX-License-Identifier: MIT
"""The year of each school: required against planned and held, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.audience import Audience
from generator.model.coverage import Conflict, Schedule, Verdict
from generator.model.plan import Per, Requirement
from generator.model.school import Campus
from generator.site.coverage_view import CoverageView, Place, grouped
from generator.site.page import Page

MONTHS_A_YEAR = 12

UNCOUNTED = frozenset({Per.VAGUE, Per.UNSAID, Per.EVENT})
"""Windows for which a clause gives no number."""

Stretch = tuple[date, date]
"""First and last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCell:
    """What a month holds of one requirement."""

    month: int
    planned: tuple[date, ...]
    """Inside the windows that are asked for."""
    outside: tuple[date, ...]
    """Planned, but in no window."""
    held: tuple[date, ...]
    short: tuple[Stretch, ...]
    """Windows with too few days planned that end in this month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """What a school plans and holds of one requirement."""

    place: Place
    requirement: Requirement
    audiences: tuple[Audience, ...]
    """Those for whom the school's days are the same."""
    schedule: Schedule
    total: int | None
    """How many in the school year; None where the clause asks for no number."""
    numbers: tuple[Place, ...]
    """The clause that gives a vague cadence its number."""
    cells: tuple[MonthCell, ...]
    """The twelve months, from the first of the school year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unscheduled:
    """Something that is counted and asked of the school, and that nothing on the site fits."""

    place: Place
    requirement: Requirement
    audiences: tuple[Audience, ...]


def year_pages(view: CoverageView) -> Iterator[Page]:
    """Yield the year of every school."""
    for campus in view.content.campuses.values():
        name = campus.school.name[view.language]
        yield Page(
            path=year_path(campus.school.id),
            title=f"{name} · {view.word('year.title')}",
            template="year.md",
            section="coverage",
            values=_year_values(view, campus),
        )


def year_path(school: str) -> str:
    """Return the file of a school's year, relative to the language's folder."""
    return f"coverage/year/{school}.md"


def _year_values(view: CoverageView, campus: Campus) -> dict[str, object]:
    topics = grouped(list_rows(view, campus), lambda row: row.requirement.topic)
    return {
        "view": view,
        "campus": campus,
        "months": list_months(view.year.first),
        "topics": sorted(topics.items(), key=lambda pair: view.topic_rank(pair[0])),
        "conflicts": _conflicts(view, campus),
        "unscheduled": tuple(_unscheduled(view, campus)),
    }


def list_months(first: date) -> tuple[tuple[int, int], ...]:
    """Return year and month of the twelve months that begin with the month of `first`."""
    counted = range(first.month - 1, first.month - 1 + MONTHS_A_YEAR)
    return tuple((first.year + n // MONTHS_A_YEAR, n % MONTHS_A_YEAR + 1) for n in counted)


def list_rows(view: CoverageView, campus: Campus) -> tuple[YearRow, ...]:
    """Return every requirement that is dated for the school, in the order of the plans."""
    dated = [
        (verdict, schedule)
        for verdict in view.coverage.verdicts
        for schedule in verdict.schedules
        if schedule.school == campus.school.id
    ]
    alike = grouped(dated, lambda pair: (pair[0].requirement.id, pair[0].number_from, pair[1]))
    return tuple(
        _row(view, tuple(verdict for verdict, _ in pairs), pairs[0][1]) for pairs in alike.values()
    )


def _row(view: CoverageView, verdicts: tuple[Verdict, ...], schedule: Schedule) -> YearRow:
    requirement = verdicts[0].requirement
    months = list_months(view.year.first)
    return YearRow(
        place=view.places[requirement.id],
        requirement=requirement,
        audiences=tuple(v.audience for v in verdicts),
        schedule=schedule,
        total=schedule.required if verdicts[0].total else None,
        numbers=view.numbers(verdicts),
        cells=tuple(_cell(schedule, months, month) for month in months),
    )


def _cell(
    schedule: Schedule, months: tuple[tuple[int, int], ...], month: tuple[int, int]
) -> MonthCell:
    def is_here(day: date) -> bool:
        """Say whether a day is shown in this month; days past either end in the nearest."""
        return min(max((day.year, day.month), months[0]), months[-1]) == month

    return MonthCell(
        month=month[1],
        planned=tuple(d for d in schedule.days if is_here(d) and d not in schedule.outside),
        outside=tuple(filter(is_here, schedule.outside)),
        held=tuple(filter(is_here, schedule.held_days)),
        short=tuple(window for window in schedule.short if is_here(window[1])),
    )


def _conflicts(view: CoverageView, campus: Campus) -> tuple[Conflict, ...]:
    return tuple(c for c in view.coverage.conflicts if campus.school.has(c.audience))


def _unscheduled(view: CoverageView, campus: Campus) -> Iterator[Unscheduled]:
    missing = [v for v in view.coverage.verdicts if _is_unscheduled(v, campus)]
    for verdicts in grouped(missing, lambda v: v.requirement.id).values():
        requirement = verdicts[0].requirement
        yield Unscheduled(
            place=view.places[requirement.id],
            requirement=requirement,
            audiences=tuple(v.audience for v in verdicts),
        )


def _is_unscheduled(verdict: Verdict, campus: Campus) -> bool:
    cadence = verdict.requirement.cadence
    is_counted = cadence.per not in UNCOUNTED or cadence.on is not None or verdict.number_from
    return bool(is_counted) and not verdict.schedules and campus.school.has(verdict.audience)
