# SPDX-License-Identifier: MIT
"""Two commands on a bare machine: what they install is locked, and what they say helps."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETUP = ROOT / "setup"
LOCKS = ("site.txt", "test.txt")

PIN = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)",
    re.MULTILINE,
)


def read_lock(name: str) -> dict[str, str]:
    text = (ROOT / "lock" / name).read_text(encoding="utf-8")
    return {package: version for package, version, _ in PIN.findall(text)}


def declared(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9-]", text)[0] for text in requirements}


def run(*command: str | Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"PATH": path} if path else {})
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )


@pytest.fixture(name="public_folder")
def make_public_folder() -> Iterator[Path]:
    """A copy of the set-up scripts where every user may read it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(SETUP, Path(folder) / "setup")
        yield Path(folder)


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pinned_package_or_its_hash(name: str) -> None:
    text = (ROOT / "lock" / name).read_text(encoding="utf-8")
    assert PIN.findall(text)
    assert PIN.sub("", text).strip() == ""


def test_a_test_runs_with_the_versions_that_build_the_site() -> None:
    site, test = read_lock("site.txt"), read_lock("test.txt")
    assert site.items() <= test.items()


def test_all_that_is_declared_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"] + project["dependency-groups"]["install"]
    assert declared(needed) <= read_lock("site.txt").keys()
    assert (
        declared(project["project"]["optional-dependencies"]["test"])
        <= read_lock("test.txt").keys()
    )


def test_no_file_that_installs_names_a_host() -> None:
    files = [ROOT / "Makefile", ROOT / ".ci" / "run", *SETUP.iterdir(), *(ROOT / "lock").iterdir()]
    assert [file for file in files if "://" in file.read_text(encoding="utf-8")] == []


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_make_alone_explains_every_target_in_both_languages() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    targets = [
        name for name in phony[1].split() if name != "help" and not name.startswith("setup-")
    ]
    shown = run("make").stdout.splitlines()
    assert [line.split()[1] for line in shown] == targets
    assert all(re.search(r"[一-龥].* · [a-z]", line) for line in shown)


def test_a_step_that_works_is_one_line() -> None:
    done = run(SETUP / "step.sh", "dig", "sh", "-c", "echo much; echo noise >&2")
    assert re.fullmatch(r"· dig … \d+ s\n", done.stdout)
    assert done.stderr == ""


def test_a_step_that_fails_shows_the_end_of_its_log_and_its_status() -> None:
    done = run(SETUP / "step.sh", "dig", "sh", "-c", "seq 1000; echo rock >&2; exit 7")
    assert done.returncode == 7
    assert done.stdout == "· dig … 失败 · failed\n"
    assert done.stderr.splitlines()[-2:] == ["1000", "rock"]
    assert "1\n2\n" not in done.stderr


def test_a_python_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    write_command(tmp_path / "python3.13", "exit 127")
    write_command(tmp_path / "python3.12", "exit 1")
    write_command(tmp_path / "python3", f'exec {sys.executable} "$@"')
    bash = shutil.which("bash")
    assert bash
    assert run(bash, SETUP / "python.sh", path=str(tmp_path)).stdout == "python3\n"


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="speaks of Debian packages")
def test_without_root_the_command_to_run_is_named(public_folder: Path) -> None:
    wanted = public_folder / "wanted.txt"
    wanted.write_text("# a comment\nbash\nmuster-has-no-such-package\n", encoding="utf-8")
    done = subprocess.run(
        [public_folder / "setup" / "debian.sh", wanted],
        capture_output=True,
        text=True,
        check=False,
        user=65534 if os.geteuid() == 0 else None,  # nobody
    )
    assert done.returncode == 1
    assert "缺少系统软件包" in done.stderr
    assert "System packages are missing" in done.stderr
    command = done.stderr.splitlines()[-1]
    assert command.startswith("    sudo apt-get update && sudo apt-get install ")
    assert command.endswith(" muster-has-no-such-package")
    assert " bash" not in command


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="speaks of Debian packages")
@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        ("bash|muster-has-none", 0, ""),
        ("muster-has-none|bash", 0, ""),
        ("?muster-has-none|muster-has-neither", 0, "are skipped: muster-has-none\n"),
        ("muster-has-none|muster-has-neither", 1, ""),
    ],
)
def test_either_package_will_do_and_some_can_be_done_without(
    public_folder: Path, line: str, status: int, told: str
) -> None:
    wanted = public_folder / "wanted.txt"
    wanted.write_text(f"bash\n{line}\n", encoding="utf-8")
    done = subprocess.run(
        [public_folder / "setup" / "debian.sh", wanted],
        capture_output=True,
        text=True,
        check=False,
        user=65534 if os.geteuid() == 0 else None,  # nobody
    )
    assert (done.returncode, done.stdout.endswith(told)) == (status, True)
    assert bool(done.stdout) == bool(told)
    assert ("muster-has-none" in done.stderr) == bool(status)


@pytest.mark.skipif(not list(ROOT.glob(".venv/stamp-test-*")), reason="not set up by `make test`")
def test_a_second_run_sees_at_once_that_all_is_ready() -> None:
    started = time.monotonic()
    done = run(SETUP / "prepare.sh", "test", "--only-ask")
    assert done.returncode == 0, "the locks or scripts have changed: run `make test`"
    assert time.monotonic() - started < 2.0


@pytest.mark.parametrize("changed", ["lock/test.txt", "pyproject.toml", "setup/debian-test.txt"])
def test_what_is_installed_is_not_used_after_a_change(tmp_path: Path, changed: str) -> None:
    make_ready(tmp_path)
    assert is_ready(tmp_path)
    with (tmp_path / changed).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert not is_ready(tmp_path)


def test_a_moved_folder_is_set_up_again(tmp_path: Path) -> None:
    make_ready(tmp_path / "here")
    assert is_ready(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    assert not is_ready(tmp_path / "there")


def make_ready(folder: Path) -> None:
    """Leave in `folder` what a set-up leaves, with no package in it."""
    for name in ("setup", "lock"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    venv.create(folder / ".venv", with_pip=False)
    write_command(folder / ".venv" / "bin" / "muster", "exit 0")
    sources = {
        "test": ("lock/site.txt", "lock/test.txt", "setup/prepare.sh"),
        "debian": ("setup/debian-site.txt", "setup/debian-test.txt", "setup/debian.sh"),
        "muster": ("pyproject.toml", "setup/prepare.sh"),
    }
    for name, files in sources.items():
        read = b"".join((folder / file).read_bytes() for file in files)
        digest = hashlib.sha256(f"{folder}\n".encode() + read).hexdigest()
        (folder / ".venv" / f"stamp-{name}-{digest[:16]}").touch()


def is_ready(folder: Path) -> bool:
    return run(folder / "setup" / "prepare.sh", "test", "--only-ask").returncode == 0


def write_command(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
