# SPDX-License-Identifier: MIT
"""`python -m generator` is the command `muster`."""

from generator.cli import main

main()
