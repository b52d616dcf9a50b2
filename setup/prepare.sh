#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes .venv ready for building (`prepare.sh site`) or also for testing (`prepare.sh test`).
# With --only-ask it does nothing, and fails when there is something to do.
#
# What is done leaves a stamp in .venv named after the hash of what it was done from, so that a
# second run has nothing to do, and a changed lock makes a new .venv with nothing left over.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kind=$1

# The folder is part of it: a moved .venv does not work.
hash_of() { { pwd && cat "$@"; } | sha256sum | cut -c 1-16; }
is_done() { [ -e ".venv/stamp-$1" ]; }
stamp() { touch ".venv/stamp-$1"; }

site_stamp=site-$(hash_of lock/site.txt setup/prepare.sh)
test_stamp=test-$(hash_of lock/site.txt lock/test.txt setup/prepare.sh)
case $kind in
site) lists=(setup/debian-site.txt) packages_stamp=$site_stamp ;;
test) lists=(setup/debian-site.txt setup/debian-test.txt) packages_stamp=$test_stamp ;;
*) echo "prepare.sh site | test" >&2 && exit 2 ;;
esac
debian_stamp=debian-$(hash_of "${lists[@]}" setup/debian.sh)
muster_stamp=muster-$(hash_of pyproject.toml setup/prepare.sh)

# Usable is a .venv that runs and has packages of these very locks and of no others.
is_venv_usable() {
    local stamps
    .venv/bin/python -I -c '' 2>/dev/null || return 1
    stamps=$(cd .venv && find . -maxdepth 1 -name 'stamp-site-*' -o -name 'stamp-test-*')
    [ -n "$stamps" ] && ! grep -qvE "/stamp-($site_stamp|$test_stamp)$" <<<"$stamps"
}

# What the tests need includes what the site needs.
has_packages() { is_done "$packages_stamp" || is_done "$test_stamp"; }
has_muster() { is_done "$muster_stamp" && [ -x .venv/bin/muster ]; }

if is_venv_usable && is_done "$debian_stamp" && has_packages && has_muster; then
    exit 0
elif [ "${2:-}" = --only-ask ]; then
    exit 1
fi

pip_install() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet "$@"
}
pip_install_lock() { pip_install --require-hashes --only-binary :all: --requirement "$1"; }
# What is installed to be worked on is not compiled by pip; it starts in half the time if it is.
pip_install_muster() {
    pip_install --no-index --no-deps --no-build-isolation --editable . &&
        .venv/bin/python -m compileall -q generator
}
make_venv() { rm -rf .venv && "$(setup/python.sh)" -m venv .venv; }
# step.sh starts a new bash, which must know these.
export -f pip_install pip_install_lock pip_install_muster make_venv

is_done "$debian_stamp" || setup/debian.sh "${lists[@]}"

if ! is_venv_usable; then
    setup/step.sh "建立 .venv · make .venv" bash -c make_venv
fi
stamp "$debian_stamp"

if ! has_packages; then
    setup/step.sh "安装组件 · install packages" bash -c "pip_install_lock lock/$kind.txt"
    stamp "$packages_stamp"
fi
if ! has_muster; then
    setup/step.sh "安装 muster 命令 · install the command muster" bash -c pip_install_muster
    stamp "$muster_stamp"
fi
