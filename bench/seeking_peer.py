# SPDX-License-Identifier: MIT
"""A page to PDF in the largest type that keeps it on one page, by WeasyPrint and nothing else.

`python bench/seeking_peer.py page.html page.pdf [SIZE_PT …]`, the largest size first: what a school
would write that prints each poster by a process of its own. It halves the sizes.
"""

import sys
from pathlib import Path

from weasyprint import HTML, Document


def main(source: str, target: str, *sizes_pt: str) -> None:
    """Write the PDF; without sizes the page is laid out as it is."""
    html = Path(source).read_text(encoding="utf-8")
    _fitting(html, list(sizes_pt)).write_pdf(target, pdf_variant="pdf/ua-1")


def _fitting(html: str, sizes_pt: list[str]) -> Document:
    best, last = None, sizes_pt[-1:] or [""]
    while sizes_pt:
        middle = len(sizes_pt) // 2
        tried = _laid_out(html, sizes_pt[middle])
        if len(tried.pages) == 1:
            best, sizes_pt = tried, sizes_pt[:middle]
        else:
            sizes_pt = sizes_pt[middle + 1 :]
    return best or _laid_out(html, *last)


def _laid_out(html: str, size_pt: str) -> Document:
    page = HTML(string=html.replace("__SIZE__", size_pt), base_url="data:,")
    return page.render(presentational_hints=True, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(*sys.argv[1:])
