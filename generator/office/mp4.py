# SPDX-License-Identifier: MIT
"""Stills as a silent film, H.264 in .mp4; the one place that knows PyAV (FFmpeg, x264)."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

import av
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream

WIDTH_PX, HEIGHT_PX = 1280, 720

FRAMES_PER_SECOND = 1
"""Pictures stand still for seconds; more frames say nothing more."""

MUXER = {"movflags": "+faststart", "fflags": "+bitexact"}
"""The index stands in front, so that a film begins while it is fetched; no time, no program."""

ENCODER = {
    "preset": "veryfast",
    "tune": "stillimage",
    "qp": "29",
    "threads": "1",
    "x264-params": "ipratio=1:bframes=0:scenecut=0:keyint=infinite:8x8dct=1",
}
"""One quality for every frame, so that a repeated picture takes some twenty bytes."""

BT_709 = 1
"""Number of the colour space of high definition (ITU-T H.273)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """A picture and how long it stands."""

    rgba: bytes
    """1280 × 720 pixels of four bytes, row by row."""
    seconds: int


def write_mp4(stills: Iterable[Still]) -> bytes:
    """Return a film of stills; the same stills give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="muster-film-") as folder:
        path = Path(folder) / "film.mp4"
        with av.open(str(path), "w", format="mp4", options=MUXER) as film:
            stream = film.add_stream("libx264", rate=FRAMES_PER_SECOND, options=ENCODER)
            _shape(stream)
            for frame in _frames(stills):
                film.mux(stream.encode(frame))
            film.mux(stream.encode())
        return path.read_bytes()


def encoder_name() -> str:
    """Return what writes the films, with its version."""
    return f"av {version('av')} {MUXER} {ENCODER}"


def _shape(stream: VideoStream) -> None:
    stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
    context = stream.codec_context
    context.thread_count = 1
    context.colorspace = context.color_primaries = context.color_trc = BT_709
    context.color_range = ColorRange.MPEG


def _frames(stills: Iterable[Still]) -> Iterator[VideoFrame]:
    """Yield a frame a second; every picture begins with a frame that needs no other."""
    time = 0
    for still in stills:
        picture = VideoFrame.from_bytes(still.rgba, WIDTH_PX, HEIGHT_PX, "rgba")
        frame = picture.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
        for second in range(still.seconds * FRAMES_PER_SECOND):
            frame.pict_type = PictureType.NONE if second else PictureType.I
            frame.pts, frame.time_base = time, Fraction(1, FRAMES_PER_SECOND)
            yield frame
            time += 1
