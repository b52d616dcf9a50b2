# SPDX-License-Identifier: MIT
"""The content folder → Content and all findings at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from generator.finding import Finding, Origin, Severity
from generator.load.read_item import read_item
from generator.load.references import find_broken_references
from generator.model.building import Building
from generator.model.content import Content
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.plan import Plan
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Item
from generator.model.school import Campus, CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.topic import Source, Topic

ItemType = TypeVar("ItemType", bound=Item)

SHELVES: Mapping[str, type[Item]] = MappingProxyType(
    {
        "plans": Plan,
        "topics": Topic,
        "sources": Source,
        "lessons": Lesson,
        "drills": Drill,
        "procedures": Procedure,
        "posters": Poster,
    }
)
"""Folders of `content/` and what their files hold; sub-folders are free."""

SCHOOL_FOLDER = "schools"


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads files and gathers what is wrong with them."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Ids of faulty files: what names them is not at fault as well."""

    def shown(self, path: Path) -> str:
        """Return the path as the user would type it."""
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return path.as_posix()

    def read(self, path: Path, model: type[ItemType]) -> ItemType | None:
        reading = read_item(path, self.shown(path), model)
        self.findings.extend(reading.findings)
        if reading.item is None:
            self.unreadable.add(reading.named)
        return reading.item

    def read_all(self, folder: Path, model: type[ItemType]) -> dict[str, ItemType]:
        """Return the items of a folder by id; a second item of the same id is a finding."""
        items: dict[str, ItemType] = {}
        for path in _yaml_files(folder):
            item = self.read(path, model)
            if item is None:
                continue
            if item.id in items:
                self.findings.append(_duplicate_id(item, items[item.id]))
            else:
                items[item.id] = item
        return items


def load_content(
    root: Path, schools: tuple[Path, ...], theme: Path
) -> tuple[Content, tuple[Finding, ...]]:
    """Read the content tree and the school folders outside it.

    `schools` are further folders, each one school; `theme` holds the pictograms
    that posters name. Returns what could be read and every problem found.
    """
    reader = _Reader(root=root)
    if not root.is_dir():
        reader.findings.append(_no_folder(reader.shown(root)))
    reader.findings.extend(_stray_files(reader))
    shelves = {name: reader.read_all(root / name, model) for name, model in SHELVES.items()}
    content = Content(
        **{name: MappingProxyType(items) for name, items in shelves.items()},
        campuses=MappingProxyType(_read_campuses(reader, schools)),
    )
    reader.findings.extend(_shared_ids(content))
    pictograms = frozenset(path.stem for path in (theme / "pictograms").glob("*.svg"))
    reader.findings.extend(
        find_broken_references(content, pictograms, frozenset(reader.unreadable))
    )
    return content, tuple(reader.findings)


def _yaml_files(folder: Path) -> list[Path]:
    return sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")])


def _read_campuses(reader: _Reader, outside: tuple[Path, ...]) -> dict[str, Campus]:
    inside = sorted(p for p in (reader.root / SCHOOL_FOLDER).glob("*") if p.is_dir())
    campuses: dict[str, Campus] = {}
    for folder in (*inside, *outside):
        campus = _read_campus(reader, folder)
        if campus is None:
            continue
        if campus.school.id in campuses:
            reader.findings.append(_duplicate_id(campus.school, campuses[campus.school.id].school))
            continue
        campuses[campus.school.id] = campus
    return campuses


def _read_campus(reader: _Reader, folder: Path) -> Campus | None:
    school = reader.read(folder / "school.yml", School)
    buildings = reader.read_all(folder / "buildings", Building)
    records = reader.read_all(folder / "records", HeldRecord)
    calendar = _read_optional(reader, folder / "calendar.yml", SchoolCalendar)
    registry = _read_optional(reader, folder / "codes.yml", CodeRegistry)
    if school is None:
        return None
    return Campus.model_construct(
        school=school,
        buildings=tuple(buildings.values()),
        calendar=calendar,
        records=tuple(records.values()),
        registry=registry,
    )


def _read_optional(reader: _Reader, path: Path, model: type[ItemType]) -> ItemType | None:
    return reader.read(path, model) if path.exists() else None


def _no_folder(shown: str) -> Finding:
    return Finding(
        code="C110",
        severity=Severity.ERROR,
        origin=Origin(file=shown),
        what_zh="内容文件夹不存在",
        what_en="the content folder does not exist",
        mend_zh="检查 --content 后面的路径。",
        mend_en="Check the path after --content.",
    )


def _duplicate_id(item: Item, first: Item) -> Finding:
    return Finding(
        code="C106",
        severity=Severity.ERROR,
        origin=item.at("id"),
        what_zh=f"编号“{item.id}”已在 {first.at('id')} 用过",
        what_en=f'the id "{item.id}" is already used at {first.at("id")}',
        mend_zh="给其中一个换一个编号。",
        mend_en="Give one of the two another id.",
    )


def _shared_ids(content: Content) -> Iterator[Finding]:
    """Yield items of different kinds that share an id: calendars name them by id alone."""
    first: dict[str, Item] = {}
    for item in content.teaching:
        if item.id in first:
            yield _duplicate_id(item, first[item.id])
        first.setdefault(item.id, item)


def _stray_files(reader: _Reader) -> Iterator[Finding]:
    known = {*SHELVES, SCHOOL_FOLDER}
    for path in _yaml_files(reader.root):
        folder = path.relative_to(reader.root).parts[0]
        if folder not in known:
            yield Finding(
                code="C109",
                severity=Severity.ADVICE,
                origin=Origin(file=reader.shown(path)),
                what_zh="这个文件不在任何已知文件夹里，没有被读取",
                what_en="this file is in no known folder and was not read",
                mend_zh=f"移到下列文件夹之一：{'、'.join(sorted(known))}。",
                mend_en=f"Move it into one of: {', '.join(sorted(known))}.",
            )
