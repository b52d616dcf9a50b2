# SPDX-License-Identifier: MIT
"""Load and judge: everything that is known before anything is drawn.

Routing and the reader of finished PDFs are loaded only where they are needed: `muster check` on
unchanged buildings does without shapely, networkx and numpy.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from generator.addresses import LANGUAGES
from generator.check.calendar import find_calendar_faults
from generator.check.catalogue import find_catalogue_faults
from generator.check.claim_faults import find_claim_faults
from generator.check.codes import find_code_faults, find_outdated_sheets
from generator.check.conflict import find_conflicts
from generator.check.coverage import gaps_of, judge_coverage
from generator.check.extra_font import extra_characters, find_font_faults
from generator.check.freshness import find_review_faults
from generator.check.judgement import Judgement
from generator.check.lost_codes import find_doubts, find_lost_codes
from generator.check.moved import find_move_faults
from generator.check.overdue import find_overdue
from generator.check.passed import find_passed_deadlines
from generator.check.phrase import find_pack_faults
from generator.check.plans import find_unknown_plans
from generator.check.printable import find_unprintable, lacking_characters, print_fonts
from generator.check.record import find_record_faults
from generator.finding import Finding, Severity, sort_findings
from generator.load.answer import FOLDER
from generator.load.cache import Cache, program_fingerprint
from generator.load.cached_item import CardMaker
from generator.load.packed_card import pack_findings, unpack_findings
from generator.load.tree import load_cards, load_content
from generator.model.card import Card
from generator.model.content import Content
from generator.model.coverage import Coverage, Step
from generator.model.evacuation import Evacuation
from generator.model.output import Output
from generator.model.phrase import PhrasePack
from generator.model.record import Item, Teaching
from generator.model.school import Campus
from generator.settings import THEME, Settings

if TYPE_CHECKING:
    from generator.evacuation import CampusEvacuation
    from generator.load.part_settings import PartSettings

_Sheets: TypeAlias = Mapping[tuple[str, str], str]
"""What the sheets of a school look like, by building and place, as fingerprints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What is known before anything is drawn."""

    content: Content
    evacuation: Evacuation
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
    part: "PartSettings | None" = None
    """Set where the configuration has form errors: what rests on these is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """What was read, with everything found in it so far."""

    content: Content
    """With the cards of its items."""
    findings: tuple[Finding, ...]
    evacuation: Evacuation = field(default_factory=Evacuation)


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
    # Loaded here, because it brings shapely, networkx and numpy.
    from generator.check.card import with_cards  # noqa: PLC0415
    from generator.evacuation import (  # noqa: PLC0415
        evacuate_campus,
        find_drawn,
        plan_evacuation,
    )

    read, findings = load_content(settings.content_folder, settings.school_folders, THEME)
    evacuation, faults = plan_evacuation(read.campuses)
    drawn = {name: find_drawn(c, evacuation.routes) for name, c in read.campuses.items()}
    indoors = (fault for campus in read.headless for fault in evacuate_campus(campus).findings)
    told = (*findings, *faults, *indoors)
    outdated = _outdated_sheets(read, settings, told, drawn)
    loaded = _Loaded(
        content=with_cards(read, extra_characters(settings)),
        findings=(*told, *outdated, *_unprintable(read, settings, Cache(None, ""))),
        evacuation=evacuation,
    )
    return _judged(loaded, Question(settings=settings, as_of=as_of, steps=steps, out=out))


def open_cache(settings: Settings, program: str = "") -> Cache:
    """Return what earlier runs found out about files, from `.muster-cache/` beside the settings.

    `program` is the fingerprint of the program, where it is known.
    """
    return Cache(Path(settings.file).parent / FOLDER, program or program_fingerprint())


def inspect_cards(
    question: Question, *, is_cached: bool = True, cache: Cache | None = None
) -> Inspection:
    """Judge the same by the cards of the items alone, with the same findings; draws no routes.

    What earlier runs found out about unchanged files is taken from `cache`, or from the one that
    lies beside the configuration, unless `is_cached` is False.
    """
    with _uncollected():
        opened = cache or (open_cache(question.settings) if is_cached else Cache(None, ""))
        inspection = _judged(_load_cards(question, opened), question)
        opened.save()
        return inspection


