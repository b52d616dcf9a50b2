# SPDX-License-Identifier: MIT
"""QR codes as one path; the only module that knows the `qrcode` library."""

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET_ZONE = 4
"""Clear modules on each side. Source: ISO/IEC 18004."""

LEVELS = (ERROR_CORRECT_H, ERROR_CORRECT_Q, ERROR_CORRECT_M)
"""The strongest first. Fewer, larger modules help a camera at a distance more than a stronger
level does (docs/decisions/010); so the level may not cost a single module."""

MASK_PATTERN = 3
"""Any of the eight is readable; a fixed one spares the search and keeps the drawing stable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrPath:
    """A QR code drawn in modules, quiet zone included."""

    path: str
    """Dark modules as SVG path data; one module is one unit."""
    size: int
    """Side in modules, both quiet zones included."""


def draw_qr(text: str) -> QrPath:
    """Return `text` as the smallest QR code of level M, at the strongest level of that size."""
    smallest = _version(text, ERROR_CORRECT_M)
    level = next(level for level in LEVELS if _version(text, level) == smallest)
    code = _begin(text, level)
    code.make(fit=True)
    rows = code.modules
    runs = (run for row, modules in enumerate(rows) for run in _row_runs(row, modules))
    return QrPath(path="".join(runs), size=len(rows) + 2 * QUIET_ZONE)


def _version(text: str, level: int) -> int:
    """Return the size class of a code: 1 has 21 modules a side, each further one 4 more."""
    return int(_begin(text, level).best_fit())


def _begin(text: str, level: int) -> "QRCode":
    code = QRCode(error_correction=level, border=0, mask_pattern=MASK_PATTERN)
    code.add_data(text)
    return code


def _row_runs(row: int, modules: list[bool | None]) -> list[str]:
    """Return one rectangle for each run of dark modules of a row."""
    runs = []
    column = 0
    for is_dark, group in groupby(modules, bool):
        length = len(list(group))
        if is_dark:
            left, top = column + QUIET_ZONE, row + QUIET_ZONE
            runs.append(f"M{left} {top}h{length}v1h-{length}z")
        column += length
    return runs
