# SPDX-License-Identifier: MIT
"""New records as files of a school's `records/`; all of them, or none."""

from collections.abc import Iterable
from pathlib import Path

from generator.intake.catalogue_yaml import plain_yaml
from generator.model.school import HeldRecord


def write_records(records: Iterable[HeldRecord], folder: Path) -> tuple[Path, ...]:
    """Write each record under its id and return the files.

    Raises FileExistsError where a file is there already, and OSError where one cannot be written;
    then none of them is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for record in records:
            path = folder / f"{record.id}.yml"
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(plain_yaml(record))
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(written)
