# SPDX-License-Identifier: MIT
"""CPU seconds of the site step at 500 and 2,000 Chinese pages, beside plain MkDocs Material.

Run it with `python -m bench.site_speed [--counts 500 2000] [--jieba FOLDER] [--zensical FOLDER]`.
The same Markdown, sentences of the plans recombined to 6 kB a page, is rendered in new processes by

- `muster`: what `muster build` does with staged pages: HTML and search index, with kept pages;
- `material`: MkDocs with Material, `navigation.prune`, its search and jieba, which must lie in
  FOLDER (`pip install --target FOLDER jieba`); without jieba it has no row;
- `zensical`: what the makers of Material write next, with the same configuration, which must lie in
  its own FOLDER in the same way; without it there is no row;
- `bare`: Python-Markdown with the same extensions and one small Jinja template, no search.

Rows: everything anew, the same again, one page edited. Ratios are to `bare` of the same run. A
`muster build` where nothing changed does not come to this step at all (`load/kept_build.py`):
`--whole` measures that command on made-up sets (`linked_set.py`) of so many pages instead, cold
with an empty cache, papers and all, then again with nothing changed. Cold takes an hour at 2,000.

Everything lies in memory where there is room for it. On ext4 a new file costs as many steps as
files were removed nearby in the minutes before (`recently_deleted` of the kernel looks at their
numbers one by one): after a test run that took 12 s in the place of 1.5 s, whatever was measured.
"""

import argparse
import json
import os
import random
import re
import resource
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # found by its full name, also where this is run as a script

from bench.linked_set import write_set  # noqa: E402 - only now found

PAGE_CHARACTERS = 2000
SECTION = 50
"""Pages in a section of the navigation."""

MEMORY = Path("/dev/shm")  # noqa: S108 - only where a folder of our own is made
ROOM_BYTES = 4_000_000_000
"""What all ways write for 2,500 pages, several times over."""

SETTLED_S = 3.0
"""After so long the times of files tell whether they were changed."""

WAYS = ("muster", "material", "zensical")
MODULE_OF = {"material": "jieba", "zensical": "zensical"}
"""What must be brought along, in a folder of its own, for a way to have its row."""
TEMPLATE = "<!doctype html><title>{{ title }}</title><article>{{ content }}</article>"


def write_pages(folder: Path, count: int) -> None:
    """Write a home page and so many pages of sentences of the plans."""
    chance = random.Random(count)  # noqa: S311 - a mixture, no secret
    plans = sorted((ROOT / "content" / "plans").rglob("*.yml"))
    said = "".join(path.read_text(encoding="utf-8") for path in plans)
    sentences = re.findall(r"[\u4e00-\u9fff，、（）]{12,80}", said)
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("# 首页\n", encoding="utf-8")
    for number in range(count):
        page = folder / page_path(number)
        page.parent.mkdir(exist_ok=True)
        page.write_text("".join(page_lines(number, sentences, chance)), encoding="utf-8")


def page_path(number: int) -> str:
    """Return where a page lies below the folder of all pages."""
    return f"s{number // SECTION}/p{number}.md"


def page_lines(number: int, sentences: list[str], chance: random.Random) -> Iterator[str]:
    """Yield a title, and paragraphs under a heading every fifth one."""
    yield f"# 第{number}页 {chance.choice(sentences)[:12]}\n\n"
    length = paragraph = 0
    while length < PAGE_CHARACTERS:
        text = "。".join(chance.choice(sentences) for _ in range(4)) + "。"
        yield f"## {chance.choice(sentences)[:10]}\n\n" if paragraph % 5 == 0 else ""
        yield f"{text}\n\n"
        length, paragraph = length + len(text), paragraph + 1


def navigation(pages: Path) -> list[dict[str, object]]:
    """Return home and the sections with their pages, in order."""
    numbers = sorted(int(path.stem[1:]) for path in pages.glob("s*/p*.md"))
    sections: dict[str, list[str]] = {}
    for number in numbers:
        sections.setdefault(f"第{number // SECTION}组", []).append(page_path(number))
    # In ten groups: tabs and first level stay as short as those of a real site.
    groups: dict[str, list[object]] = {}
    for place, (name, inside) in enumerate(sections.items()):
        groups.setdefault(f"类{place % 10}", []).append({name: inside})
    listed: list[dict[str, object]] = [{name: inside} for name, inside in groups.items()]
    return [{"首页": "index.md"}, *listed]


