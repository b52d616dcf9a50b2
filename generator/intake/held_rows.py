# SPDX-License-Identifier: MIT
"""Rows of a filled workbook of records → records, or findings that name the cell.

A cell may say a text in both languages, `中文 | English`. What stands in one alone is told, and
marked as not translated where the other belongs: nothing is translated by itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePath
from typing import NoReturn

from pydantic import ValidationError

from generator.finding import Finding, Key, Origin, Severity, SourceFile
from generator.intake.filled_book import FilledRow, FilledSheet, Formula, Written, cell_name
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.held_sheet import ACTION_COLUMNS, RECORD_COLUMNS, name_in
from generator.model.record import Text
from generator.model.school import Campus, Entry, EntryKind, HeldRecord

KIND_OF_ITEM: Mapping[ItemKind, EntryKind] = {
    ItemKind.DRILL: EntryKind.DRILL,
    ItemKind.LESSON: EntryKind.LESSON,
    ItemKind.TRAINING: EntryKind.TRAINING,
}
"""What can be held that no calendar planned."""

_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")
"""2026-11-09, 2026/11/9, 2026年11月9日."""

_BETWEEN = re.compile(r"[、,，;；\n]+")

FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376, 18.17.4.1), for days that lost their format."""

SERIALS = range(36526, 73051)
"""Serial numbers of the years 2000 to 2099."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRecord:
    """A record as it was read, and in which cell each of its fields stands."""

    record: HeldRecord
    cells: Mapping[Key, str]
    """Names of cells with their sheet, by the first part of the way to the field."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a workbook says."""

    records: tuple[FilledRecord, ...]
    known: int
    """Rows that are on record already, and were left aside."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class _Desk:
    """What rows are read with."""

    file: str
    content: Content
    campus: Campus
    words: Mapping[str, Text]
    findings: list[Finding] = field(default_factory=list)

    @property
    def entries(self) -> Mapping[str, Entry]:
        calendar = self.campus.calendar
        return {entry.id: entry for entry in calendar.entries} if calendar else {}

    @property
    def known(self) -> Mapping[str, HeldRecord]:
        return {record.id: record for record in self.campus.records}


class _UnreadableError(Exception):
    """A cell that cannot be read; the finding has been told."""


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A row with its cells by field."""

    desk: _Desk
    sheet: FilledSheet
    columns: Mapping[str, int]
    row: FilledRow

    def get(self, key: str) -> Written:
        place = self.columns.get(key)
        return self.row.cells[place] if place is not None and place < len(self.row.cells) else None

    def at(self, key: str) -> str:
        """Return the cell of a field, or the row where it has no column."""
        if key not in self.columns:
            return f"{self.sheet.name}!{self.row.number}"
        return f"{self.sheet.name}!{cell_name(self.columns[key] + 1, self.row.number)}"

    def refuse(self, code: str, key: str, what: tuple[str, str], mend: tuple[str, str]) -> None:
        self.desk.findings.append(
            Finding(
                code=code,
                severity=Severity.ERROR,
                origin=Origin(file=self.desk.file, line=self.row.number, key=self.at(key)),
                what_zh=f"{self.at(key)}：{what[0]}",
                what_en=f"{self.at(key)}: {what[1]}",
                mend_zh=mend[0],
                mend_en=mend[1],
            )
        )

    def unreadable(self, key: str, zh: str, en: str, mend: tuple[str, str]) -> NoReturn:
        self.refuse("C141", key, (f"这里写的不是{zh}", f"what stands here is no {en}"), mend)
        raise _UnreadableError

    def text(self, key: str) -> str | None:
        value = self.get(key)
        if isinstance(value, Formula):
            mend = "把结果当文字写进去，不要用公式。", "Write the result itself, not a formula."
            self.unreadable(key, "文字，是公式", "text but a formula", mend)
        return None if value is None else str(value)

    def day(self, key: str) -> date | None:
        value = self.get(key)
        if value is None or isinstance(value, date):
            return value
        found = _as_day(value)
        if found is None:
            mend = "写成 2026-11-09 这样的日期。", "Write the day as 2026-11-09."
            self.unreadable(key, "日期", "day", mend)
        return found

    def both(self, key: str, said: str) -> dict[str, str]:
        """Return a text of a cell in both languages; one that is missing is told and marked."""
        text, missing = in_both(said)
        if missing:
            self.desk.findings.append(_untranslated(self, key, missing))
        return text

    def number(self, key: str) -> int | None:
        value = self.get(key)
        if value is None:
            return None
        text = str(value).strip().removesuffix(".0")
        if isinstance(value, Formula) or not text.isdecimal():
            mend = "只写数字，例如 40。", "Write a number alone, such as 40."
            self.unreadable(key, "整数", "whole number", mend)
        return int(text)

    def needed(self, key: str) -> None:
        """Refuse an empty cell that must be filled in."""
        if self.get(key) is None:
            what = "这一格没有填", "this cell is empty"
            mend = (
                "日期、内容、分钟三格都要填。",
                "Fill in the day, what was held, and the minutes.",
            )
            self.refuse("C142", key, what, mend)
            raise _UnreadableError