def find_errors(
    question: Question, plans: "dict[str, CampusEvacuation] | None" = None
) -> tuple[Content, tuple[Finding, ...]]:
    """Return the content with the cards of its items, and what of it stops a build.

    Clauses are not judged: what they lack stops none. `plans` receives, by school, how those are
    left of which that had to be found out.
    """
    with _uncollected():
        cache = open_cache(question.settings)
        loaded = _load_cards(question, cache, plans)
        content = loaded.content
        found = (*loaded.findings, *_of_common(content, question), *_of_items(content, question))
        cache.save()
        return content, sort_findings(f for f in found if f.severity is Severity.ERROR)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without collecting waste: nothing here is thrown away in circles, and it takes a third."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def _load_cards(
    question: Question, cache: Cache, plans: "dict[str, CampusEvacuation] | None" = None
) -> _Loaded:
    settings = question.settings
    content, findings = load_cards(
        settings.content_folder,
        settings.school_folders,
        THEME,
        cache,
        partial(card_maker, cache=cache, settings=settings),
    )
    looks = {name: _look(campus, cache, plans) for name, campus in content.campuses.items()}
    indoors = (fault for campus in content.headless for fault in _look(campus, cache)[0])
    told = (*findings, *(fault for faults, _ in looks.values() for fault in faults), *indoors)
    drawn = {name: sheets for name, (_, sheets) in looks.items()}
    outdated = _outdated_sheets(content, settings, told, drawn)
    lacking = _unprintable(content, settings, cache)
    return _Loaded(content=content, findings=(*told, *outdated, *lacking))


def card_maker(packs: tuple[PhrasePack, ...], cache: Cache, settings: Settings) -> CardMaker:
    """Return what makes cards of items in a tree with these phrase packs.

    A card also depends on which characters the print fonts have, and the font of the site's own.
    """
    extra = extra_characters(settings)
    said = "\n".join((_fonts_digest(cache, extra), *(pack.model_dump_json() for pack in packs)))

    def make(item: Teaching) -> Card:
        # Loaded here, because it judges depth and phrases: cards that were kept do without.
        from generator.check.card import make_card  # noqa: PLC0415

        return make_card(item, packs, extra)

    return CardMaker(make=make, sort=hashlib.sha256(said.encode()).hexdigest())


def _fonts_digest(cache: Cache, extra: frozenset[str]) -> str:
    ours = b"".join(cache.digest(file) for file in print_fonts()).hex()
    return f"{ours} {hashlib.sha256(''.join(sorted(extra)).encode()).hexdigest()}"


def _unprintable(content: Content, settings: Settings, cache: Cache) -> Iterator[Finding]:
    """Yield what papers would print of settings, topics, sources and schools without a glyph."""
    extra = extra_characters(settings)
    fonts = _fonts_digest(cache, extra)
    yield from find_font_faults(settings)
    for item in (settings, *_printed_files(content)):
        digest, sort = cache.digest(item.file), f"printable {fonts} {item.file}"
        kept = cache.get(digest, sort)
        if kept is None:
            kept = pack_findings(tuple(find_unprintable(item, extra)))
            cache.put(digest, sort, kept)
        yield from unpack_findings(kept)


def extra_letters(content: Content, settings: Settings) -> frozenset[str]:
    """Return the characters of a loaded content that only the site's own font has."""
    extra = extra_characters(settings)
    if not extra:
        return extra
    said = (settings, *content.teaching, *content.plans.values(), *_printed_files(content))
    return extra & lacking_characters(said)


def _printed_files(content: Content) -> Iterator[Item]:
    """Yield everything besides items whose texts stand on paper, file by file."""
    yield from content.topics.values()
    yield from content.sources.values()
    for campus in content.folders:
        yield from (*(() if campus.has_faulty_school else (campus.school,)), *campus.buildings)
        yield from (campus.calendar,) if campus.calendar else ()


def _outdated_sheets(
    content: Content, settings: Settings, found: Iterable[Finding], drawn: Mapping[str, _Sheets]
) -> Iterator[Finding]:
    """Yield outdated sheets of schools that are drawn as they were meant."""
    told = (*found, *find_code_faults(content, settings))
    for name, campus in content.campuses.items():
        if not find_doubts(campus, told) and not find_lost_codes(campus):
            yield from find_outdated_sheets(campus, drawn[name])


def _look(
    campus: Campus, cache: Cache, plans: "dict[str, CampusEvacuation] | None" = None
) -> tuple[tuple[Finding, ...], _Sheets]:
    """Return the faults of a school's grounds and buildings, and what its sheets now look like.

    Both the school's own files decide. `plans` receives how it is left, where that is not kept.
    """
    files = [campus.school.file, *(building.file for building in campus.buildings)]
    files += [part.file for part in campus.parts]
    digests = [cache.digest(file) for file in files]
    names = [*files, *sorted(campus.faulty_buildings)]
    said = b"".join([*digests, *(name.encode() + b"\n" for name in names)])
    digest = hashlib.sha256(said).digest() if all(digests) else b""
    kept = cache.get(digest, "buildings")
    if kept is None:
        plan, drawn = _look_at_buildings(campus)
        if plans is not None:
            plans[campus.school.id] = plan
        kept = (pack_findings(plan.findings), tuple(drawn.items()))
        cache.put(digest, "buildings", kept)
    packed, sheets = kept
    return tuple(unpack_findings(packed)), dict(sheets)


