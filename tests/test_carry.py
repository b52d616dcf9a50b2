# SPDX-License-Identifier: MIT
"""A school takes along what anybody may see and what it needs; links to the rest become words."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.carry import (
    FOLDER,
    MB,
    START,
    Load,
    plan_load,
    without_links,
    write_load,
)
from generator.cli import main
from generator.data.manifest import manifest_json
from generator.data.published.manifest import Manifest
from generator.finished_build import ChangedOutputError
from generator.load.config import load_settings
from generator.load.sources import sources_fingerprint
from generator.model.content import Content
from generator.render.words import load_words
from generator.settings import THEME
from tests.check.real_content import real_content
from tests.tiny_tree import write_tree

SCHOOL = "sample-kindergarten"

PAGE = """\
<!doctype html><html lang="zh"><head><meta charset="utf-8"></head><body>
<a class="button" href="../packs/lessons/lesson-x-zh.zip">整套下载</a>
<a href="../sheets/sample/b/2224C-A3-both.pdf">
<img src="../sheets/sample/b/2224C-A3-both.png" alt="图"></a>
<video src="../film/posters/laboratory-last-to-leave-poster-zh.mp4"><p>没有</p></video>
<a href="../index.html">首页</a> <a href="tel:119">119</a> <a href="#x">x</a></body></html>
"""

FILES = {
    "index.html": PAGE.replace("../", ""),
    "404.html": PAGE,
    "schools/sample.html": PAGE,
    f"sheets/{SCHOOL}/b/2224D-A3-both.pdf": "own sheet",
    "sheets/sample/b/2224C-A3-both.pdf": "sheet of another school",
    "sheets/sample/b/2224C-A3-both.png": "picture of it",
    "internal/sample-kindergarten/leaving-b-zh.pdf": "head counts",
    "packs/lessons/lesson-x-zh.zip": "zip",
    "film/posters/laboratory-last-to-leave-poster-zh.mp4": "film",
    "pdf/fill/forms/x-A4-zh.pdf": "f" * 3_000_000,
    "pdf/booklets/x-A4-zh.pdf": "b" * 1_000_000,
    "assets/muster.css": "a{}" * 9,
    "en/search/en/index.js": 'musterPiece("en","index",{"pages":2,"joined":1,"shards":1});\n',
    "en/search/en/words.js": 'musterPiece("en","words",[]);\n',
    **{f"en/search/en/t{n}.js": f'musterPiece("en","t{n}",[]);\n' for n in range(40)},
}

INDEX = frozenset(name for name in FILES if "/search/" in name)


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


STAGES = ("kindergarten", "college")


def lesson_for(content: Content, stage: str) -> str:
    return next(
        name
        for name, each in content.lessons.items()
        if [a.value for a in each.audiences] == [stage]
    )


@pytest.fixture
def out(tmp_path: Path, content: Content) -> Path:
    out = tmp_path / "dist"
    papers = {f"pdf/lessons/{lesson_for(content, name)}-A4-zh.pdf": name for name in STAGES}
    for name, text in {**FILES, **papers}.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
    told = json.dumps(manifest_json(out, date(2026, 11, 22), {}))
    (out / "manifest.json").write_text(told, encoding="utf-8")
    return out


def load_of(out: Path, content: Content, most_mb: float = 200) -> Load:
    manifest = Manifest.model_validate_json((out / "manifest.json").read_bytes())
    return plan_load(content.campuses[SCHOOL].school, content, manifest, out, most_mb)


def packed(load: Load, out: Path, name: str = "a.zip") -> Path:
    write_load(load, out, THEME, load_words(THEME), out.parent / name)
    return out.parent / name


def test_pages_are_all_there_and_papers_that_the_school_needs(out: Path, content: Content) -> None:
    assert load_of(out, content).carried - INDEX == {
        "index.html",
        "schools/sample.html",
        f"sheets/{SCHOOL}/b/2224D-A3-both.pdf",
        "pdf/fill/forms/x-A4-zh.pdf",
        "pdf/booklets/x-A4-zh.pdf",
        f"pdf/lessons/{lesson_for(content, 'kindergarten')}-A4-zh.pdf",
        "assets/muster.css",
    }


def test_what_says_the_same_again_goes_first_until_the_zip_is_small_enough(
    out: Path, content: Content
) -> None:
    assert load_of(out, content, 5).without == ("packs",)
    assert load_of(out, content, 3.5).without == ("packs", "booklets")
    assert load_of(out, content, 1).without == ("packs", "booklets", "fill")
    assert load_of(out, content, 0.0001).without[-1] == "previews"
    for most_mb in (5, 3.5, 1):
        path = packed(load_of(out, content, most_mb), out)
        assert path.stat().st_size <= most_mb * MB


def test_one_file_lies_at_the_top_and_leads_into_the_site(out: Path, content: Content) -> None:
    with zipfile.ZipFile(packed(load_of(out, content), out)) as file:
        names = file.namelist()
        start = file.read(START).decode()
        flags = {entry.filename: entry.flag_bits for entry in file.infolist()}
    assert [name for name in names if "/" not in name] == [START]
    assert flags[START] & 0x800, "told to be UTF-8, for Windows"
    assert f'href="{FOLDER}/index.html"' in start
    assert "Content-Security-Policy" in start
    assert "2026-11-22" in start


def test_numbered_pieces_of_the_index_are_joined_and_the_summary_says_so(
    out: Path, content: Content
) -> None:
    with zipfile.ZipFile(packed(load_of(out, content), out)) as file:
        inside = {
            name.rpartition("/")[2]: file.read(name).decode()
            for name in file.namelist()
            if "/search/" in name
        }
    assert sorted(inside) == ["index.js", "t-0.js", "t-1.js", "words.js"]
    assert '"joined":32,' in inside["index.js"]
    assert '"t31"' in inside["t-0.js"]
    assert '"t32"' in inside["t-1.js"]
    assert inside["t-0.js"].count("musterPiece(") == 32
    assert inside["words.js"] == FILES["en/search/en/words.js"]


def test_the_same_output_gives_the_same_bytes(out: Path, content: Content) -> None:
    load = load_of(out, content)
    assert packed(load, out).read_bytes() == packed(load, out, "b.zip").read_bytes()


def test_links_to_what_is_left_out_become_words(out: Path, content: Content) -> None:
    with zipfile.ZipFile(packed(load_of(out, content), out)) as file:
        page = file.read(f"{FOLDER}/schools/sample.html").decode()
    assert "href" not in page.replace('href="../index.html"', "").replace(
        'href="tel:119"', ""
    ).replace('href="#x"', "")
    assert "<img" not in page
    assert "<video" not in page
    assert '<span class="left-out">整套下载<small>（这份副本里没有）</small></span>' in page
    assert re.search(r'<span class="left-out">\s*图<small>', page)


def test_links_to_what_is_there_stay_byte_for_byte() -> None:
    assert without_links(PAGE, "schools/sample.html", frozenset({"other.html"}), "x") == PAGE


def test_an_output_that_was_changed_by_hand_is_refused_and_nothing_is_left(
    out: Path, content: Content
) -> None:
    load = load_of(out, content)
    (out / "index.html").write_text("changed", encoding="utf-8")
    with pytest.raises(ChangedOutputError, match=r"^index[.]html$"):
        packed(load, out)
    assert not list(out.parent.glob("*.zip"))
    assert not list(out.parent.glob(".*"))


def muster(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_a_stale_build_and_an_impossible_place_are_refused_in_words(tmp_path: Path) -> None:
    config, out, target = write_tree(tmp_path), tmp_path / "dist", tmp_path / "hut.zip"
    settings = load_settings(config).item
    assert settings
    out.mkdir()
    (out / "index.html").write_text(PAGE, encoding="utf-8")
    (out / "now.html").write_text(PAGE, encoding="utf-8")
    told = manifest_json(out, date(2026, 11, 22), {}, {}, sources_fingerprint(settings))
    (out / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    ask = ("carry", "--config", config)
    assert muster(*ask, "--to", target).exit_code == 0
    target.unlink()
    for bad, zh, en in (
        (tmp_path / "no" / "x.zip", "没有这个文件夹", "no such folder"),
        (config / "x.zip", "是文件，不是文件夹", "a part of the path is a file"),
    ):
        result = muster(*ask, "--to", bad)
        assert result.exit_code == 2
        assert zh in result.output
        assert en in result.output
    config.write_text(config.read_text("utf-8").replace("Booklet", "Book"), "utf-8")
    result = muster(*ask, "--to", target)
    assert result.exit_code == 2
    assert "O811" in result.output
    assert not target.exists()
    assert muster(*ask, "--to", target, "--stale-ok").exit_code == 0
    (out / "now.html").unlink()
    assert muster(*ask, "--to", target, "--stale-ok").exit_code == 2
