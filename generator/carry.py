# SPDX-License-Identifier: MIT
"""The site of one school as a zip for a USB stick: whoever opens one file in it has all of it.

Only what anybody may see is in it. Pages are all there, so that every link between them and the
search lead somewhere; of the papers those that the school needs. What is left out stands as plain
words where its link stood, marked as left out.
"""

import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from generator.addresses import SHELF_OF
from generator.data.published.manifest import Manifest, OutputFile
from generator.finished_build import ChangedOutputError, read_built
from generator.model.content import Content
from generator.model.record import Text
from generator.model.school import School
from generator.paper.packs import dated_entry
from generator.paper.school_need import is_for
from generator.render.page_policy import seal
from generator.render.template import environment
from generator.site.joined_index import joined_path, told_joined

START = "打开-START.html"
"""The one file at the top of the zip."""

FOLDER = "muster"
"""Beside it: everything else."""

MOST_MB = 200
"""What a cheap stick takes in a minute; `muster carry --most-mb` says another."""

MB = 1_000_000

ENTRIES = 76
"""Bytes of the two headers of a file in a zip, without its name (PKWARE APPNOTE 4.3.7, 4.3.12)."""

PACKED = frozenset({".html", ".js", ".css", ".json", ".geojson", ".svg", ".csv", ".ics", ".xml"})
"""What becomes smaller; PDFs, pictures, films and office files are packed already."""

PAPERS = frozenset({"poster", "sheet", "booklet", "form", "office", "calendar", "preview", "film"})
"""What is printed, shown or edited; left out where the school has no need of it."""

AGAIN = (
    ("packs", ("packs/",)),
    ("booklets", ("pdf/booklets/",)),
    ("fill", ("pdf/fill/",)),
    ("previews", ("pdf/", "sheets/", "packs/")),
)
"""What says the same as something else, in the order in which it is left out: zips and bound books
hold papers that lie beside them, forms to fill in are there as Word files and to print, pictures
show the first pages of PDFs. Packs are always left out, others until the zip is small enough."""

