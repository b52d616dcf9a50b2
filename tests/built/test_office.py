# SPDX-License-Identifier: MIT
"""Every page leads to the office files of what it shows, and every office file is led to."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

OFFICE = re.compile(r'href="([^"]*\.(?:docx|xlsx|ics))"')


@pytest.fixture(scope="module")
def linked(dist: Path) -> set[str]:
    """Return the office files that pages lead to, relative to the output."""
    found = set()
    for page in dist.rglob("*.html"):
        here = page.relative_to(dist).as_posix()
        text = page.read_text(encoding="utf-8")
        found |= {urljoin(here, link) for link in OFFICE.findall(text)}
    return found


def test_pages_lead_to_all_public_office_files_and_to_no_other(
    dist: Path, linked: set[str]
) -> None:
    files = {f.relative_to(dist).as_posix() for f in (dist / "office").rglob("*") if f.is_file()}
    assert len(files) > 500
    assert linked == files


def test_every_kind_of_office_file_is_there_in_both_languages(dist: Path) -> None:
    for language in ("zh", "en"):
        for shelf in ("lessons", "drills", "forms", "checklists", "duties", "regulations"):
            items = {p.stem for p in (dist / shelf).glob("*.html")} - {"index"}
            files = {p.stem for p in (dist / "office" / shelf).glob(f"*-{language}.docx")}
            assert files == {f"{item}-{language}" for item in items}
        lessons = list((dist / "office" / "lessons").glob(f"*-{language}.docx"))
        assert len(list((dist / "office" / "letters").glob(f"*-{language}.docx"))) == len(lessons)
        assert (dist / "office" / f"coverage-{language}.xlsx").is_file()
        assert (dist / "office" / "schools" / "sample" / f"year-{language}.xlsx").is_file()
