# SPDX-License-Identifier: MIT
"""Scripts and styles that pages name, as they stand in the output."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.addresses import LANGUAGES

FOLDER = Path("site", "assets")
"""Where the theme has them."""

FRAME = "frame.css"
STYLES = ("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css", "muster.css")
"""What every page is styled by, in the order in which it holds."""

_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def stage_assets(theme: Path, folder: Path) -> None:
    """Write all of them into a folder of staged pages."""
    shutil.copytree(theme / FOLDER, folder / "assets", dirs_exist_ok=True)
    for script in (folder / "assets").glob("*.js"):
        script.write_text(without_comments(script.read_text(encoding="utf-8")), encoding="utf-8")


def without_comments(script: str) -> str:
    """Return a script without its comments but the first line, and without the blanks of lines.

    A telephone fetches a fifth less. Comments stand on lines of their own; no text runs over lines.
    """
    first, *lines = script.splitlines()
    bare = (line.strip() for line in lines)
    return "\n".join([first, *(line for line in bare if line and not line.startswith("//"))]) + "\n"


def join_styles(assets: Path) -> None:
    """Write the styles of every page into one file, those of the theme first."""
    (assets / FRAME).write_text(_joined(_parts(assets)), encoding="utf-8")


def edited_assets(file: Path, out: Path) -> Iterator[tuple[str, str]]:
    """Yield what an output would have of an edited script or style, by path in the output."""
    text = file.read_text(encoding="utf-8")
    if not text:
        return  # it is being saved
    own = without_comments(text) if file.suffix == ".js" else text
    for language in LANGUAGES:
        folder = "assets" if language == "zh" else f"{language}/assets"
        yield f"{folder}/{file.name}", own
        parts = [file if path.name == file.name else path for path in _parts(out / folder)]
        if file in parts:
            yield f"{folder}/{FRAME}", _joined(parts)


def _parts(assets: Path) -> list[Path]:
    return [path for pattern in STYLES for path in sorted(assets.glob(pattern))]


def _joined(parts: list[Path]) -> str:
    return "\n".join(_SOURCE_MAP.sub("", path.read_text(encoding="utf-8")) for path in parts)
