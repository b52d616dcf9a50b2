# SPDX-License-Identifier: MIT
"""What was made before of a language is laid out again whole, while all would be the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.kept_files import KeptFiles
from generator.settings import THEME
from generator.site import language_site
from generator.site.kept_page import KeptPages
from generator.site.language_site import SearchJob, make_language
from generator.site.packed_folder import pack_folder, unpack_folder
from generator.site.search_index import SearchTables
from generator.site.search_pages import SearchPage
from generator.site.search_words import load_search_words
from tests.site.test_shell import COUNT, all_bytes, job, write_pages

SEARCH = SearchJob(
    tables=SearchTables(language="zh", words=load_search_words(THEME), kinds={}, audiences={}),
    known=(SearchPage(url="lessons/l0.html", title="", text="", hidden="汛期"),),
)


def open_kept(folder: Path, program: str = "1") -> KeptPages:
    return KeptPages(program, KeptFiles(folder / "cache" / "page"))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a folder with a language that was made once, everything being kept."""
    write_pages(tmp_path / "zh")
    assert make_language(job(tmp_path / "zh", tmp_path / "out"), SEARCH, open_kept(tmp_path)) == ()
    return tmp_path


def test_nothing_is_rendered_where_nothing_changed(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_site, "write_cut", None)  # a call would fail
    (made / "again").mkdir()
    (made / "again" / "gone.html").write_text("", encoding="utf-8")
    kept = open_kept(made)
    assert make_language(job(made / "zh", made / "again"), SEARCH, kept) == ()
    assert all_bytes(made / "again") == all_bytes(made / "out")
    kept.forget_unused()
    assert len(list((made / "cache" / "page").iterdir())) == 1 + COUNT + 2 + len(SEARCH.known)


@pytest.mark.parametrize("change", ["text", "asset", "search", "name", "program"])
def test_what_changed_is_made_as_if_nothing_had_been_kept(made: Path, change: str) -> None:
    search, given = SEARCH, job(made / "zh", made / "again")
    kept = open_kept(made, "2" if change == "program" else "1")
    if change == "text":
        (made / "zh" / "lessons" / "l0.md").write_text("# 第0课\n\n别的话。\n", encoding="utf-8")
    if change == "asset":
        (made / "zh" / "more.js").write_text("1;", encoding="utf-8")
    if change == "search":
        search = replace(SEARCH, known=(replace(SEARCH.known[0], hidden="雷雨"),))
    if change == "name":
        given = replace(given, name="别的手册")
    assert make_language(given, search, kept) == ()
    if change != "program":
        assert all_bytes(made / "again") != all_bytes(made / "out")
    fresh = replace(given, out=made / "fresh")
    assert make_language(fresh, search, KeptPages()) == ()
    assert all_bytes(made / "again") == all_bytes(made / "fresh")


def test_what_the_site_builder_warned_of_is_told_each_time(made: Path) -> None:
    (made / "zh" / "index.md").write_text("# 首页\n\n[无](gone.md)\n", encoding="utf-8")
    for _ in range(2):
        given = job(made / "zh", made / "out")
        assert make_language(given, SEARCH, open_kept(made)) != ()


def test_a_packed_folder_is_laid_out_as_it_was(tmp_path: Path) -> None:
    files = {f"a/{n}.html": f"第{n}页".encode() * n for n in range(150)}
    files |= {"a/b/c.js": b"1", "empty.txt": b"", "d.html": bytes(range(256))}
    for name, content in files.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    unpack_folder(b"".join(pack_folder(tmp_path / "in")), tmp_path / "out")
    assert all_bytes(tmp_path / "out") == files
