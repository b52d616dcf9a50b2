# SPDX-License-Identifier: MIT
"""Zips for one need each: a lesson with all its papers, a school's next drill, a building's sheets.

A pack that holds anything for the school alone lies in `internal/`, never beside the public ones.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from generator.addresses import (
    LANGUAGES,
    SHELF_OF,
    calendar_path,
    drill_booklet_path,
    drill_pack_path,
    handout_path,
    item_office_paths,
    leaving_path,
    lesson_pack_path,
    letter_path,
    opening_path,
    own_drill_pack_path,
    papers_of,
    pdf_path,
    set_path,
    sheet_path,
    sheets_pack_path,
)
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.poster import Poster
from generator.model.record import Teaching, Text
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.paper.jobs import PaperInput
from generator.paper.opening import Opening, next_openings
from generator.render.planned_audience import planned_audiences
from generator.render.words import load_words

OF_DRILLS = "演练"
"""Stands in the Chinese title of every form and checklist that is for drills."""

CALENDAR_OF = (Audience.TEACHERS, Audience.SAFETY_OFFICER, Audience.PRINCIPAL)
"""Whose days go with a drill: the first of a school's posts that are among these."""

MONTH_DAYS = 31
"""How far ahead a school gets its drills ready."""

MOST_CHARACTERS = 80
"""Of a title in the name of a file: with folders around it, all systems still open it."""

MOST_BYTES = 240
"""Of the same in UTF-8, in which hanzi take three and pictures four: Linux opens names of 255."""

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of what shows no sign, or turns the order of others about, so that a name
reads as another one (Unicode TR 36, 2.6)."""

_UNFIT = re.compile(r'[\s\\/:*?"<>|\x00-\x1f]+')
"""What Windows, the strictest, refuses in the name of a file, and blanks in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file of a pack."""

    kind: str
    """Key of what it is, in the section `pack` of the words."""
    title: str
    path: str
    """Relative to the output folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A zip, before it is written."""

    path: str
    title: str
    language: str
    """`zh`, `en`, or `both` for sheets in both."""
    papers: tuple[Paper, ...]
    held: date | None = None
    """Day of the drill that it is for."""


def list_packs(given: PaperInput) -> Iterator[Pack]:
    """Yield every pack: of lessons, of each school's next drills, of the sheets of buildings."""
    for language in LANGUAGES:
        for lesson in given.content.lessons.values():
            yield _lesson_pack(lesson, given, language)
        for opening in _soon(given):
            yield from _drill_packs(opening, given, language)
    yield from _sheet_packs(given)


def _soon(given: PaperInput) -> Iterator[Opening]:
    """Yield the drills that each school holds in the month to come, or else its very next."""
    day = given.settings.as_of
    openings = next_openings(given.content, given.evacuation, day)
    for _, group in groupby(openings, key=lambda opening: opening.campus.school.id):
        coming = sorted(group, key=lambda opening: (opening.day, opening.drill.id))
        yield from [o for o in coming if (o.day - day).days <= MONTH_DAYS] or coming[:1]


def _lesson_pack(lesson: Lesson, given: PaperInput, language: str) -> Pack:
    content = given.content
    companions = [
        *(content.posters[name] for name in (lesson.poster,) if name),
        *(content.drills[name] for name in (lesson.drill,) if name),
        *(content.procedures[name] for name in (lesson.procedure,) if name),
        *_banks(lesson, given),
    ]
    needed = [found[1] for name in lesson.needs if (found := content.find_item(name))]
    companions += [item for item in needed if item not in companions]
    items: list[Teaching] = [lesson, *companions]
    return Pack(
        path=lesson_pack_path(lesson.id, language),
        title=lesson.title[language],
        language=language,
        papers=(
            *(p for item in items for p in _papers(item, given, language)),
            *(p for item in (lesson, *needed) for p in _office_files(item, language)),
        ),
    )


def _banks(lesson: Lesson, given: PaperInput) -> Iterator[Teaching]:
    """Yield the question banks of a lesson's subject that ask those whom it teaches."""
    for bank in given.content.shelf(ItemKind.QUESTION).values():
        if bank.topic == lesson.topic and _share(bank.audiences, lesson.audiences):
            yield bank


def _share(some: Iterable[Audience], others: Sequence[Audience]) -> bool:
    return any(a.comprises(b) or b.comprises(a) for a in some for b in others)


