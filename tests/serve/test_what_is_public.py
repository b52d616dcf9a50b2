# SPDX-License-Identifier: MIT
"""The preview shows what is public, and what is for the school alone only when asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.serve import Preview, open_server
from generator.showing import Showing


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return an output with a page, a file for the school alone, and a neighbour of that folder."""
    for path in ("index.html", "internal/a/evacuation.json", "internal/index.html", "interns.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("45 pupils", encoding="utf-8")
    return tmp_path


@contextmanager
def served(out: Path, *, has_internal: bool = False) -> Iterator[HTTPConnection]:
    server = open_server(Preview(out=out, has_internal=has_internal), Showing())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        yield connection
    finally:
        connection.close()
        server.shutdown()
        server.server_close()
        thread.join()


def ask(connection: HTTPConnection, path: str, method: str = "GET") -> tuple[int, bytes]:
    connection.request(method, path)
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.mark.parametrize(
    "path",
    [
        "/internal/a/evacuation.json",
        "/internal/",
        "/internal",
        "/internal/index.html",
        "//internal/a/evacuation.json",
        "/%69nternal/a/evacuation.json",
        "/assets/../internal/a/evacuation.json",
        "/Internal/a/evacuation.json",
        "/records/x.json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_for_the_school_alone_is_not_served(out: Path, path: str, method: str) -> None:
    with served(out) as connection:
        status, body = ask(connection, path, method)
    assert status == 404
    assert b"pupils" not in body


@pytest.mark.parametrize("path", ["/", "/index.html", "/interns.txt"])
def test_everything_else_is_served(out: Path, path: str) -> None:
    with served(out) as connection:
        assert ask(connection, path)[0] == 200
        assert ask(connection, path, "HEAD")[0] == 200


def test_it_is_served_when_asked_for(out: Path) -> None:
    with served(out, has_internal=True) as connection:
        assert ask(connection, "/internal/a/evacuation.json") == (200, b"45 pupils")
