# SPDX-License-Identifier: MIT
"""Scenes of a film as pictures of 1280 × 720 pixels; letters are never smaller than 40."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.kept_files import KeptFiles
from generator.office.film import Film, Look, Scene, seconds_of
from generator.office.mp4 import HEIGHT_PX, WIDTH_PX, Still, encoder_name, write_mp4
from generator.render.pictogram_png import SIDE_PX, draw_pictogram

Colour = tuple[int, int, int]

WHITE, INK, GREEN, DARK_GREEN, RED = (
    (0xFF, 0xFF, 0xFF),
    (0x2B, 0x2B, 0x2C),
    (0x23, 0x7F, 0x52),
    (0x14, 0x50, 0x2F),
    (0x9B, 0x24, 0x23),
)
"""The colours of the poster."""

EDGE_PX = 80
"""On every side; screens that are televisions cut a little off."""

PICTURE_ROOM_PX = SIDE_PX + 60

PITCH = 1.36
"""From one line to the next, as a share of the size."""

GAP_PX = 24
"""Between title, text and calls."""

BORDER_PX = 10

ROOM_PX = HEIGHT_PX - 2 * EDGE_PX
"""Height of all that is written in a scene."""

BOLD, REGULAR = "NotoSansSC-Bold.ttf", "NotoSansSC-Regular.ttf"

MAKERS = ("film.py", "film_picture.py", "mp4.py", "../render/pictogram_png.py")
"""Our modules on which the bytes of a film depend."""

_PIECES = re.compile(r"[“‘（《]*(?:(?:[!-~À-ɏ–]|’(?=[A-Za-z]))+|.)[，。、；：！？”’）》]*\s*")
"""What stays on one line: a hanzi with the signs around it, a word of Latin letters."""

_SENTENCES = re.compile(r"(?<=[。！？；])|(?<=[.!?;] )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Letters of one size, face and colour."""

    size_px: int
    colour: Colour
    face: str = REGULAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How scenes of one look are drawn."""

    ground: Colour
    title: Style
    text: Style


CROSS = Style(size_px=150, colour=RED, face=BOLD)

PAINTS = {
    Look.TITLE: Paint(
        ground=GREEN,
        title=Style(size_px=88, colour=WHITE, face=BOLD),
        text=Style(size_px=48, colour=WHITE),
    ),
    Look.PANEL: Paint(
        ground=WHITE,
        title=Style(size_px=64, colour=INK, face=BOLD),
        text=Style(size_px=52, colour=INK),
    ),
    Look.CLOSING: Paint(
        ground=WHITE,
        title=Style(size_px=72, colour=DARK_GREEN, face=BOLD),
        text=Style(size_px=64, colour=RED, face=BOLD),
    ),
    Look.IMPRINT: Paint(
        ground=WHITE,
        title=Style(size_px=44, colour=INK, face=BOLD),
        text=Style(size_px=40, colour=INK),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """Where letters and pictograms lie, and what earlier builds filmed."""

    theme: Path
    kept: KeptFiles


def shoot(film: Film, studio: Studio) -> bytes:
    """Return a film as .mp4, taken from an earlier build where nothing of it has changed."""
    key = _film_key(film, studio.theme)
    known = studio.kept.get(key)
    if known is not None:
        return known
    content = write_mp4(_stills(film, studio.theme))
    studio.kept.put(key, content)
    return content


def title_picture(film: Film, theme: Path) -> bytes:
    """Return the first picture of a film as PNG, shown until somebody starts it."""
    target = io.BytesIO()
    first = next(divide(film.scenes[0], theme))
    drawn = draw_scene(first, theme).quantize(32)
    drawn.save(target, "PNG", compress_level=9)
    return target.getvalue()


def divide(scene: Scene, theme: Path) -> Iterator[Scene]:
    """Yield a scene, or several that have room; the title stands on each of them."""
    if _has_long_title(scene, theme):
        yield from divide(replace(scene, title="", text=scene.title, calls=()), theme)
        scene = replace(scene, title="")
    if scene.text:
        yield from _divide_text(scene, theme)
    elif scene.title or scene.calls:
        yield scene


def _has_long_title(scene: Scene, theme: Path) -> bool:
    """Say whether a title leaves no room for its calls or for two lines of text."""
    paint = PAINTS[scene.look]
    least = (len(scene.calls) or 2) * paint.text.size_px * PITCH + GAP_PX
    beside = least if scene.text or scene.calls else 0.0
    alone = _height(replace(scene, text="", calls=()), theme)
    return bool(scene.title) and alone + beside > ROOM_PX


def _divide_text(scene: Scene, theme: Path) -> Iterator[Scene]:
    text = ""
    for piece in _short_pieces(scene, theme):
        if text and not _has_room(replace(scene, text=text + piece), theme):
            yield replace(scene, text=text.strip())
            text = ""
        text += piece
    yield replace(scene, text=text.strip())


def draw_scene(scene: Scene, theme: Path) -> Image.Image:
    """Return the picture of a scene that has room."""
    paint = PAINTS[scene.look]
    picture = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), paint.ground)
    canvas = ImageDraw.Draw(picture)
    if scene.pictogram:
        _place_pictogram(picture, scene, theme)
    if scene.is_forbidden:
        _forbid(canvas, theme)
    y = (HEIGHT_PX - _height(scene, theme)) / 2
    for style, lines in _blocks(scene, theme):
        for line in lines:
            spot = (_left(scene), y)
            canvas.text(spot, line.rstrip(), font=_font(theme, style), fill=style.colour)
            y += style.size_px * PITCH
        y += GAP_PX
    return picture


def _stills(film: Film, theme: Path) -> Iterator[Still]:
    for scene in film.scenes:
        for page in divide(scene, theme):
            picture = draw_scene(page, theme).convert("RGBA")
            yield Still(rgba=picture.tobytes(), seconds=seconds_of(page, film.language))


def _place_pictogram(picture: Image.Image, scene: Scene, theme: Path) -> None:
    colour = RED if scene.is_forbidden else DARK_GREEN
    drawn = Image.open(io.BytesIO(draw_pictogram(theme, scene.pictogram, colour)))
    picture.paste(drawn, (EDGE_PX, (HEIGHT_PX - SIDE_PX) // 2), drawn)


def _forbid(canvas: ImageDraw.ImageDraw, theme: Path) -> None:
    """Frame a scene in red and put the poster's cross above its picture."""
    canvas.rectangle((0, 0, WIDTH_PX - 1, HEIGHT_PX - 1), outline=RED, width=BORDER_PX)
    spot = (EDGE_PX + SIDE_PX / 2, (HEIGHT_PX - SIDE_PX) / 2)
    canvas.text(spot, "×", font=_font(theme, CROSS), fill=RED, anchor="mb")


