# SPDX-License-Identifier: MIT
"""New codes and new revisions: appends to a school's `codes.yml`, and counts its lines there."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.addresses import propose_code
from generator.model.building import Building, PostingPlace
from generator.model.school import Campus, CodeRegistry, IssuedCode
from generator.model.standing import find_strays, space_of
from generator.settings import Settings

HEAD = """\
# Every code ever issued. It only grows: muster code assign, revise and withdraw append,
# nobody changes or deletes. The last line of a code is the one that counts.
# 发出过的所有编码，只增不减；由 muster code assign、revise 和 withdraw 追加，
# 任何人不得删改。同一编码以最后一行为准。
id: codes
"""


LINES = r"(?m)^lines:[^\n]*\n"
CODES = r"(?m)^codes:"
"""Where the head of a registry says how many lines there are, or will say it."""


def assign_codes(
    campus: Campus,
    taken: frozenset[str],
    day: date,
    drawn: Mapping[tuple[str, str], str] | None = None,
) -> tuple[IssuedCode, ...]:
    """Return a new code for every posting place that has none, in the order of the files.

    A place whose code was withdrawn and that is back gets the next revision of that code.
    `taken` holds every code ever issued on the site; `drawn` the fingerprints of the sheets
    by building and place, as far as they can be drawn.
    """
    lines = campus.registry.codes if campus.registry else ()
    known = {(line.building, line.place): line for line in lines}
    used = set(taken)
    issued = []
    for building, place in _places(campus):
        if line := known.get((building.id, place.id)):
            if line.withdrawn and (building.id, place.id) in (drawn or {}):
                back = {"withdrawn": None, "revision": line.revision + 1, "issued": day}
                now = line.model_copy(update=back)
                issued.append(_as_it_is(now, (building, place), drawn or {}))
            continue
        code = propose_code(campus.school.id, building.id, place.id, frozenset(used))
        used.add(code)
        bare = IssuedCode(code=code, building=building.id, place=place.id, issued=day)
        issued.append(_as_it_is(bare, (building, place), drawn or {}))
    return tuple(issued)


def revise_codes(
    campus: Campus, day: date, drawn: Mapping[tuple[str, str], str]
) -> tuple[IssuedCode, ...]:
    """Return the lines that bring the registry up to what the sheets now show.

    A sheet that looks different from the one on record gets the next revision, dated `day`.
    A line from before Muster kept floor, space and fingerprint is completed: same revision,
    same day. A place that stands elsewhere now, which is an error (A305), gets none.
    """
    newest = campus.registry.newest if campus.registry else ()
    strays = {(b.id, place) for b in campus.buildings for place in find_strays(b, newest)}
    places = {(b.id, p.id): (b, p) for b, p in _places(campus) if (b.id, p.id) not in strays}
    lines = []
    for line in newest:
        found = places.get((line.building, line.place))
        if found is None or line.withdrawn or not _stands_still(line, *found):
            continue
        now = _as_it_is(line, found, drawn)
        if now.drawn is None or now.drawn == line.drawn:
            continue
        if line.drawn is not None:
            now = now.model_copy(update={"revision": line.revision + 1, "issued": day})
        lines.append(now)
    return tuple(lines)


def withdraw_codes(lines: Iterable[IssuedCode], day: date) -> tuple[IssuedCode, ...]:
    """Return the lines that say of codes, by their newest lines, that they are out of use."""
    return tuple(line.model_copy(update={"withdrawn": day, "seal": None}) for line in lines)


def append_codes(
    codes: tuple[IssuedCode, ...], registry: CodeRegistry | None, settings: Settings, path: Path
) -> None:
    """Append the lines, sealed, to the registry; a missing one is begun for the configured host.

    The head then says how many lines there are. Without new lines that alone is written, where
    it is not said yet.
    """
    begun = registry or CodeRegistry(id="codes", host=settings.host)
    whole = begun.model_copy(update={"codes": (*begun.codes, *codes)})
    if not whole.codes or (not codes and begun.lines is not None):
        return
    seals = whole.chain()[len(begun.codes) :]
    sealed = [c.model_copy(update={"seal": s}) for c, s in zip(codes, seals, strict=True)]
    lines = "".join(map(_line, sealed))
    count = f"lines: {len(whole.codes)}\n"
    if begun.codes:
        text = _counted(path.read_bytes().decode(), count)
        text += "" if text.endswith("\n") else "\n"
    else:
        text = f"{HEAD}host: {begun.host}\n{count}codes:\n"
    _replace(path, text + lines)


def _counted(text: str, count: str) -> str:
    """Return the text of a registry with the number of its lines, nothing else changed."""
    if re.search(LINES, text):
        return re.sub(LINES, count, text, count=1)
    return re.sub(CODES, rf"{count}\g<0>", text, count=1)


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f".{path.name}.muster-new")
    fresh.write_bytes(text.encode())
    fresh.replace(path)


def _places(campus: Campus) -> Iterator[tuple[Building, PostingPlace]]:
    for building in campus.buildings:
        for place in building.posting_places:
            yield building, place


def _stands_still(line: IssuedCode, building: Building, place: PostingPlace) -> bool:
    return line.space is None or (line.floor, line.space) == (
        place.floor,
        space_of(building, place),
    )


def _as_it_is(
    line: IssuedCode,
    found: tuple[Building, PostingPlace],
    drawn: Mapping[tuple[str, str], str],
) -> IssuedCode:
    """Return the line with where the reader now stands and what the sheet now shows."""
    building, place = found
    return line.model_copy(
        update={
            "floor": place.floor,
            "space": space_of(building, place),
            "at_m": (round(place.at_m[0], 2), round(place.at_m[1], 2)),
            "drawn": drawn.get((building.id, place.id)),
            "seal": None,
        }
    )


def _line(code: IssuedCode) -> str:
    """Return a line of the registry; values are written as JSON, which every YAML reader reads."""
    said = code.model_dump(mode="json", exclude_none=True)
    values = {**{key: json.dumps(value) for key, value in said.items()}, **_days(code)}
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in values.items())}}}\n"


def _days(code: IssuedCode) -> Mapping[str, date]:
    """Return the days of a line, which YAML writes without quotes."""
    return {"issued": code.issued, **({"withdrawn": code.withdrawn} if code.withdrawn else {})}
