# SPDX-License-Identifier: MIT
"""Twenty-five faults of each kind among a thousand items: all are found, and nothing else.

The tree is read from disk by the real command; what it prints is compared, code, file and line,
with what was planted. The places are random, from a fixed seed.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.check.card import with_cards
from generator.check.coverage import gaps_of, judge_coverage
from generator.check.judgement import Judgement
from generator.cli import main
from generator.intake.review_lock import write_reviews
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.content import Content
from generator.model.output import Output
from generator.settings import THEME, Settings
from tests.check.made_up import AS_OF
from tests.planted.tree import (
    CALENDAR,
    CLOSING,
    COUNTS,
    FALSE_FRIENDS,
    MONTHS,
    Fault,
    Tree,
    asked_line,
    claim_line,
    dates_line,
    day_line,
    file_of,
    has_pack,
    is_monthly,
    kind_of,
    make_tree,
    plan_of,
    review_all,
    text_line,
)

SEED = 20261122
MANY = 25


def seeded() -> random.Random:
    """Return the same chance in every run."""
    return random.Random(SEED)  # noqa: S311 - no secret


Place = tuple[str, str, int]
"""Code, file and line."""

SAID = re.compile(r"^(\S+?)(?::(\d+))?: (?:error|gap|advice) ([A-Z]\d{3}) ", re.MULTILINE)


def uncovered(tree: Tree, chance: random.Random) -> list[Fault]:
    """Take the only claim out of an item."""
    del chance
    names = tree.take(MANY)
    for name in names:
        tree.replace(file_of(name), claim_line(name), None)
    return [Fault("V501", f"content/plans/{plan_of(n)}.yml", asked_line(n)) for n in names]


def broken_link(tree: Tree, chance: random.Random) -> list[Fault]:
    """Claim something that no plan asks for: the clause is then without evidence as well."""
    del chance
    faults = []
    for name in tree.take(MANY):
        broken = f"{claim_line(name)}-x"
        tree.replace(file_of(name), claim_line(name), broken)
        faults.append(Fault("C107", file_of(name), broken))
        faults.append(Fault("V501", f"content/plans/{plan_of(name)}.yml", asked_line(name)))
    return faults


def wrong_audience(tree: Tree, chance: random.Random) -> list[Fault]:
    del chance
    names = tree.take(MANY, "lesson poster")
    for name in names:
        tree.replace(file_of(name), "audiences: [primary]", "audiences: [junior]")
    return [Fault("V502", file_of(name), claim_line(name)) for name in names]


def wrong_kind(tree: Tree, chance: random.Random) -> list[Fault]:
    """Let an item of another kind claim what is asked, in the place of the right one."""
    del chance
    faults = []
    for name in tree.take(MANY):
        (other,) = tree.take(1, FALSE_FRIENDS[kind_of(name)])
        tree.replace(file_of(name), claim_line(name), None)
        tree.insert(file_of(other), claim_line(other), claim_line(name))
        faults.append(Fault("V502", file_of(other), claim_line(name)))
    return faults


def take_drills(tree: Tree, *, monthly: bool) -> list[str]:
    drills = [n for n in tree.free if kind_of(n) == "drill" and is_monthly(n) is monthly][:MANY]
    assert len(drills) == MANY
    tree.free = [n for n in tree.free if n not in drills]
    return drills


def too_seldom(tree: Tree, chance: random.Random) -> list[Fault]:
    """Take one month out of nine."""
    faults = []
    for name in take_drills(tree, monthly=True):
        gone = chance.choice(MONTHS)
        left = dates_line(name, [day for day in MONTHS if day != gone])
        tree.replace(CALENDAR, dates_line(name, MONTHS), left)
        faults.append(Fault("V503", CALENDAR, left))
    return faults


DECEMBER = [day for day in range(1, 29) if date(2026, 12, day).weekday() < 5]
"""Days of that month with classes."""


def late(tree: Tree, chance: random.Random) -> list[Fault]:
    """Plan after the end of November what is due before it."""
    faults = []
    for name in take_drills(tree, monthly=False):
        day = day_line(name, f"2026-12-{chance.choice(DECEMBER):02}")
        tree.replace(CALENDAR, day_line(name, "2026-10-15"), day)
        faults.append(Fault("V508", CALENDAR, day))
    return faults


def stale_clause(tree: Tree, chance: random.Random) -> list[Fault]:
    del chance
    names = tree.take(MANY)
    for name in names:
        changed = text_line(name).replace("教消防", "每年教消防")
        tree.replace(f"content/plans/{plan_of(name)}.yml", text_line(name), changed)
    return [Fault("V505", file_of(name), claim_line(name)) for name in names]


def stale_page(tree: Tree, chance: random.Random) -> list[Fault]:
    del chance
    names = tree.take(MANY)
    for name in names:
        title = "title: {zh: 消防, en: Fire}"
        tree.replace(file_of(name), title, "title: {zh: 消防课, en: Fire class}")
    return [Fault("V505", file_of(name), claim_line(name)) for name in names]


def corrupted_phrase(tree: Tree, chance: random.Random) -> list[Fault]:
    """Change one character of a phrase: the item then lacks what its clause asks word for word."""
    posters = [name for name in tree.free if has_pack(name)][:MANY]
    assert len(posters) == MANY
    tree.free = [name for name in tree.free if name not in posters]
    slips = (("慢慢走", "快快走"), ("绝不返", "绝不再"), ("靠墙", "贴墙"), ("弯腰", "低头"))
    faults = []
    for name in posters:
        spoilt = CLOSING.replace(*chance.choice(slips))
        tree.replace(file_of(name), CLOSING, spoilt)
        faults.append(Fault("C208", file_of(name), spoilt))
        faults.append(Fault("V502", file_of(name), claim_line(name)))
    return faults


GAPS: tuple[Callable[[Tree, random.Random], list[Fault]], ...] = (
    too_seldom,
    late,
    corrupted_phrase,
    uncovered,
    wrong_audience,
    wrong_kind,
    stale_clause,
    stale_page,
)


@dataclass(frozen=True)
class Clean:
    """The tree without faults: on disk, and as it was read."""

    root: Path
    settings: Settings
    content: Content


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """Write the clean tree and have everything in it reviewed."""
    root = tmp_path_factory.mktemp("planted")
    make_tree(seeded()).write(root)
    settings = load_settings(root / "site_config.yml").item
    assert settings is not None
    content, findings = load_content(settings.content_folder, (), THEME)
    assert findings == ()
    reviewed = review_all(with_cards(content))
    write_reviews(reviewed.reviews, root / "content" / "reviews.lock")
    return Clean(root=root, settings=settings, content=reviewed)


def check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, Counter[Place]]:
    """Return the exit code of the command and everything that it says."""
    monkeypatch.chdir(folder)
    arguments = ["check", "--as-of", AS_OF.isoformat(), "--language", "en"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    said = (m.groups() for m in SAID.finditer(result.stdout))
    return result.exit_code, Counter((code, file, int(line or 0)) for file, line, code in said)


def test_the_tree_holds_a_thousand_items(clean: Clean) -> None:
    root = clean.root
    items = [
        p for kind in (*COUNTS, "procedure") for p in (root / "content" / f"{kind}s").iterdir()
    ]
    assert len(items) == 1000


def test_a_tree_without_faults_is_clean(clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(clean.root, monkeypatch) == (0, Counter())


def test_every_planted_fault_is_found_where_it_stands_and_nothing_else(
    clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = seeded()
    tree = make_tree(chance)
    planted = [fault for plant in GAPS for fault in plant(tree, chance)]
    assert len(planted) == MANY * (len(GAPS) + 1), "a spoilt phrase is told twice"
    tree.write(clean.root)
    assert check(clean.root, monkeypatch) == (1, Counter(tree.place(fault) for fault in planted))
    planted += broken_link(tree, chance)
    tree.write(clean.root)
    assert check(clean.root, monkeypatch) == (2, Counter(tree.place(fault) for fault in planted))


def files_of(name: str) -> list[tuple[str, str]]:
    """Return every file in which an item must stand, with its language."""
    shelf = f"{kind_of(name)}s"
    papers = ("A3", "A4") if kind_of(name) in ("poster", "procedure") else ("A4",)
    pages = [(f"{shelf}/{name}.html", "zh"), (f"en/{shelf}/{name}.html", "en")]
    return pages + [(f"pdf/{shelf}/{name}-{p}-{x}.pdf", x) for p in papers for x in ("zh", "en")]


def whole_output(names: list[str]) -> Output:
    """Return what is built of the clean tree, as it would be read back."""
    words = {"zh": "消防弯腰靠墙慢慢走到外面", "en": "Fire"}
    files = dict(pair for name in names for pair in files_of(name))
    pages = {path: words[x] for path, x in files.items() if path.endswith(".html")}
    found = {
        title: frozenset(path for path in pages if files[path] == language)
        for language, title in (("zh", "消防"), ("en", "Fire"))
    }
    return Output(
        reachable=frozenset(pages),
        page_text=pages,
        pdf_text={path: words[x] for path, x in files.items() if path.endswith(".pdf")},
        found_by_search=found,
        landings=frozenset(),
    )


WAYS = {
    "page": ("gone", "without its title", "not found by the search"),
    "pdf": ("gone", "without its title"),
}
"""What can be wrong with a file of the output."""


def spoil(output: Output, path: str, way: str) -> Output:
    """Return the output with one file gone, or without its title, or not found."""
    if way == "not found by the search":
        found = {query: paths - {path} for query, paths in output.found_by_search.items()}
        return replace(output, found_by_search=found)
    is_gone = way == "gone"

    def left(texts: Mapping[str, str]) -> dict[str, str]:
        return {
            p: "" if p == path else text for p, text in texts.items() if p != path or not is_gone
        }

    pages = left(output.page_text)
    return replace(
        output, reachable=frozenset(pages), page_text=pages, pdf_text=left(output.pdf_text)
    )


def built_faults(clean: Clean, output: Output) -> Counter[Place]:
    judgement = Judgement(
        content=clean.content, settings=clean.settings, as_of=AS_OF, output=output
    )
    gaps = gaps_of(judge_coverage(judgement))
    return Counter((f.code, f.origin.file, f.origin.line) for f in gaps)


def test_a_whole_output_lacks_nothing(clean: Clean) -> None:
    assert built_faults(clean, whole_output(sorted(clean.content.cards))) == Counter()


def test_what_is_missing_in_the_build_is_found_and_nothing_else(clean: Clean) -> None:
    output, chance = whole_output(sorted(clean.content.cards)), seeded()
    tree = make_tree(chance)
    planted = []
    for name in tree.take(MANY):
        path, _ = chance.choice(files_of(name))
        output = spoil(output, path, chance.choice(WAYS["pdf" if path.endswith("pdf") else "page"]))
        planted.append(Fault("V506", file_of(name), claim_line(name)))
    places = (tree.place(fault) for fault in planted)
    expected = Counter((code, (clean.root / file).as_posix(), line) for code, file, line in places)
    assert built_faults(clean, output) == expected
