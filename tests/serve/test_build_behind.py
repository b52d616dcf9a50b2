# SPDX-License-Identifier: MIT
"""A build behind the preview can be ended; what it was to replace is never left away."""

import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from generator.build import undisturbed
from generator.command.preview import BuildBehind

PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Programs that a script starts in the background may not be interrupted; these may."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


ENDLESS = "import time; time.sleep(600)"
STOPPED = "import sys; print('why'); sys.exit(2)"


def test_a_build_that_is_ended_has_written_nothing_and_is_not_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    behind = BuildBehind(lambda: [sys.executable, "-c", ENDLESS])
    came = []
    thread = threading.Thread(target=lambda: came.append(behind.run()), daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_S
    while thread.is_alive():
        assert time.monotonic() < until, "it went on"
        behind.end()
        time.sleep(0.1)
    [rebuilt] = came
    assert not rebuilt.is_written
    assert capsys.readouterr() == ("", "")


def test_what_a_build_says_that_stops_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    rebuilt = BuildBehind(lambda: [sys.executable, "-c", STOPPED]).run()
    assert not rebuilt.is_written
    assert rebuilt.said == ("why",)
    assert capsys.readouterr().out == "why\n"


def test_nobody_interrupts_what_must_be_ended_once_it_is_begun() -> None:
    with undisturbed():
        signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
