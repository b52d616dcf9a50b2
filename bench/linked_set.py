# SPDX-License-Identifier: MIT
"""Made-up sets of linked things, half clauses and half items, for the benchmark of `muster check`.

A set is written twice: as a content tree of Muster, and as `plan.json` with Markdown files for
the plain-Python floor of `floor.py`. Both hold the same clauses, links, audiences and cadences.
Nothing in them is a real plan, item or school.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

CLAUSES_IN_A_PLAN = 50
"""A plan of moderate size."""

LINKED_TWICE = 0.3
"""The share of items that claim a second clause."""

TOPICS = {
    "fire": "防火",
    "traffic": "交通",
    "laboratory": "实验室",
    "drowning": "防溺水",
    "earthquake": "防震",
    "gas": "燃气",
    "food": "食品",
    "bullying": "防欺凌",
}
STAGES = ("kindergarten", "primary", "junior", "senior", "college")
CADENCES = {"month": 10, "quarter": 3, "term": 2, "school-year": 1}
"""How often, and the windows that asks for in the school year of `CONFIG`."""

KINDS = ("poster", "poster", "poster", "poster", "procedure", "procedure", "procedure", "lesson")
ASKED = {"poster": "display", "procedure": "procedure", "lesson": "topic"}
SHELVES = {"poster": "posters", "procedure": "procedures", "lesson": "lessons"}

CONFIG = """\
id: site
name: {{zh: 测速, en: Benchmark}}
address: https://bench.example
as_of: 2026-09-02
plans: [{plans}]
school_year:
  terms:
    - {{id: autumn, name: {{zh: 第一学期, en: Autumn}}, first: 2026-09-01, last: 2027-01-29}}
    - {{id: spring, name: {{zh: 第二学期, en: Spring}}, first: 2027-02-22, last: 2027-07-02}}
