# SPDX-License-Identifier: MIT
"""Pieces taken out of the real content: each turns exactly the clauses red that rested on it.

What must be red afterwards is worked out by `tests/oracle/coverage.py`, which shares no code with
the checker. `make test` tries a seeded sample, `make audit` every other piece. Nothing is loaded
while tests are gathered: every process that tests gathers all of them.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from types import MappingProxyType
from typing import Any

import pytest

from generator.check.card import make_card, with_cards
from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.model.content import Content
from generator.model.coverage import Verdict
from generator.model.lesson import Lesson, Phase
from generator.model.output import Output
from generator.model.phrase import PhrasePack
from generator.model.plan import Requirement
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Teaching
from generator.model.school import Campus, Entry, SchoolCalendar
from generator.model.shelf import KIND_OF
from generator.review import make_reviews
from tests.check.made_up import COMPARISON, reviewed, shelves
from tests.check.real_content import real_content, real_settings
from tests.check.share import SEED, Share, shares
from tests.oracle.coverage import Evidence, Key, all_evidence, fits, green


@cache
def whole() -> Content:
    """Return the real content with its cards, all of it reviewed."""
    return reviewed(real_content())


def judge(content: Content, output: Output | None = None) -> dict[Key, Verdict]:
    settings = real_settings()
    judgement = Judgement(content=content, settings=settings, as_of=settings.as_of, output=output)
    verdicts = judge_coverage(judgement).verdicts
    return {(v.requirement.id, v.audience.value): v for v in verdicts}


@cache
def judged() -> dict[Key, Verdict]:
    return judge(whole())


def covered(verdicts: dict[Key, Verdict]) -> set[Key]:
    return {key for key, verdict in verdicts.items() if verdict.status == "covered"}


def expected(content: Content) -> set[Key]:
    """Return what must be covered, by the independent restatement."""
    settings = real_settings()
    met = green(content, settings.plans, settings.school_year)
    left_out = {k for k, verdict in judged().items() if verdict.requirement.suppression}
    return met - left_out


@dataclass(frozen=True)
class Piece:
    """Something that can be taken out of the content."""

    name: str
    take_out: Callable[[], Content]


def shelf_of(item: Teaching) -> str:
    return KIND_OF[type(item)].value


def with_item(item: Teaching, changed: Teaching | None) -> Content:
    """Return the content with another item in the place of one, or none."""
    others = (each for each in whole().teaching if each.id != item.id)
    now = (changed,) if changed else ()
    cards = {name: card for name, card in whole().cards.items() if name != item.id}
    cards |= {each.id: make_card(each, packs()) for each in now}
    return replace(whole(), shelves=shelves(*others, *now), cards=MappingProxyType(cards))


def packs() -> tuple[PhrasePack, ...]:
    return tuple(whole().phrases.values())


def with_campus(campus: Campus) -> Content:
    campuses = {**whole().campuses, campus.school.id: campus}
    return replace(whole(), campuses=MappingProxyType(campuses))


def with_entry(campus: Campus, entry: Entry, changed: Entry | None) -> Content:
    """Return the content with another entry in the place of one, or none."""
    assert campus.calendar
    kept = [changed if each is entry else each for each in campus.calendar.entries]
    entries = tuple(each for each in kept if each)
    calendar: SchoolCalendar = campus.calendar.model_copy(update={"entries": entries})
    return with_campus(campus.model_copy(update={"calendar": calendar}))


def without_one(names: tuple[Any, ...], position: int) -> tuple[Any, ...]:
    return names[:position] + names[position + 1 :]


def items() -> Iterator[Piece]:
    for item in sorted(whole().teaching, key=lambda each: each.id):
        yield Piece(item.id, partial(with_item, item, None))


def claims() -> Iterator[Piece]:
    for item in sorted(whole().teaching, key=lambda each: each.id):
        for i, name in enumerate(item.covers):
            left = without_one(item.covers, i)
            yield Piece(
                f"{item.id} {name}",
                partial(with_item, item, item.model_copy(update={"covers": left})),
            )
    for campus in whole().campuses.values():
        for i, name in enumerate(campus.school.covers):
            left = without_one(campus.school.covers, i)
            yield Piece(
                f"{campus.school.id} {name}",
                partial(
                    with_campus,
                    campus.model_copy(
                        update={"school": campus.school.model_copy(update={"covers": left})}
                    ),
                ),
            )


def entries() -> Iterator[tuple[Campus, Entry]]:
    for campus in whole().campuses.values():
        for entry in campus.calendar.entries if campus.calendar else ():
            yield campus, entry


def whole_entries() -> Iterator[Piece]:
    for campus, entry in entries():
        yield Piece(
            f"{campus.school.id} {entry.id}",
            partial(with_entry, campus, entry, None),
        )


def entry_claims() -> Iterator[Piece]:
    for campus, entry in entries():
        for i, name in enumerate(entry.covers):
            left = without_one(entry.covers, i)
            yield Piece(
                f"{campus.school.id} {entry.id} {name}",
                partial(with_entry, campus, entry, entry.model_copy(update={"covers": left})),
            )


def entry_dates() -> Iterator[Piece]:
    """Yield one day of every entry that has several."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    for campus, entry in entries():
        if len(entry.dates) > 1:
            position = chance.randrange(len(entry.dates))
            left = without_one(entry.dates, position)
            yield Piece(
                f"{campus.school.id} {entry.id} {entry.dates[position]}",
                partial(with_entry, campus, entry, entry.model_copy(update={"dates": left})),
            )


