# SPDX-License-Identifier: MIT
"""A content tree of a thousand items on disk, and ways to spoil it that know what must be found."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from generator.check.claim import all_claims
from generator.check.fingerprint import requirement_fingerprint
from generator.model.content import Content
from generator.model.record import Teaching
from generator.model.review import Review, Reviewer
from tests.check.made_up import AS_OF, SHA256, drill, lesson, poster, procedure

COUNTS = {"lesson": 150, "drill": 100, "poster": 749}
"""With one procedure, which the drills practise, a thousand items."""

MONTHLY = 50
"""So many drills are asked for every month, the others once by the end of November."""

WITH_PACK = 60
"""So many posters must hold the two phrases of the pack."""

PLANS = 4

MONTHS = [f"2026-{day}" for day in ("09-10", "10-12", "11-10", "12-10")] + [
    f"2027-{day}" for day in ("01-11", "03-10", "04-12", "05-10", "06-10")
]

CONFIG = """\
id: site
name: {zh: 站, en: Site}
address: https://school.example
as_of: 2026-11-22
plans: [plan-0, plan-1, plan-2, plan-3, plan-4]
school_year:
  terms:
    - {id: autumn, name: {zh: 秋, en: Autumn}, first: 2026-09-01, last: 2027-01-29}
    - {id: spring, name: {zh: 春, en: Spring}, first: 2027-02-22, last: 2027-07-02}
"""

TOPIC = """\
id: fire
title: {zh: 消防, en: Fire}
summary: {zh: 火, en: Fire}
pictogram: fire-alert
order: 1
terms: [消防]
"""

SOURCE = """\
id: law
title: {zh: 法, en: Law}
issuer: {zh: 某部, en: A ministry}
"""

PACK = """\
id: two-rules
title: {zh: 两句话, en: Two rules}
topic: fire
triggers: [消防两句话]
phrases:
  - {zh: 弯腰靠墙慢慢走到外面, en: Stoop and walk out along the wall}
  - {zh: 走到外面绝不返回楼里, en: Once out never go back in}
citations:
  - {source: law, supports: {zh: 两句话的原文, en: The wording of both}, mark: B, read: 2026-11-01}