"""

FRIDAY = 4
FIRST, LAST = date(2026, 9, 1), date(2027, 7, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchClause:
    """A made-up clause."""

    number: int
    kind: str
    topic: str
    stage: str
    per: str

    @property
    def plan(self) -> str:
        """Id of the plan that it stands in."""
        return f"plan-{self.number // CLAUSES_IN_A_PLAN + 1:03d}"

    @property
    def id(self) -> str:
        """Id of what it asks for."""
        return f"{self.plan}/{self.number % CLAUSES_IN_A_PLAN + 1}-a"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchItem:
    """A made-up item that claims one or two clauses."""

    number: int
    clause: BenchClause
    covers: tuple[str, ...]

    @property
    def id(self) -> str:
        """Id of the item."""
        return f"{self.clause.kind}-{self.number + 1:05d}"

    @property
    def title(self) -> str:
        """Title in Chinese."""
        return f"{TOPICS[self.clause.topic]}要点之{self.number + 1}"


def make_set(size: int, seed: int = 20261122) -> tuple[list[BenchClause], list[BenchItem]]:
    """Return `size` things, half clauses, half items, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up content, no secret
    clauses = [
        BenchClause(
            number=number,
            kind=chance.choice(KINDS),
            topic=list(TOPICS)[number % len(TOPICS)],
            stage=chance.choice(STAGES),
            per=chance.choice(list(CADENCES)),
        )
        for number in range(size // 2)
    ]
    items = []
    for clause in clauses:
        other = chance.choice(clauses).id
        is_second = chance.random() < LINKED_TWICE and other != clause.id
        covers = (clause.id, other) if is_second else (clause.id,)
        items.append(BenchItem(number=clause.number, clause=clause, covers=covers))
    return clauses, items


def write_set(folder: Path, size: int) -> None:
    """Write a set as Muster's content tree and for the floor."""
    clauses, items = make_set(size)
    _write_tree(folder / "muster", clauses, items)
    _write_floor(folder / "floor", clauses, items)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_tree(root: Path, clauses: list[BenchClause], items: list[BenchItem]) -> None:
    plans: dict[str, list[BenchClause]] = {}
    for clause in clauses:
        plans.setdefault(clause.plan, []).append(clause)
    content = root / "content"
    _write(root / "site_config.yml", CONFIG.format(plans=", ".join(plans)))
    for name, own in plans.items():
        _write(content / "plans" / f"{name}.yml", _plan(name, own))
    for name, word in TOPICS.items():
        _write(content / "topics" / f"{name}.yml", _topic(name, word))
    _write(content / "sources" / "own.yml", SOURCE)
    for item in items:
        clause = item.clause
        path = content / SHELVES[clause.kind] / clause.topic / f"{item.id}.yml"
        _write(path, _item(item))
    school = content / "schools" / "made-up"
    _write(school / "school.yml", SCHOOL.format(stages=", ".join(STAGES)))
    _write(school / "calendar.yml", "id: calendar\nentries:\n" + "".join(map(_entry, items)))


def _plan(name: str, clauses: list[BenchClause]) -> str:
    head = f"id: {name}\ntitle: {{zh: 样例方案{name}, en: Plan {name}}}\n"
    head += "issuer: {zh: 虚构的教育局, en: A made-up bureau}\nunits:\n"
    return head + "".join(_unit(clause) for clause in clauses)


def write_records(folder: Path, size: int, many: int) -> None:
    """Write records of what the first entries of the calendar of a set hold."""
    _, items = make_set(size)
    records = folder / "muster" / "content" / "schools" / "made-up" / "records"
    for item in items[:many]:
        number, stage = item.number + 1, item.clause.stage
        _write(
            records / f"r{number:05d}.yml",
            f"id: r{number:05d}\nkind: lesson\nentry: e{number}\ndate: {FIRST}\n"
            f"audiences: [{stage}]\nminutes: 20\n",
        )


def _unit(clause: BenchClause) -> str:
    word, number = TOPICS[clause.topic], clause.number + 1
    return f"""\
  - clause: "{clause.number % CLAUSES_IN_A_PLAN + 1}"
    sha256: "{clause.number:064x}"
    disposition: requirement
    requirements:
      - id: {clause.id}
        kind: {ASKED[clause.kind]}
        topic: {clause.topic}
        audiences: [{clause.stage}]
        cadence: {{per: {clause.per}}}
        terms: [{word}]
        text: {{zh: 围绕{word}开展教育（第{number}条）, en: Teach it (clause {number})}}
"""


def _topic(name: str, word: str) -> str:
    return f"""\
id: {name}
title: {{zh: {word}, en: {name}}}
summary: {{zh: 关于{word}。, en: About it.}}
pictogram: fire
order: 1
terms: [{word}]
"""


SOURCE = """\
id: own
title: {zh: 自定, en: Own}
issuer: {zh: 站, en: Site}
"""

SCHOOL = """\
id: made-up
name: {{zh: 虚构学校, en: Made-up School}}
sample: true
address: {{zh: 虚构, en: Made up}}
stages: [{stages}]
"""


def _days(per: str) -> Iterator[date]:
    """Yield one day in the middle of each month, or early in each quarter, term or year."""
    if per == "month":
        yield from (date(2026, month, 15) for month in (9, 10, 11, 12))
        yield from (date(2027, month, 15) for month in (1, 3, 4, 5, 6))
        yield date(2027, 2, 25)
    elif per == "quarter":
        yield from (date(2026, 9, 20), date(2026, 11, 9), date(2027, 3, 8), date(2027, 5, 10))
    elif per == "term":
        yield from (date(2026, 11, 9), date(2027, 3, 8))
    else:
        yield FIRST + timedelta(days=60)


def _entry(item: BenchItem) -> str:
    clause = item.clause
    return (
        f"  - {{id: e{item.number + 1}, kind: lesson, title: {{zh: {item.title}, en: Held}}, "
        f"item: {item.id}, audiences: [{clause.stage}], "
        f"dates: [{', '.join(str(_school_day(day)) for day in _days(clause.per))}]}}\n"
    )


def _school_day(day: date) -> date:
    """Return the day, or the Friday before it: on a day without classes nothing is held."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


HEAD = """\
id: {id}
title: {{zh: {title}, en: Points {number}}}
topic: {topic}
audiences: [{stage}]
covers: [{covers}]
citations:
  - {{source: own, supports: {said}, mark: A, read: 2026-08-01}}
history:
  - {{version: "1.0", date: 2026-08-01, change: {{zh: 首版, en: First}}}}
review_by: 2027-08-31
"""

WHO = ("值班老师", "班主任", "同桌", "安全员", "门卫", "值日生", "校医", "组长")
WHERE = (
    "在走廊东头",
    "在操场边上",
    "在楼梯拐角",
    "在教室门口",
    "在食堂外面",
    "在校门里侧",
    "在水池旁",
    "在库房前",
)
WHAT = (
    "先看清{0}有没有危险",
    "停下来说出{0}两个字",
    "把{0}的情形告诉大人",
    "按{0}的提示离开",
    "指给同学看{0}的标志",
    "数一数离{0}有几步",
    "写下{0}的一个要点",
    "照{0}的图走一遍",
)
WHY = (
    "这样别人才找得到你",
    "因为慢一步就来不及",
    "免得有人再走进去",
    "好让家长放心",
    "以便大人马上来帮忙",
    "这样大家都不慌张",
    "因为眼睛会看漏",
    "好记住下次怎么做",
)


IN_ENGLISH = (
    "Somebody stands there and says or does one thing about it and tells the others why it matters."
)


class _Sayings:
    """Sentences that differ from one another, the same for the same item."""

    def __init__(self, word: str, seed: int) -> None:
        self._word = word
        self._chance = random.Random(seed)  # noqa: S311 - made-up content, no secret
        self._said: set[str] = set()

    def __call__(self) -> str:
        """Return the next sentence as a text of both languages."""
        parts = [self._chance.choice(each) for each in (WHO, WHERE, WHAT, WHY)]
        zh = "{}{}{}，{}。".format(*parts).format(self._word)
        if zh in self._said:
            return self()
        self._said.add(zh)
        return f"{{zh: {zh}, en: {IN_ENGLISH}}}"

    def many(self, count: int) -> str:
        """Return so many sentences as a list."""
        return f"[{', '.join(self() for _ in range(count))}]"


def _item(item: BenchItem) -> str:
    clause = item.clause
    say = _Sayings(TOPICS[clause.topic], item.number)
    head = HEAD.format(
        id=item.id,
        title=item.title,
        number=item.number + 1,
        topic=clause.topic,
        stage=clause.stage,
        covers=", ".join(item.covers),
        said=say(),
    )
    return head + {"poster": _poster, "procedure": _procedure, "lesson": _lesson}[clause.kind](say)


def _poster(say: _Sayings) -> str:
    panels = "".join(
        f"  - {{pictogram: fire, title: {{zh: 第{n}格, en: Panel}}, text: {say()}}}\n"
        for n in "甲乙丙丁"
    )
    return f"headline: {say()}\nsubline: {say()}\nclosing: {say()}\npanels:\n{panels}"


def _procedure(say: _Sayings) -> str:
    who = "who: {zh: 老师, en: Teacher}"
    actions = [
        f"  - {{{who}, action: {{zh: 做第{n}件事, en: Do it}}, how: {say()}}}\n"
        for n in "甲乙丙丁戊己"
    ]
    return f"""\
trigger: {say()}
first_minute:
{"".join(actions[:3])}then:
{"".join(actions[3:])}calls:
  - {{{who}, to: {{zh: 值班室, en: Office}}, say: {say()}}}
report: {say()}
do_not: {say.many(3)}
hand_over: {say.many(3)}
"""


def _lesson(say: _Sayings) -> str:
    steps = "".join(
        f"  - {{phase: {phase}, minutes: 10, title: {{zh: 一步, en: Step}}, "
        f"say: {say.many(1)}, do: {say.many(2)}}}\n"
        for phase in ("tell", "show", "rehearse", "feedback")
    )
    asked = [f"    - {{question: {say()}, answer: {say()}, reason: {say()}}}\n" for _ in range(6)]
    rows = [
        f"    - {{behaviour: {say()}, not_yet: {say()}, nearly: {say()}, secure: {say()}}}\n"
        for _ in range(2)
    ]
    return f"""\
minutes: 40
summary: {say()}
domain: {{zh: 安全, en: Safety}}
pillar: 3
objectives: {{know: {say.many(1)}, do: {say.many(1)}, feel: {say.many(1)}}}
can_do: {say.many(2)}
materials: {{teacher: {say.many(1)}}}
low_tech: {say()}
steps:
{steps}differentiation: {{support: {say()}, core: {say()}, stretch: {say()}}}
access: {say.many(2)}
distress: {say()}
assessment:
  before:
{"".join(asked[:2])}  after:
{"".join(asked[2:])}  rubric:
{"".join(rows)}letter: {{greeting: {say()}, body: {say.many(3)}, try_at_home: {say.many(2)}}}
booster: {{after_weeks: 4, activity: {say()}}}
"""


def _write_floor(root: Path, clauses: list[BenchClause], items: list[BenchItem]) -> None:
    asked = [
        {
            "id": c.id,
            "kind": c.kind,
            "topic": c.topic,
            "stage": c.stage,
            "per_year": CADENCES[c.per],
            "text": f"围绕{TOPICS[c.topic]}开展教育（第{c.number + 1}条）",
        }
        for c in clauses
    ]
    _write(root / "plan.json", json.dumps(asked, ensure_ascii=False, indent=1))
    for item in items:
        clause = item.clause
        _write(
            root / "content" / f"{item.id}.md",
            f"---\nid: {item.id}\ntitle: {item.title}\nkind: {clause.kind}\n"
            f"topic: {clause.topic}\naudience: [{clause.stage}]\n"
            f"per_year: {CADENCES[clause.per]}\ncovers: [{', '.join(item.covers)}]\n---\n\n"
            f"# {item.title}\n\n" + "先辨识危险，再学会求助与撤离，最后复述要点。" * 3 + "\n",
        )
