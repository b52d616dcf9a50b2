# SPDX-License-Identifier: MIT
"""What is kept comes back whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from generator.kept_files import KeptFiles

ONE, OTHER = (hashlib.sha256(name).hexdigest() for name in (b"one", b"other"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".muster-cache" / "pdf"


def test_what_was_put_is_found_by_a_later_run(folder: Path) -> None:
    KeptFiles(folder).put(ONE, b"content")
    assert KeptFiles(folder).get(ONE) == b"content"
    assert KeptFiles(folder).get(OTHER) is None
    assert (folder.parent / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("spoil", [b"", b"short", b"x" * 40], ids=["empty", "short", "other"])
def test_a_damaged_entry_is_as_good_as_none(folder: Path, spoil: bytes) -> None:
    KeptFiles(folder).put(ONE, b"content")
    (folder / ONE).write_bytes(spoil)
    assert KeptFiles(folder).get(ONE) is None


def test_an_entry_under_the_key_of_another_is_as_good_as_none(folder: Path) -> None:
    KeptFiles(folder).put(ONE, b"content")
    (folder / ONE).rename(folder / OTHER)
    assert KeptFiles(folder).get(OTHER) is None


def test_what_a_run_did_not_ask_for_is_forgotten_and_nothing_else(folder: Path) -> None:
    for key in (ONE, OTHER):
        KeptFiles(folder).put(key, b"content")
    left = folder / f"{OTHER}.4711"
    left.write_bytes(b"half of")
    (folder / "notes.txt").write_text("not ours")
    kept = KeptFiles(folder)
    kept.get(ONE)
    kept.forget_unused()
    assert sorted(path.name for path in folder.iterdir()) == sorted([ONE, "notes.txt"])


def test_a_folder_that_cannot_be_written_means_nothing_is_kept(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    kept = KeptFiles(folder)
    kept.put(ONE, b"content")
    assert kept.get(ONE) is None
    kept.forget_unused()
    assert folder.read_text() == "a file where the folder should be"


def test_without_a_folder_nothing_is_kept() -> None:
    kept = KeptFiles(None)
    kept.put(ONE, b"content")
    assert kept.get(ONE) is None
    kept.forget_unused()
