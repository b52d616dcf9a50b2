# SPDX-License-Identifier: MIT
"""The floor: the least that a coverage check must do, in plain Python with nothing kept or told.

`floor.py FOLDER` reads `plan.json` and the YAML at the head of `content/*.md`, then says for each
clause whether something links to it, of its kind, for its audience, often enough. No line
numbers, no validation, no dates, one language: a yardstick, no checker.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import yaml

Things = list[dict[str, Any]]


def read(folder: Path) -> tuple[Things, Things]:
    """Return the clauses and the items."""
    clauses = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    items = []
    for path in (folder / "content").iterdir():
        head = path.read_text(encoding="utf-8").split("---\n", 2)[1]
        items.append(yaml.load(head, Loader=yaml.CSafeLoader))
    return clauses, items


def judge(clauses: Things, items: Things) -> list[tuple[str, str]]:
    """Return what is wrong, and the clause."""
    found: list[tuple[str, str]] = []
    claims: dict[str, Things] = {clause["id"]: [] for clause in clauses}
    for item in items:
        for name in item["covers"]:
            if name in claims:
                claims[name].append(item)
            else:
                found.append(("dangling", name))
    for clause in clauses:
        linked = claims[clause["id"]]
        kind = [item for item in linked if item["kind"] == clause["kind"]]
        right = [item for item in kind if clause["stage"] in item["audience"]]
        if not linked:
            found.append(("linked", clause["id"]))
        elif not kind:
            found.append(("kind", clause["id"]))
        elif not right:
            found.append(("audience", clause["id"]))
        elif sum(item["per_year"] for item in right) < clause["per_year"]:
            found.append(("cadence", clause["id"]))
    return found


if __name__ == "__main__":
    things = read(Path(sys.argv[1]))
    started = time.process_time()
    wrong = judge(*things)
    spent_s = time.process_time() - started
    print(f"{len(things[0])} {len(things[1])} {len(wrong)} {spent_s:.4f}")  # noqa: T201