def run_muster(pages: Path, out: Path) -> None:
    """Render and index as the product does, keeping pages beside `pages`."""
    from generator.kept_files import KeptFiles  # noqa: PLC0415 - only this process pays
    from generator.render.words import load_words  # noqa: PLC0415
    from generator.settings import THEME  # noqa: PLC0415
    from generator.site.kept_page import KeptPages  # noqa: PLC0415
    from generator.site.language_site import SearchJob, make_language  # noqa: PLC0415
    from generator.site.search_index import SearchTables  # noqa: PLC0415
    from generator.site.search_pages import unread_page  # noqa: PLC0415
    from generator.site.search_words import load_search_words  # noqa: PLC0415
    from generator.site.shell_job import ShellJob, html_path  # noqa: PLC0415

    words = {key: text["zh"] for key, text in load_words(THEME).items()}
    job = ShellJob(
        language="zh",
        name="手册",
        pages_folder=pages,
        address="https://school.example/",
        theme_folder=THEME / "site" / "overrides",
        out=out,
        navigation=tuple(navigation(pages)),
        copyright="",
        words={k: v for k, v in words.items() if k.startswith(("site.", "frame."))},
    )
    kept = KeptPages("bench", KeptFiles(pages.parent / "cache" / "page"))
    paths = [html_path(path.relative_to(pages).as_posix()) for path in sorted(pages.rglob("*.md"))]
    tables = SearchTables(language="zh", words=load_search_words(THEME), kinds={}, audiences={})
    search = SearchJob(tables=tables, known=tuple(map(unread_page, paths)))
    if findings := make_language(job, search, kept):
        raise ValueError(findings[0].what_en)