def test_the_restatement_and_the_checker_agree_on_the_content_as_it_is() -> None:
    assert covered(judged()) == expected(whole())
    assert len(covered(judged())) > 100


@pytest.mark.parametrize("share", shares(3))
@pytest.mark.parametrize("kind", [items, claims, whole_entries, entry_claims, entry_dates])
def test_without_a_piece_exactly_what_rested_on_it_is_red(
    kind: Callable[[], Iterator[Piece]], share: Share
) -> None:
    assert [told for piece in share.of(kind()) for told in faults_without(piece)] == []


def faults_without(piece: Piece) -> Iterator[str]:
    """Yield what the checker says otherwise than the restatement when a piece is missing."""
    content = piece.take_out()
    after = judge(content)
    if wrong := covered(after) ^ expected(content):
        yield f"without {piece.name} one of the two covers {sorted(wrong)}"
    for key in covered(judged()) - covered(after):
        findings = after[key].findings
        told = {f.subject for f in findings}, {f.code for f in findings}
        if told[0] != {"@".join(key)} or not told[1] <= {"V501", "V502", "V503", "V508"}:
            yield f"without {piece.name} {key} is told with {told}"


@pytest.mark.parametrize("kind", [items, claims])
def test_something_rests_on_pieces(kind: Callable[[], Iterator[Piece]]) -> None:
    met = expected(whole())
    assert any(met - expected(piece.take_out()) for piece in kind())


@cache
def fitting() -> dict[Key, list[Evidence]]:
    """Return all evidence of every covered demand, by the independent restatement."""
    claimed: dict[str, list[Evidence]] = {}
    for evidence in all_evidence(whole()):
        claimed.setdefault(evidence.claims, []).append(evidence)
    return {
        key: [
            evidence
            for evidence in claimed[key[0]]
            if fits(evidence, judged()[key].requirement, judged()[key].audience, whole())
        ]
        for key in covered(judged())
    }


