# SPDX-License-Identifier: MIT
"""HTML → PDF; the only importer of WeasyPrint.

What needs no layout, a page that is one drawing with every place in it settled, is written
without it (`drawn_file.py`), alone or as a picture among other pages.
"""

import hashlib
import json
import platform
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Document
from weasyprint.text.ffi import harfbuzz, harfbuzz_subset, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.finding import Finding, Origin, Severity
from generator.kept_files import KeptFiles
from generator.model.record import Item
from generator.paper import drawing, drawn_file, embedded, overflow, path_data
from generator.paper.drawn_file import DrawnPage, write_drawn_file
from generator.paper.embedded import Picture, Pictures
from generator.paper.overflow import (
    Overflow,
    find_overflows,
    first_words,
    quote,
    where_written,
)
from generator.paper.undrawable import Undrawable
from generator.render import print_font
from generator.render.warning import gathered_warnings
from generator.render.web_font import FONT_FAMILY, WEIGHTS

LATIN_FAMILY = "Muster Latin"
"""A part of it that a page brings along: fields that take no Chinese need no hanzi."""

FAMILIES = frozenset({FONT_FAMILY, LATIN_FAMILY})

LIBRARIES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pyphen",
    "fonttools",
    "pillow",
)
"""What decides the bytes of a PDF, beside Pango, HarfBuzz, zlib and our own files."""

OWN = tuple(
    Path(module.__file__ or "")
    for module in (drawing, drawn_file, embedded, overflow, path_data, print_font)
)
"""What decides them beside this file."""

SIZE_BYTES = 4
"""Before a kept PDF stands how long is what was told of it, and that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """A page description and where its PDF goes."""

    path: str
    """Relative to the output folder."""
    html: str
    origin: Origin
    """Where somebody wrote what it shows."""
    sizes_pt: tuple[float, ...] = ()
    """Type sizes to try for a single page, largest first; empty where any length will do.

    The size chosen takes the place of `__SIZE__` in the page description.
    """
    drawn: DrawnPage | None = None
    """The same page where it is nothing but a drawing: written as it is, without a layout.

    Should the drawing hold anything that this way does not know, the page is laid out.
    """
    has_fields: bool = False
    """True where its inputs become fields that a reader of PDFs fills in; the font of the fields
    is then embedded whole."""
    sayers: tuple[Item, ...] = ()
    """Whose texts it may show: a text that does not fit is told with its line in their files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintResult:
    """What came of a job."""

    path: str
    pages: int
    findings: tuple[Finding, ...]
    is_kept: bool = False
    """True where an earlier build had laid it out."""


class NothingOutside(URLFetcher):  # type: ignore[misc]  # comes without types
    """Refuses every address but `data:` and the two font files."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False)
        self.fonts = fonts.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """Return what `url` holds; raises ValueError for anything outside the font folder."""
        is_font = url.startswith("file:") and url.removeprefix("file://").startswith(
            str(self.fonts)
        )
        if not (is_font or url.startswith("data:")):
            message = f"refused: {url[:80]}"
            raise ValueError(message)
        return super().fetch(url, headers)


def print_all(
    jobs: Iterable[PrintJob],
    theme: Path,
    out: Path,
    executor: Executor,
    kept: KeptFiles | None = None,
) -> Iterator[PrintResult]:
    """Write every PDF below `out`; yields results in order.

    What `kept` holds is written as it is; the workers of `executor` lay out only the others. Of
    the jobs only AHEAD are asked for before the first is done, and fewer if they are large. Once
    all are printed, what no job asked for is forgotten.
    """
    kept = kept or KeptFiles(None)
    begun: deque[PrintResult | _Begun] = deque()
    for job in jobs:
        begun.append(_begin(job, theme, out, executor, kept))
        while _is_enough(begun):
            yield _finish(begun.popleft(), out, kept)
    while begun:
        yield _finish(begun.popleft(), out, kept)
    kept.forget_unused()


AHEAD = 200
"""Jobs handed out while the oldest is not done: enough for the other workers to go on while one
sets a long document, few enough to hold them all."""


LETTERS_AHEAD = 40_000_000
"""Of page descriptions that are handed out at once: the bound set of a large building has three
million, and a district a thousand of them."""

WAITING = 4
"""So many are handed out however large they are, lest a worker stand idle."""


def _is_enough(begun: "deque[PrintResult | _Begun]") -> bool:
    """Say whether the oldest of the jobs that were handed out must be done before another."""
    waiting = [each for each in begun if isinstance(each, _Begun)]
    letters = sum(len(each.job.html) for each in waiting)
    return len(begun) > AHEAD or (len(waiting) > WAITING and letters > LETTERS_AHEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A job that a worker has been given."""

    job: PrintJob
    key: str
    future: "Future[_LaidOut]"


