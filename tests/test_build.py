# SPDX-License-Identifier: MIT
"""`muster build` on a tiny tree: the same bytes twice, and an error spoils nothing."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.tiny_tree import CODE, run_muster, write_tree


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the tiny tree, built once; four panels of its poster share a picture."""
    folder = tmp_path_factory.mktemp("tiny")
    config = write_tree(folder)
    result = run_muster("build", "--config", config, PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "dist"


def test_the_tiny_tree_gives_pages_papers_sheets_and_a_landing_page(built: Path) -> None:
    names = hashes(built).keys()
    assert {
        "index.html",
        "en/lessons/way-out.html",
        "pdf/posters/walk-A4-zh.pdf",
        "office/lessons/way-out-zh.docx",
        "office/coverage-en.xlsx",
        f"sheets/hut-school/hut/{CODE}-A3-both.pdf",
        f"Q/{CODE}/index.html",
        "manifest.json",
    } <= names
    assert not built.with_name(".dist.muster-new").exists()
    assert not built.with_name("dist.old").exists()


def test_the_same_tree_gives_the_same_bytes_elsewhere_and_on_another_day(
    built: Path, tmp_path: Path
) -> None:
    config = write_tree(tmp_path / "elsewhere")
    out = tmp_path / "out"
    result = run_muster(
        *("build", "--config", config, "--out", out),
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="1900000000",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    first, second = hashes(built), hashes(out)
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()


def test_an_error_while_making_leaves_the_last_good_output(built: Path, tmp_path: Path) -> None:
    """U+20BB7 is no character of GB 2312: the font lacks it, which is seen only on paper."""
    config = write_tree(tmp_path, {"火灾时怎么走": "火灾时𠮷怎么走"})
    shutil.copytree(built, tmp_path / "dist")
    result = run_muster("build", "--config", config)
    assert result.returncode == 2
    assert "walk.yml:1: error D701 pdf/posters/walk-A4-zh.pdf" in result.stdout
    assert "U+20BB7" in result.stdout
    assert hashes(tmp_path / "dist") == hashes(built)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".muster-cache",  # codes read so far
        "content",
        "dist",
        "site_config.yml",
    ]


def test_an_error_in_the_content_writes_nothing_and_tells_all_at_once(tmp_path: Path) -> None:
    config = write_tree(
        tmp_path, {"pictogram: fire": "pictogran: fire", "minutes: 20": "minutes: x"}
    )
    result = run_muster("build", "--config", config)
    assert result.returncode == 2
    assert "content/topics/fire.yml:4: error" in result.stdout
    assert "content/lessons/way-out.yml:3: error" in result.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site_config.yml"]
