# SPDX-License-Identifier: MIT
"""Small fonts made from the vendored one, for screens that have no hanzi of their own."""

import base64
import hashlib
import io
from functools import cache
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont, woff2

from generator.kept_files import KeptFiles

FONT_FAMILY = "Muster Sans"
"""Name under which the vendored font is known; two files, one a weight."""

WEIGHTS = {400: "NotoSansSC-Regular.ttf", 700: "NotoSansSC-Bold.ttf"}
"""Files of `theme/fonts/` by CSS weight."""

FEATURES = ("kern", "locl")
"""What of the font's layout is kept: letters that stand closer, forms of one language."""


@cache
def subset_font(path: Path, characters: str, kept: KeptFiles | None = None) -> bytes:
    """Return a WOFF2 font of the characters, sorted and without repeats, always the same bytes.

    It takes a second to make; what an earlier build made alike is taken from `kept`.
    """
    kept = kept or KeptFiles(None)
    made_by = (fontTools.version, woff2.brotli.__version__)
    said = (*FEATURES, *made_by, _digest(path), characters)
    key = hashlib.sha256("\n".join(said).encode()).hexdigest()
    found = kept.get(key)
    if found is None:
        found = _cut(path, characters)
        kept.put(key, found)
    return found


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _cut(path: Path, characters: str) -> bytes:
    options = subset.Options(
        flavor="woff2", layout_features=[*FEATURES], hinting=False, recalc_timestamp=False
    )
    font = TTFont(path, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def hanzi_of(text: str) -> str:
    """Return the characters of `text` that a western font lacks, each once, in order."""
    return "".join(sorted({c for c in text if c >= "\u2000"}))


def embed_font(svg: str, fonts: Path, characters: str, kept: KeptFiles) -> str:
    """Return the SVG with both weights of the font inside, so that it shows alike everywhere."""
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{_encoded(fonts / name, characters, kept)})}}"
        for weight, name in WEIGHTS.items()
    )
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}<style>{faces}</style>{svg[start:]}"


def _encoded(path: Path, characters: str, kept: KeptFiles) -> str:
    return base64.b64encode(subset_font(path, characters, kept)).decode()