def _begin(
    job: PrintJob, theme: Path, out: Path, executor: Executor, kept: KeptFiles
) -> "PrintResult | _Begun":
    key = job_key(job, theme)
    taken = _take(job, out, key, kept)
    sent = replace(job, sayers=())
    return taken or _Begun(job=job, key=key, future=executor.submit(_lay_out_file, sent, theme))


def _finish(begun: "PrintResult | _Begun", out: Path, kept: KeptFiles) -> PrintResult:
    if isinstance(begun, PrintResult):
        return begun
    return _write(begun.job, begun.future.result(), out, (kept, begun.key))


def job_key(job: PrintJob, theme: Path) -> str:
    """Return the SHA-256 of all that decides the bytes of a PDF."""
    said = "\0".join((_toolchain(theme), repr((job.sizes_pt, job.has_fields, job.drawn)), job.html))
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _toolchain(theme: Path) -> str:
    """Return fonts, libraries and our own files, as what they are."""
    fonts = ((theme / "fonts" / name).read_bytes() for name in WEIGHTS.values())
    own = (file.read_bytes() for file in (Path(__file__), *OWN))
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    shared = (pango.pango_version(), _harfbuzz_version(), harfbuzz_subset is not None)
    return "\0".join(
        [
            *(hashlib.sha256(content).hexdigest() for content in (*fonts, *own)),
            *libraries,
            *map(str, (*shared, *WEIGHTS)),
            platform.python_version(),
            zlib.ZLIB_RUNTIME_VERSION,
        ]
    )


def _harfbuzz_version() -> tuple[int, ...]:
    """Return the version of HarfBuzz, which tells only whether it is as new as another."""
    found: tuple[int, ...] = ()
    for rest in ((0, 0), (0,), ()):
        numbers = range(100)
        fitting = (n for n in numbers if harfbuzz.hb_version_atleast(*found, n, *rest))
        found = (*found, max(fitting))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _LaidOut:
    """A PDF as a worker made it."""

    pdf: bytes
    pages: int
    messages: tuple[str, ...] = ()
    """What the layout warned of."""
    overflows: tuple[Overflow, ...] = ()
    """Texts that do not fit into their boxes."""
    second_page: str = ""
    """How the second page begins of what should be one."""

    def packed(self) -> bytes:
        """Return it as it is kept; what was warned of never is."""
        told = {
            "pages": self.pages,
            "overflows": [asdict(each) for each in self.overflows],
            "second_page": self.second_page,
        }
        head = json.dumps(told, ensure_ascii=False).encode()
        return len(head).to_bytes(SIZE_BYTES, "big") + head + self.pdf

    @classmethod
    def unpacked(cls, entry: bytes) -> "_LaidOut":
        """Return what was kept."""
        end = SIZE_BYTES + int.from_bytes(entry[:SIZE_BYTES], "big")
        told = json.loads(entry[SIZE_BYTES:end])
        overflows = tuple(Overflow(**each) for each in told["overflows"])
        return cls(
            pdf=entry[end:],
            pages=told["pages"],
            overflows=overflows,
            second_page=told["second_page"],
        )


def _take(job: PrintJob, out: Path, key: str, kept: KeptFiles) -> PrintResult | None:
    """Write what is kept of a job; None where nothing is."""
    entry = kept.get(key)
    if entry is None:
        return None
    laid_out = _LaidOut.unpacked(entry)
    _put_file(out / job.path, laid_out.pdf)
    findings = tuple(_findings(job, laid_out))
    return PrintResult(path=job.path, pages=laid_out.pages, findings=findings, is_kept=True)


