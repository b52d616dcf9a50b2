# SPDX-License-Identifier: MIT
"""SARIF 2.1.0 (OASIS): findings for code hosts and editors, in both languages."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from generator.data.coverage_json import Json, relative
from generator.explanation import Explanation, explained_codes, load_explanations
from generator.finding import Finding, Origin, Severity
from generator.model.coverage import Coverage, Outcome, Step, Verdict
from generator.model.plan import Suppression

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

FINGERPRINT = "musterFinding/v1"
"""Name of the fingerprint; a change of its recipe raises the number."""

LEVEL: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.GAP: "warning", Severity.ADVICE: "note"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suppressed:
    """A verdict that a plan's file takes out of judgement."""

    finding: Finding
    suppression: Suppression
    has_failed: bool


def sarif_json(findings: Iterable[Finding], coverage: Coverage, version: str, root: Path) -> Json:
    """Return the log of one check as plain data.

    `version` is that of Muster. Files are named as they were typed; absolute ones as seen from
    the folder `root`, in which the command was started. Suppressed verdicts are listed as
    suppressed results, with reason and last day.
    """
    rules = load_explanations()
    index = {code: number for number, code in enumerate(rules)}
    writer = _Writer(root=root, rules=index, seen=Counter())
    suppressed = {entry.finding.subject: entry for entry in _suppressed(coverage)}
    found = tuple(findings)
    results = [writer.result(f, _suppression_of(f, suppressed)) for f in found]
    told = {finding.subject for finding in found}
    silent = [entry for name, entry in suppressed.items() if name not in told]
    results += [writer.silent_result(entry) for entry in silent]
    driver = {"name": "Muster", "version": version, "rules": [_rule(r) for r in rules.values()]}
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "results": results,
        "properties": _denominator(coverage),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def result_json(finding: Finding, root: Path) -> Json:
    """Return the result of a finding that is not suppressed and has a fingerprint of its own."""
    return _Writer(root=root, rules=_rule_numbers(), seen=Counter()).result(finding, None)


@cache
def _rule_numbers() -> Mapping[str, int]:
    return {code: number for number, code in enumerate(explained_codes())}


