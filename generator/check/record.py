# SPDX-License-Identifier: MIT
"""Records of what was held: no personal data, names that lead somewhere, actions that get done."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from generator.finding import Finding, Key, Severity
from generator.model.school import Campus, CorrectiveAction, HeldRecord
from generator.settings import SchoolYear

_ID_CARD = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")

_GAP = re.compile(r"(?<=\d)[ -](?=[\dXx])")
"""A space or hyphen inside a number."""

_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
"""Eleven digits that begin 13 to 19, also with spaces, hyphens or the country's 86 before them."""

_NAMED = re.compile(
    r"姓\s*名\s*(?:[:=]|[为是](?!否|不))\s*\w"
    r"|(?:学|学籍|考)号\s*(?:[:=]|[为是](?!否|不))?\s*[A-Za-z]{0,4}\d{2,}"
    r"|\bname\s*[:=]\s*\w"
    r"|\b(?:student|pupil)\s+(?:number|no\.?|id)\s*[:=]?\s*[a-z]{0,4}\d{2,}",
    re.IGNORECASE,
)
"""A name or a pupil's number with its value; the mere words 姓名 and 学号 are no data."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"


def find_record_faults(campus: Campus, as_of: date, year: SchoolYear) -> Iterator[Finding]:
    """Yield personal data, dead names, impossible days and late actions in a school's records.

    `as_of` is the day that is judged, `year` the school year whose records are kept.
    """
    for record in campus.records:
        yield from _personal_data(record)
        yield from _dead_names(record, campus)
        yield from _impossible_day(record, as_of, year)
        yield from _late_actions(record, as_of, campus)


def is_id_card_number(text: str) -> bool:
    """Say whether 18 characters are an ID-card number by their check character.

    Source: GB 11643-1999, which takes the check of ISO 7064, MOD 11-2.
    """
    if not _ID_CARD.fullmatch(text):
        return False
    total = sum(int(c) * weight for c, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11] == text[17].upper()


def _personal_data(record: HeldRecord) -> Iterator[Finding]:
    for key, text in _strings(record.model_dump(exclude={"sheet_sha256"}), ()):
        for what_zh, what_en in _kinds_of_data(unicodedata.normalize("NFKC", text)):
            yield Finding(
                code="A311",
                severity=Severity.ERROR,
                origin=record.at(*key),
                what_zh=f"记录里像是写了{what_zh}（内容不在此重复）",
                what_en=f"the record seems to hold {what_en} (not repeated here)",
                mend_zh="删去它。记录只写岗位、班级和看到的事；原始记录表由学校保管。",
                mend_en="Remove it. A record names posts, classes and what was seen; "
                "the school keeps the sheet itself.",
            )


def _kinds_of_data(text: str) -> Iterator[tuple[str, str]]:
    if any(is_id_card_number(found) for found in _ID_CARD.findall(_GAP.sub("", text))):
        yield "身份证号", "an ID-card number"
    if _MOBILE.search(text):
        yield "手机号", "a mobile phone number"
    if _NAMED.search(text):
        yield "姓名或学号", "a name or a pupil's number"


def _strings(value: object, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, (*key, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _strings(part, (*key, i))


def _dead_names(record: HeldRecord, campus: Campus) -> Iterator[Finding]:
    calendar = campus.calendar
    entries = {entry.id for entry in calendar.entries} if calendar else set()
    if record.entry and record.entry not in entries:
        yield _dead_name(record, ("entry",), f"校历里没有条目“{record.entry}”", "calendar entry")
    classes = {one.id for one in campus.school.classes}
    for i, name in enumerate(record.classes):
        if name not in classes:
            yield _dead_name(record, ("classes", i), f"学校没有班级“{name}”", "class")


def _dead_name(record: HeldRecord, key: Key, what_zh: str, what: str) -> Finding:
    name = record.entry if key[0] == "entry" else record.classes[int(key[1])]
    return Finding(
        code="A312",
        severity=Severity.ERROR,
        origin=record.at(*key),
        what_zh=what_zh,
        what_en=f'the school has no {what} "{name}"',
        mend_zh="照 calendar.yml 和 school.yml 改正编号；校历里没有的事，写 item，不写 entry。",
        mend_en="Correct it after calendar.yml and school.yml; "
        "for something unplanned give `item` instead of `entry`.",
    )


def _impossible_day(record: HeldRecord, as_of: date, year: SchoolYear) -> Iterator[Finding]:
    if year.first <= record.date <= as_of:
        return
    is_future = record.date > as_of
    yield Finding(
        code="A313",
        severity=Severity.GAP,
        origin=record.at("date"),
        what_zh=f"{record.date} 还没有到，不能算做过（今天按 {as_of} 算）"
        if is_future
        else f"{record.date} 不在这一学年（{year.first} 起），不计入",
        what_en=f"{record.date} is still to come and cannot count as held (judged on {as_of})"
        if is_future
        else f"{record.date} lies before this school year ({year.first}) and does not count",
        mend_zh="改正日期；往年的记录移出 records/，另行保存。",
        mend_en="Correct the date; keep records of earlier years elsewhere than in records/.",
    )


def _late_actions(record: HeldRecord, as_of: date, campus: Campus) -> Iterator[Finding]:
    for i, observation in enumerate(record.observed):
        action = observation.action
        if action and action.due < as_of and (action.done is None or action.done > as_of):
            yield _late_action(record, i, action, (as_of - action.due).days, campus)


def _late_action(
    record: HeldRecord, i: int, action: CorrectiveAction, days: int, campus: Campus
) -> Finding:
    school, post = campus.school.name, action.owner.value
    unit = "day" if days == 1 else "days"
    return Finding(
        code="A314",
        severity=Severity.GAP,
        origin=record.at("observed", i, "action"),
        what_zh=f"{school.zh}：{post} 应在 {action.due} 前完成“{action.what.zh}”，已过期 {days} 天",
        what_en=f'{school.en}: {post} was to finish "{action.what.en}" '
        f"by {action.due}, {days} {unit} ago",
        mend_zh="做完后写上 done: 完成日期；确实要延期的，改 due，并在 what 里说明缘由。",
        mend_en="When it is finished write `done:` and the day; "
        "if it must take longer, change `due` and say why in `what`.",
        subject=f"{campus.school.id}/{record.id}@{post}",
    )
