# SPDX-License-Identifier: MIT
"""The sheet with which a school opens its next drill: what is still open, who goes where.

For the school alone: it names classes and counts them, so nothing public links to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.addresses import LANGUAGES, opening_path
from generator.model.assignment import Assigned, Half
from generator.model.content import Content
from generator.model.drill import Drill, Variant
from generator.model.evacuation import Evacuation
from generator.model.record import Text
from generator.model.school import Blocked, Campus, CorrectiveAction, Entry, EntryKind, HeldRecord
from generator.paper.page_size import PAPER_MM, page_rule, paper_style
from generator.paper.pdf import PrintJob
from generator.paper.way_round import WayRound, find_way_round
from generator.render.element_name import name_element
from generator.render.template import environment
from generator.render.words import load_words
from generator.settings import Settings

BLANK_ACTIONS = 4
"""Empty rows for what is found this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """What an earlier drill showed, and what was to be done about it."""

    held: date
    observed: Text
    action: CorrectiveAction
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """Where a class goes, as the school's plan assigns it."""

    name: Text
    half: Half
    head_count: int
    way: tuple[Text, ...]
    """Stairs, then the final exit."""
    ground: Text
    row: int
    left: WayRound | None = None
    """Its way where the plan blocks its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The next holding of a drill at one school."""

    campus: Campus
    entry: Entry
    day: date
    drill: Drill
    actions: tuple[OpenAction, ...]
    """Not yet done, the oldest first."""
    variant: Variant | None
    """What the calendar plans this time; none where it leaves the choice."""
    blocked: tuple[Text, ...]
    """The building and what is blocked in it; empty where the calendar blocks nothing."""
    measured_s: tuple[tuple[date, int], ...]
    classes: tuple[ClassRow, ...]


def next_openings(content: Content, evacuation: Evacuation, as_of: date) -> Iterator[Opening]:
    """Yield, school by school, the next holding of every drill in the calendar."""
    for campus in content.campuses.values():
        coming: dict[str, tuple[date, Entry]] = {}
        for entry in campus.calendar.entries if campus.calendar else ():
            name, days = entry.item, [day for day in entry.dates if day >= as_of]
            if entry.kind is EntryKind.DRILL and name and name in content.drills and days:
                soonest = coming.get(name)
                if soonest is None or min(days) < soonest[0]:
                    coming[name] = (min(days), entry)
        for name, (day, entry) in sorted(coming.items()):
            held = tuple(r for r in campus.records if _is_of(r, name, campus) and r.date <= as_of)
            yield Opening(
                campus=campus,
                entry=entry,
                day=day,
                drill=content.drills[name],
                variant=_variant(content.drills[name], entry),
                blocked=tuple(_blocked(campus, entry.blocked)),
                actions=tuple(_open_actions(held, as_of)),
                measured_s=tuple((r.date, r.seconds_to_clear) for r in held if r.seconds_to_clear),
                classes=tuple(_classes(campus, evacuation, entry)),
            )


def _variant(drill: Drill, entry: Entry) -> Variant | None:
    return next((each for each in drill.variants if each.id == entry.variant), None)


def _blocked(campus: Campus, blocked: Blocked | None) -> Iterator[Text]:
    """Yield the name of the building and that of what is blocked in it."""
    for building in campus.buildings:
        if blocked and building.id == blocked.building:
            yield from (building.name, name_element(building, blocked.element))


def _is_of(record: HeldRecord, name: str, campus: Campus) -> bool:
    """Say whether a record is of a drill: by itself, or by the entry that it carries out."""
    if record.item:
        return record.item == name
    entries = campus.calendar.entries if campus.calendar else ()
    return any(entry.id == record.entry and entry.item == name for entry in entries)


def _open_actions(held: tuple[HeldRecord, ...], as_of: date) -> Iterator[OpenAction]:
    for record in sorted(held, key=lambda r: r.date):
        for seen in record.observed:
            if seen.action and (seen.action.done is None or seen.action.done > as_of):
                yield OpenAction(
                    held=record.date,
                    observed=seen.what,
                    action=seen.action,
                    is_overdue=seen.action.due < as_of,
                )


def _classes(campus: Campus, evacuation: Evacuation, entry: Entry) -> Iterator[ClassRow]:
    """Yield the classes that take part as they stand on the ground, where the roll is called."""
    assignment = evacuation.assignments.get(campus.school.id)
    stages = {each.id: each.audience for each in campus.school.classes}
    names = {each.id: each.name for each in campus.school.classes}
    grounds = {point.id: point.name for point in campus.school.assembly_points}
    taking_part = [
        a
        for a in (assignment.assigned if assignment else ())
        if any(audience.comprises(stages[a.school_class]) for audience in entry.audiences)
    ]
    for a in sorted(taking_part, key=_stand):
        building = next(b for b in campus.buildings if b.id == a.building)
        elements = (*a.route.stairs, a.route.final_exit)
        yield ClassRow(
            name=names[a.school_class],
            half=a.half,
            head_count=a.head_count,
            way=tuple(name_element(building, element) for element in elements),
            ground=grounds[a.stand.assembly_point],
            row=a.stand.row,
            left=find_way_round(a, campus, evacuation, entry.blocked),
        )


def _stand(a: Assigned) -> tuple[str, int, str, str]:
    return a.stand.assembly_point, a.stand.row, a.school_class, a.half.value


def opening_jobs(
    content: Content, evacuation: Evacuation, settings: Settings, theme: Path
) -> Iterator[PrintJob]:
    """Yield the opening sheet of the next holding of every drill, in both languages."""
    for opening in next_openings(content, evacuation, settings.as_of):
        for language in LANGUAGES:
            yield PrintJob(
                path=opening_path(opening.campus.school.id, opening.drill.id, language),
                html=opening_html(opening, language, settings, theme),
                origin=opening.drill.at(),
            )


def opening_html(opening: Opening, language: str, settings: Settings, theme: Path) -> str:
    """Return the sheet in one language as it is laid out."""
    words = load_words(theme)
    school = opening.campus.school
    said = (school.name, opening.drill.title, words["leaving.internal"])
    return (
        environment(theme / "print")
        .get_template("opening.html")
        .render(
            opening=opening,
            drill=opening.drill,
            language=language,
            is_sample=school.sample or settings.is_placeholder,
            blank=range(BLANK_ACTIONS),
            css=paper_style(theme, page_rule(*PAPER_MM["A4"])),
            imprint=" · ".join([*(text[language] for text in said), str(settings.as_of)]),
            w=lambda key: words[key][language],
        )
    )
