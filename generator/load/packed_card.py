# SPDX-License-Identifier: MIT
"""Cards as plain values and back, so that a cache can keep them."""

from datetime import date
from typing import Any, TypeAlias, cast

from generator.finding import Finding, Origin, Severity
from generator.load.cache import Value
from generator.model.audience import Audience
from generator.model.card import Card, ItemKind
from generator.model.record import Text
from generator.model.reference import Reference

Place: TypeAlias = tuple[int, str]
"""Line and key of an origin; its file is the item's own."""

Packed: TypeAlias = tuple[Any, ...]

_AUDIENCES = {audience.value: audience for audience in Audience}
_KINDS = {kind.value: kind for kind in ItemKind}
_SEVERITIES = {severity.value: severity for severity in Severity}


class ForeignOriginError(Exception):
    """Something in a card stands in another file than the card's own."""


def pack_card(card: Card) -> Packed:
    """Return the card as plain values, without the path of its file.

    Raises ForeignOriginError where something in it stands in another file.
    """
    file = card.origin.file
    return (
        card.id,
        card.kind.value,
        (card.title.zh, card.title.en),
        card.topic,
        tuple(sorted(audience.value for audience in card.audiences)),
        _place(card.origin, file),
        tuple((name, _place(origin, file)) for name, origin in card.covers),
        card.words,
        card.sha256,
        card.review_by.isoformat(),
        tuple((r.shelf, r.name, _place(r.origin, file)) for r in card.references),
        tuple(pack_finding(finding, file) for finding in card.shallow),
        tuple(pack_finding(finding, file) for finding in card.findings),
        card.variants,
    )


def unpack_card(packed: Packed, file: str) -> Card:
    """Return the card that `pack_card` made plain, of the file as it is shown now."""
    (id_, kind, (zh, en), topic, audiences, place, covers, words, sha256, day, *rest) = packed
    references, shallow, findings, variants = rest
    return Card(
        id=id_,
        kind=_KINDS[kind],
        title=Text.model_construct(zh=zh, en=en),
        topic=topic,
        audiences=frozenset([_AUDIENCES[name] for name in audiences]),
        origin=_origin(file, place),
        covers=tuple([(name, _origin(file, at)) for name, at in covers]),
        words=words,
        sha256=sha256,
        review_by=date.fromisoformat(day),
        references=tuple(
            [Reference(shelf=s, name=n, origin=_origin(file, at)) for s, n, at in references]
        ),
        shallow=tuple([unpack_finding(finding, file) for finding in shallow]),
        findings=tuple([unpack_finding(finding, file) for finding in findings]),
        variants=tuple(variants),
    )


def pack_finding(finding: Finding, file: str) -> Packed:
    """Return a finding as plain values; raises ForeignOriginError for one of another file."""
    return (
        finding.code,
        finding.severity.value,
        _place(finding.origin, file),
        finding.what_zh,
        finding.what_en,
        finding.mend_zh,
        finding.mend_en,
        finding.subject,
    )


def unpack_finding(packed: Packed, file: str) -> Finding:
    """Return the finding that `pack_finding` made plain, of the file as it is shown now."""
    code, severity, place, what_zh, what_en, mend_zh, mend_en, subject = packed
    return Finding(
        code=code,
        severity=_SEVERITIES[severity],
        origin=_origin(file, place),
        what_zh=what_zh,
        what_en=what_en,
        mend_zh=mend_zh,
        mend_en=mend_en,
        subject=subject,
    )


def pack_findings(findings: tuple[Finding, ...]) -> Value:
    """Return findings of any files as plain values."""
    return tuple((f.origin.file, pack_finding(f, f.origin.file)) for f in findings)


def unpack_findings(packed: Value) -> tuple[Finding, ...]:
    """Return what `pack_findings` made plain."""
    rows = cast("tuple[tuple[str, tuple[Any, ...]], ...]", packed)
    return tuple(unpack_finding(row, file) for file, row in rows)


def _place(origin: Origin, file: str) -> Place:
    if origin.file != file:
        raise ForeignOriginError(str(origin))
    return (origin.line, origin.key)


def _origin(file: str, place: Place) -> Origin:
    return Origin(file=file, line=place[0], key=place[1])
