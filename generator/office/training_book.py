# SPDX-License-Identifier: MIT
"""Who of a school is trained in what: posts against trainings, and what clauses ask for."""

from collections.abc import Iterator
from datetime import date

from generator.model.audience import Audience
from generator.model.coverage import Coverage, Schedule, Verdict
from generator.model.plan import RequirementKind
from generator.model.school import Entry, EntryKind
from generator.office.coverage_book import due_day, next_day
from generator.office.workbook import Cell, Column, Sheet, Workbook
from generator.office.year import MOST_DAYS, SPARE_ROWS, Year
from generator.office.year_book import State, seen_state
from generator.render.planned_audience import concerns


def training_workbook(year: Year, coverage: Coverage) -> Workbook:
    """Return three tables: the matrix, its days in which a school can go on, what is asked.

    Trainings stand below one another: they are more than a page is wide.
    """
    voice = year.voice
    trainings = [entry for entry in year.entries if entry.kind is EntryKind.TRAINING]
    posts = _posts(trainings, year)
    return Workbook(
        title=f"{year.school} · {voice.word('office.trainings')}",
        author=year.settings.name[voice.language],
        choices_name=voice.word("office.choices"),
        as_of=year.settings.as_of,
        sheets=(
            _matrix(posts, trainings, year),
            _days(posts, trainings, year),
            _asked(coverage, year),
        ),
    )


def _posts(trainings: list[Entry], year: Year) -> tuple[Audience, ...]:
    """Return the posts of the school, and who else is trained."""
    school = year.campus.school
    named = {audience for entry in trainings for audience in entry.audiences}
    own = (a for a in Audience if not a.is_stage and a is not Audience.PARENTS)
    return tuple(a for a in own if school.has(a) or a in named)


def _matrix(posts: tuple[Audience, ...], trainings: list[Entry], year: Year) -> Sheet:
    voice = year.voice
    held = year.held()
    return Sheet(
        name=voice.word("office.training_matrix"),
        columns=(
            Column(name=voice.word("calendar.what"), width=40),
            *(Column(name=voice.name((post,)), width=16) for post in posts),
        ),
        rows=tuple(
            (
                entry.title[voice.language],
                *(_cell(post, entry, year, held) for post in posts),
            )
            for entry in trainings
        ),
    )


def _cell(
    post: Audience, entry: Entry, year: Year, held: frozenset[tuple[str, date]]
) -> str | None:
    """Return each day with what became of it, numbers where it is routine; nothing for others."""
    if not concerns(entry.audiences, post):
        return None
    word = year.voice.word
    states = [(day, seen_state(day, entry, year, held)) for day in sorted(entry.dates)]
    if len(states) > MOST_DAYS:
        count = sum(state is State.HELD for _, state in states)
        days = f"{states[0][0]} – {states[-1][0]}"
        told = f"\n{word('coverage.held')} {count}" if year.is_inside else ""
        return f"{days}\n{word('coverage.planned')} {len(states)}{told}"
    return "\n".join(f"{day} {word(f'office.{state.value}')}" for day, state in states)


def _days(posts: tuple[Audience, ...], trainings: list[Entry], year: Year) -> Sheet:
    voice, word, held = year.voice, year.voice.word, year.held()
    states = tuple(word(f"office.{state.value}") for state in State)
    return Sheet(
        name=word("office.training_days"),
        columns=(
            Column(name=word("calendar.day"), width=12),
            Column(
                name=word("office.post"), width=16, choices=tuple(voice.name((p,)) for p in posts)
            ),
            Column(name=word("calendar.what"), width=44),
            Column(name=word("office.item"), width=34),
            Column(name=word("office.state"), width=16, choices=states),
            Column(name=word("drill.note"), width=24),
        ),
        rows=tuple(
            (
                day,
                voice.name((post,)),
                entry.title[voice.language],
                year.title_of(entry.item),
                word(f"office.{seen_state(day, entry, year, held).value}"),
                None,
            )
            for day, entry in year.days()
            if entry in trainings and len(entry.dates) <= MOST_DAYS
            for post in posts
            if concerns(entry.audiences, post)
        ),
        spare_rows=SPARE_ROWS,
    )


def _asked(coverage: Coverage, year: Year) -> Sheet:
    word = year.voice.word
    recorded = ("coverage.held", "verdict.overdue") if year.is_inside else ()
    return Sheet(
        name=word("office.training_asked"),
        columns=(
            Column(name=word("office.post"), width=16),
            Column(name=word("coverage.clause"), width=20),
            Column(name=word("coverage.requirement"), width=48),
            Column(name=word("office.required"), width=10),
            Column(name=word("coverage.planned"), width=10),
            *(Column(name=word(key), width=10) for key in recorded),
            Column(name=word("office.due"), width=12),
            Column(name=word("office.next_day"), width=12),
        ),
        rows=tuple(sorted(_demands(coverage, year), key=lambda row: tuple(map(str, row[:3])))),
    )


def _demands(coverage: Coverage, year: Year) -> Iterator[tuple[Cell, ...]]:
    """Yield what clauses ask of this school's trainings, post by post."""
    for plan in coverage.plans:
        for unit in plan.units:
            for verdict in unit.verdicts:
                if verdict.requirement.kind is RequirementKind.TRAINING:
                    clause = f"{plan.plan.short_name} {unit.unit.clause}"
                    yield from _counted(verdict, clause, year)


def _counted(verdict: Verdict, clause: str, year: Year) -> Iterator[tuple[Cell, ...]]:
    voice = year.voice
    own = (s for s in verdict.schedules if s.school == year.campus.school.id)
    for schedule in own:
        yield (
            voice.name((verdict.audience,)),
            clause,
            verdict.requirement.text[voice.language],
            schedule.required if verdict.total else voice.word("verdict.no_count"),
            *_numbers(schedule, year),
            due_day(schedule),
            next_day(schedule, year.settings.as_of),
        )


def _numbers(schedule: Schedule, year: Year) -> tuple[int, ...]:
    recorded = (schedule.held, schedule.overdue) if year.is_inside else ()
    return schedule.planned, *recorded
