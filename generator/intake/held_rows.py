# SPDX-License-Identifier: MIT
"""Rows of a filled workbook of records → records, or findings that name the cell.

A text may stand in both languages, `中文 | English`. What stands in one alone is told, and marked
as not translated where the other belongs: nothing is translated by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from pydantic import ValidationError

from generator.finding import Finding, Key, Origin, Severity, SourceFile
from generator.intake.filled_book import FilledSheet
from generator.intake.held_line import Desk, Line, Trial, UnreadableError
from generator.intake.held_table import ACTIONS, RECORDS, find_lines, find_unread
from generator.intake.held_thing import (
    Unplanned,
    find_audiences,
    find_classes,
    find_held,
    find_kind,
    find_owner,
)
from generator.intake.held_tongue import in_both, said_in_both
from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.held_sheet import name_in
from generator.model.record import Text
from generator.model.school import Campus, Entry, HeldRecord


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


def read_held(
    sheets: Iterable[FilledSheet],
    file: PurePath,
    content: Content,
    campus: Campus,
    words: Mapping[str, Text],
) -> Reading:
    """Return the records that a workbook adds to a school's; `words` are those of the interface.

    Nothing of a row is taken where any cell of it cannot be read; every such cell is told.
    """
    desk = Desk(file=file.as_posix(), content=content, campus=campus, words=words)
    tables = tuple(sheets)
    held, actions = find_lines(tables, RECORDS, desk), find_lines(tables, ACTIONS, desk)
    desk.findings.extend(find_unread(tables, desk))
    return _read(held, actions, desk)


Named = tuple[date, str]
"""What ties an action to its record: the day and the id of what was held."""


@dataclass(kw_only=True)
class _Draft:
    """A record while its rows are gathered."""

    line: Line
    data: dict[str, object]
    cells: dict[Key, str]
    observed: list[dict[str, object]] = field(default_factory=list)


def _read(held: list[Line], actions: list[Line], desk: Desk) -> Reading:
    drafts: dict[Named, _Draft] = {}
    spoilt: list[Line] = []
    known = 0
    for line in held:
        if str(line.get("id") or "") in desk.known:
            known += 1
            continue
        try:
            name, draft = _draft(line, desk)
        except UnreadableError:
            spoilt.append(line)
            continue
        if _is_there_already(name, draft, desk) or name in drafts:
            _refuse_twice(line)
        else:
            drafts[name] = draft
    for line in actions:
        known += _add_action(line, drafts, spoilt, desk)
    records = [record for draft in drafts.values() if (record := _finish(draft, desk))]
    return Reading(records=tuple(records), known=known, findings=tuple(desk.findings))


def _refuse_twice(line: Line) -> None:
    what = "这一次已经有记录了", "this is on record already"
    mend = (
        "删去这一行；同一天同一件事写成一行，几个班写在一起；要改旧记录，改 records/ 里的文件。",
        "Remove the row: one day's thing is one row with all its classes; an older one: its file.",
    )
    line.refuse("C143", "what", what, mend)


def _is_there_already(name: Named, draft: _Draft, desk: Desk) -> bool:
    day, held = name
    classes = draft.data["classes"]
    return any(
        record.date == day and held in (record.entry, record.item) and [*record.classes] == classes
        for record in desk.known.values()
    )


def _draft(line: Line, desk: Desk) -> tuple[Named, _Draft]:
    trial = Trial()
    day = trial.of(line.needed_day)
    trial.of(lambda: find_kind(line, desk))
    held = trial.of(lambda: _needed_thing(line, desk))
    audiences = trial.of(lambda: find_audiences(line, desk))
    classes = trial.of(lambda: find_classes(line, desk))
    minutes = trial.of(lambda: _needed_minutes(line))
    seconds = trial.of(lambda: line.number("seconds"))
    observed = trial.of(lambda: line.text("observed"))
    if trial.has_failed or day is None or held is None:
        raise UnreadableError
    name, planned = held
    data: dict[str, object] = {
        "kind": planned.kind.value,
        **({"entry": name} if isinstance(planned, Entry) else {"item": name}),
        "date": day,
        "audiences": [a.value for a in audiences or planned.audiences],
        "classes": classes,
        "minutes": minutes,
    }
    if seconds is not None:
        data["seconds_to_clear"] = seconds
    draft = _Draft(line=line, data=data, cells=_cells(line))
    for said in (observed or "").splitlines():
        if said.strip():
            draft.cells["observed", len(draft.observed)] = line.at("observed")
            draft.observed.append({"what": said_in_both(line, "observed", said.strip())})
    return (day, name), draft


def _needed_thing(line: Line, desk: Desk) -> tuple[str, Entry | Unplanned]:
    line.needed("what")
    return find_held(line, desk)


def _needed_minutes(line: Line) -> int | None:
    line.needed("minutes")
    return line.number("minutes")


def _cells(line: Line) -> dict[Key, str]:
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


def _add_action(
    line: Line, drafts: Mapping[Named, _Draft], spoilt: Sequence[Line], desk: Desk
) -> int:
    """Add what must be mended to its record; return 1 where it is on record already."""
    trial = Trial()
    day = trial.of(line.needed_day)
    what = trial.of(lambda: line.needed_text("what"))
    said = trial.of(lambda: line.needed_text("found"))
    if day and what and said and _is_known_action((day, name_in(what) or what), said, desk):
        return 1
    action = trial.of(lambda: _action(line, desk))
    if not (day and what and said) or action is None:
        return 0
    if draft := drafts.get((day, name_in(what) or what)):
        _add_observed(draft, line, said, action)
    elif not any(_may_name(other, day, what) for other in spoilt):
        _refuse_stray(line)
    return 0


def _may_name(spoilt: Line, day: date, what: str) -> bool:
    """Say whether a row that could not be taken may be the one that an action belongs to."""
    its_day, its_what = spoilt.readable_day(), str(spoilt.get("what") or "")
    return its_day in (None, day) and its_what in ("", what)


def _add_observed(draft: _Draft, line: Line, said: str, action: dict[str, object]) -> None:
    """Add what was found to its record; what the record's own row says already is not doubled."""
    number = next((n for n, seen in enumerate(draft.observed) if _is_same(seen, said)), None)
    if number is None:
        number = len(draft.observed)
        draft.observed.append({"what": said_in_both(line, "found", said)})
        draft.cells["observed", number] = line.at("found")
        draft.cells["observed", number, "what"] = line.at("found")
    draft.cells["observed", number, "action"] = line.at("found")
    draft.observed[number] |= action


