# SPDX-License-Identifier: MIT
"""Reads the output folder back as an inspector would: links, texts, PDFs, search, codes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from generator.addresses import LANGUAGES, page_path
from generator.check.as_built import compare_with_manifest
from generator.check.evidence import squeeze
from generator.check.pdf_page import read_pdf_text
from generator.check.written_index import WrittenIndex
from generator.kept_files import KeptFiles
from generator.model.output import Output


def read_output(out: Path, queries: Iterable[str], kept: KeptFiles | None = None) -> Output:
    """Return what stands in the output folder; `queries` are tried in its search index.

    Texts of PDFs that an earlier call read are taken from `kept`.
    """
    pages = _reachable(out)
    return Output(
        reachable=frozenset(pages),
        page_text={path: squeeze("".join(page.texts)) for path, page in pages.items()},
        pdf_text=dict(_pdf_texts(out, kept or KeptFiles(None))),
        found_by_search=_search_all(out, queries),
        landings=frozenset(_landings(out)),
        dead_links=_dead_links(out, pages),
        folder=out.as_posix(),
        as_built=compare_with_manifest(out),
    )


class _PageReader(HTMLParser):
    """Gathers links, places that links may lead to, and visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.texts: list[str] = []
        self.anchors: set[str] = set()
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mute += tag in ("script", "style")
        self.anchors.update(value for name, value in attrs if name == "id" and value)
        if tag == "a":
            self.links.extend(value for name, value in attrs if name == "href" and value)

    def handle_endtag(self, tag: str) -> None:
        self._mute -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self.texts.append(data)


def _parse(path: Path) -> _PageReader:
    reader = _PageReader()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    return reader


def _reachable(out: Path) -> dict[str, _PageReader]:
    """Read the pages to which links lead from the home pages, without leaving the folder."""
    waiting = [
        path for path in (page_path("", "index", x) for x in LANGUAGES) if (out / path).is_file()
    ]
    seen = set(waiting)
    found: dict[str, _PageReader] = {}
    while waiting:
        page = waiting.pop()
        found[page] = _parse(out / page)
        for target in _targets(page, found[page].links):
            if target not in seen and (out / target).is_file():
                seen.add(target)
                waiting.append(target)
    return found


def _dead_links(out: Path, pages: Mapping[str, _PageReader]) -> Mapping[str, tuple[str, ...]]:
    """Return what is not there, with the pages whose links lead to it."""
    dead: dict[str, list[str]] = defaultdict(list)
    is_there = cache(lambda path: (out / path).exists())
    for page, reader in pages.items():
        for link in dict.fromkeys(reader.links):
            path, anchor = _aim(page, link)
            if path and not is_there(path):
                dead[path].append(page)
            elif anchor and path in pages and anchor not in pages[path].anchors:
                dead[f"{path}#{anchor}"].append(page)
    return {target: tuple(sorted(dict.fromkeys(froms))) for target, froms in dead.items()}


def _aim(page: str, link: str) -> tuple[str, str]:
    """Return file and place that a link leads to; no file where it leaves the folder."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return "", ""
    folder = page.rpartition("/")[0]
    path = normpath(f"{folder}/{unquote(parts.path)}") if parts.path else page
    path = path.removeprefix("/")
    is_outside = path.startswith("..")
    anchor = unquote(parts.fragment)
    is_everywhere = anchor.startswith(":~:") or anchor.lower() == "top"
    return ("", "") if is_outside else (path, "" if is_everywhere else anchor)


def _landings(out: Path) -> Iterator[str]:
    """Yield the codes whose landing page is there and bears the code; an emptied one does not."""
    for path in out.glob("Q/*/index.html"):
        code = path.parent.name
        if code in "".join(_parse(path).texts):
            yield code


def _targets(page: str, links: Iterable[str]) -> Iterator[str]:
    folder = page.rpartition("/")[0]
    for link in links:
        path = link.split("#")[0].split("?")[0]
        if ":" in path or path.startswith("/") or not path.endswith(".html"):
            continue
        target = normpath(f"{folder}/{path}" if folder else path)
        if not target.startswith("../"):
            yield target


COLLECTIONS = (("pdf", "booklets"), ("pdf", "schools"), ("pdf", "fill"))
"""Folders of papers that are read where they stand alone and to be printed."""


def _pdf_texts(out: Path, kept: KeptFiles) -> Iterator[tuple[str, str]]:
    for path in sorted(out.rglob("*.pdf")):
        if path.relative_to(out).parts[:2] in COLLECTIONS:
            continue
        yield path.relative_to(out).as_posix(), squeeze(_pdf_text(path, kept))
    kept.forget_unused()


def _pdf_text(path: Path, kept: KeptFiles) -> str:
    key = hashlib.sha256(_reader().encode() + path.read_bytes()).hexdigest()
    known = kept.get(key)
    if known is not None:
        return known.decode("utf-8", "surrogatepass")
    text = read_pdf_text(path)
    kept.put(key, text.encode("utf-8", "surrogatepass"))
    return text


@cache
def _reader() -> str:
    """Return what reads PDFs, as what it is."""
    own = hashlib.sha256((Path(__file__).parent / "pdf_page.py").read_bytes()).hexdigest()
    return f"{own} pypdfium2 {version('pypdfium2')}"


def _search_all(out: Path, queries: Iterable[str]) -> dict[str, frozenset[str]]:
    indexes = [WrittenIndex(out, language) for language in LANGUAGES]
    return {q: frozenset(path for index in indexes for path in index.find(q)) for q in queries}
