# SPDX-License-Identifier: MIT
"""What a check says after a few files were edited, made from what it said before.

Two small judgements by the ordinary code, of the files as they were and as they are, with all
that touches them (`edit.py`); what differs between the two is changed in the kept answer.
Whatever does not fit this gives None, and the whole tree is judged: see `docs/decisions/005`.
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from generator.edit import Edit, ItemRow, Part, PlanRow, Rows, find_edit, item_row, plan_row
from generator.finding import Finding, sort_key
from generator.inspection import Inspection, Question, open_cache
from generator.load.answer import Answer, Change, pack_basis, unpack_basis
from generator.load.cache import DIGEST_BYTES
from generator.load.config import load_settings
from generator.model.coverage import Step
from generator.settings import Settings
from generator.text_report import Tally, finding_text, tally_lines, tally_of

MOST_FILES = 20
"""So many changed files at most; with more, the whole tree is judged."""

Told: TypeAlias = tuple[Any, ...]
"""A finding as it stands in a report: what it is sorted by, and its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of a check, as they are needed to judge again."""

    config: str
    content: str | None
    as_of: date
    steps: frozenset[Step]
    language: str

    def pack(self) -> tuple[Any, ...]:
        """Return this as plain values."""
        steps = tuple(sorted(step.value for step in self.steps))
        return (self.config, self.content, self.as_of.isoformat(), steps, self.language)

    @classmethod
    def unpack(cls, packed: tuple[Any, ...]) -> "Request":
        """Return what `pack` made plain."""
        config, content, as_of, steps, language = packed
        return cls(
            config=config,
            content=content,
            as_of=date.fromisoformat(as_of),
            steps=frozenset(map(Step, steps)),
            language=language,
        )

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
    end: bytes
    """The end of the report."""
    rows: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
    told: list[Told]
    tally: tuple[int, ...]
    values: dict[bytes, bytes]
    """What the cache on disk may not have."""

    @property
    def all_rows(self) -> Rows:
        """All items and plans."""
        items, plans = self.rows
        return Rows([ItemRow(*row) for row in items], [PlanRow(*row) for row in plans])


def make_basis(request: Request, inspection: Inspection, program: str, out: bytes) -> bytes:
    """Return what an answer can be amended from; nothing where the tree has errors.

    `program` is the fingerprint of the program; `out` is the report: findings and counts, and
    after them only what the options decide.
    """
    if inspection.has_errors:
        return b""
    content = inspection.content
    rows = [tuple(item_row(card)) for card in content.cards.values()]
    plans = [tuple(plan_row(plan)) for plan in content.plans.values()]
    told = [_told(finding, request.language) for finding in inspection.findings]
    tally = tally_of(inspection.coverage)
    begin = _report_of(told, tally)
    if not out.startswith(begin):
        return b""
    end = out[len(begin) :]
    basis = Basis(request.pack(), program, end, (rows, plans), told, tuple(tally), {})
    return pack_basis(tuple(basis))


def _report_of(told: Collection[Told], tally: Tally) -> bytes:
    lines = chain((text for *_, text in told), tally_lines(tally))
    return "".join(f"{line}\n" for line in lines).encode()


def _told(finding: Finding, language: str) -> Told:
    rank, origin, *rest = sort_key(finding)
    place = (origin.file, origin.line, origin.key)
    return (rank, place, *rest, finding_text(finding, language))


def amended(answer: Answer, change: Change) -> Answer | None:
    """Return the answer for the files as they are now, or None where all must be judged."""
    if not answer.basis or not 0 < len(change.texts) <= MOST_FILES:
        return None
    basis = Basis(*unpack_basis(answer))
    request = Request.unpack(basis.options)
    edit = _edit(request, basis, answer, change)
    parts = edit.parts((place[0], name) for _, place, _, name, *_ in basis.told) if edit else None
    if edit is None or parts is None:
        return None
    before, after = parts
    told = _replaced(basis.told, _of_part(before, request), _of_part(after, request))
    if told is None or any(rank == 0 for rank, *_ in told[:1]):
        return None  # an error is told by a check of the whole tree
    tally = Tally(*basis.tally).minus(tally_of(before.coverage)).plus(tally_of(after.coverage))
    items, plans = edit.new_rows()
    now = basis._replace(
        rows=(list(map(tuple, items)), list(map(tuple, plans))),
        told=told,
        tally=tuple(tally),
        values=_kept_values(edit, change, basis.values),
    )
    return answer._replace(
        files=change.files,
        code=1 if any(rank == 1 for rank, *_ in told) else 0,
        out=_report_of(told, tally) + basis.end,
        basis=pack_basis(tuple(now)),
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
    return find_edit(question, basis.all_rows, (old, new), change.texts)


def _kept_values(edit: Edit, change: Change, values: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Return what the cache on disk may not have: of files as they are now."""
    digests = {digest for _, digest in change.files.values()}
    every = {**values, **edit.after.cache.added}
    return {key: value for key, value in every.items() if key[:DIGEST_BYTES] in digests}


def _of_part(part: Part, request: Request) -> list[Told]:
    found = sorted({_told(finding, request.language): None for finding in part.findings})
    return list(found)


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
