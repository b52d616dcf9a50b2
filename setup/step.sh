#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs a command quietly: one line when it starts and how long it took; the end of its log when it fails.
#
#   setup/step.sh "words that say what is done" command argument...
set -euo pipefail

tail_lines=60 # enough for a traceback or some twenty findings; the rest only scrolls it away
words=$1
shift

log=$(mktemp)
trap 'rm -f "$log"' EXIT

printf '· %s … ' "$words"
if "$@" >"$log" 2>&1 </dev/null; then
    printf '%d s\n' "$SECONDS"
else
    status=$?
    printf '失败 · failed\n'
    tail -n "$tail_lines" "$log" >&2
    exit "$status"
fi
