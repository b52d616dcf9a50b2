# SPDX-License-Identifier: MIT
"""One content file → one typed item, or findings with the line of every fault.

What tells of faults is loaded where there is one: most checks find none.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from types import UnionType
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.finding import Finding, Key, Origin, Severity, SourceFile
from generator.load.yaml_lines import Fault, parse_yaml
from generator.model.building import Building
from generator.model.record import Item
from generator.model.school import NOTHING_HELD

ItemType = TypeVar("ItemType", bound=Item)

SUFFIXES = (".geojson", ".json")
"""Endings of files that hold a building as GeoJSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[ItemType]):
    """What came of reading a file."""

    item: ItemType | None
    findings: tuple[Finding, ...]
    named: str
    """The id that the file gives itself, or its file name, also where the rest is faulty."""
    source: SourceFile
    data: object = None
    """What the file says, as plain values; nothing where it is no YAML."""
    is_plain: bool = False
    """True for YAML without aliases and tags."""
    faulty: tuple[Key, ...] | None = None
    """Of GeoJSON: the places in `data` that cannot be used; None where more is at fault."""

    @property
    def names(self) -> tuple[str, str]:
        """Return what others may call it by: its id and its file name."""
        return self.named, PurePath(self.source.path).stem

    @property
    def has_id(self) -> bool:
        """Say whether the file gives itself an id."""
        return isinstance(self.data, dict) and "id" in self.data


def read_item(path: Path, shown_as: str, model: type[ItemType]) -> Reading[ItemType]:
    """Return the item in the file, with every fault as a finding; never raises on bad content."""
    try:
        return parse_item(path.read_bytes(), shown_as, model)
    except OSError as error:
        return _no_reading(shown_as, _unreadable(shown_as, error))


def parse_item(raw: bytes, shown_as: str, model: type[ItemType]) -> Reading[ItemType]:
    """Return the item in the bytes of a file, with every fault as a finding."""
    try:
        text = text_of(raw)
    except UnicodeDecodeError as error:
        from generator.load.unreadable import unreadable_text  # noqa: PLC0415

        return _no_reading(shown_as, unreadable_text(raw, shown_as, error))
    if model is Building and is_geojson(shown_as):
        return cast("Reading[ItemType]", _geojson_reading(text, shown_as))
    tree = parse_yaml(text)
    stem = PurePath(shown_as).stem
    source = SourceFile(path=shown_as, lines=tree.lines)
    findings = [_yaml_finding(fault, text, shown_as) for fault in tree.faults]
    if tree.data is None and not findings:
        findings.append(_empty(shown_as))
    data = {} if tree.data is None else tree.data
    named = str(data.get("id", stem)) if isinstance(data, dict) else stem
    item = None
    try:
        if tree.data is not None:
            item = model.parse(data, source)
    except ValidationError as error:
        findings += [
            _with_owner(_field_finding(detail, model, source), detail["loc"], data)
            for detail in causes(error.errors())
        ]
    if model is Building and (other := _other_unit(data, shown_as)):
        findings = [other]  # what else is found follows from it
    return Reading(
        item=None if findings else item,
        findings=tuple(findings),
        named=named,
        source=source,
        data=tree.data,
        is_plain=tree.is_plain,
    )


def text_of(raw: bytes) -> str:
    """Return the text in the bytes of a file, its lines ending in LF; raises UnicodeDecodeError."""
    return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def is_geojson(path: str) -> bool:
    """Say whether a file of this name holds a building as GeoJSON, not as YAML."""
    return path.endswith(SUFFIXES)


def _geojson_reading(text: str, shown_as: str) -> Reading[Building]:
    """Return the building in a GeoJSON text as if it had been written as YAML."""
    # Loaded here, because few buildings are written so.
    from generator.load.geojson_building import read_geojson  # noqa: PLC0415

    said = read_geojson(text, shown_as)
    other = _other_unit(said.data, shown_as)
    return Reading(
        item=None if other else said.building,
        findings=(other,) if other else said.findings,
        named=str((said.data or {}).get("id", PurePath(shown_as).stem)),
        source=said.source,
        data=said.data,
        faulty=None if other else said.faulty,
    )


def _other_unit(data: object, shown_as: str) -> Finding | None:
    from generator.load.unit_guess import find_other_unit  # noqa: PLC0415

    return find_other_unit(data, shown_as)


def _no_reading(shown_as: str, finding: Finding) -> Reading[ItemType]:
    return Reading(
        item=None,
        findings=(finding,),
        named=PurePath(shown_as).stem,
        source=SourceFile(path=shown_as),
    )


