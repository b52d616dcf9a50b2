# SPDX-License-Identifier: MIT
"""A poster's film is silent H.264 with a scene a panel, each long enough to be read aloud."""

import io
from itertools import pairwise

import av
import pytest
from PIL import Image, ImageChops

from generator.kept_files import KeptFiles
from generator.office.film import Film, Look, Scene, seconds_of
from generator.office.film_picture import PAINTS, Studio, divide, draw_scene, shoot, title_picture
from generator.settings import THEME

STUDIO = Studio(theme=THEME, kept=KeptFiles(None))

TITLE = Scene(look=Look.TITLE, title="水、电、气、废、人", text="贴在门里侧")
STOP = Scene(
    look=Look.PANEL,
    title="不独做",
    text="一个人的时候只整理数据，不加热，不换气瓶。",
    pictogram="account-group",
    is_forbidden=True,
)
CLOSING = Scene(look=Look.CLOSING, title="少查一样，不锁门。", calls=("119 火警", "120 急救"))
FILM = Film(language="zh", scenes=(TITLE, STOP, CLOSING))
SECONDS = (4, 6, 4)
"""11 of 4 a second, 21 hanzi, 12 with the numbers: at least four seconds each."""


@pytest.fixture(scope="module")
def content() -> bytes:
    return shoot(FILM, STUDIO)


def decode(content: bytes) -> list[Image.Image]:
    with av.open(io.BytesIO(content), "r") as film:
        return [frame.to_image() for frame in film.decode(video=0)]


def test_a_film_is_silent_h264_of_1280_by_720_that_every_player_takes(content: bytes) -> None:
    with av.open(io.BytesIO(content), "r") as film:
        assert len(film.streams) == 1
        context = film.streams.video[0].codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert (context.width, context.height) == (1280, 720)
        assert set(film.metadata) == {"major_brand", "minor_version", "compatible_brands"}
    assert content.index(b"moov") < content.index(b"mdat")


def test_every_scene_stands_as_long_as_it_takes_to_read_it_aloud(content: bytes) -> None:
    assert tuple(seconds_of(scene, "zh") for scene in FILM.scenes) == SECONDS
    frames = decode(content)
    assert len(frames) == sum(SECONDS)
    small = [frame.convert("L").resize((64, 36)) for frame in frames]
    changes = [
        second
        for second, (one, other) in enumerate(pairwise(small), start=1)
        if largest_difference(one, other) > 60
    ]
    assert changes == [4, 10]


def largest_difference(one: Image.Image, other: Image.Image) -> int:
    return max(ImageChops.difference(one, other).tobytes())


def test_english_is_given_its_own_pace() -> None:
    scene = Scene(look=Look.PANEL, title="Water", text="Tell whoever is in charge. " * 4)
    assert seconds_of(scene, "en") == 9  # 21 words of 2.5 a second


def test_the_same_film_gives_the_same_bytes(content: bytes) -> None:
    assert shoot(FILM, STUDIO) == content


def test_a_film_of_an_earlier_build_is_taken_only_where_nothing_has_changed(tmp_path) -> None:
    kept = KeptFiles(tmp_path / "film")
    studio = Studio(theme=THEME, kept=kept)
    made = shoot(Film(language="zh", scenes=(TITLE,)), studio)
    (entry,) = (tmp_path / "film").iterdir()
    kept.put(entry.name, b"left by an earlier build")
    assert shoot(Film(language="zh", scenes=(TITLE,)), studio) == b"left by an earlier build"
    changed = Film(language="zh", scenes=(Scene(look=Look.TITLE, title="水"),))
    assert shoot(changed, studio) not in (made, b"left by an earlier build")


@pytest.mark.parametrize("words", ["长" * 400, "Read this. " * 60, "x" * 500])
def test_what_is_too_long_goes_on_in_another_scene_and_nothing_is_lost(words: str) -> None:
    for scene in (
        Scene(look=Look.PANEL, title="水", text=words, pictogram="account-group"),
        Scene(look=Look.CLOSING, title=words, calls=("119 火警",)),
        Scene(look=Look.TITLE, title=words, text=words),
    ):
        pages = list(divide(scene, THEME))
        assert len(pages) > 1
        shown = "".join(page.title + page.text for page in pages).replace(" ", "")
        bare = words.replace(" ", "")
        assert shown.count(bare[0]) >= bare.count(bare[0])
        for page in pages:
            assert not is_inked_at_the_edge(draw_scene(page, THEME), PAINTS[page.look].ground)
        assert [call for page in pages for call in page.calls] == list(scene.calls)


def is_inked_at_the_edge(picture: Image.Image, ground: tuple[int, int, int]) -> bool:
    """Say whether anything stands within 60 pixels of the edge."""
    plain = Image.new("RGB", picture.size, ground)
    plain.paste(picture.crop((60, 60, 1220, 660)), (60, 60))
    return ImageChops.difference(plain, picture).getbbox() is not None


def test_letters_are_large_and_stand_out_from_their_ground() -> None:
    for paint in PAINTS.values():
        for style in (paint.title, paint.text):
            assert style.size_px >= 40
            light, dark = sorted(map(luminance, (style.colour, paint.ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def luminance(colour: tuple[int, int, int]) -> float:
    parts = (c / 255 for c in colour)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_picture_shown_before_the_film_is_its_first_scene(content: bytes) -> None:
    drawn = Image.open(io.BytesIO(title_picture(FILM, THEME))).convert("RGB")
    assert drawn.size == (1280, 720)
    small, filmed = (each.convert("L").resize((64, 36)) for each in (drawn, decode(content)[0]))
    assert largest_difference(small, filmed) < 25
