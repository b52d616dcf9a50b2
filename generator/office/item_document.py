# SPDX-License-Identifier: MIT
"""Which items are documents, and what stands under each of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.model.checklist import Checklist
from generator.model.content import Content
from generator.model.drill import Drill
from generator.model.duty import DutyCard
from generator.model.form import Form
from generator.model.lesson import Lesson
from generator.model.record import Citation, Teaching, Trust
from generator.model.regulation import Regulation
from generator.office.block import Block, Document, Fine, Heading, Paragraph
from generator.office.drill_document import drill_blocks
from generator.office.lesson_document import lesson_blocks, letter_blocks
from generator.office.sheet_document import (
    checklist_blocks,
    duty_blocks,
    form_blocks,
    is_wide,
    regulation_blocks,
)
from generator.office.voice import Voice
from generator.render.review_line import review_line
from generator.settings import THEME, Settings

UNCHECKED = (Trust.C, Trust.S2)
"""Marks beside which stands that nobody read the source."""

BLOCKS_OF: Mapping[type[Teaching], Callable[[Any, Voice], Iterator[Block]]] = MappingProxyType(
    {
        Drill: drill_blocks,
        Form: form_blocks,
        Checklist: checklist_blocks,
        DutyCard: duty_blocks,
        Regulation: regulation_blocks,
        Lesson: lesson_blocks,
    }
)
"""Kinds of item that schools edit in a word processor, with what makes their text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What documents are written from."""

    content: Content
    settings: Settings
    voice: Voice
    reviewed: frozenset[str] = frozenset()
    """Ids of the items whose review is wholly in force."""
    theme: Path = THEME
    """Where the pictograms lie."""


def item_document(item: Teaching, desk: Desk) -> Document:
    """Return the document of an item of one of the kinds in `BLOCKS_OF`."""
    voice = desk.voice
    return Document(
        title=item.title[voice.language],
        author=desk.settings.name[voice.language],
        language=voice.language,
        as_of=desk.settings.as_of,
        blocks=(*_with_needs(item, desk), *_foot(item, desk)),
        is_landscape=isinstance(item, Form) and is_wide(item),
    )


def _with_needs(item: Teaching, desk: Desk) -> Iterator[Block]:
    """Yield the text; what else is printed for it stands before its first heading."""
    voice = desk.voice
    blocks = tuple(BLOCKS_OF[type(item)](item, voice))
    opening = tuple(takewhile(lambda block: not isinstance(block, Heading), blocks))
    yield from opening
    needs: tuple[str, ...] = getattr(item, "needs", ())
    found = (desk.content.find_item(name) for name in needs)
    titles = [known[1].title[voice.language] for known in found if known]
    if titles:
        lead = voice.word("drill.needs" if isinstance(item, Drill) else "item.needs")
        text = ("、" if voice.language == "zh" else ", ").join(titles)
        yield Paragraph(lead=voice.lead(lead), text=text)
    yield from blocks[len(opening) :]


def letter_document(lesson: Lesson, desk: Desk) -> Document:
    """Return the letter to families of a lesson."""
    voice = desk.voice
    return Document(
        title=f"{voice.word('lesson.letter')}\n{lesson.title[voice.language]}",
        author=desk.settings.name[voice.language],
        language=voice.language,
        as_of=desk.settings.as_of,
        blocks=(*letter_blocks(lesson, voice), Fine(text=imprint(lesson, desk))),
    )


def _foot(item: Teaching, desk: Desk) -> Iterator[Block]:
    """Yield clauses, sources and version, as every printed sheet has them."""
    voice, clauses = desk.voice, desk.content.clauses()
    if item.covers:
        yield Fine(text=voice.word("item.covers"), is_heading=True)
    for name in item.covers:
        clause = clauses[name]
        text = clause.requirement.text[voice.language]
        yield Fine(text=f"{clause.plan.short_name} {clause.unit.clause} · {text}")
    yield Fine(text=voice.word("item.citations"), is_heading=True)
    for number, citation in enumerate(item.citations, start=1):
        yield Fine(text=f"{number}. {cite(citation, desk)}")
    yield Fine(text=f"{imprint(item, desk)} · {_review(item, desk)}")


def cite(citation: Citation, desk: Desk) -> str:
    """Return the origin of a fact as it is printed, with how far it was traced."""
    voice = desk.voice
    source = desk.content.sources[citation.source]
    mark = voice.word("item.own") if citation.mark is Trust.OWN else citation.mark.value
    if citation.mark in UNCHECKED:
        mark = f"{mark} {voice.word('item.unchecked')}"
    named = " ".join(filter(None, (source.title[voice.language], source.number, citation.clause)))
    return f"{named} · {citation.supports[voice.language]} · {mark} · {citation.read}"


def imprint(item: Teaching, desk: Desk) -> str:
    """Return the site, the id and the version of an item."""
    voice, newest = desk.voice, item.history[0]
    version = f"{voice.word('item.history')} {newest.version} · {newest.date}"
    return f"{desk.settings.name[voice.language]} · {item.id} · {version}"


def _review(item: Teaching, desk: Desk) -> str:
    voice = desk.voice
    said = review_line(item, desk.content, desk.reviewed, voice.words, voice.language)
    return f"{voice.word('item.review_by')} {item.review_by} · {said}"
