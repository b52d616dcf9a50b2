# SPDX-License-Identifier: MIT
"""Write a plan's catalogue or a record as YAML; the only place in this step that knows YAML."""

import yaml

from generator.model.plan import Plan
from generator.model.record import Item

LICENCE_LINE = "# SPDX-License-Identifier: CC-BY-4.0\n"


def catalogue_yaml(plan: Plan) -> str:
    """Return `plan` as the text of a catalogue file; fields at their default are left out."""
    return LICENCE_LINE + plain_yaml(plan)


def plain_yaml(item: Item) -> str:
    """Return an item as YAML; fields at their default are left out, days are days."""
    data = item.model_dump(mode="json", exclude_defaults=True)
    body: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    return body
