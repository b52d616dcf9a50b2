# SPDX-License-Identifier: MIT
"""The output in a browser on this machine only: an edit is shown at once and then built.

Watching, drafts and builds run side by side; `showing` is the one thing that they share.
"""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from watchfiles import watch

from generator.data.manifest import CLOSED
from generator.desk import Desk
from generator.showing import Showing

ADDRESS = "127.0.0.1"
"""Nobody else on the network can reach it."""

VERSION_PATH = "/-/version"
"""How often something else was shown."""

STAND_PATH = "/-/stand"
"""How the page after "?" stands, as JSON: now, and again whenever that is another."""

BEAT_S = 15.0
"""How often a listener is written to who is told nothing, to learn whether he still listens."""

SCRIPT_PATH = "/-/reload.js"
STYLE_PATH = "/-/note.css"

WORKER_PATH = "/sw.js"
"""Not served: a preview keeps no copies for when it has ended."""

SAVED_MS = 30
"""How long no file may change before an edit is taken; some programs save in several steps."""

LONGEST_MS = 300
"""How long an edit waits for others at most."""

_TAGS = (
    f'<link rel="stylesheet" href="{STYLE_PATH}">'
    '<div id="muster-note" data-version="{}">{}</div>'
    f'<script src="{SCRIPT_PATH}"></script>'
)
"""Served as files, because pages may allow no script and no style inside them."""

_RELOAD = b"""(function () {
  var box = document.getElementById("muster-note"), source;
  function show(event) {
    var now = JSON.parse(event.data);
    if (now.version !== box.dataset.version) { location.reload(); return; }
    if (box.innerHTML !== now.note) { box.innerHTML = now.note; }
  }
  function again() {
    if (source.readyState === EventSource.CLOSED) { setTimeout(listen, 1000); }
  }
  // A browser opens six connections to one server: pages that nobody sees hold none.
  function listen() {
    if (source) { source.close(); }
    if (document.hidden) { return; }
    source = new EventSource("/-/stand?" + location.pathname);
    source.onmessage = show;
    source.onerror = again;
  }
  document.addEventListener("visibilitychange", listen);
  listen();
})();
"""

_STYLE = b"""#muster-note > div {
  position: fixed; z-index: 100; left: 0; right: 0; bottom: 0; max-height: 50vh; overflow: auto;
  padding: .5em 1em; font-size: 15px; line-height: 1.5; color: #111; background: #fff3c4;
  border-top: 3px solid #8a6100;
}
#muster-note > .faulty { background: #ffe3e0; border-top-color: #b3261e; }
#muster-note p, #muster-note ul { margin: .2em 0; }
#muster-note li { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { #muster-note { display: none; } }
"""

_PARTS = {SCRIPT_PATH: (_RELOAD, "text/javascript"), STYLE_PATH: (_STYLE, "text/css")}


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves the output folder, with drafts in the place of pages and the script that reloads them.

    What is for the school alone is not there, unless it was asked for.
    """

    def __init__(
        self, *args: object, showing: Showing, has_internal: bool = False, **kwargs: object
    ) -> None:
        self.showing = showing
        self.has_internal = has_internal
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer how pages stand, or the file, in pages with the script added."""
        asked, _, page = self.path.partition("?")
        if asked in _PARTS:
            self._answer(*_PARTS[asked])
        elif asked == VERSION_PATH:
            self._answer(str(self.showing.number).encode(), "text/plain")
        elif asked == STAND_PATH:
            self._tell(self._file(page))
        elif self._is_closed() or asked == WORKER_PATH:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif (body := self._drawn()) is not None:
            self._answer(body, f"{self.guess_type(asked)}; charset=utf-8")
        else:
            super().do_GET()

    def _tell(self, file: Path) -> None:
        """Tell how a page stands whenever that is another, as long as somebody listens."""
        self._head("text/event-stream")
        told = ""
        with suppress(OSError), self.showing.looked_at(self._place(file)):
            while True:
                known = self.showing.changes
                stand = json.dumps(self.showing.stand(self._place(file), file))
                self._write((": \n\n" if stand == told else f"data: {stand}\n\n").encode())
                told = stand
                self.showing.wait(known, BEAT_S)

    def _drawn(self) -> bytes | None:
        """Return what is asked for as it is shown; None where it lies so in the output."""
        file = self._file(self.path)
        place = self._place(file)
        body = self.showing.page(place)
        if file.suffix != ".html":
            return body
        if body is None and file.is_file():
            body = file.read_bytes()
        stand = self.showing.stand(place, file)
        return body and body + _TAGS.format(stand["version"], stand["note"]).encode()

    def _file(self, asked: str) -> Path:
        """Return where the output has what is asked for."""
        file = Path(self.translate_path(asked))
        return file / "index.html" if asked.partition("?")[0].endswith("/") else file

    def _place(self, file: Path) -> str:
        """Return a path as it stands in the output; nothing where it leads out of it."""
        root = Path(self.directory)
        return file.relative_to(root).as_posix() if file.is_relative_to(root) else ""

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
        self._head(kind, len(body))
        self._write(body)

    def _head(self, kind: str, length: int | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def end_headers(self) -> None:
        """Let a browser ask again for everything: a style that it kept would hide an edit."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _write(self, body: bytes) -> None:
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


def is_free(port: int) -> bool:
    """Say whether nobody listens on a port of this machine, and it may be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def open_server(preview: Preview, showing: Showing) -> ThreadingHTTPServer:
    """Return a server of the folder on this machine."""
    handler = partial(
        PreviewHandler,
        showing=showing,
        has_internal=preview.has_internal,
        directory=str(preview.out),
    )
    return ThreadingHTTPServer((ADDRESS, preview.port), handler)


def serve_folder(
    preview: Preview,
    sources: tuple[Path, ...],
    open_desk: Callable[[Showing], Desk],
    stop: threading.Event | None = None,
) -> None:
    """Serve a folder until interrupted; every change below `sources` is brought to the desk."""
    showing = Showing()
    server = open_server(preview, showing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk = open_desk(showing)
    try:
        for changes in watch(
            *sources, stop_event=stop, raise_interrupt=False, debounce=LONGEST_MS, step=SAVED_MS
        ):
            desk.edited(sorted({Path(name) for _, name in changes}))
    finally:
        desk.close()
        server.shutdown()
        server.server_close()
