# SPDX-License-Identifier: MIT
"""Makes the oracle and the small buildings importable by their own names."""

import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent
for folder in (TESTS / "routing", TESTS / "oracle"):
    sys.path.append(str(folder))
