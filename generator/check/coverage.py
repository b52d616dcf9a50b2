# SPDX-License-Identifier: MIT
"""The ladder: linked → fitting → often enough → deep → fresh → built, per clause and audience."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from generator.check.claim import FITTING_ENTRIES, Claim, collect_claims, fitting_items
from generator.check.conflict import Targets, find_targets, has_number
from generator.check.evidence import Shelf
from generator.check.fingerprint import requirement_fingerprint
from generator.check.freshness import find_stale
from generator.check.phrase import holds_pack
from generator.check.schedule import CampusYear, make_schedule
from generator.finding import Finding, Origin, Severity
from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.coverage import (
    Coverage,
    Evidence,
    Outcome,
    PlanCoverage,
    Schedule,
    Step,
    UnitCoverage,
    Verdict,
)
from generator.model.output import Output
from generator.model.plan import Cadence, Per, Plan, Requirement, RequirementKind, Unit
from generator.model.school import Campus, Entry
from generator.settings import Settings

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

SHOWN = 4
"""How many claims, windows or days a finding names."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What verdicts are judged by."""

    content: Content
    """With the cards of its items."""
    settings: Settings
    as_of: date
    output: Output | None = None
    """What was built; without it, step `built` is not judged."""
    is_built_assumed: bool = False
    """True while pages are made that tell of the verdict before it can be known."""
    steps: frozenset[Step] = frozenset(Step)
    """The steps to judge."""
    only: frozenset[str] | None = None
    """Requirements to judge; where none are named, all. Clauses without one are left out."""
    whole: frozenset[str] = frozenset()
    """Plans of which no clause is left out."""

    def wants(self, plan: Plan, unit: Unit) -> bool:
        """Say whether a clause, or anything that it asks for, is to be judged."""
        is_wanted = self.only is None or plan.id in self.whole
        return is_wanted or any(r.id in (self.only or ()) for r in unit.requirements)

    @cached_property
    def followed(self) -> tuple[Plan, ...]:
        """The plans that the configuration follows, in its order."""
        plans = self.content.plans
        return tuple(plans[name] for name in self.settings.plans if name in plans)

    @cached_property
    def campus_years(self) -> tuple[CampusYear, ...]:
        """The judged year of every school."""
        year, campuses = self.settings.school_year, self.content.campuses.values()
        return tuple(CampusYear(campus=c, year=year, as_of=self.as_of) for c in campuses)

    @cached_property
    def shelf(self) -> Shelf:
        """Where evidence stands in the output."""
        return Shelf(content=self.content, settings=self.settings, output=self.output)