def _write(
    job: PrintJob, laid_out: _LaidOut, out: Path, place: tuple[KeptFiles, str]
) -> PrintResult:
    """Write a fresh PDF; it is kept for later builds unless the layout warned of something."""
    kept, key = place
    _put_file(out / job.path, laid_out.pdf)
    if not laid_out.messages:
        kept.put(key, laid_out.packed())
    findings = tuple(_findings(job, laid_out))
    return PrintResult(path=job.path, pages=laid_out.pages, findings=findings)


def _put_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _findings(job: PrintJob, laid_out: _LaidOut) -> Iterator[Finding]:
    yield from (_finding(job, message) for message in laid_out.messages)
    yield from (_overflow(job, each) for each in laid_out.overflows)
    if job.sizes_pt and laid_out.pages > 1:
        yield _too_long(job, laid_out)


def _lay_out_file(job: PrintJob, theme: Path) -> _LaidOut:
    if job.drawn is not None:
        with suppress(Undrawable):
            return _LaidOut(pdf=write_drawn_file(job.drawn, theme), pages=1)
    with gathered_warnings("weasyprint") as messages:
        pictures = Pictures(theme)
        document = _lay_out_whole(job, theme, pictures)
        finisher = partial(_complete, pictures=pictures)
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", pdf_forms=job.has_fields, finisher=finisher
        )
        told = tuple(dict.fromkeys(chain(messages, _borrowed(document))))
    boxes = _boxes(document)
    return _LaidOut(
        pdf=pdf,
        pages=len(boxes),
        messages=told,
        overflows=tuple(find_overflows(boxes)),
        second_page=first_words(boxes[1]) if job.sizes_pt and len(boxes) > 1 else "",
    )


BREAKING = "* { overflow-wrap: anywhere } "
"""Where a word is wider than the column of a table, columns are as wide as their words broken."""


def _lay_out_whole(job: PrintJob, theme: Path, pictures: Pictures) -> Document:
    """Lay out a page; once more, with words broken anywhere, if something does not fit."""
    document = _lay_out_once(job, theme, pictures)
    if not any(find_overflows(_boxes(document))):
        return document
    breaking = replace(job, html=job.html.replace("</style>", f"{BREAKING}</style>", 1))
    broken = _lay_out_once(breaking, theme, pictures)
    return document if any(find_overflows(_boxes(broken))) else broken


def _lay_out_once(job: PrintJob, theme: Path, pictures: Pictures) -> Document:
    return _fit_on_page(job, theme) if job.sizes_pt else _lay_out_drawn(job, theme, pictures)


def _boxes(document: Document) -> list[Any]:
    return [page._page_box for page in document.pages]  # noqa: SLF001 - nothing public tells it


def _complete(_: Document, pdf: Any, pictures: Pictures) -> None:
    """Add what drawings need; ask print dialogs for 100 % (ISO 32000-1, table 150)."""
    pictures.add_fonts_to(pdf)
    wishes = pdf.catalog["ViewerPreferences"]
    wishes["PrintScaling"], wishes["PickTrayByPDFSize"] = "/None", "true"


def _borrowed(document: Document) -> Iterator[str]:
    """Yield a warning for each font of this machine that stood in where ours lacks a character."""
    for font in document.fonts.values():
        if font.family not in FAMILIES:
            characters = "".join(sorted(set("".join(font.to_unicode.values()))))
            yield f'drawn in the font {font.family}, which another machine may lack: "{characters}"'


def _lay_out_drawn(job: PrintJob, theme: Path, pictures: Pictures) -> Document:
    """Lay out a page whose drawings, as far as they can be, are written as they are."""
    html = pictures.exchange(job.html)
    return _lay_out(job, html, theme, pictures.by_address)


