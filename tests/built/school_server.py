# SPDX-License-Identifier: MIT
"""A web server as a school has one: it zips texts, and says how long a copy may be kept."""

import gzip
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.tiny_tree import ROOT

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{what}
</fontconfig>"""

NO_HANZI = """<selectfont><rejectfont><pattern><patelt name="lang"><string>zh-cn</string></patelt>
</pattern></rejectfont></selectfont>"""


def with_hanzi(folder: Path) -> dict[str, str]:
    """Return the environment of a browser that, like every telephone in China, has hanzi.

    Without them a page would fetch the font that is there for machines that have none.
    """
    return _with_fonts(folder, f"<dir>{ROOT / 'theme' / 'fonts'}</dir>")


def without_hanzi(folder: Path) -> dict[str, str]:
    """Return the environment of a browser of a machine that was set up without hanzi."""
    return _with_fonts(folder, NO_HANZI)


def _with_fonts(folder: Path, what: str) -> dict[str, str]:
    file = folder / "fonts.conf"
    file.write_text(FONTS.format(what=what), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


ZIPPED = {".html", ".css", ".js", ".json", ".svg", ".txt"}


class PatientServer(ThreadingHTTPServer):
    """To a server it is no fault when a browser that leaves a page closes the connection."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=3600")
        if path.suffix in ZIPPED:
            content = gzip.compress(content, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone; yield its address, which ends in a slash."""
    server = PatientServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
