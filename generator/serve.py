# SPDX-License-Identifier: MIT
"""The output in a browser on this machine only: an edit is shown at once and then built.

Watching, drafts and builds run side by side; `showing` is the one thing that they share.
"""

import json
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from watchfiles import watch

from generator.data.manifest import CLOSED
from generator.draft import Drafted, DraftSource
from generator.drafting import Drafting
from generator.load.snapshot import full_name
from generator.settings import THEME
from generator.showing import Showing, Stand
from generator.site.asset import FOLDER as ASSETS
from generator.site.asset import edited_assets
from generator.text_report import finding_lines

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

QUIET_S = 1.0
"""How long nothing may be edited before everything is built again."""

LANGUAGE_OF_FINDINGS = "both"

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


def open_server(preview: Preview, showing: Showing) -> ThreadingHTTPServer:
    """Return a server of the folder on this machine."""
    handler = partial(
        PreviewHandler,
        showing=showing,
        has_internal=preview.has_internal,
        directory=str(preview.out),
    )
    return ThreadingHTTPServer((ADDRESS, preview.port), handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came of building everything again."""

    is_written: bool
    said: tuple[str, ...] = ()
    """What the build told, line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """How everything is built again."""

    run: Callable[[], Rebuilt]
    end: Callable[[], None] = lambda: None
    """Ends a build that is running, from another thread; what it was to replace stays."""


class Desk:
    """Takes edits: shows drafts of pages at once, and builds everything again behind them."""

    def __init__(
        self, showing: Showing, rebuild: Rebuild, source: DraftSource | None = None
    ) -> None:
        """Make drafts of `source` from now on; without one edits are shown when all is built."""
        self.showing = showing
        self._rebuild = rebuild
        self._source = source
        self._folder: Path | None = None
        self._is_open = True
        self._is_wanted = threading.Event()
        self._is_reset = False
        self._is_worn = False
        self._edits = 0
        self.drafting: Drafting | None = None
        self._draft_again()
        showing.opened = self._opened
        self._builder = threading.Thread(target=self._build_on, daemon=True)
        self._builder.start()

    def edited(self, files: Sequence[Path]) -> None:
        """Take an edit of files, or of what there was in their places."""
        self._edits += 1
        self._rebuild.end()
        self.showing.tell(Stand.AWAITED)
        assets = [file for file in files if _is_asset(file)]
        others = [file for file in files if file not in assets]
        for file in assets:
            self._show_asset(file)
        self._is_reset |= any(_is_inside(THEME, file) for file in others)
        if not all(map(self._is_drafted, others)):
            self._draft_afresh()
        elif self.drafting and others:
            self.drafting.tell(others, self.showing.open_pages)
        if assets or not (self.drafting and self.drafting.is_ready):
            self._is_wanted.set()

    def _draft_afresh(self) -> None:
        """Read program and settings again, and draw first what is looked at."""
        self._is_reset = True
        self._stop_drafting()
        self._draft_again()
        if self.drafting:
            self.drafting.tell((), self.showing.open_pages)

    def _opened(self, page: str) -> None:
        """Draw a page that somebody begins to look at before all other pages."""
        drafting = self.drafting
        if drafting and drafting.is_ready and self.showing.is_awaited(page):
            drafting.tell((), (page,))

    def _show_asset(self, file: Path) -> None:
        """Show an edited script or style; every page is loaded again."""
        if self._source:
            self.showing.put(dict(edited_assets(file, self._source.out)), is_reset=True)

    def close(self) -> None:
        """Stop making drafts, and building."""
        self._is_open = False
        self._is_wanted.set()
        self._rebuild.end()
        self._stop_drafting()
        self._builder.join()

    def _is_drafted(self, file: Path) -> bool:
        """Say whether a file is one that drafts can be made of: content, words, templates."""
        folders = (self._folder, THEME) if self._folder else (THEME,)
        return any(_is_inside(folder, file) for folder in folders)

    def _drafted(self, drafted: Drafted) -> None:
        """Show what came of an edit; only what has no fault is built."""
        if drafted.faults:
            self.showing.tell(Stand.FAULTY, finding_lines(drafted.faults, LANGUAGE_OF_FINDINGS))
            return
        self._is_worn |= drafted.is_worn
        if drafted.is_of_edit:
            self.showing.put(drafted.pages)
            self._is_wanted.set()
        else:
            self.showing.add(drafted.pages)

    def _draft_again(self) -> None:
        """Make drafts of how everything is now; not where the settings cannot be read."""
        if self._source is None:
            return
        with suppress(ValueError):
            self._folder = self._source.settings().content_folder
            self.drafting = Drafting(self._source, self._drafted)

    def _stop_drafting(self) -> None:
        if self.drafting:
            self.drafting.stop()
        self.drafting = None

    def _build_on(self) -> None:
        """Build whenever something was edited and then nothing for a while."""
        while self._is_wanted.wait() and self._is_open:
            self._is_wanted.clear()
            if self._is_wanted.wait(QUIET_S):
                continue
            self._build()

    def _build(self) -> None:
        number, edits, is_reset = self.showing.number, self._edits, self._is_reset
        self._is_reset = False
        rebuilt = self._rebuild.run()
        if rebuilt.is_written:
            self.showing.take_output(number, is_reset=is_reset)
        else:
            self._is_reset |= is_reset
        if edits == self._edits:
            stand = Stand.FRESH if rebuilt.is_written else Stand.FAULTY
            self.showing.tell(stand, () if rebuilt.is_written else rebuilt.said)
        if rebuilt.is_written and self._is_open:
            self._renew_drafting(edits)

    def _renew_drafting(self, edits: int) -> None:
        """Draft afresh where an edit that is built left more behind than drafts can know."""
        if self._is_worn and edits == self._edits:
            self._is_worn = False
            self._stop_drafting()
        if not (self.drafting and self.drafting.is_alive):
            self._draft_again()


def _is_inside(folder: Path, file: Path) -> bool:
    return full_name(file).startswith(f"{full_name(folder)}{os.sep}")


def _is_asset(file: Path) -> bool:
    """Say whether a file is a script or a style of the site."""
    folder = full_name(THEME / ASSETS)
    return full_name(file.parent) == folder and file.is_file() and file.suffix in (".css", ".js")


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
