# SPDX-License-Identifier: MIT
"""What schools that keep records should have held by now."""

from collections.abc import Iterator

from generator.finding import Finding, Origin, Severity
from generator.model.content import Content
from generator.model.coverage import Coverage, Schedule, Verdict
from generator.model.school import Campus


def find_overdue(coverage: Coverage, content: Content) -> Iterator[Finding]:
    """Yield what schools that keep records should have held by now and have not recorded."""
    kept = {name: c for name, c in content.campuses.items() if c.records}
    for plan in coverage.plans:
        for unit in plan.units:
            for verdict in unit.verdicts:
                for schedule in verdict.schedules:
                    if schedule.overdue and schedule.school in kept:
                        clause = f"{plan.plan.short_name} {unit.unit.clause}"
                        yield _overdue(verdict, clause, schedule, kept[schedule.school])


def _overdue(verdict: Verdict, clause: str, schedule: Schedule, campus: Campus) -> Finding:
    name, audience = campus.school.name, verdict.audience
    zh, en = _absent(schedule)
    return Finding(
        code="V509",
        severity=Severity.GAP,
        origin=_due_at(campus, schedule),
        what_zh=f"{clause}（{audience.shown_zh}）：{name.zh}逾期未开展 {schedule.overdue} 次"
        f"（应 {schedule.required}，已安排 {schedule.planned}，已开展 {schedule.held}）{zh}",
        what_en=f"{clause} ({audience.shown_en}): {name.en} is {schedule.overdue} overdue "
        f"(required {schedule.required}, planned {schedule.planned}, held {schedule.held}){en}",
        mend_zh="补做，并在 records/ 里记下。",
        mend_en="Hold it, and record it in records/.",
        subject=f"{verdict.requirement.id}@{audience.value}",
    )


def _absent(schedule: Schedule) -> tuple[str, str]:
    """Return which classes are missing from records of others, in both languages."""
    if not schedule.absent:
        return "", ""
    names = schedule.absent
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return f"；记录里还缺：{zh}", f"; still missing on record: {en}"


def _due_at(campus: Campus, schedule: Schedule) -> Origin:
    """Return where the first planned day stands that is not on record, else the calendar."""
    if campus.calendar is None:
        return campus.school.at()
    open_days = sorted(set(schedule.days) - set(schedule.held_days))
    for e, entry in enumerate(campus.calendar.entries):
        for d, day in enumerate(entry.dates):
            if open_days and day == open_days[0]:
                return campus.calendar.at("entries", e, "dates", d)
    return campus.calendar.at("entries")