def _as_day(value: Written) -> date | None:
    if isinstance(value, int | float) and int(value) in SERIALS:
        return FIRST_SERIAL + timedelta(days=int(value))
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def read_held(
    sheets: Iterable[FilledSheet],
    file: PurePath,
    content: Content,
    campus: Campus,
    words: Mapping[str, Text],
) -> Reading:
    """Return the records that a workbook adds to a school's; `words` are those of the interface.

    Nothing of a row is taken where any cell of it cannot be read.
    """
    desk = _Desk(file=file.as_posix(), content=content, campus=campus, words=words)
    tables = tuple(sheets)
    held = list(_lines(tables, RECORD_COLUMNS, ("day", "what", "minutes"), desk))
    actions = list(_lines(tables, ACTION_COLUMNS, ("day", "what", "found", "owner"), desk))
    if not any(_columns(table, RECORD_COLUMNS, desk) for table in tables):
        desk.findings.append(_no_table(desk))
    return _read(held, actions, desk)


def _no_table(desk: _Desk) -> Finding:
    return Finding(
        code="C140",
        severity=Severity.ERROR,
        origin=Origin(file=desk.file),
        what_zh="里面没有活动记录的表，或者表头改过了",
        what_en="it holds no table of records, or the heads of its columns were changed",
        mend_zh="用 internal/学校/records-zh.xlsx 填写，第一行不要动。",
        mend_en="Fill in internal/SCHOOL/records-en.xlsx and leave its first row as it is.",
    )


def _lines(
    tables: Iterable[FilledSheet],
    columns: Mapping[str, str],
    needed: tuple[str, ...],
    desk: _Desk,
) -> Iterator[_Line]:
    for table in tables:
        places = _columns(table, columns, desk)
        if all(key in places for key in needed):
            yield from (
                _Line(desk=desk, sheet=table, columns=places, row=row) for row in table.rows
            )


def _columns(table: FilledSheet, columns: Mapping[str, str], desk: _Desk) -> Mapping[str, int]:
    """Return the place of each column by its head in either language."""
    heads: dict[str, str] = {}
    for key, word in columns.items():
        text = desk.words[word]
        heads |= {text.zh: key, text.en: key}
    return {heads[head]: place for place, head in enumerate(table.head) if head in heads}


Named = tuple[date, str]
"""What ties an action to its record: the day and the id of what was held."""


@dataclass(kw_only=True)
class _Draft:
    """A record while its rows are gathered."""

    line: _Line
    data: dict[str, object]
    cells: dict[Key, str]
    observed: list[dict[str, object]] = field(default_factory=list)


def _read(held: list[_Line], actions: list[_Line], desk: _Desk) -> Reading:
    drafts: dict[Named, _Draft] = {}
    known = 0
    for line in held:
        if str(line.get("id") or "") in desk.known:
            known += 1
            continue
        try:
            name, draft = _draft(line, desk)
        except _UnreadableError:
            continue
        if _is_there_already(name, draft, desk) or name in drafts:
            _refuse_twice(line)
        else:
            drafts[name] = draft
    for line in actions:
        known += _add_action(line, drafts, desk)
    records = [record for draft in drafts.values() if (record := _finish(draft, desk))]
    return Reading(records=tuple(records), known=known, findings=tuple(desk.findings))


def _refuse_twice(line: _Line) -> None:
    what = "这一次已经有记录了", "this is on record already"
    mend = (
        "删去这一行；同一天同一件事写成一行，几个班写在一起；要改旧记录，改 records/ 里的文件。",
        "Remove the row: one day's thing is one row with all its classes; an older one: its file.",
    )
    line.refuse("C143", "what", what, mend)


def _is_there_already(name: Named, draft: _Draft, desk: _Desk) -> bool:
    day, held = name
    classes = draft.data["classes"]
    return any(
        record.date == day and held in (record.entry, record.item) and [*record.classes] == classes
        for record in desk.known.values()
    )


