# SPDX-License-Identifier: MIT
"""What is well and what is missing on this machine; nothing here needs WeasyPrint to load."""

import ctypes
import hashlib
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType

THEME = Path(__file__).resolve().parent.parent / "theme"

OLDEST_PYTHON = (3, 11)
"""The same as `requires-python` in pyproject.toml."""

MAIN_PACKAGES = ("mkdocs", "mkdocs-material", "pydantic", "shapely", "weasyprint")
"""The packages that decide most of what is built."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Commands that start a Chromium, Debian's first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One thing that was looked at."""

    name: str
    is_well: bool
    what_zh: str
    what_en: str
    """What was found."""
    cure_zh: str
    cure_en: str
    """What to do when it is not well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A shared library that WeasyPrint loads."""

    name: str
    files: tuple[str, ...]
    """What its file is called on Linux, macOS and Windows."""
    package: str
    """The Debian package that has it."""


LIBRARIES = (
    Library(
        name="Pango",
        files=("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        package="libpango-1.0-0",
    ),
    Library(
        name="PangoFT2",
        files=("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        package="libpangoft2-1.0-0",
    ),
    Library(
        name="HarfBuzz subset",
        files=(
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
            "libharfbuzz-subset-0.dll",
        ),
        package="libharfbuzz-subset0",
    ),
)


def examine() -> tuple[Symptom, ...]:
    """Return everything that was looked at, well or not."""
    return (
        examine_python(sys.version_info[:3]),
        *(examine_library(library) for library in LIBRARIES),
        *examine_fonts(THEME),
        *(examine_package(name) for name in MAIN_PACKAGES),
        examine_browser(BROWSERS),
    )


def examine_python(found: tuple[int, int, int]) -> Symptom:
    """Say whether Python of the version `found` is new enough."""
    number = ".".join(map(str, found))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Symptom(
        name="Python",
        is_well=found[:2] >= OLDEST_PYTHON,
        what_zh=f"版本 {number}",
        what_en=f"version {number}",
        cure_zh=f"请安装 Python {oldest} 或更新版本。",
        cure_en=f"Install Python {oldest} or newer.",
    )


def examine_library(library: Library) -> Symptom:
    """Say whether `library` can be loaded."""
    is_well = any(map(_loads, library.files))
    return Symptom(
        name=library.name,
        is_well=is_well,
        what_zh="可以加载" if is_well else "无法加载，不能生成 PDF",
        what_en="loads" if is_well else "does not load: no PDF can be made",
        cure_zh=f"Debian：apt-get install {library.package}；其他系统请安装 {library.name}。",
        cure_en=f"Debian: apt-get install {library.package}; elsewhere install {library.name}.",
    )


def examine_fonts(theme: Path) -> Iterator[Symptom]:
    """Compare the fonts in `theme` with their hashes in its register of assets."""
    for name, expected in _registered_fonts(theme).items():
        path = theme / "fonts" / name
        is_there = path.is_file()
        is_well = is_there and hashlib.sha256(path.read_bytes()).hexdigest() == expected
        yield Symptom(
            name=name,
            is_well=is_well,
            what_zh="完好" if is_well else "内容被改动" if is_there else "不存在",
            what_en="intact" if is_well else "changed" if is_there else "missing",
            cure_zh=f"请从版本库恢复：git checkout theme/fonts/{name}",
            cure_en=f"Restore it from the repository: git checkout theme/fonts/{name}",
        )


def examine_package(name: str) -> Symptom:
    """Say which version of the package `name` is installed."""
    found = ""
    with suppress(PackageNotFoundError):
        found = version(name)
    return Symptom(
        name=name,
        is_well=bool(found),
        what_zh=f"版本 {found}" if found else "未安装",
        what_en=f"version {found}" if found else "not installed",
        cure_zh="请运行 make site，它会安装锁定的版本。",
        cure_en="Run make site: it installs the locked version.",
    )


def examine_browser(commands: tuple[str, ...]) -> Symptom:
    """Say whether one of `commands` starts a Chromium; only the tests need it."""
    found = next(filter(None, map(shutil.which, commands)), None)
    return Symptom(
        name="Chromium",
        is_well=found is not None,
        what_zh=found or "未找到（只有测试需要）",
        what_en=found or "not found (only the tests need it)",
        cure_zh="只在运行测试前安装。Debian：apt-get install chromium",
        cure_en="Install it only to run the tests. Debian: apt-get install chromium",
    )


def _loads(file: str) -> bool:
    with suppress(OSError):
        ctypes.CDLL(file)
        return True
    return False


def _registered_fonts(theme: Path) -> Mapping[str, str]:
    """Return the SHA-256 of every registered font by its file name."""
    register = tomllib.loads((theme / "ASSETS.toml").read_text(encoding="utf-8"))
    fonts = {
        name: sha256
        for collection in register["collection"]
        if collection["folder"] == "fonts"
        for name, sha256 in collection["sha256"].items()
    }
    return MappingProxyType(fonts)