def _lay_out(
    job: PrintJob, html: str, theme: Path, pictures: dict[str, Picture] | None = None
) -> Document:
    """Lay out a page; `pictures` are those that are not fetched, by address."""
    fonts, style, fetcher = _fonts(theme)
    return HTML(string=html, base_url="data:,", url_fetcher=fetcher).render(
        stylesheets=[style],
        font_config=fonts,
        presentational_hints=True,
        pdf_variant="pdf/ua-1",
        pdf_forms=job.has_fields,
        cache=pictures if pictures is not None else {},
    )


def _fit_on_page(job: PrintJob, theme: Path) -> Document:
    """Return the layout in the largest size that stays on one page, else in the smallest.

    A larger size never takes fewer pages. How full the pages were tells where to try next; where
    that leads nowhere, the list of sizes is halved at each try.
    """
    sizes, fitting, tried = list(job.sizes_pt), None, list[tuple[float, float]]()
    while sizes:
        size = _next_size(sizes, tried)
        document = _lay_out(job, job.html.replace("__SIZE__", str(size)), theme)
        tried.append((size, _pages_filled(document)))
        if len(document.pages) == 1:
            fitting, sizes = document, [each for each in sizes if each > size]
        else:
            sizes = [each for each in sizes if each < size]
    return fitting or _lay_out(job, job.html.replace("__SIZE__", str(job.sizes_pt[-1])), theme)


GUESSES = 4
"""After so many sizes that were guessed, the list is halved."""

GROWTH = 1.3
"""Text twice as large fills 2.5 times the page: lines break earlier, margins and pictures stay."""


def _next_size(sizes: list[float], tried: list[tuple[float, float]]) -> float:
    """Return the size to try: the middle one first, then that which should just fill a page."""
    if not tried or len(tried) > GUESSES:
        return sizes[len(sizes) // 2]
    size, filled = tried[-1]
    aim = size * (1 / filled) ** (1 / GROWTH)
    return min(sizes, key=lambda each: abs(each - aim))


def _pages_filled(document: Document) -> float:
    """Return how many pages a document fills: 0.5 for half a page, 1.2 for a bit of a second."""
    last = _boxes(document)[-1]
    return len(document.pages) - 1 + float(last.children[0].margin_height() / last.height)


@cache
def _fonts(theme: Path) -> tuple[FontConfiguration, CSS, NothingOutside]:
    """Register the two fonts once in each process."""
    fetcher = NothingOutside(theme / "fonts")
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url('{(theme / 'fonts' / name).resolve().as_uri()}')}}"
        for weight, name in WEIGHTS.items()
    )
    return fonts, CSS(string=faces, font_config=fonts, url_fetcher=fetcher), fetcher


def _too_long(job: PrintJob, laid_out: _LaidOut) -> Finding:
    begun = quote(laid_out.second_page)
    return Finding(
        code="D702",
        severity=Severity.GAP,
        origin=where_written(laid_out.second_page, job.sayers, job.origin),
        what_zh=f"{job.path} 应当只有一页，却有 {laid_out.pages} 页；从“{begun}”起放不下",
        what_en=f"{job.path} should be one page, but has {laid_out.pages}; what no longer fits "
        f'begins with "{begun}"',
        mend_zh="删短文字。",
        mend_en="Shorten the text.",
    )


def _overflow(job: PrintJob, found: Overflow) -> Finding:
    begun = quote(found.text)
    return Finding(
        code="D703",
        severity=Severity.GAP,
        origin=where_written(found.text, job.sayers, job.origin),
        what_zh=f"{job.path} 第 {found.page} 页的框 {found.box} 放不下“{begun}”",
        what_en=f'{job.path}, page {found.page}: the box {found.box} does not hold "{begun}"',
        mend_zh="删短文字；很长的词中间加空格或连字符，好让它换行。",
        mend_en="Shorten the text; give a very long word a space or hyphen where it may break.",
    )


def _finding(job: PrintJob, message: str) -> Finding:
    return Finding(
        code="D701",
        severity=Severity.ERROR,
        origin=job.origin,
        what_zh=f"{job.path} 排版警告：{message}",
        what_en=f"{job.path}, a warning from the page layout: {message}",
        mend_zh="检查该页的文字、图形和模板；缺字时换一个常用字。",
        mend_en="Look at the text, pictures and template; replace a character the font lacks.",
    )
