# SPDX-License-Identifier: MIT
"""How far away a printed code can still be read: rates for levels, sizes and distances.

    python bench/code_decode.py [trials]

A code is printed (dark and light paper of given grey), made dirty, seen by a camera at a distance
(so many pixels a millimetre), tilted, blurred and with noise, and handed to the decoders. Rates
are of a simulation with fixed seeds; no telephone was held to a wall.
"""

import math
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}

ADDRESSES = ("HTTPS://SCHOOL.EXAMPLE/Q/NEDC2/", "HTTPS://ANQUAN.DISANXIAOXUE.EDU.CN/Q/NEDC2/")
"""31 and 43 characters."""

SIDES_MM = (42, 60, 80)
"""With quiet zone."""

DISTANCES_M = (0.5, 1.0, 1.5, 2.0, 3.0)

FIELD_DEG = 67.0
"""Long side of a telephone's main camera."""

CAMERAS = {"1080p": 1920, "12 MP": 4032}
"""Pixels along the long side: what scanners look at while one aims, and a photograph."""

TILT_SAMPLES = 4
"""Pixels drawn for each pixel of the camera, before they are averaged."""

QUIET = 4

Picture: TypeAlias = NDArray[np.uint8]

Corner: TypeAlias = tuple[float, float]

Decoder: TypeAlias = Callable[[Image.Image], str]


@dataclass(frozen=True, kw_only=True)
class View:
    """How a code is seen."""

    name: str
    tilt_deg: float = 0.0
    blur_px: float = 0.0
    noise: float = 0.0
    dirt: float = 0.0
    """Share of the code under blobs."""
    dark: int = 20
    light: int = 245


VIEWS = (
    View(name="clean"),
    View(name="tilt 40°", tilt_deg=40),
    View(name="blur 1.2 px", blur_px=1.2),
    View(name="noise σ 25", noise=25),
    View(name="dirt 3 %", dirt=0.03),
    View(name="dirt 8 %", dirt=0.08),
    View(name="grey print", dark=95, light=190, noise=6),
    View(name="all at once", tilt_deg=25, blur_px=0.8, noise=12, dirt=0.02, dark=60, light=215),
)


def modules(text: str, level: str) -> Picture:
    """Return the code, quiet zone included: 1 dark, 0 light."""
    code = QRCode(error_correction=LEVELS[level], border=QUIET, mask_pattern=3)
    code.add_data(text)
    code.make(fit=True)
    return np.array(code.get_matrix(), dtype=np.uint8)


def photograph(code: Picture, px: float, view: View, chance: np.random.Generator) -> Image.Image:
    """Return what the camera sees of a code whose side is `px` pixels."""
    printed = _soil(_print(code, view), view, chance)
    seen = _tilt(printed, px, view.tilt_deg, chance)
    if view.blur_px:
        seen = seen.filter(ImageFilter.GaussianBlur(view.blur_px))
    grain = chance.normal(0, view.noise + 2, (seen.height, seen.width))
    return Image.fromarray(np.clip(np.asarray(seen) + grain, 0, 255).astype(np.uint8))


def _print(code: Picture, view: View) -> Image.Image:
    grey = np.where(code, view.dark, view.light).astype(np.uint8)
    return Image.fromarray(np.kron(grey, np.ones((12, 12), dtype=np.uint8)))


def _soil(printed: Image.Image, view: View, chance: np.random.Generator) -> Image.Image:
    """Put dark and light blobs on the code until the wanted share of it lies under them."""
    if not view.dirt:
        return printed
    soiled, side = printed.copy(), printed.width
    pen = ImageDraw.Draw(soiled)
    covered = 0.0
    while covered < view.dirt:
        radius = chance.uniform(0.015, 0.05) * side
        x, y = chance.uniform(0.12, 0.88, 2) * side
        grey = int(chance.choice([view.dark, view.light, 130]))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=grey)
        covered += math.pi * radius**2 / (0.76 * side) ** 2
    return soiled


def _tilt(
    printed: Image.Image, px: float, tilt_deg: float, chance: np.random.Generator
) -> Image.Image:
    """Return the code turned in space about a chance axis, on light ground, at camera pixels."""
    side, fine = printed.width, px * TILT_SAMPLES
    room = round(px * 1.5)
    spin, axis = math.radians(chance.uniform(-8, 8)), chance.uniform(0, math.tau)
    shift = chance.uniform(-0.5, 0.5, 2) * TILT_SAMPLES
    centre = room * TILT_SAMPLES / 2
    corners = [
        _project(u, v, math.radians(tilt_deg), axis, spin)
        for u, v in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
    ]
    target = [(centre + x * fine + shift[0], centre + y * fine + shift[1]) for x, y in corners]
    source = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)]
    return printed.transform(
        (room * TILT_SAMPLES, room * TILT_SAMPLES),
        Image.Transform.PERSPECTIVE,
        _coefficients(target, source),
        Image.Resampling.BILINEAR,
        fillcolor=225,
    ).resize((room, room), Image.Resampling.BOX)


