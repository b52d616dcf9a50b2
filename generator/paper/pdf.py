# SPDX-License-Identifier: MIT
"""What is printed, and what of it no earlier build left: that is laid out by the workers."""

import hashlib
import platform
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.finding import Finding, Origin, Severity
from generator.kept_files import KeptFiles
from generator.model.record import Item
from generator.paper import (
    copied_text,
    drawing,
    drawn_file,
    embedded,
    layout,
    least_growth,
    line_memory,
    overflow,
    path_data,
    spoken,
    style_memory,
    type_size,
)
from generator.paper.layout import LaidOut, PageDescription, lay_out, shared_libraries
from generator.paper.overflow import Overflow
from generator.paper.written import quote, where_written
from generator.render import print_font
from generator.render.web_font import WEIGHTS

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
    for module in (
        copied_text,
        drawing,
        drawn_file,
        embedded,
        layout,
        least_growth,
        line_memory,
        spoken,
        overflow,
        path_data,
        print_font,
        style_memory,
        type_size,
    )
)
"""What decides them of our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob(PageDescription):
    """A page description and where its PDF goes."""

    path: str
    """Relative to the output folder."""
    origin: Origin
    """Where somebody wrote what it shows."""
    most_pages: int = 0
    """So many pages it may have, where no size is sought; 0 where any number will do."""
    sayers: tuple[Item, ...] = ()
    """Whose texts it may show: a text that does not fit is told with its line in their files."""

    def page(self) -> PageDescription:
        """Return what a worker needs of it."""
        return PageDescription(
            html=self.html,
            sizes_pt=self.sizes_pt,
            first_pt=self.first_pt,
            drawn=self.drawn,
            has_fields=self.has_fields,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintResult:
    """What came of a job."""

    path: str
    pages: int
    findings: tuple[Finding, ...]
    is_kept: bool = False
    """True where an earlier build had laid it out."""


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
    future: "Future[LaidOut]"


def _begin(
    job: PrintJob, theme: Path, out: Path, executor: Executor, kept: KeptFiles
) -> "PrintResult | _Begun":
    key = job_key(job, theme)
    taken = _take(job, out, key, kept)
    return taken or _Begun(job=job, key=key, future=executor.submit(lay_out, job.page(), theme))


def _finish(begun: "PrintResult | _Begun", out: Path, kept: KeptFiles) -> PrintResult:
    if isinstance(begun, PrintResult):
        return begun
    return _write(begun.job, begun.future.result(), out, (kept, begun.key))


def job_key(job: PrintJob, theme: Path) -> str:
    """Return the SHA-256 of all that decides the bytes of a PDF."""
    told = repr((job.sizes_pt, job.first_pt, job.has_fields, job.drawn))
    said = "\0".join((_toolchain(theme), told, job.html))
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _toolchain(theme: Path) -> str:
    """Return fonts, libraries and our own files, as what they are."""
    fonts = ((theme / "fonts" / name).read_bytes() for name in WEIGHTS.values())
    own = (file.read_bytes() for file in OWN)
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    return "\0".join(
        [
            *(hashlib.sha256(content).hexdigest() for content in (*fonts, *own)),
            *libraries,
            *map(str, (*shared_libraries(), *WEIGHTS)),
            platform.python_version(),
            zlib.ZLIB_RUNTIME_VERSION,
        ]
    )


def _take(job: PrintJob, out: Path, key: str, kept: KeptFiles) -> PrintResult | None:
    """Write what is kept of a job; None where nothing is."""
    entry = kept.get(key)
    if entry is None:
        return None
    laid_out = LaidOut.unpacked(entry)
    _put_file(out / job.path, laid_out.pdf)
    findings = tuple(_findings(job, laid_out))
    return PrintResult(path=job.path, pages=laid_out.pages, findings=findings, is_kept=True)


def _write(
    job: PrintJob, laid_out: LaidOut, out: Path, place: tuple[KeptFiles, str]
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


def _findings(job: PrintJob, laid_out: LaidOut) -> Iterator[Finding]:
    yield from (_finding(job, message) for message in laid_out.messages)
    yield from (_overflow(job, each) for each in laid_out.overflows)
    if job.sizes_pt and laid_out.pages > 1:
        yield _no_single_page(job, laid_out)
    if job.most_pages and laid_out.pages > job.most_pages:
        yield _too_long(job, laid_out)


def _too_long(job: PrintJob, laid_out: LaidOut) -> Finding:
    return Finding(
        code="D702",
        severity=Severity.GAP,
        origin=job.origin,
        what_zh=f"{job.path} 最多 {job.most_pages} 页，却有 {laid_out.pages} 页",
        what_en=f"{job.path} may have {job.most_pages} pages, but has {laid_out.pages}",
        mend_zh="删短文字：一个动作一句话。",
        mend_en="Shorten the text: one sentence for an action.",
    )


def _no_single_page(job: PrintJob, laid_out: LaidOut) -> Finding:
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
