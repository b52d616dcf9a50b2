# SPDX-License-Identifier: MIT
"""Which kinds of item can meet which kind of demand."""

import pytest

from generator.check.claim import fitting_items
from generator.model.card import ItemKind
from tests.check.made_up import plan, requirement


@pytest.mark.parametrize(("kind", "may_be"), [("method", True), ("topic", False), ("drill", False)])
def test_a_curriculum_is_teaching_material_but_neither_lesson_nor_drill(
    kind: str, *, may_be: bool
) -> None:
    (unit,) = plan(requirement(kind=kind)).units
    assert (ItemKind.CURRICULUM in fitting_items(unit.requirements[0])) is may_be
