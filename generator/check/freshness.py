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
    if review.sha256 != claim.sha256:
        return ("V505", f"{review.date} 比对之后又改过", f"was changed after {review.date}")
    if review.requirements[claim.requirement] != clause_sha256:
        zh, en = "条款在比对之后改过", "is compared with an earlier reading of the clause of"
        return ("V505", f"{zh}（{review.date}）", f"{en} {review.date}")
    if claim.card and claim.card.review_by < as_of:
        day = claim.card.review_by
        return ("V505", f"应在 {day} 前重新核对来源", f"had to be looked up again by {day}")
    return None


def find_review_faults(content: Content) -> Iterator[Finding]:
    """Yield reviews that were changed by hand, or name a source that is not there."""
    for review in content.reviews.values():
        unknown = [name for name in review.compared if name not in content.sources]
        if review.sealed() == review.seal and not unknown:
            continue
        yield Finding(
            code="V511",
            severity=Severity.ERROR,
            origin=content.review_origins.get(review.subject, Origin(file="")),
            what_zh=f"{review.subject} 的比对记录不是 muster review 写的，或其来源已不存在",
            what_en=f"the review of {review.subject} was not written by muster review, "
            "or names a source that is gone",
            mend_zh=f"重新比对后运行 muster review {review.subject}。",
            mend_en=f"Compare again, then run muster review {review.subject}.",
            subject=review.subject,
        )
