# SPDX-License-Identifier: MIT
"""Pages that were rendered before are taken again only while they would come out the same."""

from pathlib import Path

import pytest

from generator.finding import Finding
from generator.kept_files import KeptFiles
from generator.render.words import load_words
from generator.settings import THEME
from generator.site.kept_page import KeptPages
from generator.site.shell import MOST_NEIGHBOURS, render_site
from generator.site.shell_job import ShellJob, navigation_name
from tests.built.output import read_html

COUNT = 6
HOME = f"# 首页\n\n[最后一课](lessons/l{COUNT - 1}.md)\n\n"
SHELL_BYTES = 30_000
"""The most that a page may weigh besides its article."""

WORDS = {key: text["zh"] for key, text in load_words(THEME).items()}


class CountedPages(KeptPages):
    """Remembers how many pages were rendered afresh."""

    def __init__(self, folder: Path, program: str = "1") -> None:
        super().__init__(program, KeptFiles(folder / "cache" / "page"))
        self.fresh = 0

    def put(self, key: str, page: object) -> None:
        self.fresh += 1
        super().put(key, page)  # type: ignore[arg-type]


def write_pages(folder: Path, count: int = COUNT, names: dict[int, str] | None = None) -> None:
    """Write a home page, a list, and lessons that lead to the home page and to the next one."""
    (folder / "lessons").mkdir(parents=True)
    (folder / "index.md").write_text(f"{HOME}## 近日 {{ #soon }}\n", encoding="utf-8")
    (folder / "lessons" / "index.md").write_text("# 课\n", encoding="utf-8")
    for number in range(count):
        name = (names or {}).get(number, f"第{number}课")
        after = (number + 1) % count
        text = f"# {name}\n\n[近日](../index.md#soon) [下一课](l{after}.md)\n"
        (folder / "lessons" / f"l{number}.md").write_text(text, encoding="utf-8")


def job(folder: Path, out: Path, names: dict[int, str] | None = None) -> ShellJob:
    lessons = sorted(folder.glob("lessons/l*.md"))
    named = {f"lessons/l{n}.md": (names or {}).get(n, f"第{n}课") for n in range(len(lessons))}
    entries = [{name: path} for path, name in named.items()]
    return ShellJob(
        language="zh",
        name="手册",
        pages_folder=folder,
        address="https://school.example/",
        theme_folder=THEME / "site" / "overrides",
        out=out,
        navigation=({"首页": "index.md"}, {"课": ["lessons/index.md", *entries]}),
        copyright="",
        words=WORDS,
    )


@pytest.mark.parametrize("title", ["长" * 1200, '"<&' * 400])
def test_a_title_of_any_length_has_a_name_in_the_navigation(title: str, tmp_path: Path) -> None:
    name = navigation_name(title)
    write_pages(tmp_path / "in", names={0: name})
    given = job(tmp_path / "in", tmp_path / "out", names={0: name})
    assert render_site(given) == ()


