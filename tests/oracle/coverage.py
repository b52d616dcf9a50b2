# SPDX-License-Identifier: MIT
"""Which demands are met, worked out anew from the files' values without the checker's own code.

Only linked, fitting and often enough are told apart from met; the tests that use it see to it
that every item is deep and everything is reviewed. Days are sorted into periods one by one, where
the checker makes windows.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.plan import Cadence, Requirement
from generator.model.record import Teaching
from generator.model.school import Campus, Entry
from generator.settings import SchoolYear

Key = tuple[str, str]
"""A requirement and an audience."""

ITEM_KINDS = {
    "topic": "Lesson Training",
    "drill": "Drill",
    "procedure": "Procedure Regulation",
    "duty": "DutyCard",
    "training": "Training Lesson",
    "display": "Poster Procedure",
    "checklist": "Checklist Form",
    "form": "Form Drill",
    "parent": "Lesson ReminderSet",
    "assessment": "QuestionBank Lesson",
    "method": "Lesson Micro Activity Drill Curriculum",
}

ENTRY_KINDS = {
    "awareness-day": "awareness-day",
    "calendar": "drill lesson training awareness-day parent checklist assessment method",
}

COUNTED = {
    "drill": "drill",
    "training": "training lesson",
    "topic": "lesson training awareness-day",
}

NUMBERLESS = ("vague", "unsaid", "event")

HELD = ("drill", "training", "awareness-day", "calendar", "parent")


@dataclass(frozen=True)
class Evidence:
    """Something that claims a requirement: an item, a school's sheets, or a calendar's entry."""

    claims: str
    item: Teaching | None = None
    campus: Campus | None = None
    entry: Entry | None = None


def green(content: Content, plans: Iterable[str], year: SchoolYear) -> set[Key]:
    """Return every requirement and audience whose demand is met."""
    asked = [r for name in plans for unit in content.plans[name].units for r in unit.requirements]
    evidence = _by_requirement(content)
    strictest = _strictest(asked, year)
    met: set[Key] = set()
    for requirement in asked:
        for audience in requirement.audiences:
            found = [e for e in evidence[requirement.id] if fits(e, requirement, audience, content)]
            cadence = requirement.cadence
            if cadence.per == "vague" and not cadence.on and requirement.measure:
                cadence = strictest.get((requirement.measure, audience), cadence)
            if found and _is_often(found, requirement, cadence, audience, content, year):
                met.add((requirement.id, audience.value))
    return met


def all_evidence(content: Content) -> Iterator[Evidence]:
    for item in content.teaching:
        yield from (Evidence(claims=name, item=item) for name in item.covers)
    for campus in content.campuses.values():
        yield from (Evidence(claims=name, campus=campus) for name in campus.school.covers)
        for entry in campus.calendar.entries if campus.calendar else ():
            yield from (Evidence(claims=name, campus=campus, entry=entry) for name in entry.covers)


def _by_requirement(content: Content) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in all_evidence(content):
        found[evidence.claims].append(evidence)
    return found


def fits(evidence: Evidence, asked: Requirement, audience: Audience, content: Content) -> bool:
    """Say whether it is of the right kind, for the audience, and on the subject."""
    who = _one_primary(audience)
    if evidence.entry:
        heard = {_one_primary(a) for a in evidence.entry.audiences}
        kinds = ENTRY_KINDS.get(asked.kind, "").split()
        return who in heard and evidence.entry.kind.value in kinds and not asked.phrases
    if evidence.campus:
        return asked.kind == "display" and _has(evidence.campus, audience) and not asked.phrases
    item = evidence.item
    assert item
    kind = type(item).__name__
    heard = {_one_primary(a) for a in item.audiences}
    is_heard = who in heard or (who == "parents" and kind in ("Lesson", "ReminderSet"))
    is_scheme = (asked.kind, asked.topic, kind) == ("procedure", "evacuation", "Drill")
    is_kind = kind in ITEM_KINDS.get(asked.kind, "").split() or is_scheme
    return is_heard and is_kind and _is_on(item, asked, content) and _holds(item, asked, content)


def _is_on(item: Teaching, asked: Requirement, content: Content) -> bool:
    if asked.topic == "general":
        return asked.kind != "procedure" or item.topic == "general"
    terms = content.topics[asked.topic].terms if asked.topic in content.topics else ()
    is_named = any(term in line for term in terms for line in _lines(item))
    return is_named and asked.topic in ("evacuation", item.topic)


def _holds(item: Teaching, asked: Requirement, content: Content) -> bool:
    phrases = [p.zh for name in asked.phrases for p in content.phrases[name].phrases]
    return all(any(_bare(p) in _bare(line) for line in _lines(item)) for p in phrases)


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@cache
def _texts(said: str) -> tuple[str, ...]:
    import json  # noqa: PLC0415 - for this alone

    return tuple(_chinese(json.loads(said)))


def _lines(item: Teaching) -> tuple[str, ...]:
    """Return the Chinese texts that readers see, numbers to call in front of what they are for."""
    unseen = {"asked", "citations", "history", "keywords", "covers", "audiences"}
    return _texts(item.model_dump_json(exclude=unseen))


def _chinese(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _chinese(part)
    elif isinstance(value, dict):
        number = value.get("number", "")
        for name, part in value.items():
            if name == "zh":
                yield part
            elif number and name in ("meaning", "to"):
                yield number + part["zh"]
            else:
                yield from _chinese(part)


def _one_primary(audience: Audience) -> str:
    return "primary" if audience.value.startswith("primary") else audience.value


PUPILS = ("kindergarten", "primary", "junior", "senior", "vocational", "college")


def _has(campus: Campus, audience: Audience) -> bool:
    who, school = _one_primary(audience), campus.school
    if who in PUPILS:
        return who in {_one_primary(stage) for stage in school.stages}
    return audience in school.posts or not school.posts


def _has_number(cadence: Cadence) -> bool:
    return bool(cadence.on or cadence.by) or cadence.per.value not in NUMBERLESS


def _strictest(
    asked: list[Requirement], year: SchoolYear
) -> dict[tuple[str | None, Audience], Cadence]:
    found: dict[tuple[str | None, Audience], tuple[int, str, Cadence]] = {}
    for requirement in asked:
        if not requirement.measure or not _has_number(requirement.cadence):
            continue
        total = requirement.cadence.count * len(periods(requirement.cadence, year))
        for audience in requirement.audiences:
            key, mine = (requirement.measure, audience), (-total, requirement.id)
            if key not in found or mine < found[key][:2]:
                found[key] = (*mine, requirement.cadence)
    return {key: cadence for key, (_, _, cadence) in found.items()}


def _is_often(
    found: list[Evidence],
    asked: Requirement,
    cadence: Cadence,
    audience: Audience,
    content: Content,
    year: SchoolYear,
) -> bool:
    is_taught = asked.kind in ("topic", "method", "assessment")
    is_there_once = cadence.per in ("once", "unsaid") and not cadence.on
    is_there_once = is_there_once and not (is_taught and cadence.by)
    if asked.kind not in HELD and (is_there_once or not _has_number(cadence)):
        return True
    items = {evidence.item.id for evidence in found if evidence.item}
    schools = [campus for campus in content.campuses.values() if _has(campus, audience)]
    for campus in schools:
        days = set(_days(campus, asked, items, _one_primary(audience)))
        if any(len(days & period) < cadence.count for period in periods(cadence, year)):
            return False
    return bool(schools)


def _days(campus: Campus, asked: Requirement, items: set[str], who: str) -> Iterator[date]:
    kinds = COUNTED.get(asked.kind, ENTRY_KINDS["calendar"]).split()
    for entry in campus.calendar.entries if campus.calendar else ():
        is_meant = asked.id in entry.covers or entry.item in items
        if is_meant and entry.kind.value in kinds and who in map(_one_primary, entry.audiences):
            yield from entry.dates


_PERIODS: dict[tuple[str, str], list[set[date]]] = {}


def periods(cadence: Cadence, year: SchoolYear) -> list[set[date]]:
    """Return the sets of days, in each of which the count must be reached."""
    key = (cadence.model_dump_json(), year.model_dump_json())
    if key not in _PERIODS:
        _PERIODS[key] = list(_make_periods(cadence, year))
    return _PERIODS[key]


def _make_periods(cadence: Cadence, year: SchoolYear) -> Iterator[set[date]]:
    whole = [year.first + timedelta(days=n) for n in range((year.last - year.first).days + 1)]
    if cadence.on:
        yield _fixed(cadence.on, year, set(whole))
        return
    for period in _plain(cadence.per.value, year, whole):
        last = [
            day
            for day in sorted(period)
            if cadence.by and _matches(cadence.by, day) and cadence.by_year in (None, day.year)
        ]
        yield {day for day in period if not last or day <= last[-1]}


def _fixed(rule: str, year: SchoolYear, whole: set[date]) -> set[date]:
    """Return the first stretch of matching days that touches the year, with its slack."""
    around = [year.first + timedelta(days=n) for n in range(-400, 800)]
    stretches: list[list[date]] = []
    for day in around:
        if not _matches(rule, day):
            continue
        if stretches and stretches[-1][-1] == day - timedelta(days=1):
            stretches[-1].append(day)
        else:
            stretches.append([day])
    mine = next(days for days in stretches if whole & set(days))
    slack = 3 if "-" in rule and ".." not in rule else 0
    near = {d + timedelta(days=n) for d in mine for n in range(-slack, slack + 1)}
    return near & whole


def _matches(rule: str, day: date) -> bool:
    if ".." in rule:
        first, last = rule.split("..")
        now = f"{day:%m-%d}"
        return first <= now <= last if first <= last else now >= first or now <= last
    month, *rest = rule.split("-")
    if day.month != int(month):
        return False
    if len(rest) == 2:
        is_weekday = f"{day:%a}".lower() == rest[1]
        if rest[0] == "last":
            return is_weekday and (day + timedelta(days=7)).month != day.month
        return is_weekday and (day.day + 6) // 7 == int(rest[0])
    return not rest or day.day == int(rest[0])


def _plain(per: str, year: SchoolYear, whole: list[date]) -> Iterator[set[date]]:
    taught = {d for term in year.terms for d in whole if term.first <= d <= term.last}
    off = {d for free in year.holidays for d in whole if free.first <= d <= free.last}
    at_school = {d for d in taught - off if d.weekday() < 5}
    groups: dict[Any, set[date]] = defaultdict(set)
    for day in whole:
        month = day.year * 12 + day.month - 1
        name = {"day": day, "week": day - timedelta(days=day.weekday()), "month": month,
                "two-months": month, "quarter": month // 3}.get(per)  # fmt: skip
        groups[name].add(day)
    ordered = [groups[name] for name in sorted(groups)] if None not in groups else []
    if per == "day":
        yield from ({d} for d in sorted(at_school))
    elif per == "week":
        yield from (g for g in ordered if len(g & at_school) >= 3)
    elif per == "month":
        yield from (g for g in ordered if len(g & taught) >= 10)
    elif per == "two-months":
        months = [g for g in ordered if len(g & taught) >= 10]
        for one, other in zip(months[::2], months[1::2], strict=False):
            yield {d for d in whole if min(one) <= d <= max(other)}
    elif per == "quarter":
        yield from (g for g in ordered if len(g & taught) >= 20)
    elif per == "term":
        yield from ({d for d in whole if t.first <= d <= t.last} for t in year.terms)
    elif per == "holiday":
        starts = [f.first for f in year.holidays] + [t.last + timedelta(days=1) for t in year.terms]
        yield from ({s - timedelta(days=n) for n in range(1, 8)} for s in starts)
    else:
        yield set(whole)
