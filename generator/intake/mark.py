# SPDX-License-Identifier: MIT
"""The marks by which Chinese plan documents number their clauses."""

import re
from dataclasses import dataclass
from enum import IntEnum

NUMERAL = "[一二三四五六七八九十]{1,3}"
"""A Chinese number from 1 to 99."""

DIGITS = "〇一二三四五六七八九"


class Rank(IntEnum):
    """Depth of a mark in the outline, the highest first."""

    TASK = 0
    """主要任务4"""
    CHAPTER = 1
    """一、"""
    SECTION = 2
    """（一）"""
    NUMBER = 3
    """1. or 1、"""
    BRACKET = 4
    """（1）"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number that stands at the start of a paragraph."""

    rank: Rank
    value: int
    comma: bool = False
    """The number is followed by 、 and not by a full stop."""

    @property
    def label(self) -> str:
        """Return the mark as an address shows it, brackets half-width."""
        return LABEL[self.rank].format(chinese=chinese_number(self.value), value=self.value)


LABEL = {
    Rank.TASK: "主要任务{value}",
    Rank.CHAPTER: "{chinese}",
    Rank.SECTION: "({chinese})",
    Rank.NUMBER: "{value}",
    Rank.BRACKET: "({value})",
}

PATTERN = {
    Rank.TASK: re.compile(r"主要任务\s*(\d{1,2})\s*[:：]"),
    Rank.CHAPTER: re.compile(rf"({NUMERAL})\s*[、.．]"),
    Rank.SECTION: re.compile(rf"[(（]\s*({NUMERAL})\s*[)）]"),
    Rank.NUMBER: re.compile(r"(\d{1,2})\s*[、.．](?!\d)"),
    Rank.BRACKET: re.compile(r"[(（](\d{1,2})[)）]"),
}


def number_value(numeral: str) -> int:
    """Return the number that `numeral` writes, in Chinese up to 99 or in digits."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + max(DIGITS.find(ones or "〇"), 0)


def chinese_number(value: int) -> str:
    """Return `value`, from 1 to 99, in Chinese."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones else "")


def find_mark(text: str) -> Mark | None:
    """Return the mark at the start of a paragraph, if it has one."""
    for rank, pattern in PATTERN.items():
        if found := pattern.match(text):
            value = number_value(found[1])
            return Mark(rank=rank, value=value, comma=found[0].endswith("、"))
    return None


def find_annex(text: str) -> str | None:
    """Return the address of the part that `text` opens: 附件1, or 附件目录 for their list."""
    if found := re.fullmatch(rf"附\s*件\s*(\d*|{NUMERAL})\s*[:：]?", text):
        return f"附件{number_value(found[1]) if found[1] else ''}"
    return "附件目录" if re.match(r"附\s*件\s*[:：]", text) else None


def find_titled_annex(text: str) -> str | None:
    """Return the address of the annex that `text` names with its title in the same line.

    It may open the annex or only announce it; a sentence about an annex is neither.
    """
    found = re.fullmatch(rf"附\s*件\s*(\d+|{NUMERAL})[\s:：]\s*[^\s，。；,;][^，。；,;]*", text)
    return f"附件{number_value(found[1])}" if found else None