"""

CLOSING = (
    "closing: {zh: 消防两句话：弯腰靠墙慢慢走到外面；走到外面绝不返回楼里。, "
    "en: Two rules; stoop and walk out along the wall. Once out never go back in.}"
)

SCHOOL = """\
id: hut
name: {zh: 小屋学校, en: Hut School}
sample: true
address: {zh: 虚构, en: Made up}
stages: [primary]
"""

MAKE: dict[str, Callable[[], Teaching]] = {
    "lesson": lesson,
    "drill": drill,
    "poster": poster,
    "procedure": procedure,
}

FALSE_FRIENDS = {"lesson": "poster", "drill": "poster", "poster": "lesson"}
"""For every kind of item another that cannot meet what is asked of it."""


@dataclass(frozen=True)
class Fault:
    """What the checker must say: a code, and the line that it must point at."""

    code: str
    file: str
    line: str
    """Its whole text, which stands in the file once."""


@dataclass
class Tree:
    """Files as lines, to be spoilt one by one and written out."""

    files: dict[str, list[str]] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    """Items that nothing was done to yet, in random order."""

    def take(self, count: int, kinds: str = "lesson drill poster") -> list[str]:
        """Return so many untouched items of the kinds, and use them up."""
        taken = [name for name in self.free if kind_of(name) in kinds.split()][:count]
        assert len(taken) == count
        self.free = [name for name in self.free if name not in taken]
        return taken

    def replace(self, file: str, old: str, new: str | None) -> None:
        """Put another line in the place of one that stands there once, or take it out."""
        lines = self.files[file]
        assert lines.count(old) == 1, (file, old)
        at = lines.index(old)
        lines[at : at + 1] = [] if new is None else [new]

    def insert(self, file: str, before: str, new: str) -> None:
        self.files[file].insert(self.files[file].index(before), new)

    def write(self, root: Path) -> None:
        for name, lines in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "\n".join(lines) + "\n"
            if not path.is_file() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")

    def place(self, fault: Fault) -> tuple[str, str, int]:
        """Return code, file and line number of what must be found."""
        assert self.files[fault.file].count(fault.line) == 1, fault
        return fault.code, fault.file, 1 + self.files[fault.file].index(fault.line)


def kind_of(name: str) -> str:
    return "procedure" if name == "fire-procedure" else name.partition("-")[0]


def file_of(name: str) -> str:
    return f"content/{kind_of(name)}s/{name}.yml"


def plan_of(name: str) -> str:
    return f"plan-{int(name.rpartition('-')[2]) % PLANS + 1}"


def requirement_of(name: str) -> str:
    return f"{plan_of(name)}/{name}"


def claim_line(name: str) -> str:
    return f"  - {requirement_of(name)}"


def asked_line(name: str) -> str:
    return f"      - id: {requirement_of(name)}"


def text_line(name: str) -> str:
    return f"        text: {{zh: 教消防 {name}, en: Teach fire safety {name}}}"


def dates_line(name: str, months: list[str]) -> str:
    return f"    dates: [{', '.join(months)}] # {name}"


def day_line(name: str, day: str) -> str:
    return f"      - {day} # {name}"


CALENDAR = "content/schools/hut/calendar.yml"


def is_monthly(name: str) -> bool:
    return int(name.rpartition("-")[2]) < MONTHLY


def has_pack(name: str) -> bool:
    return kind_of(name) == "poster" and int(name.rpartition("-")[2]) < WITH_PACK


def make_tree(chance: random.Random) -> Tree:
    """Return a tree without a fault; `chance` decides the order in which items are spoilt."""
    names = [f"{kind}-{n:04}" for kind, count in COUNTS.items() for n in range(count)]
    tree = Tree(free=chance.sample(names, len(names)))
    texts = {
        "site_config.yml": CONFIG,
        "content/topics/fire.yml": TOPIC,
        "content/sources/law.yml": SOURCE,
        "content/phrases/two-rules.yml": PACK,
        "content/schools/hut/school.yml": SCHOOL,
        CALENDAR: "\n".join(_calendar(names)),
        "content/plans/plan-0.yml": "\n".join(_plan("plan-0", _common())),
        "content/procedures/fire-procedure.yml": _item("procedure", "fire-procedure"),
    }
    for number in range(1, PLANS + 1):
        plan = f"plan-{number}"
        own = [_asked(name) for name in names if plan_of(name) == plan]
        texts[f"content/plans/{plan}.yml"] = "\n".join(_plan(plan, own))
    texts |= {file_of(name): _item(kind_of(name), name) for name in names}
    tree.files = {file: text.rstrip("\n").split("\n") for file, text in texts.items()}
    return tree


def _asked(name: str) -> list[str]:
    kind = {"lesson": "topic", "drill": "drill", "poster": "display"}[kind_of(name)]
    cadence = "{per: unsaid}"
    if kind == "drill":
        cadence = "{per: month}" if is_monthly(name) else "{per: school-year, by: '11'}"
    extra = ["        phrases: [two-rules]"] if has_pack(name) else []
    return [asked_line(name), *_demand(kind, cadence), *extra, text_line(name)]


def _common() -> list[list[str]]:
    kinds = {"lesson": "topic", "drill": "drill", "poster": "display", "procedure": "procedure"}
    return [
        [f"      - id: plan-0/{name}", *_demand(kind, "{per: vague}"), text_line(f"common-{n}")]
        for n, (name, kind) in enumerate(kinds.items())
    ]


def _demand(kind: str, cadence: str) -> list[str]:
    return [
        f"        kind: {kind}",
        "        topic: fire",
        "        audiences: [primary]",
        f"        cadence: {cadence}",
        "        terms: [消防]",
    ]


def _plan(name: str, asked: list[list[str]]) -> Iterator[str]:
    yield f"id: {name}"
    yield "title: {zh: 方案, en: Plan}"
    yield "issuer: {zh: 局, en: Bureau}"
    yield "units:"
    for number, requirement in enumerate(asked):
        yield f"  - clause: 一{number}"
        yield f"    sha256: '{SHA256}'"
        yield "    disposition: requirement"
        yield "    requirements:"
        yield from requirement


def _calendar(names: list[str]) -> Iterator[str]:
    yield "id: calendar"
    yield "entries:"
    for name in names:
        if kind_of(name) != "drill":
            continue
        yield f"  - id: held-{name}"
        yield "    kind: drill"
        yield "    title: {zh: 演练, en: Drill}"
        yield f"    item: {name}"
        yield "    audiences: [primary]"
        if is_monthly(name):
            yield dates_line(name, MONTHS)
        else:
            yield "    dates:"
            yield day_line(name, "2026-10-15")


_HEAD = ("id", "title", "topic", "audiences", "covers")


def _body(kind: str) -> str:
    data: dict[str, Any] = MAKE[kind]().model_dump(mode="json", exclude_defaults=True)
    own = {key: value for key, value in data.items() if key not in _HEAD}
    return yaml.dump(
        own, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
    )


_BODIES: dict[str, str] = {}


def _item(kind: str, name: str) -> str:
    body = _BODIES.setdefault(kind, _body(kind))
    own = claim_line(name) + "\n" if kind in COUNTS else ""
    head = (
        f"id: {name}\ntitle: {{zh: 消防, en: Fire}}\ntopic: fire\naudiences: [primary]\n"
        f"covers:\n{own}  - plan-0/{kind}\n"
    )
    if has_pack(name):
        lines = body.split("\n")
        start = next(i for i, line in enumerate(lines) if line.startswith("closing:"))
        end = next(i for i in range(start + 1, len(lines)) if not lines[i].startswith(" "))
        body = "\n".join([*lines[:start], CLOSING, *lines[end:]])
    return head + body


def review_all(content: Content) -> Content:
    """Return the content, which has its cards, with everything in it compared."""
    clauses = {
        requirement.id: requirement_fingerprint(unit, requirement)
        for plan in content.plans.values()
        for unit in plan.units
        for requirement in unit.requirements
    }
    claimed: dict[str, dict[str, str]] = {}
    says: dict[str, str] = {}
    for claim in all_claims(content):
        claimed.setdefault(claim.subject, {})[claim.requirement] = clauses[claim.requirement]
        says[claim.subject] = claim.sha256
    reviews = {
        subject: Review(
            subject=subject,
            sha256=says[subject],
            requirements=requirements,
            compared=("law",),
            by=Reviewer.PROGRAM,
            date=AS_OF,
        )
        for subject, requirements in claimed.items()
    }
    sealed = {s: r.model_copy(update={"seal": r.sealed()}) for s, r in reviews.items()}
    return replace(content, reviews=MappingProxyType(sealed))
