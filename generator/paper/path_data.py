# SPDX-License-Identifier: MIT
"""The data of an SVG path → the operators that draw it in a PDF, in the same unit.

PDF knows lines and cubic curves alone, so quadratic curves and arcs become cubic ones.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from generator.paper.undrawable import refuse

Spot = tuple[float, float]

PATHS_REMEMBERED = 2048
"""Signs and the walls of a floor come again on every sheet."""

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)")
_BETWEEN = re.compile(r"[\s,]*")

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
"""How many numbers each command takes; S and T, which no drawing of ours has, are left out."""

_LARGE_AT, _SWEEP_AT, _END_AT = 3, 4, 5
"""Where an arc tells which way it takes, and where it ends."""


PLACES, FACTOR_PLACES = 4, 7
"""Decimals of a length, and of what lengths are multiplied by: no place on a page is off by more
than a thousandth of a millimetre."""


def number(value: float, places: int = PLACES) -> str:
    """Return a number without needless noughts."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(PATHS_REMEMBERED)
def path_operators(data: str) -> str:
    """Return the operators of path data; raises Undrawable for what is not understood."""
    if _BETWEEN.sub("", _TOKEN.sub("", data)):
        refuse("path data", data)
    trace = _Trace()
    for command, numbers in _commands(_TOKEN.findall(data)):
        trace.follow(command, numbers)
    return "\n".join(trace.operators)


