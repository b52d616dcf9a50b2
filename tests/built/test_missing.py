# SPDX-License-Identifier: MIT
"""Files of the real output taken away or spoilt: exactly what rested on them is red.

What must be red is worked out from the evidence that `coverage.json` names and by reading the
content's files as text; nothing here asks the checker for it.
"""

import json
import os
import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from filecmp import cmp
from html import unescape
from itertools import cycle
from pathlib import Path
from posixpath import normpath
from typing import Any, TypeAlias

import pytest

from tests.tiny_tree import ROOT, run_muster

SEED = 20261122
MANY = 25
"""So many faults of each kind."""

Key: TypeAlias = tuple[str, str]
"""A requirement and an audience."""

Report: TypeAlias = dict[str, Any]

HREF = re.compile(r'href="([^"#?]+)')

MARKUP = "\"'&<>"
"""What a page may write as a reference, such as `&#39;`."""


def rewrite(path: Path, text: str | bytes) -> None:
    """Write a file anew: the copy shares its files with the output, which stays as it is."""
    path.unlink()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def remove(out: Path, path: str) -> None:
    (out / path).unlink()


def empty(out: Path, path: str) -> None:
    rewrite(out / path, b"")


def swap(out: Path, path: str) -> None:
    """Put an evacuation sheet in the place of a PDF: of all papers only they name no item.

    Another item's paper may print the title looked for, or be what was itself exchanged before.
    """
    other = min((out / "sheets").rglob("*.pdf"))
    rewrite(out / path, other.read_bytes())


def outdate(out: Path, path: str) -> None:
    """Put a paper with the same words in the place of a PDF, as an earlier build may have left."""
    rewrite(out / path, (out / path).read_bytes() + b"\n% an earlier build\n")


def untitle(out: Path, path: str) -> None:
    """Take the title of a page out of it, wherever it stands and however it is spelt.

    An apostrophe stands as it is in one place and as a reference in another. A campaign that took
    out one spelling left two lessons whole, and with them a clause for parents covered.
    """
    text = (out / path).read_text("utf-8")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert heading
    title = unescape(re.sub(r"<[^>]*>", "", heading[1]).strip().split("\n")[0])
    spelt = "".join(rf"(?:{re.escape(c)}|&#?\w+;)" if c in MARKUP else re.escape(c) for c in title)
    rest = re.sub(spelt, "…", text)
    assert rest != text
    assert title not in unescape(rest)
    rewrite(out / path, rest)


def unlink(out: Path, path: str) -> None:
    """Let no link of any page lead to a page."""
    for page in sorted(out.rglob("*.html")):
        here = page.relative_to(out).parent.as_posix()
        text = page.read_text("utf-8")
        if Path(path).name not in text:
            continue

        def aside(found: re.Match[str], here: str = here) -> str:
            return 'href="#' if normpath(f"{here}/{found[1]}") == path else found[0]

        rewrite(page, HREF.sub(aside, text))


def forget(out: Path, path: str) -> None:
    """Let the search lead elsewhere than to a page."""
    language = "en" if path.startswith("en/") else "zh"
    prefix = "en/" if language == "en" else ""
    name = f'["{path.removeprefix(prefix)}"'
    shown = (out / prefix / "search" / language).glob("t*.js")
    blocks = [file for file in shown if name in file.read_text("utf-8")]
    assert blocks
    for block in blocks:
        rewrite(block, block.read_text("utf-8").replace(name, '["nowhere.html"'))


WAYS: Mapping[str, tuple[Callable[[Path, str], None], ...]] = {
    ".html": (remove, empty, untitle, unlink, forget),
    ".pdf": (remove, empty, swap, outdate),
}


OF_FILES = frozenset({"V517", "V518", "V519"})
"""What is told of a file itself."""

STRANGE = ("pdf/posters/of-last-year-A3-zh.pdf", "sheets/sample/old.pdf", "lessons/draft.html")
"""What nobody built."""


