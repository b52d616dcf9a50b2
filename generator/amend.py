# SPDX-License-Identifier: MIT
"""What a check says after a few files were edited, made from what it said before.

Two small judgements by the ordinary code, of the files as they were and as they are, with all
that touches them (`edit/`); what differs between the two is changed in the kept answer.
Whatever does not fit this gives None, and the whole tree is judged: see `docs/decisions/005`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from generator.edit.files import find_edit
from generator.edit.parts import Edit, Parts
from generator.edit.row import ItemRow, PlanRow, Rows, item_row, plan_row
from generator.finding import Finding, Severity, sort_findings, sort_key
from generator.inspection import Inspection, Question, open_cache
from generator.leaves import FORMS, Block, Counts, Form, Span, exchanged, find_spans
from generator.load.answer import (
    MOST_FILES,
    Answer,
    Change,
    is_still_so,
    pack_basis,
    unpack_basis,
)
from generator.load.cache import DIGEST_BYTES
from generator.load.config import load_settings
from generator.model.coverage import Coverage, Step
from generator.settings import Settings
from generator.text_report import folded_codes, tally_of

ADVICE_RANK = 2
"""What advice is sorted by; see `sort_key`."""

Told: TypeAlias = tuple[Any, ...]
"""A finding as it stands in a report: what it is sorted by, and its leaf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of a check, as they are needed to judge again."""

    config: str
    content: str | None
    as_of: date
    steps: frozenset[Step]
    language: str
    form: str
    is_all_advice: bool = False

    def pack(self) -> tuple[Any, ...]:
        """Return this as plain values."""
        steps = tuple(sorted(step.value for step in self.steps))
        told = (self.language, self.form, self.is_all_advice)
        return (self.config, self.content, self.as_of.isoformat(), steps, *told)

    @classmethod
    def unpack(cls, packed: tuple[Any, ...]) -> "Request":
        """Return what `pack` made plain."""
        config, content, as_of, steps, language, form, is_all_advice = packed
        return cls(
            config=config,
            content=content,
            as_of=date.fromisoformat(as_of),
            steps=frozenset(map(Step, steps)),
            language=language,
            form=form,
            is_all_advice=is_all_advice,
        )

    def make_form(self, advice: Iterable[str]) -> Form:
        """Return the format of the report; `advice` is the code of each piece of advice."""
        folded = frozenset() if self.is_all_advice else folded_codes(advice)
        return FORMS[self.form](root=Path.cwd(), language=self.language, folded=folded)

    def settings(self) -> Settings | None:
        """Return the settings with what the options override; None where they are at fault."""
        item = load_settings(Path(self.config)).item
        changes = {"content": self.content} if self.content else {}
        return item.model_copy(update=changes) if item else None


class Basis(NamedTuple):
    """What an answer can be amended from, as plain values."""

    options: tuple[Any, ...]
    program: str
    """Fingerprint of the program."""
    rest: bytes
    """What of the report only the options and the program decide."""
    rows: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
    plans: list[tuple[str, list[str], list[Span], Span]]
    """As `Block`, with its place in the report."""
    told: list[tuple[Any, ...]]
    """As `Told`, with places in the report."""
    counts: tuple[tuple[int, ...], dict[str, int]]
    values: dict[bytes, bytes]
    """What the cache on disk may not have."""

    @property
    def all_rows(self) -> Rows:
        """All items and plans."""
        items, plans = self.rows
        return Rows([ItemRow(*row) for row in items], [PlanRow(*row) for row in plans])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """A report in leaves."""

    plans: list[Block]
    told: list[Told]
    counts: Counts
    rest: bytes

    def bind(self, form: Form) -> bytes:
        """Return the report as it is written."""
        counts = self.counts._replace(advice=Counter(_advice(self.told)))
        return form.bind(self.plans, [leaf for *_, leaf in self.told], counts, self.rest)

    def is_listed(self, form: str) -> bool:
        """Say whether no list is empty, and no two results share what tells them apart."""
        is_told = bool(self.told) or form not in ("json", "sarif")
        is_marked = form != "sarif" or len(self._marks()) == len(self.told)
        return is_told and is_marked and all(plan.asked for plan in self.plans)

    def _marks(self) -> set[Told]:
        """Return what tells results apart."""
        return {(code, name or at[2], at[0]) for _, at, code, name, *_ in self.told}


def make_basis(request: Request, inspection: Inspection, program: str, out: bytes) -> bytes:
    """Return what an answer can be amended from; nothing where the tree has errors.

    `program` is the fingerprint of the program; `out` is the report, from which nothing is made
    where it has an empty list, or is not as its leaves are bound.
    """
    content, coverage = inspection.content, inspection.coverage
    advice = (f.code for f in inspection.findings if f.severity is Severity.ADVICE)
    form = request.make_form(advice)
    if inspection.has_errors or not form.fits(coverage):
        return b""
    report = _Report(
        plans=[form.block(form.plan(plan)) for plan in coverage.plans] if form.has_plans else [],
        told=_told(form, coverage, inspection.findings),
        counts=_counts(coverage),
        rest=b"",
    )
    report = replace(report, rest=form.rest(out, report.bind(form)))
    if not report.is_listed(request.form) or report.bind(form) != out:
        return b""
    rows = Rows(
        [item_row(card) for card in content.cards.values()],
        [plan_row(plan) for plan in content.plans.values()],
    )
    return _pack(
        Basis(request.pack(), program, b"", ([], []), [], [], ((), {}), {}), rows, report, out
    )


def _pack(basis: Basis, rows: Rows, report: _Report, out: bytes) -> bytes:
    """Return a basis with rows and report; of leaves only their places in the report are kept."""
    texts = (*(plan.text for plan in report.plans), *(leaf for *_, leaf in report.told))
    spans = find_spans(texts, out)
    now = basis._replace(
        rest=report.rest,
        rows=(list(map(tuple, rows.items)), list(map(tuple, rows.plans))),
        plans=[(p.id, p.asked, p.spans, next(spans)) for p in report.plans],
        told=[(*key, next(spans)) for *key, _ in report.told],
        counts=(report.counts.tally, report.counts.statuses),
    )
    return pack_basis(tuple(now))


def _unpack_report(basis: Basis, out: bytes) -> _Report:
    def leaf(span: Span) -> bytes:
        return out[span[0] : span[1]]

    return _Report(
        plans=[Block(name, asked, spans, leaf(place)) for name, asked, spans, place in basis.plans],
        told=[(*key, leaf(span)) for *key, span in basis.told],
        counts=Counts(*basis.counts),
        rest=basis.rest,
    )


def _advice(told: Iterable[Told]) -> Iterator[str]:
    """Yield the code of each piece of advice among findings as they stand in a report."""
    return (code for rank, _, code, *_ in told if rank == ADVICE_RANK)


def _counts(coverage: Coverage) -> Counts:
    statuses = Counter(verdict.status for verdict in coverage.verdicts)
    return Counts(tuple(tally_of(coverage)), dict(statuses))


def _told(form: Form, coverage: Coverage, found: Sequence[Finding]) -> list[Told]:
    told = []
    for finding, leaf in zip(found, form.findings(coverage, found), strict=True):
        rank, origin, *rest = sort_key(finding)
        told.append((rank, (origin.file, origin.line, origin.key), *rest, leaf))
    return told


def amended(answer: Answer, change: Change) -> Answer | None:
    """Return the answer for the files as they are now, or None where all must be judged."""
    if not answer.basis or len(change.texts) > MOST_FILES:
        return None
    basis = Basis(*unpack_basis(answer))
    _HELD[:] = [basis]
    request = Request.unpack(basis.options)
    edit = _edit(request, basis, answer, change)
    parts = edit.parts((at[0], name) for _, at, _, name, *_ in basis.told) if edit else None
    if edit is None or parts is None:
        return None
    form = request.make_form(_advice(basis.told))
    report = _amended(form, _unpack_report(basis, answer.out), parts)
    _HELD.extend((edit, parts, report))
    if report is None or not report.is_listed(request.form):
        return None
    if request.make_form(_advice(report.told)).folded != form.folded:
        return None  # what was told by its number is not known piece by piece
    out = report.bind(form)
    kept = basis._replace(values=_kept_values(edit, change, basis.values))
    now = answer._replace(
        files=change.files,
        code=1 if any(rank == 1 for rank, *_ in report.told) else 0,
        out=out,
        basis=_pack(kept, edit.new_rows(), report, out),
    )
    # Of items nothing was read but what is in `change`; all else may have changed meanwhile.
    return now if is_still_so(now, edit.item_folders) else None


_HELD: list[object] = []
"""What was looked up last: the process ends soon, and giving it back piece by piece takes time."""


def _amended(form: Form, report: _Report, parts: Parts) -> _Report | None:
    """Return a report with what the parts tell otherwise; None where that is not so clear."""
    before, after = (_told(form, part.coverage, sort_findings(part.findings)) for part in parts[:2])
    told = _replaced(report.told, before, after)
    if told is None or any(rank == 0 for rank, *_ in told[:1]):
        return None  # an error is told by a check of the whole tree
    old, new = parts.before.coverage, parts.after.coverage
    if not (form.fits(old) and form.fits(new)):
        return None
    return _Report(
        plans=exchanged(form, report.plans, new, (parts.only, parts.whole)),
        told=told,
        counts=report.counts.changed(_counts(old), _counts(new)),
        rest=report.rest,
    )


def _edit(request: Request, basis: Basis, answer: Answer, change: Change) -> Edit | None:
    """Return what was edited; None where the settings are at fault, or more than that was."""
    settings = request.settings()
    if settings is None:
        return None
    question = Question(settings=settings, as_of=request.as_of, steps=request.steps)
    cache = open_cache(settings, basis.program)
    old = cache.knowing(answer.files, basis.values)
    new = old.knowing(change.files, basis.values, change.texts)
    return find_edit(question, basis.all_rows, (old, new), change)


def _kept_values(edit: Edit, change: Change, values: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Return what the cache on disk may not have: of files as they are now."""
    digests = {digest for _, digest in change.files.values()}
    every = {**values, **edit.after.cache.added}
    return {key: value for key, value in every.items() if key[:DIGEST_BYTES] in digests}


def _replaced(told: list[Told], before: list[Told], after: list[Told]) -> list[Told] | None:
    """Return a sorted report with some of its findings replaced; None where it is not so clear."""
    gone, come = _without(before, after), _without(after, before)
    left = [one for one in told if one not in gone]
    if len(left) != len(told) - len(gone):
        return None
    for one in come:
        place = bisect_left(left, one[:-1], key=_sorted_by)
        if place < len(left) and _sorted_by(left[place]) == _sorted_by(one):
            return None
        left.insert(place, one)
    return left


def _sorted_by(one: Told) -> Told:
    return one[:-1]


def _without(some: list[Told], others: list[Told]) -> dict[Told, None]:
    known = set(others)
    return {one: None for one in some if one not in known}
