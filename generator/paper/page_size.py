# SPDX-License-Identifier: MIT
"""The style that papers share, how large a page is, and what a printing house gets around it."""

from pathlib import Path

from generator.settings import PrintSettings

PAPER_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0)}
"""Width and height in portrait (ISO 216)."""


def page_rule(width_mm: float, height_mm: float, around: PrintSettings | None = None) -> str:
    """Return the size of a page as a rule of its style, with bleed and crop marks where wanted.

    The page itself keeps its size and stays at 100 %: what is `around` it comes on top.
    """
    said = [f"size: {width_mm}mm {height_mm}mm"]
    if around and around.bleed_mm:
        said.append(f"bleed: {around.bleed_mm}mm")
    if around and around.crop_marks:
        said.append("marks: crop")
    return f"@page {{ {'; '.join(said)} }}"


def paper_style(theme: Path, *rules: str) -> str:
    """Return what stands in the `<style>` of a paper before rules of its own.

    What all papers share stands in an element by itself, so that it is parsed once for all of them
    (`style_memory.py`).
    """
    shared = (theme / "print" / "print.css").read_text(encoding="utf-8")
    return f"{shared}</style><style>{' '.join(rules)}"
