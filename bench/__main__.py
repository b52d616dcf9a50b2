# SPDX-License-Identifier: MIT
"""Runs a bench by its name: `.venv/bin/python -m bench paper_speed [N]`.

A worker first loads the module that its process was started with. Begun in this way those of a
bench load as little as those of a build, whose command loads nothing either.
"""

import sys
from importlib import import_module

if __name__ == "__main__":
    import_module(f"bench.{sys.argv.pop(1)}").main()
