# SPDX-License-Identifier: MIT
"""A problem found in what was read: where it is, what is wrong, how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Key: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a file: `("steps", 2, "minutes")`."""


class Severity(StrEnum):
    """How bad a finding is; only an error stops a build."""

    ERROR = "error"
    GAP = "gap"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Origin:
    """A place in a file that somebody wrote."""

    file: str
    """Path as the user would type it."""
    line: int = 0
    """Counted from 1; 0 where the whole file is meant."""
    key: str = ""
    """Dotted way to the value: `steps.2.minutes`."""

    def __str__(self) -> str:
        """Return `file:line`, or the file alone where no line is known."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that was read, with the line of every value in it."""

    path: str
    lines: Mapping[Key, int] = field(default_factory=dict, repr=False, compare=False, hash=False)

    def at(self, *key: str | int) -> Origin:
        """Return where the value under `key` was written, or its nearest parent."""
        for length in range(len(key), -1, -1):
            if (line := self.lines.get(key[:length])) is not None:
                return Origin(file=self.path, line=line, key=".".join(map(str, key)))
        return Origin(file=self.path, key=".".join(map(str, key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem as a value: collected, sorted and shown with all the others."""

    code: str
    """Letter and three digits; `muster explain CODE` tells more."""
    severity: Severity
    origin: Origin
    what_zh: str
    what_en: str
    mend_zh: str
    mend_en: str
    subject: str = ""
    """What it speaks of, for programs: `tongzhou-2020/3.7.3-a@primary`."""


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings once each, worst first, then by file and line."""
    return tuple(sorted(dict.fromkeys(findings), key=sort_key))


def sort_key(finding: Finding) -> tuple[int, Origin, str, str, str]:
    """Return what findings are sorted by; its first part is 0 for errors, 1 for gaps."""
    rank = {Severity.ERROR: 0, Severity.GAP: 1, Severity.ADVICE: 2}[finding.severity]
    return (rank, finding.origin, finding.code, finding.subject, finding.what_en)
