# SPDX-License-Identifier: MIT
"""Everything in the theme that others made is registered with its licence, and unchanged."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

THEME = Path(__file__).parent.parent / "theme"
REGISTER = tomllib.loads((THEME / "ASSETS.toml").read_text(encoding="utf-8"))

WRITTEN_HERE = {".css", ".html", ".js", ".md", ".toml"}
"""Kinds of file that are source code of Muster."""


def collection_of(folder: str) -> dict[str, Any]:
    return next(each for each in REGISTER["collection"] if each["folder"] == folder)


FOLDERS = [each["folder"] for each in REGISTER["collection"]]


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_file_is_the_registered_one(folder: str) -> None:
    collection = collection_of(folder)
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (THEME / folder).iterdir()
        if path.name not in collection["licence_files"]
    }
    assert found == collection["sha256"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_collection_has_its_licence_and_its_origin(folder: str) -> None:
    collection = collection_of(folder)
    for name in collection["licence_files"]:
        assert (THEME / folder / name).stat().st_size > 500
    assert all(collection[key] for key in ("name", "licence", "package", "version", "copyright"))


def test_what_was_drawn_here_among_pictograms_is_registered_as_own() -> None:
    folder = THEME / "pictograms"
    drawn = [path.name for path in folder.glob("*.svg") if 'id="mdi-' not in path.read_text()]
    assert sorted(drawn) == collection_of("pictograms")["own"]
    for name in drawn:
        svg = (folder / name).read_text(encoding="utf-8")
        numbers = [float(number) for number in re.findall(r"[\d.]+", svg.split(' d="')[1])]
        assert f'id="muster-{name.removesuffix(".svg")}" viewBox="0 0 24 24"' in svg
        assert all(0 <= number <= 24 for number in numbers)


def test_nothing_in_the_theme_is_unregistered() -> None:
    known = [THEME / folder for folder in (*REGISTER["own"], *FOLDERS)]
    strangers = [
        path
        for path in THEME.rglob("*")
        if path.is_file()
        and path.suffix not in WRITTEN_HERE
        and not any(path.is_relative_to(folder) for folder in known)
    ]
    assert strangers == []


@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_the_fonts_have_every_character_of_gb_2312(name: str) -> None:
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)  # the hanzi, levels 1 and 2
    codes = (bytes([row, cell]) for row in rows for cell in cells)
    hanzi = {ord(text) for code in codes if (text := code.decode("gb2312", errors="ignore"))}
    assert len(hanzi) == 6763
    with TTFont(THEME / "fonts" / name) as font:
        assert hanzi <= font.getBestCmap().keys()
