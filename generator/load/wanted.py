# SPDX-License-Identifier: MIT
"""How a value should be written that was written wrong, in words and in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from pydantic import StringConstraints
from pydantic_core import ErrorDetails

from generator.finding import Key
from generator.load.value_slip import value_slip
from generator.model.building import ElementId
from generator.model.plan import DayRule, IssueDate, RequirementId
from generator.model.record import Id
from generator.model.review import Sha256
from generator.model.school import Code, Digits
from generator.settings import Address

_WANTED_ZH = {
    "missing": "这里少写了一项",
    "value_error": "这个值不可能成立（{error}）",
    "string_type": "这里要写文字",
    "int_type": "这里要写整数",
    "int_parsing": "这里要写整数",
    "int_from_float": "这里要写整数",
    "float_type": "这里要写数字",
    "float_parsing": "这里要写数字",
    "bool_type": "这里要写 true 或 false",
    "bool_parsing": "这里要写 true 或 false",
    "date_type": "这里要写日期，如 2026-09-01",
    "date_parsing": "这里要写日期，如 2026-09-01",
    "date_from_datetime_parsing": "这里要写日期，如 2026-09-01",
    "tuple_type": "这里要写一个列表（每行以“- ”开头）",
    "model_type": "这里要写一组“键: 值”",
    "model_attributes_type": "这里要写一组“键: 值”",
    "dict_type": "这里要写一组“键: 值”",
    "enum": "这里只能写：{expected}",
    "literal_error": "这里只能写：{expected}",
    "too_short": "这里至少要有 {min_length} 项，现在是 {actual_length} 项",
    "too_long": "这里最多 {max_length} 项，现在是 {actual_length} 项",
    "string_too_short": "文字不能为空",
    "string_too_long": "文字最多 {max_length} 个字",
    "truth_for_number": "这里要写数字，不能写 true 或 false",
    "no_such_day": "日子要真实存在，原文印到哪一级写到哪一级：2026-01-15、2026-01 或 2026",
    "deadline_of_many": "一个截止日管不了每一个 `per: {per}`：一年或一学期一次的，改 per；"
    "只在某段日子里做的，删去 by，写成 `on: 11-01..11-15`",
    "year_of_many_deadlines": "有 `by` 时，`by_year` 只和 `per: once` 一起写；"
    "只管到哪一年的，删去 `by`",
    "no_stage": "要写学段，如 kindergarten、primary、junior、college，不写岗位",
    "terms_overlap": "学期{earlier_zh} 和{later_zh} 有重叠的日子：改 first 或 last",
    "greater_than": "要大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "要小于 {lt}",
    "less_than_equal": "不能大于 {le}",
}

_WANTED_EN = {
    "truth_for_number": "Write a number, not true or false",
    "no_such_day": "The day must exist; write as much as is printed: 2026-01-15, 2026-01 or 2026",
    "deadline_of_many": "One deadline cannot end every window of `per: {per}`: where it is asked "
    "for once a term or year, change `per`; where it falls into certain days, leave out `by` and "
    "write them as `on: 11-01..11-15`",
    "year_of_many_deadlines": "Beside `by` give `by_year` only with `per: once`; what is asked "
    "for in one year only has no `by`",
    "no_stage": "Give stages such as kindergarten, primary, junior, college, no posts",
    "terms_overlap": "The terms {earlier_en} and {later_en} share days: change `first` or `last`",
}
"""The same in English, where the fault is one of the models' own."""


def _pattern_of(kind: object) -> str:
    """Return the pattern that texts of an annotated kind must fit."""
    (_, *metadata) = get_args(kind)
    found = (m.pattern for m in metadata if isinstance(m, StringConstraints))
    return next(str(pattern) for pattern in found if pattern)


_DAY_RULE = (
    (
        "写成 11-09（几月几日）、03-last-mon（三月最后一个星期一）、09-3-sat（九月第三个星期六）、"
        "06（整个六月）或 03-26..04-16（从哪天到哪天），加引号，不写年份；日子要真实存在"
    ),
    (
        "Write 11-09 (month and day), 03-last-mon (last Monday of March), 09-3-sat (third Saturday "
        "of September), '06' (all of June) or 03-26..04-16 (from day to day), without a year; "
        "the day must exist"
    ),
)

WRITTEN_AS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        _pattern_of(Id): (
            "用小写字母、数字和连字符，不以连字符开头或结尾，最多 60 个，如 fire-drill-2",
            "Use small letters, digits and hyphens, none at either end, up to 60: fire-drill-2",
        ),
        _pattern_of(ElementId): (
            "用字母、数字、点和连字符，以字母或数字开头，最多 40 个，如 stair-e、'101'",
            "Use letters, digits, dots, hyphens, a letter or digit first, up to 40: stair-e, '101'",
        ),
        _pattern_of(RequirementId): (
            "写成 方案编号/条款-字母，如 our-2026/3.7.3-a",
            "Write plan/clause-letter: our-2026/3.7.3-a",
        ),
        _pattern_of(Sha256): (
            "要 64 个小写十六进制字符；由程序算出，不要手写",
            "It takes 64 small hexadecimal digits; a program works them out",
        ),
        _pattern_of(IssueDate): (
            "原文印到哪一级写到哪一级：2026-01-15、2026-01 或 2026",
            "Write as much as is printed: 2026-01-15, 2026-01 or 2026",
        ),
        _pattern_of(Code): (
            "五个字符，由 muster code assign 发；不要手写",
            "A code has five characters and comes from muster code assign; never write one",
        ),
        _pattern_of(Digits): (
            "要 16 个小写十六进制字符；由 muster code 写入，不要手写",
            "It takes 16 small hexadecimal digits; muster code writes them",
        ),
        _pattern_of(Address): (
            "以 http:// 或 https:// 开头，全小写，不带问号，如 https://school.example",
            "Write it in small letters, without a question mark: https://school.example",
        ),
        _pattern_of(DayRule): _DAY_RULE,
    }
)
"""How to write a text that must fit a pattern, by the pattern, in Chinese and English."""

_DAY_RULE_FAULTS = ("string_pattern_mismatch", "string_type", "value_error")

_SAYINGS = {
    "`first` lies after `last`": ("first 要早于 last", "`first` must lie before `last`"),
}
"""What the models' own checks say, in Chinese and English."""


def wanted(detail: ErrorDetails, key: Key) -> tuple[str, str]:
    """Return in both languages how the value should be written."""
    if slip := value_slip(detail):
        return slip
    if key and key[-1] in ("on", "by") and "cadence" in key and detail["type"] in _DAY_RULE_FAULTS:
        return _DAY_RULE
    kind, context = detail["type"], detail.get("ctx", {})
    if context.get("pattern") in WRITTEN_AS:
        return WRITTEN_AS[context["pattern"]]
    if kind in _WANTED_EN:
        return _WANTED_ZH[kind].format(**context), _WANTED_EN[kind].format(**context)
    english = detail["msg"].removeprefix("Value error, ")
    if english in _SAYINGS:
        return _SAYINGS[english]
    wanted_zh = _WANTED_ZH.get(kind, "这里的写法不对").format(**context)
    return wanted_zh, english.replace("Tuple should", "The list should")
