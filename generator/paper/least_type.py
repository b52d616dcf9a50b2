# SPDX-License-Identifier: MIT
"""The smallest type of papers: what does not fit at it is told (D702), never set smaller.

Heights of capitals are 0.733 of a size of Muster Sans; a hanzi is about a fifth higher.
"""

LEAST_TEXT_PT = 9.0
"""What somebody reads in order to act, on a wall or in the hand: 小五.

Its capitals seen from 50 cm, where somebody stands who reads a notice, are 16 minutes of arc high,
the least for reading (ISO 9241-3; NUREG-0700, 1.3.1-4); from 40 cm, as it is held, 20, which both
prefer.
"""

LEAST_NOTE_PT = 6.5
"""Sources, imprints and hints beside a field: 小六, the smallest usual size of Chinese print.

Its capitals are 14 minutes of arc high at 40 cm: below the least for reading, above the 10 at which
single signs are still told apart. They are looked up, not read in an emergency.
"""


def sizes_down(largest_pt: float, step_pt: float) -> tuple[float, ...]:
    """Return the sizes in pt in which a text is tried, largest first, down to LEAST_TEXT_PT."""
    steps = int((largest_pt - LEAST_TEXT_PT) / step_pt + 0.5)
    return tuple(round(LEAST_TEXT_PT + step * step_pt, 1) for step in range(steps, -1, -1))
