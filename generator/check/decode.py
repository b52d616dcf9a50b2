# SPDX-License-Identifier: MIT
"""Every code is read off its printed page, as a telephone would, and followed to its page.

The only module that knows zxing-cpp.
"""

import hashlib
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import zxingcpp

from generator.addresses import landing_path, landing_url, set_path, sheet_path
from generator.check.code_cache import CodeCache
from generator.check.evidence import squeeze
from generator.check.pdf_page import BoxMm, read_bookmarks, render_page
from generator.finding import Finding, Origin, Severity
from generator.model.sheet import Sheet, SheetVariant

DOTS_PER_MM = 4.0
"""102 dpi: some seven dots for a module of a code on A3."""

FINER_DOTS_PER_MM = 8.0
"""For codes that stand elsewhere than expected: then the whole page is searched."""

AIR_MM = 3.0
"""Cut out around the code, so that its quiet zone is whole."""

Page: TypeAlias = tuple[Sheet, SheetVariant]
"""One sheet on one paper in one language."""

Matrix: TypeAlias = tuple[float, float, float]
"""Scale, and shift to the right and down in millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCheck:
    """What came of reading all codes."""

    findings: tuple[Finding, ...]
    count: int
    """Printed pages whose code was read, in the sheets and in the bound sets."""
    cached: int
    """How many of these an earlier build had read in the same bytes."""
    seconds: float


def verify_codes(
    sheets: tuple[Sheet, ...], address: str, out: Path, cache_folder: Path | None
) -> CodeCheck:
    """Read the code of every sheet in the output folder; an error for each that leads astray.

    Each sheet is read on its own and in the bound set of its building. `address` is the site's;
    what earlier builds read is kept in `cache_folder`, if there is one.
    """
    started, cache = time.monotonic(), CodeCache(cache_folder)
    pages = [(sheet, variant) for sheet in sheets for variant in sheet.variants]
    reader = _Reader(out, cache)
    findings = [f for sheet, variant in pages for f in _faults(reader, address, sheet, variant)]
    findings += [f for path, own in _sets(pages) for f in _set_faults(reader, address, path, own)]
    cache.save()
    return CodeCheck(
        findings=tuple(findings),
        count=2 * len(pages),
        cached=reader.cached,
        seconds=time.monotonic() - started,
    )


class _Reader:
    """Reads codes off the pages of an output folder."""

    def __init__(self, out: Path, cache: CodeCache) -> None:
        self.out = out
        self.cache = cache
        self.cached = 0

    def read(self, pdf: Path, variant: SheetVariant) -> str:
        """Return what the code of a page says; empty where there is not exactly one."""
        sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
        if (known := self.cache.get(sha256)) is not None:
            self.cached += 1
            return known
        text = _look(pdf, variant)
        if text:
            self.cache.put(sha256, text)
        return text

    def read_set(self, pdf: Path, pages: list[Page]) -> Mapping[str, str]:
        """Return what the code says on each sheet's page of a bound set, found by its bookmark."""
        sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
        if (known := self.cache.get(sha256)) is not None:
            self.cached += len(pages)
            return dict(json.loads(known))
        marks = {title.split()[-1]: page for title, page in read_bookmarks(pdf).items() if title}
        texts = {s.code: _look(pdf, v, marks[s.code]) for s, v in pages if s.code in marks}
        if len(texts) == len(pages) and all(texts.values()):
            self.cache.put(sha256, json.dumps(texts))
        return texts


def _look(pdf: Path, variant: SheetVariant, page_index: int = 0) -> str:
    """Return what the code of a page says, looked for first where it was drawn."""
    box_mm = find_code_box(variant.svg)
    text = decode(pdf, DOTS_PER_MM, box_mm, page_index) if box_mm else ""
    return text or decode(pdf, FINER_DOTS_PER_MM, None, page_index)


def decode(pdf: Path, dots_per_mm: float, box_mm: BoxMm | None = None, page_index: int = 0) -> str:
    """Return what the one code on a page, or in a box of it, says; else nothing."""
    picture = render_page(pdf, dots_per_mm, box_mm, page_index)
    # Asked for anything, the decoder may take a corner of a code for a Micro QR code. The formats
    # are made anew each time: kept for good, they make the library complain when Python ends.
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
    found = zxingcpp.read_barcodes(picture.rows(), formats=formats)
    return str(found[0].text) if len(found) == 1 else ""


