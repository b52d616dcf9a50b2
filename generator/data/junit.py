# SPDX-License-Identifier: MIT
"""JUnit XML of a check for build servers: a suite for each plan, a case for each verdict."""

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from generator.finding import Finding, Severity
from generator.model.coverage import UNJUDGED, Coverage, PlanCoverage, UnitCoverage, Verdict

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (§2.2, Char) does not allow."""

COUNTED = (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
"""Attributes that count elements inside test cases."""


UNREAD = "有文件读不出来，没有判 / not judged: files cannot be read"


def junit_xml(coverage: Coverage, findings: Iterable[Finding] = ()) -> str:
    """Return the verdicts, and what was found beside them, as one XML document.

    A failing verdict tells the findings of its lowest failing step; a suppressed one is skipped,
    and so is one that cannot be judged while files cannot be read.
    Gaps that belong to no verdict fill the suite `gaps`, errors the suite `errors`; advice is
    left out, because it fails nothing.
    """
    told = {finding for verdict in coverage.verdicts for finding in verdict.findings}
    others = [finding for finding in findings if finding not in told]
    gaps = [f for f in others if f.severity is Severity.GAP]
    errors = [f for f in others if f.severity is Severity.ERROR]
    root = ET.Element("testsuites", name="muster")
    for plan in coverage.plans:
        _add_suite(root, plan.plan.id, _plan_cases(plan))
    if gaps:
        _add_suite(root, "gaps", [_finding_case(f, "gaps", "failure") for f in gaps])
    if errors:
        _add_suite(root, "errors", [_finding_case(f, "errors", "error") for f in errors])
    _count(root)
    ET.indent(root, " ")
    return HEAD + ET.tostring(root, encoding="unicode") + "\n"


def _add_suite(root: ET.Element, name: str, cases: Sequence[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", name=name)
    suite.extend(cases)
    _count(suite)


def _count(element: ET.Element) -> None:
    """Write how many cases the element holds, and how they ended."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    for attribute, tag in COUNTED:
        element.set(attribute, str(sum(1 for _ in element.iter(tag))))


def _plan_cases(plan: PlanCoverage) -> list[ET.Element]:
    return [_verdict_case(plan, unit, verdict) for unit in plan.units for verdict in unit.verdicts]


def verdict_case(plan: PlanCoverage, unit: UnitCoverage, verdict: Verdict) -> str:
    """Return the case of a verdict as it stands in a document, without what is around it."""
    return _case_text(_verdict_case(plan, unit, verdict))


def gap_case(finding: Finding) -> str:
    """Return the case of a gap that belongs to no verdict, in the same way."""
    return _case_text(_finding_case(finding, "gaps", "failure"))


def _case_text(case: ET.Element) -> str:
    ET.indent(case, " ", level=2)
    return "  " + ET.tostring(case, encoding="unicode")


def suite_text(tag: str, name: str, counted: str, inner: str) -> str:
    """Return a suite, or all of them, around `inner`; `counted` is the text of all its cases."""
    element = ET.Element(tag, name=name)
    element.set("tests", str(counted.count("<testcase ")))
    for attribute, inside in COUNTED:
        element.set(attribute, str(counted.count(f"<{inside} ")))
    begin = ET.tostring(element, encoding="unicode").removesuffix(" />")
    margin = "" if tag == "testsuites" else " "
    return f"{margin}{begin}>\n{inner}\n{margin}</{tag}>"


def _verdict_case(plan: PlanCoverage, unit: UnitCoverage, verdict: Verdict) -> ET.Element:
    requirement = verdict.requirement
    case = _case(plan.plan.id, f"{unit.unit.clause} {requirement.id}@{verdict.audience.value}")
    if suppression := requirement.suppression:
        reason, until = suppression.reason, suppression.until
        message = f"{reason.zh}（至 {until}） / {reason.en} (until {until})"
        ET.SubElement(case, "skipped", message=_clean(message))
    elif verdict.status == UNJUDGED:
        ET.SubElement(case, "skipped", message=UNREAD)
    elif verdict.status != "covered":
        _add_outcome(case, "failure", verdict.status, verdict.findings)
    return case


def _finding_case(finding: Finding, suite: str, tag: str) -> ET.Element:
    subject = finding.subject or finding.origin.key
    case = _case(suite, " ".join(filter(None, (finding.code, finding.origin.file, subject))))
    _add_outcome(case, tag, finding.code, (finding,))
    return case


def _case(suite: str, name: str) -> ET.Element:
    # No time is measured, but several readers want the attribute.
    return ET.Element("testcase", classname=suite, name=_clean(name), time="0")


def _add_outcome(case: ET.Element, tag: str, kind: str, findings: Sequence[Finding]) -> None:
    """Put everything into one element: readers keep only one in a case."""
    message = findings[0].what_zh if findings else kind
    outcome = ET.SubElement(case, tag, type=kind, message=_clean(message))
    outcome.text = _clean("\n".join(line for f in findings for line in _lines(f)))


def _lines(finding: Finding) -> tuple[str, str, str]:
    return (
        f"{finding.origin}: {finding.severity} {finding.code}",
        f"{finding.what_zh} → {finding.mend_zh}",
        f"{finding.what_en} → {finding.mend_en}",
    )


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
