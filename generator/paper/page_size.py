# SPDX-License-Identifier: MIT
"""The style that papers share, how large a page is, and what a printing house gets around it."""

from pathlib import Path

from generator.settings import PrintSettings

PAPER_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0)}
"""Width and height in portrait (ISO 216)."""


BLEED_NAMED_MM = 10 * 25.4 / 72
"""As far beyond the page WeasyPrint says that there is bleed, where there is as much or more."""

MARKS_BEYOND_MM = 8.0
"""Paper around the page where lines show where to trim: they stand in its outer half, so that
they lie outside the bleed."""


def page_rule(width_mm: float, height_mm: float, around: PrintSettings | None = None) -> str:
    """Return the size of a page as a rule of its style, with bleed and crop marks where wanted.

    The page itself keeps its size and stays at 100 %: what is `around` it comes on top, and so
    does the ground of a poster's head, which would else end where the paper is trimmed.
    """
    said = [f"size: {width_mm}mm {height_mm}mm"]
    bleed_mm = around.bleed_mm if around else 0
    if around and around.crop_marks:
        said.append("marks: crop")
    if not bleed_mm:
        return f"@page {{ {'; '.join(said)} }}"
    if around and around.crop_marks:
        said.append(f"bleed: {MARKS_BEYOND_MM}mm")
        return f"@page {{ {'; '.join(said)} }}{_head_into_bleed(BLEED_NAMED_MM)}"
    said.append(f"bleed: {bleed_mm}mm")
    return f"@page {{ {'; '.join(said)} }}{_head_into_bleed(bleed_mm)}"


def _head_into_bleed(bleed_mm: float) -> str:
    beyond = f"{bleed_mm:.4f}mm"
    return (
        f" .sheet > .head {{ margin: 0 -{beyond}; border: 0 solid transparent;"
        f" border-width: 0 {beyond} }}"
        f" .sheet > .head:first-child {{ margin-top: -{beyond}; border-top-width: {beyond} }}"
    )


def paper_style(theme: Path, *rules: str) -> str:
    """Return what stands in the `<style>` of a paper before rules of its own.

    What all papers share stands in an element by itself, so that it is parsed once for all of them
    (`style_memory.py`).
    """
    shared = (theme / "print" / "print.css").read_text(encoding="utf-8")
    return f"{shared}</style><style>{' '.join(rules)}"
