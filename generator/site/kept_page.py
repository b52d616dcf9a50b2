# SPDX-License-Identifier: MIT
"""Rendered pages of earlier builds, and whole languages, by all that they were made from."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from generator.kept_files import KeptFiles

_FAST = 1
"""Level of zlib: a page is a tenth of its size then; higher levels take longer than Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as it is read, and how it hangs together with others."""

    html: str
    anchors: tuple[str, ...]
    """Places on it that links can lead to."""
    links: Mapping[str, Mapping[str, str]]
    """Links to places: by Markdown file and place, as they are written."""
    targets: tuple[str, ...]
    """Files that it leads to; were one gone, it would have to be rendered again."""


class KeptPages:
    """What `KeptFiles` keeps, as pages; `program` stands for all code, libraries and templates."""

    def __init__(self, program: str = "", files: KeptFiles | None = None) -> None:
        """Open what is kept in `files`; without them nothing is."""
        self._program = program
        self._files = files or KeptFiles(None)
        self._asked: set[str] = set()

    @property
    def is_keeping(self) -> bool:
        """Whether what is put here is there again in the next build."""
        return self._files.is_keeping

    def key(self, made_from: str) -> str:
        """Return under which key a page is kept that was made from this."""
        return hashlib.sha256(f"{self._program}\n{made_from}".encode()).hexdigest()

    def get(self, key: str) -> RenderedPage | None:
        """Return the page kept under a key; None where there is none."""
        self._asked.add(key)
        content = self._files.get(key)
        if content is None:
            return None
        head, _, html = zlib.decompress(content).partition(b"\n")
        said = json.loads(head)
        return RenderedPage(
            html=html.decode(),
            anchors=tuple(said["anchors"]),
            links=said["links"],
            targets=tuple(said["targets"]),
        )

    def put(self, key: str, page: RenderedPage) -> None:
        """Keep a page."""
        said = {"anchors": page.anchors, "links": page.links, "targets": page.targets}
        head = json.dumps(said, ensure_ascii=False)
        self._files.put(key, zlib.compress(f"{head}\n{page.html}".encode(), _FAST))

    def made(self, made_from: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made from this, now if no earlier build left it."""
        key = self.key(made_from)
        self._asked.add(key)
        content = self._files.get(key)
        if content is None:
            content = make()
            self._files.put(key, content)
        return content

    @contextmanager
    def gathered_keys(self) -> Iterator[set[str]]:
        """Yield a set that holds, at the end, the keys of the pages that were asked for."""
        before, self._asked = self._asked, set()
        try:
            yield self._asked
        finally:
            self._asked = before | self._asked

    def get_whole(self, key: str) -> bytes | None:
        """Return a whole language kept under a key; its pages stay kept as well."""
        content = self._files.get(key)
        if content is None:
            return None
        keys, _, packed = content.partition(b"\n")
        self._files.need(keys.decode().split())
        return packed

    def put_whole(self, key: str, pages: Iterable[str], packed: Iterable[bytes]) -> None:
        """Keep a whole language, in parts, and the keys of its pages."""
        self._files.put(key, " ".join(sorted(pages)).encode(), b"\n", *packed)

    def forget_unused(self) -> None:
        """Remove the pages that nobody asked for since this was opened."""
        self._files.forget_unused()
