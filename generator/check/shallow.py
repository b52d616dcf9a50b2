# SPDX-License-Identifier: MIT
"""How a part that lacks substance is reported, and how thin a part may be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from generator.check.words import texts_of
from generator.finding import Finding, Key, Origin, Severity
from generator.model.record import Record, Teaching, Text

Said: TypeAlias = list[tuple[Key, Text]]
"""Texts of an item, each with the way to it."""


def shallow(
    code: str, origin: Origin, what: Text, mend: Text, severity: Severity = Severity.GAP
) -> Finding:
    """Return a finding about the depth of an item."""
    return Finding(
        code=code,
        severity=severity,
        origin=origin,
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
    )


def thin_parts(item: Teaching, needed: Mapping[str, int]) -> Iterator[Finding]:
    """Yield the fields of an item whose Chinese text is shorter than `needed` characters."""
    for name, least in needed.items():
        yield from thin_part(item, (name,), _texts(getattr(item, name)), least)


def thin_entries(item: Teaching, name: str, least: int) -> Iterator[Finding]:
    """Yield the entries of a list whose Chinese text is shorter than `least` characters."""
    for i, entry in enumerate(getattr(item, name)):
        yield from thin_part(item, (name, i), _texts(entry), least)


def thin_part(item: Teaching, key: Key, texts: Iterable[Text], least: int) -> Iterator[Finding]:
    """Yield C210 if the Chinese texts have fewer than `least` characters together."""
    written = sum(len(text.zh) for text in texts)
    if written < least:
        name = ".".join(map(str, key))
        yield shallow(
            "C210",
            item.at(*key),
            Text(
                zh=f"{name} 只有 {written} 字，少于 {least} 字：这一部分没有内容",
                en=f"{name} has {written} Chinese characters, fewer than {least}: it is empty",
            ),
            Text(
                zh="写清谁做什么、怎么做、为什么。",
                en="Write out who does what, how and why.",
            ),
        )


def _texts(part: object) -> list[Text]:
    if isinstance(part, Text):
        return [part]
    if isinstance(part, tuple):
        return [text for inner in part for text in _texts(inner)]
    return [text for _, text in texts_of(part)] if isinstance(part, Record) else []
