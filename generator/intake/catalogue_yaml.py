# SPDX-License-Identifier: MIT
"""Write a plan's catalogue as YAML; the only place in this step that knows YAML."""

import yaml

from generator.model.plan import Plan

LICENCE_LINE = "# SPDX-License-Identifier: CC-BY-4.0\n"


def catalogue_yaml(plan: Plan) -> str:
    """Return `plan` as the text of a catalogue file; fields at their default are left out."""
    data = plan.model_dump(mode="json", exclude_defaults=True)
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    return LICENCE_LINE + body
