# SPDX-License-Identifier: MIT
"""A build replaces its output folder, so it refuses folders that hold anything else."""

from pathlib import Path

import pytest

from generator.check.output_folder import find_unsafe_output
from generator.load.config import load_settings
from generator.settings import Settings
from tests.tiny_tree import write_tree


def settings_in(folder: Path) -> Settings:
    item = load_settings(write_tree(folder)).item
    assert item
    return item


def codes(out: Path, settings: Settings) -> list[str]:
    return [finding.code for finding in find_unsafe_output(out, settings)]


@pytest.mark.parametrize("name", ["content", "content/schools", "content/dist", "."])
def test_a_folder_that_touches_the_sources_is_refused(tmp_path: Path, name: str) -> None:
    settings = settings_in(tmp_path)
    assert codes(tmp_path / name, settings) == ["O801"]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "site")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "precious.txt").write_text("mine")
    assert codes(tmp_path / "home", settings) == ["O801"]
    assert (tmp_path / "home" / "precious.txt").read_text() == "mine"


def test_a_file_is_refused(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "site")
    (tmp_path / "note").write_text("mine")
    assert codes(tmp_path / "note", settings) == ["O801"]


def test_a_manifest_of_something_else_is_no_leave_to_delete(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "site")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "manifest.json").write_text('{"name": "app"}')
    assert codes(tmp_path / "app", settings) == ["O801"]


def test_new_empty_and_earlier_output_folders_are_taken(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "manifest.json").write_text('{"muster": "0.1.0"}')
    (tmp_path / "dist" / "index.html").write_text("old")
    assert codes(tmp_path / "empty", settings) == []
    assert codes(tmp_path / "new", settings) == []
    assert codes(tmp_path / "dist", settings) == []
