# SPDX-License-Identifier: MIT
"""The whole site: stage, render and index each language."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.addresses import LANGUAGES
from generator.finding import Finding
from generator.render.words import load_words
from generator.site.page import Page
from generator.site.pages import SECTIONS, SiteInput, list_pages
from generator.site.search_index import read_pages, write_index
from generator.site.shell import ShellJob, render_site
from generator.site.staging import stage_pages


def build_site(given: SiteInput, theme: Path, staging: Path, out: Path) -> tuple[Finding, ...]:
    """Render the site into `out`, Chinese at its root and English in `en/`.

    `staging` receives the plain Markdown folder of each language. Returns what the
    site builder warned of.
    """
    findings: list[Finding] = []
    for language in LANGUAGES:
        pages = list_pages(given, language)
        folder = staging / language
        stage_pages(pages, given, language, theme, folder)
        target = out if language == "zh" else out / language
        findings += render_site(_job(pages, given, language, theme, folder, target))
        _write_search(pages, given, language, target)
    return tuple(findings)


def _job(
    pages: tuple[Page, ...], given: SiteInput, language: str, theme: Path, folder: Path, out: Path
) -> ShellJob:
    words = {key: text[language] for key, text in load_words(theme).items()}
    settings = given.settings
    return ShellJob(
        language=language,
        name=settings.name[language],
        pages_folder=folder,
        theme_folder=theme / "site" / "overrides",
        out=out,
        navigation=tuple(_navigation(pages, words)),
        copyright=f"{words['site.licence']} · {words['site.made_with']} · "
        f"{words['site.as_of']} {settings.as_of}",
        words={k: v for k, v in words.items() if k.startswith(("site.", "frame."))},
    )


def _navigation(pages: tuple[Page, ...], words: Mapping[str, str]) -> Iterator[Mapping[str, object]]:
    yield {words["site.home"]: "index.md"}
    for section in SECTIONS:
        inside = [page for page in pages if page.section == section]
        entries: list[object] = [{p.title: p.path} if p.title else p.path for p in inside]
        if entries:
            yield {words[f"site.{section}"]: entries}
    yield {words["site.search"]: "search.md"}


def _write_search(pages: tuple[Page, ...], given: SiteInput, language: str, out: Path) -> None:
    urls = [page.path.removesuffix(".md") + ".html" for page in pages if page.path != "search.md"]
    synonyms = tuple(s for topic in given.content.topics.values() for s in topic.synonyms)
    write_index(read_pages(out, urls), synonyms, out / "search" / language)
