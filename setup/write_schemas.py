# SPDX-License-Identifier: MIT
"""Write the JSON Schemas of content files and of published data files into docs/format/."""

import json
from pathlib import Path

from generator.data.schema import content_schemas, published_schemas

FORMAT = Path(__file__).resolve().parent.parent / "docs" / "format"

for folder, schemas in (("schemas", content_schemas()), ("published", published_schemas())):
    (FORMAT / folder).mkdir(parents=True, exist_ok=True)
    for name, schema in schemas:
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (FORMAT / folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