def _left(scene: Scene) -> int:
    return EDGE_PX + (PICTURE_ROOM_PX if scene.pictogram else 0)


def _width(scene: Scene) -> int:
    return WIDTH_PX - EDGE_PX - _left(scene)


def _has_room(scene: Scene, theme: Path) -> bool:
    return _height(scene, theme) <= ROOM_PX


def _height(scene: Scene, theme: Path) -> float:
    blocks = list(_blocks(scene, theme))
    lines = sum(len(lines) * style.size_px * PITCH for style, lines in blocks)
    return lines + GAP_PX * (len(blocks) - 1)


def _blocks(scene: Scene, theme: Path) -> Iterator[tuple[Style, tuple[str, ...]]]:
    """Yield title, text and calls, each with its letters and in its lines."""
    paint = PAINTS[scene.look]
    said = (
        (scene.title, paint.title),
        (scene.text, paint.text),
        ("\n".join(scene.calls), paint.text),
    )
    for text, style in said:
        if text:
            yield style, tuple(_wrap(text, _font(theme, style), _width(scene)))


def _short_pieces(scene: Scene, theme: Path) -> Iterator[str]:
    """Yield sentences; of one that is too long for a scene alone, its lines."""
    style = PAINTS[scene.look].text
    for sentence in _SENTENCES.split(scene.text):
        if _has_room(replace(scene, text=sentence), theme):
            yield sentence
        else:
            yield from _wrap(sentence, _font(theme, style), _width(scene))


def _wrap(text: str, font: ImageFont.FreeTypeFont, room_px: float) -> Iterator[str]:
    """Yield the lines into which a text falls; the last blank of a line stays."""
    for paragraph in text.splitlines():
        line = ""
        for piece in _pieces(paragraph, font, room_px):
            if line and font.getlength((line + piece).rstrip()) > room_px:
                yield line
                line = ""
            line += piece
        yield line


def _pieces(text: str, font: ImageFont.FreeTypeFont, room_px: float) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if font.getlength(piece.rstrip()) > room_px:
            yield from piece
        else:
            yield piece


@cache
def _font(theme: Path, style: Style) -> ImageFont.FreeTypeFont:
    path, plain = theme / "fonts" / style.face, ImageFont.Layout.BASIC
    return ImageFont.truetype(path, style.size_px, layout_engine=plain)


def _film_key(film: Film, theme: Path) -> str:
    """Return what a film is made from, with what makes it, as a SHA-256 in hexadecimal."""
    digest = hashlib.sha256(f"{_maker(theme)}{film!r}".encode(errors="replace"))
    for name in sorted({scene.pictogram for scene in film.scenes if scene.pictogram}):
        digest.update((theme / "pictograms" / f"{name}.svg").read_bytes())
    return digest.hexdigest()


@cache
def _maker(theme: Path) -> str:
    own = [Path(__file__).parent / name for name in MAKERS]
    letters = [theme / "fonts" / face for face in (BOLD, REGULAR)]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in (*own, *letters)))
    return f"{digest.hexdigest()} {encoder_name()} pillow {version('pillow')} "
