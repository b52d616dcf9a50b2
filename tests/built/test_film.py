# SPDX-License-Identifier: MIT
"""Every poster has its film in both languages, and its page plays it."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest
from playwright.sync_api import Page

from tests.built.output import wait_until

LARGEST_BYTES = 400_000
"""Loads within seconds on a telephone."""


def test_every_poster_has_a_small_film_and_its_picture_in_both_languages(dist: Path) -> None:
    posters = {page.stem for page in (dist / "posters").glob("*.html")} - {"index"}
    expected = {f"{poster}-{language}" for poster in posters for language in ("zh", "en")}
    films = sorted((dist / "film" / "posters").glob("*.mp4"))
    assert {film.stem for film in films} == expected
    assert {picture.stem for picture in (dist / "film" / "posters").glob("*.png")} == expected
    assert max(film.stat().st_size for film in films) <= LARGEST_BYTES


def test_a_film_has_a_scene_for_every_panel_and_no_sound(dist: Path) -> None:
    for name in ("laboratory-rules-zh", "laboratory-rules-en"):
        with av.open(str(dist / "film" / "posters" / f"{name}.mp4"), "r") as film:
            scenes = [p.pts for p in film.demux(video=0) if p.is_keyframe and p.pts is not None]
            assert len(film.streams) == 1
            assert len(scenes) >= 8 + 3  # panels; title, closing, imprint
            second = film.streams.video[0].time_base or Fraction(1)
            starts = [float(start * second) for start in scenes]
            assert min(b - a for a, b in pairwise(starts)) >= 4


def test_films_are_public_and_named_in_the_manifest(dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    files = {file["path"]: file for file in manifest["files"]}
    film = files["film/posters/fire-get-out-en.mp4"]
    assert (film["kind"], film["item"], film["language"]) == ("film", "fire-get-out", "en")
    assert film["public"] is True
    picture = files["film/posters/fire-get-out-zh.png"]
    assert (picture["kind"], picture["item"]) == ("preview", "fire-get-out")


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_page_of_a_poster_plays_its_film_only_when_asked(
    dist: Path, page: Page, folder: str
) -> None:
    page.goto((dist / f"{folder}posters/fire-get-out.html").as_uri())
    video = page.locator("video")
    assert video.evaluate("film => [film.readyState, film.preload]") == [0, "none"]
    link = page.locator('a[href$=".mp4"]')
    assert link.evaluate("a => a.href") == video.evaluate("film => film.src")
    if not page.evaluate(
        "document.createElement('video').canPlayType('video/mp4; codecs=avc1.64001f')"
    ):
        pytest.skip("this Chromium plays no H.264")
    video.evaluate("film => { film.muted = true; return film.play(); }")
    wait_until(page, "document.querySelector('video').readyState >= 2")
    shown = video.evaluate("film => [film.videoWidth, film.videoHeight, film.duration]")
    assert shown[:2] == [1280, 720]
    assert shown[2] > 40
