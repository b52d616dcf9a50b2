# SPDX-License-Identifier: MIT
"""What a check says after a few items were edited, made from what it said before.

Two small judgements by the ordinary code, of the items as they were and as they are, with all
that touches them; what differs between the two is changed in the kept answer. Nothing else can
differ, since a verdict depends on its own requirement, on what claims that, and on plans,
schools, reviews, settings and the day, which are all as they were; and what is found on a claim
depends on the verdicts on everything that its subject claims. Whatever does not fit this
gives None, and the whole tree is judged: see `docs/decisions/005`.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from generator.check.claim import all_claims
from generator.finding import Finding, sort_key
from generator.inspection import Inspection, Question, card_maker, judge_part, open_cache
from generator.load.answer import Answer, Change, pack_basis, unpack_basis
from generator.load.cache import DIGEST_BYTES, Cache
from generator.load.cached_item import CardMaker, CardReading, card_of_bytes, kept_card
from generator.load.config import load_settings
from generator.load.snapshot import full_name
from generator.load.tree import load_plans, load_without_plans
from generator.model.card import Card, ItemKind
from generator.model.content import Content
from generator.model.coverage import Coverage, Step
from generator.model.plan import Plan
from generator.model.shelf import ITEMS
from generator.settings import Settings
from generator.text_report import Tally, finding_text, tally_lines, tally_of

MOST_FILES = 20
"""So many changed items at most; with more, the whole tree is judged."""

Told: TypeAlias = tuple[Any, ...]
"""A finding as it stands in a report: what it is sorted by, and its text."""

Row: TypeAlias = tuple[str, str, tuple[str, ...]]
"""An item: its kind, its file as shown, what it claims."""

PlanRow: TypeAlias = tuple[str, bool, tuple[str, ...]]
"""A plan: its file as shown, whether it counts something that others count, what it asks."""

Fixed: TypeAlias = tuple[tuple[Any, ...], list[PlanRow], str, bytes]
"""Options, plans, fingerprint of the program, end of the report."""


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


def make_basis(request: Request, inspection: Inspection, program: str, out: bytes) -> bytes:
    """Return what an answer can be amended from; nothing where the tree has errors.

    `program` is the fingerprint of the program; `out` is the report: findings and counts, and
    after them only what the options decide.
    """
    if inspection.has_errors:
        return b""
    cards = inspection.content.cards.values()
    rows = [(c.kind.value, c.origin.file, tuple(name for name, _ in c.covers)) for c in cards]
    plans = [_plan_row(plan) for plan in inspection.content.plans.values()]
    told = [_told(finding, request.language) for finding in inspection.findings]
    tally = tally_of(inspection.coverage)
    begin = _report_of(told, tally)
    if not out.startswith(begin):
        return b""
    end = out[len(begin) :]
    return pack_basis(((request.pack(), plans, program, end), rows, told, tuple(tally), {}))


def _plan_row(plan: Plan) -> PlanRow:
    asked = [requirement for unit in plan.units for requirement in unit.requirements]
    is_counted = any(requirement.measure for requirement in asked)
    return (plan.file, is_counted, tuple(requirement.id for requirement in asked))


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
    fixed, rows, told, tally, values = unpack_basis(answer)
    edit = _edit(fixed, rows, values, answer, change)
    if edit is None or (parts := edit.parts(fixed[1])) is None:
        return None
    before, after = parts
    language = edit.request.language
    new_told = _replaced(told, before.told(language), after.told(language))
    if new_told is None or any(rank == 0 for rank, *_ in new_told[:1]):
        return None  # an error is told by a check of the whole tree
    new_tally = Tally(*tally).minus(before.tally).plus(after.tally)
    kept = edit.kept_values(change, values)
    basis = (fixed, edit.new_rows(), new_told, tuple(new_tally), kept)
    return answer._replace(
        files=change.files,
        code=1 if any(rank == 1 for rank, *_ in new_told) else 0,
        out=_report_of(new_told, new_tally) + fixed[-1],
        basis=pack_basis(basis),
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a small judgement says."""

    coverage: Coverage
    findings: tuple[Finding, ...]

    def told(self, language: str) -> list[Told]:
        return [_told(finding, language) for finding in self.findings]

    @property
    def tally(self) -> Tally:
        return tally_of(self.coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """Items that were edited, in a tree that is else as it was."""

    request: Request
    settings: Settings
    common: Content
    """Everything but items and plans."""
    rows: list[Row]
    old: Mapping[str, Card]
    """The edited items as they were, by file."""
    new: Mapping[str, Card]
    """As they are now."""
    cache: Cache
    maker: CardMaker
    answer: Answer

    def parts(self, plans: list[PlanRow]) -> tuple[_Part, _Part] | None:
        """Return the small judgements on items as they were and as they are."""
        only = self._touched()
        asking = [file for file, is_counted, names in plans if is_counted or only & {*names}]
        # Whether an item that claims nothing is an orphan depends on there being any plan.
        files = asking or [file for file, *_ in plans][:1]
        content = replace(self.common, plans=load_plans(files, self.cache))
        near = self._cards(row for row in self.rows if only.intersection(row[2]))
        if near is None:
            return None
        before, after = ({**near, **edited} for edited in (self.old, self.new))
        order = [file for _, file, _ in self.rows if file in before]
        return (
            self._judged([before[file] for file in order], content, only),
            self._judged([after[file] for file in order], content, only),
        )

    def _touched(self) -> frozenset[str]:
        """Return what the edited items claim, and what else is claimed by all that claims it."""
        claimed = [{name for name, _ in card.covers} for card in self.old.values()]
        direct = frozenset[str]().union(*claimed)
        groups = [set(covers) for _, _, covers in self.rows]
        schools: dict[str, set[str]] = {}
        for claim in all_claims(self.common):
            schools.setdefault(claim.subject, set()).add(claim.requirement)
        near = (group for group in chain(groups, schools.values()) if not direct.isdisjoint(group))
        return direct.union(*near)

    def _cards(self, rows: Iterator[Row]) -> dict[str, Card] | None:
        """Return the cards of items that were not edited; None where one is not kept."""
        cards: dict[str, Card] = {}
        for kind, file, _ in rows:
            digest = self.answer.files[full_name(file)][1]
            model = ITEMS[ItemKind(kind)]
            if file not in self.old:
                kept = kept_card(digest, file, model, self.maker, self.cache)
                if kept is None or kept.card is None:
                    return None
                cards[file] = kept.card
        return cards

    def _judged(self, cards: list[Card], common: Content, only: frozenset[str]) -> _Part:
        by_id = MappingProxyType({card.id: card for card in cards})
        content = replace(common, cards=by_id)
        question = Question(
            settings=self.settings, as_of=self.request.as_of, steps=self.request.steps
        )
        coverage, findings = judge_part(content, question, only)
        return _Part(coverage=coverage, findings=findings)

    def new_rows(self) -> list[Row]:
        """Return the items with what they claim now."""
        return [
            (kind, file, tuple(name for name, _ in self.new[file].covers))
            if file in self.new
            else (kind, file, covers)
            for kind, file, covers in self.rows
        ]

    def kept_values(self, change: Change, values: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
        """Return cards that the cache on disk may not have: of items as they are now."""
        digests = {change.files[name][1] for name in change.files}
        every = {**values, **self.cache.added}
        return {key: value for key, value in every.items() if key[:DIGEST_BYTES] in digests}


def _edit(
    fixed: Fixed, rows: list[Row], values: Mapping[bytes, bytes], answer: Answer, change: Change
) -> _Edit | None:
    """Return what was edited; None where anything but the inside of faultless items was."""
    options, _, program, _ = fixed
    request = Request.unpack(options)
    edited = {full_name(file): (kind, file) for kind, file, _ in rows}
    settings = request.settings()
    if settings is None or not change.texts.keys() <= edited.keys() <= answer.files.keys():
        return None
    cache = open_cache(settings, program).with_known(change.files, values)
    common, findings = load_without_plans(settings.content_folder, settings.school_folders, cache)
    maker = card_maker(tuple(common.phrases.values()))
    old: dict[str, Card] = {}
    new: dict[str, Card] = {}
    for name, raw in change.texts.items():
        kind, file = edited[name]
        model = ITEMS[ItemKind(kind)]
        was = kept_card(answer.files[name][1], file, model, maker, cache)
        now = card_of_bytes(raw, file, model, maker, cache)
        if was is None or was.card is None or now.card is None or not _is_like(was.card, now):
            return None
        old[file], new[file] = was.card, now.card
    if findings:
        return None
    return _Edit(
        request=request,
        settings=settings,
        common=common,
        rows=rows,
        old=old,
        new=new,
        cache=cache,
        maker=maker,
        answer=answer,
    )


def _is_like(was: Card, now: CardReading) -> bool:
    """Say whether an item is called as before and names nothing that it did not name before."""
    if now.card is None or now.id_at is None or now.card.id != was.id:
        return False
    named = {(reference.shelf, reference.name) for reference in was.references}
    return all((reference.shelf, reference.name) in named for reference in now.card.references)
