# SPDX-License-Identifier: MIT
"""One requirement with its claims, ready to be judged for its audiences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.check.claim import Claim
from generator.check.conflict import Targets
from generator.check.fingerprint import requirement_fingerprint
from generator.check.judgement import Judgement
from generator.check.phrase import holds_pack
from generator.finding import Finding, Origin, Severity
from generator.model.audience import Audience
from generator.model.plan import Requirement, Unit

SHOWN = 4
"""How many claims, windows or days a finding names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What lies ready while the clauses are judged."""

    judgement: Judgement
    claims: Mapping[str, tuple[Claim, ...]]
    targets: Targets


@dataclass(frozen=True, kw_only=True)
class Case:
    """One requirement, ready to be judged for its audiences."""

    requirement: Requirement
    unit: Unit
    claims: tuple[Claim, ...]
    origin: Origin
    clause: str
    bench: Bench

    @property
    def judgement(self) -> Judgement:
        """What it is judged by."""
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
        """Fingerprint of the clause with our reading of it."""
        return requirement_fingerprint(self.unit, self.requirement)

    def finding(
        self, code: str, audience: Audience, origin: Origin, texts: tuple[str, str, str, str]
    ) -> Finding:
        """Return a finding on this clause and audience; `texts` are what and cure, zh and en."""
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