def find_code_box(svg: str) -> BoxMm | None:
    """Return where a sheet's code is drawn, with some air; None where its drawing is unknown."""
    for path, (scale, right, down) in _shapes(ET.fromstring(svg), (1.0, 0.0, 0.0)):  # noqa: S314 - drawn by ourselves
        if path.get("data-qr"):
            runs = re.findall(r"M(\d+) (\d+)h(\d+)", path.get("d", ""))
            size = max(int(x) + int(length) for x, _, length in runs) if runs else 0
            first = -AIR_MM
            last = scale * size + AIR_MM
            return right + first, down + first, right + last, down + last
    return None


def _shapes(element: ET.Element, around: Matrix) -> Iterator[tuple[ET.Element, Matrix]]:
    """Yield every shape with the scale and shift that its groups give it."""
    own = _matrix(element.get("transform", ""))
    scale, right, down = around
    here = (scale * own[0], right + scale * own[1], down + scale * own[2])
    if len(element) == 0:
        yield element, here
    for part in element:
        yield from _shapes(part, here)


def _matrix(transform: str) -> Matrix:
    scale, right, down = 1.0, 0.0, 0.0
    for name, values in re.findall(r"(translate|scale)\(([^)]*)\)", transform):
        numbers = [float(value) for value in re.split(r"[ ,]+", values.strip())]
        if name == "scale":
            scale *= numbers[0]
        else:
            right += scale * numbers[0]
            down += scale * numbers[-1] if len(numbers) > 1 else 0
    return scale, right, down


def _faults(
    reader: _Reader, address: str, sheet: Sheet, variant: SheetVariant
) -> Iterator[Finding]:
    name = f"{sheet.code}-{variant.paper}-{variant.language}"
    path = sheet_path(sheet.school, sheet.building, name, "pdf")
    wanted, pdf = landing_url(address, sheet.code), reader.out / path
    text = reader.read(pdf, variant) if pdf.is_file() else ""
    if text != wanted:
        yield _misread(path, text, wanted)
    elif missing := _lacks(reader.out / landing_path(sheet.code), sheet):
        yield _leads_astray(path, wanted, missing)


def _sets(pages: list[Page]) -> Iterator[tuple[str, list[Page]]]:
    """Yield the path of every bound set with its sheets."""

    def bound(page: Page) -> str:
        sheet, variant = page
        return set_path(sheet.school, sheet.building, variant.paper, variant.language)

    for path, own in groupby(sorted(pages, key=bound), key=bound):
        yield path, list(own)


def _set_faults(reader: _Reader, address: str, path: str, pages: list[Page]) -> Iterator[Finding]:
    pdf = reader.out / path
    texts = reader.read_set(pdf, pages) if pdf.is_file() else {}
    for sheet, _ in pages:
        wanted, text = landing_url(address, sheet.code), texts.get(sheet.code, "")
        if text != wanted:
            yield _misread(path, text, wanted)


def _lacks(page: Path, sheet: Sheet) -> str:
    """Return what the landing page of a sheet does not say; empty if it says the same way."""
    if not page.is_file():
        return landing_path(sheet.code)
    said = squeeze(unescape(page.read_text(encoding="utf-8")))
    lines = [text for line in sheet.routes[0].words for text in (line.zh, line.en)]
    return next((text for text in (sheet.code, *lines) if squeeze(text) not in said), "")


def _misread(path: str, text: str, wanted: str) -> Finding:
    read = text or "—"
    return Finding(
        code="M311",
        severity=Severity.ERROR,
        origin=Origin(file=path),
        what_zh=f"印好的二维码读出来是 {read}，应该是 {wanted}",
        what_en=f"the printed code reads {read}, it must read {wanted}",
        mend_zh="不要打印这次的结果；把这张图的张贴点和 codes.yml 发给维护者。",
        mend_en="Do not print this output; report the posting place and codes.yml "
        "to the maintainers.",
    )


def _leads_astray(path: str, wanted: str, missing: str) -> Finding:
    return Finding(
        code="M312",
        severity=Severity.ERROR,
        origin=Origin(file=path),
        what_zh=f"二维码通到 {wanted}，那里没有：{missing}",
        what_en=f"the code leads to {wanted}, where this is missing: {missing}",
        mend_zh="不要打印这次的结果；把这张图的张贴点和 codes.yml 发给维护者。",
        mend_en="Do not print this output; report the posting place and codes.yml "
        "to the maintainers.",
    )
