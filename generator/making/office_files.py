# SPDX-License-Identifier: MIT
"""Files for office programs."""

from collections.abc import Iterable

from generator.making.work import Work
from generator.office.block import OfficeFile
from generator.office.shelf import OfficeInput


def office_input(work: Work) -> OfficeInput:
    """Return what files for office programs are made from."""
    return OfficeInput(
        content=work.content,
        settings=work.settings,
        theme=work.theme,
        reviewed=work.reviewed,
        kept=work.kept("pptx"),
        films=work.kept("film"),
    )


def write_office(work: Work, files: Iterable[OfficeFile]) -> None:
    """Write files for office programs; those for the school alone lie in `internal/`."""
    work.report("office", 0, 1)
    for file in files:
        path = work.fresh / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    work.report("office", 1, 1)
