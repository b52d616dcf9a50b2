# SPDX-License-Identifier: MIT
"""New codes for posting places: appends to a school's `codes.yml` and changes nothing in it."""

from datetime import date
from pathlib import Path

from generator.addresses import propose_code
from generator.model.school import Campus, IssuedCode
from generator.settings import Settings


def assign_codes(campus: Campus, taken: frozenset[str], day: date) -> tuple[IssuedCode, ...]:
    """Return a new code for every posting place that has none, in the order of the files.

    `taken` holds every code ever issued on the site.
    """
    known = {(c.building, c.place) for c in (campus.registry.codes if campus.registry else ())}
    used = set(taken)
    issued = []
    for building in campus.buildings:
        for place in building.posting_places:
            if (building.id, place.id) in known:
                continue
            code = propose_code(campus.school.id, building.id, place.id, frozenset(used))
            used.add(code)
            issued.append(IssuedCode(code=code, building=building.id, place=place.id, issued=day))
    return tuple(issued)


def append_codes(codes: tuple[IssuedCode, ...], settings: Settings, path: Path) -> None:
    """Append the codes to the registry; a missing registry is begun for the configured host."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8") as registry:
        if is_new:
            registry.write(
                "# Every code ever issued. It only grows:\n"
                "# muster code assign appends, nobody deletes.\n"
                "# 发出过的所有编码，只增不减；由 muster code assign 追加，\n"
                "# 任何人不得删改。\n"
                f"id: codes\nhost: {settings.host}\ncodes:\n"
            )
        elif not path.read_bytes().endswith(b"\n"):
            registry.write("\n")
        for code in codes:
            registry.write(
                f'  - {{code: "{code.code}", building: {code.building}, place: "{code.place}", '
                f"issued: {code.issued}, revision: {code.revision}}}\n"
            )
