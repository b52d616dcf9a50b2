# SPDX-License-Identifier: MIT
"""QR codes as one path; the only module that knows the `qrcode` library."""

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET_ZONE = 4
"""Clear modules on each side. Source: ISO/IEC 18004."""

LARGEST_Q_VERSION = 2
"""Up to here level Q is affordable; beyond it larger modules help a camera more."""

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
    """Return `text` as a QR code: level Q up to version 2, else M."""
    code = _encode(text, ERROR_CORRECT_Q)
    if code.version > LARGEST_Q_VERSION:
        code = _encode(text, ERROR_CORRECT_M)
    rows = code.modules
    runs = (run for row, modules in enumerate(rows) for run in _row_runs(row, modules))
    return QrPath(path="".join(runs), size=len(rows) + 2 * QUIET_ZONE)


def _encode(text: str, level: int) -> "QRCode":
    code = QRCode(error_correction=level, border=0, mask_pattern=MASK_PATTERN)
    code.add_data(text)
    code.make(fit=True)
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
