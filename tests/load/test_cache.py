# SPDX-License-Identifier: MIT
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from generator.finding import Finding
from generator.inspection import Question, inspect, inspect_cards
from generator.load.answer import FOLDER
from generator.load.cache import FILE, Cache
from generator.load.config import load_settings
from tests.tiny_tree import write_tree

CASES_FOLDER = Path(__file__).parents[1] / "cases"
CASES = sorted(p for p in CASES_FOLDER.iterdir() if (p / "expected.txt").is_file())
DAY = date(2026, 11, 22)

WAYS = ("A3", "R")
"""Codes of what is told of a building: it is computed alike with and without a cache."""

OF_WAYS = {case for case in CASES if case.name.startswith(WAYS)}
UNCACHED = {case for n, case in enumerate(CASES) if case not in OF_WAYS or n % 8 == 0}
"""What is also judged without a cache; so is every case by the command in `tests/test_cases.py`."""


def question(config: Path) -> Question:
    settings = load_settings(config).item
    assert settings is not None
    return Question(settings=settings, as_of=DAY)


def found(config: Path, *, is_cached: bool = True) -> tuple[Finding, ...]:
    return inspect_cards(question(config), is_cached=is_cached).findings


def copy_case(case: Path, folder: Path) -> Path:
    shutil.copytree(case, folder / "case", ignore=shutil.ignore_patterns(FOLDER))
    own = case / "site_config.yml"
    config = folder / "case" / "site_config.yml"
    if not own.is_file():
        shutil.copy(CASES_FOLDER / "site_config.yml", config)
    return config


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_check_finds_the_same_cold_warm_without_cache_and_by_whole_items(
    case: Path, tmp_path: Path
) -> None:
    config = copy_case(case, tmp_path)
    if load_settings(config).item is None:
        pytest.skip("its configuration is at fault: nothing is judged")
    asked = question(config)
    whole = inspect(asked.settings, DAY).findings
    assert [inspect_cards(asked).findings for _ in range(2)] == [whole, whole]
    if case in UNCACHED:
        assert inspect_cards(asked, is_cached=False).findings == whole


def test_a_changed_a_new_and_a_removed_file_are_noticed(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    lesson = tmp_path / "content" / "lessons" / "way-out.yml"
    lesson = lesson if lesson.is_file() else next((tmp_path / "content" / "lessons").rglob("*.yml"))
    before = found(config)
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("topic: fire", "topic: fira"), encoding="utf-8")
    assert {"C107"} <= {f.code for f in found(config)} - {f.code for f in before}
    lesson.with_name("copy.yml").write_text(text, encoding="utf-8")
    assert "C106" in {f.code for f in found(config)}
    lesson.write_text(text, encoding="utf-8")
    lesson.with_name("copy.yml").unlink()
    assert found(config) == before


def test_a_change_is_noticed_though_size_and_time_stayed(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("one", encoding="utf-8")
    cache = opened_later(tmp_path)
    first, status = cache.digest(file), file.stat()
    cache.save()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert opened_later(tmp_path).digest(file) != first


def opened_later(folder: Path) -> Cache:
    """Return a cache for which every file has rested long enough."""
    cache = Cache(folder / FOLDER, "program")
    cache._read_at_ns = time.time_ns() + 60_000_000_000
    return cache


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("one", encoding="utf-8")
    cache = opened_later(tmp_path)
    first = cache.digest(file)
    cache.save()
    again = opened_later(tmp_path)
    assert again.digest(file) == first
    assert not again._fresh


def test_a_file_changed_this_very_moment_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("one", encoding="utf-8")
    cache = Cache(tmp_path / FOLDER, "program")
    cache.digest(file)
    cache.save()
    again = Cache(tmp_path / FOLDER, "program")
    again.digest(file)
    assert again._fresh


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:],
        lambda raw: b"SQLite format 3\x00" + raw,
        lambda raw: raw[:15] + bytes(32) + raw[47:],
    ],
    ids=["empty", "one byte short", "half", "a bit turned", "foreign", "another seal"],
)
def test_a_damaged_cache_is_as_good_as_none_and_mended(damage, tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    before = found(config)
    file = tmp_path / FOLDER / FILE
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert found(config) == before
    assert len(file.read_bytes()) == len(whole)


def test_what_another_program_kept_is_not_used(tmp_path: Path) -> None:
    digest = bytes(32)
    for program, expected in (("one", None), ("one", (1, "a")), ("two", None)):
        cache = Cache(tmp_path, program)
        assert cache.get(digest, "sort") == expected
        cache.put(digest, "sort", (1, "a"))
        cache.save()


def test_where_nothing_can_be_written_a_check_works_all_the_same(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    expected = found(config, is_cached=False)
    (tmp_path / FOLDER).write_text("a file, where the folder should be", encoding="utf-8")
    assert found(config) == expected


def test_without_cache_nothing_is_written(tmp_path: Path) -> None:
    found(write_tree(tmp_path), is_cached=False)
    assert not (tmp_path / FOLDER).exists()


def test_git_ignores_the_cache_wherever_it_lies(tmp_path: Path) -> None:
    found(write_tree(tmp_path))
    assert (tmp_path / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_moved_tree_is_shown_by_its_new_paths(tmp_path: Path) -> None:
    config = write_tree(tmp_path / "one")
    before = found(config)
    (tmp_path / "one").rename(tmp_path / "two")
    after = found(tmp_path / "two" / config.name)
    assert len(after) == len(before)
    assert not [f for f in after if f"{os.sep}one{os.sep}" in f.origin.file]


def test_a_warm_check_loads_no_library_that_draws_or_routes(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    found(config)
    names = ("weasyprint", "mkdocs", "shapely", "numpy", "networkx", "pypdfium2")
    program = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print([m for m in {names!r} if m in sys.modules]))\n"
        "from generator.cli import main\n"
        f"main(['check', '--config', {str(config)!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_cards_are_judged_anew_when_a_phrase_pack_changes(tmp_path: Path) -> None:
    config = copy_case(CASES_FOLDER / "C207-phrase-missing", tmp_path)
    before = found(config)
    pack = config.parent / "content" / "phrases" / "six-nos.yml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("不私自下水游泳", "不独自在夜里下水"), encoding="utf-8")
    assert found(config) == found(config, is_cached=False) != before
