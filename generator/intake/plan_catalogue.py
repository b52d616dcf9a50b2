# SPDX-License-Identifier: MIT
"""Make a catalogue from a plan's text, carry it over to a new edition, and prove that it fits."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.finding import Finding, Key, Severity
from generator.intake.catalogue_yaml import catalogue_yaml
from generator.intake.fingerprint import clause_sha256, normal_form
from generator.intake.plan_text import Clause, split_plan
from generator.model.plan import Disposition, Plan, Unit


class UnreadablePlanError(Exception):
    """A plan's document holds no text that can be read; says why in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en


def read_document(path: Path) -> str:
    """Return the plain text of a plan, a byte order mark left out; raises UnreadablePlanError.

    No encoding is guessed: a wrong guess would become a fingerprint.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        zh = f"{path} 不是 UTF-8 文本。GBK 的先转换：iconv -f GB18030 -t UTF-8 {path} > 新文件"
        en = f"{path} is no UTF-8 text; convert it first, as above."
        raise UnreadablePlanError(zh, en) from error
    except OSError as error:
        zh, en = f"读不了 {path}：{error}", f"cannot read {path}."
        raise UnreadablePlanError(zh, en) from error
    if not text.strip():
        zh, en = f"{path} 里没有文字。", f"{path} holds no text."
        raise UnreadablePlanError(zh, en)
    return text


def import_plan(text: str, header: Plan) -> str:
    """Return the YAML of a catalogue with every clause of `text`, in order, marked unread.

    `header` is a plan without units: id, number, title, issuer, day of issue.
    """
    return catalogue_yaml(merge_catalogue(header, text))


def merge_catalogue(existing: Plan, text: str) -> Plan:
    """Return `existing` with the clauses of `text` in their order; known addresses keep all.

    A clause whose wording has changed keeps its old fingerprint, so that `verify_plan` names it
    until somebody has read it again. A unit with requirements whose clause is gone stays at the
    end; other units without a clause are dropped.
    """
    known = {unit.clause: unit for unit in existing.units}
    clauses = split_plan(text)
    units = [known.get(clause.address) or _unread(clause) for clause in clauses]
    addresses = {clause.address for clause in clauses}
    gone = [u for u in existing.units if u.requirements and u.clause not in addresses]
    return existing.model_copy(update={"units": (*units, *gone)})


def _unread(clause: Clause) -> Unit:
    fingerprint = clause_sha256(clause.text)
    return Unit(clause=clause.address, sha256=fingerprint, disposition=Disposition.UNREAD)


def verify_plan(plan: Plan, text: str) -> tuple[Finding, ...]:
    """Return where the catalogue and the document differ.

    P401 a clause's wording has changed, P402 a clause is gone, P403 a clause is not in the
    catalogue, P404 a term does not stand word for word in its clause.
    """
    clauses = {clause.address: clause for clause in split_plan(text)}
    findings: list[Finding] = []
    for index, unit in enumerate(plan.units):
        if (clause := clauses.pop(unit.clause, None)) is None:
            findings.append(_clause_gone(plan, index))
            continue
        if clause_sha256(clause.text) != unit.sha256:
            findings.append(_clause_changed(plan, index, clause))
        findings.extend(_foreign_terms(plan, index, clause))
    return (*findings, *(_clause_new(plan, clause) for clause in clauses.values()))


def find_catalogue(plans: Iterable[Plan], text: str) -> Plan | None:
    """Return the catalogue that shares the most wordings with a document; None if none does."""
    said = {clause_sha256(clause.text) for clause in split_plan(text)}
    shared = [(sum(unit.sha256 in said for unit in plan.units), plan) for plan in plans]
    most, plan = max(shared, key=lambda pair: pair[0], default=(0, None))
    return plan if most else None


def _clause_changed(plan: Plan, index: int, clause: Clause) -> Finding:
    fingerprint = clause_sha256(clause.text)
    return Finding(
        code="P401",
        severity=Severity.GAP,
        origin=plan.at("units", index, "sha256"),
        what_zh=f"条款“{clause.address}”的原文（第 {clause.line} 行）与编目时不同",
        what_en=f"the wording of clause “{clause.address}” (line {clause.line}) has changed",
        mend_zh=f"重读该条款及其要求，然后把 sha256 改为 {fingerprint}",
        mend_en=f"read the clause and its requirements again, then set sha256 to {fingerprint}",
        subject=f"{plan.id} {clause.address}",
    )


def _clause_gone(plan: Plan, index: int) -> Finding:
    address = plan.units[index].clause
    return Finding(
        code="P402",
        severity=Severity.GAP,
        origin=plan.at("units", index, "clause"),
        what_zh=f"文件中没有条款“{address}”",
        what_en=f"the document has no clause “{address}”",
        mend_zh="改正条款地址，或删除该条目",
        mend_en="correct the address, or remove the unit",
        subject=f"{plan.id} {address}",
    )


def _clause_new(plan: Plan, clause: Clause) -> Finding:
    return Finding(
        code="P403",
        severity=Severity.GAP,
        origin=plan.at("units"),
        what_zh=f"条款“{clause.address}”（第 {clause.line} 行）不在编目中",
        what_en=f"clause “{clause.address}” (line {clause.line}) is not in the catalogue",
        mend_zh="运行 muster plan import，补入新条款后逐条阅读",
        mend_en="run muster plan import to add the new clauses, then read them",
        subject=f"{plan.id} {clause.address}",
    )


def _foreign_terms(plan: Plan, index: int, clause: Clause) -> Iterator[Finding]:
    wording = normal_form(clause.text)
    for key, term, subject in _terms(plan.units[index]):
        if normal_form(term) not in wording:
            yield Finding(
                code="P404",
                severity=Severity.ERROR,
                origin=plan.at("units", index, *key),
                what_zh=f"“{term}”不是条款“{clause.address}”中的原文",
                what_en=f"“{term}” does not stand word for word in clause “{clause.address}”",
                mend_zh="从该条款中逐字摘取词语",
                mend_en="take the piece word for word from that clause",
                subject=subject or f"{plan.id} {clause.address}",
            )


def _terms(unit: Unit) -> Iterator[tuple[Key, str, str]]:
    """Yield each quoted piece of a unit: its place, its text, its requirement's id."""
    if unit.term is not None:
        yield ("term",), unit.term, ""
    for number, requirement in enumerate(unit.requirements):
        for place, term in enumerate(requirement.terms):
            yield ("requirements", number, "terms", place), term, requirement.id
