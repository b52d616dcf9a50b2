# SPDX-License-Identifier: MIT
"""The output folder read back: what a reader reaches, reads and finds by searching."""

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest

from generator.check.built import read_output
from generator.kept_files import KeptFiles
from generator.model.output import AsBuilt
from generator.settings import THEME
from generator.site.search_index import SearchTables, write_index
from generator.site.search_pages import SearchPage
from generator.site.search_words import load_search_words
from tests.paper.test_pdf import print_one


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    outside = f'<a href="{tmp_path}/outside.html">外</a>'
    write(folder / "index.html", f'<a href="lessons/a.html?q=1#top">课</a>{outside}')
    write(
        folder / "lessons" / "a.html",
        '<h1>消防\n 课</h1><a href="../lessons/b.html">b</a><a href="../../outside.html">x</a>'
        "<script>var 脚本</script><style>样式</style>",
    )
    write(folder / "lessons" / "b.html", '<a href="a.html">回</a><a href="/lessons/c.html">c</a>')
    write(folder / "lessons" / "c.html", "孤页")
    write(folder / "en" / "index.html", '<a href="lessons/a.html">Lesson</a>')
    write(folder / "en" / "lessons" / "a.html", '<a href="https://h.example/x.html">x</a> A b')
    write(folder / "Q" / "NEDC2" / "index.html", "出口 编号 NEDC2")
    write(tmp_path / "outside.html", "别处")
    return folder


def test_only_pages_that_links_lead_to_are_reached(out: Path) -> None:
    assert read_output(out, ()).reachable == {
        "index.html",
        "lessons/a.html",
        "lessons/b.html",
        "en/index.html",
        "en/lessons/a.html",
    }


def test_a_page_that_loses_its_only_link_is_no_longer_reached(out: Path) -> None:
    write(out / "lessons" / "a.html", "消防课")
    assert "lessons/b.html" not in read_output(out, ()).reachable


def test_links_to_files_and_places_that_are_not_there_are_dead(out: Path) -> None:
    write(out / "lessons" / "b.html", '<a href="a.html#x">回</a><a href="%E4%B8%83.html">七</a>')
    write(out / "lessons" / "c.html", '<a href="gone.html">nobody comes here</a>')
    write(out / "en" / "lessons" / "a.html", '<a href="../../paper.pdf#page=2">x</a><a href="#b">')
    assert read_output(out, ()).dead_links == {
        "lessons/a.html#x": ("lessons/b.html",),
        "lessons/七.html": ("lessons/b.html",),
        "paper.pdf": ("en/lessons/a.html",),
        "en/lessons/a.html#b": ("en/lessons/a.html",),
    }
    write(out / "lessons" / "a.html", '<h2 id="x">消防</h2><a href="b.html">b</a>')
    write(out / "lessons" / "七.html", "")
    write(out / "paper.pdf", "")
    write(out / "en" / "lessons" / "a.html", '<i id="b">b</i><a href="#b">')
    assert read_output(out, ()).dead_links == {}


def test_visible_text_is_read_without_white_space_and_scripts(out: Path) -> None:
    assert read_output(out, ()).page_text["lessons/a.html"] == "消防课bx"
    assert read_output(out, ()).page_text["en/lessons/a.html"] == "xAb"


def test_codes_with_a_landing_page_are_listed(out: Path) -> None:
    assert read_output(out, ()).landings == {"NEDC2"}


def test_a_landing_page_that_was_emptied_or_is_another_s_is_not_listed(out: Path) -> None:
    write(out / "Q" / "NEDC2" / "index.html", "")
    write(out / "Q" / "2224C" / "index.html", "编号 NEDC2")
    assert read_output(out, ()).landings == frozenset()


