# SPDX-License-Identifier: MIT
"""Lists that run on inside a paragraph: 一是…二是, 一要…二要, ①②③, 1. 2., (1) (2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.intake.mark import NUMERAL, number_value

AFTER = r"(?:^|(?<=[。；;，,：:！!？?）)、”\s]))"
"""Where an item may begin: at the start or after a stop."""

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

STYLES = (
    re.compile(rf"{AFTER}(?P<label>(?P<number>{NUMERAL})是)"),
    re.compile(rf"{AFTER}(?P<label>(?P<number>{NUMERAL})要)"),
    re.compile(rf"(?P<label>(?P<number>[{CIRCLED}]))"),
    re.compile(rf"{AFTER}(?P<label>(?P<number>\d{{1,2}}))[、.．](?!\d)"),
    re.compile(rf"{AFTER}(?P<label>[(（](?P<number>\d{{1,2}})[)）])"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a paragraph: what leads to a list, or one item of it."""

    label: str
    """The item's mark, brackets half-width; empty for the lead."""
    text: str


def split_run_in(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a paragraph in order; together they are the whole paragraph."""
    runs = [run for style in STYLES if (run := _items(style, text))]
    if not runs:
        return (Piece(label="", text=text),)
    run = min(runs, key=lambda found: found[0].start())
    lead = text[: run[0].start()]
    pieces = [Piece(label="", text=lead)] if lead.strip() else []
    return (*pieces, *_cut(text, run))


def _cut(text: str, run: list[re.Match[str]]) -> Iterator[Piece]:
    ends = [item.start() for item in run[1:]] + [len(text)]
    for item, end in zip(run, ends, strict=True):
        label = item["label"].replace("（", "(").replace("）", ")")
        for piece in _split_body(text[item.end() : end]):
            head = "" if piece.label else text[item.start() : item.end()]
            yield Piece(label=label + piece.label, text=head + piece.text)


def _split_body(text: str) -> tuple[Piece, ...]:
    """Return the pieces of an item's body; a list inside it must not take its first words."""
    pieces = split_run_in(text)
    return pieces if not pieces[0].label else (Piece(label="", text=text),)


def _items(style: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the marks that count up by one; one alone is a list only at the very start."""
    run: list[re.Match[str]] = []
    for found in style.finditer(text):
        expected = _value(run[-1]) + 1 if run else 1
        if _value(found) == expected or found.start() == 0:
            run.append(found)
    return run if len(run) > 1 or (run and run[0].start() == 0) else []


def _value(found: re.Match[str]) -> int:
    number = found["number"]
    return CIRCLED.index(number) + 1 if number in CIRCLED else number_value(number)
