# SPDX-License-Identifier: MIT
"""Codes that hang on walls and lose their place, and whether what is drawn can be relied on.

A code whose place is gone keeps a page, but that it was meant somebody must say
(`muster code withdraw`): a file that was lost or an id that was changed looks the same.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import dist
from pathlib import Path

from generator.finding import Finding, Severity
from generator.model.building import Building, PostingPlace
from generator.model.record import Text
from generator.model.school import Campus, CodeRegistry, IssuedCode
from generator.model.standing import SPOT_M

NO_CODE = "A301"
"""The one error that more codes mend."""

SHOWN = 12
"""How many codes are named in a sentence; the command names all."""


def find_doubts(campus: Campus, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors in what sheets and codes of a school rest on; a lack of codes is none.

    That is `school.yml`, `codes.yml` and the buildings. While there is one, what is drawn is not
    what was meant: nobody knows which sheets have changed, and nothing may be registered.
    """
    folder = Path(campus.school.file).parent
    files = {folder / "school.yml", folder / "codes.yml"}
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        and finding.code != NO_CODE
        and (Path(finding.origin.file) in files or _is_in(finding, folder / "buildings"))
    )


def _is_in(finding: Finding, folder: Path) -> bool:
    return Path(finding.origin.file).is_relative_to(folder)


def find_lost_codes(campus: Campus) -> tuple[IssuedCode, ...]:
    """Return the newest lines of codes whose place is not there and that nobody withdrew.

    A building that cannot be read may still have its places.
    """
    there = {(b.id, place.id) for b in campus.buildings for place in b.posting_places}
    return tuple(
        line
        for line in (campus.registry.newest if campus.registry else ())
        if line.withdrawn is None
        and (line.building, line.place) not in there
        and not campus.may_have(line.building)
    )


def find_lost_code_gaps(campus: Campus) -> Iterator[Finding]:
    """Yield a gap for each building some of whose codes have lost their place."""
    lost = sorted(find_lost_codes(campus), key=lambda line: line.building)
    for building, lines in groupby(lost, key=lambda line: line.building):
        if campus.registry:
            yield _lost(campus, campus.registry, building, tuple(lines))


def _lost(
    campus: Campus, registry: CodeRegistry, building: str, lines: tuple[IssuedCode, ...]
) -> Finding:
    first = next(i for i, line in enumerate(registry.codes) if line.code == lines[0].code)
    count, named = len(lines), _named(lines)
    back = _way_back(campus, building, lines)
    codes = " ".join(line.code for line in lines)
    command = f"muster code withdraw --school {campus.school.id} {codes}"
    return Finding(
        code="A309",
        severity=Severity.GAP,
        origin=registry.at("codes", first),
        what_zh=f"楼“{building}”有 {count} 个编码挂在墙上，却没有了张贴处：{named}",
        what_en=f'codes of building "{building}" that hang on walls and have lost their place: '
        f"{count} ({named})",
        mend_zh=f"{back.zh}真的撤下了图，就确认停用：{command}。在那之前不发新编码，也不改版次。",
        mend_en=f"{back.en} If the sheets were really taken down, say so: {command}. Until then "
        "no code is issued or revised.",
    )


def _named(lines: tuple[IssuedCode, ...]) -> str:
    shown = ", ".join(f"{line.code} {line.place}" for line in lines[:SHOWN])
    return f"{shown} …" if len(lines) > SHOWN else shown


def _way_back(campus: Campus, building: str, lines: tuple[IssuedCode, ...]) -> Text:
    """Return how the places come back: under their old ids, where they have got new ones."""
    house = next((each for each in campus.buildings if each.id == building), None)
    if house is None:
        return _building_back(campus, building, lines)
    renamed = [(line.place, now.id) for line in lines if (now := _renamed(house, line, campus))]
    if not renamed:
        return Text(zh="误删的就恢复。", en="If it was a slip, put the places back.")
    zh = "、".join(f"“{now}”改回“{was}”" for was, now in renamed)
    en = ", ".join(f'"{now}" back to "{was}"' for was, now in renamed)
    return Text(
        zh=f"只是改了张贴处编号的，就改回去：{zh}。",
        en=f"If only ids of places were changed, put them back: {en}.",
    )


def _building_back(campus: Campus, building: str, lines: tuple[IssuedCode, ...]) -> Text:
    places = {line.place for line in lines}
    for other in _without_codes(campus):
        if 2 * len(places & {place.id for place in other.posting_places}) >= len(places):
            return Text(
                zh=f"看来只是楼的编号改成了“{other.id}”：在 {other.file} 改回 id: {building}。",
                en=f'It looks as if only the id of the building was changed, to "{other.id}": '
                f"put back id: {building} in {other.file}.",
            )
    return Text(
        zh="误删、误移或改了编号的楼，就把文件和编号恢复。",
        en="If the file of the building was deleted, moved or given another id by a slip, put it "
        "back.",
    )


def _without_codes(campus: Campus) -> Iterator[Building]:
    known = {line.building for line in (campus.registry.newest if campus.registry else ())}
    yield from (each for each in campus.buildings if each.id not in known)


def _renamed(house: Building, line: IssuedCode, campus: Campus) -> PostingPlace | None:
    """Return the place without a code that is where the place of a code was."""
    known = {
        each.place
        for each in (campus.registry.newest if campus.registry else ())
        if each.building == house.id
    }
    spots = (p for p in house.posting_places if p.id not in known and p.floor == line.floor)
    at_m = line.at_m
    return next((p for p in spots if at_m and dist(p.at_m, at_m) <= SPOT_M), None)