def _is_same(seen: Mapping[str, object], said: str) -> bool:
    """Say whether an observation without an action says the same in one of its languages."""
    what, (text, missing) = seen["what"], in_both(said)
    own = {text[tongue] for tongue in text if tongue != missing}
    return "action" not in seen and isinstance(what, dict) and bool(own & {*what.values()})


def _refuse_stray(line: Line) -> None:
    what = (
        "这一行没有对应的新记录",
        "no new record of this workbook goes with this row",
    )
    mend = (
        "日期和内容要和“活动记录”表里新的一行相同；旧记录要补写或销号，改 records/ 里的文件。",
        "Day and what was held as in a new row of the records; an older one: change its file.",
    )
    line.refuse("C144", "what", what, mend)


def _action(line: Line, desk: Desk) -> dict[str, object]:
    action = line.text("action")
    if not action:
        return {}
    trial = Trial()
    owner = trial.of(lambda: _needed_owner(line, desk))
    due = trial.of(lambda: _needed_due(line))
    done = trial.of(lambda: line.day("done"))
    if trial.has_failed or owner is None:
        raise UnreadableError
    return {
        "action": {
            "what": said_in_both(line, "action", action),
            "owner": owner.value,
            "due": due,
            **({"done": done} if done else {}),
        }
    }


def _needed_owner(line: Line, desk: Desk) -> Audience:
    line.needed("owner")
    return find_owner(line, desk)


def _needed_due(line: Line) -> date | None:
    line.needed("due")
    return line.day("due")


def _is_known_action(name: Named, found: str, desk: Desk) -> bool:
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


def _finish(draft: _Draft, desk: Desk) -> FilledRecord | None:
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


def _free_id(wanted: str, desk: Desk) -> str:
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
