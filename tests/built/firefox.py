# SPDX-License-Identifier: MIT
"""A tab of the system's Firefox, driven by WebDriver BiDi (W3C) and by nothing in between.

Playwright drives no Firefox that a distribution ships, and geckodriver comes from no package
archive, so the protocol is spoken here: numbered commands, their answers, and events among them.
"""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE_S = 120

QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
"""What Firefox itself would fetch and ask when it starts."""

EVENTS = ["log.entryAdded", "network.beforeRequestSent"]

WATCH = """() => {
  addEventListener("error", event => {
    if (event.target !== window) { console.error("missing: " + event.target.outerHTML); }
  }, true);
  addEventListener("securitypolicyviolation", event =>
    console.error("policy: " + event.violatedDirective + " " + event.blockedURI));
}"""
"""Has a page say on the console what Firefox says in its tools alone."""

ENTER = "\ue007"


def find_firefox() -> str | None:
    """Return the browser of the system, if there is one."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One tab; it keeps what pages asked for and what the console said."""

    def __init__(self, connection: ClientConnection) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self._connection = connection
        self._numbers = count(1)
        self._command("session.new", {"capabilities": {}})
        self._command("session.subscribe", {"events": EVENTS})
        self._command("script.addPreloadScript", {"functionDeclaration": WATCH})
        self._tab = self._command("browsingContext.getTree", {})["contexts"][0]["context"]

    def size(self, width: int, height: int) -> None:
        """Make the window as large as a screen."""
        size = {"width": width, "height": height}
        self._command("browsingContext.setViewport", {"context": self._tab, "viewport": size})

    def open(self, address: str) -> None:
        """Go to an address and wait until all of it is there."""
        given = {"context": self._tab, "url": address, "wait": "complete"}
        self._command("browsingContext.navigate", given)

    def ask(self, expression: str) -> Any:
        """Return what an expression is worth: a text, a number, or yes and no."""
        target = {"context": self._tab}
        given = {"expression": expression, "target": target, "awaitPromise": True}
        answer = self._command("script.evaluate", given)
        assert answer["type"] == "success", (expression, answer)
        return answer["result"].get("value")

    def wait_until(self, expression: str) -> None:
        """Ask until the answer is yes; between two pages there is none."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                if self.ask(expression):
                    return
            except (AssertionError, RuntimeError):
                pass
            assert time.monotonic() < until, expression
            time.sleep(0.05)

    def arrive(self, pattern: str) -> None:
        """Wait for a page whose path fits a pattern, all of it: its address changes before that."""
        is_it = f"new RegExp({json.dumps(pattern)}).test(location.pathname)"
        self.wait_until(f"document.readyState === 'complete' && {is_it}")

    def click(self, selector: str) -> None:
        """Press the first element of a selector with the mouse, where it is seen."""
        self.wait_until(f"Boolean(document.querySelector({selector!r}))")
        self.ask(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}})")
        locator = {"type": "css", "value": selector}
        given = {"context": self._tab, "locator": locator, "maxNodeCount": 1}
        node = self._command("browsingContext.locateNodes", given)["nodes"][0]
        origin = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def type(self, text: str) -> None:
        """Press and let go the key of each letter."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, source: dict[str, Any]) -> None:
        self._command("input.performActions", {"context": self._tab, "actions": [source]})

    def _command(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            heard = json.loads(self._connection.recv(timeout=PATIENCE_S))
            if heard.get("id") == number:
                break
            self._note(heard)
        if heard["type"] == "error":
            raise RuntimeError(method, heard["error"], heard["message"])
        return heard["result"]

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "network.beforeRequestSent":
            self.asked.append(event["params"]["request"]["url"])
        elif event.get("method") == "log.entryAdded":
            self.said.append(f"{event['params']['level']}: {event['params']['text']}")


@contextmanager
def running(program: str, folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own in a folder; yield its tab."""
    lines = (f"user_pref({name!r}, {json.dumps(value)});\n" for name, value in QUIET.items())
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    log = folder / "said.txt"
    start = ["--headless", "--no-remote", "--profile", str(folder), "about:blank"]
    command = [program, *start, "--remote-debugging-port", "0"]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        with connect(f"{_address(process, log)}/session", max_size=None) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE_S
    while True:
        text = log.read_text(encoding="utf-8")
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", text):
            return found[1]
        assert process.poll() is None, text
        assert time.monotonic() < until, text
        time.sleep(0.05)