def _project(u: float, v: float, tilt: float, axis: float, spin: float) -> tuple[float, float]:
    x, y = u * math.cos(spin) - v * math.sin(spin), u * math.sin(spin) + v * math.cos(spin)
    along = x * math.cos(axis) + y * math.sin(axis)
    across = -x * math.sin(axis) + y * math.cos(axis)
    depth = 1 + 0.06 * across * math.sin(tilt)
    across *= math.cos(tilt)
    x = along * math.cos(axis) - across * math.sin(axis)
    y = along * math.sin(axis) + across * math.cos(axis)
    return x / depth, y / depth


def _coefficients(target: list[Corner], source: list[Corner]) -> list[float]:
    """Return Pillow's eight numbers that take the corners of `target` to those of `source`."""
    rows: list[list[float]] = []
    wanted: list[float] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return [float(c) for c in np.linalg.solve(np.array(rows), np.array(wanted))]


def read_by_zxing(picture: Image.Image) -> str:
    """Return what zxing-cpp reads."""
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
    found = zxingcpp.read_barcodes(picture, formats=formats)
    return found[0].text if found else ""


def decoders() -> dict[str, Decoder]:
    """Return the decoders that are installed."""
    known: dict[str, Decoder] = {"zxing": read_by_zxing}
    try:
        import cv2  # noqa: PLC0415 - only where somebody has put it
    except ImportError:
        return known
    reader = cv2.QRCodeDetector()

    def read(picture: Image.Image) -> str:
        with suppress(cv2.error):  # it stumbles over some pictures
            return str(reader.detectAndDecode(np.asarray(picture))[0])
        return ""

    return known | {"OpenCV": read}


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A code that is shown to a decoder again and again."""

    text: str
    level: str
    read: Decoder
    count: int

    @property
    def code(self) -> Picture:
        """Return the modules of the code."""
        return modules(self.text, self.level)

    def rate(self, px: float, view: View) -> float:
        """Return the share of trials in which the code was read rightly."""
        code, seen = self.code, 0
        for seed in range(self.count):
            picture = photograph(code, px, view, np.random.default_rng(seed))
            seen += self.read(picture) == self.text
        return seen / self.count

    def mean(self, px: float) -> float:
        """Return the mean rate over all views."""
        return sum(self.rate(px, view) for view in VIEWS) / len(VIEWS)


def pixels(side_mm: float, distance_m: float, camera: str) -> float:
    """Return how many pixels the side of a code has in a camera."""
    width_mm = 2000 * distance_m * math.tan(math.radians(FIELD_DEG / 2))
    return CAMERAS[camera] * side_mm / width_mm


def by_distance(trials: int) -> Iterator[str]:
    """Yield the mean rate over all views, for every level, size and distance, on the preview."""
    heads = ("decoder", "characters", "level", "modules", "side mm", "module mm")
    yield _row([*heads, *(f"{d} m" for d in DISTANCES_M)])
    yield "| --- " * (len(heads) + len(DISTANCES_M)) + "|"
    for (name, read), text, level in product(decoders().items(), ADDRESSES, LEVELS):
        trial = Trial(text=text, level=level, read=read, count=trials)
        size = len(trial.code)
        for side in SIDES_MM:
            rates = [trial.mean(pixels(side, d, "1080p")) for d in DISTANCES_M]
            first = [name, len(text), level, size - 2 * QUIET, side, f"{side / size:.2f}"]
            yield _row([*first, *(f"{r:.2f}" for r in rates)])


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def by_view(trials: int, side: float, distance: float) -> Iterator[str]:
    """Yield the rate in every view for one size and distance."""
    yield _row([f"{side} mm at {distance} m, 31 characters", *(v.name for v in VIEWS)])
    yield "| --- " * (1 + len(VIEWS)) + "|"
    for name, read in decoders().items():
        for level in LEVELS:
            trial = Trial(text=ADDRESSES[0], level=level, read=read, count=trials)
            px = pixels(side, distance, "1080p")
            rates = [trial.rate(px, view) for view in VIEWS]
            yield _row([f"{name} {level}", *(f"{r:.2f}" for r in rates)])


def by_camera(trials: int, side: float) -> Iterator[str]:
    """Yield the mean rate over all views at level M for what each camera sees."""
    yield _row([f"{side} mm, M, 31 characters", *(f"{d} m" for d in DISTANCES_M)])
    yield "| --- " * (1 + len(DISTANCES_M)) + "|"
    trial = Trial(text=ADDRESSES[0], level="M", read=read_by_zxing, count=trials)
    for camera in CAMERAS:
        rates = [trial.mean(pixels(side, d, camera)) for d in DISTANCES_M]
        yield _row([f"zxing, {camera}", *(f"{r:.2f}" for r in rates)])


def main() -> None:
    """Print the tables."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    tables = (
        by_distance(trials),
        by_view(3 * trials, 60, 0.5),
        by_view(3 * trials, 60, 1.0),
        by_camera(trials, 60),
    )
    for table in tables:
        for line in (*table, ""):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
