# SPDX-License-Identifier: MIT
"""Reports in leaves: one for each requirement and each finding, so that few can be exchanged.

`data/` and `text_report.py` write whole reports; a report bound of leaves has the same bytes, or
it is not used: `amend.py` compares them before it keeps the leaves.
"""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, NamedTuple, TypeAlias

from generator.finding import Finding, Severity
from generator.model.coverage import Coverage, PlanCoverage, UnitCoverage
from generator.model.plan import Requirement
from generator.settings import THEME
from generator.text_report import Tally, finding_text, fold_lines, tally_lines

Span: TypeAlias = tuple[int, int]
"""Where a leaf begins and ends in a text."""


class PlanLeaves(NamedTuple):
    """A plan in a report."""

    id: str
    head: bytes
    """What stands before its requirements, where a format writes that."""
    asked: list[str]
    """Ids of its requirements."""
    leaves: list[bytes]


class Block(NamedTuple):
    """A plan as it is written; most plans are never taken apart again."""

    id: str
    asked: list[str]
    spans: list[Span]
    """Where its leaves are in `text`."""
    text: bytes

    def open(self) -> PlanLeaves:
        """Return its leaves."""
        leaves = [self.text[begin:end] for begin, end in self.spans]
        return PlanLeaves(self.id, self.text[: self.spans[0][0]], self.asked, leaves)


class Counts(NamedTuple):
    """What a report counts."""

    tally: tuple[int, ...]
    statuses: dict[str, int]
    advice: Mapping[str, int] = MappingProxyType({})
    """How much advice there is, by code."""

    def changed(self, before: "Counts", after: "Counts") -> "Counts":
        """Return this where one part is exchanged for another."""
        tally = Tally(*self.tally).minus(Tally(*before.tally)).plus(Tally(*after.tally))
        statuses = Counter(self.statuses)
        statuses.subtract(before.statuses)
        statuses.update(after.statuses)
        return Counts(tuple(tally), {name: n for name, n in statuses.items() if n})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(ABC):
    """A format of reports. Files are named as seen from `root`."""

    has_plans: ClassVar[bool] = True
    """Whether requirements have leaves."""
    root: Path
    language: str = "both"
    folded: frozenset[str] = frozenset()
    """Codes of advice that are told by their number alone, in a text for people."""

    def plan(self, plan: PlanCoverage) -> PlanLeaves:
        """Return the leaves of a plan of which no clause was left out."""
        rows = [(unit, r) for unit in plan.units for r in unit.unit.requirements]
        leaves = [self.requirement(plan, unit, requirement) for unit, requirement in rows]
        return PlanLeaves(plan.plan.id, self.head(plan), [r.id for _, r in rows], leaves)

    def block(self, plan: PlanLeaves) -> Block:
        """Return a plan as it is written."""
        text = self.written(plan)
        return Block(plan.id, plan.asked, list(find_spans(plan.leaves, text)), text)

    def head(self, plan: PlanCoverage) -> bytes:
        """Return what stands before the requirements of a plan."""
        del plan
        return b""

    def written(self, plan: PlanLeaves) -> bytes:
        """Return the text of a plan; empty where requirements have no leaves."""
        del plan
        return b""

    def requirement(
        self, plan: PlanCoverage, unit: UnitCoverage, requirement: Requirement
    ) -> bytes:
        """Return the leaf of what a clause asks; empty where the format has none."""
        del plan, unit, requirement
        return b""

    def findings(self, coverage: Coverage, found: Sequence[Finding]) -> list[bytes]:
        """Return the leaf of each finding; empty where the format has none."""
        del coverage
        return [b""] * len(found)

    def fits(self, coverage: Coverage) -> bool:
        """Say whether a report on it can be bound of leaves."""
        del coverage
        return True

    @abstractmethod
    def bind(
        self, plans: Sequence[Block], found: Sequence[bytes], counts: Counts, rest: bytes
    ) -> bytes:
        """Return the report. `rest` is what only the options and the program decide."""

    def rest(self, out: bytes, bound: bytes) -> bytes:
        """Return the rest of a report, of what was bound without it."""
        del out, bound
        return b""


