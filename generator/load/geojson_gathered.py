# SPDX-License-Identifier: MIT
"""What is gathered of a building from another format: its values, their lines, what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.finding import Finding, Key, Origin, Severity, SourceFile
from generator.load import geojson_faults as faults
from generator.load.geojson_faults import Telling
from generator.load.wanted import wanted
from generator.model.building import Building
from generator.model.record import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A feature, or a floor or the building itself, as messages call it."""

    label: Text
    key: Key
    """Where its properties stand in the file."""
    begins: Key
    """Where it begins itself."""
    list_name: str = ""
    """The list of `building.yml` in which it stands; empty of the building itself."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The property that tells each field, where the two differ."""


@dataclass(slots=True, kw_only=True)
class Gathered:
    """A building in the making, as `building.yml` would tell it, and what is wrong with it."""

    source: SourceFile
    findings: list[Finding] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    parts: dict[Key, Part] = field(default_factory=dict)
    """What stands at each place of `data`."""
    faulty: list[Key] = field(default_factory=list)
    """Where in the file something is told that cannot be used."""
    has_own_axes: bool = True
    """False where coordinates are not taken, since they are no metres on a school's own axes."""

    def tell(self, key: Key, telling: Telling, *, is_spoilt: bool = True) -> None:
        """Add a finding at a key of the file; what is spoilt there cannot be used."""
        self.tell_at(self.source.at(*key), telling)
        if is_spoilt:
            self.faulty.append(key)

    def faulty_places(self) -> tuple[Key, ...] | None:
        """Return the places of `data` that cannot be used; None where one is not known."""
        begun = {part.begins: place for place, part in self.parts.items()}
        found = []
        for key in self.faulty:
            lengths = (n for n in range(len(key), 0, -1) if key[:n] in begun)
            if (length := next(lengths, None)) is None or not self.has_own_axes:
                return None
            found.append(begun[key[:length]])
        return tuple(found)

    def tell_at(self, origin: Origin, telling: Telling) -> None:
        """Add a finding at a place of the file."""
        self.findings.append(
            Finding(
                code=telling.code,
                severity=Severity.ERROR,
                origin=origin,
                what_zh=telling.what.zh,
                what_en=telling.what.en,
                mend_zh=telling.mend.zh,
                mend_en=telling.mend.en,
            )
        )

    def at(self, place: Key) -> Any:
        """Return what was gathered at a place."""
        value: Any = self.data
        for step in place:
            value = value[step]
        return value

    def put(self, place: Key, part: Part) -> None:
        """Remember what stands at a place, and its line."""
        self.parts[place] = part
        self.lines[place] = self.source.at(*part.begins).line

    def set_value(self, place: Key, name: str, value: object, key: Key) -> None:
        """Set a field of what stands at a place; `key` is where the file tells it."""
        self.at(place)[name] = value
        self.lines[*place, name] = self.source.at(*key).line

    def take(self, place: Key, told: dict[str, Any], fields: Mapping[str, str]) -> None:
        """Take properties as fields; one that is null is not told."""
        for name, own in fields.items():
            if told.get(name) is not None:
                self.set_value(place, own, told[name], (*self.parts[place].key, name))

    def take_name(self, place: Key, told: dict[str, Any]) -> None:
        """Take `name_zh` and `name_en` as one name."""
        key = self.parts[place].key
        both = {"zh": told.get("name_zh"), "en": told.get("name_en")}
        self.set_value(place, "name", {k: v for k, v in both.items() if v not in (None, "")}, key)
        for language in both:
            self.lines[*place, "name", language] = self.source.at(*key, f"name_{language}").line

    def building(self, source: SourceFile) -> Building | None:
        """Return the building that was gathered, or nothing, with what is wrong in its values."""
        try:
            return Building.parse(self.data, source)
        except ValidationError as error:
            for detail in _causes(error.errors(), is_first=not self.findings):
                self._tell_wrong(detail, source)
        return None

    def _tell_wrong(self, detail: ErrorDetails, source: SourceFile) -> None:
        key: Key = tuple(detail["loc"])
        place = next(key[:n] for n in range(len(key), -1, -1) if key[:n] in self.parts)
        part = self.parts[place]
        inner = [str(step) for step in key[len(place) :]]
        name = "_".join(inner[:2]) if inner[:1] == ["name"] else "".join(inner[:1])
        telling = faults.wrong_value(
            part.label, part.names.get(name, name), detail["input"], wanted(detail, key)
        )
        self.tell_at(source.at(*key), telling)


def _causes(details: list[ErrorDetails], *, is_first: bool) -> Iterator[ErrorDetails]:
    """Yield wrong values; not what is missing or too short only because of another fault."""
    for detail in details:
        loc = detail["loc"]
        is_parent = any(len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details)
        is_effect = detail["type"] == "too_short" and (is_parent or not is_first)
        if not is_effect and (is_first or detail["type"] != "missing"):
            yield detail
