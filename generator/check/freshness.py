# SPDX-License-Identifier: MIT
"""Whether a claim was compared with clause and sources, and neither has changed since."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.check.claim import Claim
from generator.finding import Finding, Origin, Severity
from generator.model.content import Content
from generator.model.review import Review

Fault = tuple[str, str, str]
"""Code, and what is wrong in Chinese and English."""


def find_stale(
    claim: Claim, clause_sha256: str, reviews: Mapping[str, Review], as_of: date
) -> Fault | None:
    """Return why a claim cannot be trusted today, or nothing.

    `clause_sha256` is the fingerprint of the claimed requirement as the catalogue has it.
    """
    review = reviews.get(claim.subject)
    if review is None or claim.requirement not in review.requirements:
        return ("V507", "还没有与条款和来源比对过", "was never compared with clause and sources")
    if claim.is_whole and review.sha256 != claim.sha256:
        return ("V505", f"{review.date} 比对之后又改过", f"was changed after {review.date}")
    if review.requirements[claim.requirement] != clause_sha256:
        zh, en = "条款在比对之后改过", "is compared with an earlier reading of the clause of"
        return ("V505", f"{zh}（{review.date}）", f"{en} {review.date}")
    if claim.card and claim.card.review_by < as_of:
        day = claim.card.review_by
        return ("V505", f"应在 {day} 前重新核对来源", f"had to be looked up again by {day}")
    return None


_BY_HAND = (
    "不是 muster review 写的（封签不符）",
    "was not written by muster review: its seal is broken",
)
"""How a review gives itself away that was changed by hand."""


def find_review_faults(content: Content) -> Iterator[Finding]:
    """Yield reviews that were changed by hand, or name a source that is not there."""
    for review in content.reviews.values():
        unknown = [name for name in review.compared if _is_gone(name, content)]
        is_sealed = review.sealed() == review.seal
        if not is_sealed:
            yield _review_fault(content, review, *_BY_HAND)
        elif unknown:
            names = "、".join(unknown), ", ".join(unknown)
            zh, en = f"来源已不存在：{names[0]}", f"names a source that is gone: {names[1]}"
            yield _review_fault(content, review, zh, en)


def _is_gone(source: str, content: Content) -> bool:
    """Say whether a source is not there; one whose file cannot be read may be."""
    unread = (file for file in content.unread if file.shelf == "sources")
    return source not in content.sources and not any(file.may_define(source) for file in unread)


def _review_fault(content: Content, review: Review, zh: str, en: str) -> Finding:
    card, name = content.cards.get(review.subject), review.subject
    whole = "/".join(name.split("/")[:2])  # a calendar is reviewed as a whole
    return Finding(
        code="V511",
        severity=Severity.ERROR,
        origin=content.review_origins.get(name, Origin(file="")),
        what_zh=f"{card.shown_zh if card else name} 的比对记录{zh}",
        what_en=f"the review of {card.shown_en if card else name} {en}",
        mend_zh=f"重新比对后运行 muster review {whole}。",
        mend_en=f"Compare again, then run muster review {whole}.",
        subject=name,
    )
