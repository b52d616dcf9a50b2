# SPDX-License-Identifier: MIT
"""What can be judged while `site_config.yml` has form errors, and what waits for its mending."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from generator.finding import Finding, Key, Origin, Severity
from generator.load.leave_out import (
    FORM,
    Fault,
    UnusableError,
    faults_of,
    leave_out,
    places_of,
)
from generator.load.read_item import Reading
from generator.model.coverage import Step
from generator.model.record import Text
from generator.model.unread import Unread
from generator.settings import Settings

STAND_INS: Mapping[str, object] = MappingProxyType(
    {
        "id": "site",
        "name": {"zh": "站点", "en": "site"},
        "address": "https://unknown.invalid",
        "as_of": "1970-01-01",
        "plans": [],
        "school_year": {
            "terms": [
                {
                    "id": "unknown",
                    "name": {"zh": "不详", "en": "unknown"},
                    "first": "1970-01-01",
                    "last": "1970-12-31",
                }
            ]
        },
    }
)
"""What takes the place of a value that must be there; what rests on it is not told."""

ROUNDS = 3

HIDDEN_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "address": frozenset({"A304", "A306"}),
        "plans": frozenset({"V510", "V512"}),
        "school_year": frozenset({"A313", "A321", "A322", "V510"}),
        "extra_font": frozenset({"C225", "C226"}),
        "extra_font_licence": frozenset({"C225", "C226"}),
        "content": frozenset({"C110"}),
    }
)
"""Findings that rest on a value of the configuration."""

OF_OUTPUT = frozenset({"poster_papers", "sheets"})
"""What decides which papers must have been built."""

WAITING: Mapping[str, Text] = MappingProxyType(
    {
        "plans": Text(zh="读不出来的方案", en="plans that cannot be read"),
        "school_year": Text(
            zh="凡有日期的条款，校历和记录里的日期（A313、A321、A322、V510）",
            en="whatever has a date; days of calendars and records (A313, A321, A322, V510)",
        ),
        "schools": Text(
            zh="所有条款（也许还有学校没有读到）",
            en="every clause, since there may be further schools",
        ),
        "address": Text(zh="印出的网址（A304、A306）", en="the printed addresses (A304, A306)"),
        "poster_papers": Text(zh="“built”一级", en="the rung `built`"),
        "sheets": Text(zh="“built”一级", en="the rung `built`"),
        "extra_font": Text(zh="缺字（C225、C226）", en="missing glyphs (C225, C226)"),
        "content": Text(zh="另一个内容文件夹", en="any other content folder"),
    }
)
"""What is not judged while a value cannot be read; of others nothing that is checked depends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSettings:
    """The configuration without what is faulty in it."""

    settings: Settings
    faulty: frozenset[str]
    """Keys whose values are not those of the file."""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Return what verdicts must wait for."""
        days = (Unread(shelf="school year", words=frozenset()),)
        schools = (Unread(shelf="school", words=None),)
        return (
            *(days if "school_year" in self.faulty else ()),
            *(schools if "schools" in self.faulty else ()),
        )

    @property
    def steps(self) -> frozenset[Step]:
        """Return the rungs that can be judged."""
        return frozenset(Step) - ({Step.BUILT} if self.faulty & OF_OUTPUT else frozenset())

    def is_certain(self, finding: Finding) -> bool:
        """Say whether a finding does not follow from a stand-in."""
        return not any(finding.code in HIDDEN_BY.get(name, ()) for name in self.faulty)


def read_part_settings(reading: Reading[Settings]) -> PartSettings:
    """Return a faulty configuration with stand-ins, for all of it where nothing can be used.

    A key that nobody knows may be a slip of any that is not there: all these count as faulty.
    """
    try:
        return _of_data(reading)
    except UnusableError:
        settings = Settings.parse(deepcopy(dict(STAND_INS)), reading.source)
        return PartSettings(settings=settings, faulty=frozenset(Settings.model_fields))


def _of_data(reading: Reading[Settings]) -> PartSettings:
    known = [f for f in reading.findings if f.code in FORM or (f.code == "C101" and f.origin.key)]
    data = reading.data
    if len(known) < len(reading.findings) or not isinstance(data, dict):
        raise UnusableError
    apart = places_of(f for f in known if f.code in ("C101", "C102"))
    return _with_stand_ins(deepcopy(data), reading, apart)


def _with_stand_ins(
    data: dict[str, Any], reading: Reading[Settings], faulty: list[Fault]
) -> PartSettings:
    source, replaced = reading.source, set[str]()
    for _ in range(ROUNDS):
        plans = sorted({key[:2] for key, _ in faulty if _is_in_plans(key, data)})
        replaced |= {"plans"} if plans else set()
        for key, is_unknown in faulty:
            if key[:2] not in plans:
                replaced |= _replace(data, key, is_unknown=is_unknown)
        source = leave_out(data, plans, source)
        try:
            settings = Settings.parse(data, source)
        except ValidationError as error:
            faulty = faults_of(error)
        else:
            return PartSettings(settings=settings, faulty=frozenset(replaced))
    raise UnusableError


def _is_in_plans(key: Key, data: dict[str, Any]) -> bool:
    return len(key) > 1 and key[0] == "plans" and isinstance(data.get("plans"), list)


def _replace(data: dict[str, Any], key: Key, *, is_unknown: bool) -> set[str]:
    """Put a stand-in in the place of a value, and return which values are now not the file's."""
    if not key:
        raise UnusableError
    name = str(key[0])
    data.pop(name, None)
    if is_unknown and len(key) == 1:
        return set(Settings.model_fields) - data.keys()
    if name in STAND_INS:
        data[name] = deepcopy(STAND_INS[name])
    return {name}


def told_waiting(file: str, part: PartSettings) -> Finding:
    """Return C114: what of the configuration was left out, and so what nobody has judged."""
    names = sorted(part.faulty)
    zh, en = f"没有用上：{'、'.join(names)}", f"left out: {', '.join(names)}"
    if part.faulty == frozenset(Settings.model_fields):
        zh, en = "整个没有用上", "nothing of them was used"
    waiting = list(dict.fromkeys(WAITING[name] for name in names if name in WAITING))
    hidden_zh = "、".join(text.zh for text in waiting) or "—"
    hidden_en = ", ".join(text.en for text in waiting) or "nothing"
    return Finding(
        code="C114",
        severity=Severity.ADVICE,
        origin=Origin(file=file),
        what_zh=f"配置有错误，{zh}。没有判的：{hidden_zh}",
        what_en=f"the settings have errors; {en}. Not judged: {hidden_en}",
        mend_zh="先改好这个文件里的错误，再运行一次。",
        mend_en="Mend the errors of this file and run it again.",
    )
