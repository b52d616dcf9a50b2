# SPDX-License-Identifier: MIT
"""What counts as another text of an item, and so voids its review."""

from pathlib import Path

import yaml

from generator.check.fingerprint import item_fingerprint
from generator.finding import SourceFile
from generator.model.micro import Micro
from generator.model.place import Place
from generator.model.record import Text

EXAMPLE = Path(__file__).parents[2] / "docs" / "format" / "examples" / "micro.yml"


def micro() -> Micro:
    data = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    return Micro.parse(data, SourceFile(path="micro.yml"))


def test_where_an_item_is_listed_is_not_what_it_says() -> None:
    listed = micro().model_copy(update={"places": (Place.HOME, Place.BUS)})
    assert item_fingerprint(listed) == item_fingerprint(micro())


def test_another_word_in_a_title_is_another_text() -> None:
    title = Text(zh="别的题目", en="Another title")
    renamed = micro().model_copy(update={"title": title})
    assert item_fingerprint(renamed) != item_fingerprint(micro())
