# SPDX-License-Identifier: MIT
"""Which booklets there are: of a stage, a drill, a school, and of what hangs on its walls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.addresses import (
    LANGUAGES,
    curriculum_booklet_path,
    drill_booklet_path,
    folded_path,
    handbook_path,
    handout_path,
    page_path,
    papers_of,
    pdf_path,
    sheet_path,
    walls_path,
)
from generator.finding import Origin
from generator.model.audience import STAGES, Audience
from generator.model.card import ItemKind
from generator.model.checklist import Checklist
from generator.model.curriculum import Curriculum, CurriculumStep
from generator.model.drill import Drill
from generator.model.record import Teaching, Text
from generator.model.school import Campus, School
from generator.model.sheet import Sheet, SheetVariant
from generator.paper.booklet import Booklet, Chapter, Leaf, leaf_of, say
from generator.paper.jobs import PaperInput
from generator.paper.packs import forms_of_drill
from generator.paper.school_chart import CALL_NUMBERS, charts_of
from generator.paper.school_need import is_for
from generator.paper.whereabouts import describe_wall
from generator.paper.written import sayers_of
from generator.render.words import load_words

HANDBOOK_SHELVES = (
    ItemKind.PROCEDURE,
    ItemKind.DUTY,
    ItemKind.CHECKLIST,
    ItemKind.REGULATION,
)
"""What a school's handbook binds together, what is needed first coming first."""

