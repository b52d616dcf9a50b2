# SPDX-License-Identifier: MIT
"""The rules on whole schools: the sample keeps them, and nothing depends on how it lies."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.model.route import Routes
from generator.routing.escape import find_routes
from generator.routing.rules.findings import find_rule_findings
from generator.routing.rules.limit import Confidence, load_limits
from tests.routing.rules.block import room, tower
from tests.routing.small_building import campus, move, read_sample, turn_about

DOCS = Path(__file__).parents[3] / "docs" / "format" / "rule.md"


@cache
def sample():
    grounds, house = read_sample()
    return campus(house, grounds)


def test_the_sample_school_keeps_every_rule():
    routes = find_routes({"sample": sample()})
    assert list(find_rule_findings(sample(), routes)) == []


def spoilt():
    """Return the sample with something against most rules."""
    grounds, house = read_sample()
    ground, first, _ = house["floors"]
    ground["doors"][0]["clear_width_m"] = 0.75
    ground["doors"][2]["swing"] = "102"
    ground["exits"][1] |= {"clear_width_m": 1.0, "swing": "in"}
    ground["equipment"] = [q for q in ground["equipment"] if q["kind"] != "extinguisher"][:4]
    first["equipment"] = first["equipment"][:1]
    first["doors"] = [d for d in first["doors"] if d["id"] not in ("D201b", "D2B")]
    first["spaces"][0]["outline_m"] = [[0, 8.2], [45.8, 8.2], [45.8, 9.9], [0, 9.9]]
    for way in first["doors"]:
        if way["at_m"][1] > 11:
            way["at_m"][1] = 10.5
    house["stairs"][0] |= {"flight_width_m": 1.5, "riser_m": 0.17, "tread_m": 0.26}
    grounds["classes"][9]["head_count"] = 80
    return grounds, house


def found(grounds, house):
    return sorted((f.code, f.origin.key) for f in find_rule_findings(campus(house, grounds)))


@pytest.mark.parametrize(
    "moved",
    [
        {"angle_deg": 17.0},
        {"mirror": True},
        {"angle_deg": 261.3, "mirror": True, "shift": (4000.0, -3000.0)},
    ],
)
def test_nothing_changes_where_a_school_is_turned_mirrored_or_shifted(moved):
    grounds, house = spoilt()
    still = found(grounds, house)
    assert len({code for code, _ in still}) >= 8
    assert found(move(grounds, **moved), move(house, **moved)) == still


def test_nothing_changes_where_lists_are_written_in_another_order():
    grounds, house = spoilt()
    still = sorted(code for code, _ in found(grounds, house))
    assert sorted(code for code, _ in found(turn_about(grounds), turn_about(house))) == still


def test_a_building_full_of_faults_is_judged_without_a_crash():
    grounds, house = spoilt()
    house["floors"][0]["spaces"][0]["outline_m"] = [[0, 8.2], [45.8, 11], [45.8, 8.2], [0, 11]]
    house["floors"][1]["doors"][0]["joins"][0] = "nowhere"
    house["stairs"][0]["landings"][1]["floor"] = "F9"
    house["floors"][2]["level"] = 1
    del house["floors"][0]["exits"]
    assert found(grounds, house)


def test_rooms_that_share_a_stair_on_both_ways_are_told():
    plan = tower(30, [room("R", 10, 19, 11, 18, level=2)], wells={"A": 0.0})
    whole = campus(plan)
    told = [
        f for f in find_rule_findings(whole, find_routes({"made-up": whole})) if f.code == "R316"
    ]
    assert [f.origin.key for f in told] == ["floors.1"]
    assert '"R"' in told[0].what_en
    assert '"A"' in told[0].what_en
    assert [f for f in find_rule_findings(whole, Routes()) if f.code == "R316"] == []


def test_every_limit_says_where_it_was_read():
    for limit in load_limits().values():
        assert limit.standard.startswith("GB ")
        assert limit.clause[0].isdigit()
        assert len(limit.source) > 10
        assert all(value >= 0 for value in limit.values)
        assert len(limit.values) in {1, 4}


def test_a_limit_that_was_not_read_says_so_wherever_it_is_cited():
    known = next(iter(load_limits().values()))
    for confidence in Confidence:
        cite = replace(known, confidence=confidence).cite
        is_checked = confidence is Confidence.QUOTED
        assert ("出处待核" in cite.zh) is not is_checked
        assert ("source not checked" in cite.en) is not is_checked


@pytest.mark.parametrize("name", load_limits())
def test_every_limit_stands_in_the_documentation(name):
    limit = load_limits()[name]
    rows = [line for line in DOCS.read_text("utf-8").splitlines() if f"| `{name}` |" in line]
    assert len(rows) == 1
    figures = " / ".join(f"{value:g}" if value else "—" for value in limit.values)
    for part in (figures, limit.standard, limit.clause, limit.confidence.value):
        assert part in rows[0]