def _draft(line: _Line, desk: _Desk) -> tuple[Named, _Draft]:
    for key in ("day", "what", "minutes"):
        line.needed(key)
    day = line.day("day")
    name, planned = _held_thing(line, desk)
    if day is None:
        raise _UnreadableError
    data: dict[str, object] = {
        "kind": planned.kind.value,
        **({"entry": name} if isinstance(planned, Entry) else {"item": name}),
        "date": day,
        "audiences": [a.value for a in _audiences(line, desk) or planned.audiences],
        "classes": _classes(line, desk),
        "minutes": line.number("minutes"),
    }
    if (seconds := line.number("seconds")) is not None:
        data["seconds_to_clear"] = seconds
    draft = _Draft(line=line, data=data, cells=_cells(line))
    for said in (line.text("observed") or "").splitlines():
        if said.strip():
            draft.cells["observed", len(draft.observed)] = line.at("observed")
            draft.observed.append({"what": line.both("observed", said.strip())})
    return (day, name), draft


UNTRANSLATED = {"zh": "（未译）", "en": "[not translated] "}
"""Stands before words that are in the other language."""

_HANZI = re.compile(r"[\u3400-\u9fff]")


def in_both(said: str) -> tuple[dict[str, str], str]:
    """Return a text in both languages, and the one that it lacks ("" where it lacks none).

    Parts on both sides of a bar are the languages, in whatever order: what has hanzi is Chinese.
    """
    parts = [part.strip() for part in re.split(r"\s*[|｜]\s*", said.strip(), maxsplit=1)]
    tongues = ["zh" if _HANZI.search(part) else "en" for part in parts]
    if set(tongues) == {"zh", "en"} and all(parts):
        return dict(zip(tongues, parts, strict=True)), ""
    own = "zh" if "zh" in tongues else "en"
    missing = "en" if own == "zh" else "zh"
    return {own: said.strip(), missing: f"{UNTRANSLATED[missing]}{said.strip()}"}, missing


def _untranslated(line: _Line, key: str, missing: str) -> Finding:
    name_zh, name_en = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}[missing]
    return Finding(
        code="C145",
        severity=Severity.ADVICE,
        origin=Origin(file=line.desk.file, line=line.row.number, key=line.at(key)),
        what_zh=f"{line.at(key)}：没有{name_zh}，那里先标“未译”",
        what_en=f"{line.at(key)}: no {name_en}; marked as not translated there",
        mend_zh="两种语言写在一格，用竖线隔开：门锁着 | The door was locked；或以后改文件。",
        mend_en="Write both with a bar between, 门锁着 | The door was locked, or change the file.",
    )


