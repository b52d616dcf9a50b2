# SPDX-License-Identifier: MIT
"""Packs hold what their need asks for, say what goes where, and keep what is internal inside."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.check.phrase import printed_words
from generator.data.manifest import CLOSED
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.card import ItemKind
from generator.model.lesson import Lesson
from generator.paper.jobs import PaperInput
from generator.paper.packs import Pack, Paper, list_packs, write_pack
from generator.render.words import load_words
from generator.settings import THEME

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def given() -> PaperInput:
    settings = load_settings(Path("site_config.yml")).item
    assert settings
    content, _ = load_content(settings.content_folder, (), THEME)
    return PaperInput(content=content, settings=settings, sheets=(), theme=THEME)


@pytest.fixture(scope="module")
def packs(given: PaperInput) -> dict[str, Pack]:
    return {pack.path: pack for pack in list_packs(given)}


def made(*papers: Paper, path: str = "packs/x.zip", language: str = "zh") -> Pack:
    return Pack(path=path, title="一次演练", language=language, papers=papers)


GUIDE = Paper(kind="drills", title='防火/疏散: "快走"?', path="pdf/drills/a-A4-zh.pdf")
FORM = Paper(kind="forms", title="记录表", path="pdf/forms/b-A4-zh.pdf")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for paper in (GUIDE, FORM):
        (tmp_path / paper.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / paper.path).write_bytes(paper.path.encode())
    return tmp_path


def test_a_lesson_comes_with_poster_drill_procedure_and_questions(
    given: PaperInput, packs: dict[str, Pack]
) -> None:
    lessons = given.content.lessons.values()
    lesson = next(x for x in lessons if x.poster and x.drill and x.procedure)
    for language in ("zh", "en"):
        papers = packs[f"packs/lessons/lesson-{lesson.id}-{language}.zip"].papers
        found = {paper.path for paper in papers}
        assert {
            f"pdf/lessons/{lesson.id}-A4-{language}.pdf",
            f"pdf/posters/{lesson.poster}-A3-{language}.pdf",
            f"pdf/posters/{lesson.poster}-A4-{language}.pdf",
            f"pdf/drills/{lesson.drill}-A4-{language}.pdf",
            f"pdf/procedures/{lesson.procedure}-A3-{language}.pdf",
        } <= found
        assert any(f"pdf/questions/{lesson.topic}" in path for path in found)
        assert len(papers) == len(found)


def test_every_form_checklist_and_poster_that_a_lesson_names_is_in_its_pack(
    given: PaperInput, packs: dict[str, Pack]
) -> None:
    kinds = (ItemKind.FORM, ItemKind.CHECKLIST, ItemKind.POSTER)
    items = [(kind, item) for kind in kinds for item in given.content.shelf(kind).values()]
    named = [
        (lesson, kind, item)
        for lesson in given.content.lessons.values()
        for kind, item in items
        if item.title.zh in printed_words(lesson)
    ]
    assert {kind for _, kind, _ in named} >= {ItemKind.FORM, ItemKind.POSTER}
    for lesson, kind, item in named:
        papers = packs[f"packs/lessons/lesson-{lesson.id}-zh.zip"].papers
        paths = [paper.path for paper in papers]
        assert f"pdf/{kind.value}/{item.id}-A4-zh.pdf" in paths
        assert len(paths) == len({*paths})


def test_every_lesson_has_its_pack_and_every_drill_to_come(
    given: PaperInput, packs: dict[str, Pack]
) -> None:
    names = {f"packs/lessons/lesson-{x.id}-{y}.zip" for x in lessons(given) for y in ("zh", "en")}
    assert names <= packs.keys()
    assert "packs/schools/sample/drill-fire-evacuation-zh.zip" in packs
    assert "internal/sample/drill-fire-evacuation-zh.zip" in packs


def test_a_drill_has_its_pack_in_the_month_before_it_or_when_it_is_the_very_next(
    given: PaperInput, packs: dict[str, Pack]
) -> None:
    def drills(found: Iterable[str]) -> set[str]:
        own = re.compile(r"packs/schools/sample/drill-(.+)-zh\.zip")
        return {match[1] for path in found if (match := own.fullmatch(path))}

    calendar = given.content.campuses["sample"].calendar
    assert calendar
    held = [(day, e.item) for e in calendar.entries for day in e.dates if e.item]
    coming = {(d, i) for d, i in held if d >= DAY and i in given.content.drills}
    assert drills(packs) == {i for day, i in coming if (day - DAY).days <= 31}
    quiet = max(day for day, _ in coming if day < max(coming)[0]) + timedelta(days=1)
    settings = given.settings.model_copy(update={"as_of": quiet})
    later = (pack.path for pack in list_packs(replace(given, settings=settings)))
    assert drills(later) == {max(coming)[1]}


def lessons(given: PaperInput) -> list[Lesson]:
    return list(given.content.lessons.values())


def test_what_is_internal_is_in_no_public_pack(packs: dict[str, Pack]) -> None:
    for path, pack in packs.items():
        inside = {paper.path.split("/")[0] for paper in pack.papers}
        assert bool(inside & CLOSED) == (path.split("/")[0] in CLOSED), path


def test_the_schools_own_pack_is_the_public_one_with_what_names_classes(
    packs: dict[str, Pack],
) -> None:
    public = packs["packs/schools/sample/drill-fire-evacuation-zh.zip"].papers
    own = packs["internal/sample/drill-fire-evacuation-zh.zip"].papers
    assert own[-len(public) :] == public
    assert [paper.kind for paper in own[: -len(public)]] == ["opening"]
    kinds = [paper.kind for paper in public]
    assert kinds[:3] == ["drills", "procedures", "procedures"]
    assert "forms" in kinds


def test_the_pack_of_a_fire_drill_holds_everything_for_it_and_nothing_twice(
    packs: dict[str, Pack],
) -> None:
    for language in ("zh", "en"):
        papers = packs[f"packs/schools/sample/drill-fire-evacuation-{language}.zip"].papers
        found = [paper.path for paper in papers]
        assert {
            f"pdf/booklets/drill-fire-evacuation-A4-{language}.pdf",
            f"pdf/role-cards/fire-evacuation-A4-{language}.pdf",
            f"pdf/checklists/fire-daily-exit-patrol-A4-{language}.pdf",
            f"pdf/posters/fire-get-out-A3-{language}.pdf",
            f"office/letters/fire-junior-way-out-{language}.docx",
            f"office/schools/sample/calendar-teachers-{language}.ics",
        } <= set(found)
        for sheet in ("sign-ins", "observers", "records", "reviews"):
            assert any(path.startswith(f"office/drill-{sheet}/") for path in found), sheet
        assert len(found) == len(set(found))
        words = load_words(THEME)
        assert all(words[f"pack.{p.kind}"] and words[f"pack.{p.kind}_use"] for p in papers)


def test_whatever_a_drill_names_is_something_that_its_pack_can_hold(given: PaperInput) -> None:
    fitting = {ItemKind.FORM, ItemKind.CHECKLIST, ItemKind.POSTER, ItemKind.LESSON}
    for drill in given.content.drills.values():
        kinds = [found[0] for name in drill.needs if (found := given.content.find_item(name))]
        assert len(kinds) == len(drill.needs)
        assert set(kinds) <= fitting, drill.id


def test_a_pack_says_first_what_is_in_it_and_what_each_paper_is_for(out: Path) -> None:
    write_pack(made(GUIDE, FORM), out, THEME, DAY)
    with zipfile.ZipFile(out / "packs/x.zip") as file:
        names = file.namelist()
        first = file.read(names[0]).decode("utf-8-sig")
        assert file.read(names[1]) == GUIDE.path.encode()
    assert names == ["00 先看这里.txt", "01 演练指南 防火 疏散 快走.pdf", "02 表格 记录表.pdf"]
    assert [line for line in first.split("\r\n") if line in names] == names[1:]
    assert "100 %" in first
    assert "生成日期：2026-11-22" in first.replace(" ", "")


def test_the_pack_of_a_drill_says_on_which_day_of_the_week_it_is_held(out: Path) -> None:
    pack = replace(made(GUIDE, FORM), held=date(2026, 11, 27))
    write_pack(pack, out, THEME, DAY)
    with zipfile.ZipFile(out / "packs/x.zip") as file:
        first = file.read("00 先看这里.txt").decode("utf-8-sig")
    assert "演练日期： 2026-11-27 星期五" in first.split("\r\n")


def test_the_same_papers_give_the_same_bytes_dated_by_the_build(out: Path) -> None:
    found = []
    for path in ("packs/x.zip", "packs/y.zip"):
        write_pack(made(GUIDE, FORM, path=path), out, THEME, DAY)
        found.append((out / path).read_bytes())
        (out / FORM.path).touch()
    assert found[0] == found[1]
    with zipfile.ZipFile(io.BytesIO(found[0])) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert {entry.compress_type for entry in file.infolist()} == {zipfile.ZIP_STORED}


def test_a_paper_that_was_not_printed_is_no_empty_entry(out: Path) -> None:
    (out / FORM.path).unlink()
    with pytest.raises(FileNotFoundError):
        write_pack(made(GUIDE, FORM), out, THEME, DAY)


def test_a_title_of_four_thousand_signs_still_makes_a_name(out: Path) -> None:
    long = Paper(kind="forms", title="..\\../" + "长" * 4000 + "\x00", path=FORM.path)
    write_pack(made(long), out, THEME, DAY)
    with zipfile.ZipFile(out / "packs/x.zip") as file:
        name = file.namelist()[1]
    assert len(name) < 100
    assert not set(name) & set('\\/:*?"<>|\x00')


@pytest.mark.parametrize(
    "title",
    [
        "😀" * 300,
        "长" * 4000,
        "\u202efdp.exe",
        "a/../b\\c:d\ne",
        "AUX. . .",
        "CON",
        "=1|'x'!A0",
        "",
    ],
)
def test_any_system_opens_the_name_that_a_title_makes(out: Path, title: str) -> None:
    hostile = replace(GUIDE, title=title)
    write_pack(made(hostile), out, THEME, DAY)
    with zipfile.ZipFile(out / "packs/x.zip") as file:
        (_, name) = file.namelist()
    assert len(name.encode()) <= 255
    assert re.fullmatch(r'01 [^/\\:*?"<>|]*[^ .]\.pdf', name)
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cf"}


def test_papers_stay_in_their_order_when_there_are_more_than_ninety_nine(out: Path) -> None:
    write_pack(made(*[GUIDE] * 60, *[FORM] * 60), out, THEME, DAY)
    with zipfile.ZipFile(out / "packs/x.zip") as file:
        names = file.namelist()
    assert len(set(names)) == 121
    assert names == sorted(names)
