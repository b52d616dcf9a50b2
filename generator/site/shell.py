# SPDX-License-Identifier: MIT
"""The site builder: the only importer of MkDocs. Markdown folder in, HTML folder out.

The configuration (`shell_job.py`) is written as JSON, which every YAML reader reads.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Section, get_navigation
from mkdocs.utils import clean_directory

from generator.finding import Finding, Origin, Severity
from generator.render.foreign_words import mark_hanzi
from generator.render.warning import gathered_warnings
from generator.site.asset import join_styles
from generator.site.kept_page import KeptPages, RenderedPage
from generator.site.shell_job import ShellJob, frame_fingerprint, html_path, shell_config

if TYPE_CHECKING:
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

MOST_NEIGHBOURS = 24
"""Of how many pages of its section a page shows the names at its side.

All of them would make each page longer with every page that is added; the name of the section
leads to the whole list.
"""

STATIC_TEMPLATE = "404.html"

UNUSED = "assets/javascripts/lunr/"
"""Word stems for the search of Material, which no page has: they lie nowhere in the output."""

_BREAK = re.compile(r"\s*\n\s*")
_SKIP = re.compile(r'<a\b[^>]*\bclass="md-skip"[^>]*>.*?</a>', re.DOTALL)
_TOGGLE = '<input class="md-toggle"'


def render_site(job: ShellJob, kept: KeptPages | None = None) -> tuple[Finding, ...]:
    """Render one language with MkDocs; everything that it warns of comes back as findings.

    Pages that an earlier build rendered from the same are taken from `kept`.
    """
    with gathered_warnings("mkdocs") as messages:
        shell = Shell(job, kept or KeptPages())
        clean_directory(str(job.out))
        shell.write_rest()
        for path in shell.paths:
            rendered = shell.render(path)
            written = job.out / html_path(path)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(rendered.html, encoding="utf-8")
        shell.check_anchors()
    return tuple(_finding(message) for message in messages)


class _AskedFiles:
    """The files that links may lead to; remembers which were asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: set[str] = set()

    def get_file_from_path(self, path: str) -> "File | None":
        """Return the file at a path, if it is there."""
        self.asked.add(path)
        return self._files.get_file_from_path(path)