def judge_coverage(judgement: Judgement) -> Coverage:
    """Return the verdict on every requirement of every followed plan, for each audience."""
    claims = collect_claims(judgement.content)
    targets, conflicts = find_targets(judgement.followed, judgement.settings.school_year)
    bench = _Bench(judgement=judgement, claims=claims, targets=targets)
    plans = tuple(_judge_plan(plan, bench) for plan in judgement.followed)
    return Coverage(plans=plans, conflicts=conflicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What lies ready while the clauses are judged."""

    judgement: Judgement
    claims: Mapping[str, tuple[Claim, ...]]
    targets: Targets


def _judge_plan(plan: Plan, bench: _Bench) -> PlanCoverage:
    units = []
    for u, unit in enumerate(plan.units):
        if not bench.judgement.wants(plan, unit):
            continue
        verdicts: list[Verdict] = []
        for r, requirement in enumerate(unit.requirements):
            case = _Case(
                requirement=_without_ended_suppression(requirement, bench.judgement.as_of),
                unit=unit,
                claims=bench.claims.get(requirement.id, ()),
                origin=plan.at("units", u, "requirements", r),
                clause=f"{plan.short_name} {unit.clause}",
                bench=bench,
            )
            verdicts += (_judge(case, audience) for audience in requirement.audiences)
        units.append(UnitCoverage(unit=unit, verdicts=tuple(verdicts)))
    return PlanCoverage(plan=plan, units=tuple(units))


def _without_ended_suppression(requirement: Requirement, as_of: date) -> Requirement:
    """Return the requirement as it stands on the judged day: a suppression has a last day."""
    suppression = requirement.suppression
    if suppression and suppression.until < as_of:
        return requirement.model_copy(update={"suppression": None})
    return requirement


@dataclass(frozen=True, kw_only=True)
class _Case:
    """One requirement, ready to be judged for its audiences."""

    requirement: Requirement
    unit: Unit
    claims: tuple[Claim, ...]
    origin: Origin
    clause: str
    bench: _Bench

    @property
    def judgement(self) -> Judgement:
        return self.bench.judgement

    @cached_property
    def on_subject(self) -> tuple[Claim, ...]:
        """Claims of the right kind and on the right subject, with the phrases asked for."""
        topic = self.judgement.content.topics.get(self.requirement.topic)
        terms = topic.terms if topic else ()
        return tuple(
            claim
            for claim in self.claims
            if claim.has_right_kind(self.requirement)
            and claim.is_on(self.requirement, terms)
            and not self._lacks_phrases(claim)
        )

    def _lacks_phrases(self, claim: Claim) -> bool:
        packs = self.judgement.content.phrases
        wanted = [packs[name] for name in self.requirement.phrases if name in packs]
        return bool(claim.card and not all(holds_pack(claim.card.words, p) for p in wanted))

    @cached_property
    def fingerprint(self) -> str:
        return requirement_fingerprint(self.unit, self.requirement)

    def finding(
        self, code: str, audience: Audience, origin: Origin, texts: tuple[str, str, str, str]
    ) -> Finding:
        what_zh, what_en, mend_zh, mend_en = texts
        return Finding(
            code=code,
            severity=Severity.GAP,
            origin=origin,
            what_zh=f"{self.clause}（{audience.shown_zh}）：{what_zh}",
            what_en=f"{self.clause} ({audience.shown_en}): {what_en}",
            mend_zh=mend_zh,
            mend_en=mend_en,
            subject=f"{self.requirement.id}@{audience.value}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    """How often one requirement asks one audience, and what schools do about it."""

    number_from: str
    schedules: tuple[tuple[Campus, Schedule, tuple[Entry, ...]], ...]
    is_dated: bool
    count: int


def _judge(case: _Case, audience: Audience) -> Verdict:
    fitting = tuple(claim for claim in case.on_subject if claim.is_for(audience))
    dates = _dates(case, audience, fitting)
    results = {
        Step.LINKED: _linked(case, audience),
        Step.FITTING: _fits(case, audience, fitting),
        Step.OFTEN_ENOUGH: _often_enough(case, audience, fitting, dates),
        Step.DEEP: _deep(case, audience, fitting),
        Step.FRESH: _fresh(case, audience, fitting),
        Step.BUILT: _built(case, audience, fitting),
    }
    wanted = case.judgement.steps
    steps = tuple((s, _outcome(results[s] if s in wanted else None)) for s in Step)
    lowest = next((s for s, outcome in steps if outcome is Outcome.FAIL), None)
    found = tuple(results[lowest] or ()) if lowest else ()
    schedules = tuple(schedule for _, schedule, _ in dates.schedules)
    least = min(schedules, key=lambda s: (s.planned, s.held), default=None)
    return Verdict(
        requirement=case.requirement,
        audience=audience,
        required=max((s.required for s in schedules), default=0) if dates.is_dated else 0,
        planned=least.planned if least else 0,
        held=least.held if least else 0,
        overdue=sum(s.overdue for s in schedules) if dates.is_dated else 0,
        number_from=dates.number_from,
        schedules=schedules,
        steps=steps,
        findings=() if case.requirement.suppression else found,
        evidence=_evidence(case.judgement.shelf, fitting, audience),
    )


def _outcome(findings: tuple[Finding, ...] | None) -> Outcome:
    if findings is None:
        return Outcome.NOT_JUDGED
    return Outcome.FAIL if findings else Outcome.PASS


def _linked(case: _Case, audience: Audience) -> tuple[Finding, ...]:
    if case.claims:
        return ()
    texts = ("没有任何内容声明满足它", "nothing claims to meet it")
    return (
        case.finding("V501", audience, case.origin, (*texts, *_where_to_claim(case.requirement))),
    )


def _fits(
    case: _Case, audience: Audience, fitting: tuple[Claim, ...]
) -> tuple[Finding, ...] | None:
    if not case.claims:
        return None
    if fitting:
        return ()
    where = ", ".join(str(claim.origin) for claim in case.claims[:SHOWN])
    where += "…" if len(case.claims) > SHOWN else ""
    wanted = case.requirement
    zh, en = _wanted(case, audience)
    texts = (
        f"声明满足它的内容在种类、对象、主题或标准用语上不符（{where}）",
        f"what claims to meet it is of another kind, audience, topic or wording ({where})",
        f"需要：{_KIND_ZH[wanted.kind]}，{zh}。",
        f"Needed: {_KIND_EN[wanted.kind]}, {en}.",
    )
    return (case.finding("V502", audience, case.claims[0].origin, texts),)


def _wanted(case: _Case, audience: Audience) -> tuple[str, str]:
    """Return for whom, on what and with which phrases it is wanted, in both languages."""
    wanted, content = case.requirement, case.judgement.content
    topic = content.topics.get(wanted.topic)
    packs = [content.phrases[name].title for name in wanted.phrases if name in content.phrases]
    topic_zh, topic_en = (topic.title.zh, topic.title.en) if topic else ("", "")
    zh = [f"面向{audience.shown_zh}", f"主题“{topic_zh}” [{wanted.topic}]"]
    en = [f"for {audience.shown_en}", f'on "{topic_en}" [{wanted.topic}]']
    zh += [f"含标准用语{pack.zh}" for pack in packs]
    en += [f"with the phrases of “{pack.en}”" for pack in packs]
    return "，".join(zh), ", ".join(en)


def _dates(case: _Case, audience: Audience, fitting: tuple[Claim, ...]) -> _Dates:
    cadence, number_from = _effective_cadence(case, audience)
    is_dated = _is_dated(case.requirement.kind, cadence)
    if not is_dated or not fitting:
        return _Dates(number_from=number_from, schedules=(), is_dated=is_dated, count=cadence.count)
    items = frozenset(claim.card.id for claim in fitting if claim.card)
    schedules = []
    for known in case.judgement.campus_years:
        if known.campus.school.has(audience):
            entries = known.counting(case.requirement, audience, items)
            held = known.held(case.requirement, audience, entries, items)
            schedule = make_schedule(known, cadence, entries, held)
            schedules.append((known.campus, schedule, entries))
    return _Dates(
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


def _effective_cadence(case: _Case, audience: Audience) -> tuple[Cadence, str]:
    """Return the cadence, with the number of a stricter layer where the clause gives none."""
    cadence, measure = case.requirement.cadence, case.requirement.measure
    if cadence.per is not Per.VAGUE or cadence.on or not measure:
        return cadence, ""
    if (target := case.bench.targets.get((measure, audience))) is None:
        return cadence, ""
    return target[1], target[0].requirement


def _often_enough(
    case: _Case, audience: Audience, fitting: tuple[Claim, ...], dates: _Dates
) -> tuple[Finding, ...] | None:
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
    case: _Case,
    audience: Audience,
    dates: _Dates,
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


def _deep(
    case: _Case, audience: Audience, fitting: tuple[Claim, ...]
) -> tuple[Finding, ...] | None:
    if not fitting:
        return None
    shallow = [claim.card.shallow if claim.card else () for claim in fitting]
    if not all(shallow):
        return ()
    first = shallow[0][0]
    texts = (
        f"证据不够扎实：{first.origin} {first.what_zh}",
        f"its evidence is shallow: {first.origin} {first.what_en}",
        first.mend_zh,
        first.mend_en,
    )
    return (case.finding("V504", audience, first.origin, texts),)


def _fresh(
    case: _Case, audience: Audience, fitting: tuple[Claim, ...]
) -> tuple[Finding, ...] | None:
    if not fitting:
        return None
    reviews, as_of = case.judgement.content.reviews, case.judgement.as_of
    is_reviewed = any(claim.subject in reviews for claim in fitting)
    clause = case.fingerprint if is_reviewed else ""
    faults = [find_stale(claim, clause, reviews, as_of) for claim in fitting]
    if None in faults:
        return ()
    code, zh, en = faults[0] or ("", "", "")
    first, subject = fitting[0], fitting[0].reviewed_as
    texts = (
        f"{first.shown_zh} {zh}",
        f"{first.shown_en} {en}",
        f"与条款和来源比对，再运行 muster review {subject}。",
        f"Compare it with clause and sources, then run muster review {subject}.",
    )
    return (case.finding(code, audience, fitting[0].origin, texts),)


def _built(
    case: _Case, audience: Audience, fitting: tuple[Claim, ...]
) -> tuple[Finding, ...] | None:
    shelf = case.judgement.shelf
    if fitting and case.judgement.is_built_assumed:
        return ()
    if shelf.output is None or not fitting:
        return None
    missing = [shelf.missing(claim, case.requirement) for claim in fitting]
    if not all(missing):
        return ()
    texts = (
        f"生成的结果里缺少：{'、'.join(missing[0])}",
        f"the output lacks: {', '.join(missing[0])}",
        "重新生成；若仍缺少，请检查生成时的提示。",
        "Build again; if it is still missing, read what the build reported.",
    )
    return (case.finding("V506", audience, fitting[0].origin, texts),)


def _evidence(shelf: Shelf, fitting: tuple[Claim, ...], audience: Audience) -> tuple[Evidence, ...]:
    return tuple(chain.from_iterable(shelf.evidence(claim, audience) for claim in fitting))


def _where_to_claim(requirement: Requirement) -> tuple[str, str]:
    """Return in which file a claim belongs, in both languages."""
    name, kind = requirement.id, requirement.kind
    if kind in FITTING_ENTRIES:
        return (
            f"在学校 calendar.yml 的一条日程的 covers 里写上 {name}。",
            f"Write {name} under `covers` of an entry in a school's calendar.yml.",
        )
    items = fitting_items(requirement)
    if not items:
        return (
            f"还没有“{_KIND_ZH[kind]}”这一种内容，只能照实列为缺口。",
            f"There is no content of kind {kind.value} yet; it stays an open gap.",
        )
    shelves = sorted(kind.value for kind in items)
    return (
        f"在 content/{'、'.join(shelves)} 里合适的一篇的 covers 里写上 {name}。",
        f"Write {name} under `covers` of a fitting item in content/{' or '.join(shelves)}.",
    )


_KIND_EN: Mapping[RequirementKind, str] = {
    RequirementKind.TOPIC: "a lesson",
    RequirementKind.DRILL: "a drill",
    RequirementKind.PROCEDURE: "a procedure",
    RequirementKind.TRAINING: "a training lesson",
    RequirementKind.AWARENESS_DAY: "an awareness day in the calendar",
    RequirementKind.DISPLAY: "a poster or evacuation sheet",
    RequirementKind.CHECKLIST: "a checklist",
    RequirementKind.FORM: "a form",
    RequirementKind.DUTY: "a statement of duties",
    RequirementKind.PARENT: "a letter to parents",
    RequirementKind.ASSESSMENT: "a test",
    RequirementKind.METHOD: "a lesson or drill of that form",
    RequirementKind.CALENDAR: "an entry in the calendar",
}

_KIND_ZH: Mapping[RequirementKind, str] = {
    RequirementKind.TOPIC: "课",
    RequirementKind.DRILL: "演练",
    RequirementKind.PROCEDURE: "处置流程",
    RequirementKind.TRAINING: "培训",
    RequirementKind.AWARENESS_DAY: "宣传日日程",
    RequirementKind.DISPLAY: "海报或疏散图",
    RequirementKind.CHECKLIST: "检查表",
    RequirementKind.FORM: "记录表",
    RequirementKind.DUTY: "岗位职责",
    RequirementKind.PARENT: "家长信",
    RequirementKind.ASSESSMENT: "测评",
    RequirementKind.METHOD: "教学形式",
    RequirementKind.CALENDAR: "日程",
}


def gaps_of(coverage: Coverage) -> Iterable[Finding]:
    """Return the findings of every verdict."""
    return (finding for verdict in coverage.verdicts for finding in verdict.findings)


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