def files_of(evidence: Evidence) -> dict[str, tuple[str, str]]:
    """Return the files in which evidence must stand: language and title of each."""
    if item := evidence.item:
        shelf = shelf_of(item)
        papers = ["A4", "A3"] if isinstance(item, Procedure) else ["A4"]
        if isinstance(item, Poster):
            papers = [paper.value for paper in real_settings().poster_papers]
        pages = {f"{shelf}/{item.id}.html": "zh", f"en/{shelf}/{item.id}.html": "en"}
        pdfs = {f"pdf/{shelf}/{item.id}-{p}-{x}.pdf": x for p in papers for x in ("zh", "en")}
        return {path: (x, item.title[x]) for path, x in (pages | pdfs).items()}
    assert evidence.campus
    name = evidence.campus.school.id
    shelf = "calendar" if evidence.entry else "schools"
    title = evidence.entry.title if evidence.entry else evidence.campus.school.name
    pages = {f"{shelf}/{name}.html": "zh", f"en/{shelf}/{name}.html": "en"}
    return {path: (x, title[x]) for path, x in pages.items()} | sheets_of(evidence)


def sheets_of(evidence: Evidence) -> dict[str, tuple[str, str]]:
    """Return the sheets that hang in a school, each with the code that it must bear."""
    if not landings_of(evidence):
        return {}
    assert evidence.campus
    assert evidence.campus.registry
    chosen = real_settings().sheets
    return {
        f"sheets/{evidence.campus.school.id}/{each.building}/{each.code}-{p}-{x}.pdf": (
            "",
            each.code,
        )
        for each in evidence.campus.registry.codes
        for p in chosen.papers
        for x in chosen.languages
    }


def landings_of(evidence: Evidence) -> set[str]:
    registry = evidence.campus.registry if evidence.campus and not evidence.entry else None
    return {code.code for code in registry.codes} if registry else set()


@cache
def whole_output() -> Output:
    """Return an output in which every piece of evidence stands with the words of its clauses."""
    said: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {}
    for evidence in all_evidence(whole()):
        terms = next(k[1].terms for k in asked() if k[0] == evidence.claims)
        for path, (language, title) in files_of(evidence).items():
            words = {title, *(terms if language == "zh" else ())}
            said.setdefault(path, set()).update("".join(word.split()) for word in words)
            for word in words:
                found.setdefault(word, set()).add(path)
    texts = {path: "|".join(sorted(words)) for path, words in said.items()}
    pages = {path: text for path, text in texts.items() if path.endswith(".html")}
    return Output(
        reachable=frozenset(pages),
        page_text=pages,
        pdf_text={path: text for path, text in texts.items() if path.endswith(".pdf")},
        found_by_search={query: frozenset(paths) for query, paths in found.items()},
        landings=frozenset(c for e in all_evidence(whole()) for c in landings_of(e)),
    )


@cache
def asked() -> tuple[tuple[str, Requirement], ...]:
    return tuple((r.id, r) for r in whole().requirements)


def without_file(path: str) -> Output:
    output = whole_output()
    pages = {p: text for p, text in output.page_text.items() if p != path}
    papers = {p: text for p, text in output.pdf_text.items() if p != path}
    return replace(
        output,
        reachable=frozenset(pages),
        page_text=pages,
        pdf_text=papers,
        landings=output.landings - {path},
    )


def pages() -> list[str]:
    return sorted(whole_output().page_text)


def papers() -> list[str]:
    return sorted(whole_output().pdf_text)


def landings() -> list[str]:
    return sorted(whole_output().landings)


def test_in_a_whole_output_nothing_is_missing() -> None:
    assert covered(judge(whole(), whole_output())) == covered(judged())


@pytest.mark.parametrize("share", shares(3))
@pytest.mark.parametrize("kind", [pages, papers, landings])
def test_without_a_built_file_exactly_what_rested_on_it_is_red(
    kind: Callable[[], list[str]], share: Share
) -> None:
    assert [told for path in share.of(kind()) for told in faults_without_file(path)] == []


def faults_without_file(path: str) -> Iterator[str]:
    """Yield what the checker says otherwise than the restatement when a file was not built."""
    after = judge(whole(), without_file(path))
    rested = {
        key
        for key, evidence in fitting().items()
        if all(path in files_of(each) or path in landings_of(each) for each in evidence)
    }
    if wrong := (covered(judged()) - covered(after)) ^ rested:
        yield f"without {path} one of the two covers {sorted(wrong)}"
    for key in rested:
        codes = [f.code for f in after[key].findings]
        if after[key].status != "built" or codes != ["V506"]:
            yield f"without {path} {key} is {after[key].status}, {codes}"
        elif path not in after[key].findings[0].what_en:
            yield f"without {path} {key} does not name it"


