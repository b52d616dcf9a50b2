# SPDX-License-Identifier: MIT
"""What forbids to publish a build: damage, codes and links that lead nowhere, lost addresses."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from generator.addresses import landing_path, landing_url
from generator.data.published.manifest import Manifest, OutputFile
from generator.finding import Finding, Origin, Severity
from generator.model.content import Content
from generator.settings import Settings

LASTING = frozenset({"page", "landing", "feed"})
"""Kinds of file whose address people and machines keep: none may vanish."""

SHOWN = 12
"""How many of a long list a message names."""

_LINK = re.compile(r"""\s(?:href|src|action|poster)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBuild:
    """A build as it would be seen from outside."""

    out: Path
    settings: Settings
    content: Content
    files: Mapping[str, OutputFile]
    """Those that are public, by path."""
    closed: frozenset[str]
    """Paths of the others."""


def find_public_faults(build: PublicBuild) -> Iterator[Finding]:
    """Yield O810 and O813 to O815: what must be mended before the build is published."""
    damaged = [path for path, file in build.files.items() if not _is_whole(build.out, file)]
    if damaged:
        yield _damaged(build.out, damaged)
        return
    yield from _find_code_faults(build)
    yield from _find_link_faults(build)


def find_vanished(before: Manifest, files: Mapping[str, OutputFile], origin: Path) -> list[Finding]:
    """Return O816 where pages of an earlier publication are no longer there, nor moved."""
    gone = [f.path for f in before.files if f.kind in LASTING and f.path not in files]
    if not gone:
        return []
    return [
        fault(
            "O816",
            origin,
            (
                f"已经发布过的 {len(gone)} 个网址会失效：{named(gone)}",
                "在 content/moved.yml 里写明各自搬到了哪里（没有新页面的，写最接近的页面）。",
            ),
            (
                f"{len(gone)} addresses that were published would be dead: {named(gone)}",
                "Write in content/moved.yml where each has moved, or which page is nearest to it.",
            ),
        )
    ]


def fault(code: str, path: Path, zh: tuple[str, str], en: tuple[str, str]) -> Finding:
    """Return an error at a file or folder; `zh` and `en` say what is wrong and how to mend it."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        origin=Origin(file=path.as_posix()),
        what_zh=zh[0],
        what_en=en[0],
        mend_zh=zh[1],
        mend_en=en[1],
    )


def named(names: Collection[str]) -> str:
    """Return the first names of a list, and that there are more."""
    return ", ".join(sorted(names)[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def _is_whole(out: Path, file: OutputFile) -> bool:
    path = out / file.path
    if not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def _damaged(out: Path, paths: list[str]) -> Finding:
    return fault(
        "O810",
        out,
        (f"生成以后少了或改了 {len(paths)} 个文件：{named(paths)}", "重新运行 muster build。"),
        (
            f"{len(paths)} files are gone or were changed since the build: {named(paths)}",
            "Run muster build again.",
        ),
    )


def _find_code_faults(build: PublicBuild) -> Iterator[Finding]:
    """Yield the codes on walls that would not lead to their page under their printed address.

    Codes whose place is gone count like all others: they keep a page of their own.
    """
    issued = [
        (line.code, campus.registry.host)
        for campus in build.content.campuses.values()
        if campus.registry
        for line in campus.registry.newest
    ]
    printed = _printed_addresses(build.out)
    address, host = build.settings.address, build.settings.host
    elsewhere = {code for code, on in issued if on != host}
    elsewhere |= {code for code, text in printed.items() if text != landing_url(address, code)}
    if elsewhere:
        yield _wrong_codes(
            build.out, elsewhere, f"印的网址不在 {address} 下", f"are not printed with {address}"
        )
    dead = {code for code, _ in issued if not _answers(build, code)}
    if dead:
        yield _wrong_codes(build.out, dead, "没有自己的页面", "have no page of their own")


def _printed_addresses(out: Path) -> dict[str, str]:
    """Return what the QR code of each drawn sheet says, by its code."""
    try:
        sheets = json.loads((out / "sheets.json").read_text(encoding="utf-8"))["sheets"]
    except (OSError, ValueError, KeyError):
        return {}
    return {sheet["code"]: sheet["qr_text"] for sheet in sheets}


def _answers(build: PublicBuild, code: str) -> bool:
    """Say whether the page at the printed path of a code is public and speaks of this code."""
    path = landing_path(code)
    return path in build.files and code in (build.out / path).read_text(encoding="utf-8")


def _wrong_codes(out: Path, codes: Collection[str], zh: str, en: str) -> Finding:
    return fault(
        "O813",
        out,
        (
            f"墙上的 {len(codes)} 个编码{zh}：{named(codes)}",
            "不要改 site_config.yml 的网址和 codes.yml；重新生成后再发布。",
        ),
        (
            f"{len(codes)} codes on walls {en}: {named(codes)}",
            "Leave the address in site_config.yml and codes.yml as printed; build again.",
        ),
    )


def _find_link_faults(build: PublicBuild) -> Iterator[Finding]:
    broken, closed = set(), set()
    for path in build.files:
        if path.endswith(".html"):
            text = (build.out / path).read_text(encoding="utf-8")
            for target in _targets(text, path, build.settings.address):
                if target in build.closed or target.startswith("internal/"):
                    closed.add(f"{path} → {target}")
                elif not _is_there(target, build.files):
                    broken.add(f"{path} → {target}")
    if broken:
        yield fault(
            "O814",
            build.out,
            (f"{len(broken)} 个链接没有目标：{named(broken)}", "重新生成；仍有时改内容或模板。"),
            (
                f"{len(broken)} links lead nowhere: {named(broken)}",
                "Build again; if they stay, mend content or template.",
            ),
        )
    if closed:
        yield fault(
            "O815",
            build.out,
            (
                f"公开的页面有 {len(closed)} 个链接通到只供本校的文件：{named(closed)}",
                "从模板里去掉这些链接：公开的页面不提只供本校的文件。",
            ),
            (
                f"{len(closed)} links of public pages lead to closed files: {named(closed)}",
                "Take them out of the template: public pages do not speak of closed files.",
            ),
        )


def _is_there(target: str, files: Mapping[str, OutputFile]) -> bool:
    inside = "index.html" if target in ("", ".") else f"{target}/index.html"
    return target in files or inside in files


def _targets(text: str, path: str, address: str) -> Iterable[str]:
    """Return the files of this site to which a page leads, as paths in the output folder."""
    root = f"{address.rstrip('/')}/"
    base = urlsplit(root).path
    found = {unescape(next(filter(None, link), "")) for link in _LINK.findall(text)}
    for link in found:
        bare = unquote(link.split("#")[0].split("?")[0])
        if bare.startswith(root):
            yield normpath(bare.removeprefix(root) or ".")
        elif bare.startswith("/") and not bare.startswith("//"):
            yield normpath(bare.removeprefix(base) or ".")
        elif bare and not urlsplit(link).scheme and not bare.startswith("//"):
            yield normpath(f"{dirname(path)}/{bare}".lstrip("/"))
