# SPDX-License-Identifier: MIT
"""A cadence as people say it: 每学期 2 次，11 月 9 日以前."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.model.plan import Cadence, Per, Requirement
from generator.model.record import Text

UNCOUNTED = frozenset({Per.VAGUE, Per.UNSAID, Per.EVENT})
"""Windows for which the clause gives no number."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_WEEKDAYS: Mapping[str, Text] = MappingProxyType(
    {
        "mon": Text(zh="星期一", en="Monday"),
        "tue": Text(zh="星期二", en="Tuesday"),
        "wed": Text(zh="星期三", en="Wednesday"),
        "thu": Text(zh="星期四", en="Thursday"),
        "fri": Text(zh="星期五", en="Friday"),
        "sat": Text(zh="星期六", en="Saturday"),
        "sun": Text(zh="星期日", en="Sunday"),
    }
)

_PLACES: Mapping[str, Text] = MappingProxyType(
    {
        "1": Text(zh="第一个", en="first"),
        "2": Text(zh="第二个", en="second"),
        "3": Text(zh="第三个", en="third"),
        "4": Text(zh="第四个", en="fourth"),
        "last": Text(zh="最后一个", en="last"),
    }
)


def say_cadence(requirement: Requirement, words: Mapping[str, Text]) -> Text:
    """Return how often a requirement asks for something; `words` holds the site's `per.*`."""
    cadence = requirement.cadence
    often = _say_often(cadence, words)
    parts_zh, parts_en = [often.zh], [often.en]
    if cadence.on:
        day = say_day(cadence.on)
        parts_zh.append(day.zh)
        parts_en.append(f"{_preposition(cadence.on)} {day.en}")
    if cadence.by:
        day = _say_deadline(cadence.by, cadence.by_year)
        parts_zh.append(f"最迟 {day.zh}")
        parts_en.append(f"by {day.en}")
    elif cadence.by_year:
        parts_zh.append(f"{cadence.by_year} 年")
        parts_en.append(f"in {cadence.by_year}")
    if requirement.derived and _has_number_or_day(cadence):
        parts_zh.append("次数或日期条款未写明")
        parts_en.append("number or date not printed in the clause")
    return Text(zh="，".join(parts_zh), en=", ".join(parts_en))


def _say_deadline(by: str, year: int | None) -> Text:
    day = say_day(by)
    return Text(zh=f"{year} 年 {day.zh}", en=f"{day.en} {year}") if year else day


def _say_often(cadence: Cadence, words: Mapping[str, Text]) -> Text:
    window, times = words[f"per.{cadence.per.value}"], words["per.times"]
    if cadence.per in UNCOUNTED or (cadence.per is Per.ONCE and cadence.count == 1):
        return window
    if cadence.per is Per.ONCE:
        return Text(zh=f"{cadence.count} {times.zh}", en=f"{cadence.count} {times.en}")
    return Text(
        zh=f"{window.zh} {cadence.count} {times.zh}", en=f"{cadence.count} {times.en} {window.en}"
    )


def say_day(rule: str) -> Text:
    """Return a day rule in words: `03-last-mon` is the last Monday of March."""
    first, _, last = rule.partition("..")
    if last:
        begin, end = say_day(first), say_day(last)
        return Text(zh=f"{begin.zh}至 {end.zh}", en=f"{begin.en} to {end.en}")
    month, *rest = rule.split("-")
    zh, en = f"{int(month)} 月", _MONTHS[int(month) - 1]
    match rest:
        case []:
            return Text(zh=zh, en=en)
        case [day]:
            return Text(zh=f"{zh} {int(day)} 日", en=f"{int(day)} {en}")
        case _:
            place, weekday = _PLACES[rest[0]], _WEEKDAYS[rest[1]]
            return Text(zh=f"{zh}{place.zh}{weekday.zh}", en=f"the {place.en} {weekday.en} of {en}")


def _has_number_or_day(cadence: Cadence) -> bool:
    return cadence.per not in UNCOUNTED or bool(cadence.on or cadence.by)


def _preposition(rule: str) -> str:
    """Return what stands before a day, a month or a stretch of days in English."""
    if ".." in rule:
        return "from"
    return "on" if "-" in rule else "in"
