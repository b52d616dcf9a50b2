# SPDX-License-Identifier: MIT
"""The output in a browser on this machine only, rebuilt and reloaded when a source changes."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from watchfiles import watch

from generator.data.manifest import CLOSED

ADDRESS = "127.0.0.1"
"""Nobody else on the network can reach it."""

VERSION_PATH = "/-/version"

SCRIPT_PATH = "/-/reload.js"
"""Served as a file, because pages allow no script inside them."""

_TAG = f'<script src="{SCRIPT_PATH}"></script>'.encode()

_RELOAD = b"""(function () {
  var seen;
  function look(text) { if (seen && seen !== text) { location.reload(); } seen = text; }
  function ask() {
    fetch("/-/version").then(function (r) { return r.text(); }).then(look).catch(function () {});
  }
  setInterval(ask, 1000);
})();"""


class Version:
    """Counts rebuilds; a page that has seen an older one reloads itself."""

    def __init__(self) -> None:
        self.number = 1


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves the output folder and adds the reload script to pages.

    What is for the school alone is not there, unless it was asked for.
    """

    def __init__(
        self, *args: object, version: Version, has_internal: bool = False, **kwargs: object
    ) -> None:
        self.version = version
        self.has_internal = has_internal
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer the version, or the file with the script added to pages."""
        if self.path == VERSION_PATH:
            self._answer(str(self.version.number).encode(), "text/plain")
            return
        if self.path == SCRIPT_PATH:
            self._answer(_RELOAD, "text/javascript")
            return
        if self._is_closed():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.suffix == ".html" and path.is_file():
            self._answer(path.read_bytes() + _TAG, "text/html; charset=utf-8")
            return
        super().do_GET()

    def do_HEAD(self) -> None:
        """Answer the head of what would be served."""
        if self._is_closed():
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            super().do_HEAD()

    def _is_closed(self) -> bool:
        """Say whether a path leads into a folder that is for the school alone."""
        wanted, root = Path(self.translate_path(self.path)), Path(self.directory)
        folders = wanted.relative_to(root).parts[:1] if wanted.is_relative_to(root) else ()
        return not self.has_internal and any(name.casefold() in CLOSED for name in folders)

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        stream: BinaryIO = self.wfile  # type: ignore[assignment]
        stream.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet; the terminal shows rebuilds only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is served, and where."""

    out: Path
    port: int = 0
    """On 127.0.0.1; 0 takes any free one."""
    has_internal: bool = False
    """True to serve what is for the school alone, too: names of classes, head counts."""


def open_server(preview: Preview, version: Version) -> ThreadingHTTPServer:
    """Return a server of the folder on this machine."""
    handler = partial(
        PreviewHandler,
        version=version,
        has_internal=preview.has_internal,
        directory=str(preview.out),
    )
    return ThreadingHTTPServer((ADDRESS, preview.port), handler)


def serve_folder(
    preview: Preview,
    sources: tuple[Path, ...],
    rebuild: Callable[[], bool],
    stop: threading.Event | None = None,
) -> None:
    """Serve a folder until interrupted; `rebuild` runs after every change below `sources`.

    A page reloads itself only after a rebuild that returned True.
    """
    version = Version()
    server = open_server(preview, version)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        for _ in watch(*sources, stop_event=stop, raise_interrupt=False):
            if rebuild():
                version.number += 1
    finally:
        server.shutdown()
        server.server_close()
