# SPDX-License-Identifier: MIT
"""`coverage.json`: the verdict for other programs."""

import os
from collections.abc import Iterable
from pathlib import Path

from generator.finding import Finding
from generator.model.coverage import Coverage, Evidence, PlanCoverage, UnitCoverage, Verdict
from generator.model.plan import Requirement

SCHEMA_VERSION = 1
"""Of what a school keeps to itself."""

COVERAGE_VERSION = 2
"""Of `coverage.json`: from 2 on a count is null where a clause asks for none."""

Json = dict[str, object]


def coverage_json(coverage: Coverage, findings: Iterable[Finding], root: Path) -> Json:
    """Return the whole verdict as plain data; its shape is published and versioned.

    `findings` are all that may be public, also those that belong to no verdict; their files are
    named as they were typed, absolute ones as seen from the folder `root`.
    """
    return {
        "schema_version": COVERAGE_VERSION,
        "plans": [_plan(plan) for plan in coverage.plans],
        "findings": [finding_json(finding, root) for finding in findings],
    }


def findings_json(findings: Iterable[Finding], root: Path) -> Json:
    """Return what was found in one school's own files as plain data, for the school alone."""
    return {
        "schema_version": SCHEMA_VERSION,
        "findings": [finding_json(finding, root) for finding in findings],
    }


def finding_json(finding: Finding, root: Path) -> Json:
    """Return a finding as plain data."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": relative(finding.origin.file, root),
        "line": finding.origin.line or None,
        "subject": finding.subject,
        **_texts(finding),
    }


def relative(file: str, root: Path) -> str:
    """Return the path with slashes, never absolute; what was typed as relative stays so."""
    path = Path(file)
    if not file or not path.is_absolute():
        return path.as_posix() if file else ""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive
        return path.name


def _texts(finding: Finding) -> Json:
    return {
        "zh": finding.what_zh,
        "en": finding.what_en,
        "mend_zh": finding.mend_zh,
        "mend_en": finding.mend_en,
    }


def _plan(plan: PlanCoverage) -> Json:
    return {
        **plan_json(plan),
        "requirements": [
            requirement_json(requirement, unit, plan.plan.id)
            for unit in plan.units
            for requirement in unit.unit.requirements
        ],
    }


def plan_json(plan: PlanCoverage) -> Json:
    """Return a plan and its clauses as plain data, without what they ask."""
    return {
        "id": plan.plan.id,
        "number": plan.plan.number or "",
        "title_zh": plan.plan.title.zh,
        "title_en": plan.plan.title.en,
        "units": [_unit(unit) for unit in plan.units],
    }


def _unit(unit: UnitCoverage) -> Json:
    return {
        "clause": unit.unit.clause,
        "source_sha256": unit.unit.sha256,
        "disposition": unit.unit.disposition.value,
        "reason": unit.unit.reason.value if unit.unit.reason else None,
        "requirements": [requirement.id for requirement in unit.unit.requirements],
    }


def requirement_json(requirement: Requirement, unit: UnitCoverage, plan: str) -> Json:
    """Return a requirement of a clause with its verdicts as plain data."""
    verdicts = [v for v in unit.verdicts if v.requirement.id == requirement.id]
    suppression = requirement.suppression
    return {
        "id": requirement.id,
        "plan": plan,
        "clause": unit.unit.clause,
        "source_sha256": unit.unit.sha256,
        "kind": requirement.kind.value,
        "topic": requirement.topic,
        "audiences": [audience.value for audience in requirement.audiences],
        "cadence": _cadence(requirement),
        "terms": list(requirement.terms),
        "text_zh": requirement.text.zh,
        "text_en": requirement.text.en,
        "suppression": suppression.model_dump(mode="json") if suppression else None,
        "verdicts": [_verdict(verdict) for verdict in verdicts],
        "evidence": list(_evidence(e for v in verdicts for e in v.evidence)),
    }


def _cadence(requirement: Requirement) -> Json:
    cadence = requirement.cadence
    return {
        "count": cadence.count if cadence.asks_number else None,
        "per": cadence.per.value,
        "on": cadence.on,
        "deadline": cadence.deadline,
        "derived": requirement.derived,
    }


def _verdict(verdict: Verdict) -> Json:
    cadence = verdict.requirement.cadence
    return {
        "audience": verdict.audience.value,
        "required": {
            "count": verdict.count,
            "per": cadence.per.value,
            "deadline": cadence.deadline,
            "is_past_deadline": verdict.is_past_deadline,
        },
        "planned": verdict.planned,
        "held": verdict.held,
        "overdue": verdict.overdue,
        "steps": {step.value: outcome.value for step, outcome in verdict.steps},
        "status": verdict.status,
        "findings": [{"code": f.code, **_texts(f)} for f in verdict.findings],
    }


def _evidence(evidence: Iterable[Evidence]) -> Iterable[Json]:
    for entry in dict.fromkeys(evidence):
        yield {
            "item": entry.item,
            "path": entry.path,
            "locator": entry.locator,
            "language": entry.language,
            "audience": entry.audience.value,
        }
