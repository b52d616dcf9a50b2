# SPDX-License-Identifier: MIT
"""Load and judge: everything that is known before anything is drawn.

Routing and the reader of finished PDFs are loaded only where they are needed: `muster check` on
unchanged buildings does without shapely, networkx and numpy.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.addresses import LANGUAGES
from generator.check.calendar import find_calendar_faults
from generator.check.card import make_card, with_cards
from generator.check.catalogue import find_catalogue_faults
from generator.check.claim_faults import find_claim_faults
from generator.check.codes import find_code_faults
from generator.check.conflict import find_conflicts
from generator.check.coverage import Judgement, find_overdue, gaps_of, judge_coverage
from generator.check.freshness import find_review_faults
from generator.check.plans import find_unknown_plans
from generator.check.record import find_record_faults
from generator.finding import Finding, Severity, sort_findings
from generator.load.cache import FOLDER, Cache, program_fingerprint
from generator.load.cached_item import CardMaker
from generator.load.packed_card import pack_findings, unpack_findings
from generator.load.tree import load_cards, load_content
from generator.model.content import Content
from generator.model.coverage import Coverage, Step
from generator.model.output import Output
from generator.model.phrase import PhrasePack
from generator.model.route import Routes
from generator.model.school import Campus
from generator.settings import THEME, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What is known before anything is drawn."""

    content: Content
    routes: Routes
    """Empty where only judging was wanted."""
    coverage: Coverage
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Say whether something stops a build."""
        return any(f.severity is Severity.ERROR for f in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be judged."""

    settings: Settings
    as_of: date
    steps: frozenset[Step] = frozenset(Step)
    out: Path | None = None
    """A finished output folder on which step `built` is judged; without it that step is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """What was read, with everything found in it so far."""

    content: Content
    """With the cards of its items."""
    findings: tuple[Finding, ...]
    routes: Routes = Routes()  # noqa: RUF009 - frozen


def inspect(
    settings: Settings,
    as_of: date,
    steps: frozenset[Step] = frozenset(Step),
    out: Path | None = None,
) -> Inspection:
    """Load everything, find the ways and judge; writes nothing.

    `out` is a finished output folder on which step `built` is judged; without it
    that step is not judged.
    """
    # Loaded here, because they bring shapely, networkx and numpy.
    from generator.routing.building_faults import find_building_faults  # noqa: PLC0415
    from generator.routing.escape import find_routes  # noqa: PLC0415

    read, findings = load_content(settings.content_folder, settings.school_folders, THEME)
    content, routes = with_cards(read), find_routes(read.campuses)
    faults = (f for c in content.campuses.values() for f in find_building_faults(c, routes))
    loaded = _Loaded(content=content, findings=(*findings, *faults), routes=routes)
    return _judged(loaded, Question(settings=settings, as_of=as_of, steps=steps, out=out))


def inspect_cards(question: Question, *, is_cached: bool = True) -> Inspection:
    """Judge the same by the cards of the items alone, with the same findings; draws no routes.

    What earlier runs found out about unchanged files is kept in `.muster-cache/` beside the
    configuration, unless `is_cached` is False.
    """
    folder = Path(question.settings.file).parent / FOLDER if is_cached else None
    was_collecting = gc.isenabled()
    gc.disable()  # nothing here is thrown away in circles, and looking for it takes a third
    try:
        return _inspect_cards(question, Cache(folder, program_fingerprint() if folder else ""))
    finally:
        if was_collecting:
            gc.enable()


def _inspect_cards(question: Question, cache: Cache) -> Inspection:
    settings = question.settings
    content, findings = load_cards(
        settings.content_folder, settings.school_folders, THEME, cache, _card_maker
    )
    faults = (f for c in content.campuses.values() for f in _building_faults(c, cache))
    loaded = _Loaded(content=content, findings=(*findings, *faults))
    inspection = _judged(loaded, question)
    cache.save()
    return inspection


def _card_maker(packs: tuple[PhrasePack, ...]) -> CardMaker:
    said = "\n".join(pack.model_dump_json() for pack in packs)
    return CardMaker(
        make=lambda item: make_card(item, packs), sort=hashlib.sha256(said.encode()).hexdigest()
    )


def _building_faults(campus: Campus, cache: Cache) -> tuple[Finding, ...]:
    """Return the faults of a school's grounds and buildings; only its own files decide them."""
    files = [campus.school.file, *(building.file for building in campus.buildings)]
    digests = [cache.digest(file) for file in files]
    said = b"".join([*digests, *(file.encode() + b"\n" for file in files)])
    digest = hashlib.sha256(said).digest() if all(digests) else b""
    if (kept := cache.get(digest, "buildings")) is not None:
        return unpack_findings(kept)
    found = _find_building_faults(campus)
    cache.put(digest, "buildings", pack_findings(found))
    return found


def _find_building_faults(campus: Campus) -> tuple[Finding, ...]:
    # Loaded here, because it brings shapely, networkx and numpy.
    from generator.routing.building_faults import find_building_faults  # noqa: PLC0415

    grounds = Campus.model_construct(school=campus.school, buildings=campus.buildings)
    return tuple(find_building_faults(grounds))


def _judged(loaded: _Loaded, question: Question) -> Inspection:
    content, settings = loaded.content, question.settings
    judgement = Judgement(
        content=content,
        settings=settings,
        as_of=question.as_of,
        output=_read_output(question.out, content) if question.out else None,
        steps=question.steps,
    )
    coverage = judge_coverage(judgement)
    found = (
        *loaded.findings,
        *_found(content, question),
        *_dated(coverage, content, question),
        *find_claim_faults(judgement, coverage),
    )
    return Inspection(
        content=content,
        routes=loaded.routes,
        coverage=coverage,
        findings=sort_findings((*found, *gaps_of(coverage))),
    )


def _read_output(out: Path, content: Content) -> Output:
    # Loaded here, because it brings pypdfium2.
    from generator.check.built import read_output  # noqa: PLC0415

    return read_output(out, search_queries(content))


def _found(content: Content, question: Question) -> Iterator[Finding]:
    """Yield what is wrong with the content, whatever the verdicts."""
    settings, as_of = question.settings, question.as_of
    yield from find_unknown_plans(content, settings)
    yield from find_code_faults(content, settings)
    for card in content.cards.values():
        if Step.DEEP in question.steps:
            yield from card.shallow
        yield from card.findings
    yield from find_catalogue_faults(content, settings.plans)
    yield from find_review_faults(content)
    for campus in content.campuses.values():
        yield from find_calendar_faults(campus, settings.school_year)
        yield from find_record_faults(campus, as_of, settings.school_year)


def _dated(coverage: Coverage, content: Content, question: Question) -> Iterator[Finding]:
    if Step.OFTEN_ENOUGH in question.steps:
        yield from find_conflicts(coverage.conflicts)
        yield from find_overdue(coverage, content)


def search_queries(content: Content) -> Iterable[str]:
    """Return what the search must find: titles in both languages, and words of claimed clauses."""
    claimed = {name for card in content.cards.values() for name, _ in card.covers}
    terms = {t for r in content.requirements if r.id in claimed for t in r.terms}
    titles = {card.title[language] for card in content.cards.values() for language in LANGUAGES}
    return titles | terms
