# SPDX-License-Identifier: MIT
"""Only what prints something else is printed again; people read where it goes and what changed."""

import json
import zipfile
from pathlib import Path
from typing import Any

from generator.data.published import Manifest
from generator.reprint import Cause, find_reprints, reprint_lines, write_reprints
from tests.tiny_tree import run_muster

SHEET, CARD, ZIP = "sheets/s/b/2224C-A3-both.pdf", "pdf/duties/guard-A4-zh.pdf", "packs/x.zip"


def file(path: str, print_of: str, version: str, **more: object) -> dict[str, Any]:
    kind, digest = "sheet" if path == SHEET else "poster", "0" * 64
    printed = {
        "fingerprint": print_of * 64,
        "version": version,
        "title": {"zh": "二楼西", "en": "West"},
        **more,
    }
    whole = {"path": path, "kind": kind, "item": None, "language": None, "school": None}
    return {**whole, "public": True, "sha256": digest, "bytes": 3, "printed": printed}


def manifest(*files: dict[str, Any], day: str = "2026-11-22") -> Manifest:
    told = {"schema_version": 1, "muster": "0.1.0", "toolchain": {}, "as_of": day}
    return Manifest.model_validate_json(json.dumps({**told, "files": files}))


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


def test_the_command_tells_an_old_manifest_from_a_fresh_one(tmp_path: Path) -> None:
    out, old, target = tmp_path / "dist", tmp_path / "old.json", tmp_path / "re.zip"
    (out / SHEET).parent.mkdir(parents=True)
    (out / SHEET).write_bytes(b"pdf")
    (out / "manifest.json").write_text(manifest(file(SHEET, "c", "2")).model_dump_json(), "utf-8")
    ask = ("reprint", "--since", old, "--out", out, "--to", target)
    old.write_text(manifest(file(SHEET, "a", "1")).model_dump_json(), "utf-8")
    result = run_muster(*ask)
    assert result.returncode == 0, result.stderr
    assert SHEET in result.stdout
    assert target.is_file()
    old.write_text(manifest().model_dump_json(), "utf-8")
    assert run_muster(*ask).returncode == 2