def fingerprint(finding: Finding, root: Path) -> str:
    """Return what stays when lines move: SHA-256 of code, subject and relative file.

    A finding without a subject is told apart by the key of the value that it speaks of.
    """
    subject = finding.subject or finding.origin.key
    parts = (finding.code, subject, relative(finding.origin.file, root))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Turns findings into results, and numbers those that share a fingerprint."""

    root: Path
    rules: Mapping[str, int]
    seen: Counter[str]

    def result(self, finding: Finding, suppression: Suppression | None) -> Json:
        mark = fingerprint(finding, self.root)
        self.seen[mark] += 1
        rule = {"ruleIndex": self.rules[finding.code]} if finding.code in self.rules else {}
        return {
            "ruleId": finding.code,
            **rule,
            "level": LEVEL[finding.severity],
            "message": {"text": _message(finding)},
            "locations": list(self._locations(finding.origin, finding.subject)),
            "partialFingerprints": {FINGERPRINT: f"{mark}:{self.seen[mark]}"},
            "properties": {
                "subject": finding.subject,
                "what_zh": finding.what_zh,
                "what_en": finding.what_en,
                "mend_zh": finding.mend_zh,
                "mend_en": finding.mend_en,
            },
            **_suppressions(suppression),
        }

    def silent_result(self, entry: _Suppressed) -> Json:
        """Return the result of a suppressed verdict, of which no finding tells."""
        result = self.result(entry.finding, entry.suppression)
        return result if entry.has_failed else result | {"kind": "notApplicable", "level": "none"}

    def _locations(self, origin: Origin, subject: str) -> Iterator[Json]:
        if not origin.file:
            return
        uri = quote(relative(origin.file, self.root))
        place: Json = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
        if origin.line:
            place["region"] = {"startLine": origin.line}
        logical = {"logicalLocations": [{"fullyQualifiedName": subject}]} if subject else {}
        yield {"physicalLocation": place, **logical}


def _suppressions(suppression: Suppression | None) -> Json:
    if not suppression:
        return {}
    reason, until = suppression.reason, suppression.until
    justification = f"{reason.zh}（至 {until}） / {reason.en} (until {until})"
    entry = {
        "kind": "inSource",
        "status": "accepted",
        "justification": justification,
        "properties": {"until": until.isoformat()},
    }
    return {"suppressions": [entry]}


def _suppression_of(finding: Finding, suppressed: Mapping[str, _Suppressed]) -> Suppression | None:
    """Return what takes a finding out of judgement; an error is never suppressed."""
    entry = suppressed.get(finding.subject)
    return entry.suppression if entry and finding.severity is not Severity.ERROR else None


def _message(finding: Finding) -> str:
    text = f"{finding.what_zh} → {finding.mend_zh}\n{finding.what_en} → {finding.mend_en}"
    return _escape(text)


def _escape(text: str) -> str:
    """Return the text as a message string, in which braces mark placeholders (§3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _rule(rule: Explanation) -> Json:
    both = _escape(f"{rule.meaning_zh} / {rule.meaning_en}")
    cure = _escape(f"{rule.cure_zh}\n\n{rule.cure_en}")
    example = rule.example.strip("\n")
    return {
        "id": rule.code,
        "shortDescription": {"text": both},
        "fullDescription": {"text": both},
        "help": {
            "text": f"{cure}\n\n{_escape(example)}",
            "markdown": f"{cure}\n\n```text\n{_escape(example)}\n```",
        },
    }


def _suppressed(coverage: Coverage) -> Iterator[_Suppressed]:
    for plan in coverage.plans:
        for number, unit in enumerate(plan.units):
            cited = f"{plan.plan.short_name} {unit.unit.clause}"
            ids = [requirement.id for requirement in unit.unit.requirements]
            for verdict in unit.verdicts:
                if suppression := verdict.requirement.suppression:
                    place = ids.index(verdict.requirement.id)
                    origin = plan.plan.at("units", number, "requirements", place)
                    yield _suppress(verdict, suppression, cited, origin)


def _suppress(
    verdict: Verdict, suppression: Suppression, cited: str, origin: Origin
) -> _Suppressed:
    failed = [step for step, outcome in verdict.steps if outcome is Outcome.FAIL]
    audience, until = verdict.audience, suppression.until
    finding = Finding(
        code=_code_of(failed[0] if failed else Step.LINKED),
        severity=Severity.GAP,
        origin=origin,
        what_zh=f"{cited}（{audience.shown_zh}）：暂不判，至 {until}",
        what_en=f"{cited} ({audience.shown_en}): not judged until {until}",
        mend_zh="期满前做到，或写明新的理由和日期。",
        mend_en="Meet it before that day, or give a new reason and day.",
        subject=f"{verdict.requirement.id}@{audience.value}",
    )
    return _Suppressed(finding=finding, suppression=suppression, has_failed=bool(failed))


def _code_of(step: Step) -> str:
    """Return what a verdict that fails at a step is told as: V501 for the lowest."""
    return f"V50{list(Step).index(step) + 1}"


def _denominator(coverage: Coverage) -> Json:
    """Return what was judged, so that nothing left out can look like coverage."""
    units = Counter(unit.unit.disposition.value for plan in coverage.plans for unit in plan.units)
    return denominator_json(units, Counter(verdict.status for verdict in coverage.verdicts))


def denominator_json(units: Mapping[str, int], statuses: Mapping[str, int]) -> Json:
    """Return how many clauses of each disposition and verdicts of each status there are."""
    return {"clauses": dict(sorted(units.items())), "verdicts": dict(sorted(statuses.items()))}