def _drill_packs(opening: Opening, given: PaperInput, language: str) -> Iterator[Pack]:
    """Yield the pack that anybody may have, and that of the school with what names classes."""
    school, drill, content = opening.campus.school, opening.drill, given.content
    forms = tuple(forms_of_drill(drill, given))
    items: list[Teaching] = [drill, content.procedures[drill.procedure], *forms]
    public = [p for item in items for p in _papers(item, given, language)]
    public += _only_for_drills(drill, language)
    public += [p for item in _posters(drill, given) for p in _papers(item, given, language)]
    public += _bound_sets(given.sheets, opening.campus, language)
    public += [p for item in items for p in _office_files(item, language)]
    public += [*_letters(drill, given, language), *_calendar(opening, language)]
    title = f"{school.name[language]} · {drill.title[language]}"
    yield Pack(
        path=drill_pack_path(school.id, drill.id, language),
        title=title,
        language=language,
        papers=tuple(public),
        held=opening.day,
    )
    path = opening_path(school.id, drill.id, language)
    own = [Paper(kind="opening", title=drill.title[language], path=path)]
    for building in opening.campus.buildings:
        if (school.id, building.id) in given.evacuation.routes.buildings:
            path = leaving_path(school.id, building.id, language)
            own.append(Paper(kind="leaving", title=building.name[language], path=path))
    yield Pack(
        path=own_drill_pack_path(school.id, drill.id, language),
        title=title,
        language=language,
        papers=(*own, *public),
        held=opening.day,
    )


def forms_of_drill(drill: Drill, given: PaperInput) -> Iterator[Teaching]:
    """Yield the forms and checklists that a drill names, and those for drills of its subject."""
    for kind in (ItemKind.FORM, ItemKind.CHECKLIST):
        for item in given.content.shelf(kind).values():
            if item.id in drill.needs or (item.topic == drill.topic and OF_DRILLS in item.title.zh):
                yield item


def _posters(drill: Drill, given: PaperInput) -> Iterator[Poster]:
    posters = given.content.posters
    yield from (posters[name] for name in drill.needs if name in posters)


def _only_for_drills(drill: Drill, language: str) -> Iterator[Paper]:
    """Yield the cards to cut out, and everything in one file: it begins with a cover."""
    title = drill.title[language]
    cards = handout_path("role-cards", drill.id, language)
    yield Paper(kind="role-cards", title=title, path=cards)
    yield Paper(kind="print-all", title=title, path=drill_booklet_path(drill.id, language))


def _letters(drill: Drill, given: PaperInput, language: str) -> Iterator[Paper]:
    lessons = given.content.lessons
    for lesson in (lessons[name] for name in drill.needs if name in lessons):
        path = letter_path(lesson.id, language)
        yield Paper(kind="letter", title=lesson.title[language], path=path)


def _calendar(opening: Opening, language: str) -> Iterator[Paper]:
    """Yield the school's days for those who lead the drill: its staff, else whoever has any."""
    school, planned = opening.campus.school, planned_audiences(opening.campus)
    leading = [a for a in planned if a in CALENDAR_OF] or planned
    for audience in leading[:1]:
        path = calendar_path(school.id, audience.value, language)
        yield Paper(kind="ics", title=school.name[language], path=path)


def _papers(item: Teaching, given: PaperInput, language: str) -> Iterator[Paper]:
    shelf = SHELF_OF[type(item).__name__]
    papers = papers_of(shelf, given.settings)
    for paper in papers:
        title = item.title[language]
        yield Paper(
            kind=shelf,
            title=f"{title} {paper}" if len(papers) > 1 else title,
            path=pdf_path(shelf, item.id, paper, language),
        )


def _office_files(item: Teaching, language: str) -> Iterator[Paper]:
    for kind, path in item_office_paths(SHELF_OF[type(item).__name__], item.id, language):
        yield Paper(kind=kind, title=item.title[language], path=path)


def _bound_sets(sheets: Sequence[Sheet], campus: Campus, language: str) -> Iterator[Paper]:
    """Yield the bound set of every building of a school, in the language or in both."""
    school = campus.school.id
    for building in campus.buildings:
        own = [s for s in sheets if (s.school, s.building) == (school, building.id)]
        for variant in own[0].variants if own else ():
            if variant.language in (language, "both"):
                yield Paper(
                    kind="set",
                    title=f"{building.name[language]} {variant.paper}",
                    path=set_path(school, building.id, variant.paper, variant.language),
                )


