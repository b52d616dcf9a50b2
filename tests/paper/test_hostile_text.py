# SPDX-License-Identifier: MIT
"""Whatever a title says, paper shows it whole and inside its box, or a finding names the box."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypdfium2
import pytest

from generator.finding import Finding, Origin, Severity
from generator.inspection import Inspection, inspect
from generator.load.config import load_settings
from generator.model.content import Content
from generator.model.record import Record, Text
from generator.paper.booklet import Booklet, frame_job
from generator.paper.booklets import list_booklets
from generator.paper.jobs import PaperInput, list_jobs
from generator.paper.pdf import PrintJob, PrintResult, print_all
from generator.settings import THEME, Settings
from tests.built.output import squeeze
from tests.paper.test_pdf import print_one
from tests.whole_tree import write_whole_tree

WORD = "W" * 60
"""Nothing in it says where it may break."""

NASTY = f"=cmd|'/C calc'!A0 <script>alert(1)</script> &amp; {WORD}\n第二行字\n第三行字\n第四行字"
"""A formula, markup, a long word and four lines: all of it may stand in a title."""

SCHOOL = "校" * 60

CALLED = frozenset({"title", "headline", "name", "action", "post"})
"""Texts that papers set large, or in the columns of tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What came of one tree."""

    folder: Path
    results: Mapping[str, PrintResult]

    def findings(self) -> list[Finding]:
        return [finding for result in self.results.values() for finding in result.findings]

    def text(self, path: str) -> str:
        document = pypdfium2.PdfDocument(self.folder / path)
        try:
            return "".join(squeeze(page.get_textpage().get_text_range()) for page in document)
        finally:
            document.close()


def named(part: Any, said: Text, called: frozenset[str]) -> Any:
    """Return a part of content with every text that is so `called` exchanged."""
    if isinstance(part, tuple):
        return tuple(named(each, said, called) for each in part)
    if not isinstance(part, Record):
        return part
    changed = {
        name: said if name in called and isinstance(inner, Text) else named(inner, said, called)
        for name, inner in vars(part).items()
    }
    return part.model_copy(update=changed)


def retitled(content: Content, said: Text, called: frozenset[str], school: Text) -> Content:
    return replace(
        content,
        topics={name: named(topic, said, called) for name, topic in content.topics.items()},
        shelves={
            kind: {name: named(item, said, called) for name, item in shelf.items()}
            for kind, shelf in content.shelves.items()
        },
        campuses={
            name: campus.model_copy(
                update={"school": campus.school.model_copy(update={"name": school})}
            )
            for name, campus in content.campuses.items()
        },
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Inspection]:
    settings = load_settings(write_whole_tree(tmp_path_factory.mktemp("whole"))).item
    assert settings
    inspection = inspect(settings, settings.as_of)
    assert not inspection.has_errors
    return settings, inspection


def paper_input(whole: tuple[Settings, Inspection], content: Content) -> PaperInput:
    settings, inspection = whole
    return PaperInput(
        content=content,
        settings=settings,
        sheets=(),
        theme=THEME,
        evacuation=inspection.evacuation,
    )


def print_jobs(jobs: list[PrintJob], folder: Path) -> dict[str, PrintResult]:
    with ThreadPoolExecutor(1) as executor:
        return {result.path: result for result in print_all(jobs, THEME, folder, executor)}


def booklets(given: PaperInput) -> list[Booklet]:
    """Return the Chinese booklets, as if every paper had one page."""
    pages = {job.path: 1 for job in list_jobs(given)}
    return [each for each in list_booklets(given, pages) if each.language == "zh"]


@pytest.fixture(scope="module")
def nasty(whole: tuple[Settings, Inspection], tmp_path_factory: pytest.TempPathFactory) -> Printed:
    content = retitled(
        whole[1].content, Text(zh=NASTY, en=NASTY), CALLED, Text(zh=SCHOOL, en=SCHOOL)
    )
    given = paper_input(whole, content)
    jobs = [job for job in list_jobs(given) if job.path.endswith("-zh.pdf")]
    frames = [frame_job(booklet, whole[0], THEME) for booklet in booklets(given)]
    folder = tmp_path_factory.mktemp("nasty")
    return Printed(folder=folder, results=MappingProxyType(print_jobs([*jobs, *frames], folder)))


def test_papers_of_every_kind_are_there(nasty: Printed) -> None:
    kinds = {"/".join(path.split("/")[:2]) for path in nasty.results}
    assert kinds == {
        *(f"pdf/{shelf}" for shelf in ("activities", "checklists", "curricula", "drills")),
        *(f"pdf/{shelf}" for shelf in ("duties", "forms", "lessons", "micros", "posters")),
        *(f"pdf/{shelf}" for shelf in ("procedures", "questions", "regulations", "reminders")),
        *(f"pdf/{shelf}" for shelf in ("trainings", "fill", "keys", "tests", "role-cards")),
        *("pdf/sign-ins", "pdf/records"),
        *("pdf/booklets", "pdf/schools", "internal/hut-school"),
    }


def test_what_does_not_fit_is_told_with_its_file_and_line(nasty: Printed) -> None:
    assert nasty.findings()
    for finding in nasty.findings():
        assert finding.code in {"D702", "D703"}, finding.what_en
        assert finding.origin.line > 0, finding.what_en


def test_titles_are_whole_on_every_paper_of_an_item(nasty: Printed) -> None:
    for path in nasty.results:
        if path.split("/")[1] in {"schools", "booklets", "hut-school", "keys", "tests"}:
            continue
        assert squeeze(NASTY) in nasty.text(path), path


def test_the_name_of_the_school_is_whole_wherever_it_stands(nasty: Printed) -> None:
    for path in nasty.results:
        if path.startswith("pdf/schools/"):
            assert SCHOOL in nasty.text(path), path


def test_no_letter_lies_off_the_paper(nasty: Printed) -> None:
    for path, result in nasty.results.items():
        if result.findings:
            continue
        for page in pypdfium2.PdfDocument(nasty.folder / path):
            width, height = page.get_size()
            text = page.get_textpage()
            for left, bottom, right, top in map(text.get_rect, range(text.count_rects())):
                assert left >= 0, path
                assert bottom >= 0, path
                assert right <= width, path
                assert top <= height, path


def test_a_title_too_long_for_the_head_of_a_booklet_is_told_with_box_file_and_line(
    whole: tuple[Settings, Inspection], tmp_path: Path
) -> None:
    """Chapters of a curriculum are called as their topics are."""
    long = Text(zh="长" * 400, en="long " * 80)
    topics = whole[1].content.topics
    made = {name: named(topic, long, frozenset({"title"})) for name, topic in topics.items()}
    given = paper_input(whole, replace(whole[1].content, topics=made))
    booklet = next(each for each in booklets(given) if each.kind == "curriculum")
    (result,) = print_jobs([frame_job(booklet, whole[0], THEME)], tmp_path).values()
    heads = [finding for finding in result.findings if "@top-" in finding.what_zh]
    assert heads
    assert {finding.code for finding in heads} == {"D703"}
    assert {Path(finding.origin.file).name for finding in heads} == {"fire.yml"}
    assert {finding.origin.key for finding in heads} == {"title.zh"}
    assert {finding.origin.line for finding in heads} == {2}


@pytest.mark.parametrize(
    ("body", "box"),
    [
        (f'<p class="tight" style="width:20mm;white-space:nowrap">{WORD}</p>', "p.tight"),
        (f'<div class="low" style="height:4mm">{"字" * 200}</div><p>下</p>', "div.low"),
        (f'<p style="margin-left:150mm;white-space:nowrap">{"字" * 20}</p>', "p"),
    ],
    ids=["too wide", "too high", "off the paper"],
)
def test_a_line_outside_its_box_is_a_gap_that_names_it(tmp_path: Path, body: str, box: str) -> None:
    (finding,) = print_one(body, tmp_path).findings
    assert (finding.code, finding.severity) == ("D703", Severity.GAP)
    assert f" {box} " in finding.what_zh
    assert f" {box} " in finding.what_en
    assert finding.origin == Origin(file="content/a.yml", line=1)


def test_a_space_that_hangs_over_the_edge_is_no_text(tmp_path: Path) -> None:
    line = f'<p style="width:{12 * 5}pt">{"字" * 5}\u3000<a style="white-space:nowrap">12</a></p>'
    assert print_one(line, tmp_path).findings == ()


def test_words_wider_than_their_columns_are_broken(tmp_path: Path) -> None:
    cells = "".join(f"<td>{WORD}</td>" for _ in range(6))
    result = print_one(f"<table><tr>{cells}</tr></table>", tmp_path)
    assert result.findings == ()
    document = pypdfium2.PdfDocument(tmp_path / "a/b.pdf")
    assert squeeze(document[0].get_textpage().get_text_range()).count("W") == 6 * len(WORD)