def _look_at_buildings(campus: Campus) -> "tuple[CampusEvacuation, _Sheets]":
    # Loaded here, because it brings shapely, networkx and numpy.
    from generator.evacuation import evacuate_campus, find_drawn  # noqa: PLC0415

    grounds = Campus.model_construct(
        school=campus.school,
        buildings=campus.buildings,
        faulty_buildings=campus.faulty_buildings,
        parts=campus.parts,
        has_faulty_school=campus.has_faulty_school,
    )
    plan = evacuate_campus(grounds)
    is_drawn = not campus.has_faulty_school
    return plan, find_drawn(grounds, plan.routes) if is_drawn else {}


def _judged(loaded: _Loaded, question: Question) -> Inspection:
    content, settings, part = loaded.content, question.settings, question.part
    if part:
        content = replace(content, unread=(*content.unread, *part.unread))
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
        *_of_common(content, question),
        *_of_items(content, question),
        *_of_verdicts(coverage, judgement),
        *find_move_faults(content),
    )
    return Inspection(
        content=content,
        evacuation=loaded.evacuation,
        coverage=coverage,
        findings=sort_findings(f for f in found if part is None or part.is_certain(f)),
    )


def judge_part(
    content: Content, question: Question, only: frozenset[str], whole: frozenset[str]
) -> tuple[Coverage, tuple[Finding, ...]]:
    """Return the verdicts on some requirements, and what is found in the items and by verdicts.

    Of the plans that are named by `whole`, clauses that ask nothing are taken along, and what is
    found in the catalogue. What is found in other plans, schools, reviews and settings by
    themselves is left out. A finding on
    a claim is only right if everything that its subject claims is among the requirements and all
    that claims them is in the content.
    """
    judgement = Judgement(
        content=content,
        settings=question.settings,
        as_of=question.as_of,
        steps=question.steps,
        only=only,
        whole=whole,
    )
    coverage = judge_coverage(judgement)
    # Faults of clauses are left out, but whether an item is an orphan depends on there being any.
    few = replace(content, plans=dict(islice(content.plans.items(), max(1, len(whole)))))
    found = (*_of_items(few, question), *_of_verdicts(coverage, judgement))
    return coverage, sort_findings(found)


def _read_output(out: Path, content: Content) -> Output:
    # Loaded here, because it brings pypdfium2.
    from generator.check.built import read_output  # noqa: PLC0415

    return read_output(out, search_queries(content))


def _of_items(content: Content, question: Question) -> Iterator[Finding]:
    """Yield what is wrong with each item by itself, and with catalogues."""
    for card in content.cards.values():
        if Step.DEEP in question.steps:
            yield from card.shallow
        yield from card.findings
    yield from find_catalogue_faults(content, question.settings.plans)


def _of_common(content: Content, question: Question) -> Iterator[Finding]:
    """Yield what is wrong with settings, schools and reviews, whatever the items and verdicts."""
    settings, as_of = question.settings, question.as_of
    yield from find_unknown_plans(content, settings)
    yield from find_code_faults(content, settings)
    yield from find_review_faults(content)
    for pack in content.phrases.values():
        yield from find_pack_faults(pack)
    items = content.item_ids
    for campus in content.folders:
        yield from find_calendar_faults(campus, settings.school_year)
        yield from find_record_faults(campus, as_of, settings.school_year, items)


def _of_verdicts(coverage: Coverage, judgement: Judgement) -> Iterator[Finding]:
    """Yield what the verdicts say."""
    if Step.OFTEN_ENOUGH in judgement.steps:
        yield from find_conflicts(coverage.conflicts)
        yield from find_overdue(coverage, judgement.content)
        yield from find_passed_deadlines(coverage)
    yield from find_claim_faults(judgement, coverage)
    if Step.BUILT in judgement.steps and judgement.output:
        # Loaded here, because most checks have no output.
        from generator.check.unbuilt import find_unbuilt  # noqa: PLC0415

        yield from find_unbuilt(judgement, coverage)
    yield from gaps_of(coverage)


def search_queries(content: Content) -> Iterable[str]:
    """Return what the search must find: titles in both languages, and words of claimed clauses."""
    claimed = {name for card in content.cards.values() for name, _ in card.covers}
    terms = {t for r in content.requirements if r.id in claimed for t in r.terms}
    titles = {card.title[language] for card in content.cards.values() for language in LANGUAGES}
    return titles | terms
