# SPDX-License-Identifier: MIT
"""What a school keeps to itself is planted in one, and sought in every file that may be public."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.built.leaks import said_in
from tests.tiny_tree import ROOT, run_muster

CASE = ROOT / "tests" / "cases" / "V509-one-class-missing"

PLANTED = {
    "二年级1班": "海豚七九班",
    "Class 2(1)": "Dolphin-79",
    "id: 2-1": "id: dolphin-79",
    "[2-1]": "[dolphin-79]",
    "head_count: 30": "head_count: 79",
    "closed, outline_m": "closed, holds: {zh: 氰化钾4417克, en: Potassium cyanide}, outline_m",
}
"""What is put in the place of what stands in the case: names of classes, head counts, a store."""

CLOSET = (
    "      - {id: d, name: {zh: 储藏室, en: Store}, use: closed,"
    " outline_m: [[16.2, 0], [18, 0], [18, 6], [16.2, 6]]}\n    exits:\n"
)

PLACES = """\
posting_places:
  - {id: P1, name: {zh: 教室乙北墙, en: north wall of B}, floor: F1, at_m: [2, 5.8],
     facing_deg: 90, serves: b}
"""

RECORD = """\
minutes: 577
seconds_to_clear: 31413
observed:
  - what: {zh: 紫犀牛卡在门口, en: A purple rhinoceros stuck in the door}
    action:
      what: {zh: 请走紫犀牛, en: Lead the purple rhinoceros away}
      owner: safety-officer
      due: 2026-10-01
sheet_sha256: "feedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedface"
"""

BLOCKED = "    blocked: {building: hut, element: XA1}\n"
"""What a drill does not tell its pupils beforehand."""

SECRETS = (
    *("海豚七九", "Dolphin-79", "dolphin-79", "氰化钾", "cyanide", "4417克", "31413"),
    *("紫犀牛", "rhinoceros", "feedface"),
)
"""Head counts and minutes are short numbers that stand anywhere: for them two builds are held
against each other."""


def plant(folder: Path, planted: Mapping[str, str], record: str) -> Path:
    """Write the case into `folder` with a store, a sheet and a longer record; return its output."""
    shutil.copytree(CASE, folder, dirs_exist_ok=True)
    building = folder / "content/schools/hut/buildings/hut.yml"
    text = building.read_text(encoding="utf-8").replace("    exits:\n", CLOSET) + PLACES
    building.write_text(text, encoding="utf-8")
    held = folder / "content/schools/hut/records/2026-09-14-fire.yml"
    text = held.read_text(encoding="utf-8").replace("minutes: 12\n", record)
    held.write_text(text, encoding="utf-8")
    for path in (folder / "content" / "schools").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for old, new in planted.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    ask = ("--content", folder / "content", "--config", folder / "site_config.yml")
    for command in (["code", "assign"], ["build", "--out", folder / "dist"]):
        done = run_muster(*command, *ask)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "dist"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("planted"), PLANTED, RECORD)


def stands(secret: str, text: str) -> bool:
    """Say whether a text tells the secret; digits inside of longer numbers and hashes do not."""
    if secret.isdigit():
        return re.search(rf"(?<![\w.]){secret}(?![\w.])", text) is not None
    return secret in text


def public_files(dist: Path) -> list[str]:
    files = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["files"]
    return [file["path"] for file in files if file["public"]]


def test_what_was_planted_stands_in_what_is_for_the_school_alone(planted: Path) -> None:
    told = "".join(
        text for path in (planted / "internal").rglob("*.*") for _, text in said_in(path)
    )
    missing = {each for each in SECRETS if not stands(each, told)}
    assert missing == {"feedface"}, "a scan's hash is told to nobody"


def test_no_public_file_says_what_was_planted(planted: Path) -> None:
    public = public_files(planted)
    assert {Path(name).suffix for name in public} >= {".html", ".pdf", ".xlsx", ".ics", ".zip"}
    said = ((where, text) for name in public for where, text in said_in(planted / name))
    found = [(where, s) for where, text in said for s in SECRETS if stands(s, text)]
    assert found == []


def test_another_secret_changes_no_public_file(
    planted: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two schools that differ in what they keep to themselves alone look the same from outside."""
    folder = tmp_path_factory.mktemp("otherwise")
    shutil.copytree(planted.parent / ".muster-cache", folder / ".muster-cache")
    other = {
        **PLANTED,
        "二年级1班": "狐狸班",
        "Class 2(1)": "Fox",
        "head_count: 30": "head_count: 3",
        "item: fire-drill\n": f"item: fire-drill\n{BLOCKED}",
    }
    record = RECORD.replace("577", "20").replace("31413", "240").replace("紫犀牛", "雪橇")
    out = plant(folder, other, record)
    assert public_files(out) == public_files(planted)
    differ = [n for n in public_files(out) if (out / n).read_bytes() != (planted / n).read_bytes()]
    assert differ == []