@dataclass(frozen=True)
class Verdicts:
    """What a report says: who is covered, and by which files of which items."""

    covered: frozenset[Key]
    evidence: Mapping[Key, Mapping[str, frozenset[str]]]
    found: Counter[tuple[str, str, int, str]]

    @classmethod
    def of(cls, report: Report) -> "Verdicts":
        asked = [r for plan in report["plans"] for r in plan["requirements"]]
        covered = {
            (r["id"], v["audience"])
            for r in asked
            for v in r["verdicts"]
            if v["status"] == "covered"
        }
        evidence: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for r in asked:
            for piece in r["evidence"]:
                evidence[r["id"], piece["audience"]][piece["item"]].add(piece["path"])
        return cls(
            covered=frozenset(covered),
            evidence={
                key: {item: frozenset(paths) for item, paths in items.items()}
                for key, items in evidence.items()
            },
            found=Counter((f["code"], f["file"], f["line"], f["zh"]) for f in report["findings"]),
        )

    def red_without(self, spoilt: frozenset[str]) -> frozenset[Key]:
        """Return what has no item left of which every file is whole."""
        return frozenset(
            key
            for key in self.covered
            if all(not spoilt.isdisjoint(paths) for paths in self.evidence[key].values())
        )


def check(out: Path) -> tuple[int, Verdicts]:
    done = run_muster("check", "--out", out, "--format", "json")
    return done.returncode, Verdicts.of(json.loads(done.stdout))


def victims(before: Verdicts, chance: random.Random) -> Iterator[tuple[Callable[..., None], str]]:
    """Yield ways of spoiling, and a file for each; sole evidence comes first."""
    alone = {
        next(iter(i)) for k, i in before.evidence.items() if k in before.covered and len(i) < 2
    }
    files: dict[str, set[str]] = defaultdict(set)
    for key in sorted(before.covered):
        for item, paths in before.evidence[key].items():
            files[item] |= {p for p in paths if not re.match(r"(en/)?(calendar|schools)/", p)}
    items = sorted((i for i in files if files[i]), key=lambda i: (i not in alone, chance.random()))
    ways = [(ending, way) for ending, some in WAYS.items() for way in some] * MANY
    for item, (ending, way) in zip(cycle(items), ways, strict=False):
        path = chance.choice(sorted(path for path in files[item] if path.endswith(ending)))
        files[item].discard(path)
        yield way, path


@pytest.mark.audit
def test_what_is_taken_out_of_the_output_turns_exactly_its_clauses_red(
    dist: Path, tmp_path: Path
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - no secret
    _, before = check(dist)
    out = tmp_path / "out"
    shutil.copytree(dist, out, copy_function=os.link)
    spoilt = frozenset(_spoilt(out, before, chance))
    assert len(spoilt) == MANY * sum(map(len, WAYS.values()))
    codes = chance.sample(sorted(path.parent.name for path in out.glob("Q/*/index.html")), MANY)
    for number, code in enumerate(codes):
        (remove, empty)[number % 2](out, f"Q/{code}/index.html")
    unlike = frozenset(_unlike(out, dist))
    for path in STRANGE:
        (out / path).write_bytes(b"")
    exit_code, after = check(out)
    # A school whose sheets have codes that lead nowhere has no sheets.
    red = before.red_without(spoilt | unlike | {"schools/sample.html"})
    assert red > before.red_without(spoilt | unlike)
    assert exit_code == 1
    assert before.covered - after.covered == red
    new = after.found - before.found
    assert {found[0] for found in new} <= {"V506", "V510", "V516", "V517", "V518", "V519"}
    assert {found[0] for found in before.found - after.found} <= {"V510"}
    assert sum(number for found, number in new.items() if found[0] == "V506") == len(red)
    files = (file for code, file, _, _ in new.elements() if code in OF_FILES)
    places = Counter(os.path.relpath(ROOT / file, out) for file in files)
    assert places == Counter((*unlike, *STRANGE))
    told = "\n".join(f"{file} {what}" for _, file, _, what in new)
    assert [path for path in spoilt if path not in told] == []


def _unlike(out: Path, dist: Path) -> Iterator[str]:
    """Yield what is gone of a copy or has other bytes than in the output."""
    for path in (p for p in dist.rglob("*") if p.is_file()):
        copy = out / path.relative_to(dist)
        if not copy.exists() or not (copy.samefile(path) or cmp(copy, path, shallow=False)):
            yield path.relative_to(dist).as_posix()


def _spoilt(out: Path, before: Verdicts, chance: random.Random) -> Iterator[str]:
    for way, path in victims(before, chance):
        way(out, path)
        yield path
