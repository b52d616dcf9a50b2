# SPDX-License-Identifier: MIT
"""What `muster check` says out of its cache is what it says without, whatever was edited."""

import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner

from bench.linked_set import SHELVES, BenchClause, BenchItem, _item, _unit, write_set
from generator.__main__ import known_answer
from generator.cli import main
from generator.inspection import Question, inspect_cards
from generator.intake.review_lock import with_reviews, write_reviews
from generator.load.answer import asked_now, changes_since, find_answer
from generator.load.config import load_settings
from generator.load.tree import REVIEW_LOCK
from generator.model.review import Reviewer
from generator.review import Comparison, make_reviews
from tests.tiny_tree import wait_for_rest

DAYS = ("2026-09-02", "2026-12-20", "2027-09-30")
OTHERS = (
    ("--format", "json"),
    ("--format", "csv"),
    ("--format", "junit"),
    ("--format", "sarif"),
    ("--language", "en"),
    ("--steps", "linked,fresh"),
)
SIZE = 60
"""Things in the tree: half clauses, half items."""

CLAIMED = 10
"""So few clauses are claimed, by items of any kind, that most items meet others in a verdict."""

RECORD = """\
id: {name}
kind: lesson
item: {item}
date: {day}
audiences: [senior]
minutes: 20
"""

PACK = """\
id: rules
title: {{zh: 规则, en: Rules}}
topic: fire
triggers: [{trigger}]
phrases: [{{zh: 弯腰靠墙走到外面, en: Stoop}}, {{zh: 走到外面绝不返回, en: Never go back}}]
citations: [{{source: own, supports: {{zh: 原文如此, en: So}}, mark: A, read: 2026-08-01}}]
"""


MENDED = 0.7
"""How often a tree with errors is mended before the next edit."""

LIKELY = 0.8
"""How often an edit names something that is there."""

ERRORS = 2
"""How a check ends that has found errors."""

Edits: TypeAlias = tuple[Callable[[], None], ...]