def test_every_pdf_below_the_folder_is_read(out: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    path = out / "pdf" / "lessons" / "a-A4-zh.pdf"
    path.parent.mkdir(parents=True)
    document.save(path)
    document.close()
    assert read_output(out, ()).pdf_text == {"pdf/lessons/a-A4-zh.pdf": ""}


@pytest.mark.parametrize(
    "left",
    [b"", b"%PDF-1.7\n%", "不是".encode("gb18030")],
    ids=["emptied", "cut short", "of another encoding"],
)
def test_an_emptied_or_damaged_file_holds_nothing_and_stops_nobody(out: Path, left: bytes) -> None:
    pages = (page("lessons/a.html", "灭火器在哪里"),)
    write_index(pages, tables("zh"), out / "search" / "zh")
    print_one("<p>弯腰</p>", out)
    for name in ("a/b.pdf", "lessons/b.html", "search/zh/t0.js"):
        (out / name).write_bytes(left)
    read = read_output(out, ("灭火器",))
    assert read.pdf_text["a/b.pdf"] == ""
    assert "弯腰" not in read.page_text["lessons/b.html"]
    assert read.found_by_search["灭火器"] == frozenset()
    for shard in (out / "search" / "zh").glob("*.js"):
        shard.write_bytes(left)
    assert read_output(out, ("灭火器",)).found_by_search["灭火器"] == frozenset()


def page(url: str, text: str) -> SearchPage:
    return SearchPage(url=url, title="", text=text)


def test_the_text_of_an_unchanged_pdf_is_taken_from_what_was_kept(
    out: Path, tmp_path: Path
) -> None:
    def read() -> str:
        return read_output(out, (), KeptFiles(tmp_path / "cache" / "text")).pdf_text["a/b.pdf"]

    print_one("<p>弯腰 快走</p>", out)
    assert read() == "弯腰快走"
    (entry,) = (tmp_path / "cache" / "text").iterdir()
    KeptFiles(entry.parent).put(entry.name, "别的".encode())
    assert read() == "别的"
    print_one("<p>离开</p>", out)
    assert read() == "离开"
    assert len(list(entry.parent.iterdir())) == 1


def tables(language: str) -> SearchTables:
    return SearchTables(
        language=language, words=load_search_words(THEME), kinds={"": ""}, audiences={}
    )


def test_a_query_finds_the_pages_that_hold_all_of_it(out: Path) -> None:
    pages = (page("lessons/a.html", "校车 灭火器在哪里"), page("lessons/b.html", "灭火毯 器材"))
    write_index(pages, tables("zh"), out / "search" / "zh")
    english = (page("lessons/a.html", "Fire extinguisher"),)
    write_index(english, tables("en"), out / "en" / "search" / "en")
    found = read_output(out, ("灭火器", "灭火", "extinguish", "溺水", "火器")).found_by_search
    assert found == {
        "灭火器": {"lessons/a.html"},
        "灭火": {"lessons/a.html", "lessons/b.html"},
        "extinguish": {"en/lessons/a.html"},
        "溺水": frozenset(),
        "火器": {"lessons/a.html"},
    }


def test_without_an_index_nothing_is_found(out: Path) -> None:
    assert read_output(out, ("消防",)).found_by_search == {"消防": frozenset()}


def list_built(out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file() and path.name != "manifest.json"]
    listed = [
        {
            "path": path.relative_to(out).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in files
    ]
    write(out / "manifest.json", json.dumps({"files": listed}))


def test_every_file_is_held_against_the_manifest(out: Path) -> None:
    def as_built() -> AsBuilt | None:
        return read_output(out, ()).as_built

    assert as_built() is None, "while a build goes on there is none"
    one, two = out / "office" / "a-zh.docx", out / "pdf" / "posters" / "b-A3-zh.pdf"
    write(one, "甲乙丙")
    write(two, "%PDF 甲")
    list_built(out)
    assert as_built() == AsBuilt()
    kept = one.read_bytes(), two.read_bytes()
    write(one, "甲乙丁")
    two.unlink()
    write(out / "pdf" / "posters" / "old-A3-zh.pdf", "%PDF 甲")
    assert as_built() == AsBuilt(
        changed=("office/a-zh.docx",),
        gone=("pdf/posters/b-A3-zh.pdf",),
        strange=("pdf/posters/old-A3-zh.pdf",),
    )
    one.write_bytes(kept[1])
    two.write_bytes(kept[0])
    (out / "pdf" / "posters" / "old-A3-zh.pdf").unlink()
    assert as_built() == AsBuilt(changed=("office/a-zh.docx", "pdf/posters/b-A3-zh.pdf"))


def test_what_a_server_or_a_machine_lays_beside_a_build_is_no_stranger(out: Path) -> None:
    list_built(out)
    for name in ("robots.txt", "muster-hut.zip", ".well-known/a", "lessons/.DS_Store"):
        write(out / name, "x")
    write(out / "lessons" / "Thumbs.db", "x")
    assert read_output(out, ()).as_built == AsBuilt()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"files": [{"path": "index.html"}]}'])
def test_a_damaged_manifest_is_told_and_accuses_no_file(out: Path, text: str) -> None:
    write(out / "manifest.json", text)
    assert read_output(out, ()).as_built == AsBuilt(changed=("manifest.json",))
