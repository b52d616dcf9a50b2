# SPDX-License-Identifier: MIT
"""The rung "often enough": how often a clause asks, and what schools plan and hold."""

from dataclasses import dataclass
from datetime import date

from generator.check.case import SHOWN, Case
from generator.check.claim import Claim
from generator.check.conflict import has_number
from generator.check.schedule import make_schedule
from generator.finding import Finding, Origin
from generator.model.audience import Audience
from generator.model.coverage import Schedule
from generator.model.plan import Cadence, Per, RequirementKind
from generator.model.school import Campus, Entry

DATED_KINDS = frozenset(
    {
        RequirementKind.DRILL,
        RequirementKind.TRAINING,
        RequirementKind.AWARENESS_DAY,
        RequirementKind.CALENDAR,
        RequirementKind.PARENT,
    }
)
"""Demands that are met by something held, so that at least one day must be planned."""

TAUGHT_KINDS = frozenset(
    {RequirementKind.TOPIC, RequirementKind.METHOD, RequirementKind.ASSESSMENT}
)
"""Demands that a deadline turns into something held: the lesson must lie before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How often one requirement asks one audience, and what schools do about it."""

    number_from: str
    schedules: tuple[tuple[Campus, Schedule, tuple[Entry, ...]], ...]
    is_dated: bool
    count: int


def find_dates(case: Case, audience: Audience, fitting: tuple[Claim, ...]) -> Dates:
    """Return how often it is asked, and what each school that has the audience does about it."""
    cadence, number_from = _effective_cadence(case, audience)
    is_dated = _is_dated(case.requirement.kind, cadence)
    if not is_dated or not fitting:
        return Dates(number_from=number_from, schedules=(), is_dated=is_dated, count=cadence.count)
    items = frozenset(claim.card.id for claim in fitting if claim.card)
    schedules = []
    for known in case.judgement.campus_years:
        if known.campus.school.has(audience):
            entries = known.counting(case.requirement, audience, items)
            held = known.held(case.requirement, audience, entries, items)
            schedule = make_schedule(known, cadence, entries, held)
            schedules.append((known.campus, schedule, entries))
    return Dates(
        number_from=number_from,
        schedules=tuple(schedules),
        is_dated=True,
        count=cadence.count,
    )


def _is_dated(kind: RequirementKind, cadence: Cadence) -> bool:
    """Say whether something must be held: what must be there once needs no date of its own."""
    is_once = cadence.per in (Per.ONCE, Per.UNSAID) and not cadence.on
    must_only_exist = is_once and not (cadence.by and kind in TAUGHT_KINDS)
    return kind in DATED_KINDS or (has_number(cadence) and not must_only_exist)


def _effective_cadence(case: Case, audience: Audience) -> tuple[Cadence, str]:
    """Return the cadence, with the number of a stricter layer where the clause gives none."""
    cadence, measure = case.requirement.cadence, case.requirement.measure
    if cadence.per is not Per.VAGUE or cadence.on or not measure:
        return cadence, ""
    if (target := case.bench.targets.get((measure, audience))) is None:
        return cadence, ""
    return target[1], target[0].requirement


def often_enough(
    case: Case, audience: Audience, fitting: tuple[Claim, ...], dates: Dates
) -> tuple[Finding, ...] | None:
    """Return what is planned too seldom or out of time; None where there is nothing to judge."""
    if not fitting:
        return None
    if not dates.is_dated:
        return ()
    if not dates.schedules:
        texts = (
            f"没有一所学校有{audience.shown_zh}，无日程可查",
            f"no school here has {audience.shown_en}: there is no calendar to judge",
            "在 content/schools/ 里加上这类学校及其 calendar.yml。",
            "Add a school of that kind with its calendar.yml under content/schools/.",
        )
        return (case.finding("V503", audience, case.origin, texts),)
    return tuple(_too_seldom(case, audience, dates, row) for row in dates.schedules if row[1].short)


def _too_seldom(
    case: Case,
    audience: Audience,
    dates: Dates,
    row: tuple[Campus, Schedule, tuple[Entry, ...]],
) -> Finding:
    campus, schedule, entries = row
    origin = _planned_at(campus, entries, schedule.outside)
    name, calendar = campus.school.name, origin.file
    windows = [f"{first}～{last}" for first, last in schedule.short]
    if schedule.outside:
        days = [str(day) for day in schedule.outside]
        texts = (
            f"{name.zh}安排在规定的时间之外：{_some(days, '、')}；应在 {_some(windows, '、')}",
            f"{name.en} plans it out of time: {_some(days, ', ')}; it must be within "
            + _some(windows, ", "),
            f"在 {calendar} 里改到规定的时间。",
            f"Move it into that time in {calendar}.",
        )
        return case.finding("V508", audience, origin, texts)
    texts = (
        f"{name.zh}安排得不够：这些时段里少于 {dates.count} 次：{_some(windows, '、')}",
        f"{name.en} plans too few: under {dates.count} in {_some(windows, ', ')}",
        f"在 {calendar} 里补上日期。",
        f"Add dates in {calendar}.",
    )
    return case.finding("V503", audience, origin, texts)


def _some(things: list[str], separator: str) -> str:
    """Return the first few of many, so that a finding stays readable."""
    return separator.join(things[:SHOWN]) + ("…" if len(things) > SHOWN else "")


def _planned_at(campus: Campus, entries: tuple[Entry, ...], outside: tuple[date, ...]) -> Origin:
    """Return where the day out of time stands, else the first entry that counts."""
    if campus.calendar is None:
        return campus.school.at()
    places = {entry.id: i for i, entry in enumerate(campus.calendar.entries)}
    for entry in entries:
        for d, day in enumerate(entry.dates):
            if day in outside:
                return campus.calendar.at("entries", places[entry.id], "dates", d)
    if entries:
        return campus.calendar.at("entries", places[entries[0].id], "dates")
    return campus.calendar.at("entries")