def run_bare(pages: Path, out: Path) -> None:
    """Render with nothing around the text."""
    import jinja2  # noqa: PLC0415 - only this process pays
    import markdown  # noqa: PLC0415

    template = jinja2.Environment(autoescape=False).from_string(TEMPLATE)  # noqa: S701 - our text
    for path in sorted(pages.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        content = markdown.Markdown(extensions=["attr_list", "toc"]).convert(text)
        written = out / path.relative_to(pages).with_suffix(".html")
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(template.render(title=path.stem, content=content), encoding="utf-8")


def run_material(pages: Path, out: Path) -> None:
    """Render with the theme as it comes, in this process."""
    from mkdocs.__main__ import cli  # noqa: PLC0415 - only this process pays

    cli(["build", "-q", "-f", str(write_config(pages, out))], standalone_mode=False)


def run_zensical(pages: Path, out: Path) -> None:
    """Render with Zensical, in this process."""
    sys.argv = ["zensical", "build", "-f", str(write_config(pages, out))]
    runpy.run_module("zensical", run_name="__main__")


def write_config(pages: Path, out: Path) -> Path:
    """Write beside the pages what Material and Zensical are told of them; return where."""
    config = {
        "site_name": "手册",
        "docs_dir": pages.name,
        "site_dir": out.name,
        "use_directory_urls": False,
        "nav": navigation(pages),
        "theme": {
            "name": "material",
            "language": "zh",
            "font": False,
            "features": ["navigation.tabs", "navigation.indexes", "navigation.prune"],
        },
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
    }
    file = pages.parent / "mkdocs.yml"
    file.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    return file


RUN = {"muster": run_muster, "material": run_material, "zensical": run_zensical, "bare": run_bare}


def cpu_of(way: str, pages: Path, folder: str | None = None) -> float:
    """Return the CPU seconds of one way in a process of its own, its start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = os.pathsep.join([str(ROOT), *([folder] if folder else [])])
    out = pages.parent / f"{way}-out"
    command = [sys.executable, "-m", "bench.site_speed", "--one", way, str(pages), str(out)]
    environment = {**os.environ, "PYTHONPATH": found, "NO_MKDOCS_2_WARNING": "1"}
    with Path(os.devnull).open("wb") as nowhere:
        subprocess.run(  # noqa: S603 - our own
            command, check=True, cwd=ROOT, env=environment, stdout=nowhere, stderr=nowhere
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shell_bytes(out: Path) -> Iterator[int]:
    """Yield how much of each page is not its article."""
    for path in out.glob("s*/*.html"):
        html = path.read_bytes()
        yield len(html) - len(html[html.find(b"<article") : html.rfind(b"</article>")])


def has_module(name: str, folder: str | None) -> bool:
    """Say whether what a way needs can be loaded."""
    environment = {**os.environ, **({"PYTHONPATH": folder} if folder else {})}
    command = [sys.executable, "-c", f"import {name}"]
    done = subprocess.run(command, check=False, env=environment, capture_output=True)  # noqa: S603 - our own
    return done.returncode == 0


def roomy_folder() -> Path | None:
    """Return where files lie in memory; None, for the usual place, where there is too little."""
    is_roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    return MEMORY if is_roomy else None


def compare(count: int, folders: Mapping[str, str | None]) -> Iterator[str]:
    """Yield a line for each way and each sort of run."""
    with tempfile.TemporaryDirectory(dir=roomy_folder()) as scratch:
        pages = Path(scratch) / "pages"
        write_pages(pages, count)
        bare_s = cpu_of("bare", pages)
        yield f"{count} pages\n  bare      all anew        {bare_s:7.1f} s"
        missing = [w for w, name in MODULE_OF.items() if not has_module(name, folders[w])]
        for way in missing:
            yield f"  {way:<9} no row: {MODULE_OF[way]} is missing (--{MODULE_OF[way]} FOLDER)"
        ways = [way for way in WAYS if way not in missing]
        for sort in ("all anew", "the same again", "one page edited"):
            if sort == "one page edited":
                with (pages / page_path(count // 2)).open("a", encoding="utf-8") as page:
                    page.write("\n灭火器每月检查。\n")
            for way in ways:
                taken_s = cpu_of(way, pages, folders.get(way))
                yield f"  {way:<9} {sort:<15} {taken_s:7.1f} s {taken_s / bare_s:5.1f} × bare"
        for way in ways:
            weights = sorted(shell_bytes(Path(scratch) / f"{way}-out"))
            yield f"  {way:<9} frame of a page: {weights[-1] / 1000:.1f} kB at most"


def compare_whole(count: int) -> Iterator[str]:
    """Yield what `muster build` costs cold, and then again, on a set with so many pages."""
    with tempfile.TemporaryDirectory() as scratch:
        write_set(Path(scratch), count)
        tree = Path(scratch) / "muster"
        cold_s = cpu_of_build(tree)
        pages = sum(1 for _ in (tree / "dist").rglob("*.html"))
        papers = sum(1 for _ in (tree / "dist").rglob("*.pdf"))
        yield f"{pages} pages, {papers} PDFs\n  whole command, cold      {cold_s:8.2f} s"
        time.sleep(SETTLED_S)
        for _ in range(3):
            again_s = cpu_of_build(tree)
            yield f"  whole command, unchanged {again_s:8.2f} s {again_s / cold_s:7.2%} of cold"


def cpu_of_build(tree: Path) -> float:
    """Return the CPU seconds of `muster build` with all its workers; raises where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "build"]
    subprocess.run(command, check=True, cwd=tree, env=environment, capture_output=True)  # noqa: S603 - our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print what every way costs, for each number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[500, 2000])
    for module in MODULE_OF.values():
        parser.add_argument(f"--{module}", metavar="FOLDER", help=f"where {module} lies")
    parser.add_argument("--whole", action="store_true", help="the whole command, cold and again")
    parser.add_argument("--one", nargs=3, metavar=("WAY", "PAGES", "OUT"))
    options = parser.parse_args()
    if options.one:
        way, pages, out = options.one
        RUN[way](Path(pages), Path(out))
        return
    folders = {way: getattr(options, module) for way, module in MODULE_OF.items()}
    for count in options.counts:
        for line in compare_whole(count) if options.whole else compare(count, folders):
            print(line, flush=True)  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
