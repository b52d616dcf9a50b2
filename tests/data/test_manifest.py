# SPDX-License-Identifier: MIT
"""The manifest says of every file what it is, whose it is, and whether it is public."""

from datetime import date
from pathlib import Path

import pytest

from generator.data.manifest import manifest_json
from generator.data.published.manifest import Manifest


@pytest.mark.parametrize(
    ("path", "kind", "item", "language", "school", "public"),
    [
        ("office/drills/fire-zh.docx", "office", "fire", "zh", None, True),
        ("office/letters/first-look-en.docx", "office", "first-look", "en", None, True),
        ("office/questions/fire-bank-zh.xlsx", "office", "fire-bank", "zh", None, True),
        ("office/coverage-en.xlsx", "office", None, "en", None, True),
        ("office/schools/sample/year-zh.xlsx", "office", None, "zh", "sample", True),
        (
            "office/schools/sample/calendar-bus-driver-en.ics",
            "calendar", None, "en", "sample", True,
        ),
        ("internal/sample/records-zh.xlsx", "office", None, "zh", "sample", False),
        ("internal/sample/leaving-main-zh.pdf", "booklet", "main", "zh", "sample", False),
        ("pdf/drills/fire-A4-zh.pdf", "booklet", "fire", "zh", None, True),
    ],
)  # fmt: skip
def test_a_file_is_told_by_its_path(
    tmp_path: Path,
    path: str,
    kind: str,
    item: str | None,
    language: str,
    school: str | None,
    public: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(b"made up")
    told = Manifest.model_validate(manifest_json(tmp_path, date(2026, 11, 22), {}))
    (file,) = told.files
    assert (file.kind, file.item, file.language) == (kind, item, language)
    assert (file.school, file.public, file.bytes) == (school, public, 7)