class TextForm(Form):
    """Findings as lines, then what is counted; the rest are rungs that were not judged.

    Advice of folded codes has no leaf.
    """

    has_plans = False

    def findings(self, coverage: Coverage, found: Sequence[Finding]) -> list[bytes]:
        """Return each finding in one line or two."""
        del coverage
        return [self._leaf(finding) for finding in found]

    def _leaf(self, finding: Finding) -> bytes:
        if finding.severity is Severity.ADVICE and finding.code in self.folded:
            return b""
        return f"{finding_text(finding, self.language)}\n".encode()

    def bind(
        self, plans: Sequence[Block], found: Sequence[bytes], counts: Counts, rest: bytes
    ) -> bytes:
        """Return the report."""
        del plans
        advice = {code: count for code, count in counts.advice.items() if code in self.folded}
        lines = (*fold_lines(advice, self.language), *tally_lines(Tally(*counts.tally)))
        end = "".join(f"{line}\n" for line in lines)
        return b"".join((*found, end.encode(), rest))

    def rest(self, out: bytes, bound: bytes) -> bytes:
        """Return the end of the report."""
        return out[len(bound) :]


class JsonForm(Form):
    """`coverage.json`."""

    def head(self, plan: PlanCoverage) -> bytes:
        """Return the plan and its clauses, up to the first requirement."""
        from generator.data.coverage_json import plan_json  # noqa: PLC0415 - needed here alone

        text = _json(plan_json(plan), 2).removesuffix("\n  }")
        return f'{text},\n   "requirements": [\n'.encode()

    def written(self, plan: PlanLeaves) -> bytes:
        """Return the plan with its requirements."""
        return b"".join((plan.head, _LISTED.join(plan.leaves), b"\n   ]\n  }"))

    def requirement(
        self, plan: PlanCoverage, unit: UnitCoverage, requirement: Requirement
    ) -> bytes:
        """Return the requirement with its verdicts."""
        from generator.data.coverage_json import requirement_json  # noqa: PLC0415 - as above

        return _json(requirement_json(requirement, unit, plan.plan.id), 4).encode()

    def findings(self, coverage: Coverage, found: Sequence[Finding]) -> list[bytes]:
        """Return each finding."""
        from generator.data.coverage_json import finding_json  # noqa: PLC0415 - as above

        del coverage
        return [_json(finding_json(finding, self.root), 2).encode() for finding in found]

    def bind(
        self, plans: Sequence[Block], found: Sequence[bytes], counts: Counts, rest: bytes
    ) -> bytes:
        """Return the report."""
        from generator.data.coverage_json import COVERAGE_VERSION  # noqa: PLC0415 - as above

        del counts, rest
        parts = (
            f'{{\n "schema_version": {COVERAGE_VERSION},\n "plans": [\n'.encode(),
            *_listed([plan.text for plan in plans]),
            b'\n ],\n "findings": [\n',
            *_listed(found),
            b"\n ]\n}\n",
        )
        return b"".join(parts)


class SarifForm(Form):
    """SARIF; the rest are its beginning and the rules."""

    has_plans = False

    def fits(self, coverage: Coverage) -> bool:
        """Say whether nothing is suppressed: that is told by results in an order of its own."""
        return not any(verdict.requirement.suppression for verdict in coverage.verdicts)

    def findings(self, coverage: Coverage, found: Sequence[Finding]) -> list[bytes]:
        """Return each result, as if none shared its fingerprint."""
        from generator.data.sarif import result_json  # noqa: PLC0415 - as above

        del coverage
        return [_json(result_json(finding, self.root), 4).encode() for finding in found]

    def bind(
        self, plans: Sequence[Block], found: Sequence[bytes], counts: Counts, rest: bytes
    ) -> bytes:
        """Return the log."""
        from generator.data.sarif import denominator_json  # noqa: PLC0415 - as above

        del plans
        tally = Tally(*counts.tally)
        units = {
            "requirement": tally.asking,
            "not-content": tally.not_content,
            "unread": tally.unread,
        }
        judged = denominator_json({k: n for k, n in units.items() if n}, counts.statuses)
        end = f'\n   ],\n   "properties": {_json(judged, 3).lstrip()}\n  }}\n ]\n}}\n'
        return b"".join((rest, *_listed(found), end.encode()))

    def rest(self, out: bytes, bound: bytes) -> bytes:
        """Return the beginning."""
        return out[: len(out) - len(bound)]


