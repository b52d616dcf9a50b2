# SPDX-License-Identifier: MIT
"""A finished build as what leaves it finds it: still of today's content, and as it was built."""

from hashlib import sha256
from pathlib import Path

from generator.data.published.manifest import Manifest, OutputFile
from generator.finding import Finding, Origin, Severity
from generator.load.sources import sources_fingerprint
from generator.settings import Settings


class ChangedOutputError(Exception):
    """The output is not what its manifest says; its argument is the path of the first such file."""


def find_stale(settings: Settings, out: Path, manifest: Manifest) -> tuple[Finding, ...]:
    """Return that content, schools or configuration are no longer those of the build in `out`."""
    if manifest.sources_sha256 == sources_fingerprint(settings):
        return ()
    return (
        Finding(
            code="O811",
            severity=Severity.ERROR,
            origin=Origin(file=out.as_posix()),
            what_zh="生成以后，内容、学校或配置又改过：这里的是旧的",
            what_en="content, schools or configuration were changed since this build: "
            "it is outdated",
            mend_zh="先运行 muster build。确要用旧的，加 --stale-ok。",
            mend_en="Run muster build first; to use the outdated one all the same add --stale-ok.",
        ),
    )


def read_built(out: Path, file: OutputFile) -> bytes:
    """Return what was built; raises ChangedOutputError where it is gone or something else."""
    try:
        content = (out / file.path).read_bytes()
    except OSError as error:
        raise ChangedOutputError(file.path) from error
    if sha256(content).hexdigest() != file.sha256:
        raise ChangedOutputError(file.path)
    return content
