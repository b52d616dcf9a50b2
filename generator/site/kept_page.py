# SPDX-License-Identifier: MIT
"""Rendered pages of earlier builds, by all that they were rendered from."""

import hashlib
import json
import zlib
from collections.abc import Mapping
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

    def key(self, made_from: str) -> str:
        """Return under which key a page is kept that was made from this."""
        return hashlib.sha256(f"{self._program}\n{made_from}".encode()).hexdigest()

    def get(self, key: str) -> RenderedPage | None:
        """Return the page kept under a key; None where there is none."""
        content = self._files.get(key)
        if content is None:
            return None
        said = json.loads(zlib.decompress(content))
        return RenderedPage(
            html=said["html"],
            anchors=tuple(said["anchors"]),
            links=said["links"],
            targets=tuple(said["targets"]),
        )

    def put(self, key: str, page: RenderedPage) -> None:
        """Keep a page."""
        said = {
            "html": page.html,
            "anchors": page.anchors,
            "links": page.links,
            "targets": page.targets,
        }
        written = json.dumps(said, ensure_ascii=False).encode()
        self._files.put(key, zlib.compress(written, _FAST))

    def forget_unused(self) -> None:
        """Remove the pages that nobody asked for since this was opened."""
        self._files.forget_unused()
