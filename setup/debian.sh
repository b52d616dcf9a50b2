#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the Debian packages that are listed in the given files and missing here, and python3-venv
# if no Python can make a virtual environment. Without root it names the command to run instead.
#
# A line "one|other" is satisfied by either; the first is installed. What begins with "?" can be
# done without: tests that need it are skipped, and the set-up says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
optional=()
if ! setup/python.sh >/dev/null; then
    missing+=(python3-venv)
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "缺少 Python 3.11 或更新版本（含 venv），请先安装。" >&2
        echo "Python 3.11 or newer with venv is missing; install it first." >&2
        exit 1
    fi
    echo "· 这不是 Debian：请自行安装 Pango 和 HarfBuzz（测试还要 Chromium、Firefox、Poppler、LibreOffice），再运行 muster doctor 检查。"
    echo "  Not Debian: install Pango and HarfBuzz yourself (for the tests Chromium, Firefox, Poppler and LibreOffice too); muster doctor checks."
    exit 0
fi

is_any_installed() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] && return 0
    done
    return 1
}

for line in $(grep -hv '^#' "$@"); do
    IFS='|' read -ra either <<<"${line#\?}"
    if is_any_installed "${either[@]}"; then
        continue
    elif [ "${line:0:1}" = '?' ]; then
        optional+=("${either[0]}")
    else
        missing+=("${either[0]}")
    fi
done
if [ "${#missing[@]}" -eq 0 ] && [ "${#optional[@]}" -eq 0 ]; then
    exit 0
fi

say_without() {
    echo "· 没有这些，用到它们的测试会跳过：${optional[*]}"
    echo "  Tests that need these are skipped: ${optional[*]}"
}

if [ "$(id -u)" -ne 0 ]; then
    if [ "${#missing[@]}" -eq 0 ]; then
        say_without
        exit 0
    fi
    all=("${missing[@]}" "${optional[@]}")
    echo "缺少系统软件包。请运行下面的命令，然后重来：" >&2
    echo "System packages are missing. Run this command, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${all[*]}" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
patience='DPkg::Lock::Timeout=300' # seconds to wait for another apt on the same machine
install() {
    setup/step.sh "更新软件包目录 · update the package list" apt-get -o "$patience" update &&
        setup/step.sh "安装系统软件包 · install system packages: $*" \
            apt-get -o "$patience" install --yes --no-install-recommends "$@"
}
if [ "${#missing[@]}" -gt 0 ]; then
    install "${missing[@]}"
fi
if [ "${#optional[@]}" -gt 0 ]; then
    install "${optional[@]}" || say_without
fi
