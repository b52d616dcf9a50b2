# SPDX-License-Identifier: MIT
"""The content folder → Content and all findings at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from generator.finding import Finding, Origin, Severity
from generator.load.read_item import Reading, read_item
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

SHELVES = ("plans", "topics", "sources", "lessons", "drills", "procedures", "posters")
"""Folders of `content/`; the folders inside them are free."""

SCHOOL_FOLDER = "schools"

SCHOOL_PARTS = ("school.yml", "calendar.yml", "codes.yml", "buildings/", "records/")
"""What the folder of a school holds."""


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads files and gathers what is wrong with them."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    faulty: list[Reading[Item]] = field(default_factory=list)
    """Files that are no items; what names them is not at fault as well."""
    seen: set[Path] = field(default_factory=set)
    """Every file that was read."""

    def shown(self, path: Path) -> str:
        """Return the path as the user would type it."""
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return path.as_posix()

    def read(self, path: Path, model: type[ItemType]) -> Reading[ItemType]:
        """Return what came of reading the file and note its faults."""
        reading = read_item(path, self.shown(path), model)
        self.seen.add(path)
        self.findings.extend(reading.findings)
        if reading.item is None:
            self.faulty.append(cast("Reading[Item]", reading))
        return reading

    def read_shelf(self, name: str, model: type[ItemType]) -> Mapping[str, ItemType]:
        """Return the items of one of the `SHELVES`, by id."""
        return MappingProxyType(self.read_all(self.root / name, model))

    def read_all(self, folder: Path, model: type[ItemType]) -> dict[str, ItemType]:
        """Return the items of a folder by id; a second item of the same id is a finding."""
        items: dict[str, ItemType] = {}
        first: dict[str, Origin] = {}
        for path in _yaml_files(folder):
            reading = self.read(path, model)
            if reading.has_id and reading.named in first:
                origin = reading.source.at("id")
                self.findings.append(_duplicate_id(reading.named, origin, first[reading.named]))
            elif reading.item is not None:
                items[reading.item.id] = reading.item
            if reading.has_id:
                first.setdefault(reading.named, reading.source.at("id"))
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
    content = Content(
        plans=reader.read_shelf("plans", Plan),
        topics=reader.read_shelf("topics", Topic),
        sources=reader.read_shelf("sources", Source),
        lessons=reader.read_shelf("lessons", Lesson),
        drills=reader.read_shelf("drills", Drill),
        procedures=reader.read_shelf("procedures", Procedure),
        posters=reader.read_shelf("posters", Poster),
        campuses=MappingProxyType(_read_campuses(reader, schools)),
    )
    reader.findings.extend(_stray_files(reader, schools))
    reader.findings.extend(_shared_ids(content))
    pictograms = frozenset(path.stem for path in (theme / "pictograms").glob("*.svg"))
    reader.findings.extend(find_broken_references(content, pictograms, tuple(reader.faulty)))
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
            origin, first = campus.school.at("id"), campuses[campus.school.id].school.at("id")
            reader.findings.append(_duplicate_id(campus.school.id, origin, first))
            continue
        campuses[campus.school.id] = campus
    return campuses


def _read_campus(reader: _Reader, folder: Path) -> Campus | None:
    school = reader.read(folder / "school.yml", School).item
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
        has_faulty_registry=registry is None and (folder / "codes.yml").exists(),
    )


def _read_optional(reader: _Reader, path: Path, model: type[ItemType]) -> ItemType | None:
    return reader.read(path, model).item if path.exists() else None


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


def _duplicate_id(name: str, origin: Origin, first: Origin) -> Finding:
    return Finding(
        code="C106",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"编号“{name}”已在 {first} 用过",
        what_en=f'the id "{name}" is already used at {first}',
        mend_zh="给其中一个换一个编号。",
        mend_en="Give one of the two another id.",
    )


def _shared_ids(content: Content) -> Iterator[Finding]:
    """Yield items of different kinds that share an id: calendars name them by id alone."""
    first: dict[str, Origin] = {}
    for item in content.teaching:
        if item.id in first:
            yield _duplicate_id(item.id, item.at("id"), first[item.id])
        first.setdefault(item.id, item.at("id"))


def _stray_files(reader: _Reader, schools: tuple[Path, ...]) -> Iterator[Finding]:
    """Yield the files that nothing reads: misspelt, or in a folder without a meaning."""
    known = sorted({*SHELVES, SCHOOL_FOLDER})
    files = {path for folder in (reader.root, *schools) for path in _yaml_files(folder)}
    for path in sorted(files - reader.seen):
        yield Finding(
            code="C109",
            severity=Severity.ADVICE,
            origin=Origin(file=reader.shown(path)),
            what_zh="这个文件不在任何已知文件夹里，没有被读取",
            what_en="this file is in no known folder and was not read",
            mend_zh=f"移到下列文件夹之一：{'、'.join(known)}。"
            f"学校的文件夹里是：{'、'.join(SCHOOL_PARTS)}。",
            mend_en=f"Move it into one of: {', '.join(known)}. "
            f"A school's folder holds: {', '.join(SCHOOL_PARTS)}.",
        )
