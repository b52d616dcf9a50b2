# SPDX-License-Identifier: MIT
"""Pictures that chat programs show beside a link (Open Graph): title, stages and pictogram.

One for both languages; drawn in 16 shades between ground and letters, so that it stays small.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.addresses import SHELF_OF, share_path
from generator.kept_files import KeptFiles
from generator.model.content import Content
from generator.model.record import Teaching, Text
from generator.render.pictogram_png import draw_pictogram
from generator.settings import Settings

WIDTH_PX, HEIGHT_PX = 1200, 630
"""What Open Graph's readers ask for; 1.91 : 1."""

GROUND, INK = (0x14, 0x50, 0x2F), (0xFF, 0xFF, 0xFF)

SHADES = 16
"""Four bits a pixel."""

EDGE_PX, PICTURE_PX, GAP_PX = 70, 240, 50

SIZES_PX = range(84, 35, -6)
"""The title is as large as it can be; the last is taken however long it is."""

SMALL_PX = 30

PITCH = 1.3

ROOM_PX = 190
"""Height that the title may take in each language."""

_PIECES = re.compile(r"[“‘（《]*(?:(?:[!-~À-ɏ–]|’(?=[A-Za-z]))+|.)[，。、；：！？”’）》]*\s*")
"""What stays on one line: a hanzi with the signs around it, a word of Latin letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a picture says."""

    path: str
    title: Text
    foot: tuple[str, ...]
    """Small lines below."""
    pictogram: str
    """Name in the theme; empty for none."""


def list_shares(content: Content, settings: Settings, words: Mapping[str, Text]) -> Iterator[Share]:
    """Yield the picture of the site, then those of all items."""
    site = settings.name
    yield Share(path=share_path("", "site"), title=site, foot=(), pictogram="")
    for item in content.teaching:
        yield Share(
            path=share_path(SHELF_OF[type(item).__name__], item.id),
            title=item.title,
            foot=(_stages(item, words), f"{site.zh} {site.en}"),
            pictogram=content.topics[item.topic].pictogram,
        )


def _stages(item: Teaching, words: Mapping[str, Text]) -> str:
    names = [words[f"audience.{audience.value}"] for audience in item.audiences]
    return " · ".join(f"{name.zh} {name.en}" for name in names)


def draw_shares(
    shares: Iterator[Share], theme: Path, kept: KeptFiles
) -> Iterator[tuple[str, bytes]]:
    """Yield path and PNG of each picture, taken from an earlier build where nothing changed."""
    for share in shares:
        key = _key(share, theme)
        content = kept.get(key)
        if content is None:
            content = draw_share(share, theme)
            kept.put(key, content)
        yield share.path, content
    kept.forget_unused()


def draw_share(share: Share, theme: Path) -> bytes:
    """Return the picture as a PNG with a palette."""
    shades = Image.new("L", (WIDTH_PX, HEIGHT_PX), 0)
    draw = ImageDraw.Draw(shades)
    if share.pictogram:
        alpha = _pictogram(theme, share.pictogram)
        shades.paste(255, (WIDTH_PX - EDGE_PX - PICTURE_PX, EDGE_PX), alpha)
    room_px = WIDTH_PX - 2 * EDGE_PX - (PICTURE_PX + GAP_PX if share.pictogram else 0)
    y_px = float(EDGE_PX)
    for text, face, largest in (
        (share.title.zh, "NotoSansSC-Bold.ttf", SIZES_PX.start),
        (share.title.en, "NotoSansSC-Regular.ttf", 54),
    ):
        y_px = _write(draw, text, (theme / "fonts" / face, largest), (y_px, room_px)) + GAP_PX / 2
    font = _font(theme / "fonts" / "NotoSansSC-Regular.ttf", SMALL_PX)
    for line, text in enumerate(reversed(share.foot), start=1):
        y_px = HEIGHT_PX - EDGE_PX - line * SMALL_PX * PITCH
        draw.text((EDGE_PX, y_px), _shortened(text, font), fill=255, font=font)
    return _as_png(shades)


def _write(
    draw: ImageDraw.ImageDraw, text: str, face: tuple[Path, int], room: tuple[float, int]
) -> float:
    """Write a text as large as it can be; `room` is its top and width. Return its lower edge."""
    y_px, width_px = room
    file, largest = face
    for size_px in (size for size in SIZES_PX if size <= largest):
        font = _font(file, size_px)
        lines = _lines(text, font, width_px)
        if len(lines) * size_px * PITCH <= ROOM_PX:
            break
    for line in lines:
        draw.text((EDGE_PX, y_px), line, fill=255, font=font)
        y_px += size_px * PITCH
    return y_px


def _shortened(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Return as much of a text as fits on a line, and a sign where something is left out."""
    if font.getlength(text) <= WIDTH_PX - 2 * EDGE_PX:
        return text
    while text and font.getlength(f"{text}…") > WIDTH_PX - 2 * EDGE_PX:
        text = text[:-1]
    return f"{text}…"


def _lines(text: str, font: ImageFont.FreeTypeFont, width_px: float) -> list[str]:
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > width_px:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


@cache
def _font(file: Path, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size_px, layout_engine=ImageFont.Layout.BASIC)


@cache
def _pictogram(theme: Path, name: str) -> Image.Image:
    picture = Image.open(io.BytesIO(draw_pictogram(theme, name, INK)))
    alpha = picture.getchannel("A")
    return alpha.resize((PICTURE_PX, PICTURE_PX), Image.Resampling.BOX)


def _as_png(shades: Image.Image) -> bytes:
    step = 256 // SHADES
    few = shades.point([shade // step for shade in range(256)])
    picture = Image.frombytes("P", few.size, few.tobytes())
    picture.putpalette(
        [
            round(low + (high - low) * shade / (SHADES - 1))
            for shade in range(SHADES)
            for low, high in zip(GROUND, INK, strict=True)
        ]
    )
    target = io.BytesIO()
    picture.save(target, "PNG", bits=4, compress_level=9)
    return target.getvalue()


def _key(share: Share, theme: Path) -> str:
    """Return the SHA-256 of all on which the picture depends."""
    drawing = theme / "pictograms" / f"{share.pictogram}.svg"
    parts = (repr(share), version("pillow"), _program())
    digest = hashlib.sha256("\n".join(parts).encode())
    digest.update(drawing.read_bytes() if share.pictogram else b"")
    return digest.hexdigest()


@cache
def _program() -> str:
    here = Path(__file__)
    makers = (here, here.parents[1] / "render" / "pictogram_png.py")
    return hashlib.sha256(b"".join(path.read_bytes() for path in makers)).hexdigest()