class Shell:
    """All pages of one language with the navigation between them; renders any of them."""

    def __init__(self, job: ShellJob, kept: KeptPages, former: "Shell | None" = None) -> None:
        """Read which pages are there; what is wrong with the navigation is logged.

        The templates are those that a former shell of the same language has read.
        """
        # A name of its own: a process and a copy of it may both be at it.
        file = job.pages_folder.parent / f"mkdocs-{job.language}-{os.getpid()}.yml"
        file.write_text(
            json.dumps(shell_config(job), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        self._config = load_config(config_file=str(file))
        self._kept = kept
        self._is_english = job.language == "en"
        self._frame = frame_fingerprint(job)
        self.templates: Any = former.templates if former else self._config.theme.get_env()
        self.templates.auto_reload = (
            False  # else every piece of every page asks the disk for its age
        )
        self._files = get_files(self._config)
        self._files.add_files_from_theme(self.templates, self._config)
        for unused in [each for each in self._files if each.src_uri.startswith(UNUSED)]:
            self._files.remove(unused)
        set_exclusions(self._files, self._config)
        self._navigation = get_navigation(self._files, self._config)
        self._documents = self._files.documentation_pages()

    @property
    def paths(self) -> list[str]:
        """The Markdown files of all pages."""
        return [file.src_uri for file in self._documents]

    def write_rest(self) -> None:
        """Write what belongs to no single page: assets, and the page for a wrong address."""
        self._files.copy_static_files()
        join_styles(Path(self._config.site_dir, "assets"))
        base = urlsplit(self._config.site_url or "/").path
        context = get_context(self._navigation, self._documents, self._config, base_url=base)
        html = self.templates.get_template(STATIC_TEMPLATE).render(context)
        Path(self._config.site_dir, STATIC_TEMPLATE).write_text(_framed(html), encoding="utf-8")

    def render(self, path: str, text: str | None = None) -> RenderedPage:
        """Return a page as its Markdown file says today, or a text in its place.

        Faulty links are logged.
        """
        page = self._page(path)
        if text is None:
            text = Path(str(page.file.abs_src_path)).read_text(encoding="utf-8-sig")
        else:
            page.file.content_string = text
        with _neighbours_shown(page), _activated(page):
            key = self._key(page, text)
            rendered = self._kept.get(key)
            if rendered is None or not self._has_all(rendered.targets):
                rendered = self._render(page, key)
        page.present_anchor_ids = set(rendered.anchors)
        page.links_to_anchors = {
            cast("File", self._files.get_file_from_path(target)): dict(links)
            for target, links in rendered.links.items()
        }
        return rendered

    def rehearse(self) -> None:
        """Render a page for nobody, so that every template has been read."""
        self._render(self._page(self.paths[0]), "")

    def rename(self, path: str, title: str) -> None:
        """Give a page another name in the navigation."""
        self._page(path).title = escape(title)

    def check_anchors(self) -> None:
        """Log every link to a place on a page that is not there; all pages were rendered."""
        level = self._config.validation.links.anchors
        for path in self.paths:
            self._page(path).validate_anchor_links(files=self._files, log_level=level)

    def _page(self, path: str) -> "Page":
        file = self._files.get_file_from_path(path)
        if file is None or file.page is None:
            raise KeyError(path)
        return file.page

    def _has_all(self, targets: tuple[str, ...]) -> bool:
        return all(self._files.get_file_from_path(target) for target in targets)

    def _key(self, page: "Page", text: str) -> str:
        """Return the SHA-256 of all that a page is rendered from."""
        near = [near.url if near else "" for near in (page.previous_page, page.next_page)]
        shown = [_shown(item) for item in self._navigation.items]
        made_from = (self._frame, page.file.src_uri, text, near, shown)
        return self._kept.key(json.dumps(made_from, ensure_ascii=False))

    def _render(self, page: "Page", key: str) -> RenderedPage:
        asked = _AskedFiles(self._files)
        with gathered_warnings("mkdocs.structure.pages", is_passed_on=True) as messages:
            page.read_source(self._config)
            page.render(self._config, cast("Files", asked))
        context = get_context(self._navigation, self._documents, self._config, page)
        html = self.templates.get_template("main.html").render(context)
        rendered = RenderedPage(
            html=_framed(mark_hanzi(html) if self._is_english else html),
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            links={file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
            targets=tuple(sorted(asked.asked)),
        )
        if key and not messages:
            self._kept.put(key, rendered)
        return rendered


def _shown(item: Any) -> list[Any]:
    """Return what a page shows of a page, link or section of the navigation, as plain values."""
    if not isinstance(item, Section):
        return [item.__dict__.get("title"), item.url]
    if item.active:
        return [item.title, *(_shown(child) for child in item.children)]
    return [item.title, _first_url(item)]


def _first_url(item: Any) -> str:
    return _first_url(item.children[0]) if isinstance(item, Section) else str(item.url)


@contextmanager
def _activated(page: "Page") -> Iterator[None]:
    """Mark a page and the sections that it stands in as those that are read."""
    page.active = True
    try:
        yield
    finally:
        page.active = False


@contextmanager
def _neighbours_shown(page: "Page") -> Iterator[None]:
    """Let the section of a page show only its list and the pages nearest to it."""
    section = page.parent
    if not isinstance(section, Section):
        yield
        return
    children = section.children
    section.children = _nearest(children, page)
    try:
        yield
    finally:
        section.children = children


def _nearest(children: "list[StructureItem]", page: "Page") -> "list[StructureItem]":
    """Return the first of the children, and those around a page among the others."""
    place = next(i for i, child in enumerate(children) if child is page)
    last = max(1, len(children) - MOST_NEIGHBOURS)
    start = min(max(1, place - MOST_NEIGHBOURS // 2), last)
    return [*children[:1], *children[start : start + MOST_NEIGHBOURS]]


def _framed(html: str) -> str:
    return squeezed(skip_first(html))


def skip_first(html: str) -> str:
    """Return a page with the link past the menus before everything else that has the focus.

    The theme has the boxes before it by which a menu opens without a script.
    """
    link = _SKIP.search(html)
    if link is None:
        return html
    rest = html[: link.start()] + html[link.end() :]
    return rest.replace(_TOGGLE, f"{link[0]}\n{_TOGGLE}", 1)


def squeezed(html: str) -> str:
    """Return a page without the empty lines and indents around its article."""
    start, end = html.find("<article"), html.rfind("</article>")
    if start < 0:
        return _BREAK.sub("\n", html)
    return _BREAK.sub("\n", html[:start]) + html[start:end] + _BREAK.sub("\n", html[end:])


def _finding(message: str) -> Finding:
    return Finding(
        code="S601",
        severity=Severity.ERROR,
        origin=Origin(file="mkdocs"),
        what_zh=f"生成网页时的警告：{message}",
        what_en=f"a warning while the pages were rendered: {message}",
        mend_zh="多半是链接指向不存在的页面；按提示改内容或模板。",
        mend_en="Most likely a link to a page that is not there; mend content or template.",
    )
