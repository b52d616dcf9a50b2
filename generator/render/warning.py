# SPDX-License-Identifier: MIT
"""What outside libraries only log, caught so that it can become findings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Gatherer(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def gathered_warnings(library: str, *, is_passed_on: bool = False) -> Iterator[list[str]]:
    """Yield a list that fills with the warnings that a library logs, instead of showing them.

    With `is_passed_on` whoever gathers more of the library's warnings is told them as well.
    """
    messages: list[str] = []
    logger = logging.getLogger(library)
    handler, shown = _Gatherer(messages), logger.propagate
    logger.addHandler(handler)
    logger.propagate = is_passed_on
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = shown