_ANCHOR = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"[^>]*>')
_FILM = re.compile(r'<(video|audio)\b[^>]*?\ssrc="([^"]*)"[^>]*>.*?</\1>', re.DOTALL)
_ALT = re.compile(r'\salt="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What goes into the zip, and what was left out."""

    school: School
    as_of: date
    """The day of the build."""
    files: tuple[OutputFile, ...]
    without: tuple[str, ...] = ()
    """Names in AGAIN."""
    all_paths: frozenset[str] = field(default=frozenset(), repr=False)
    """Every file of the output, to know what a link meant."""

    @property
    def carried(self) -> frozenset[str]:
        """Paths of all that is in it."""
        return frozenset(file.path for file in self.files)


def plan_load(
    school: School, content: Content, manifest: Manifest, out: Path, most_mb: float = MOST_MB
) -> Load:
    """Choose what a school takes along, so that the zip has at most `most_mb` if that can be.

    What stands in AGAIN goes first; if all of it does not suffice, the zip is larger. Raises
    ChangedOutputError where a file is gone.
    """
    foreign = frozenset(
        (SHELF_OF[type(item).__name__], item.id)
        for item in content.teaching
        if not is_for(item, school, content)
    )
    files = tuple(f for f in manifest.files if _is_taken(f, school, foreign))
    sizes = {joined[0].path: _packed_bytes(name, joined, out) for name, joined in _joined(files)}
    without: list[str] = []
    for name, folders in AGAIN:
        if without and sum(sizes.get(f.path, 0) for f in files) <= most_mb * MB:
            break
        without.append(name)
        files = tuple(f for f in files if not _is_again(f, name, folders))
    return Load(
        school=school,
        as_of=manifest.as_of,
        files=files,
        without=tuple(without),
        all_paths=frozenset(file.path for file in manifest.files),
    )


def _is_taken(file: OutputFile, school: School, foreign: Collection[tuple[str, str]]) -> bool:
    """Say whether a school takes a file along: all pages, of the rest what is common or its own."""
    if not file.public or file.path.endswith("404.html"):
        return False
    if file.kind == "page":
        return True
    is_foreign = file.kind in PAPERS and _item_of(file) in foreign
    return file.school in (None, school.id) and not is_foreign


def _item_of(file: OutputFile) -> tuple[str, str]:
    """Return shelf and name of the item that a paper is of; films are of posters."""
    folders = PurePosixPath(file.path).parts[:-1]
    return ("posters" if folders[0] == "film" else folders[-1]), file.item or ""


def _is_again(file: OutputFile, name: str, folders: tuple[str, ...]) -> bool:
    is_inside = file.path.startswith(folders)
    return is_inside and (file.kind == "preview") if name == "previews" else is_inside


def _joined(files: Iterable[OutputFile]) -> Collection[tuple[str, list[OutputFile]]]:
    """Return the names of files in the zip, each with the files of the output that it holds.

    Only pieces of the search index are joined, of which nothing is ever left out.
    """
    inside: dict[str, list[OutputFile]] = {}
    for file in files:
        inside.setdefault(joined_path(file.path), []).append(file)
    return inside.items()


def _packed_bytes(name: str, files: Iterable[OutputFile], out: Path) -> int:
    """Return what a file takes in the zip, with its two entries in the list of contents."""
    paths = [out / file.path for file in files]
    entries = 2 * len(f"{FOLDER}/{name}") + ENTRIES
    try:
        if PurePosixPath(name).suffix in PACKED:
            return entries + len(zlib.compress(b"".join(path.read_bytes() for path in paths)))
        return entries + sum(path.stat().st_size for path in paths)
    except FileNotFoundError as error:
        raise ChangedOutputError(Path(error.filename).relative_to(out).as_posix()) from error


def write_load(load: Load, out: Path, theme: Path, words: Mapping[str, Text], target: Path) -> int:
    """Write the zip, always the same bytes, and return its size in bytes.

    It is written beside the target and takes its place when it is whole. Raises
    ChangedOutputError where a file is no longer what was built.
    """
    fresh = target.with_name(f".{target.name}.muster-new")
    try:
        with zipfile.ZipFile(fresh, "w", compresslevel=6) as file:
            file.writestr(dated_entry(START, load.as_of), _start(load, theme, words).encode())
            for name, content in _contents(load, out, words):
                entry = dated_entry(f"{FOLDER}/{name}", load.as_of)
                is_packed = PurePosixPath(name).suffix in PACKED
                entry.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
                file.writestr(entry, content)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return target.stat().st_size


def _contents(load: Load, out: Path, words: Mapping[str, Text]) -> Iterator[tuple[str, bytes]]:
    missing = load.all_paths - load.carried
    for name, files in _joined(load.files):
        content = b"".join(told_joined(file.path, read_built(out, file)) for file in files)
        if name.endswith(".html"):
            left_out = words["carry.left_out"]
            said = f" {left_out.en}" if name.startswith("en/") else left_out.zh
            content = without_links(content.decode(), name, missing, said).encode()
        yield name, content


def without_links(page: str, path: str, missing: frozenset[str], said: str) -> str:
    """Return a page in which links and pictures that lead to what is missing are plain words."""

    def picture(found: re.Match[str]) -> str:
        if _target(path, found[1]) not in missing:
            return found[0]
        alt = _ALT.search(found[0])
        return alt[1] if alt else ""

    def film(found: re.Match[str]) -> str:
        return "" if _target(path, found[2]) in missing else found[0]

    def link(found: re.Match[str]) -> str:
        if _target(path, found[1]) not in missing:
            return found[0]
        return f'<span class="left-out">{found[2]}<small>{escape(said)}</small></span>'

    return _ANCHOR.sub(link, _PICTURE.sub(picture, _FILM.sub(film, page)))


def _target(path: str, address: str) -> str | None:
    """Return the path in the output that an address means; None outside of it."""
    parts = urlsplit(unescape(address))
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return unquote(urlsplit(urljoin(f"/{path}", parts.path)).path).lstrip("/")


def _start(load: Load, theme: Path, words: Mapping[str, Text]) -> str:
    page = (
        environment(theme)
        .get_template("carry_start.html")
        .render(
            folder=FOLDER,
            school=load.school,
            pages=[p for p in START_PAGES if p in load.carried],
            w=lambda key: words[key],
            without=load.without,
            as_of=load.as_of,
        )
    )
    return seal(page, "", words["frame.outside"])


START_PAGES = ("now.html", "index.html", "search.html")
"""What the first page leads to, in both languages, and to the page of the school."""


def load_lines(load: Load, size: int, words: Mapping[str, Text]) -> Iterable[str]:
    """Yield what people are told of a zip."""
    count = len(_joined(load.files)) + 1
    yield f"{load.school.name.zh} / {load.school.name.en}: {count} · {size / MB:.1f} MB"
    for name in load.without:
        text = words[f"carry.without_{name}"]
        yield f"  – {text.zh} / {text.en}"
