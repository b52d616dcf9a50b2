# SPDX-License-Identifier: MIT
"""The other rungs: linked, fitting, deep, fresh and built."""

from generator.check.case import SHOWN, Case
from generator.check.claim import Claim
from generator.check.claim_place import KIND_EN, KIND_ZH, where_to_claim
from generator.check.freshness import find_stale
from generator.finding import Finding
from generator.model.audience import Audience


def linked(case: Case, audience: Audience) -> tuple[Finding, ...]:
    """Return a finding where nothing claims to meet it."""
    if case.claims:
        return ()
    texts = ("没有任何内容声明满足它", "nothing claims to meet it")
    return (
        case.finding("V501", audience, case.origin, (*texts, *where_to_claim(case.requirement))),
    )


def fits(case: Case, audience: Audience, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
    """Return a finding where what claims it is of another kind, audience, topic or wording."""
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
        f"需要：{KIND_ZH[wanted.kind]}，{zh}。",
        f"Needed: {KIND_EN[wanted.kind]}, {en}.",
    )
    return (case.finding("V502", audience, case.claims[0].origin, texts),)


def _wanted(case: Case, audience: Audience) -> tuple[str, str]:
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


def deep(case: Case, audience: Audience, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
    """Return a finding where all evidence is shallow."""
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


def fresh(case: Case, audience: Audience, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
    """Return a finding where no evidence has a review that holds."""
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


def built(case: Case, audience: Audience, fitting: tuple[Claim, ...]) -> tuple[Finding, ...] | None:
    """Return a finding where the output lacks all evidence."""
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
