# SPDX-License-Identifier: MIT
"""What is impossible and what misses a standard is told together."""

from generator.routing.building_findings import find_building_findings
from generator.routing.escape import find_routes
from tests.routing.small_building import campus, read_sample


def test_faults_and_rules_are_told_together_and_alike_with_routes_or_without():
    grounds, house = read_sample()
    house["posting_places"][0]["serves"] = "301"
    house["stairs"][0]["flight_width_m"] = 1.5
    whole = campus(house, grounds)
    found = list(find_building_findings(whole))
    assert {f.code for f in found} >= {"R217", "R312"}
    assert list(find_building_findings(whole, find_routes({"sample": whole}))) == found


def test_the_sample_school_has_nothing_to_tell():
    grounds, house = read_sample()
    assert list(find_building_findings(campus(house, grounds))) == []


def test_a_floor_without_refuges_is_told_with_the_rest():
    grounds, house = read_sample()
    del house["floors"][1]["refuges"]
    found = list(find_building_findings(campus(house, grounds)))
    assert [(f.code, f.origin.key) for f in found] == [("R219", "floors.1")]
