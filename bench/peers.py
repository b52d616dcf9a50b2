# SPDX-License-Identifier: MIT
"""How long other requirements tools take over the same links, as a multiple of the same floor.

Run it with `python -m bench.peers [--size SIZE …]`. The set of `linked_set.py` is written in each
tool's own format, with the same Chinese words as the floor reads; then the tool's whole command
runs. Nothing is installed: a tool that is not there is said, with how to get it, and has no row.
No tool looks at cadence, and none is asked to look at kind or audience, so that each does less
than `muster check`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # found by its full name, also where this is run as a script

from bench.linked_set import write_set  # noqa: E402

RUNS = 3
"""The cheapest of so many runs counts,"""

ENOUGH_S = 20.0
"""but a run that took so long on the clock is not repeated."""

MOST_S = 180.0
"""A command that takes longer on the clock is stopped and has no figure."""

SMALL = 20
"""Things in the set that shows what a tool says of a clause that nothing covers."""

IN_A_FILE = 100
"""Things in a text file of those tools that read many things from one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A clause, which covers nothing, or an item."""

    id: str
    text: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSet:
    """What every tool is given."""

    clauses: tuple[Thing, ...]
    items: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Where tools are; what is not told is looked for on the path."""

    sphinx_build: str | None = None
    """The `sphinx-build` of an environment that has sphinx-needs."""
    oft_jar: str | None = None
    lobster_report: str | None = None
    """`lobster-ci-report` is taken from beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool that is installed here."""

    name: str
    version: str
    commands: tuple[tuple[str, ...], ...]
    """Run one after the other in the folder that `write` filled; together they are the check."""
    write: Callable[[Path, LinkedSet], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerTiming:
    """What a tool's whole command took, its children included."""

    name: str
    version: str
    cpu_s: float
    """User and system seconds of all processes."""
    wall_s: float
    peak_mib: float
    """Of the process that needed most."""
    exit_code: int
    """On the set, in which every clause is covered; negative where it was stopped by a signal."""
    exit_code_with_gap: int
    """On a small set with one clause that nothing covers."""
    last_words: str
    """The last line that it printed."""


def peer_rows(
    folder: Path, size: int, tools: Tools | None = None, most_s: float = MOST_S
) -> list[PeerTiming]:
    """Return what each tool that is installed takes for `size` things; see `absent_lines`.

    The floor's files in `folder / "floor"` are read, and written first if they are not there.
    """
    if not (folder / "floor").exists():
        write_set(folder, size)
    whole = read_set(folder / "floor")
    return [_timed(peer, folder / "peers", whole, most_s) for peer in found(tools or Tools())]


def floor_row(folder: Path, most_s: float = MOST_S) -> PeerTiming:
    """Return what the floor takes for the set in `folder / "floor"`."""
    commands = ((sys.executable, str(HERE / "floor.py"), "."),)
    floor = Peer(name="floor", version="", commands=commands, write=lambda _, __: None)
    return _best(floor, folder / "floor", most_s)


def read_set(floor: Path) -> LinkedSet:
    """Return the set that was written for the floor, with its words."""
    asked = json.loads((floor / "plan.json").read_text(encoding="utf-8"))
    paths = sorted((floor / "content").glob("*.md"))
    return LinkedSet(
        clauses=tuple(Thing(id=each["id"], text=each["text"]) for each in asked),
        items=tuple(map(_read_item, paths)),
    )


def _read_item(path: Path) -> Thing:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    told = yaml.load(head, Loader=yaml.CSafeLoader)
    words = body.split("\n", 3)[-1].strip()
    return Thing(id=told["id"], text=f"{told['title']}。{words}", covers=tuple(told["covers"]))


def with_a_gap(whole: LinkedSet) -> LinkedSet:
    """Return a few clauses and what covers them, except the last, which nothing covers."""
    clauses = whole.clauses[: SMALL // 2]
    names = {clause.id for clause in clauses}
    kept = (replace(i, covers=tuple(c for c in i.covers if c in names)) for i in whole.items)
    items = (i for i in kept if i.covers and clauses[-1].id not in i.covers)
    return LinkedSet(clauses=clauses, items=tuple(items))


def found(tools: Tools) -> list[Peer]:
    """Return the tools that are installed here."""
    peers = (find(tools) for find in (_lobster, _oft, _needs))
    return [peer for peer in peers if peer is not None]


INSTALL = {
    "LOBSTER": "`pip install bmw-lobster-core`, then put `lobster-report` on the path "
    "or name it with --lobster-report",
    "OpenFastTrace": "download its jar, name it with --oft-jar, and have `java` on the path",
    "sphinx-needs": "`pip install sphinx-needs` in an environment of its own, then name its "
    "`sphinx-build` with --sphinx-build",
}


def absent_lines(tools: Tools | None = None) -> list[str]:
    """Return a line for each tool that is not installed here, with how to install it."""
    names = {peer.name for peer in found(tools or Tools())}
    return [f"{name}: not installed; {how}" for name, how in INSTALL.items() if name not in names]


def _lobster(tools: Tools) -> Peer | None:
    report = shutil.which(tools.lobster_report or "lobster-report")
    if report is None:
        return None
    verdict = str(Path(report).resolve().with_name("lobster-ci-report"))
    version = _said(report, "--version").removeprefix("LOBSTER ")
    commands = ((report,), (verdict,))
    return Peer(name="LOBSTER", version=version, commands=commands, write=write_lobster)


def _oft(tools: Tools) -> Peer | None:
    java = shutil.which("java")
    if tools.oft_jar is None or java is None or not Path(tools.oft_jar).is_file():
        return None
    jar = Path(tools.oft_jar).resolve()
    version = jar.stem.removeprefix("openfasttrace-")
    commands = ((java, "-jar", str(jar), "trace", "."),)
    return Peer(name="OpenFastTrace", version=version, commands=commands, write=write_oft)


def _needs(tools: Tools) -> Peer | None:
    build = shutil.which(tools.sphinx_build or "sphinx-build")
    if build is None:
        return None
    ask = "import sphinx_needs; print(sphinx_needs.__version__)"
    version = _said(str(Path(build).resolve().with_name("python3")), "-c", ask)
    if not version:
        return None
    commands = ((build, "-q", "-E", "-b", "schema", ".", "../needs-out"),)
    return Peer(name="sphinx-needs", version=version, commands=commands, write=write_needs)


def _said(*command: str) -> str:
    """Return what a command printed, or nothing where it failed or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - a tool that the person who measures has named
            command, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def write_lobster(folder: Path, whole: LinkedSet) -> None:
    """Write a set as LOBSTER's interchange files, and which level traces to which."""
    folder.mkdir(parents=True)
    for name, things in (("clauses", whole.clauses), ("items", whole.items)):
        data = [_lobster_entry(name, thing) for thing in things]
        head = {"schema": "lobster-req-trace", "version": 4, "generator": "bench", "data": data}
        text = json.dumps(head, ensure_ascii=False)
        (folder / f"{name}.lobster").write_text(text, encoding="utf-8")
    (folder / "lobster.conf").write_text(
        'requirements "Clauses" {\n  source: "clauses.lobster";\n}\n'
        'requirements "Items" {\n  source: "items.lobster";\n  trace to: "Clauses";\n}\n',
        encoding="utf-8",
    )


def _lobster_entry(name: str, thing: Thing) -> dict[str, object]:
    nothing: dict[str, list[str]] = {
        key: [] for key in ("messages", "just_up", "just_down", "just_global")
    }
    return nothing | {
        "tag": f"req {thing.id}",
        "location": {"kind": "file", "file": f"{name}.trlc", "line": 1, "column": None},
        "name": thing.id,
        "refs": [f"req {each}" for each in thing.covers],
        "framework": "TRLC",
        "kind": name,
        "text": thing.text,
        "status": None,
    }


def write_oft(folder: Path, whole: LinkedSet) -> None:
    """Write a set as OpenFastTrace's Markdown: clauses are `req`, each needs a `dsn`."""
    folder.mkdir(parents=True)
    _write_parts(folder, "clauses.md", "# {}\n", list(map(_oft_clause, whole.clauses)))
    _write_parts(folder, "items.md", "# {}\n", list(map(_oft_item, whole.items)))


def _oft_clause(clause: Thing) -> str:
    name = _oft_name("req", clause.id)
    return f"## {clause.id}\n`{name}`\n\n{clause.text}\n\nNeeds: dsn\n"


def _oft_item(item: Thing) -> str:
    covers = "".join(f"* `{_oft_name('req', each)}`\n" for each in item.covers)
    name = _oft_name("dsn", item.id)
    return f"## {item.id}\n`{name}`\n\n{item.text}\n\nCovers:\n\n{covers}"


def _oft_name(kind: str, id_: str) -> str:
    return f"{kind}~{id_.replace('/', '-')}~1"


NEEDS_CONFIG = """\
project = "set"
extensions = ["sphinx_needs"]
exclude_patterns = []
needs_schema_definitions = {
    "schemas": [
        {
            "id": "covered",
            "severity": "violation",
            "select": {"properties": {"type": {"const": "req"}}},
            "validate": {
                "network_back": {
                    "links": {
                        "contains": {"local": {"properties": {"type": {"const": "spec"}}}},
                        "minContains": 1,
                    }
                }
            },
        }
    ]
}
"""
"""With the one rule that each clause has an item which links to it."""


def write_needs(folder: Path, whole: LinkedSet) -> None:
    """Write a set as sphinx-needs' directives: clauses are `req`, items `spec`."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(NEEDS_CONFIG, encoding="utf-8")
    head = "{}\n==============\n"
    _write_parts(folder, "clauses.rst", head, list(map(_need_clause, whole.clauses)))
    _write_parts(folder, "items.rst", head, list(map(_need_item, whole.items)))
    names = "".join(f"   {path.stem}\n" for path in sorted(folder.glob("*-*.rst")))
    text = f"Set\n===\n\n.. toctree::\n\n{names}"
    (folder / "index.rst").write_text(text, encoding="utf-8")


def _need_clause(clause: Thing) -> str:
    return f".. req:: {clause.id}\n   :id: {_need_name(clause.id)}\n\n   {clause.text}\n"


def _need_item(item: Thing) -> str:
    links = ", ".join(map(_need_name, item.covers))
    head = f".. spec:: {item.id}\n   :id: {_need_name(item.id)}\n   :links: {links}\n"
    return f"{head}\n   {item.text}\n"


def _need_name(id_: str) -> str:
    return id_.upper().replace("/", "_").replace("-", "_")


def _write_parts(folder: Path, name: str, head: str, parts: list[str]) -> None:
    """Write texts, a hundred a file; `clauses.md` becomes `clauses-001.md` and so on."""
    stem, end = name.split(".")
    for number, first in enumerate(range(0, len(parts), IN_A_FILE), start=1):
        title = f"{stem}-{number:03d}"
        text = "\n".join([head.format(title), *parts[first : first + IN_A_FILE]])
        (folder / f"{title}.{end}").write_text(text, encoding="utf-8")


def _timed(peer: Peer, folder: Path, whole: LinkedSet, most_s: float) -> PeerTiming:
    gap, full = (folder / peer.name / each / "in" for each in ("gap", "full"))
    peer.write(gap, with_a_gap(whole))
    peer.write(full, whole)
    exit_code = _run(peer, gap, most_s).exit_code
    return replace(_best(peer, full, most_s), exit_code_with_gap=exit_code)


def _best(peer: Peer, folder: Path, most_s: float) -> PeerTiming:
    timings = [_run(peer, folder, most_s)]
    while len(timings) < RUNS and timings[-1].wall_s < ENOUGH_S:
        timings.append(_run(peer, folder, most_s))
    return min(timings, key=lambda timing: timing.cpu_s)


def _run(peer: Peer, folder: Path, most_s: float) -> PeerTiming:
    """Run all commands of a tool, and add up what they took."""
    timings = [_run_one(peer, command, folder, most_s) for command in peer.commands]
    worst = max(timings, key=lambda timing: abs(timing.exit_code))
    return replace(
        worst,
        cpu_s=sum(timing.cpu_s for timing in timings),
        wall_s=sum(timing.wall_s for timing in timings),
        peak_mib=max(timing.peak_mib for timing in timings),
    )


def _run_one(peer: Peer, command: Sequence[str], folder: Path, most_s: float) -> PeerTiming:
    log = folder.parent / "said.txt"
    with log.open("wb") as words:
        started_s = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - a tool that the person who measures has named
            command, cwd=folder, stdout=words, stderr=subprocess.STDOUT
        )
        limit = Timer(most_s, process.kill)
        limit.start()
        _, status, used = os.wait4(process.pid, 0)
        limit.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return PeerTiming(
        name=peer.name,
        version=peer.version,
        cpu_s=used.ru_utime + used.ru_stime,
        wall_s=time.perf_counter() - started_s,
        peak_mib=used.ru_maxrss / 1024,
        exit_code=process.returncode,
        exit_code_with_gap=process.returncode,
        last_words=next((line.strip() for line in reversed(said) if line.strip()), ""),
    )


def line(row: PeerTiming, floor_s: float) -> str:
    """Return a line of the table; a run that failed or was stopped has words and no figures."""
    name = f"{row.name} {row.version}".strip()
    if row.exit_code < 0:
        return f"{name:<24} stopped after {row.wall_s:.0f} s"
    if row.exit_code:
        return f"{name:<24} exit {row.exit_code}, not measured: {row.last_words}"
    told = f"{row.cpu_s:8.2f} s {row.cpu_s / floor_s:7.1f} ×{row.wall_s:8.2f} s"
    return f"{name:<24}{told}{row.peak_mib:7.0f} MiB{row.exit_code:6}{row.exit_code_with_gap:9}"


HEAD = f"{'':<24}{'CPU':>10} {'floor':>9}{'clock':>10}{'peak':>11}{'exit':>6}{'with gap':>9}"


def table(size: int, tools: Tools, most_s: float) -> Iterator[str]:
    """Yield the lines of the table for so many things."""
    yield f"{size} things, half clauses, half items"
    yield HEAD
    with tempfile.TemporaryDirectory(prefix="muster-peers-") as name:
        folder = Path(name)
        write_set(folder, size)
        floor = floor_row(folder, most_s)
        yield line(floor, floor.cpu_s)
        for row in peer_rows(folder, size, tools, most_s):
            yield line(row, floor.cpu_s)
    yield from absent_lines(tools)


def main() -> None:
    """Measure the tools that are installed, for the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--sphinx-build", help="of an environment that has sphinx-needs")
    parser.add_argument("--oft-jar", help="the jar of OpenFastTrace")
    parser.add_argument("--lobster-report", help="of an environment that has LOBSTER")
    parser.add_argument("--most-s", type=float, default=MOST_S, help="stop what takes longer")
    told = parser.parse_args()
    tools = Tools(
        sphinx_build=told.sphinx_build, oft_jar=told.oft_jar, lobster_report=told.lobster_report
    )
    for size in told.size:
        for text in table(size, tools, told.most_s):
            print(text, flush=True)  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