WALL_SHELVES: Mapping[str, tuple[ItemKind, ...]] = {
    "A3": (ItemKind.PROCEDURE, ItemKind.POSTER),
    "A4": (ItemKind.PROCEDURE, ItemKind.DUTY, ItemKind.POSTER),
}
"""What hangs on walls on each paper, beside the evacuation sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletInput:
    """All that papers are made from, and what was printed."""

    given: PaperInput
    pages: Mapping[str, int]
    """Number of pages of every PDF, by its path."""
    language: str = "zh"

    def say(self, key: str) -> str:
        """Return a word of the interface."""
        return load_words(self.given.theme)[key][self.language]

    def address(self, shelf: str, name: str) -> str:
        """Return where the site tells more."""
        base = self.given.settings.address.rstrip("/")
        return f"{base}/{page_path(shelf, name, self.language)}"

    def leaf(self, kind: ItemKind, item: Teaching, paper: str = "A4") -> Leaf:
        """Return an item as it was printed."""
        path = pdf_path(kind.value, item.id, paper, self.language)
        return leaf_of(item, path, self.language, self.pages)

    def handout(self, kind: str, drill: Drill) -> Leaf:
        """Return a paper of a drill for one use as it was printed."""
        path = handout_path(kind, drill.id, self.language)
        name = self.say(f"office.drill_{kind.replace('-', '_')}")
        return replace(leaf_of(drill, path, self.language, self.pages), title=name, terms=())

    def ordered(self, kind: ItemKind) -> list[Teaching]:
        """Return the items of a kind, topic by topic."""
        topics = self.given.content.topics
        items = self.given.content.shelf(kind).values()
        return sorted(items, key=lambda item: (topics[item.topic].order, item.topic, item.id))


def list_booklets(given: PaperInput, pages: Mapping[str, int]) -> Iterator[Booklet]:
    """Yield every booklet in both languages; `pages` are the numbers of pages by path."""
    sayers = sayers_of(given.content, given.settings)
    for language in LANGUAGES:
        made_from = BookletInput(given=given, pages=pages, language=language)
        for booklet in _booklets(made_from):
            yield replace(booklet, sayers=sayers)


def _booklets(made_from: BookletInput) -> Iterator[Booklet]:
    content = made_from.given.content
    for stage in STAGES:
        yield from _curriculum(stage, made_from)
    for drill in content.drills.values():
        yield _drill(drill, made_from)
    for campus in content.campuses.values():
        yield _handbook(campus, made_from)
        for paper in WALL_SHELVES:
            yield from _walls(campus, paper, made_from)


def _curriculum(stage: Audience, made_from: BookletInput) -> Iterator[Booklet]:
    """Yield the booklet of a stage that has lessons of its own."""
    lessons = [item for item in made_from.ordered(ItemKind.LESSON) if stage in item.audiences]
    if not lessons:
        return
    language, settings = made_from.language, made_from.given.settings
    steps = tuple(_steps(stage, made_from))
    path = curriculum_booklet_path(stage.value, language)
    yield Booklet(
        path=path,
        folded=folded_path(path),
        title=f"{made_from.say(f'audience.{stage}')} · {made_from.say('booklet.curriculum')}",
        kind="curriculum",
        subject=settings.name[language],
        pictogram="book-open-variant",
        language=language,
        chapters=(
            Chapter(title=made_from.say("curriculum.map"), part="steps", rows=steps),
            *_by_topic(ItemKind.LESSON, lessons, made_from),
        ),
        address=made_from.address("curricula", "index"),
        origin=Origin(file=settings.file),
        is_sample=settings.is_placeholder,
    )


def _steps(
    stage: Audience, made_from: BookletInput
) -> Iterator[tuple[Curriculum, list[tuple[Text, CurriculumStep]]]]:
    """Yield each curriculum with what it asks of a stage, strand by strand."""
    for item in made_from.ordered(ItemKind.CURRICULUM):
        if isinstance(item, Curriculum):
            own = [
                (strand.title, step)
                for strand in item.strands
                for step in strand.steps
                if step.audience is stage or step.audience.comprises(stage)
            ]
            if own:
                yield item, own


def _by_topic(
    kind: ItemKind, items: Iterable[Teaching], made_from: BookletInput
) -> Iterator[Chapter]:
    by_topic: dict[str, list[Teaching]] = {}
    for item in items:
        by_topic.setdefault(item.topic, []).append(item)
    for topic, own in by_topic.items():
        yield Chapter(
            title=made_from.given.content.topics[topic].title[made_from.language],
            leaves=tuple(made_from.leaf(kind, item) for item in own),
        )


def _drill(drill: Drill, made_from: BookletInput) -> Booklet:
    """Return all that is printed for a drill, with a card for each job and letters to families."""
    content, language = made_from.given.content, made_from.language
    procedure = content.procedures[drill.procedure]
    forms = [
        made_from.leaf(ItemKind.CHECKLIST if isinstance(item, Checklist) else ItemKind.FORM, item)
        for item in forms_of_drill(drill, made_from.given)
    ]
    to_fill = (made_from.handout(kind, drill) for kind in ("sign-ins", "records"))
    letters = tuple(x for x in content.lessons.values() if x.drill == drill.id)
    title = made_from.say
    chapters = [
        Chapter(title=title("pack.drills"), leaves=(made_from.leaf(ItemKind.DRILL, drill),)),
        Chapter(
            title=title("pack.procedures"), leaves=(made_from.leaf(ItemKind.PROCEDURE, procedure),)
        ),
        Chapter(title=title("drill.roles"), part="jobs", rows=(drill,)),
    ]
    chapters.append(Chapter(title=title("booklet.forms"), leaves=(*to_fill, *forms)))
    if letters:
        chapters.append(Chapter(title=title("lesson.letter"), part="letters", rows=letters))
    path = drill_booklet_path(drill.id, language)
    return Booklet(
        path=path,
        folded=folded_path(path),
        title=drill.title[language],
        kind="drill",
        subject=made_from.given.settings.name[language],
        pictogram=content.topics[drill.topic].pictogram,
        language=language,
        chapters=tuple(chapters),
        address=made_from.address("drills", drill.id),
        origin=drill.at(),
        is_sample=made_from.given.settings.is_placeholder,
        has_index=False,
    )


def _handbook(campus: Campus, made_from: BookletInput) -> Booklet:
    """Return what a school of its type does, who does it, and what is looked at and ruled."""
    school, language = campus.school, made_from.language
    path = handbook_path(school.id, language)
    return Booklet(
        path=path,
        folded=folded_path(path),
        title=made_from.say("booklet.handbook"),
        kind="handbook",
        subject=school.name[language],
        pictogram="school",
        language=language,
        chapters=(
            *_calls(campus, made_from),
            *_handbook_shelves(school, made_from, (ItemKind.PROCEDURE,)),
            *_maps(campus, made_from),
            *_handbook_shelves(school, made_from, HANDBOOK_SHELVES[1:]),
        ),
        address=made_from.address("schools", school.id),
        origin=school.at(),
        is_sample=school.sample or made_from.given.settings.is_placeholder,
    )


def _calls(campus: Campus, made_from: BookletInput) -> Iterator[Chapter]:
    """Yield the numbers to call, and who calls whom in which emergency."""
    pack = made_from.given.content.phrases.get(CALL_NUMBERS)
    numbers = pack.phrases if pack else ()
    yield Chapter(
        title=made_from.say("booklet.numbers"), part="numbers", rows=(campus.school, numbers)
    )
    fitting = [
        x
        for x in made_from.ordered(ItemKind.PROCEDURE)
        if is_for(x, campus.school, made_from.given.content)
    ]
    if fitting:
        yield Chapter(title=made_from.say("booklet.calls"), part="calls", rows=tuple(fitting))


def _maps(campus: Campus, made_from: BookletInput) -> Iterator[Chapter]:
    """Yield where each evacuation sheet of a school hangs."""
    language = made_from.language
    own = [s for s in made_from.given.sheets if s.school == campus.school.id]
    if own:
        rows = tuple((sheet, *_where(sheet, campus, language)) for sheet in own)
        yield Chapter(title=made_from.say("booklet.maps"), part="maps", rows=rows)


def _where(sheet: Sheet, campus: Campus, language: str) -> tuple[str, str, str]:
    """Return building, floor and wall of a sheet."""
    building = next(each for each in campus.buildings if each.id == sheet.building)
    floor = next(floor for floor in building.floors if floor.id == sheet.place.floor)
    wall = describe_wall(building, sheet.place)
    return building.name[language], floor.name[language], wall[language]


def _handbook_shelves(
    school: School, made_from: BookletInput, shelves: Iterable[ItemKind]
) -> Iterator[Chapter]:
    for kind in shelves:
        items = [
            item
            for item in made_from.ordered(kind)
            if is_for(item, school, made_from.given.content)
        ]
        if items:
            leaves = tuple(made_from.leaf(kind, item) for item in items)
            yield Chapter(title=made_from.say(f"site.{kind}"), leaves=leaves)


def _walls(campus: Campus, paper: str, made_from: BookletInput) -> Iterator[Booklet]:
    """Yield everything that hangs on a school's walls on one paper, in one file with a cover."""
    school, language = campus.school, made_from.language
    chapters = [*_hung_charts(campus, paper, made_from), *_hung_sheets(campus, paper, made_from)]
    for kind in WALL_SHELVES[paper]:
        if paper not in papers_of(kind.value, made_from.given.settings):
            continue
        items = [
            item
            for item in made_from.ordered(kind)
            if is_for(item, school, made_from.given.content)
        ]
        where = made_from.say(f"walls.{kind}")
        leaves = tuple(_hung(made_from.leaf(kind, item, paper), where) for item in items)
        if leaves:
            chapters.append(Chapter(title=made_from.say(f"site.{kind}"), leaves=leaves))
    if chapters:
        yield Booklet(
            path=walls_path(school.id, paper, language),
            title=f"{made_from.say('booklet.walls')} {paper}",
            kind="walls",
            subject=school.name[language],
            pictogram="printer",
            language=language,
            chapters=tuple(chapters),
            address=made_from.address("schools", school.id),
            origin=school.at(),
            is_sample=school.sample or made_from.given.settings.is_placeholder,
            has_index=False,
            is_bound=False,
            paper=paper,
        )


