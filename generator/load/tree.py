# SPDX-License-Identifier: MIT
"""The content folder → Content and all findings at once."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar, cast

from generator.finding import Finding, Origin
from generator.load.cache import Cache
from generator.load.cached_item import CardMaker, read_cached, read_card
from generator.load.headless import stand_in
from generator.load.read_item import SUFFIXES, Reading
from generator.load.references import find_broken_references
from generator.load.tree_faults import (
    duplicate_id,
    no_folder,
    other_ending,
    reviewed_twice,
    same_school,
    stray_file,
)
from generator.load.unread_text import read_unread
from generator.model.building import Building, PartBuilding
from generator.model.card import Card, ItemKind
from generator.model.content import Content
from generator.model.moved import MovedPages
from generator.model.phrase import PhrasePack
from generator.model.plan import Plan
from generator.model.record import Item, Teaching
from generator.model.review import Review, ReviewLock
from generator.model.school import Campus, CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.shelf import ITEMS
from generator.model.topic import Source, Topic
from generator.model.unread import Unread

ItemType = TypeVar("ItemType", bound=Item)
Thing = TypeVar("Thing")

SHELVES = ("plans", "topics", "sources", *ItemKind, "phrases")
"""Folders of `content/`; the folders inside them are free."""

CardMakerOf: TypeAlias = Callable[[tuple[PhrasePack, ...]], CardMaker]
"""Gives the maker of cards for the phrase packs of a content tree."""

YAML = (".yml", ".yaml")
"""Endings of content files; buildings may also be GeoJSON."""

SCHOOL_FOLDER = "schools"

MOVED = "moved.yml"
"""Old addresses of pages, at the root of the content tree."""

REVIEW_LOCK = "reviews.lock"
"""File of `content/` that only `muster review` writes; YAML."""

SCHOOL_PARTS = ("school.yml", "calendar.yml", "codes.yml", "buildings/", "records/")
"""What the folder of a school holds."""


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads files and gathers what is wrong with them."""

    root: Path
    schools: tuple[Path, ...]
    cache: Cache
    findings: list[Finding] = field(default_factory=list)
    faulty: list[Reading[Item]] = field(default_factory=list)
    """Files that are no items; names in them are looked up all the same."""
    unread: list[Unread] = field(default_factory=list)
    """What is known of these; what names them is not at fault as well."""
    headless: list[Campus] = field(default_factory=list)
    """Folders of schools whose `school.yml` is at fault."""
    seen: set[str] = field(default_factory=set)
    """Every file that was read."""
    id_places: list[tuple[str, Origin]] = field(default_factory=list)
    """Where each item of a card gives itself its id."""
    here: str = field(default_factory=lambda: f"{Path.cwd()}{os.sep}")
    """The working folder, with a separator at its end."""

    def shown(self, path: Path | str) -> str:
        """Return the path as the user would type it."""
        return Path(str(path).removeprefix(self.here)).as_posix()

    def read(self, path: str, model: type[ItemType]) -> Reading[ItemType]:
        """Return what came of reading the file and note its faults."""
        reading = read_cached(path, self.shown(path), model, self.cache)
        self._note(path, reading, model)
        return reading

    def _note(self, path: str, reading: Reading[ItemType], model: type[Item]) -> None:
        self.seen.add(path)
        self.findings.extend(reading.findings)
        if reading.item is None:
            self.faulty.append(cast("Reading[Item]", reading))
            self.unread.append(read_unread(path, model))

    def read_shelf(self, name: str, model: type[ItemType]) -> Mapping[str, ItemType]:
        """Return the items of one of the `SHELVES`, by id."""
        return MappingProxyType(self.read_all(self.root / name, model))

    def read_all(
        self, folder: Path, model: type[ItemType], endings: tuple[str, ...] = YAML
    ) -> dict[str, ItemType]:
        """Return the items of a folder by id; a second item of the same id is a finding."""
        readings = (self.read(path, model) for path in _files(folder, endings))
        return self._by_id(
            (r.named, r.item, r.source.at("id") if r.has_id else None) for r in readings
        )

    def read_cards(self, name: str, model: type[Teaching], maker: CardMaker) -> dict[str, Card]:
        """Return the cards of one of the `SHELVES` by id; a second of the same id is a finding."""
        found = list(self._cards(name, model, maker))
        cards = self._by_id(found)
        self.id_places += [
            (name, id_at) for name, card, id_at in found if card and id_at and cards[name] is card
        ]
        return cards

    def _cards(
        self, name: str, model: type[Teaching], maker: CardMaker
    ) -> Iterator[tuple[str, Card | None, Origin | None]]:
        for path in _files(self.root / name, YAML):
            found = read_card(path, self.shown(path), model, maker, self.cache)
            self.seen.add(path)
            if found.reading is not None:
                self._note(path, found.reading, model)
            yield found.named, found.card, found.id_at

    def _by_id(self, named: Iterable[tuple[str, Thing | None, Origin | None]]) -> dict[str, Thing]:
        """Return things by their id; where a file gives itself one, it stands at the origin."""
        things: dict[str, Thing] = {}
        first: dict[str, Origin] = {}
        for name, thing, id_at in named:
            if id_at is not None and name in first:
                self.findings.append(duplicate_id(name, id_at, first[name]))
            elif thing is not None:
                things[name] = thing
            if id_at is not None:
                first.setdefault(name, id_at)
        return things


