# SPDX-License-Identifier: MIT
"""The clauses that are still red, one a line in `baseline.txt`; the list only shrinks."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "content" / "plans"
BASELINE = Path(__file__).with_name("baseline.txt")

GREEN = frozenset({"covered", "suppressed"})
"""Statuses of a verdict that leave nothing to do."""

Json = dict[str, Any]


def addresses() -> Iterator[str]:
    """Yield every clause of every catalogue: `tongzhou-2020 三(三)1`."""
    for path in sorted(PLANS.rglob("*.yml")):
        plan = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for unit in plan["units"]:
            yield f"{plan['id']} {unit['clause']}"


def faults(coverage: Path) -> dict[str, list[str]]:
    """Return what is wrong with every clause of a `coverage.json`; nothing, if it is green."""
    plans = json.loads(coverage.read_text(encoding="utf-8"))["plans"]
    return {
        f"{plan['id']} {unit['clause']}": list(_faults(plan, unit))
        for plan in plans
        for unit in plan["units"]
    }


def _faults(plan: Json, unit: Json) -> Iterator[str]:
    asked = {r["id"]: r for r in plan["requirements"]}
    if unit["disposition"] == "not-content":
        if not unit["reason"]:
            yield "not content, but no reason says why"
    elif unit["disposition"] != "requirement" or not unit["requirements"]:
        yield f"{unit['disposition']}: nothing is asked and no reason says why"
    for name in unit["requirements"]:
        if not asked[name]["verdicts"]:
            yield f"{name}: not judged"
        for verdict in asked[name]["verdicts"]:
            if verdict["status"] not in GREEN:
                told = "; ".join(finding["en"] for finding in verdict["findings"])
                yield f"{name} for {verdict['audience']}: {verdict['status']}. {told}"


def lines(text: str) -> list[str]:
    """Return the clauses of a baseline in its order."""
    return [line for line in text.split("\n") if line]


def red() -> list[str]:
    """Return the clauses that may still be red."""
    return lines(BASELINE.read_text(encoding="utf-8")) if BASELINE.is_file() else []


def git(folder: Path, *arguments: str) -> str | None:
    """Return what Git says, or nothing where it is missing or refuses."""
    command = ["git", "-C", str(folder), "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def grown(baseline: Path, revision: str) -> list[str] | None:
    """Return the lines that a revision lacks, or nothing where it has no such file."""
    before = git(baseline.parent, "show", f"{revision}:./{baseline.name}")
    if before is None:
        return None
    known = set(lines(before))
    return [line for line in lines(baseline.read_text(encoding="utf-8")) if line not in known]


def is_changed(baseline: Path) -> bool:
    """Say whether the file differs from the last commit."""
    return bool(git(baseline.parent, "status", "--porcelain", "--", baseline.name))
