# SPDX-License-Identifier: MIT
"""Only what prints something else is printed again; people read where it goes and what changed."""

import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.data.published.manifest import Manifest
from generator.finished_build import ChangedOutputError
from generator.load.config import load_settings
from generator.load.sources import sources_fingerprint
from generator.reprint import Cause, find_reprints, reprint_lines, write_reprints
from tests.tiny_tree import write_tree

SHEET, CARD, ZIP = "sheets/s/b/2224C-A3-both.pdf", "pdf/duties/guard-A4-zh.pdf", "packs/x.zip"


def file(path: str, print_of: str, version: str, **more: object) -> dict[str, Any]:
    kind, digest = "sheet" if path == SHEET else "poster", sha256(b"pdf").hexdigest()
    printed = {
        "fingerprint": print_of * 64,
        "version": version,
        "title": {"zh": "二楼西", "en": "West"},
        **more,
    }
    whole = {"path": path, "kind": kind, "item": None, "language": None, "school": None}
    return {**whole, "public": True, "sha256": digest, "bytes": 3, "printed": printed}


def manifest(*files: dict[str, Any], day: str = "2026-11-22", sources: str = "") -> Manifest:
    told = {"schema_version": 1, "muster": "0.1.0", "toolchain": {}, "as_of": day}
    more = {"sources_sha256": sources} if sources else {}
    return Manifest.model_validate_json(json.dumps({**told, **more, "files": files}))


WHERE = {"where": {"zh": "教学楼 2层，走廊", "en": "Block, floor 2: corridor"}}
BEFORE = manifest(file(SHEET, "a", "1", **WHERE), file(CARD, "b", "1.0"))


def test_nothing_changed_lists_nothing_also_on_another_day() -> None:
    later = manifest(*[f.model_dump(mode="json") for f in BEFORE.files], day="2027-02-01")
    assert find_reprints(BEFORE, later) == ()
    assert list(reprint_lines(())) == ["没有要重印的 / nothing to print again"]


def test_a_changed_sheet_is_listed_with_its_wall_and_revisions() -> None:
    after = manifest(file(SHEET, "c", "2", **WHERE), file(CARD, "b", "1.0"))
    (found,) = find_reprints(BEFORE, after)
    assert (found.path, found.cause, found.before) == (SHEET, Cause.CHANGED, "1")
    lines = "\n".join(reprint_lines((found,)))
    for told in ("2224C 二楼西 / West", "教学楼 2层，走廊", "Block, floor 2: corridor", "1 → 2"):
        assert told in lines


def test_a_new_version_says_what_it_changed_and_a_silent_change_says_so() -> None:
    change = {"change": {"zh": "改了电话", "en": "another number"}}
    (told,) = find_reprints(BEFORE, manifest(BEFORE_SHEET, file(CARD, "d", "1.1", **change)))
    assert "改了电话 / another number" in "\n".join(reprint_lines((told,)))
    (silent,) = find_reprints(BEFORE, manifest(BEFORE_SHEET, file(CARD, "d", "1.0", **change)))
    assert "changed without a new version (1.0)" in "\n".join(reprint_lines((silent,)))
    assert "another number" not in "\n".join(reprint_lines((silent,)))


BEFORE_SHEET = file(SHEET, "a", "1", **WHERE)


def test_new_and_gone_papers_are_told_apart() -> None:
    after = manifest(BEFORE_SHEET, file("pdf/duties/cook-A4-zh.pdf", "e", "1.0"))
    found = find_reprints(BEFORE, after)
    assert [(each.cause, each.path) for each in found] == [
        (Cause.NEW, "pdf/duties/cook-A4-zh.pdf"),
        (Cause.GONE, CARD),
    ]


def test_the_zip_holds_the_list_and_what_must_be_printed_always_the_same(tmp_path: Path) -> None:
    after = manifest(file(SHEET, "c", "2", **WHERE))
    (tmp_path / SHEET).parent.mkdir(parents=True)
    (tmp_path / SHEET).write_bytes(b"pdf")
    found = find_reprints(BEFORE, after)
    for name in ("one.zip", "two.zip"):
        write_reprints(found, tmp_path, after, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        first, *rest = packed.namelist()
        assert rest == [SHEET]
        assert packed.read(SHEET) == b"pdf"
        assert "take the old one away" in packed.read(first).decode("utf-8-sig")


def test_a_paper_that_is_not_as_it_was_built_is_not_packed(tmp_path: Path) -> None:
    after = manifest(file(SHEET, "c", "2", **WHERE))
    found = find_reprints(BEFORE, after)
    (tmp_path / SHEET).parent.mkdir(parents=True)
    for spoil in ((tmp_path / SHEET).write_bytes, lambda _: (tmp_path / SHEET).unlink()):
        spoil(b"another")
        with pytest.raises(ChangedOutputError, match=SHEET):
            write_reprints(found, tmp_path, after, tmp_path / "re.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["sheets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A build of the tiny tree, as far as the command reads it."""

    old: Path
    target: Path
    command: tuple[str, ...]


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    config = write_tree(tmp_path)
    settings = load_settings(config).item
    assert settings
    out, old, target = tmp_path / "dist", tmp_path / "old.json", tmp_path / "re.zip"
    (out / SHEET).parent.mkdir(parents=True)
    (out / SHEET).write_bytes(b"pdf")
    now = manifest(file(SHEET, "c", "2"), sources=sources_fingerprint(settings))
    (out / "manifest.json").write_text(now.model_dump_json(), "utf-8")
    old.write_text(manifest(file(SHEET, "a", "1")).model_dump_json(), "utf-8")
    ask = ("reprint", "--since", old, "--out", out, "--config", config)
    return Asking(old=old, target=target, command=tuple(map(str, ask)))


def muster(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_the_command_tells_an_old_manifest_from_a_fresh_one(asking: Asking) -> None:
    ask = (*asking.command, "--to", asking.target)
    result = muster(*ask)
    assert result.exit_code == 0, result.output
    assert SHEET in result.output
    assert asking.target.is_file()
    asking.old.write_text(manifest().model_dump_json(), "utf-8")
    assert muster(*ask).exit_code == 2


def test_a_build_older_than_its_content_is_refused_until_that_is_wanted(
    asking: Asking, tmp_path: Path
) -> None:
    building = tmp_path / "content/schools/hut/buildings/hut.yml"
    building.write_text(building.read_text("utf-8").replace("[2, 5.8]", "[3, 5.8]"), "utf-8")
    ask = (*asking.command, "--to", asking.target)
    result = muster(*ask)
    assert result.exit_code == 2
    assert "O811" in result.output
    assert SHEET not in result.output
    assert not asking.target.exists()
    assert muster(*ask, "--stale-ok").exit_code == 0
    assert asking.target.is_file()


def test_a_zip_in_no_folder_or_in_a_file_is_refused_in_words(
    asking: Asking, tmp_path: Path
) -> None:
    for target, zh, en in (
        (tmp_path / "no" / "re.zip", "没有这个文件夹", "no such folder"),
        (asking.old / "re.zip", "是文件，不是文件夹", "a part of the path is a file"),
    ):
        result = muster(*asking.command, "--to", target)
        assert result.exit_code == 2
        assert zh in result.output
        assert en in result.output
