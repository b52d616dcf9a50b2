# SPDX-License-Identifier: MIT
"""What must be printed again since an earlier build: a list for people, and a zip of the PDFs."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from generator.data.published.manifest import Manifest, OutputFile, PrintedPaper
from generator.finished_build import read_built
from generator.paper.packs import dated_entry

LIST_NAME = "00 重印清单 What to print again.txt"
"""First in the zip."""


class Cause(StrEnum):
    """Why a paper is on the list."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A paper that is no longer what hangs or lies in the school."""

    path: str
    cause: Cause
    printed: PrintedPaper
    """What it prints now; what it printed, where it is gone."""
    before: str | None = None
    """The version that was printed; None where there was none."""


def find_reprints(before: Manifest, after: Manifest) -> tuple[Reprint, ...]:
    """Return what prints something else than before, what is new, then what is gone, by path.

    The day of the build counts for nothing; a PDF whose bytes alone differ prints the same.
    """
    old, new = _printed(before), _printed(after)
    found = []
    for path, printed in sorted(new.items()):
        if path not in old:
            found.append(Reprint(path=path, cause=Cause.NEW, printed=printed))
        elif old[path].fingerprint != printed.fingerprint:
            version = old[path].version
            found.append(Reprint(path=path, cause=Cause.CHANGED, printed=printed, before=version))
    gone = (
        Reprint(path=path, cause=Cause.GONE, printed=printed, before=printed.version)
        for path, printed in sorted(old.items())
        if path not in new
    )
    return (*found, *gone)


def _printed(manifest: Manifest) -> dict[str, PrintedPaper]:
    files: tuple[OutputFile, ...] = manifest.files
    return {file.path: file.printed for file in files if file.printed}


def tells_of_print(manifest: Manifest) -> bool:
    """Say whether a manifest tells what was printed; those of early builds did not."""
    return any(file.printed for file in manifest.files)


def reprint_lines(reprints: Sequence[Reprint]) -> Iterator[str]:
    """Yield the list for people: what, where, why."""
    if not reprints:
        yield "没有要重印的 / nothing to print again"
        return
    kept = [each for each in reprints if each.cause is not Cause.GONE]
    yield f"要重印 to print again: {len(kept)}；要撤下 to take away: {len(reprints) - len(kept)}"
    for each in reprints:
        yield ""
        code = f"{PurePosixPath(each.path).stem.split('-')[0]} " if each.printed.where else ""
        yield f"{code}{each.printed.title.zh} / {each.printed.title.en}"
        if each.printed.where:
            yield f"    {each.printed.where.zh}"
            yield f"    {each.printed.where.en}"
        if each.path.startswith("internal/"):
            yield "    只供本校，不要外传 / for the school alone: do not pass it on"
        yield from (f"    {line}" for line in _causes(each))
        yield f"    {each.path}"


def _causes(each: Reprint) -> Iterator[str]:
    """Yield why a paper is on the list, and what changed as far as that is known."""
    version, change = each.printed.version, each.printed.change
    if each.cause is Cause.GONE:
        yield "没有了，撤下旧的 / is no more: take the old one away"
    elif each.cause is Cause.NEW:
        yield f"新的 / new ({version})" if version else "新的 / new"
    elif not version:
        yield "内容变了 / changed"
    elif each.before == version:
        yield f"内容变了，版本没有变 / changed without a new version ({version})"
    else:
        yield f"{each.before} → {version}"
        if change:
            yield f"{change.zh} / {change.en}"


def write_reprints(reprints: Sequence[Reprint], out: Path, after: Manifest, target: Path) -> None:
    """Write a zip with the list and every PDF that must be printed again, dated as the build.

    It is written beside the target and takes its place when it is whole. Raises
    ChangedOutputError where a PDF is no longer what was built.
    """
    lines = [*reprint_lines(reprints), ""]
    files = {file.path: file for file in after.files}
    fresh = target.with_name(f".{target.name}.muster-new")
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as file:
            told = "\r\n".join(["\ufeff" + lines[0], *lines[1:]]).encode()
            file.writestr(dated_entry(LIST_NAME, after.as_of), told)
            for each in reprints:
                if each.cause is not Cause.GONE:
                    entry = dated_entry(each.path, after.as_of)
                    file.writestr(entry, read_built(out, files[each.path]))
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
