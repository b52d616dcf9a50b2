# SPDX-License-Identifier: MIT
"""Charts filled from a school's own data: who leads and who does what first; who calls whom.

Names and telephone numbers are written in by hand: these papers are public.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import cast

from generator.addresses import LANGUAGES, chart_path, page_path
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.duty import DutyCard
from generator.model.procedure import Call, Procedure
from generator.model.record import Teaching, Text
from generator.model.school import School
from generator.paper.first_size import first_size_pt
from generator.paper.least_type import sizes_down
from generator.paper.page_size import PAPER_MM, page_rule, paper_style
from generator.paper.pdf import PrintJob
from generator.paper.school_need import is_for
from generator.render.qr import draw_qr
from generator.render.template import environment
from generator.render.words import load_words
from generator.settings import Settings

CALL_NUMBERS = "call-numbers"
"""The pack of official words that says whom to call."""

SIZES_PT = {"A3": sizes_down(17.0, 0.4), "A4": sizes_down(14.2, 0.4)}
"""A chart fills one page as large as it can; below the smallest it must be shortened."""

CHARTS = (("organisation", "A3"), ("calls", "A3"), ("calls", "A4"))
"""Which charts a school gets, and on which paper."""

LINE_SIGNS = {"zh": 40, "en": 75}
"""About how many signs a line of a column of calls holds."""

LEAST_SHARE = 0.44
"""So much of the width the column has that holds less."""

HEADING_LINES = 2
"""About how high the title of a procedure is, in lines."""

NO_POST = frozenset({Audience.PARENTS, Audience.VISITORS})
"""Groups that are no pupils and hold no post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of one school on one paper in one language."""

    school: School
    kind: str
    paper: str
    language: str

    @property
    def path(self) -> str:
        """Return where it is printed."""
        return chart_path(self.school.id, self.kind, self.paper, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post of a school with the duty cards that say what it does first."""

    audience: Audience
    cards: tuple[DutyCard, ...]
    """None where the post has no card: the school writes in what it does."""


def charts_of(school: School, language: str) -> tuple[Chart, ...]:
    """Return the charts of a school in one language."""
    return tuple(
        Chart(school=school, kind=kind, paper=paper, language=language) for kind, paper in CHARTS
    )


def posts_of(school: School, content: Content) -> tuple[Post, ...]:
    """Return the posts of a school, the one in command first, each with its cards by subject."""
    cards = (
        card
        for card in content.shelf(ItemKind.DUTY).values()
        if isinstance(card, DutyCard) and is_for(card, school, content)
    )
    ordered = sorted(cards, key=lambda card: _order(card, content))
    held = (a for a in _posts_first_in_command() if school.has(a))
    return tuple(
        Post(audience=a, cards=tuple(card for card in ordered if card.post is a)) for a in held
    )


def _posts_first_in_command() -> Iterator[Audience]:
    first = (Audience.PRINCIPAL, Audience.SAFETY_OFFICER)
    yield from first
    for audience in Audience:
        if not (audience.is_stage or audience in NO_POST or audience in first):
            yield audience


def procedures_of(school: School, content: Content) -> tuple[Procedure, ...]:
    """Return the procedures that a school of its type needs, by subject."""
    own = [item for item in content.procedures.values() if is_for(item, school, content)]
    return tuple(sorted(own, key=lambda item: _order(item, content)))


def call_columns(
    procedures: Iterable[Procedure], chart: Chart
) -> tuple[tuple[list[Procedure], float], tuple[list[Procedure], float]]:
    """Return procedures in two columns about as high, each with its share of the width.

    Of two columns that differ the one that holds more is wider: so neither is left half empty.
    """
    columns: tuple[list[Procedure], list[Procedure]] = ([], [])
    heights = [0.0, 0.0]
    for item in procedures:
        side = heights.index(min(heights))
        columns[side].append(item)
        heights[side] += HEADING_LINES + sum(_call_lines(call, chart) for call in item.calls)
    first = min(max(heights[0] / (sum(heights) or 1), LEAST_SHARE), 1 - LEAST_SHARE)
    return (columns[0], round(first, 2)), (columns[1], round(1 - first, 2))


def _call_lines(call: Call, chart: Chart) -> int:
    """Return about how many lines a call takes; what is said to outside stands on A3."""
    told = (call.who, call.to), (call.say,) if chart.paper == "A3" and call.number else ()
    signs = (sum(len(text[chart.language]) for text in texts) for texts in told)
    return sum(ceil(count / LINE_SIGNS[chart.language]) for count in signs)


def _order(item: Teaching, content: Content) -> tuple[int, str, str]:
    return content.topics[item.topic].order, item.topic, item.id


def chart_jobs(content: Content, settings: Settings, theme: Path) -> Iterator[PrintJob]:
    """Yield the charts of every school in both languages."""
    for campus in content.campuses.values():
        filled: dict[str, Mapping[str, object]] = {
            "organisation": {"posts": posts_of(campus.school, content)},
            "calls": {
                "procedures": procedures_of(campus.school, content),
                "numbers": _numbers(content),
            },
        }
        for language in LANGUAGES:
            for chart in charts_of(campus.school, language):
                html = _html(chart, filled[chart.kind], settings, theme)
                kind = f"{chart.kind}-{chart.paper}-{language}"
                yield PrintJob(
                    path=chart.path,
                    html=html,
                    first_pt=first_size_pt(kind, html),
                    origin=campus.school.at(),
                    sizes_pt=SIZES_PT[chart.paper],
                )


def _numbers(content: Content) -> tuple[Text, ...]:
    pack = content.phrases.get(CALL_NUMBERS)
    return pack.phrases if pack else ()


def _html(chart: Chart, filled: Mapping[str, object], settings: Settings, theme: Path) -> str:
    words, language, school = load_words(theme), chart.language, chart.school
    address = f"{settings.address.rstrip('/')}/{page_path('schools', school.id, language)}"
    said = (school.name[language], words[f"chart.{chart.kind}"][language], str(settings.as_of))
    template = environment(theme / "print").get_template(f"{chart.kind}.html")
    procedures = cast("tuple[Procedure, ...]", filled.get("procedures", ()))
    return template.render(
        columns=call_columns(procedures, chart),
        school=school,
        chart=chart,
        language=language,
        is_sample=school.sample or settings.is_placeholder,
        address=address,
        qr=draw_qr(address),
        css=paper_style(theme, page_rule(*PAPER_MM[chart.paper], settings.print)),
        imprint=" · ".join(said),
        w=lambda key: words[key][language],
        **filled,
    )
