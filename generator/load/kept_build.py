# SPDX-License-Identifier: MIT
"""A whole build and what it left; where all of it lies untouched nothing is made again.

Loads nothing but the standard library, as `answer` does.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.load.answer import (
    UNSETTLED,
    Answer,
    Asked,
    Known,
    Said,
    Witness,
    changes_since,
    find_answer,
    is_all_settled,
    keep,
    pack_basis,
    unpack_basis,
    watch,
)
from generator.load.snapshot import FOLDER_STAMP, Stamp, UnsteadyError, take_snapshot

AGAIN = "没有改动，输出仍是上次生成的 · nothing has changed: what was built before still stands\n"
"""Stands before what the build said that is not made again."""

_NOTHING = "\0"
"""No path ends so: nothing in the output is passed over."""


def snapshot_of(out: str) -> dict[str, Stamp]:
    """Return what an output folder holds; while it stays the same nothing there was touched.

    Raises OSError and UnsteadyError as `take_snapshot` does.
    """
    return take_snapshot((out,), _NOTHING)


def known_build(asked: Asked) -> Answer | None:
    """Return what the same build said; None where anything was changed since, or is not known."""
    answer = find_answer(asked)
    change = changes_since(answer) if answer is not None else None
    if answer is None or change is None or change.texts or not answer.basis:
        return None
    out, stamps = unpack_basis(answer)
    with suppress(OSError, UnsteadyError):
        if snapshot_of(out) == stamps:
            if change.is_restamped:
                keep(answer._replace(files=change.files))
            return answer
    return None


class BuildWitness(NamedTuple):
    """The disk as it was before a build."""

    witness: Witness
    read: Known
    """Files too young for their times to prove them unchanged later: these are known by bytes."""

    def keep(self, out: Path, said: bytes) -> None:
        """Keep what a good build said; not if anything it is made from changed meanwhile."""
        with suppress(OSError, UnsteadyError):
            folder = str(out.absolute())
            basis = pack_basis((folder, snapshot_of(folder)))
            self.witness.keep(self.read, Said(code=0, out=said, basis=basis))


def watch_build(
    asked: Asked, roots: Iterable[str], installed: dict[str, tuple[str, ...]]
) -> BuildWitness | None:
    """Return a witness of a build that begins; None where the disk cannot be relied on."""
    witness = watch(asked, roots, installed)
    if witness is None:
        return None
    with suppress(OSError):
        return BuildWitness(witness, dict(_young(witness)))
    return None


def _young(witness: Witness) -> Iterable[tuple[str, tuple[tuple[int, int, int, int], bytes]]]:
    for name, stamp in witness.before.items():
        if stamp != FOLDER_STAMP and not is_all_settled({name: stamp}):
            yield name, (UNSETTLED, hashlib.sha256(Path(name).read_bytes()).digest())