def causes(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield the errors without lists that are too short only because their entries are faulty."""
    for detail in details:
        loc = detail["loc"]
        is_parent = any(len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details)
        if not (detail["type"] == "too_short" and is_parent):
            yield detail


def _unreadable(shown_as: str, error: OSError) -> Finding:
    reason = error.strerror
    return Finding(
        code="C101",
        severity=Severity.ERROR,
        origin=Origin(file=shown_as),
        what_zh=f"文件读不出来：{reason}",
        what_en=f"the file cannot be read: {reason}",
        mend_zh="检查文件是否存在、能否打开，并存成 UTF-8 编码。",
        mend_en="Check that it exists and may be opened, and save it as UTF-8.",
    )


def _empty(shown_as: str) -> Finding:
    return Finding(
        code="C101",
        severity=Severity.ERROR,
        origin=Origin(file=shown_as, line=1),
        what_zh="文件是空的",
        what_en="the file is empty",
        mend_zh="写上内容，或删去这个文件；写法见 docs/format/。",
        mend_en="Write something, or remove the file; docs/format/ shows how.",
    )


def _yaml_finding(fault: Fault, text: str, shown_as: str) -> Finding:
    origin = Origin(file=shown_as, line=fault.line, key=".".join(map(str, fault.key)))
    if fault.kind == "duplicate":
        return Finding(
            code="C102",
            severity=Severity.ERROR,
            origin=origin,
            what_zh=f"键“{fault.detail}”写了两次",
            what_en=f'the key "{fault.detail}" is written twice',
            mend_zh="删去其中一个。",
            mend_en="Remove one of the two.",
        )
    if fault.kind == "value":
        return Finding(
            code="C101",
            severity=Severity.ERROR,
            origin=origin,
            what_zh=f"这个值读不出来：{fault.detail}",
            what_en=f"this value cannot be read: {fault.detail}",
            mend_zh="日期要真实存在，如 2026-02-28；不是日期或数字的文字请加引号。",
            mend_en="A date must exist, such as 2026-02-28; quote text that is no date or number.",
        )
    from generator.load.unreadable import syntax_finding  # noqa: PLC0415

    return syntax_finding(fault, text, shown_as)


def _with_owner(finding: Finding, key: Key, data: object) -> Finding:
    """Return the finding with the name of the element that the value belongs to, if it has one."""
    from generator.load.owner import owner_of  # noqa: PLC0415

    zh, en = owner_of(data, key)
    if not zh:
        return finding
    return replace(
        finding,
        what_zh=f"{finding.what_zh}（{zh}）",
        what_en=f"{finding.what_en} ({en})",
    )


def _field_finding(detail: ErrorDetails, model: type[BaseModel], source: SourceFile) -> Finding:
    key: Key = tuple(detail["loc"])
    origin = source.at(*key)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(key, model, origin)
    if detail["type"] == "missing" and isinstance(key[-1], str):
        return _missing_key(key, origin)
    if detail["type"] == "value_error" and NOTHING_HELD in detail["msg"]:
        return _nothing_held(origin)
    return _wrong_value(detail, key, origin)


def _nothing_held(origin: Origin) -> Finding:
    return Finding(
        code="C104",
        severity=Severity.ERROR,
        origin=origin,
        what_zh="记录里没有 entry，也没有 item：看不出做的是什么",
        what_en="the record has neither `entry` nor `item`: it does not say what was held",
        mend_zh="校历里有的，写 entry: 条目编号；校历里没有的，写 item: 课程或演练等的编号。",
        mend_en="If the calendar has it, add `entry:` and the entry's id; "
        "if not, `item:` and the id of the lesson, drill or other item.",
    )


def _unknown_key(key: Key, model: type[BaseModel], origin: Origin) -> Finding:
    known = sorted(_fields_at(model, key[:-1]))
    near = difflib.get_close_matches(str(key[-1]), known, n=1)
    hint_zh = f"是不是“{near[0]}”？" if near else f"这里可用的键：{'、'.join(known)}。"
    hint_en = f'Did you mean "{near[0]}"?' if near else f"Keys known here: {', '.join(known)}."
    return Finding(
        code="C103",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"不认识的键“{key[-1]}”",
        what_en=f'unknown key "{key[-1]}"',
        mend_zh=hint_zh,
        mend_en=hint_en,
    )


def _missing_key(key: Key, origin: Origin) -> Finding:
    parent = ".".join(map(str, key[:-1])) or "—"
    return Finding(
        code="C104",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"缺少键“{key[-1]}”（位于 {parent}）",
        what_en=f'the key "{key[-1]}" is missing (in {parent})',
        mend_zh=f"补上“{key[-1]}:”一行；写法见 docs/format/。",
        mend_en=f'Add a line "{key[-1]}:"; docs/format/ shows how.',
    )


def _wrong_value(detail: ErrorDetails, key: Key, origin: Origin) -> Finding:
    from generator.load.wanted import wanted  # noqa: PLC0415

    wanted_zh, wanted_en = wanted(detail, key)
    value = detail["input"]
    shown = "" if isinstance(value, dict | list | tuple) else repr(value)[:60]
    name = ".".join(map(str, key)) or "—"
    return Finding(
        code="C105",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"“{name}”的值不对" + (f"：{shown}" if shown else ""),
        what_en=f'wrong value for "{name}"' + (f": {shown}" if shown else ""),
        mend_zh=f"{wanted_zh}。",
        mend_en=f"{wanted_en}.",
    )


def _fields_at(model: type[BaseModel], key: Key) -> set[str]:
    """Return the names of the keys known at `key` inside `model`."""
    found: set[str] = set()
    for candidate in _models_at(model, key):
        found |= set(candidate.model_fields)
    return found


def _models_at(annotation: object, key: Key) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not key:
            yield annotation
        elif (field := annotation.model_fields.get(str(key[0]))) is not None:
            yield from _models_at(field.annotation, key[1:])
        return
    inner: tuple[Any, ...] = get_args(annotation)
    is_choice = get_origin(annotation) in (Union, UnionType)
    step = key if is_choice or not (key and isinstance(key[0], int)) else key[1:]
    for part in inner:
        yield from _models_at(part, step)
