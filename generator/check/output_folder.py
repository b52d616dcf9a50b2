# SPDX-License-Identifier: MIT
"""Whether a folder may be replaced by the output: building must never destroy other files."""

import json
from collections.abc import Iterator
from pathlib import Path

from generator.finding import Finding, Origin, Severity
from generator.settings import Settings

MANIFEST = "manifest.json"
"""Written last by a build."""


def find_unsafe_output(out: Path, settings: Settings) -> Iterator[Finding]:
    """Yield why `out` must not be replaced: it holds sources, or files that Muster did not make."""
    sources = settings.sources
    for source in sources:
        if _touch(out.resolve(), source.resolve()):
            yield _unsafe(
                out,
                f"输出文件夹与来源 {source} 重叠，生成会毁掉来源",
                f"the output folder overlaps the source {source}; building would destroy it",
            )
            return
    if Path(settings.file).resolve().is_relative_to(out.resolve()):
        yield _unsafe(
            out,
            f"配置文件 {settings.file} 在输出文件夹里",
            f"the configuration {settings.file} lies in the output folder",
        )
    elif not _is_ours(out):
        yield _unsafe(
            out,
            "这个文件夹里有不是 Muster 生成的东西，生成会把它们删掉",
            "this folder holds files that Muster did not make; building would delete them",
        )


def _touch(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _is_ours(out: Path) -> bool:
    """Say whether the folder is missing, empty, or an earlier output."""
    if not out.exists():
        return True
    if not out.is_dir():
        return False
    return is_output(out) if (out / MANIFEST).is_file() else not any(out.iterdir())


def is_output(out: Path) -> bool:
    """Say whether a finished build lies in a folder."""
    manifest = out / MANIFEST
    if not manifest.is_file():
        return False
    try:
        return "muster" in json.loads(manifest.read_text(encoding="utf-8"))
    except ValueError:
        return False


def _unsafe(out: Path, what_zh: str, what_en: str) -> Finding:
    return Finding(
        code="O801",
        severity=Severity.ERROR,
        origin=Origin(file=str(out)),
        what_zh=what_zh,
        what_en=what_en,
        mend_zh="用 --out 给一个新的或空的文件夹；原有的输出文件夹会整个换掉。",
        mend_en="Give --out a new or empty folder; an earlier output is replaced as a whole.",
    )
