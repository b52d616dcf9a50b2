# SPDX-License-Identifier: MIT
"""Sheets that earlier builds drew, by all that a drawing is made from."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.kept_files import KeptFiles
from generator.maps.choice import Posting, SheetChoice
from generator.maps.sheet import draw_sheet
from generator.model.route import Route
from generator.model.school import EvacuationRule
from generator.model.sheet import Sheet

_SHEET = TypeAdapter(Sheet)
_ROUTES = TypeAdapter(tuple[Route, ...])


class SheetDrawer:
    """Draws sheets, or takes those that were drawn from the very same."""

    def __init__(self, choice: SheetChoice, program: str, kept: KeptFiles) -> None:
        """Draw by `choice`; `program` stands for the code and the theme that draw."""
        self._choice = choice
        self._maker = f"{program} {replace(choice, theme=Path())}"
        self._kept = kept

    def draw(self, posting: Posting) -> Sheet:
        """Return the sheet of a place."""
        seen = _seen_from(posting)
        key = self._key(seen)
        known = self._kept.get(key)
        if known is not None:
            try:
                drawn = _SHEET.validate_json(known)
                # These know where in their files they stand, and that is not kept.
                return replace(drawn, place=posting.place, routes=posting.routes)
            except ValidationError:  # of an older make
                pass
        sheet = draw_sheet(seen, self._choice)
        self._kept.put(key, _SHEET.dump_json(sheet))
        return sheet

    def _key(self, posting: Posting) -> str:
        digest = hashlib.sha256(self._maker.encode())
        for said in _said(posting):
            digest.update(hashlib.sha256(said.encode()).digest())
        return digest.hexdigest()


def _seen_from(posting: Posting) -> Posting:
    """Return a place with what its sheet may speak of: no other place, no class.

    It is drawn from just that, so that a place that moves has no sheet drawn anew but its own.
    """
    alone = {b.id: b.model_copy(update={"posting_places": ()}) for b in posting.buildings}
    return replace(
        posting,
        school=posting.school.model_copy(
            update={"classes": (), "evacuation": EvacuationRule(), "covers": ()}
        ),
        buildings=tuple(alone.values()),
        building=alone[posting.building.id],
    )


def _said(posting: Posting) -> Iterator[str]:
    """Yield all that a sheet is told of its place."""
    yield posting.school.model_dump_json()
    for building in posting.buildings:
        yield building.model_dump_json()
    yield from (posting.building.id, posting.floor.id, posting.place.model_dump_json())
    yield _ROUTES.dump_json(posting.routes).decode()
    yield posting.issued.model_dump_json()
