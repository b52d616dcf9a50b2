# SPDX-License-Identifier: MIT
"""Write `baseline.txt` anew from a `coverage.json`: `python -m tests.clauses.renew FILE`."""

import sys
from pathlib import Path

from tests.clauses.baseline import BASELINE, faults, red


def main(coverage: Path) -> None:
    """Write the clauses that are red, in the order of the plans, and tell what changed."""
    before = set(red())
    now = [clause for clause, wrong in faults(coverage).items() if wrong]
    BASELINE.write_text("".join(f"{clause}\n" for clause in now), encoding="utf-8")
    added, gone = len(set(now) - before), len(before - set(now))
    sys.stdout.write(f"{BASELINE.name}: {len(now)} red, {added} added, {gone} gone\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
