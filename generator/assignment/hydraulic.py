# SPDX-License-Identifier: MIT
"""The simplified hydraulic method of IMO MSC.1/Circ.1533, annex 2, appendix 1.

People are treated like water: ways are pipes, doors are valves. The figures were read in the
circular's tables 1.1 to 1.3 (reprinted at imorules.com, GUID-988C5148 and GUID-010E9E34). They
hold for adults on ships; no table for pupils is published, so nothing here is a promise.

Widths are clear widths, as the method takes them: stairs between the handrails, doors fully
open. No boundary layer is taken off; the SFPE handbook, which measures from wall to wall, takes
0.15 m off on either side.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from types import MappingProxyType

DOOR_FLOW = 1.3
"""Greatest specific flow through a doorway, persons per metre and second (table 1.2)."""
STAIR_DOWN_FLOW = 1.1
"""Greatest specific flow down a stair (table 1.2)."""
STAIR_UP_FLOW = 0.88
"""Greatest specific flow up a stair (table 1.2)."""
CORRIDOR_FLOW = 1.3
"""Greatest specific flow along a corridor (table 1.2)."""

FREE_SPEED = 1.2
"""Speed on the flat, m/s, where nobody is in the way (table 1.1)."""
CORRIDOR_SPEED = 0.67
"""Speed on the flat at the greatest flow (table 1.3)."""
STAIR_DOWN_SPEED = 0.55
"""Speed down a stair, along the slope, at the greatest flow (table 1.3)."""
STAIR_UP_SPEED = 0.44
"""Speed up a stair, along the slope, at the greatest flow (table 1.3)."""
FREE_STAIR_SPEED = 1.0
"""Speed down a stair where nobody is in the way (table 1.3); nobody is quicker on a stair."""

STEP_S = 5
"""Times are told in steps of so many seconds, rounded up: the method is no finer."""

Curve = Sequence[tuple[float, float]]

FLOW_BY_DENSITY: Curve = ((0, 0), (0.5, 0.65), (1.9, 1.3), (3.2, 0.65), (3.5, 0.32))
SPEED_BY_DENSITY: Curve = ((0, 1.2), (0.5, 1.2), (1.9, 0.67), (3.2, 0.20), (3.5, 0.10))
CORRIDOR_SPEED_BY_FLOW: Curve = ((0, 1.2), (0.65, 1.2), (1.3, CORRIDOR_SPEED))
STAIR_DOWN_SPEED_BY_FLOW: Curve = ((0, 1.0), (0.54, 1.0), (1.1, STAIR_DOWN_SPEED))
STAIR_UP_SPEED_BY_FLOW: Curve = ((0, 0.8), (0.43, 0.8), (0.88, STAIR_UP_SPEED))

CONSTANTS = MappingProxyType(
    {
        "door_flow": DOOR_FLOW,
        "stair_down_flow": STAIR_DOWN_FLOW,
        "stair_up_flow": STAIR_UP_FLOW,
        "corridor_speed": CORRIDOR_SPEED,
        "stair_down_speed": STAIR_DOWN_SPEED,
        "stair_up_speed": STAIR_UP_SPEED,
        "free_speed": FREE_SPEED,
        "free_stair_speed": FREE_STAIR_SPEED,
    }
)
"""What an estimate rests on: flows in persons per metre and second, speeds in m/s."""


def read_curve(curve: Curve, at: float) -> float:
    """Return the value of a table at a place, straight between its rows, flat beyond them."""
    for (x0, y0), (x1, y1) in pairwise(curve):
        if at <= x1:
            return y0 + (y1 - y0) * (max(at, x0) - x0) / (x1 - x0)
    return curve[-1][1]


def corridor_flow(density: float) -> float:
    """Return the specific flow at which a corridor with so many persons/m² starts (table 1.1)."""
    return read_curve(FLOW_BY_DENSITY, density)


def corridor_speed(density: float) -> float:
    """Return the speed, m/s, in a corridor with so many persons/m² (table 1.1)."""
    return read_curve(SPEED_BY_DENSITY, density)


def stair_speed(specific_flow: float, *, is_up: bool = False) -> float:
    """Return the speed along the slope of a stair at a specific flow (table 1.3)."""
    return read_curve(STAIR_UP_SPEED_BY_FLOW if is_up else STAIR_DOWN_SPEED_BY_FLOW, specific_flow)


def flow_s(head_count: float, width_m: float, specific_flow: float) -> float:
    """Return the seconds that so many people take to pass: N / (Fs · Wc)."""
    return head_count / (specific_flow * width_m)


def merged_flow(inflows: Sequence[float], width_m: float, most: float) -> float:
    """Return the specific flow beyond a place where streams meet.

    What comes in goes out, up to the greatest specific flow of what follows; the rest waits
    (appendix 1, 2.2.5 and formula 1.7). `inflows` are persons per second.
    """
    return min(most, sum(inflows) / width_m)


def in_steps_s(seconds: float) -> float:
    """Return a time rounded up to whole steps."""
    return float(STEP_S * ceil(round(seconds / STEP_S, 3)))


def travel_s(deck_s: float, longest_flow_s: float, stair_s: float, after_s: float = 0.0) -> float:
    """Return the time of an escape route (appendix 1, formula of t_I).

    It is the walk to the stair, the longest flow time on the whole route, the walk on the stair,
    and the walk after it. The correction factors of the circular (2.3 in all) are for ships.
    """
    return deck_s + longest_flow_s + stair_s + after_s