def all_bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with a site that was rendered once, its pages being kept."""
    write_pages(tmp_path / "a" / "zh")
    kept = CountedPages(tmp_path)
    assert render_site(job(tmp_path / "a" / "zh", tmp_path / "out"), kept) == ()
    assert kept.fresh == COUNT + 2
    return tmp_path


def render(site: Path, name: str, kept: KeptPages | None, **names: str) -> tuple[Finding, ...]:
    titles = {int(key[1:]): title for key, title in names.items()}
    return render_site(job(site / name / "zh", site / f"{name}-out", titles), kept)


def test_nothing_is_rendered_twice_in_another_folder(site: Path) -> None:
    write_pages(site / "b" / "zh")
    kept = CountedPages(site)
    assert render(site, "b", kept) == ()
    assert kept.fresh == 0
    assert all_bytes(site / "b-out") == all_bytes(site / "out")


def test_what_only_the_search_of_material_would_fetch_is_left_out(site: Path) -> None:
    """Its worker alone names these files, and only a form called search starts it."""
    scripts = (site / "out" / "assets" / "javascripts").rglob("*.js")
    pages = (site / "out").rglob("*.html")
    told = {path: path.read_text(encoding="utf-8") for path in (*scripts, *pages)}
    naming = {path.parent.name for path, text in told.items() if "tinyseg" in text}
    assert naming == {"workers"}
    assert not any('name="search"' in text or 'id="search"' in text for text in told.values())
    assert not list((site / "out").rglob("lunr*"))


def test_one_edited_page_is_rendered_alone_and_all_bytes_are_those_of_a_cold_build(
    site: Path,
) -> None:
    for name in ("b", "cold"):
        write_pages(site / name / "zh")
        page = site / name / "zh" / "lessons" / "l2.md"
        page.write_text(page.read_text(encoding="utf-8") + "\n灭火器\n", encoding="utf-8")
    kept = CountedPages(site)
    assert render(site, "b", kept) == ()
    assert kept.fresh == 1
    assert render(site, "cold", None) == ()
    assert all_bytes(site / "b-out") == all_bytes(site / "cold-out")
    assert "灭火器" in (site / "b-out" / "lessons" / "l2.html").read_text(encoding="utf-8")


def test_a_new_title_comes_to_every_page_that_shows_it(site: Path) -> None:
    for name in ("b", "cold"):
        write_pages(site / name / "zh", names={2: "新名字"})
    kept = CountedPages(site)
    assert render(site, "b", kept, l2="新名字") == ()
    assert kept.fresh == COUNT + 1
    render(site, "cold", None, l2="新名字")
    assert all_bytes(site / "b-out") == all_bytes(site / "cold-out")
    assert "新名字" in (site / "b-out" / "lessons" / "l4.html").read_text(encoding="utf-8")


def test_another_program_renders_everything_again(site: Path) -> None:
    kept = CountedPages(site, program="2")
    render(site, "a", kept)
    assert kept.fresh == COUNT + 2


def test_an_unchanged_page_that_leads_to_a_page_that_is_gone_is_told_of(site: Path) -> None:
    write_pages(site / "b" / "zh", COUNT - 1)
    [finding] = render(site, "b", CountedPages(site))
    assert finding.code == "S601"
    assert "l5.md" in finding.what_en


def test_an_unchanged_page_that_leads_to_a_place_that_is_gone_is_told_of(site: Path) -> None:
    write_pages(site / "b" / "zh")
    (site / "b" / "zh" / "index.md").write_text(f"{HOME}## 近日 {{ #now }}\n", encoding="utf-8")
    kept = CountedPages(site)
    findings = render(site, "b", kept)
    assert kept.fresh == 1
    assert len(findings) == COUNT
    assert all("#soon" in finding.what_en for finding in findings)


def test_a_kept_page_that_was_damaged_is_rendered_again(site: Path) -> None:
    for entry in (site / "cache" / "page").iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    render(site, "a", CountedPages(site))
    assert all_bytes(site / "a-out") == all_bytes(site / "out")


def test_the_frame_of_a_page_weighs_the_same_however_many_pages_there_are(tmp_path: Path) -> None:
    weights = []
    for count in (MOST_NEIGHBOURS * 2, MOST_NEIGHBOURS * 4):
        folder = tmp_path / str(count)
        write_pages(folder / "zh", count)
        assert render_site(job(folder / "zh", folder / "out")) == ()
        html = (folder / "out" / "lessons" / "l20.html").read_text(encoding="utf-8")
        weights.append(len(html.encode()) - len(html[html.find("<article") :].encode()))
    assert weights[0] == weights[1] < SHELL_BYTES


@pytest.mark.parametrize("number", [0, 1, 12, 30, 59])
def test_a_page_stands_among_its_neighbours_and_beside_the_list(
    tmp_path: Path, number: int
) -> None:
    write_pages(tmp_path / "zh", 60)
    render_site(job(tmp_path / "zh", tmp_path / "out"))
    page = read_html(tmp_path / "out" / "lessons" / f"l{number}.html")
    shown = {link for link in page.links if link.startswith("l") and link.endswith(".html")}
    assert f"l{number}.html" in shown
    assert len(shown) <= MOST_NEIGHBOURS + 1
    assert "index.html" in page.links
