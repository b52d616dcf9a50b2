# SPDX-License-Identifier: MIT
"""Numbers of headings as Chinese official documents count: 一、 and （一）."""

DIGITS = "一二三四五六七八九"

TEN = 10


def number_heading(first: int, second: int, language: str) -> str:
    """Return what stands before a heading; `second` is 0 for one of the first level.

    Source: GB/T 9704-2012, 7.3.3. English documents count 1. and 1.1.
    """
    if language != "zh":
        return f"{first}.{second} " if second else f"{first}. "
    return f"（{say_number(second)}）" if second else f"{say_number(first)}、"


def say_number(number: int) -> str:
    """Return a number in Chinese: 十二, 二十; from 100 on in figures."""
    if number >= TEN * TEN:
        return str(number)
    tens, ones = divmod(number, TEN)
    word = ("" if tens <= 1 else DIGITS[tens - 1]) + ("十" if tens else "")
    return word + (DIGITS[ones - 1] if ones else "")