class Tree:
    """A small content tree, and random edits of it."""

    def __init__(self, root: Path, seed: int) -> None:
        write_set(root, SIZE)
        self.root = root / "muster"
        self.content = self.root / "content"
        self.chance = random.Random(seed)  # noqa: S311 - made-up edits, no secret
        self.day = DAYS[0]
        self.requirements = re.findall(r"- id: (\S+)", self.plan.read_text("utf-8"))[:CLAIMED]
        for path in self.items:
            self.claim(path)
        self.review()
        self.first = {p: p.read_text("utf-8") for p in self.root.rglob("*") if p.is_file()}

    @property
    def plan(self) -> Path:
        return self.content / "plans" / "plan-001.yml"

    @property
    def calendar(self) -> Path:
        return self.content / "schools" / "made-up" / "calendar.yml"

    @property
    def items(self) -> list[Path]:
        return sorted(p for s in SHELVES.values() for p in (self.content / s).rglob("*.yml"))

    def some_item(self) -> Path:
        return self.chance.choice(self.items)

    def change(self, path: Path, pattern: str, text: str) -> None:
        said = path.read_text("utf-8")
        path.write_text(re.sub(pattern, lambda _: text, said, count=1, flags=re.MULTILINE), "utf-8")

    def reword(self) -> None:
        self.change(self.some_item(), "老师|同桌|门卫|走廊|操场", self.chance.choice("甲乙丙丁"))

    def retitle(self) -> None:
        self.change(self.some_item(), r"要点之\d+", f"要点之{self.chance.randrange(1000)}")

    def shift(self) -> None:
        path = self.some_item()
        path.write_text("# 注\n" + path.read_text("utf-8"), "utf-8")

    def claim(self, path: Path | None = None) -> None:
        names = self.chance.sample(self.requirements, self.chance.randrange(4))
        self.change(path or self.some_item(), r"^covers: .*", f"covers: [{', '.join(names)}]")

    def drop_claims(self) -> None:
        path = self.some_item()
        names = re.search(r"^covers: \[(.*)\]", path.read_text("utf-8"), re.MULTILINE)
        kept = names[1].split(", ")[1:] if names else []
        self.change(path, r"^covers: .*", f"covers: [{', '.join(kept)}]")

    def readdress(self) -> None:
        groups = self.chance.sample(["kindergarten", "primary", "junior", "senior"], 2)
        self.change(self.some_item(), r"^audiences: .*", f"audiences: [{', '.join(groups)}]")

    def retopic(self) -> None:
        self.change(
            self.some_item(), r"^topic: .*", f"topic: {self.chance.choice(['fire', 'gas'])}"
        )

    def expire(self) -> None:
        self.change(self.some_item(), r"^review_by: .*", f"review_by: {self.chance.choice(DAYS)}")

    def thin(self) -> None:
        self.change(
            self.some_item(), r"^(closing|report|summary): .*", "closing: {zh: 略, en: None}"
        )

    def break_file(self) -> None:
        self.change(self.some_item(), r"^title:", "titel:")

    def misname(self) -> None:
        self.change(self.some_item(), r"source: own", "source: nowhere")

    def take_id(self) -> None:
        other = re.search(r"^id: (\S+)", self.some_item().read_text("utf-8"), re.MULTILINE)
        self.change(self.some_item(), r"^id: .*", f"id: {other[1] if other else 'a'}")

    def rename(self) -> None:
        path = self.some_item()
        path.rename(path.with_name(f"a-{path.name}"))

    def remove(self) -> None:
        self.some_item().unlink()

    def add(self) -> None:
        clause = BenchClause(number=3, kind="poster", topic="fire", stage="senior", per="term")
        number = self.chance.randrange(100, 999)
        covers = tuple(self.chance.sample(self.requirements, 2))
        item = BenchItem(number=number, clause=clause, covers=covers)
        path = self.content / "posters" / self.chance.choice(("", "深/层", "a")) / f"{number}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_item(item), "utf-8")

    def shelve_otherwise(self) -> None:
        """Move an item to where its kind is another, or into a folder of its own."""
        path = self.some_item()
        folder = self.content / self.chance.choice(["drills", "posters/b", "lessons/b.d"])
        folder.mkdir(exist_ok=True)
        path.rename(folder / path.name)

    def litter(self) -> None:
        """Leave among the items what is none."""
        name = self.chance.choice(["a.txt", "b.yml.swp", "c.geojson", "d"])
        (self.content / "posters" / name).write_text("id: a\n", "utf-8")

    def name_item(self) -> None:
        """Let an item of a list name another, which may not be there."""
        other = re.search(r"^id: (\S+)", self.some_item().read_text("utf-8"), re.MULTILINE)
        path = self.some_item()
        if other:
            self.change(path, r"^(procedure: .*|topic:)", f"procedure: {other[1]}\ntopic:")

    def plan_day(self) -> None:
        day = f"2026-{self.chance.randrange(9, 13):02}-1{self.chance.randrange(10)}"
        self.change(self.calendar, r"dates: \[[\d-]+", f"dates: [{day}")

    def unplan(self) -> None:
        self.change(self.calendar, r"^  - \{id.*\n", "")

    def claim_by_day(self) -> None:
        name = self.chance.choice(self.requirements)
        self.change(self.calendar, r"kind: lesson,", f"kind: lesson, covers: [{name}],")

    def record(self) -> None:
        item = re.search(r"^id: (\S+)", self.some_item().read_text("utf-8"), re.MULTILINE)
        name = f"r{self.chance.randrange(9)}"
        path = self.calendar.with_name("records") / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        day = self.chance.choice(["2026-09-01", "2026-11-09", "2026-12-18"])
        path.write_text(RECORD.format(name=name, item=item[1] if item else "a", day=day), "utf-8")

    def post(self) -> None:
        school = self.calendar.with_name("school.yml")
        names = self.chance.sample(self.requirements, 2)
        text = re.sub(r"^covers:.*\n", "", school.read_text("utf-8"), flags=re.MULTILINE)
        school.write_text(f"{text}covers: [{', '.join(names)}]\n", "utf-8")

    def review(self) -> None:
        settings = load_settings(self.root / "site_config.yml").item
        if settings is None:
            return
        asked = Question(settings=settings, as_of=date.fromisoformat(self.day))
        loaded = inspect_cards(asked, is_cached=False).content
        said = Comparison(compared=("own",), by=Reviewer.PROGRAM, day=date(2026, 8, 30))
        reviews = loaded.reviews
        for name in [*loaded.cards][self.chance.randrange(5) :: 5]:
            reviews = with_reviews(reviews, make_reviews(loaded, name, said))
        write_reviews(reviews, self.content / REVIEW_LOCK)

    def forge(self) -> None:
        if (lock := self.content / REVIEW_LOCK).is_file():
            self.change(lock, r"date: 2026-08-30", "date: 2026-08-29")

    def ask_otherwise(self) -> None:
        groups = self.chance.sample(["kindergarten", "primary", "junior", "senior"], 2)
        self.change(self.plan, r"audiences: \[\w+\]", f"audiences: [{', '.join(groups)}]")

    def ask_of_measure(self) -> None:
        per = self.chance.choice(["vague", "month", "term"])
        self.change(
            self.plan, r"cadence: \{.*\}", f"cadence: {{per: {per}}}\n        measure: held"
        )

    def replan(self) -> None:
        """Let an entry hold another item, which may not be there."""
        other = re.search(r"^id: (\S+)", self.some_item().read_text("utf-8"), re.MULTILINE)
        name = other[1] if other and self.chance.random() < LIKELY else "nothing"
        entry = self.chance.choice(re.findall(r"item: \S+,", self.calendar.read_text("utf-8")))
        self.change(self.calendar, re.escape(entry), f"item: {name},")

    def shift_calendar(self) -> None:
        said = self.calendar.read_text("utf-8").split("\n")
        said.insert(self.chance.randrange(len(said)), "# 注")
        self.calendar.write_text("\n".join(said), "utf-8")

    def hold_again(self) -> None:
        """Change what a record tells, in place."""
        if held := sorted(self.calendar.with_name("records").glob("*.yml")):
            path = self.chance.choice(held)
            day = self.chance.choice(["2026-09-01", "2026-11-09", "2026-12-18", "2026-09-20"])
            self.change(path, r"^date: .*", f"date: {day}")
            entry = self.chance.choice(re.findall(r"id: (e\d+)", self.calendar.read_text("utf-8")))
            self.change(path, r"^(item|entry): .*", f"entry: {entry}")

    def shift_lock(self) -> None:
        if (lock := self.content / REVIEW_LOCK).is_file():
            lock.write_text("# 注\n" + lock.read_text("utf-8"), "utf-8")

    def reword_plan(self) -> None:
        number = self.chance.randrange(1, SIZE // 2)
        self.change(
            self.plan, rf"（第{number}条\D*）", f"（第{number}条{self.chance.choice('甲乙')}）"
        )

    def shift_plan(self) -> None:
        number = self.chance.randrange(1, SIZE // 2)
        self.change(self.plan, rf'^  - clause: "{number}"', f'  # 注\n  - clause: "{number}"')

    def ask_no_more(self) -> None:
        """Take out a clause, claimed or not."""
        number = self.chance.randrange(1, SIZE // 2)
        said = self.plan.read_text("utf-8")
        whole = rf'^  - clause: "{number}"\n(?:    .*\n)*'
        self.plan.write_text(re.sub(whole, "", said, count=1, flags=re.MULTILINE), "utf-8")

    def ask_more(self) -> None:
        """Add a clause that is unread, not content, or asks something, perhaps asked before."""
        said = self.plan.read_text("utf-8")
        number = self.chance.randrange(SIZE // 2 - 2, SIZE)
        clause = BenchClause(number=number, kind="poster", topic="fire", stage="senior", per="term")
        silent = f'  - clause: "n{number}"\n    sha256: "{number:064x}"\n    disposition: '
        more = self.chance.choice(
            (f"{silent}unread\n", f"{silent}not-content\n    reason: frame\n", _unit(clause))
        )
        self.plan.write_text(said + more, "utf-8")

    def cite_otherwise(self) -> None:
        said = re.sub(r"^number: .*\n", "", self.plan.read_text("utf-8"), flags=re.MULTILINE)
        self.plan.write_text(f"number: {self.chance.choice('甲乙丙')}号\n{said}", "utf-8")

    def misask(self) -> None:
        """Ask on a topic that may not be there."""
        name = self.chance.choice(["gas", "food", "nowhere"])
        self.change(self.plan, r"        topic: \w+", f"        topic: {name}")

    def ask_for_phrases(self) -> None:
        self.change(self.plan, r"terms: \[", "phrases: [rules]\n        terms: [")

    def suppress(self) -> None:
        why = "suppression: {reason: {zh: 停办, en: Closed}, until: 2026-12-01}"
        self.change(self.plan, r"        terms: \[", f"        {why}\n        terms: [")

    def promise(self) -> None:
        path = self.content / "phrases" / "rules.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(PACK.format(trigger=self.chance.choice(["走一遍", "值日生"])), "utf-8")

    def change_terms(self) -> None:
        topic = self.content / "topics" / "fire.yml"
        self.change(topic, r"^terms: .*", f"terms: [{self.chance.choice(['防火', '没有'])}]")

    def configure(self) -> None:
        config = self.root / "site_config.yml"
        day = self.chance.choice(["2027-07-02", "2027-06-01"])
        self.change(config, r"last: 2027-0\d-0\d", f"last: {day}")

    def stray(self) -> None:
        (self.content / "misc").mkdir(exist_ok=True)
        (self.content / "misc" / "a.yml").write_text("id: a\n", "utf-8")

    def touch(self) -> None:
        self.some_item().touch()

    def wait(self) -> None:
        self.day = self.chance.choice(DAYS)

    def mend(self) -> None:
        for path in [*self.root.rglob("*.yml"), *self.root.rglob("*.lock")]:
            if path not in self.first:
                path.unlink()
        for path, text in self.first.items():
            path.write_text(text, "utf-8")

    def edit(self) -> str:
        small: Edits = (
            self.reword, self.shift, self.drop_claims, self.readdress, self.retopic,
            self.expire, self.retitle, self.thin, self.claim,
        )  # fmt: skip
        rare: Edits = (
            self.break_file, self.misname, self.plan_day, self.unplan, self.claim_by_day,
            self.record, self.post, self.review,
            self.forge, self.ask_otherwise, self.ask_of_measure, self.ask_for_phrases,
            self.suppress, self.promise, self.change_terms, self.configure, self.stray,
            self.touch, self.wait, self.review, self.post,
        )  # fmt: skip
        dated: Edits = (
            self.plan_day, self.unplan, self.claim_by_day, self.replan, self.shift_calendar,
            self.record, self.hold_again, self.review, self.shift_lock,
            self.ask_otherwise, self.ask_of_measure, self.suppress, self.reword_plan,
            self.shift_plan, self.ask_no_more, self.ask_more, self.cite_otherwise, self.misask,
        )  # fmt: skip
        moved: Edits = (
            self.rename, self.remove, self.add, self.add, self.claim, self.take_id,
            self.shelve_otherwise, self.litter, self.name_item,
        )  # fmt: skip
        of_these: tuple[Edits, ...] = (small, dated, moved, rare, (self.mend,))
        chosen = self.chance.choices(of_these, weights=(8, 10, 6, 4, 1))[0]
        edit = self.chance.choice(chosen)
        edit()
        return edit.__name__


def said(arguments: tuple[str, ...]) -> tuple[str, bytes, int]:
    """Return how `muster` comes to its answer, what it says and how it ends."""
    asked = asked_now(arguments)
    kept = find_answer(asked)
    change = changes_since(kept) if kept else None
    if (answer := known_answer(asked)) is not None:
        return ("amended" if change and change.is_edit else "kept"), answer.out, answer.code
    result = CliRunner().invoke(main, arguments, obj=asked, catch_exceptions=False)
    return "judged", result.stdout_bytes, result.exit_code


def said_afresh(arguments: tuple[str, ...]) -> tuple[bytes, int]:
    """Return what `muster` says without its cache and how it ends."""
    result = CliRunner().invoke(main, [*arguments, "--no-cache"], catch_exceptions=False)
    return result.stdout_bytes, result.exit_code


def campaign(root: Path, seed: int, steps: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    tree = Tree(root, seed)
    wait_for_rest()
    monkeypatch.chdir(tree.root)
    edits: list[str] = []
    ways: Counter[str] = Counter()
    for _ in range(steps):
        if ways["wrong"] and tree.chance.random() < MENDED:
            tree.mend()  # or a tree with errors would never be amended
        edits += (tree.edit() for _ in range(tree.chance.choice((1, 1, 1, 2))))
        afresh: dict[tuple[str, ...], tuple[bytes, int]] = {}
        for more in ((), (), OTHERS[seed % len(OTHERS)], tree.chance.choice(OTHERS)):
            arguments = ("check", "--as-of", tree.day, *more)
            way, *got = said(arguments)
            afresh[more] = afresh.get(more) or said_afresh(arguments)
            assert tuple(got) == afresh[more], (seed, way, arguments, edits[-9:])
            ways[way] += 1
            ways[f"{way} {' '.join(more)}"] += 1
        ways["wrong"] = afresh[()][1] == ERRORS
    return ways


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "csv"])
def test_each_kind_of_edit_is_amended_in_each_format(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path, 7)
    write_set(tmp_path, SIZE)  # every claim is right again: days and reviews decide
    tree.change(tree.calendar, r", [\d-]+\]", "]")  # so that something is told of the calendar
    tree.change(tree.calendar, "kind: lesson,", f"kind: lesson, covers: [{tree.requirements[3]}],")
    records = tree.calendar.with_name("records")
    records.mkdir()
    items = [re.findall(r"^id: (\S+)", p.read_text("utf-8"), re.MULTILINE)[0] for p in tree.items]
    held = RECORD.format(name="r1", item=items[3], day="2026-09-01")
    (records / "r1.yml").write_text(held.replace("senior", "primary"), "utf-8")
    tree.day = DAYS[1]
    tree.review()
    wait_for_rest()
    monkeypatch.chdir(tree.root)
    arguments = ("check", "--as-of", tree.day, "--format", form)
    assert said(arguments)[0] == "judged"
    item, lock = tree.items[0], tree.content / REVIEW_LOCK
    edits = (
        (item, "老师|同桌|门卫|走廊|操场", "甲"),
        (tree.plan, "（第5条）", "（第5条，每月）"),
        (tree.plan, r'^  - clause: "4"', '  # 注\n  - clause: "4"'),
        (tree.plan, r"cadence: \{.*\}", "cadence: {per: week}"),
        (tree.calendar, "^entries:", "# 注\nentries:"),
        (tree.calendar, r", [\d-]+\]", "]"),
        (tree.calendar, "^entries:", "# 注\nentries:"),
        (records / "r1.yml", "2026-09-01", "2026-11-09"),
        (records / "r1.yml", f"item: {items[3]}", f"item: {items[4]}"),
        (lock, r"\n- subject: (?:[^\n]|\n(?!-))*", ""),
        (item, r"^covers: .*", "covers: []"),
    )
    for path, pattern, text in edits:
        before = path.read_text("utf-8")
        tree.change(path, pattern, text)
        assert path.read_text("utf-8") != before
        assert said(arguments) == ("amended", *said_afresh(arguments)), pattern


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _move(path: Path, other: Path) -> None:
    path.rename(other)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "csv"])
def test_an_item_that_comes_moves_claims_more_or_goes_is_amended_in_each_format(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path, 8)
    tree.add()  # no day names it
    path = next(path for path in tree.items if path not in tree.first)
    text = path.read_text("utf-8")
    wait_for_rest()
    monkeypatch.chdir(tree.root)
    arguments = ("check", "--as-of", tree.day, "--format", form)
    assert said(arguments)[0] == "judged"
    other = path.parent / "新" / "other.yml"
    other.parent.mkdir()
    more = f"covers: [{', '.join(tree.requirements[:4])}]"
    steps: tuple[Callable[[], object], ...] = (
        path.unlink,
        lambda: _write(other, text),
        lambda: tree.change(other, r"^covers: .*", more),
        lambda: _move(other, path),
        lambda: tree.change(path, r"^id: .*", "id: of-another-name"),
    )
    for number, step in enumerate(steps):
        step()
        assert said(arguments) == ("amended", *said_afresh(arguments)), number


def test_an_item_that_takes_an_id_or_names_what_is_not_there_is_judged_with_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path, 8)
    tree.add()
    path = next(path for path in tree.items if path not in tree.first)
    said_there = path.read_text("utf-8")
    path.unlink()
    wait_for_rest()
    monkeypatch.chdir(tree.root)
    other = re.findall(r"^id: (\S+)", tree.items[0].read_text("utf-8"), re.MULTILINE)[0]
    for pattern, text in (
        (r"^id: .*", f"id: {other}"),
        (r"source: own", "source: nowhere"),
        (r"^covers: .*", "covers: [plan-001/99-a]"),
        (r"pictogram: \S+,", "pictogram: nothing,"),
        (r"^topic: .*", "topic: nothing"),
    ):
        arguments = ("check", "--as-of", tree.day)
        assert said(arguments)[2] != ERRORS
        path.write_text(said_there, "utf-8")
        tree.change(path, pattern, text)
        assert path.read_text("utf-8") != said_there
        way, _, code = said(arguments)
        assert (way, code) == ("judged", ERRORS), pattern
        path.unlink()


def test_a_calendar_that_names_a_part_which_is_not_there_is_judged_with_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path, 8)
    wait_for_rest()
    monkeypatch.chdir(tree.root)
    whole = tree.calendar.read_text("utf-8")
    for part in ("variant: steep", "blocked: {building: hut, element: B}"):
        arguments = ("check", "--as-of", tree.day)
        assert said(arguments)[2] != ERRORS
        tree.change(tree.calendar, "kind: lesson,", f"kind: lesson, {part},")
        way, out, code = said(arguments)
        assert (way, code) == ("judged", ERRORS), part
        assert b"C107" in out
        tree.calendar.write_text(whole, "utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_edited_a_kept_or_amended_answer_is_that_of_a_fresh_check(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = campaign(tmp_path, seed, 12, monkeypatch)
    assert min(ways[way] for way in ("kept", "amended", "judged")) > 0, ways


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(100, 120))
def test_hundreds_of_edits_change_kept_answers_as_they_change_fresh_ones(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = campaign(tmp_path, seed, 60, monkeypatch)
    assert min(ways[way] for way in ("kept", "amended", "judged")) > 0, ways
