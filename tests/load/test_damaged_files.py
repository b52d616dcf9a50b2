# SPDX-License-Identifier: MIT
"""Real files damaged by chance: whatever is in them, reading ends with an item or with findings."""

import random
from pathlib import Path

import pytest

from generator.load.read_item import read_item
from generator.model.building import Building
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.plan import Plan
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from generator.model.record import Item

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "format" / "examples"
KINDS: list[tuple[str, type[Item]]] = [
    ("lesson.yml", Lesson),
    ("drill.yml", Drill),
    ("procedure.yml", Procedure),
    ("poster.yml", Poster),
    ("plan.yml", Plan),
    ("building.yml", Building),
]
SAMPLED_SEEDS, ALL_SEEDS = range(8), range(400)


def damage(text: str, chance: random.Random) -> str:
    """Return the text with one to four lines dropped, doubled, shifted, cut or swapped."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        lines[at] = chance.choice(
            [
                "",
                f"{line}\n{line}",
                f"  {line}",
                line.lstrip(),
                line[: chance.randrange(len(line) + 1)],
                line.replace(":", " ", 1),
                line.replace("zh", "zx"),
                lines[other],
                f"{line} [",
                line.split(":")[0] + ": .nan",
                line.split(":")[0] + ": 2026-02-31",
                "\t" + line,
            ]
        )
    return "\n".join(lines)


def seeds() -> list[object]:
    """Return all seeds; those outside the sample are tried by `make audit` alone."""
    return [
        pytest.param(seed, marks=() if seed in SAMPLED_SEEDS else pytest.mark.audit)
        for seed in ALL_SEEDS
    ]


@pytest.mark.parametrize("seed", seeds())
@pytest.mark.parametrize(("name", "model"), KINDS, ids=[name for name, _ in KINDS])
def test_a_damaged_file_ends_in_an_item_or_in_findings_with_their_place(
    tmp_path: Path, name: str, model: type[Item], seed: int
) -> None:
    path = tmp_path / name
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    text = damage((EXAMPLES / name).read_text(encoding="utf-8"), chance)
    path.write_text(text, encoding="utf-8")
    reading = read_item(path, name, model)
    assert (reading.item is None) == bool(reading.findings)
    assert all(f.origin.file == name for f in reading.findings)
    assert all(0 <= f.origin.line <= text.count("\n") + 2 for f in reading.findings)
