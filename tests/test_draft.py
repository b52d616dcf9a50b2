# SPDX-License-Identifier: MIT
"""A draft is what a whole build would make of the same content, page by page."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import build
from generator.draft import Drafts, DraftSource
from generator.load.config import load_settings
from generator.settings import THEME
from tests.tiny_tree import lend_cache, write_tree

LESSON = "lessons/way-out.html"
PLAN = re.compile("<svg.*?</svg>", re.DOTALL)
SHEET = re.compile(r'href="[^"]*\.(?:pdf|zip)"')


def built(folder: Path, out: Path) -> None:
    settings = load_settings(folder / "site_config.yml").item
    assert settings
    assert build(settings, out, lambda *_: None).is_written


def pages_in(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*.html") if path.name != "404.html")
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built tree without schools and posters, which take their time on paper."""
    folder = tmp_path_factory.mktemp("draft")
    write_tree(folder)
    for name in ("schools", "posters"):
        shutil.rmtree(folder / "content" / name)
    built(folder, folder / "dist")
    return folder


def begun(tree: Path, scratch: Path) -> Drafts:
    scratch.mkdir(exist_ok=True)
    return Drafts(
        DraftSource(
            config=tree / "site_config.yml",
            content=None,
            as_of=None,
            out=tree / "dist",
            scratch=scratch,
        )
    )


@pytest.fixture(scope="module")
def drafts(tree: Path) -> Drafts:
    return begun(tree, tree / "scratch")


