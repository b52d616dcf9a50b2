# SPDX-License-Identifier: MIT
"""Records of what was held: no personal data, names that lead somewhere, actions that get done."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from generator.finding import Finding, Key, Severity
from generator.model.school import Campus, CorrectiveAction, Entry, EntryKind, HeldRecord
from generator.settings import SchoolYear

_ID_CARD = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")

_GAP = re.compile(r"(?<=\d)[ -](?=[\dXx])")
"""A space or hyphen inside a number."""

_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
"""Eleven digits that begin 13 to 19, also with spaces, hyphens or the country's 86 before them."""

_BIRTHDAY = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""How an ID-card number begins: the place, then the day of birth (GB 11643-1999)."""

_LANDLINE = re.compile(
    r"(?<!\d)\(?0(?:10|2\d|[3-9]\d\d)(?:\) ?|[ -]?)[2-8]\d{2,3}[ -]?\d{4}(?!\d)"
    r"|(?:联系人|联系方式|电话|座机|\b(?:tele)?phone\b|\btel\b)\D{0,8}"
    r"(?!20\d\d[01]\d[0-3]\d)[2-8]\d{2,3}[ -]?\d{4}(?!\d)",
    re.IGNORECASE,
)
"""Seven or eight digits after an area code, or after a word for a telephone; days left out."""

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_CHAT = re.compile(
    r"微信(?:号码?|ID)?\s*[:=为是]?\s*[A-Za-z][\w-]{4,19}"
    r"|微信号码?\s*[:=为是]?\s*\d{5,}"
    r"|QQ(?:号码?)?\s*[:=为是]?\s*\d{5,11}"
    r"|\bwechat(?:\s+id)?\s*[:=]\s*\w{5,}",
    re.IGNORECASE | re.ASCII,
)

_SURNAME = (
    "(?:欧阳|上官|司马|诸葛|司徒|"
    "(?<![紧慌主开夸扩])张|[王李刘陈杨黄赵吴徐孙朱胡郭罗郑梁宋唐韩邓冯曹彭肖董潘袁蔡蒋杜魏苏"
    "吕丁卢姚沈姜崔谭陆汪廖贾邹熊孟秦邱侯尹薛阎黎陶郝龚邵覃钱莫]|"
    "(?<![一-龥])[周马林高谢田余叶程钟范石金韦夏付方白江雷龙史贺毛顾万武孔汤])"
)
"""Common surnames; those that are part of everyday words only where no character is before them."""

_NAMED_PUPIL = re.compile(
    r"(?![高周][一二三四五六日])" + _SURNAME + r"(?!一(?:年|班|组|位|名|同)|小(?:同|老))"
    r"[^\W\d_a-zA-Z年级班组课全位名上下围各的了和与及或在有个些队任主学校生老师同值带便谢"
    r"色帽续醒闹绝贴口第二五六七八九十几两多每本后前里外内间]{1,2}(?:同学|老师)"
)
"""A surname and one or two characters before 同学 or 老师; 各班同学 and 高年级同学 are nobody."""

_NAMED = re.compile(
    r"姓\s*名\s*(?:[:=]|[为是](?!否|不))\s*\w"
    r"|(?:学|学籍|考)号\s*(?:[:=]|[为是](?!否|不))?\s*[A-Za-z]{0,4}\d{2,}"
    r"|\bname\s*[:=]\s*\w"
    r"|\b(?:student|pupil)\s+(?:number|no\.?|id)\s*[:=]?\s*[a-z]{0,4}\d{2,}",
    re.IGNORECASE,
)
"""A name or a pupil's number with its value; the mere words 姓名 and 学号 are no data."""

