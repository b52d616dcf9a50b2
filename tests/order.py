# SPDX-License-Identifier: MIT
"""In which order files of tests are dealt to processes, so that none waits while it could test.

The real content takes minutes to build. One process begins with it; the others test meanwhile what
needs no output, and all of them look at the output at the end.
"""

from collections import Counter
from pathlib import Path

import pytest

OUTPUT_FIXTURES = frozenset({"dist", "chapter"})
"""What looks at the output of the real content asks for one of these."""


def deal(items: list[pytest.Item]) -> None:
    """Sort tests by file: one file that needs the output, those that do not, then the others.

    Of each kind the files with most tests come first: at the end, short ones fill the gaps.
    """
    sizes = Counter(item.path for item in items)
    waiting = {item.path for item in items if _needs_output(item)}
    longest_first = sorted(sizes, key=lambda path: (-sizes[path], path))
    builds_it = next((path for path in longest_first if path in waiting), None)

    def turn(path: Path) -> int:
        return 0 if path == builds_it else 2 if path in waiting else 1

    place = {path: n for n, path in enumerate(sorted(longest_first, key=turn))}
    items.sort(key=lambda item: place[item.path])


def _needs_output(item: pytest.Item) -> bool:
    return not OUTPUT_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
