#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Prints the first Python that is 3.11 or newer and can make a virtual environment; prints nothing
# and fails when there is none. With --any it need not be able to make one.
set -euo pipefail

question='import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'
if [ "${1:-}" = --any ]; then
    question='import sys; sys.exit(sys.version_info < (3, 11))'
fi

# The last one is Debian's own, which python3-venv completes, even where another `python3` hides it.
for python in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
    if "$python" -I -c "$question" >/dev/null 2>&1 </dev/null; then
        echo "$python"
        exit 0
    fi
done
exit 1
