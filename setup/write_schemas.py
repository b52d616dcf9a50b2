# SPDX-License-Identifier: MIT
"""Write the JSON Schemas that editors check content with into docs/format/schemas/."""

import json
from pathlib import Path

from generator.data.schema import content_schemas

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "format" / "schemas"

FOLDER.mkdir(parents=True, exist_ok=True)
for name, schema in content_schemas():
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / f"{name}.schema.json").write_text(text, encoding="utf-8")
