# SPDX-License-Identifier: MIT
"""Every clause of every plan, judged on what is really built; each is a case of its own.

A clause passes when it asks for nothing content can give and a reason says so, or when all that
it asks is covered (or suppressed until a day that is still to come). What is still red stands in
`baseline.txt`; once such a clause turns green its line must go, and no line may be added.
`python -m tests.clauses.renew dist/coverage.json` writes the file anew.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.clauses.baseline import BASELINE, addresses, faults, grown, is_changed, red

ADDRESSES = tuple(addresses())
RED = frozenset(red())

STILL_RED = pytest.mark.xfail(raises=AssertionError, strict=True, reason="still red: baseline.txt")


@pytest.fixture(scope="session")
def judged(dist: Path) -> dict[str, list[str]]:
    return faults(dist / "coverage.json")


@pytest.mark.parametrize(
    "clause",
    [pytest.param(a, id=a, marks=STILL_RED if a in RED else ()) for a in dict.fromkeys(ADDRESSES)],
)
def test_every_demand_is_covered(clause: str, judged: dict[str, list[str]]) -> None:
    assert clause in judged, "site_config.yml does not follow the plan"
    assert judged[clause] == []


def test_no_clause_is_judged_that_no_catalogue_has(judged: dict[str, list[str]]) -> None:
    assert sorted(set(judged) - set(ADDRESSES)) == []


def test_no_two_clauses_of_a_plan_share_an_address() -> None:
    assert [a for a, count in Counter(ADDRESSES).items() if count > 1] == []


def test_every_line_of_the_baseline_names_a_clause_once() -> None:
    counted = Counter(red())
    assert [line for line in counted if line not in ADDRESSES] == []
    assert [line for line, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("revision", ["HEAD", "HEAD^"])
def test_the_baseline_only_shrinks(revision: str) -> None:
    if revision == "HEAD" and not is_changed(BASELINE):
        pytest.skip("the baseline is as it was committed")
    added = grown(BASELINE, revision)
    if added is None:
        pytest.skip(f"no Git here, or {revision} has no baseline")
    assert added == []