def load_content(
    root: Path, schools: tuple[Path, ...], theme: Path
) -> tuple[Content, tuple[Finding, ...]]:
    """Read the content tree and the school folders outside it.

    `schools` are further folders, each one school; `theme` holds the pictograms
    that posters name. Returns what could be read and every problem found.
    """
    reader = _Reader(root=root, schools=schools, cache=Cache(None, ""))
    content = Content(
        shelves=MappingProxyType(
            {kind: reader.read_shelf(kind.value, model) for kind, model in ITEMS.items()}
        ),
        **_read_common(reader),
    )
    reader.findings.extend(_shared_ids((item.id, item.at("id")) for item in content.teaching))
    content = replace(content, unread=tuple(reader.unread))
    return content, _with_references(reader, content, theme)


def load_cards(
    root: Path, schools: tuple[Path, ...], theme: Path, cache: Cache, maker: CardMakerOf
) -> tuple[Content, tuple[Finding, ...]]:
    """Read the same with a card for each item instead of the item; finds the same problems.

    `maker` is told the phrase packs. What is unchanged comes out of the cache.
    """
    reader = _Reader(root=root, schools=schools, cache=cache)
    common = _read_common(reader)
    make = maker(tuple(common["phrases"].values()))
    shelves = {kind: reader.read_cards(kind.value, ITEMS[kind], make) for kind in ItemKind}
    reader.findings.extend(_shared_ids(reader.id_places))
    content = Content(**common, unread=tuple(reader.unread))
    cards = {f"{kind}/{name}": card for kind, own in shelves.items() for name, card in own.items()}
    findings = _with_references(reader, replace(content, cards=MappingProxyType(cards)), theme)
    by_id = {card.id: card for card in cards.values()}
    return replace(content, cards=MappingProxyType(by_id)), findings


def load_without_plans(
    root: Path, schools: tuple[Path, ...], cache: Cache
) -> tuple[Content, tuple[Finding, ...]]:
    """Read everything but items and plans, with what is wrong in it by itself."""
    reader = _Reader(root=root, schools=schools, cache=cache)
    return Content(**_read_others(reader)), tuple(reader.findings)


def load_plans(files: Iterable[str], cache: Cache) -> Mapping[str, Plan]:
    """Read some plans, by id; of files as they are shown, and without a fault."""
    plans = (read_cached(file, file, Plan, cache).item for file in files)
    return MappingProxyType({plan.id: plan for plan in plans if plan})


def _read_common(reader: _Reader) -> dict[str, Any]:
    """Return everything but the items, by its name in Content."""
    if not reader.root.is_dir():
        reader.findings.append(no_folder(reader.shown(reader.root)))
    return {
        "plans": reader.read_shelf("plans", Plan),
        "faulty_plans": frozenset(name for one in reader.faulty for name in one.names),
        **_read_others(reader),
    }


def _read_others(reader: _Reader) -> dict[str, Any]:
    """Return everything but items and plans, by its name in Content."""
    common: dict[str, Any] = {
        "topics": reader.read_shelf("topics", Topic),
        "sources": reader.read_shelf("sources", Source),
        "phrases": reader.read_shelf("phrases", PhrasePack),
        **_read_reviews(reader),
        "moved": _read_optional(reader, reader.root / MOVED, MovedPages),
        "campuses": MappingProxyType(_read_campuses(reader)),
        "headless": tuple(reader.headless),
    }
    return common


def _with_references(reader: _Reader, content: Content, theme: Path) -> tuple[Finding, ...]:
    """Return all findings of reading, those on files without a meaning and on names included."""
    reader.findings.extend(_stray_files(reader))
    reader.findings.extend(_other_endings(reader))
    pictograms = pictogram_names(theme)
    reader.findings.extend(find_broken_references(content, pictograms, tuple(reader.faulty)))
    return tuple(reader.findings)


def pictogram_names(theme: Path) -> frozenset[str]:
    """Return the names of the pictograms that posters may show."""
    return frozenset(path.stem for path in (theme / "pictograms").glob("*.svg"))


def _read_reviews(reader: _Reader) -> dict[str, Mapping[str, Any]]:
    """Return every review of the lock file and its place, by subject."""
    lock = _read_optional(reader, reader.root / REVIEW_LOCK, ReviewLock)
    reviews: dict[str, Review] = {}
    places: dict[str, Origin] = {}
    for i, review in enumerate(lock.reviews if lock else ()):
        origin = lock.at("reviews", i) if lock else Origin(file="")
        if earlier := reviews.get(review.subject):
            reader.findings.append(reviewed_twice(earlier, places[review.subject], origin))
        reviews[review.subject], places[review.subject] = review, origin
    return {
        "reviews": MappingProxyType(reviews),
        "review_origins": MappingProxyType(places),
    }


