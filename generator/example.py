# SPDX-License-Identifier: MIT
"""New content files from the commented examples of `docs/format/`."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from generator.model.card import ItemKind
from generator.model.record import Id

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "format" / "examples"
"""Annotated examples, one file a kind; a school is a whole folder."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        **{kind.name.lower(): kind.value for kind in ItemKind},
        "topic": "topics",
        "source": "sources",
        "plan": "plans",
        "phrase": "phrases",
        "building": "",
        "school": "schools",
    }
)
"""Kinds that can be begun, and the folder of `content/` in which they go."""


def is_possible_id(name: str) -> bool:
    """Say whether content may have this id: small letters, digits and hyphens."""
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        return False
    return True


def write_example(kind: str, name: str, folder: Path) -> Path:
    """Copy the example of `kind` into `folder` under the id `name` and return its path.

    Raises FileExistsError where something of that name is there already.
    """
    if kind == "school":
        target = folder / name
        if target.exists():
            raise FileExistsError(target)
        shutil.copytree(EXAMPLES / "school", target)
        _set_id(target / "school.yml", name)
        return target
    target = folder / f"{name}.yml"
    if target.exists():
        raise FileExistsError(target)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(EXAMPLES / f"{kind}.yml", target)
    _set_id(target, name)
    return target


def _set_id(path: Path, name: str) -> None:
    """Give the item its own id, which the ids of requirements in it begin with."""
    text = path.read_text(encoding="utf-8")
    old = re.search(r"(?m)^id: (.*)$", text)
    named = re.sub(r"(?m)^id: .*$", f"id: {name}", text, count=1)
    if old:
        named = named.replace(f"{old[1]}/", f"{name}/")
    path.write_text(named, encoding="utf-8")
