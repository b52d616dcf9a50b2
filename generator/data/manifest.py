# SPDX-License-Identifier: MIT
"""`manifest.json`: every file of the output, written last."""

import hashlib
import platform
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator.data.coverage_json import Json

SCHEMA_VERSION = 1

FILE_DEPTH = 2
"""Names in the path of a file that lies in a folder of the root."""

CLOSED = frozenset({"internal", "records"})
"""Folders of the output that are for the school alone and never go onto a public server."""

KIND_OF_FOLDER: Mapping[str, str] = MappingProxyType(
    {
        "posters": "poster",
        "procedures": "poster",
        "duties": "poster",
        "checklists": "form",
        "forms": "form",
        "fill": "form",
        "sign-ins": "form",
        "records": "form",
    }
)
"""What the PDFs of a folder of `pdf/` are; all others are booklets."""

KIND_OF_SUFFIX: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "office",
        ".xlsx": "office",
        ".pptx": "office",
        ".ics": "calendar",
        ".mp4": "film",
    }
)
"""Files for office programs and films, wherever they lie."""

OFFICE = frozenset(KIND_OF_SUFFIX.values())

ITEM_DEPTH = 3
"""Names in the path of an item's office file: `office/drills/fire-zh.docx`."""

TOOLCHAIN = (
    "mkdocs",
    "mkdocs-material",
    "weasyprint",
    "pydantic",
    "shapely",
    "qrcode",
    "jinja2",
    "av",
    "pillow",
    "python-docx",
    "python-pptx",
    "openpyxl",
    "icalendar",
    "pikepdf",
    "pypinyin",
)


def manifest_json(
    out: Path,
    as_of: date,
    school_of: Mapping[str, str],
    printed: Mapping[str, Json] = MappingProxyType({}),
    sources_sha256: str | None = None,
) -> Json:
    """Return the list of all files below `out` with kind, item, language, school, hash and size.

    `school_of` names the school of every code, `printed` tells what papers print, by their path;
    `sources_sha256` stands for all that was read.
    """
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {
        "schema_version": SCHEMA_VERSION,
        "muster": version("muster"),
        "toolchain": {
            "python": platform.python_version(),
            **{name: version(name) for name in TOOLCHAIN},
        },
        "as_of": as_of.isoformat(),
        "sources_sha256": sources_sha256,
        "files": [
            {
                **_file(path, out, school_of),
                "printed": printed.get(path.relative_to(out).as_posix()),
            }
            for path in files
        ],
    }


def _file(path: Path, out: Path, school_of: Mapping[str, str]) -> Json:
    relative = PurePosixPath(path.relative_to(out).as_posix())
    content = path.read_bytes()
    kind = _kind(relative)
    return {
        "path": str(relative),
        "kind": kind,
        "item": _item(relative, kind),
        "language": _language(relative, kind),
        "school": _school(relative, school_of),
        "public": relative.parts[0] not in CLOSED,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def _school(path: PurePosixPath, school_of: Mapping[str, str]) -> str | None:
    parts = path.parts[1:] if path.parts[0] == "en" else path.parts
    if parts[0] == "Q":
        return school_of.get(parts[1])
    if parts[0] == "packs":
        return parts[2] if parts[1] == "schools" else None
    if parts[0] in ("sheets", *CLOSED) or (parts[0] == "buildings" and len(parts) > FILE_DEPTH):
        return parts[1]
    if parts[:2] in (("office", "schools"), ("pdf", "schools")):
        return parts[2]
    is_own_page = parts[0] in ("buildings", "schools", "calendar") and path.stem != "index"
    return path.stem if is_own_page else None


def _kind(path: PurePosixPath) -> str:
    top, suffix = path.parts[0], path.suffix
    if suffix in KIND_OF_SUFFIX:
        return KIND_OF_SUFFIX[suffix]
    if top == "Q":
        return "landing" if suffix == ".html" else "asset"
    if top in ("sheets", "pdf", "film", "packs", *CLOSED) and suffix != ".json":
        return _printed(path)
    if "search" in path.parts[:2] and suffix == ".js":
        return "search"
    if top == "schemas" or suffix in (".json", ".csv", ".geojson"):
        return "data"
    rest = "feed" if path.name == "feed.xml" else "asset"
    return "page" if suffix == ".html" else rest


def _printed(path: PurePosixPath) -> str:
    if path.suffix == ".zip":
        return "pack"
    if path.suffix == ".png":
        return "preview"
    return _paper(path)


def _paper(path: PurePosixPath) -> str:
    if path.parts[0] == "sheets" and not path.stem.startswith("set-"):
        return "sheet"
    return KIND_OF_FOLDER.get(path.parts[1], "booklet") if path.parts[0] == "pdf" else "booklet"


def _item(path: PurePosixPath, file_kind: str) -> str | None:
    kind = _paper(path) if file_kind == "preview" else file_kind
    if kind == "landing":
        return path.parts[1]
    if kind == "sheet":
        return path.stem.split("-")[0]
    if kind == "pack":
        return path.stem.partition("-")[2].rsplit("-", 1)[0]
    if kind in ("poster", "booklet", "form", "film"):
        return _booklet(path)
    if kind in OFFICE:
        is_item = path.parts[0] == "office" and len(path.parts) == ITEM_DEPTH
        return path.stem.rsplit("-", 1)[0] if is_item else None
    return path.stem if kind == "page" else None


def _booklet(path: PurePosixPath) -> str:
    """Return the item of a PDF or film; the building of a set of sheets or a plan of leaving."""
    if path.parts[0] == "film":
        return path.stem.rsplit("-", 1)[0]
    if path.parts[0] == "sheets":
        return path.parts[2]
    if path.parts[0] in CLOSED:
        return path.stem.partition("-")[2].rsplit("-", 1)[0]
    return path.stem.rsplit("-", 2)[0]


def _language(path: PurePosixPath, kind: str) -> str | None:
    if kind in ("poster", "booklet", "form", "sheet", "preview", "pack", *OFFICE):
        return path.stem.rsplit("-", 1)[-1]
    if kind in ("page", "feed"):
        return "en" if path.parts[0] == "en" else "zh"
    return "both" if kind == "landing" else None