def _files(folder: Path, endings: tuple[str, ...]) -> list[str]:
    """Return the files of a folder and those inside it that end so, folder by folder.

    Texts, no paths: with thousands of files that is ten times as fast.
    """
    found = [
        f"{inside}{os.sep}{name}".removeprefix(f".{os.sep}")
        for inside, folders, files in os.walk(folder)
        for name in (*folders, *files)
        if name.endswith(endings)
    ]
    return sorted(found, key=_parts)


def _parts(path: str) -> list[str]:
    return path.split("/")


def _read_campuses(reader: _Reader) -> dict[str, Campus]:
    inside = sorted(p for p in (reader.root / SCHOOL_FOLDER).glob("*") if p.is_dir())
    campuses: dict[str, Campus] = {}
    entry_of: dict[Path, int] = {}
    for entry, folder in chain(((0, f) for f in inside), enumerate(reader.schools, start=1)):
        real = folder.resolve()
        if entry_of.setdefault(real, entry) != entry:
            reader.findings.append(same_school(reader.shown(folder), entry, entry_of[real]))
            continue
        campus = _read_campus(reader, folder)
        if campus.has_faulty_school:
            reader.headless.append(campus)
            continue
        if campus.school.id in campuses:
            origin, first = campus.school.at("id"), campuses[campus.school.id].school.at("id")
            reader.findings.append(duplicate_id(campus.school.id, origin, first))
            continue
        campuses[campus.school.id] = campus
    return campuses


def _read_campus(reader: _Reader, folder: Path) -> Campus:
    school = reader.read(str(folder / "school.yml"), School)
    known = len(reader.faulty)
    buildings = reader.read_all(folder / "buildings", Building, (*YAML, *SUFFIXES))
    faulty = reader.faulty[known:]
    known = len(reader.faulty)
    records = reader.read_all(folder / "records", HeldRecord)
    has_faulty_records = len(reader.faulty) > known
    calendar = _read_optional(reader, folder / "calendar.yml", SchoolCalendar)
    registry = _read_optional(reader, folder / "codes.yml", CodeRegistry)
    return Campus.model_construct(
        school=school.item or stand_in(school),
        has_faulty_school=school.item is None,
        buildings=tuple(buildings.values()),
        calendar=calendar,
        records=tuple(records.values()),
        registry=registry,
        has_faulty_registry=registry is None and (folder / "codes.yml").exists(),
        has_faulty_calendar=calendar is None and (folder / "calendar.yml").exists(),
        has_faulty_records=has_faulty_records,
        faulty_buildings=frozenset(
            name for one in faulty for name in (*one.names, *(() if one.has_id else ("",)))
        ),
        parts=_read_parts(cast("list[Reading[Building]]", faulty)),
    )


def _read_parts(faulty: "list[Reading[Building]]") -> tuple[PartBuilding, ...]:
    if not faulty:
        return ()
    # Loaded here, because few buildings are faulty.
    from generator.load.part_building import read_part  # noqa: PLC0415

    return tuple(map(read_part, faulty))


def _read_optional(reader: _Reader, path: Path, model: type[ItemType]) -> ItemType | None:
    return reader.read(str(path), model).item if path.exists() else None


def _shared_ids(places: Iterable[tuple[str, Origin]]) -> Iterator[Finding]:
    """Yield items of different kinds that share an id: calendars name them by id alone."""
    first: dict[str, Origin] = {}
    for name, origin in places:
        if name in first:
            yield duplicate_id(name, origin, first[name])
        first.setdefault(name, origin)


def _stray_files(reader: _Reader) -> Iterator[Finding]:
    """Yield the files that nothing reads: misspelt, or in a folder without a meaning."""
    known = sorted({*SHELVES, SCHOOL_FOLDER})
    files = {
        path
        for folder in (reader.root, *reader.schools)
        for path in _files(folder, (*YAML, *SUFFIXES[:1]))
    }
    for path in sorted(files - reader.seen):
        yield stray_file(reader.shown(path), known, SCHOOL_PARTS)


def _other_endings(reader: _Reader) -> Iterator[Finding]:
    """Yield the files beside buildings that are none by their ending, as editors save them."""
    schools = (p for p in (reader.root / SCHOOL_FOLDER).glob("*") if p.is_dir())
    for folder in (*sorted(schools), *reader.schools):
        for path in _files(folder / "buildings", ("",)):
            name = Path(path).name
            if (
                name.endswith((*YAML, *SUFFIXES))
                or name.startswith(".")
                or not Path(path).is_file()
            ):
                continue
            yield other_ending(reader.shown(path), (*YAML, *SUFFIXES))