class JunitForm(Form):
    """JUnit XML; advice has no leaf, nor has what a verdict tells."""

    def requirement(
        self, plan: PlanCoverage, unit: UnitCoverage, requirement: Requirement
    ) -> bytes:
        """Return the cases of a requirement."""
        from generator.data.junit import verdict_case  # noqa: PLC0415 - as above

        own = [v for v in unit.verdicts if v.requirement.id == requirement.id]
        return "\n".join(verdict_case(plan, unit, verdict) for verdict in own).encode()

    def written(self, plan: PlanLeaves) -> bytes:
        """Return the suite of a plan."""
        return _suite(plan.id, plan.leaves)

    def findings(self, coverage: Coverage, found: Sequence[Finding]) -> list[bytes]:
        """Return the cases of gaps that belong to no verdict."""
        from generator.data.junit import gap_case  # noqa: PLC0415 - as above

        told = {finding for verdict in coverage.verdicts for finding in verdict.findings}
        return [
            gap_case(f).encode() if f.severity is Severity.GAP and f not in told else b""
            for f in found
        ]

    def bind(
        self, plans: Sequence[Block], found: Sequence[bytes], counts: Counts, rest: bytes
    ) -> bytes:
        """Return the document."""
        from generator.data.junit import HEAD, suite_text  # noqa: PLC0415 - as above

        del counts, rest
        gaps = [leaf for leaf in found if leaf]
        suites = [plan.text for plan in plans] + ([_suite("gaps", gaps)] if gaps else [])
        whole = b"\n".join(suites).decode()
        return f"{HEAD}{suite_text('testsuites', 'muster', whole, whole)}\n".encode()


class CsvForm(Form):
    """The table of verdicts; findings have no leaves."""

    def requirement(
        self, plan: PlanCoverage, unit: UnitCoverage, requirement: Requirement
    ) -> bytes:
        """Return the rows of a requirement."""
        from generator.data.coverage_csv import csv_rows  # noqa: PLC0415 - as above
        from generator.render.words import load_words  # noqa: PLC0415 - as above

        own = [v for v in unit.verdicts if v.requirement.id == requirement.id]
        return csv_rows(replace(plan, units=(unit,)), own, load_words(THEME)).encode()

    def written(self, plan: PlanLeaves) -> bytes:
        """Return the rows of a plan."""
        return b"".join(plan.leaves)

    def bind(
        self, plans: Sequence[Block], found: Sequence[bytes], counts: Counts, rest: bytes
    ) -> bytes:
        """Return the table."""
        from generator.data.coverage_csv import csv_head  # noqa: PLC0415 - as above

        del found, counts, rest
        return b"".join((csv_head().encode(), *(plan.text for plan in plans)))


FORMS: Mapping[str, type[Form]] = {
    "text": TextForm,
    "json": JsonForm,
    "sarif": SarifForm,
    "junit": JunitForm,
    "csv": CsvForm,
}
"""The formats of reports, as `--format` calls them."""

_LISTED = b",\n"

_ENOUGH = 64
"""So many bytes of a leaf are looked for first: to look for long ones is slow."""


def _json(data: object, margin: int) -> str:
    """Return data as it stands in a larger text, so many blanks to the right."""
    blanks = " " * margin
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return blanks + text.replace("\n", f"\n{blanks}")


def _listed(leaves: Sequence[bytes]) -> Iterator[bytes]:
    """Yield leaves with what stands between them: a long report is copied once."""
    for i, leaf in enumerate(leaves):
        if i:
            yield _LISTED
        yield leaf


def _suite(name: str, cases: Sequence[bytes]) -> bytes:
    """Return a suite of JUnit."""
    from generator.data.junit import suite_text  # noqa: PLC0415 - as above

    text = b"\n".join(cases).decode()
    return suite_text("testsuite", name, text, text).encode()


def find_spans(leaves: Iterable[bytes], text: bytes) -> Iterator[Span]:
    """Yield where leaves are in a text that has them in their order; an empty one is nowhere.

    Raises ValueError where one is not there.
    """
    place = 0
    for leaf in leaves:
        if leaf:
            place = text.index(leaf[:_ENOUGH], place)
            while not text.startswith(leaf, place):
                place = text.index(leaf[:_ENOUGH], place + 1)
        yield (place, place + len(leaf)) if leaf else (0, 0)
        place += len(leaf)


def exchanged(
    form: Form,
    blocks: list[Block],
    coverage: Coverage,
    names: tuple[Collection[str], Collection[str]],
) -> list[Block]:
    """Return plans with the leaves of some requirements exchanged for those of a small judgement.

    `names` are the requirements, and plans of which everything is exchanged.
    """
    only, whole = names
    judged = {plan.plan.id: plan for plan in coverage.plans}
    now = []
    for block in blocks:
        part = judged.get(block.id)
        if part is None:
            now.append(block)
        else:
            is_whole = block.id in whole
            plan = form.plan(part) if is_whole else _exchanged(form, block.open(), part, only)
            now.append(form.block(plan))
    return now


def _exchanged(
    form: Form, plan: PlanLeaves, part: PlanCoverage, only: Collection[str]
) -> PlanLeaves:
    leaves = list(plan.leaves)
    places = {name: i for i, name in enumerate(plan.asked)}
    for unit in part.units:
        for requirement in unit.unit.requirements:
            if requirement.id in only:
                leaves[places[requirement.id]] = form.requirement(part, unit, requirement)
    return plan._replace(leaves=leaves)
