# SPDX-License-Identifier: MIT
"""What regulations, duty cards, checklists, forms and reminders must have to be worked with."""

from collections import Counter
from collections.abc import Iterator

from generator.check.shallow import shallow, thin_entries, thin_parts
from generator.check.sheet_depth import COMMAND_CHARACTERS
from generator.finding import Finding, Key
from generator.model.checklist import Checklist
from generator.model.duty import DutyCard
from generator.model.form import FieldKind, Form
from generator.model.record import Teaching, Text
from generator.model.regulation import Regulation
from generator.model.reminder import ReminderSet

MIN_REGULATION = {"purpose": 12, "scope": 10, "records": 12, "fill_in": 10, "revise": 10}
MIN_DUTY = {"summary": 10, "groups": 60, "do_not": 12, "records": 8, "training": 10}
MIN_CHECKLIST = {"purpose": 10, "when": 6, "where": 4, "after": 20, "sign": 2, "keep": 6}
MIN_FORM = {"purpose": 10, "when": 6, "notes": 20, "example": 16, "sign": 2, "keep": 8}
"""Chinese characters of a part that says something. Our choice."""

MIN_ARTICLE = 30
"""Chinese characters of an article of a regulation. Our choice."""

MIN_CHECKS = 5
"""Things to look at on a checklist. Our choice."""

MIN_FIELDS = 5
"""Places to write on a form, columns included. Our choice."""

REMINDER_CHARACTERS = 140
"""The most of a message that a telephone shows without unfolding. Our choice."""


def regulation_faults(regulation: Regulation) -> Iterator[Finding]:
    """Yield what keeps a regulation from being put in force."""
    yield from thin_parts(regulation, MIN_REGULATION)
    yield from thin_entries(regulation, "articles", MIN_ARTICLE)


def duty_faults(card: DutyCard) -> Iterator[Finding]:
    """Yield what keeps a duty card from being followed."""
    yield from thin_parts(card, MIN_DUTY)
    for i, action in enumerate(card.in_emergency):
        if (written := len(action.action.zh)) > COMMAND_CHARACTERS:
            yield shallow(
                "C212",
                card.at("in_emergency", i, "action"),
                Text(
                    zh=f"动作有 {written} 字，最多 {COMMAND_CHARACTERS} 字",
                    en=f"the command has {written} Chinese characters, more "
                    f"than {COMMAND_CHARACTERS}",
                ),
                Text(zh="先写短的命令，其余写到 how。", en="Command first; the rest in `how`."),
            )


def checklist_faults(checklist: Checklist) -> Iterator[Finding]:
    """Yield what keeps a checklist from being ticked with sense."""
    yield from thin_parts(checklist, MIN_CHECKLIST)
    seen: set[str] = set()
    for g, group in enumerate(checklist.groups):
        for c, check in enumerate(group.checks):
            if check.what.zh in seen:
                what = Text(zh="前面已经看过这一项", en="this is looked at before")
                yield _weak(checklist, ("groups", g, "checks", c), what)
            seen.add(check.what.zh)
    if len(seen) < MIN_CHECKS:
        what = Text(
            zh=f"只有 {len(seen)} 项，至少 {MIN_CHECKS} 项",
            en=f"{len(seen)} things to look at, fewer than {MIN_CHECKS}",
        )
        yield _weak(checklist, ("groups",), what)


def form_faults(form: Form) -> Iterator[Finding]:
    """Yield what keeps a form from being filled in."""
    yield from thin_parts(form, MIN_FORM)
    fields = [*form.heads, *(column for table in form.tables for column in table.columns)]
    if len(fields) < MIN_FIELDS:
        what = Text(
            zh=f"只有 {len(fields)} 处可填，至少 {MIN_FIELDS} 处",
            en=f"{len(fields)} places to write, fewer than {MIN_FIELDS}",
        )
        yield _weak(form, ("heads",), what)
    for t, table in enumerate(form.tables):
        if not table.rows and not table.blank_rows:
            what = Text(zh="表里没有一行可填", en="the table has no row to write in")
            yield _weak(form, ("tables", t), what)
    for i, field in enumerate(form.heads):
        if field.kind is FieldKind.CHOICE and not field.options:
            what = Text(zh="没有可选的内容", en="there is nothing to choose from")
            yield _weak(form, ("heads", i), what)


def reminder_faults(reminders: ReminderSet) -> Iterator[Finding]:
    """Yield what keeps reminders from being sent week by week."""
    yield from thin_parts(reminders, {"purpose": 10})
    weeks = Counter((each.month, each.week) for each in reminders.reminders)
    for i, reminder in enumerate(reminders.reminders):
        if weeks[reminder.month, reminder.week] > 1:
            what = Text(
                zh=f"{reminder.month} 月第 {reminder.week} 周有两条",
                en=f"two messages for week {reminder.week} of month {reminder.month}",
            )
            yield _weak(reminders, ("reminders", i), what)
        if (written := len(reminder.text.zh)) > REMINDER_CHARACTERS:
            what = Text(
                zh=f"有 {written} 字，手机上要展开才看得完（最多 {REMINDER_CHARACTERS} 字）",
                en=f"{written} Chinese characters, too long for a telephone "
                f"(at most {REMINDER_CHARACTERS})",
            )
            yield _weak(reminders, ("reminders", i, "text"), what)


def _weak(item: Teaching, key: Key, what: Text) -> Finding:
    return shallow(
        "C222",
        item.at(*key),
        what,
        Text(
            zh="补全或删去，让人照着就能填、能勾、能发。",
            en="Complete or remove it, so that the sheet can be filled in, ticked or sent.",
        ),
    )