def teaching() -> list[Teaching]:
    return sorted(whole().teaching, key=lambda item: item.id)


def lessons() -> list[Lesson]:
    return [item for item in teaching() if isinstance(item, Lesson)]


def with_compared(item: Teaching, changed: Teaching) -> Content:
    """Return the content with a changed item in the place of one, compared again."""
    content = with_item(item, changed)
    others = {name: review for name, review in content.reviews.items() if name != item.id}
    again = {review.subject: review for review in make_reviews(content, item.id, COMPARISON)}
    return replace(content, reviews=MappingProxyType(others | again))


@pytest.mark.parametrize("share", shares(3))
def test_an_item_on_another_topic_covers_no_hazard(share: Share) -> None:
    for item in share.of(teaching()):
        content = with_compared(item, item.model_copy(update={"topic": "traffic"}))
        assert covered(judge(content)) == expected(content), item.id


@pytest.mark.parametrize("share", shares(3))
def test_a_lesson_for_one_audience_fewer_loses_exactly_that_audience(share: Share) -> None:
    for item in share.of(lessons()):
        left = tuple(a for a in item.audiences if a.group is not item.audiences[-1].group)
        content = with_compared(item, item.model_copy(update={"audiences": left}))
        assert covered(judge(content)) == expected(content), item.id


@pytest.mark.parametrize("share", shares(3))
def test_a_lesson_without_rehearsal_is_shallow_for_all_that_rests_on_it(share: Share) -> None:
    for item in share.of(lessons()):
        steps = tuple(
            s.model_copy(update={"phase": Phase.TELL}) if s.phase is Phase.REHEARSE else s
            for s in item.steps
        )
        after = judge(with_compared(item, item.model_copy(update={"steps": steps})))
        rested = alone_on(item)
        assert {key: after[key].status for key in rested} == dict.fromkeys(rested, "deep"), item.id
        assert covered(judged()) - covered(after) == rested, item.id


def alone_on(item: Teaching) -> set[Key]:
    """Return what no other evidence than the item covers."""
    return {
        key
        for key, evidence in fitting().items()
        if all(each.item is not None and each.item.id == item.id for each in evidence)
    }


@pytest.mark.parametrize("share", shares(3))
def test_what_changed_after_its_review_is_stale_for_all_that_rests_on_it(share: Share) -> None:
    for item in share.of(teaching()):
        title = item.title.model_copy(update={"en": f"{item.title.en} again"})
        after = judge(with_item(item, item.model_copy(update={"title": title})))
        rested = alone_on(item)
        assert {key: after[key].status for key in rested} == dict.fromkeys(rested, "fresh"), item.id
        assert covered(judged()) - covered(after) == rested, item.id


def test_without_its_calendar_a_school_holds_nothing_often_enough() -> None:
    campuses = {
        name: campus.model_copy(update={"calendar": None})
        for name, campus in whole().campuses.items()
    }
    content = replace(whole(), campuses=MappingProxyType(campuses))
    after = judge(content)
    assert all(verdict.planned == 0 for verdict in after.values())
    assert covered(after) == expected(content)


def test_without_any_item_every_demand_that_only_items_claim_is_named_once() -> None:
    content = with_cards(replace(whole(), shelves=MappingProxyType({})))
    findings = [f for verdict in judge(content).values() for f in verdict.findings]
    named = [f.subject for f in findings if f.code == "V501"]
    claimed = {evidence.claims for evidence in all_evidence(content)}
    asked = {key for key, verdict in judged().items() if not verdict.requirement.suppression}
    assert sorted(named) == sorted("@".join(key) for key in asked if key[0] not in claimed)
