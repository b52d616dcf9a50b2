# SPDX-License-Identifier: MIT
"""The doctor sees what is missing and says what to do."""

import shutil
from pathlib import Path

import pytest

from generator.doctor import (
    LIBRARIES,
    THEME,
    Library,
    examine,
    examine_browser,
    examine_fonts,
    examine_library,
    examine_package,
    examine_python,
)


@pytest.fixture(name="theme")
def copy_theme(tmp_path: Path) -> Path:
    shutil.copytree(THEME / "fonts", tmp_path / "fonts")
    shutil.copy(THEME / "ASSETS.toml", tmp_path)
    return tmp_path


def test_this_machine_is_well() -> None:
    assert [symptom.name for symptom in examine() if not symptom.is_well] == []


def test_every_symptom_speaks_both_languages() -> None:
    for symptom in examine():
        assert symptom.name
        assert all((symptom.what_zh, symptom.what_en, symptom.cure_zh, symptom.cure_en))


@pytest.mark.parametrize(
    ("version", "is_well"), [((3, 10, 14), False), ((3, 11, 0), True), ((3, 14, 1), True)]
)
def test_python_must_be_new_enough(version: tuple[int, int, int], *, is_well: bool) -> None:
    assert examine_python(version).is_well is is_well


def test_a_library_that_does_not_load_is_seen_and_its_package_named() -> None:
    library = Library(name="Sand", files=("libsand.so.0",), package="libsand0")
    symptom = examine_library(library)
    assert not symptom.is_well
    assert "apt-get install libsand0" in symptom.cure_zh
    assert "apt-get install libsand0" in symptom.cure_en


def test_the_set_up_installs_each_library_that_the_doctor_looks_for() -> None:
    listed = (THEME.parent / "setup" / "debian-site.txt").read_text(encoding="utf-8").split()
    assert {library.package for library in LIBRARIES} <= set(listed)


def test_intact_fonts_are_well(theme: Path) -> None:
    assert [symptom.is_well for symptom in examine_fonts(theme)] == [True, True]


def test_a_missing_font_is_told_from_a_changed_one(theme: Path) -> None:
    (theme / "fonts" / "NotoSansSC-Bold.ttf").unlink()
    with (theme / "fonts" / "NotoSansSC-Regular.ttf").open("ab") as file:
        file.write(b"\0")
    seen = {symptom.name: symptom.what_en for symptom in examine_fonts(theme)}
    assert seen == {"NotoSansSC-Bold.ttf": "missing", "NotoSansSC-Regular.ttf": "changed"}


def test_a_package_that_is_not_installed_is_seen() -> None:
    assert not examine_package("muster-has-no-such-package").is_well
    assert examine_package("weasyprint").what_en.startswith("version 70")


def test_a_missing_browser_is_seen() -> None:
    assert not examine_browser(("muster-has-no-such-browser",)).is_well
    assert examine_browser(("muster-has-no-such-browser", "sh")).what_en.endswith("/sh")
