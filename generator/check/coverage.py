# SPDX-License-Identifier: MIT
"""The ladder: linked → fitting → often enough → deep → fresh → built, per clause and audience."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.addresses import LANGUAGES, SHELF_OF, item_paths, page_path
from generator.check.cadence import tally
from generator.check.claim import (
    FITTING_ENTRIES,
    Claim,
    collect_claims,
    fitting_items,
    held_days,
    planned_days,
)
from generator.finding import Finding, Origin, Severity
from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.coverage import (
    Coverage,
    Evidence,
    Outcome,
    PlanCoverage,
    Step,
    UnitCoverage,
    Verdict,
)
from generator.model.output import Output
from generator.model.plan import Per, Plan, Requirement, RequirementKind
from generator.model.school import Campus
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


SHOWN_CLAIMS = 3
"""How many claims that do not fit a finding names."""

SHOWN_WINDOWS = 4
"""How many windows that fall short a finding names."""

UNSTATED = "未载明"
"""What stands as the number of a plan that prints none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What verdicts are judged by."""

    content: Content
    settings: Settings
    as_of: date
    output: Output | None = None
    """What was built; without it, step `built` is not judged."""
    is_built_assumed: bool = False
    """True while pages are made that tell of the verdict before it can be known."""
    steps: frozenset[Step] = frozenset(Step)
    """The steps to judge."""


def judge_coverage(judgement: Judgement) -> Coverage:
    """Return the verdict on every requirement of every followed plan, for each audience."""
    claims = collect_claims(judgement.content)
    plans = judgement.content.plans
    followed = [plans[name] for name in judgement.settings.plans if name in plans]
    return Coverage(plans=tuple(_judge_plan(plan, claims, judgement) for plan in followed))


def _judge_plan(
    plan: Plan, claims: Mapping[str, tuple[Claim, ...]], judgement: Judgement
) -> PlanCoverage:
    units = []
    for u, unit in enumerate(plan.units):
        verdicts = [
            _Judge(
                requirement=_without_ended_suppression(requirement, judgement.as_of),
                audience=audience,
                claims=claims.get(requirement.id, ()),
                origin=plan.at("units", u, "requirements", r),
                clause=f"{plan.title.zh if plan.number == UNSTATED else plan.number} {unit.clause}",
                judgement=judgement,
            ).verdict()
            for r, requirement in enumerate(unit.requirements)
            for audience in requirement.audiences
        ]
        units.append(UnitCoverage(unit=unit, verdicts=tuple(verdicts)))
    return PlanCoverage(plan=plan, units=tuple(units))


def _without_ended_suppression(requirement: Requirement, as_of: date) -> Requirement:
    """Return the requirement as it stands on the judged day: a suppression has a last day."""
    suppression = requirement.suppression
    if suppression and suppression.until < as_of:
        return requirement.model_copy(update={"suppression": None})
    return requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Judges one requirement for one audience."""

    requirement: Requirement
    audience: Audience
    claims: tuple[Claim, ...]
    origin: Origin
    clause: str
    judgement: Judgement

    def verdict(self) -> Verdict:
        fitting = self._fitting()
        results = {
            Step.LINKED: self._linked(),
            Step.FITTING: self._fits(fitting),
            Step.OFTEN_ENOUGH: self._often_enough(fitting),
            Step.DEEP: self._deep(fitting),
            Step.FRESH: None,
            Step.BUILT: self._built(fitting),
        }
        steps = tuple((step, self._outcome(step, results[step])) for step in Step)
        lowest = next((s for s, outcome in steps if outcome is Outcome.FAIL), None)
        findings = tuple(results[lowest] or ()) if lowest else ()
        planned, held = self._counts(fitting)
        return Verdict(
            requirement=self.requirement,
            audience=self.audience,
            planned=planned,
            held=held,
            steps=steps,
            findings=() if self.requirement.suppression else findings,
            evidence=tuple(self._evidence(fitting)),
        )

    def _outcome(self, step: Step, findings: tuple[Finding, ...] | None) -> Outcome:
        if findings is None or step not in self.judgement.steps:
            return Outcome.NOT_JUDGED
        return Outcome.FAIL if findings else Outcome.PASS

    def _fitting(self) -> tuple[Claim, ...]:
        topic = self.judgement.content.topics.get(self.requirement.topic)
        terms = topic.terms if topic else ()
        return tuple(c for c in self.claims if c.fits(self.requirement, self.audience, terms))

    def _linked(self) -> tuple[Finding, ...]:
        if self.claims:
            return ()
        return (
            self._finding(
                "V501",
                "没有任何内容声明满足它",
                "nothing claims to meet it",
                *_where_to_claim(self.requirement),
            ),
        )

    def _fits(self, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
        if not self.claims:
            return None
        if fitting:
            return ()
        where = ", ".join(str(claim.origin) for claim in self.claims[:SHOWN_CLAIMS])
        where += "…" if len(self.claims) > SHOWN_CLAIMS else ""
        return (
            self._finding(
                "V502",
                f"声明满足它的内容在种类、对象或主题上都不符（{where}）",
                f"what claims to meet it is of another kind, audience or topic ({where})",
                f"需要一个面向 {self.audience.value}、主题为 {self.requirement.topic} 的"
                f"{_KIND_ZH[self.requirement.kind]}。",
                f"It takes a {self.requirement.kind.value} on {self.requirement.topic} "
                f"for {self.audience.value}.",
            ),
        )

    def _campuses(self) -> tuple[Campus, ...]:
        """Return the schools whose calendar is judged: those that teach the audience."""
        everyone = self.judgement.content.campuses.values()
        if not self.audience.is_stage:
            return tuple(everyone)
        return tuple(
            c for c in everyone if self.audience.group in {s.group for s in c.school.stages}
        )

    def _often_enough(self, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
        if not fitting:
            return None
        if not self._is_dated():
            return ()
        campuses = self._campuses()
        if not campuses:
            return (
                self._finding(
                    "V503",
                    f"没有一所学校有 {self.audience.value}，无日程可查",
                    f"no school here teaches {self.audience.value}: there is no calendar to judge",
                    "在 content/schools/ 里加上这类学校及其 calendar.yml。",
                    "Add a school of that kind with its calendar.yml under content/schools/.",
                ),
            )
        return tuple(f for campus in campuses for f in self._too_seldom(fitting, campus))

    def _is_dated(self) -> bool:
        cadence = self.requirement.cadence
        has_number = cadence.per not in (Per.VAGUE, Per.UNSAID, Per.EVENT) or cadence.on
        return bool(has_number) or self.requirement.kind in DATED_KINDS

    def _too_seldom(self, fitting: tuple[Claim, ...], campus: Campus) -> Iterator[Finding]:
        days = planned_days(self.requirement, self.audience, fitting, campus)
        result = tally(self.requirement.cadence, days, self.judgement.settings.school_year)
        if not result.short:
            return
        shown = "、".join(f"{w.first}～{w.last}" for w in result.short[:SHOWN_WINDOWS])
        more = "…" if len(result.short) > SHOWN_WINDOWS else ""
        count = self.requirement.cadence.count
        calendar = (
            campus.calendar.file if campus.calendar else f"{campus.school.file} (calendar.yml)"
        )
        yield self._finding(
            "V503",
            f"{campus.school.name.zh}安排得不够：这些时段里少于 {count} 次：{shown}{more}",
            f"{campus.school.name.en} plans too few: under {count} in {shown}{more}",
            f"在 {calendar} 里补上日期。",
            f"Add dates in {calendar}.",
        )

    def _deep(self, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
        if not fitting:
            return None
        shallow = [claim.shallow for claim in fitting]
        if not all(shallow):
            return ()
        first = shallow[0][0]
        return (
            self._finding(
                "V504",
                f"证据不够扎实：{first.origin} {first.what_zh}",
                f"its evidence is shallow: {first.origin} {first.what_en}",
                first.mend_zh,
                first.mend_en,
            ),
        )

    def _built(self, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
        output = self.judgement.output
        if fitting and self.judgement.is_built_assumed:
            return ()
        if output is None or not fitting:
            return None
        missing = [tuple(_missing_files(claim, output, self.judgement)) for claim in fitting]
        if not all(missing):
            return ()
        return (
            self._finding(
                "V506",
                f"生成的结果里缺少：{'、'.join(missing[0])}",
                f"the output lacks: {', '.join(missing[0])}",
                "重新生成；若仍缺少，请检查生成时的提示。",
                "Build again; if it is still missing, read what the build reported.",
            ),
        )

    def _counts(self, fitting: tuple[Claim, ...]) -> tuple[int, int]:
        """Return planned and held days of the school that has fewest."""
        year = self.judgement.settings.school_year
        pairs = []
        for campus in self._campuses():
            days = planned_days(self.requirement, self.audience, fitting, campus)
            done = held_days(self.audience, fitting, campus, self.judgement.as_of)
            pairs.append(
                (
                    tally(self.requirement.cadence, days, year).planned,
                    sum(d >= year.first for d in done),
                )
            )
        return min(pairs, default=(0, 0))

    def _evidence(self, fitting: tuple[Claim, ...]) -> Iterator[Evidence]:
        for claim in fitting:
            for name, language, path in _paths(claim, self.judgement):
                yield Evidence(
                    item=name, path=path, locator="", language=language, audience=self.audience
                )

    def _finding(
        self, code: str, what_zh: str, what_en: str, mend_zh: str, mend_en: str
    ) -> Finding:
        return Finding(
            code=code,
            severity=Severity.GAP,
            origin=self.origin,
            what_zh=f"{self.clause}（{self.audience.value}）：{what_zh}",
            what_en=f"{self.clause} ({self.audience.value}): {what_en}",
            mend_zh=mend_zh,
            mend_en=mend_en,
            subject=f"{self.requirement.id}@{self.audience.value}",
        )


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
    shelves = sorted(SHELF_OF[x.__name__] for x in items)
    return (
        f"在 content/{'、'.join(shelves)} 里合适的一篇的 covers 里写上 {name}。",
        f"Write {name} under `covers` of a fitting item in content/{' or '.join(shelves)}.",
    )


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


def _paths(claim: Claim, judgement: Judgement) -> Iterator[tuple[str, str, str]]:
    if claim.item:
        for language, path in item_paths(claim.item, judgement.settings):
            yield claim.item.id, language, path
    elif claim.campus:
        name = claim.entry.id if claim.entry else claim.campus.school.id
        shelf = "calendar" if claim.entry else "schools"
        for language in LANGUAGES:
            yield name, language, page_path(shelf, claim.campus.school.id, language)


def _missing_files(claim: Claim, output: Output, judgement: Judgement) -> Iterator[str]:
    """Yield what an inspector would look for in the output and not find."""
    for name, language, path in _paths(claim, judgement):
        title = _title(claim, judgement, name, language)
        if path.endswith(".pdf"):
            if title not in output.pdf_text.get(path, ""):
                yield path
        elif path not in output.reachable or title not in output.page_text.get(path, ""):
            yield path
        elif claim.item and path not in output.found_by_search.get(claim.item.title[language], ()):
            yield f"{path} (search)"
    if claim.campus and not claim.entry:
        yield from _missing_landings(claim.campus, output)


def _missing_landings(campus: Campus, output: Output) -> Iterator[str]:
    for code in campus.registry.codes if campus.registry else ():
        if code.code not in output.landings:
            yield f"Q/{code.code}/"


def _title(claim: Claim, judgement: Judgement, name: str, language: str) -> str:
    if claim.item:
        return squeeze(claim.item.title[language])
    if claim.entry:
        return squeeze(claim.entry.title[language])
    return squeeze(judgement.content.campuses[name].school.name[language])


def squeeze(text: str) -> str:
    """Return the text without white space, as page and PDF texts are compared."""
    return "".join(text.split())


def gaps_of(coverage: Coverage) -> Iterable[Finding]:
    """Return the findings of every verdict."""
    return (finding for verdict in coverage.verdicts for finding in verdict.findings)
