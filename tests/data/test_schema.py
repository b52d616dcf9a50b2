# SPDX-License-Identifier: MIT
"""The JSON Schemas describe what the loader takes: every real file fits, no unknown key does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.data.schema import FILES, content_schemas
from generator.model.card import ItemKind

ROOT = Path(__file__).parents[2]
SCHEMAS: dict[str, dict[str, Any]] = {n: json.loads(json.dumps(s)) for n, s in content_schemas()}
SHELVES = {
    **{name: f"{name}s" for name in ("plan", "topic", "source", "phrase")},
    **{kind.name.lower(): kind.value for kind in ItemKind},
}
SCHOOL_FILES = {
    "school": "*/school.yml",
    "building": "*/buildings/*.yml",
    "calendar": "*/calendar.yml",
    "record": "*/records/*.yml",
    "codes": "*/codes.yml",
}


def real_files() -> Iterator[tuple[str, Path]]:
    for kind, shelf in SHELVES.items():
        yield from ((kind, p) for p in sorted((ROOT / "content" / shelf).rglob("*.yml")))
    for kind, pattern in SCHOOL_FILES.items():
        yield from ((kind, p) for p in sorted((ROOT / "content" / "schools").glob(pattern)))
    yield "site_config", ROOT / "site_config.yml"


REAL = list(real_files())


def plain(path: Path) -> Any:
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return json.loads(json.dumps(data, default=str))


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """Yield what breaks the schema, for the words that ours use; unknown words are a fault."""
    if "$ref" in schema:
        yield from faults(value, resolve(schema["$ref"], whole), whole)
        return
    if "anyOf" in schema and all(any(faults(value, s, whole)) for s in schema["anyOf"]):
        yield f"{value!r} fits none"
    kind: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "null": type(None),
    }
    kind |= {"integer": int, "number": (int, float)}
    if "type" in schema and not isinstance(value, kind[schema["type"]]):
        yield f"{value!r} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is not among {schema['enum']}"
    yield from inner_faults(value, schema, whole)


def inner_faults(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        yield from (f"unknown key {k}" for k in value if k not in known)
        yield from (f"missing key {k}" for k in schema.get("required", ()) if k not in value)
        for key in value.keys() & known.keys():
            yield from faults(value[key], known[key], whole)
    if isinstance(value, list):
        fixed = schema.get("prefixItems", [])
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{len(value)} entries"
        for i, part in enumerate(value):
            yield from faults(part, fixed[i] if fixed else schema.get("items", {}), whole)


def resolve(reference: str, whole: dict[str, Any]) -> dict[str, Any]:
    place: Any = whole
    for part in reference.removeprefix("#/").split("/"):
        place = place[part]
    found: dict[str, Any] = place
    return found


@pytest.mark.parametrize(("kind", "path"), REAL, ids=lambda x: x if isinstance(x, str) else x.stem)
def test_a_real_file_fits_its_schema_and_its_model(kind: str, path: Path) -> None:
    data = plain(path)
    assert list(faults(data, SCHEMAS[kind], SCHEMAS[kind])) == []
    FILES[kind].model_validate(data)


def test_files_of_most_kinds_are_there_to_be_tried() -> None:
    assert {kind for kind, _ in REAL} >= set(FILES) - {"record", "calendar", "moved"}


@pytest.mark.parametrize("kind", SHELVES)
def test_an_unknown_key_and_a_missing_key_break_the_schema(kind: str) -> None:
    path = next(p for k, p in REAL if k == kind)
    data = plain(path)
    assert list(faults({**data, "extra": 1}, SCHEMAS[kind], SCHEMAS[kind])) == ["unknown key extra"]
    del data["title"]
    assert list(faults(data, SCHEMAS[kind], SCHEMAS[kind])) == ["missing key title"]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for part in value.values():
            yield from objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_refuses_unknown_keys_everywhere_and_names_its_version(kind: str) -> None:
    schema = SCHEMAS[kind]
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["schema_version"] == 1
    found = list(objects(schema))
    assert found
    assert all(each["additionalProperties"] is False for each in found)


@pytest.mark.parametrize("kind", FILES)
def test_every_reference_inside_a_schema_leads_somewhere(kind: str) -> None:
    text = json.dumps(SCHEMAS[kind])
    references = {part.split('"')[0] for part in text.split('"$ref": "')[1:]}
    assert all(resolve(reference, SCHEMAS[kind]) for reference in references)
