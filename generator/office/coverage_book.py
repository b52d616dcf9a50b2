# SPDX-License-Identifier: MIT
"""The verdicts as an inspector reads them: clause, evidence, place, period, gap, due date.

The last two columns are the inspector's own, for the answer after a visit; nothing reads them back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.content import Content
from generator.model.coverage import Coverage, PlanCoverage, Schedule, UnitCoverage, Verdict
from generator.office.voice import Voice
from generator.office.workbook import Cell, Column, Sheet, Workbook
from generator.render.cadence_words import say_cadence
from generator.settings import Settings

INSPECTED = ("true", "partly", "false", "unseen")
"""What an inspector may answer to a row, having gone to see."""

LISTED = 3
"""Pieces of evidence named in a cell; the rest is counted and stands in `coverage.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The verdicts in one language."""

    coverage: Coverage
    content: Content
    settings: Settings
    voice: Voice
    titles: Mapping[str, str]
    """Titles of all that can be evidence, by id."""


def find_titles(content: Content, voice: Voice) -> Mapping[str, str]:
    """Return the titles of items, of entries of calendars and of schools, by id."""
    titles = {item.id: item.title[voice.language] for item in content.teaching}
    for campus in content.campuses.values():
        entries = campus.calendar.entries if campus.calendar else ()
        titles |= {entry.id: entry.title[voice.language] for entry in entries}
        titles[campus.school.id] = campus.school.name[voice.language]
    return titles


def coverage_workbook(audit: Audit) -> Workbook:
    """Return one sheet a plan, one row a requirement, audience and school."""
    voice = audit.voice
    return Workbook(
        title=f"{audit.settings.name[voice.language]} · {voice.word('site.coverage')}",
        author=audit.settings.name[voice.language],
        choices_name=voice.word("office.choices"),
        as_of=audit.settings.as_of,
        sheets=tuple(
            Sheet(
                name=plan.plan.id,
                columns=_columns(voice),
                rows=tuple(_rows(plan, audit)),
            )
            for plan in audit.coverage.plans
        ),
    )


def _columns(voice: Voice) -> tuple[Column, ...]:
    word = voice.word
    return (
        Column(name=word("coverage.clause"), width=16),
        Column(name=word("coverage.requirement"), width=44),
        Column(name=word("office.kind"), width=10),
        Column(name=word("item.audience"), width=12),
        Column(name=word("office.school"), width=18),
        Column(name=word("coverage.evidence"), width=34),
        Column(name=word("office.place"), width=34),
        Column(name=word("office.period"), width=18),
        Column(name=word("office.required"), width=8),
        Column(name=word("coverage.planned"), width=8),
        Column(name=word("coverage.held"), width=8),
        Column(name=word("verdict.overdue"), width=8),
        Column(name=word("office.verdict"), width=12),
        Column(name=word("office.gap"), width=44),
        Column(name=word("office.due"), width=12),
        Column(name=word("office.next_day"), width=12),
        Column(
            name=word("office.inspected"),
            width=12,
            choices=tuple(word(f"office.inspected_{answer}") for answer in INSPECTED),
        ),
        Column(name=word("office.inspector_note"), width=24),
    )


def _rows(plan: PlanCoverage, audit: Audit) -> Iterator[tuple[Cell, ...]]:
    for unit in plan.units:
        for verdict in unit.verdicts:
            for schedule in verdict.schedules or (None,):
                yield (
                    *_asked(unit, verdict, audit.voice),
                    audit.titles.get(schedule.school) if schedule else None,
                    *_shown(verdict, audit),
                    say_cadence(verdict.requirement, audit.voice.words)[audit.voice.language],
                    *_counted(verdict, schedule, audit.voice),
                    *_judged(verdict, audit.voice),
                    due_day(schedule) if schedule else None,
                    next_day(schedule, audit.settings.as_of) if schedule else None,
                    None,
                    None,
                )


def _asked(unit: UnitCoverage, verdict: Verdict, voice: Voice) -> tuple[Cell, ...]:
    requirement = verdict.requirement
    return (
        unit.unit.clause,
        requirement.text[voice.language],
        voice.word(f"kind.{requirement.kind.value}"),
        voice.name((verdict.audience,)),
    )


def _shown(verdict: Verdict, audit: Audit) -> tuple[Cell, Cell]:
    """Return what the evidence is called, and where in the output it stands."""
    found = [e for e in verdict.evidence if e.language in (audit.voice.language, "both")]
    names = dict.fromkeys(audit.titles.get(e.item, e.item) for e in found)
    paths = dict.fromkeys(f"{e.path}#{e.locator}" if e.locator else e.path for e in found)
    return _listed(names), _listed(paths)


def _listed(lines: Mapping[str, None]) -> str | None:
    more = (f"+{len(lines) - LISTED}",) if len(lines) > LISTED else ()
    return "\n".join((*list(lines)[:LISTED], *more)) or None


def _counted(verdict: Verdict, schedule: Schedule | None, voice: Voice) -> tuple[Cell, ...]:
    """Return how often it is asked, planned, held and overdue; nothing where nobody counts."""
    if schedule:
        asked = schedule.required if verdict.total else voice.word("verdict.no_count")
        return asked, schedule.planned, schedule.held, schedule.overdue
    told = (verdict.total, verdict.planned, verdict.held, verdict.overdue)
    return told if verdict.total else (None,) * 4


def _judged(verdict: Verdict, voice: Voice) -> tuple[Cell, Cell]:
    """Return the verdict and why; a suppressed one gives the reason and its last day."""
    status = voice.word(f"coverage.status_{verdict.status}")
    if suppression := verdict.requirement.suppression:
        until = f"{voice.word('verdict.suppressed_until')} {suppression.until}"
        return status, f"{suppression.reason[voice.language]} ({until})"
    is_zh = voice.language == "zh"
    said = (
        f"{f.code} {f.what_zh} → {f.mend_zh}" if is_zh else f"{f.code} {f.what_en} → {f.mend_en}"
        for f in verdict.findings
    )
    return status, "\n".join(said) or None


def due_day(schedule: Schedule) -> date | None:
    """Return the end of the first window in which too little is planned; None where none is."""
    return min((last for _, last in schedule.short), default=None)


def next_day(schedule: Schedule, as_of: date) -> date | None:
    """Return the next planned day."""
    return min((day for day in schedule.days if day >= as_of), default=None)
