# SPDX-License-Identifier: MIT
"""Plans that the configuration names."""

import difflib
from collections.abc import Iterator

from generator.finding import Finding, Severity
from generator.model.content import Content
from generator.settings import Settings


def find_unknown_plans(content: Content, settings: Settings) -> Iterator[Finding]:
    """Yield every followed plan that is not in the content tree.

    A tree without any plan, such as one school's own folder, can be built but not judged:
    that is a gap. A plan whose file is faulty is not reported a second time.
    """
    has_plans = content.plans or content.faulty_plans
    severity = Severity.ERROR if has_plans else Severity.GAP
    for i, name in enumerate(settings.plans):
        if name in content.plans or name in content.faulty_plans:
            continue
        near = difflib.get_close_matches(name, content.plans, n=1)
        yield Finding(
            code="C107",
            severity=severity,
            origin=settings.at("plans", i),
            what_zh=f"找不到方案“{name}”",
            what_en=f'there is no plan "{name}"',
            mend_zh=f"是不是“{near[0]}”？"
            if near
            else "检查 content/plans/，或从 plans 里删去它。",
            mend_en=f'Did you mean "{near[0]}"?'
            if near
            else "Look into content/plans/, or take it out of `plans`.",
        )
