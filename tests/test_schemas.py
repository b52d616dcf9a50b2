# SPDX-License-Identifier: MIT
"""The schemas in docs/format/schemas/ are those of the model, and editors find them."""

import json
from pathlib import Path

import pytest

from generator.data.schema import FILES, PUBLISHED, content_schemas, published_schemas
from generator.load.tree import SHELVES
from generator.model.card import ItemKind

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "format" / "schemas"
PUBLISHED_FOLDER = ROOT / "docs" / "format" / "published"
SCHEMAS = dict(content_schemas())
ASSOCIATIONS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))[
    "yaml.schemas"
]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_up_to_date(name: str) -> None:
    text = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    expected = json.dumps(SCHEMAS[name], ensure_ascii=False, indent=1) + "\n"
    assert text == expected, "run `make schemas`"


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_schema_of_a_published_file_is_up_to_date(name: str) -> None:
    schema = dict(published_schemas())[name]
    text = (PUBLISHED_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(schema, ensure_ascii=False, indent=1) + "\n", "run `make schemas`"


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in FILES}


def test_the_editor_knows_every_schema() -> None:
    assert {(ROOT / path).resolve() for path in ASSOCIATIONS} == set(FOLDER.iterdir())


def test_the_editor_matches_every_content_file_to_the_schema_of_its_kind() -> None:
    singular = {kind.value: kind.name.lower() for kind in ItemKind}
    for shelf in SHELVES:
        name = singular.get(shelf, shelf.removesuffix("s"))
        pattern = ASSOCIATIONS[f"./docs/format/schemas/{name}.schema.json"]
        assert set(ROOT.glob(pattern)) == set((ROOT / "content" / shelf).rglob("*.yml"))


def test_every_content_file_has_a_schema() -> None:
    matched = {path for pattern in ASSOCIATIONS.values() for path in ROOT.glob(pattern)}
    assert matched == {*(ROOT / "content").rglob("*.yml"), ROOT / "site_config.yml"}
