# SPDX-License-Identifier: MIT
"""The public part of a build, put where a server takes it: checked, staged, swapped."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from generator.data.published.manifest import Manifest, OutputFile
from generator.finding import Finding, Severity
from generator.finished_build import find_stale
from generator.model.content import Content
from generator.public_faults import PublicBuild, fault, find_public_faults, find_vanished, named
from generator.settings import Settings

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishJob:
    """What is published from where to where."""

    settings: Settings
    content: Content
    out: Path
    target: Path
    is_stale_ok: bool = False
    """True to publish a build that is older than its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What publishing changes in the public folder, and what forbids it."""

    findings: tuple[Finding, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    """Files that stay untouched."""
    kept_inside: int = 0
    """Files of the build that are for the school alone."""
    codes: int = 0
    """Codes that lead to their page."""

    @property
    def is_refused(self) -> bool:
        """Say whether an error forbids publishing."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def plan_publication(job: PublishJob) -> Publication:
    """Return what publishing would change, and all that forbids it; nothing is written."""
    manifest = read_manifest(job.out)
    if manifest is None or manifest.is_published:
        return Publication(findings=(_no_build(job.out),))
    unfit = tuple(_find_unfit_target(job))
    before = None if unfit else read_manifest(job.target)
    build = PublicBuild(
        out=job.out,
        settings=job.settings,
        content=job.content,
        files={file.path: file for file in manifest.files if file.public},
        closed=frozenset(file.path for file in manifest.files if not file.public),
    )
    stale = () if job.is_stale_ok else find_stale(job.settings, job.out, manifest)
    findings = [*unfit, *stale, *find_public_faults(build)]
    if before:
        findings += find_vanished(before, build.files, job.target)
    old = {file.path: file.sha256 for file in before.files} if before else {}
    new = {path: file.sha256 for path, file in build.files.items()}
    return Publication(
        findings=tuple(findings),
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(p for p in new.keys() & old.keys() if new[p] != old[p])),
        removed=tuple(sorted(old.keys() - new.keys())),
        same=sum(old.get(path) == digest for path, digest in new.items()),
        kept_inside=len(build.closed),
        codes=sum(file.kind == "landing" for file in build.files.values()),
    )


def publish(job: PublishJob) -> None:
    """Put the public files of a build into the target, all at once.

    What is there already with the same bytes keeps its file and its time. Only for a job of which
    `plan_publication` refuses nothing; raises OSError where the disk fails, and then the target
    is as it was.
    """
    manifest = Manifest.model_validate_json((job.out / MANIFEST).read_bytes())
    fresh = job.target.with_name(f".{job.target.name}.muster-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    public = manifest.model_copy(
        update={
            "files": tuple(file for file in manifest.files if file.public),
            "sources_sha256": None,
            "is_published": True,
        }
    )
    try:
        for file in public.files:
            _place(file, job, fresh / file.path)
        _place_manifest(public, job.target / MANIFEST, fresh / MANIFEST)
        _swap(fresh, job.target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of an output or a public folder; None where there is none."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None


def publication_lines(publication: Publication, *, lists_all: bool) -> Iterator[str]:
    """Yield what is told of a publication in both languages; with `lists_all` every file."""
    if lists_all:
        yield from (f"+ {path}" for path in publication.added)
        yield from (f"~ {path}" for path in publication.changed)
        yield from (f"- {path}" for path in publication.removed)
    added, changed = len(publication.added), len(publication.changed)
    removed, same = len(publication.removed), publication.same
    inside, codes = publication.kept_inside, publication.codes
    yield f"公开：新增 {added}，更新 {changed}，删去 {removed}，未变 {same}；留在校内 {inside}"
    yield f"public: {added} new, {changed} changed, {removed} removed, {same} unchanged"
    yield f"left out, for the school alone: {inside}"
    yield f"二维码页面 {codes}，都在印出的网址上 / pages behind codes, where printed: {codes}"


def _place(file: OutputFile, job: PublishJob, place: Path) -> None:
    """Put a file into the fresh folder; the very file of the target where it has not changed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    known = job.target / file.path
    if known.is_file() and hashlib.sha256(known.read_bytes()).hexdigest() == file.sha256:
        _keep(known, place)
    else:
        shutil.copyfile(job.out / file.path, place)


def _place_manifest(public: Manifest, known: Path, place: Path) -> None:
    text = public.model_dump_json(indent=1) + "\n"
    if known.is_file() and known.read_bytes() == text.encode():
        _keep(known, place)
    else:
        place.write_text(text, encoding="utf-8")


def _keep(known: Path, place: Path) -> None:
    try:
        os.link(known, place)
    except OSError:  # a file system without second names
        shutil.copy2(known, place)


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the place of the target; where that fails the old one comes back."""
    old = target.with_name(f".{target.name}.muster-old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _no_build(out: Path) -> Finding:
    return fault(
        "O810",
        out,
        ("这里没有一次生成的结果，或 manifest.json 读不出来", "先运行 muster build，再发布。"),
        ("no build lies here, or its manifest.json cannot be read", "Run muster build first."),
    )


def _find_unfit_target(job: PublishJob) -> Iterator[Finding]:
    """Yield why the target must not be replaced: it overlaps, or holds what is not ours."""
    target, settings = job.target.resolve(), job.settings
    sources = (settings.content_folder, *settings.school_folders, job.out, Path(settings.file))
    for source in (path.resolve() for path in sources):
        if target.is_relative_to(source) or source.is_relative_to(target):
            yield _unfit(job.target, f"和 {source.name} 重叠", f"overlaps {source.name}")
            return
    if any(parent.is_file() for parent in target.parents):
        zh, en = "上面有一级是文件", "lies below a file"
        yield _unfit(job.target, zh, en)
    if strange := _strangers(job.target):
        zh, en = "里面有不是 muster publish 放的东西", "holds what muster publish did not put there"
        yield _unfit(job.target, f"{zh}：{named(strange)}", f"{en}: {named(strange)}")


def _strangers(target: Path) -> list[str]:
    """Return the names of what stands in the target and not in its own public manifest."""
    if not target.exists():
        return []
    if not target.is_dir():
        return [target.name]
    manifest = read_manifest(target)
    known: set[str] = set()
    if manifest and manifest.is_published:
        known = {MANIFEST, *(file.path for file in manifest.files)}
    there = (p.relative_to(target).as_posix() for p in target.rglob("*") if not p.is_dir())
    return sorted(set(there) - known)


def _unfit(target: Path, zh: str, en: str) -> Finding:
    return fault(
        "O812",
        target,
        (f"不能发布到这个文件夹：{zh}", "给一个新的或空的文件夹，或早先发布过的文件夹。"),
        (f"cannot publish here: the folder {en}", "Give a new, empty or earlier public folder."),
    )
