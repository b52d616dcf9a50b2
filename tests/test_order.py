# SPDX-License-Identifier: MIT
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.order import deal


def made_up(file: str, count: int, *fixtures: str) -> list[Any]:
    return [SimpleNamespace(path=Path(file), fixturenames=fixtures) for _ in range(count)]


def dealt(*files: list[Any]) -> list[str]:
    """Return the names of files as they come, each test of them once."""
    items = [item for file in files for item in file]
    deal(items)
    return [item.path.name for item in items]


def test_one_file_builds_while_those_without_output_are_tested_and_the_others_wait() -> None:
    order = dealt(
        made_up("a.py", 1, "page", "dist"),
        made_up("b.py", 2, "tmp_path"),
        made_up("c.py", 3),
        made_up("d.py", 4, "chapter"),
        made_up("e.py", 2, "dist"),
    )
    assert order == [f"{name}.py" for name in "ddddcccbbeea"]


def test_tests_of_a_file_keep_their_order_and_a_file_that_waits_in_part_waits_whole() -> None:
    mixed = [*made_up("m.py", 1), *made_up("m.py", 1, "dist")]
    plain = made_up("p.py", 1)
    items = [*made_up("o.py", 3, "dist"), *mixed, *plain]
    deal(items)
    assert items[3:] == [*plain, *mixed]


def test_without_anything_that_needs_the_output_the_longest_file_comes_first() -> None:
    assert dealt(made_up("a.py", 1), made_up("b.py", 2)) == ["b.py", "b.py", "a.py"]