_KIND_ZH: Mapping[EntryKind, str] = MappingProxyType(
    {
        EntryKind.DRILL: "演练",
        EntryKind.LESSON: "课",
        EntryKind.TRAINING: "培训",
        EntryKind.AWARENESS_DAY: "宣传日",
        EntryKind.PARENT: "家长工作",
        EntryKind.CHECKLIST: "检查",
        EntryKind.ASSESSMENT: "测评",
        EntryKind.METHOD: "其他形式",
    }
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"


def find_record_faults(
    campus: Campus, as_of: date, year: SchoolYear, items: Collection[str] | None = None
) -> Iterator[Finding]:
    """Yield personal data, dead names, impossible days and late actions in a school's records.

    `as_of` is the day that is judged, `year` the school year whose records are kept. With `items`,
    the ids of all that there are, an unknown name makes no contradiction: it is told already.
    """
    entries: dict[str, list[Entry]] = {}
    for entry in campus.calendar.entries if campus.calendar and campus.records else ():
        entries.setdefault(entry.id, []).append(entry)
    for record in campus.records:
        named = entries.get(record.entry or "", [])
        yield from _personal_data(record)
        yield from _dead_names(record, campus, named)
        yield from _contradictions(record, campus, _comparable(named, record, items))
        yield from _impossible_day(record, as_of, year)
        yield from _impossible_actions(record, as_of)
        yield from _late_actions(record, as_of, campus)


def _comparable(
    entries: list[Entry], record: HeldRecord, items: Collection[str] | None
) -> list[Entry]:
    """Return entries without the items that cannot be compared, since one of the two is none."""
    if items is None or record.item is None:
        return entries
    known = items if record.item in items else ()
    return [
        entry if entry.item in known else entry.model_copy(update={"item": None})
        for entry in entries
    ]


def is_id_card_number(text: str) -> bool:
    """Say whether 18 characters are an ID-card number by their check character.

    Source: GB 11643-1999, which takes the check of ISO 7064, MOD 11-2.
    """
    if not _ID_CARD.fullmatch(text):
        return False
    total = sum(int(c) * weight for c, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11] == text[17].upper()


def _seems_id_card(number: str) -> bool:
    """Say whether it is an ID-card number, or one in which a digit was written wrong."""
    return is_id_card_number(number) or bool(_BIRTHDAY.match(number))


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
    if any(_seems_id_card(found) for found in _ID_CARD.findall(_GAP.sub("", text))):
        yield "身份证号", "an ID-card number"
    if _MOBILE.search(text):
        yield "手机号", "a mobile phone number"
    elif _LANDLINE.search(text):
        yield "电话号码", "a telephone number"
    if _MAIL.search(text) or _CHAT.search(text):
        yield "邮箱、微信号或 QQ 号", "a mail or chat address"
    if _NAMED.search(text) or _NAMED_PUPIL.search(text):
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


def _dead_names(record: HeldRecord, campus: Campus, named: list[Entry]) -> Iterator[Finding]:
    if record.entry and not (named or campus.has_faulty_calendar):
        yield _dead_name(record, ("entry",), f"校历里没有条目“{record.entry}”", "calendar entry")
    classes = {one.id for one in campus.school.classes}
    for i, name in enumerate(record.classes):
        if name not in classes and not campus.has_faulty_school:
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


def _contradictions(record: HeldRecord, campus: Campus, named: list[Entry]) -> Iterator[Finding]:
    """Yield what cannot be true of one record together with its entry and its school."""
    for entry in named:
        yield from _unlike_entry(record, entry)
    for i, audience in enumerate(record.audiences):
        if not campus.school.has(audience):
            yield _contradiction(
                record,
                ("audiences", i),
                f"学校没有{audience.shown_zh}",
                f"the school has no {audience.shown_en}",
            )
    if record.seconds_to_clear and record.seconds_to_clear > record.minutes * 60:
        yield _contradiction(
            record,
            ("seconds_to_clear",),
            f"清空用了 {record.seconds_to_clear} 秒，比整场的 {record.minutes} 分钟还长",
            f"{record.seconds_to_clear} seconds to clear are longer than "
            f"the whole of {record.minutes} minutes",
        )
    yield from _done_too_early(record)


def _shown(kind: EntryKind) -> str:
    return f"{_KIND_ZH[kind]} [{kind.value}]"


def _unlike_entry(record: HeldRecord, entry: Entry) -> Iterator[Finding]:
    zh, en = f"“{entry.title.zh}” [{entry.id}] ", f'"{entry.title.en}" [{entry.id}]'
    if record.kind is not entry.kind:
        yield _contradiction(
            record,
            ("kind",),
            f"写的是{_shown(record.kind)}，校历条目{zh}是{_shown(entry.kind)}",
            f"it says {record.kind.value}, but the calendar entry {en} is {entry.kind.value}",
        )
    if record.item and entry.item and record.item != entry.item:
        yield _contradiction(
            record,
            ("item",),
            f"做的是“{record.item}”，校历条目{zh}安排的是“{entry.item}”",
            f'"{record.item}" was held, but the calendar entry {en} plans "{entry.item}"',
        )
    planned = {audience.group for audience in entry.audiences}
    for i, audience in enumerate(record.audiences):
        if audience.group not in planned:
            yield _contradiction(
                record,
                ("audiences", i),
                f"校历条目{zh}没有安排{audience.shown_zh}",
                f"the calendar entry {en} is not for {audience.shown_en}",
            )


def _done_too_early(record: HeldRecord) -> Iterator[Finding]:
    for i, observation in enumerate(record.observed):
        action = observation.action
        if action and action.done and action.done < record.date:
            yield _contradiction(
                record,
                ("observed", i, "action", "done"),
                f"{action.done} 就做完了，可是 {record.date} 才看到",
                f"it was done on {action.done}, before it was seen on {record.date}",
            )


def _contradiction(record: HeldRecord, key: Key, what_zh: str, what_en: str) -> Finding:
    return Finding(
        code="A315",
        severity=Severity.ERROR,
        origin=record.at(*key),
        what_zh=what_zh,
        what_en=what_en,
        mend_zh="照实际做的改记录；校历写错了的，改 calendar.yml。",
        mend_en="Correct the record after what was really held; "
        "if the calendar is wrong, correct calendar.yml.",
    )


def _impossible_actions(record: HeldRecord, as_of: date) -> Iterator[Finding]:
    for i, observation in enumerate(record.observed):
        action = observation.action
        if action and action.done and action.done > as_of >= record.date:
            yield Finding(
                code="A313",
                severity=Severity.GAP,
                origin=record.at("observed", i, "action", "done"),
                what_zh=f"{action.done} 还没有到，不能算做完（今天按 {as_of} 算）",
                what_en=f"{action.done} is still to come and cannot count as done "
                f"(judged on {as_of})",
                mend_zh="改正日期；还没做完的，删去 done。",
                mend_en="Correct the date; where it is not finished yet, remove `done`.",
            )


def _late_actions(record: HeldRecord, as_of: date, campus: Campus) -> Iterator[Finding]:
    for i, observation in enumerate(record.observed):
        action = observation.action
        if action and action.due < as_of and (action.done is None or action.done > as_of):
            yield _late_action(record, i, action, (as_of - action.due).days, campus)


def _late_action(
    record: HeldRecord, i: int, action: CorrectiveAction, days: int, campus: Campus
) -> Finding:
    school, post = campus.school.name, action.owner
    unit = "day" if days == 1 else "days"
    return Finding(
        code="A314",
        severity=Severity.GAP,
        origin=record.at("observed", i, "action"),
        what_zh=f"{school.zh}：{post.shown_zh} 应在 {action.due} 前完成“{action.what.zh}”，"
        f"已过期 {days} 天",
        what_en=f'{school.en}: "{action.what.en}" was due from {post.shown_en} '
        f"by {action.due}, {days} {unit} ago",
        mend_zh="做完后写上 done: 完成日期；确实要延期的，改 due，并在 what 里说明缘由。",
        mend_en="When it is finished write `done:` and the day; "
        "if it must take longer, change `due` and say why in `what`.",
        subject=f"{campus.school.id}/{record.id}@{post.value}",
    )
