# SPDX-License-Identifier: MIT
"""Ways in to the same content: by stage, month, length, form, post, place and letter.

The list of a way names what the content says of itself and nothing else, so that each way is as
complete as the content.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from generator.addresses import SHELF_OF
from generator.model.activity import Activity, ActivityForm
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.curriculum import Curriculum
from generator.model.place import Place
from generator.model.record import Teaching, Text
from generator.render.index_order import by_letter
from generator.render.words import load_words
from generator.settings import THEME, Settings
from generator.site.coming import Month, drills_of
from generator.site.order import MATRIX_STAGES, is_for, ordered, topics_in_use
from generator.site.page import Page
from generator.site.year_pages import list_months

STAGE_KINDS = (
    ItemKind.LESSON,
    ItemKind.MICRO,
    ItemKind.ACTIVITY,
    ItemKind.QUESTION,
    ItemKind.DRILL,
    ItemKind.POSTER,
)
"""What is used with pupils, in the order in which it is listed."""

OWN_KINDS = (ItemKind.DUTY, ItemKind.CHECKLIST, ItemKind.FORM)
"""What a post does and fills in itself: listed before all else of it."""

POST_KINDS = (*OWN_KINDS, *(kind for kind in ItemKind if kind not in OWN_KINDS))
"""Whatever says of itself whom it is for."""

TIMED_KINDS = (ItemKind.MICRO, ItemKind.ACTIVITY, ItemKind.LESSON)

LENGTHS_MIN = (1, 5, 10, 20, 30, 45)
"""Longest of each list, in minutes; a period of school lasts 40 or 45."""

Head = TypeVar("Head")

Lists = list[tuple[str, Sequence[Teaching]]]
"""Items of each kind, by folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where two questions meet: a stage or a month, and a topic."""

    topic: str
    lists: Lists

    @property
    def count(self) -> int:
        """Return how many pages it leads to."""
        return sum(len(items) for _, items in self.lists)


def ways_in(content: Content, settings: Settings, language: str) -> Iterator[Page]:
    """Yield the pages of every way in."""
    words = {key: text[language] for key, text in load_words(THEME).items()}

    def page(name: str, title: str, template: str, **values: object) -> Page:
        section = "find" if template != "find_group.md" else ""
        path = f"find/{name}.md"
        return Page(path=path, title=title, template=template, section=section, values=values)

    yield page("index", words["site.find"], "find.md", matrix=stage_matrix(content))
    months = list_months(settings.school_year.first)
    yield page("month", words["find.month"], "find_months.md", rows=month_matrix(content, months))
    yield page("length", words["find.length"], "find_groups.md", groups=_by_length(content))
    yield page("form", words["find.form"], "find_groups.md", groups=_by_form(content))
    yield page("post", words["find.post"], "find_groups.md", groups=_by_post(content))
    yield page("place", words["find.place"], "find_groups.md", groups=_by_place(content))
    yield page("a-z", words["find.letter"], "find_letters.md", letters=_letters(content, language))
    for stage, cells in stage_matrix(content):
        title = words[f"audience.{stage}"]
        yield page(stage.value, title, "find_group.md", cells=cells, drills=())
    for month, cells in month_matrix(content, months):
        drills = drills_of(content, month)
        title = words[f"month.{month[1]}"]
        yield page(f"month-{month[1]}", title, "find_group.md", cells=cells, drills=drills)


def stage_matrix(content: Content) -> list[tuple[Audience, list[Cell]]]:
    """Return what there is for each stage, topic by topic."""

    def of(stage: Audience) -> list[Cell]:
        """Return a row."""
        return _cells(content, lambda item: is_for(item, stage))

    return _filled([(stage, of(stage)) for stage in MATRIX_STAGES])


def month_matrix(content: Content, months: tuple[Month, ...]) -> list[tuple[Month, list[Cell]]]:
    """Return what the curricula teach in each month, topic by topic."""

    def of(month: Month) -> list[Cell]:
        """Return a row."""
        taught = _taught_in(content, month[1])
        return _cells(content, lambda item: item.id in taught)

    return _filled([(month, of(month)) for month in months])


def _filled(rows: list[tuple[Head, list[Cell]]]) -> list[tuple[Head, list[Cell]]]:
    """Return a table without the topics of which no row has anything."""
    used = {cell.topic for _, cells in rows for cell in cells if cell.count}
    return [(head, [cell for cell in cells if cell.topic in used]) for head, cells in rows]


def _taught_in(content: Content, month: int) -> frozenset[str]:
    curricula = cast("tuple[Curriculum, ...]", ordered(content, ItemKind.CURRICULUM))
    steps = (step for c in curricula for strand in c.strands for step in strand.steps)
    return frozenset(name for step in steps if month in step.months for name in step.items)


def _cells(content: Content, is_wanted: Callable[[Teaching], bool]) -> list[Cell]:
    found = _lists(content, STAGE_KINDS, is_wanted)
    return [Cell(topic=topic.id, lists=_about(topic.id, found)) for topic in topics_in_use(content)]


def _about(topic: str, found: Lists) -> Lists:
    """Return the items on a topic of each kind that has some."""
    own = [(shelf, [item for item in items if item.topic == topic]) for shelf, items in found]
    return [(shelf, items) for shelf, items in own if items]


def _lists(
    content: Content, kinds: Sequence[ItemKind], is_wanted: Callable[[Teaching], bool]
) -> Lists:
    """Return the wanted items of each kind that has some."""
    return [
        (kind.value, found)
        for kind in kinds
        if (found := [item for item in ordered(content, kind) if is_wanted(item)])
    ]


def _by_length(content: Content) -> list[tuple[str, str, Lists]]:
    """Return anchor, name and lists of each length."""

    def of(longest: int) -> Lists:
        """Return what takes as long, and longer than the length before."""
        return _lists(content, TIMED_KINDS, lambda item: _length(item) == longest)

    groups = [(f"minutes-{m}", f"find.minutes_{m}", of(m)) for m in LENGTHS_MIN]
    return [group for group in groups if group[2]]


def _length(item: Teaching) -> int:
    """Return the shortest of the lengths that an item fits into; the longest for all others."""
    minutes = cast("int", item.minutes)  # type: ignore[attr-defined]
    return next((length for length in LENGTHS_MIN if minutes <= length), LENGTHS_MIN[-1])


def _by_form(content: Content) -> list[tuple[str, str, Lists]]:
    def of(form: ActivityForm) -> Lists:
        """Return the activities of a form."""
        return _lists(
            content, (ItemKind.ACTIVITY,), lambda item: cast("Activity", item).form is form
        )

    return [(form.value, f"activity.{form}", lists) for form in ActivityForm if (lists := of(form))]


def _by_post(content: Content) -> list[tuple[str, str, Lists]]:
    def of(post: Audience) -> Lists:
        """Return what a post has."""
        return _lists(content, POST_KINDS, lambda item: _concerns(item, post))

    posts = (audience for audience in Audience if not audience.is_stage)
    return [(post.value, f"audience.{post}", lists) for post in posts if (lists := of(post))]


def _by_place(content: Content) -> list[tuple[str, str, Lists]]:
    def of(place: Place) -> Lists:
        """Return what is needed in a place."""
        return _lists(content, tuple(ItemKind), lambda item: place in item.places)

    return [(place.value, f"place.{place}", lists) for place in Place if (lists := of(place))]


def _concerns(item: Teaching, post: Audience) -> bool:
    """Say whether an item is a post's own: the one that it names, else one of its audiences."""
    named = getattr(item, "post", None)
    return named is post if named else post in item.audiences


Entry = tuple[str, str, list[tuple[str, Text]]]
"""Word, the same word in the other language, and address and title of what it leads to."""


def _letters(content: Content, language: str) -> list[tuple[str, list[Entry]]]:
    """Return the index of hazards, topics and keywords, letter by letter."""
    entries: dict[str, Entry] = {}
    for word, address, title in _index_words(content):
        fresh: Entry = (word[language], word["en" if language == "zh" else "zh"], [])
        places = entries.setdefault(word[language].casefold(), fresh)[2]
        if (address, title) not in places:
            places.append((address, title))
    shown = {entry[0]: entry for entry in entries.values()}
    return [(letter, [shown[t] for t in terms]) for letter, terms in by_letter(shown, language)]


def _index_words(content: Content) -> Iterator[tuple[Text, str, Text]]:
    lessons = {lesson.topic for lesson in content.lessons.values()}
    for topic in topics_in_use(content):
        if topic.id in lessons:
            yield topic.title, f"lessons/index.html#{topic.id}", topic.title
    for item in content.teaching:
        address = f"{SHELF_OF[type(item).__name__]}/{item.id}.html"
        for word in item.keywords:
            yield word, address, item.title