def _hung_charts(campus: Campus, paper: str, made_from: BookletInput) -> Iterator[Chapter]:
    """Yield what is filled from the school's own data: who leads, and who calls whom."""
    leaves = tuple(
        Leaf(
            path=chart.path,
            title=made_from.say(f"chart.{chart.kind}"),
            note=made_from.say("walls.charts"),
            pages=made_from.pages[chart.path],
        )
        for chart in charts_of(campus.school, made_from.language)
        if chart.paper == paper
    )
    if leaves:
        yield Chapter(title=made_from.say("chart.all"), leaves=leaves)


def _hung(leaf: Leaf, where: str) -> Leaf:
    return Leaf(path=leaf.path, title=leaf.title, note=where, pages=leaf.pages)


def _hung_sheets(campus: Campus, paper: str, made_from: BookletInput) -> Iterator[Chapter]:
    """Yield the evacuation sheets of each building on one paper, each with its wall."""
    own = [s for s in made_from.given.sheets if s.school == campus.school.id]
    for building in campus.buildings:
        leaves = tuple(
            _hung_sheet(sheet, variant, campus, made_from)
            for sheet in own
            for variant in sheet.variants
            if sheet.building == building.id
            and variant.paper == paper
            and variant.language in (made_from.language, "both")
        )
        if leaves:
            name = building.name[made_from.language]
            yield Chapter(title=f"{made_from.say('walls.sheets')} · {name}", leaves=leaves)


def _hung_sheet(
    sheet: Sheet, variant: SheetVariant, campus: Campus, made_from: BookletInput
) -> Leaf:
    name = f"{sheet.code}-{variant.paper}-{variant.language}"
    path = sheet_path(sheet.school, sheet.building, name, "pdf")
    _, floor, wall = _where(sheet, campus, made_from.language)
    height = f"{sheet.place.height_m:.2f} m"
    return Leaf(
        path=path,
        title=f"{sheet.code} {say(sheet.place.name, made_from.language)}",
        note=f"{floor} · {wall} · {height}",
        pages=made_from.pages[path],
    )
