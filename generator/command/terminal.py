# SPDX-License-Identifier: MIT
"""The terminal: what was asked for goes to standard output, complaints to standard error."""

import sys
from collections.abc import Iterable
from typing import NoReturn

import click
from rich.console import Console

console = Console(highlight=False, soft_wrap=True, emoji=False)

complaint = Console(highlight=False, soft_wrap=True, stderr=True, emoji=False)


def as_bytes(lines: Iterable[str]) -> bytes:
    """Return lines as `show` writes them; nothing where a terminal decides what is written."""
    try:
        written = "".join(f"{line}\n" for line in lines).encode()
    except UnicodeEncodeError:
        return b""
    return b"" if b"\x1b" in written else written


def show(lines: Iterable[str], *, err: bool = False) -> None:
    """Write lines as they are; ten thousand of them cost Rich a second."""
    if text := "\n".join(lines):
        click.echo(text, err=err)


def fail(zh: str, en: str) -> NoReturn:
    """End the program with exit code 2 and a complaint in both languages."""
    complaint.print(zh, markup=False)
    complaint.print(en, markup=False)
    sys.exit(2)
