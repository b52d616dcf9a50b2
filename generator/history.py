# SPDX-License-Identifier: MIT
"""An earlier state of the content, out of Git, and what has changed in coverage since."""

import io
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.finding import Finding, Severity
from generator.model.coverage import UNJUDGED, Coverage, Verdict

Key = tuple[str, str]
"""A requirement and an audience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A verdict that is not what it was; empty where there was or is none."""

    requirement: str
    audience: str
    clause: str
    before: str
    after: str

    @property
    def turn(self) -> str:
        """Return `covered`, `suppressed` or `gone` for what it is now; else `red` or `still red`.

        What failed at another rung before was red already.
        """
        if self.after in ("covered", "suppressed", ""):
            return self.after or "gone"
        return "red" if self.before in ("covered", "suppressed", "") else "still red"


class NoSuchRevisionError(Exception):
    """The content is not under Git, or the revision is not known there."""


@contextmanager
def content_at(revision: str, folder: Path) -> Iterator[Path]:
    """Give a folder with the content as it was; raises NoSuchRevisionError."""
    if revision.startswith("-"):
        raise NoSuchRevisionError(revision)
    with TemporaryDirectory(prefix="muster-") as name:
        top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
        tree = _git(top, "rev-parse", "--verify", f"{revision}^{{tree}}").decode().strip()
        inside = folder.resolve().relative_to(top.resolve()).as_posix()
        archive = _git(top, "archive", "--format=tar", tree, "--", inside)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            _unpack(tar, Path(name))
        yield Path(name) / inside


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the plain files of an archive; Python before 3.11.4 cannot do so safely by itself."""
    for member in tar:
        path, read = folder / member.name, tar.extractfile(member)
        if read is not None and ".." not in path.parts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(read.read())


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    except FileNotFoundError as error:
        raise NoSuchRevisionError(str(error)) from error
    except subprocess.CalledProcessError as error:
        raise NoSuchRevisionError(error.stderr.decode(errors="replace").strip()) from error


def unread_plans(before: Coverage, after: Coverage, findings: Iterable[Finding]) -> frozenset[str]:
    """Return the ids of plans that were judged then and whose file has an error now.

    They were not withdrawn: nobody can say what is asked until the file is mended.
    """
    missing = {p.plan.id for p in before.plans} - {p.plan.id for p in after.plans}
    faulty = {Path(f.origin.file).stem for f in findings if f.severity is Severity.ERROR}
    return frozenset(missing & faulty)


def find_changes(
    before: Coverage, after: Coverage, unread: frozenset[str] = frozenset()
) -> tuple[Change, ...]:
    """Return every verdict that differs, what turned red first.

    Plans `unread` are left out, and what cannot be judged while files cannot be read.
    """
    compared = tuple(p for p in before.plans if p.plan.id not in unread)
    old, new = _verdicts(replace(before, plans=compared)), _verdicts(after)
    changes = [
        Change(
            requirement=key[0],
            audience=key[1],
            clause=(new.get(key) or old[key])[0],
            before=_status(old.get(key)),
            after=_status(new.get(key)),
        )
        for key in {**old, **new}
        if _status(old.get(key)) != _status(new.get(key))
        and UNJUDGED not in (_status(old.get(key)), _status(new.get(key)))
    ]
    return tuple(sorted(changes, key=lambda c: (c.after in ("covered", ""), c.requirement)))


def _verdicts(coverage: Coverage) -> Mapping[Key, tuple[str, Verdict]]:
    return {
        (v.requirement.id, v.audience.value): (f"{p.plan.short_name} {u.unit.clause}", v)
        for p in coverage.plans
        for u in p.units
        for v in u.verdicts
    }


def _status(verdict: tuple[str, Verdict] | None) -> str:
    return verdict[1].status if verdict else ""