def _cells(line: _Line) -> dict[Key, str]:
    columns = {
        "date": "day",
        "entry": "what",
        "item": "what",
        "kind": "what",
        "audiences": "audiences",
        "classes": "classes",
        "minutes": "minutes",
        "seconds_to_clear": "seconds",
        "observed": "observed",
    }
    return {(name,): line.at(key) for name, key in columns.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unplanned:
    """Something held that stands in no calendar."""

    kind: EntryKind
    audiences: tuple[Audience, ...]


def _held_thing(line: _Line, desk: _Desk) -> tuple[str, Entry | _Unplanned]:
    text = line.text("what") or ""
    name = name_in(text) or text
    if name in desk.entries:
        return name, desk.entries[name]
    found = desk.content.find_item(name)
    if found is None or found[0] not in KIND_OF_ITEM:
        mend = (
            "从下拉的选项里选；方括号里的编号要留着。",
            "Choose from the list, and leave the id in its brackets.",
        )
        line.unreadable("what", "校历里的事，也不是演练、课或培训", "thing of the calendar", mend)
    kind, item = found
    return name, _Unplanned(kind=KIND_OF_ITEM[kind], audiences=item.audiences)


def _audiences(line: _Line, desk: _Desk) -> tuple[Audience, ...]:
    names = _names(desk)
    parts = _parts(line, "audiences")
    if not names.keys() >= set(parts):
        mend = "写表里用的名称，如“教职工、保安”。", "Write names as in the other rows."
        line.unreadable("audiences", "学段或岗位", "stage or post", mend)
    return tuple(names[part] for part in parts)


def _names(desk: _Desk) -> Mapping[str, Audience]:
    """Return stages and posts by what they are called in either language, and by their id."""
    return {
        said: audience
        for audience in Audience
        for said in (*_words(desk, f"audience.{audience.value}"), audience.value)
    }


def _words(desk: _Desk, key: str) -> tuple[str, str]:
    return desk.words[key].zh, desk.words[key].en


def _parts(line: _Line, key: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(line.text(key) or "") if part.strip()]


def _classes(line: _Line, desk: _Desk) -> list[str]:
    names = {
        said: each.id
        for each in desk.campus.school.classes
        for said in (each.name.zh, each.name.en, each.id)
    }
    found = []
    for part in _parts(line, "classes"):
        if part not in names:
            mend = (
                "照 school.yml 里的班级名写，用顿号隔开；不写学生姓名。",
                "Write classes as in school.yml, commas between; never names of pupils.",
            )
            line.unreadable("classes", "本校的班级", "class of this school", mend)
        found.append(names[part])
    return found


def _add_action(line: _Line, drafts: Mapping[Named, _Draft], desk: _Desk) -> int:
    """Add what must be mended to its record; return 1 where it is on record already."""
    try:
        for key in ("day", "what", "found"):
            line.needed(key)
        day, what, said = line.day("day"), line.text("what") or "", line.text("found") or ""
        if day is None:
            return 0
        name = (day, name_in(what) or what)
        if draft := drafts.get(name):
            _add_observed(draft, line, {"what": line.both("found", said), **_action(line, desk)})
            return 0
    except _UnreadableError:
        return 0
    if _is_known_action(name, said, desk):
        return 1
    _refuse_stray(line)
    return 0


def _add_observed(draft: _Draft, line: _Line, found: dict[str, object]) -> None:
    number = len(draft.observed)
    draft.cells["observed", number] = line.at("found")
    for key in ("what", "action"):
        draft.cells["observed", number, key] = line.at("found")
    draft.observed.append(found)


def _refuse_stray(line: _Line) -> None:
    what = (
        "这一行没有对应的新记录",
        "no new record of this workbook goes with this row",
    )
    mend = (
        "日期和内容要和“活动记录”表里新的一行相同；旧记录要补写或销号，改 records/ 里的文件。",
        "Day and what was held as in a new row of the records; an older one: change its file.",
    )
    line.refuse("C144", "what", what, mend)


def _action(line: _Line, desk: _Desk) -> dict[str, object]:
    action = line.text("action")
    if not action:
        return {}
    for key in ("owner", "due"):
        line.needed(key)
    owner = _owner(line, desk)
    done = line.day("done")
    return {
        "action": {
            "what": line.both("action", action),
            "owner": owner.value,
            "due": line.day("due"),
            **({"done": done} if done else {}),
        }
    }


def _owner(line: _Line, desk: _Desk) -> Audience:
    names, said = _names(desk), line.text("owner") or ""
    if said not in names:
        mend = "写岗位，不写人名。", "Write a post, never a person's name."
        line.unreadable("owner", "岗位", "post", mend)
    return names[said]


def _is_known_action(name: Named, found: str, desk: _Desk) -> bool:
    day, held = name
    said = set(in_both(found)[0].values())
    return any(
        said & {seen.what.zh, seen.what.en}
        for record in desk.known.values()
        if record.date == day and held in (record.entry, record.item)
        for seen in record.observed
    )


LONGEST_ID = 60
"""Characters of an id."""


def _finish(draft: _Draft, desk: _Desk) -> FilledRecord | None:
    """Return the record under an id that no other has; None where a value is out of bounds."""
    named = draft.data.get("entry") or draft.data.get("item")
    name = _free_id(f"{draft.data['date']}-{named}", desk)
    data = {"id": name, **draft.data, "observed": draft.observed}
    if not data["classes"]:
        del data["classes"]
    row = draft.line.row.number
    keys = {(), *draft.cells, *((name,) for name in data)}
    source = SourceFile(path=desk.file, lines=dict.fromkeys(keys, row))
    try:
        record = HeldRecord.parse(data, source)
    except ValidationError as error:
        for fault in error.errors():
            _refuse_value(draft, fault["loc"], fault["msg"])
        return None
    return FilledRecord(record=record, cells=draft.cells, line=row)


def _free_id(wanted: str, desk: _Desk) -> str:
    begin = wanted[: LONGEST_ID - 3].rstrip("-")
    names = (begin, *(f"{begin}-{number}" for number in range(2, 100)))
    return next(name for name in names if name not in desk.known)


def _refuse_value(draft: _Draft, way: tuple[int | str, ...], reason: str) -> None:
    line = draft.line
    cell = next(
        (draft.cells[way[:n]] for n in range(len(way), 0, -1) if way[:n] in draft.cells),
        line.at("what"),
    )
    line.desk.findings.append(
        Finding(
            code="C141",
            severity=Severity.ERROR,
            origin=Origin(file=line.desk.file, line=line.row.number, key=cell),
            what_zh=f"{cell}：这个值不行（{'.'.join(map(str, way))}）",
            what_en=f"{cell}: {reason}",
            mend_zh="照 docs/format/school.md 里 records 一节的范围改。",
            mend_en="Correct it after the limits of records in docs/format/school.md.",
        )
    )
