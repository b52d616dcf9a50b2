# SPDX-License-Identifier: MIT
"""HTML → PDF; the only importer of WeasyPrint."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.finding import Finding, Origin, Severity
from generator.render.warning import gathered_warnings

FONT_FAMILY = "Muster Sans"
"""Name under which the vendored font is known; two files, one a weight."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintResult:
    """What came of a job."""

    path: str
    pages: int
    findings: tuple[Finding, ...]


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
    jobs: tuple[PrintJob, ...], theme: Path, out: Path, executor: Executor
) -> Iterator[PrintResult]:
    """Write every PDF below `out`, in the workers of `executor`; yields results in order."""
    yield from executor.map(_print_job, jobs, [theme] * len(jobs), [out] * len(jobs), chunksize=2)


def _print_job(job: PrintJob, theme: Path, out: Path) -> PrintResult:
    with gathered_warnings("weasyprint") as messages:
        document = _fit_on_page(job, theme) if job.sizes_pt else _lay_out(job.html, theme)
        target = out / job.path
        target.parent.mkdir(parents=True, exist_ok=True)
        document.write_pdf(target, pdf_variant="pdf/ua-1")
        messages.extend(_borrowed(document))
    findings = [_finding(job, message) for message in dict.fromkeys(messages)]
    pages = len(document.pages)
    if job.sizes_pt and pages > 1:
        findings.append(_too_long(job, pages))
    return PrintResult(path=job.path, pages=pages, findings=tuple(findings))


def _borrowed(document: Document) -> Iterator[str]:
    """Yield a warning for each font of this machine that stood in where ours lacks a character."""
    for font in document.fonts.values():
        if font.family != FONT_FAMILY:
            characters = "".join(sorted(set("".join(font.to_unicode.values()))))
            yield f'drawn in the font {font.family}, which another machine may lack: "{characters}"'


def _lay_out(html: str, theme: Path) -> Document:
    fonts, style, fetcher = _fonts(theme)
    return HTML(string=html, base_url="data:,", url_fetcher=fetcher).render(
        stylesheets=[style], font_config=fonts, presentational_hints=True, pdf_variant="pdf/ua-1"
    )


def _fit_on_page(job: PrintJob, theme: Path) -> Document:
    """Return the layout in the largest size that stays on one page, else in the smallest.

    Halves the list of sizes at each try: a larger size never takes fewer pages.
    """
    sizes = list(job.sizes_pt)
    fitting = None
    while sizes:
        middle = len(sizes) // 2
        document = _lay_out(job.html.replace("__SIZE__", str(sizes[middle])), theme)
        if len(document.pages) == 1:
            fitting, sizes = document, sizes[:middle]
        else:
            sizes = sizes[middle + 1 :]
    return fitting or _lay_out(job.html.replace("__SIZE__", str(job.sizes_pt[-1])), theme)


@cache
def _fonts(theme: Path) -> tuple[FontConfiguration, CSS, NothingOutside]:
    """Register the two fonts once in each process."""
    fetcher = NothingOutside(theme / "fonts")
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url('{(theme / 'fonts' / name).resolve().as_uri()}')}}"
        for weight, name in ((400, "NotoSansSC-Regular.ttf"), (700, "NotoSansSC-Bold.ttf"))
    )
    return fonts, CSS(string=faces, font_config=fonts, url_fetcher=fetcher), fetcher


def _too_long(job: PrintJob, pages: int) -> Finding:
    return Finding(
        code="D702",
        severity=Severity.GAP,
        origin=job.origin,
        what_zh=f"{job.path} 应当只有一页，却有 {pages} 页",
        what_en=f"{job.path} should be one page, but has {pages}",
        mend_zh="删短文字。",
        mend_en="Shorten the text.",
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