@pytest.fixture
def lesson(tree: Path) -> Iterator[Path]:
    """Return the file of the lesson, which is afterwards as it was."""
    [file] = (tree / "content" / "lessons").rglob("*.yml")
    text = file.read_text(encoding="utf-8")
    yield file
    file.write_text(text, encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_save_by_way_of_another_name_reads_no_other_item(
    drafts: Drafts, lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("all items are read")

    monkeypatch.setattr("generator.making.live_input.load_content", refuse)
    text = lesson.read_text(encoding="utf-8")
    passing = lesson.with_name(f".tmp{lesson.name}")
    passing.write_text(text.replace("minutes: ", "minutes:  "), encoding="utf-8")
    passing.replace(lesson)
    assert not drafts.edited([passing, lesson]).faults


def others_of(drafts: Drafts) -> dict[str, str]:
    return {path: html for each in drafts.others() for path, html in each.pages.items()}


def test_drafts_of_a_new_title_are_what_a_whole_build_makes(
    tree: Path, drafts: Drafts, lesson: Path
) -> None:
    edit(lesson, "找到出口", "走到门外")
    drafted = drafts.edited([lesson])
    assert drafted.faults == ()
    assert set(drafted.pages) == {LESSON, f"en/{LESSON}"}
    assert "走到门外" in drafted.pages[LESSON]
    others = others_of(drafts)
    assert "走到门外" in others["lessons/index.html"]
    before = pages_in(tree / "dist")
    built(tree, tree / "after")
    after = pages_in(tree / "after")
    changed = {path: html for path, html in after.items() if html != before[path]}
    drawn = {**drafted.pages, **others}
    assert {path: html for path, html in drawn.items() if html != before[path]} == changed


def test_a_fault_is_told_and_no_page_is_drawn_until_it_is_mended(
    drafts: Drafts, lesson: Path
) -> None:
    edit(lesson, "topic: fire", "topic: fier")
    faulty = drafts.edited([lesson])
    assert [finding.code for finding in faulty.faults] == ["C107"]
    assert faulty.pages == {}
    edit(lesson, "topic: fier", "topic: fire")
    edit(lesson, "找到出口", "看见出口")
    mended = drafts.edited([lesson])
    assert mended.faults == ()
    assert "看见出口" in mended.pages[LESSON]


def test_an_edit_beside_a_fault_is_drawn_once_the_fault_is_mended(
    tree: Path, drafts: Drafts, lesson: Path
) -> None:
    topic = tree / "content" / "topics" / "fire.yml"
    edit(lesson, "找到出口", "先找出口")
    edit(topic, "pictogram", "pictogran")
    assert drafts.edited([lesson, topic]).faults
    edit(topic, "pictogran", "pictogram")
    assert "先找出口" in drafts.edited([topic]).pages[LESSON]


def test_a_new_topic_title_comes_to_the_pages_that_show_it(
    tree: Path, drafts: Drafts, lesson: Path
) -> None:
    topic = tree / "content" / "topics" / "fire.yml"
    edit(topic, "title: {zh: 防火", "title: {zh: 消防")
    assert drafts.edited([topic]).pages == {}
    looked_at = ["lessons/index.html", "en/now.html", "Q/none/index.html", "no-page.html"]
    assert set(drafts.opened(looked_at).pages) == {"lessons/index.html"}
    drafts.forget(looked_at)
    assert "消防" in others_of(drafts)["lessons/index.html"]
    edit(topic, "title: {zh: 消防", "title: {zh: 防火")
    drafts.edited([topic, lesson])
    others_of(drafts)


def test_a_new_lesson_gets_its_page_and_its_place_among_the_others(
    drafts: Drafts, lesson: Path
) -> None:
    new = lesson.with_name("second-way.yml")
    text = lesson.read_text(encoding="utf-8")
    new.write_text(text.replace("id: way-out", "id: second-way"), encoding="utf-8")
    try:
        drafts.edited([new])
        others = others_of(drafts)
    finally:
        new.unlink()
    assert "lessons/second-way.html" in others
    assert 'href="second-way.html"' in others[LESSON]
    drafts.edited([new])
    assert 'href="second-way.html"' not in others_of(drafts)[LESSON]


def test_edited_words_and_templates_come_to_the_page_that_is_looked_at(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    monkeypatch.setattr("generator.draft.THEME", theme)
    drafts = begun(tree, tmp_path / "scratch")
    assert drafts.opened([LESSON]).pages == {}
    edit(theme / "words.toml", '"打印版 PDF"', '"打印版甲"')
    assert not drafts.edited([theme / "words.toml"]).faults
    [page] = drafts.opened([LESSON]).pages.values()
    assert "打印版甲" in page
    assert "打印版 PDF" not in page
    template = theme / "site" / "lesson.md"
    template.write_text(template.read_text(encoding="utf-8") + "\n新句子。\n", encoding="utf-8")
    assert drafts.edited([template]).is_worn
    [page] = drafts.opened([LESSON]).pages.values()
    assert "新句子。" in page
    assert others_of(drafts) == {}


@pytest.fixture(scope="module")
def school(tiny_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree with a school, beside what was built of the very same."""
    folder = tmp_path_factory.mktemp("school")
    write_tree(folder)
    lend_cache(tiny_build, folder)
    (folder / "dist").symlink_to(tiny_build / "dist")
    return folder


def test_pages_of_a_school_are_drafted_as_they_were_built(school: Path, tmp_path: Path) -> None:
    built = pages_in(school / "dist")
    pages = [path for path in built if path.startswith(("schools/", "buildings/", "en/buildings/"))]
    assert len(pages) > 3
    assert begun(school, tmp_path).opened(pages).pages == {}


def test_an_edited_building_is_drawn_anew_on_its_page_before_its_sheets_are(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("all pages are listed")

    file = school / "content" / "schools" / "hut" / "buildings" / "hut.yml"
    place, text = "buildings/hut-school/hut.html", file.read_text(encoding="utf-8")
    before = (school / "dist" / place).read_text(encoding="utf-8")
    drafts = begun(school, tmp_path / "drafts")
    edit(file, "at_m: [4, 0]", "at_m: [7, 0]")
    edit(file, "name: {zh: 小屋", "name: {zh: 新小屋")
    try:
        drafted = drafts.edited([file])
        assert drafted.faults == ()
        assert drafted.is_worn
        with monkeypatch.context() as listing:
            listing.setattr("generator.draft.list_pages", refuse)
            [drawn] = drafts.opened([place]).pages.values()
        assert begun(school, tmp_path / "afresh").opened([place]).pages == {place: drawn}
    finally:
        file.write_text(text, encoding="utf-8")
    assert PLAN.findall(drawn) != PLAN.findall(before)
    assert SHEET.findall(drawn) == SHEET.findall(before)
    drafts.edited([file])
    assert drafts.opened([place]).pages == {place: before}
