# SPDX-License-Identifier: MIT
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.__main__ import known_answer
from generator.cli import main
from generator.load.answer import FOLDER, KEPT, Answer, Asked, asked_now, changes_since, find_answer
from generator.load.snapshot import UnsteadyError, take_snapshot
from tests.tiny_tree import FILES, ROOT, wait_for_rest, write_tree

CHECK = ("check", "--as-of", "2026-11-22")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    wait_for_rest()
    return tmp_path


def check(*more: str) -> Asked:
    """Run a check as `muster` starts it, and return what it was asked."""
    asked = asked_now((*CHECK, *more))
    CliRunner().invoke(main, asked.arguments, obj=asked, catch_exceptions=False)
    return asked


def answer_to(asked: Asked) -> Answer:
    answer = find_answer(asked)
    assert answer is not None
    return answer


def test_an_unchanged_tree_is_answered_without_loading_more_than_the_standard_library(
    tree: Path,
) -> None:
    names = ("pydantic", "click", "yaml", "rich", "generator.cli", "generator.model")
    program = (
        "import atexit, os, sys\n"
        "os._exit = sys.exit\n"  # which leaves time to look
        f"sys.argv = ['muster', *{CHECK!r}]\n"
        f"atexit.register(lambda: print([m for m in {names!r} if m in sys.modules]))\n"
        "from generator.__main__ import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program]
    paths = {"PYTHONPATH": str(ROOT)}
    first, again = (
        subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | paths, cwd=tree
        )
        for _ in range(2)
    )
    *said, loaded = again.stdout.splitlines()
    assert loaded == "[]", again.stderr
    assert said == first.stdout.splitlines()[:-1]
    assert again.returncode == first.returncode


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda raw: raw[:-1],
        lambda raw: raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:],
        lambda raw: b"SQLite format 3\x00" + raw,
    ],
    ids=["empty", "one byte short", "a bit turned", "foreign"],
)
@pytest.mark.usefixtures("tree")
def test_a_damaged_answer_is_as_good_as_none(damage) -> None:
    asked = check()
    file = Path(asked.file)
    file.write_bytes(damage(file.read_bytes()))
    assert find_answer(asked) is None


@pytest.mark.usefixtures("tree")
def test_an_answer_of_another_program_or_of_other_libraries_is_not_used() -> None:
    answer = answer_to(check())
    assert changes_since(answer) is not None
    name, stamp = next(iter(answer.program.items()))
    others = answer.program | {name: (*stamp[:3], stamp[3] + 1)}
    assert changes_since(answer._replace(program=others)) is None
    installed = {
        folder: (*names, "new-1.0.dist-info") for folder, names in answer.installed.items()
    }
    assert changes_since(answer._replace(installed=installed)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"arguments": (*CHECK, "--language", "en")},
        {"day": "2026-11-23 +0800"},
        {"folder": "/"},
        {"user": -1},
        {"python": ("4.0",)},
    ],
    ids=str,
)
@pytest.mark.usefixtures("tree")
def test_whoever_is_told_something_else_gets_no_kept_answer(change) -> None:
    asked = check()
    assert find_answer(asked) is not None
    assert find_answer(asked._replace(**change)) is None


@pytest.mark.parametrize("more", ["--no-cache", "--since=HEAD"])
def test_what_is_not_watched_is_not_kept(more: str, tree: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    asked = check(more)
    assert find_answer(asked) is None


def test_a_check_of_an_output_is_not_kept(tree: Path) -> None:
    (tree / "dist").mkdir()
    (tree / "dist" / "manifest.json").write_text("{}", "utf-8")
    asked = check("--out", "dist")
    assert find_answer(asked) is None


def test_a_tree_with_a_link_to_a_folder_gets_no_kept_answer(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tree / "content" / "schools" / "far").symlink_to(tmp_path / "elsewhere")
    assert find_answer(check()) is None
    with pytest.raises(UnsteadyError):
        take_snapshot([str(tree / "content")], FOLDER)


def test_a_file_that_comes_without_a_name_that_counts_is_noticed_all_the_same(tree: Path) -> None:
    asked = check()
    assert known_answer(asked) is not None
    (tree / "content" / "note.txt").write_text("a", "utf-8")
    assert known_answer(asked) is None


@pytest.mark.usefixtures("tree")
def test_only_the_newest_answers_are_kept() -> None:
    steps = ("linked", "fitting", "deep", "fresh", "often-enough", "built")
    asked = [check("--steps", step) for step in steps]
    assert len([*Path(FOLDER).glob("answer-*")]) == KEPT
    assert find_answer(asked[-1]) is not None


def test_where_an_answer_cannot_be_written_a_check_works_all_the_same(tree: Path) -> None:
    (tree / FOLDER).write_text("a file, where the folder should be", "utf-8")
    assert find_answer(check()) is None


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_any_file_is_noticed(name: str, tree: Path) -> None:
    answer = answer_to(check())
    file = tree / name
    file.write_text(f"# changed\n{file.read_text('utf-8')}", "utf-8")
    change = changes_since(answer)
    assert change is not None
    assert [*change.texts] == [str(file)]
