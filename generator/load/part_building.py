# SPDX-License-Identifier: MIT
"""What can be read of a building whose file has form errors: all entries but the faulty ones."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from generator.finding import Key, SourceFile
from generator.load.leave_out import (
    FORM,
    Fault,
    UnusableError,
    faults_of,
    leave_out,
    places_of,
    value_at,
)
from generator.load.read_item import Reading, is_geojson
from generator.model.building import Building, LostPart, PartBuilding

ON_FLOORS = frozenset({"spaces", "doors", "exits", "equipment", "refuges"})
OF_BUILDING = frozenset({"stairs", "lifts", "posting_places"})
"""Lists of which the other entries say what they say, whatever is wrong with one."""

OF_RULES = frozenset({"use", "fire_grade", "sprinklers"})
"""Values that only the rules of building codes ask for."""

NO_CHOICE = frozenset({"spaces", "equipment", "refuges", "lifts"})
"""Lists whose entries have no key that may be left out and decides on a fault."""

ROUNDS = 5
"""So often what is left is read again: leaving something out may show the next fault."""

_Data = dict[str, Any]


def read_part(reading: Reading[Building]) -> PartBuilding:
    """Return a faulty building without its faulty entries; without any building where more is lost.

    A name that cannot be read is replaced by the id, which judges nothing. A key that nobody knows
    may be a slip of any that is not there: lists that it may be count as lost.
    """
    source, data = reading.source, reading.data
    if not isinstance(data, dict):
        return PartBuilding(file=source.path)
    try:
        if is_geojson(source.path):
            return _of_geojson(deepcopy(data), source, reading.faulty)
        return _of_yaml(deepcopy(data), reading)
    except UnusableError:
        return PartBuilding(file=source.path)


def _of_yaml(data: _Data, reading: Reading[Building]) -> PartBuilding:
    if any(finding.code not in FORM for finding in reading.findings):
        raise UnusableError
    twice = places_of(f for f in reading.findings if f.code == "C102")
    return _without_faults(data, reading.source, twice)


def _of_geojson(data: _Data, source: SourceFile, places: tuple[Key, ...] | None) -> PartBuilding:
    """Return what is left without the features that cannot be used.

    A floor that has no id holds nothing but features that name no floor of the building.
    """
    dropped = sorted({_entry_of(place) for place in places or ()})
    if places is None or any(not entry or entry[-2] == "floors" for entry in dropped):
        raise UnusableError
    lost = tuple(_lost(data, entry, source) for entry in dropped)
    source = leave_out(data, dropped, source)
    data["floors"] = [floor for floor in data["floors"] if "id" in floor]
    part = _without_faults(data, source, [])
    return PartBuilding(file=part.file, building=part.building, lost=(*lost, *part.lost))


def _without_faults(data: _Data, source: SourceFile, faulty: list[Fault]) -> PartBuilding:
    lost: list[LostPart] = []
    for _ in range(ROUNDS):
        unknown = [key for key, is_unknown in faulty if is_unknown]
        lost += [part for key in unknown for part in _lists_meant(data, key, source)]
        faults = [key for key, _ in faulty if key not in unknown or not _take_out(data, key)]
        dropped = sorted({each for key in faults if (each := _mended(data, key, source))})
        lost += (_lost(data, key, source) for key in dropped)
        source = leave_out(data, dropped, source)
        try:
            building = Building.parse(data, source)
        except ValidationError as error:
            faulty = faults_of(error)
        else:
            return PartBuilding(file=source.path, building=building, lost=tuple(lost))
    raise UnusableError


def _lists_meant(data: _Data, key: Key, source: SourceFile) -> Iterator[LostPart]:
    """Yield the lists that an unknown key beside lists may be a slip of: those that are not there.

    Its file has no `floors`, or its floor no `spaces`, only where that is told as well.
    """
    is_of_floor = len(key) == 3 and key[0] == "floors"  # noqa: PLR2004 - floors, 0, key
    if len(key) == 1 or is_of_floor:
        lists, owner = ON_FLOORS if is_of_floor else OF_BUILDING, value_at(data, key[:-1])
        for kind in sorted(lists - owner.keys()):
            yield LostPart(kind=kind, name="", line=source.at(*key).line)


def _take_out(data: _Data, key: Key) -> bool:
    """Take an unknown key out where it can be no slip of one that counts; say whether it is."""
    entry = _entry_of(key)
    is_free = key[:-1] == entry and (not entry or entry[-2] in ("floors", *NO_CHOICE))
    if is_free:
        value_at(data, entry).pop(key[-1], None)
    return is_free


def _mended(data: _Data, key: Key, source: SourceFile) -> Key | None:
    """Return the entry that a fault makes useless; None where a stand-in takes its place."""
    entry = _entry_of(key)
    owner = value_at(data, entry)
    rest = key[len(entry) :]
    if rest[:1] == ("name",) and isinstance(owner, dict) and _is_named(owner, entry):
        name = str(owner.get("id", PurePath(source.path).stem))
        owner["name"] = {"zh": name, "en": name}
        return None
    if not entry and rest[:1] and rest[0] in OF_RULES:
        data.pop(str(rest[0]), None)
        return None
    if not entry and rest == ("id",):
        data["id"] = PurePath(source.path).stem
        return None
    if not entry or entry[-2] == "floors":
        raise UnusableError
    return entry


def _is_named(owner: _Data, entry: Key) -> bool:
    """Say whether an id can stand for the name; a building has that of its file."""
    return not entry or isinstance(owner.get("id"), str)


def _entry_of(key: Key) -> Key:
    """Return the innermost entry around a value of a list that may lose one, or its floor."""
    if len(key) > 1 and key[0] in OF_BUILDING and isinstance(key[1], int):
        return key[:2]
    if len(key) > 1 and key[0] == "floors" and isinstance(key[1], int):
        is_inside = len(key) > 3 and key[2] in ON_FLOORS and isinstance(key[3], int)  # noqa: PLR2004 - floors, 0, doors, 0
        return key[:4] if is_inside else key[:2]
    return ()


def _lost(data: _Data, key: Key, source: SourceFile) -> LostPart:
    entry = value_at(data, key)
    name = entry.get("id") if isinstance(entry, dict) else None
    return LostPart(
        kind=str(key[-2]),
        name=str(name) if isinstance(name, str | int) else "",
        line=source.at(*key).line,
    )