def _sheet_packs(given: PaperInput) -> Iterator[Pack]:
    for (school, building), group in groupby(given.sheets, key=lambda s: (s.school, s.building)):
        sheets = tuple(group)
        for language in dict.fromkeys(v.language for v in sheets[0].variants):
            name = next(
                b.name for b in given.content.campuses[school].buildings if b.id == building
            )
            yield Pack(
                path=sheets_pack_path(school, building, language),
                title=_say(name, language),
                language=language,
                papers=tuple(_sheets(sheets, language)),
            )


def _sheets(sheets: Sequence[Sheet], language: str) -> Iterator[Paper]:
    for paper in dict.fromkeys(v.paper for v in sheets[0].variants if v.language == language):
        school, building = sheets[0].school, sheets[0].building
        path = set_path(school, building, paper, language)
        yield Paper(kind="set", title=paper, path=path)
        for sheet in sheets:
            path = sheet_path(school, building, f"{sheet.code}-{paper}-{language}", "pdf")
            title = f"{sheet.place.name.zh if language != 'en' else sheet.place.name.en}"
            yield Paper(kind="sheet", title=f"{sheet.code} {title} {paper}", path=path)


def _say(text: Text, language: str) -> str:
    return f"{text.zh} / {text.en}" if language == "both" else text[language]


def write_pack(pack: Pack, out: Path, theme: Path, day: date) -> None:
    """Write a zip below `out`, in which every file is dated `day`; always the same bytes.

    First stands a list of what is in it and where each paper goes. Raises FileNotFoundError where
    a paper was not printed or an office file not written.
    """
    target = out / pack.path
    target.parent.mkdir(parents=True, exist_ok=True)
    words = load_words(theme)
    names = [_file_name(pack, i, words) for i in range(len(pack.papers))]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        first = _say(words["pack.read_first"], "zh" if pack.language == "both" else pack.language)
        file.writestr(dated_entry(f"00 {first}.txt", day), _cover(pack, names, theme, day))
        for name, paper in zip(names, pack.papers, strict=True):
            file.writestr(dated_entry(name, day), (out / paper.path).read_bytes())


def _file_name(pack: Pack, i: int, words: Mapping[str, Text]) -> str:
    """Return what a paper is called in a zip: its number, what it is, its title."""
    paper = pack.papers[i]
    kind = words[f"pack.{paper.kind}"]["en" if pack.language == "en" else "zh"]
    title = _fit(f"{kind} {paper.title}")
    digits = max(2, len(str(len(pack.papers))))
    return f"{i + 1:0{digits}d} {title}{Path(paper.path).suffix}"


def _fit(title: str) -> str:
    """Return a title as every system takes it for the name of a file."""
    seen = "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in title)
    name = _UNFIT.sub(" ", seen)[:MOST_CHARACTERS].encode()[:MOST_BYTES]
    return name.decode(errors="ignore").strip(" .")


def dated_entry(name: str, day: date) -> zipfile.ZipInfo:
    """Return a file of a zip that tells nothing of when and where it was written."""
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system = 3  # Unix, on whatever system it is written
    entry.external_attr = 0o644 << 16
    return entry


def _held(pack: Pack, words: Mapping[str, Text]) -> Iterator[str]:
    """Yield the day of the drill with its day of the week, by which people know it."""
    if pack.held:
        weekday = words[f"weekday.{pack.held.isoweekday()}"]
        named = f"{_say(words['pack.held'], pack.language)} {pack.held}"
        yield f"{named} {_say(weekday, pack.language)}"


def _cover(pack: Pack, names: Sequence[str], theme: Path, day: date) -> bytes:
    """Return the list of contents with lines that Windows shows, too (BOM and CR LF)."""
    words = load_words(theme)
    lines = [
        " ".join(pack.title.split()),
        *_held(pack, words),
        f"{_say(words['pack.made'], pack.language)} {day}",
        "",
        _say(words["pack.print_note"], pack.language),
        "",
    ]
    for name, paper in zip(names, pack.papers, strict=True):
        lines += [name, f"    {_say(words[f'pack.{paper.kind}_use'], pack.language)}"]
    return "\r\n".join(["\ufeff" + lines[0], *lines[1:], ""]).encode()
