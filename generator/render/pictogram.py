# SPDX-License-Identifier: MIT
"""Pictograms of the theme as inline SVG."""

import re
from pathlib import Path


def read_pictogram(theme: Path, name: str) -> str:
    """Return a pictogram as SVG without its id: a page may show the same one twice."""
    svg = (theme / "pictograms" / f"{name}.svg").read_text(encoding="utf-8")
    return re.sub(r' id="[^"]*"', "", svg, count=1)
