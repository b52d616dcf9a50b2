#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the Debian packages that are listed in the given files and missing here, and python3-venv
# if no Python can make a virtual environment. Without root it names the command to run instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
if ! setup/python.sh >/dev/null; then
    missing+=(python3-venv)
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "缺少 Python 3.11 或更新版本（含 venv），请先安装。" >&2
        echo "Python 3.11 or newer with venv is missing; install it first." >&2
        exit 1
    fi
    echo "· 这不是 Debian：请自行安装 Pango 和 HarfBuzz（测试还要 Chromium、Firefox、Poppler），再运行 muster doctor 检查。"
    echo "  Not Debian: install Pango and HarfBuzz yourself (for the tests Chromium, Firefox and Poppler too); muster doctor checks."
    exit 0
fi

for package in $(grep -hv '^#' "$@"); do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    if [ "$state" != installed ]; then
        missing+=("$package")
    fi
done
if [ "${#missing[@]}" -eq 0 ]; then
    exit 0
fi

if [ "$(id -u)" -ne 0 ]; then
    echo "缺少系统软件包。请运行下面的命令，然后重来：" >&2
    echo "System packages are missing. Run this command, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
patience='DPkg::Lock::Timeout=300' # seconds to wait for another apt on the same machine
setup/step.sh "更新软件包目录 · update the package list" apt-get -o "$patience" update
setup/step.sh "安装系统软件包 · install system packages: ${missing[*]}" \
    apt-get -o "$patience" install --yes --no-install-recommends "${missing[@]}"