def _commands(tokens: Sequence[str]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each command with its numbers; further pairs after a move are lines."""
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _COUNTS.get(command.upper())
        if count is None:
            refuse("path command", command)
        at += 1
        while True:
            numbers = tokens[at : at + count]
            if len(numbers) < count or any(each.isalpha() for each in numbers):
                refuse("path command without its numbers", command)
            yield command, tuple(map(float, numbers))
            at += count
            if not count or at >= len(tokens) or tokens[at].isalpha():
                break
            command = {"M": "L", "m": "l"}.get(command, command)


class _Trace:
    """A path as far as it has been followed."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at: Spot = (0.0, 0.0)
        self._start: Spot = (0.0, 0.0)

    def follow(self, command: str, numbers: tuple[float, ...]) -> None:
        """Add one command; a small letter counts from where the path is."""
        if not self.operators and command not in "Mm":
            refuse("a path that begins with", command)
        letter = command.upper()
        _STEPS[letter](self, self._absolute(letter, numbers) if command.islower() else numbers)

    def _absolute(self, letter: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
        x, y = self._at
        if letter == "H":
            return (numbers[0] + x,)
        if letter == "V":
            return (numbers[0] + y,)
        if letter == "A":
            return (*numbers[:_END_AT], numbers[_END_AT] + x, numbers[_END_AT + 1] + y)
        return tuple(value + (y if place % 2 else x) for place, value in enumerate(numbers))

    def move(self, numbers: tuple[float, ...]) -> None:
        self._at = self._start = (numbers[0], numbers[1])
        self._write("m", numbers)

    def line(self, numbers: tuple[float, ...]) -> None:
        self._at = (numbers[0], numbers[1])
        self._write("l", numbers)

    def across(self, numbers: tuple[float, ...]) -> None:
        self.line((numbers[0], self._at[1]))

    def down(self, numbers: tuple[float, ...]) -> None:
        self.line((self._at[0], numbers[0]))

    def cubic(self, numbers: tuple[float, ...]) -> None:
        self._at = (numbers[4], numbers[5])
        self._write("c", numbers)

    def quadratic(self, numbers: tuple[float, ...]) -> None:
        """Add the cubic curve that is the same: its handles reach two thirds as far."""
        (x0, y0), (xh, yh, x, y) = self._at, numbers
        near = (x0 + 2 * (xh - x0) / 3, y0 + 2 * (yh - y0) / 3)
        self.cubic((*near, x + 2 * (xh - x) / 3, y + 2 * (yh - y) / 3, x, y))

    def arc(self, numbers: tuple[float, ...]) -> None:
        end = (numbers[_END_AT], numbers[_END_AT + 1])
        if not numbers[0] or not numbers[1] or end == self._at:
            self.line(end)
            return
        for curve in _curves_of_arc(self._at, numbers):
            self.cubic(curve)

    def close(self, _: tuple[float, ...]) -> None:
        self._at = self._start
        self._write("h", ())

    def _write(self, operator: str, numbers: tuple[float, ...]) -> None:
        self.operators.append(" ".join([*map(number, numbers), operator]))


_STEPS: Mapping[str, Callable[[_Trace, tuple[float, ...]], None]] = {
    "M": _Trace.move,
    "L": _Trace.line,
    "H": _Trace.across,
    "V": _Trace.down,
    "C": _Trace.cubic,
    "Q": _Trace.quadratic,
    "A": _Trace.arc,
    "Z": _Trace.close,
}


def _curves_of_arc(start: Spot, numbers: tuple[float, ...]) -> Iterator[tuple[float, ...]]:
    """Yield cubic curves of a quarter turn at most. Source: SVG 1.1, F.6.5 and F.6.6."""
    tilt, end = radians(numbers[2]), (numbers[_END_AT], numbers[_END_AT + 1])
    half = _turned(((start[0] - end[0]) / 2, (start[1] - end[1]) / 2), -tilt)
    grown = max(1.0, hypot(half[0] / numbers[0], half[1] / numbers[1]))
    rx, ry = abs(numbers[0]) * grown, abs(numbers[1]) * grown
    ratio = (half[0] / rx) ** 2 + (half[1] / ry) ** 2
    is_far = bool(numbers[_LARGE_AT]) != bool(numbers[_SWEEP_AT])
    reach = sqrt(max(0.0, 1 / ratio - 1)) * (1 if is_far else -1)
    middle = (reach * rx * half[1] / ry, -reach * ry * half[0] / rx)
    centre = _turned(middle, tilt)
    centre = (centre[0] + (start[0] + end[0]) / 2, centre[1] + (start[1] + end[1]) / 2)
    first = atan2((half[1] - middle[1]) / ry, (half[0] - middle[0]) / rx)
    sweep = atan2((-half[1] - middle[1]) / ry, (-half[0] - middle[0]) / rx) - first
    if numbers[_SWEEP_AT] and sweep < 0:
        sweep += 2 * pi
    elif not numbers[_SWEEP_AT] and sweep > 0:
        sweep -= 2 * pi
    yield from _quarters(centre, (rx, ry, tilt), (first, sweep))


def _quarters(
    centre: Spot, ellipse: tuple[float, float, float], turn: tuple[float, float]
) -> Iterator[tuple[float, ...]]:
    """Yield the curves of an arc; `ellipse` is both radii and the tilt, `turn` start and sweep."""
    first, sweep = turn
    count = max(1, ceil(abs(sweep) / (pi / 2) - 1e-9))
    step = sweep / count
    handle = 4 / 3 * tan(step / 4)
    for place in range(count):
        begin, end = first + place * step, first + (place + 1) * step
        spots = (
            (cos(begin) - handle * sin(begin), sin(begin) + handle * cos(begin)),
            (cos(end) + handle * sin(end), sin(end) - handle * cos(end)),
            (cos(end), sin(end)),
        )
        yield tuple(part for spot in spots for part in _on_ellipse(spot, centre, ellipse))


def _on_ellipse(spot: Spot, centre: Spot, ellipse: tuple[float, float, float]) -> Spot:
    rx, ry, tilt = ellipse
    x, y = _turned((rx * spot[0], ry * spot[1]), tilt)
    return centre[0] + x, centre[1] + y


def _turned(spot: Spot, by: float) -> Spot:
    x, y = spot
    return x * cos(by) - y * sin(by), x * sin(by) + y * cos(by)
