# SPDX-License-Identifier: MIT
"""Faulty values taken out of what a file says, so that the rest can be read; lines stay right."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from pydantic import ValidationError

from generator.finding import Finding, Key, SourceFile
from generator.load.read_item import causes

FORM = frozenset({"C102", "C103", "C104", "C105"})
"""Faults of single values; of a file with any other nothing can be used."""

Fault: TypeAlias = tuple[Key, bool]
"""Where a value is faulty, and whether it is a key that nobody knows."""


class UnusableError(Exception):
    """Nothing can be told of the rest without guessing."""


def faults_of(error: ValidationError) -> list[Fault]:
    """Return where values are faulty."""
    details = causes(error.errors())
    return [(tuple(d["loc"]), d["type"] == "extra_forbidden") for d in details]


def places_of(findings: Iterable[Finding]) -> list[Fault]:
    """Return the same of findings."""
    keys = (finding.origin.key.split(".") for finding in findings)
    return [(tuple(int(s) if s.isdecimal() else s for s in key), False) for key in keys]


def value_at(data: Any, key: Iterable[str | int]) -> Any:
    """Return what stands under a key; raises UnusableError where nothing can."""
    for step in key:
        try:
            data = data[step]
        except (LookupError, TypeError) as error:
            raise UnusableError from error
    return data


def leave_out(data: Any, dropped: list[Key], source: SourceFile) -> SourceFile:
    """Take entries out, given in order, and return the lines of the rest by their new places."""
    for key in reversed(dropped):
        del value_at(data, key[:-1])[key[-1]]
    if not dropped:
        return source
    return SourceFile(path=source.path, lines=dict(_renumbered(source.lines, frozenset(dropped))))


def _renumbered(lines: Mapping[Key, int], dropped: frozenset[Key]) -> Iterator[tuple[Key, int]]:
    for key, line in lines.items():
        if any(key[:length] in dropped for length in range(len(key) + 1)):
            continue
        new = list(key)
        for place, step in enumerate(key):
            if isinstance(step, int):
                new[place] = step - sum(
                    (*key[:place], earlier) in dropped for earlier in range(step)
                )
        yield tuple(new), line
