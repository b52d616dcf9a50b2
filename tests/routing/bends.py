# SPDX-License-Identifier: MIT
"""By how much the clearance from walls makes a way longer than that of a point among bare walls.

Shrink the clearances by `s`, from 1 down to 0: each bend of the taut way moves towards its corner,
by REACH_M in all at most, and what can be walked only grows. So the length L(s) only falls, and
being convex in `s` (see `test_a_building_drawn_larger_has_ways_as_much_longer`) L(1) - L(0) is no
more than L'(1): what the way pulls at each bend, 2 sin(half its angle), times how far it moves.
"""

from math import atan2, hypot, sin

from generator.routing.passage import CLEARANCE_M, JAMB_M

REACH_M = hypot(CLEARANCE_M, CLEARANCE_M - JAMB_M)
"""How far from the corner of a wall a way bends at most: where the funnel of a door, which begins
a jamb's distance inside the opening and widens by 45°, meets the clearance from the wall."""

EXACT_M = 1e-6
"""What the last digits may take from a length: no way is shorter than that of the point."""


def pull_of(way):
    """Return with what a way pulls at its bends, without unit."""
    total = 0.0
    for a, b, c in zip(way.points, way.points[1:], way.points[2:], strict=False):
        if a.floor == b.floor == c.floor:
            arrive = atan2(b.y_m - a.y_m, b.x_m - a.x_m)
            leave = atan2(c.y_m - b.y_m, c.x_m - b.x_m)
            total += 2 * abs(sin((leave - arrive) / 2))
    return total


def clearance_m(way):
    """Return what the clearance adds to the length of a way at most."""
    return REACH_M * pull_of(way)
